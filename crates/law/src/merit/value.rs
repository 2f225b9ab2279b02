//! The value of decision terms in a month: what the tables say, without the facts of the person.

use super::Merit;
use super::once::{decided_amount, level, level_cell, worship_cell};
use super::reading::tables_unknown;
use super::tables::{Cell, Line};
use crate::award::{Scheme, Step, Terms, Valued};
use crate::page::Confidence;
use crate::{LawError, Month, Provisions, Vnd};
use jiff::civil::Date;

pub(super) fn value(
    law: &Merit,
    terms: &Terms,
    month: Month,
    known_on: Option<Date>,
    provisions: &Provisions,
) -> Result<Valued, LawError> {
    let period = law.tables.period(month, known_on);
    let line = law.tables.line(&terms.class);
    let (amount, provision) = match (terms.scheme, line) {
        (Scheme::Merit, Some(Line::Row(row))) => {
            let cell = period.map(|period| period.row(row)).unwrap_or_default();
            (payable(cell, month)?.times(u32::from(terms.quantity)), cell.provision)
        }
        (Scheme::Merit, Some(Line::War(table))) => {
            let rate = terms.rate.ok_or_else(|| unknown(terms))?;
            let cell = period.map(|period| period.war(table, rate)).unwrap_or_default();
            if cell.amount.is_zero() && period.is_some_and(|period| period.payable) {
                return Err(unknown(terms));
            }
            (payable(cell, month)?, cell.provision)
        }
        (Scheme::MeritOneOff, Some(Line::Once(row))) => {
            let (amount, cell) = decided_amount(law, month, period, (row, terms.quantity))?;
            (amount, cell.provision)
        }
        (Scheme::MeritOneOff, None) if terms.part == law.names.worship => {
            let cell = worship_cell(law, month, known_on);
            (payable(cell, month)?, cell.provision)
        }
        (Scheme::MeritOneOff, None) if place(terms).is_some() => {
            let levels = place(terms).map_or(&[][..], |place| law.convalescence[place].as_slice());
            let cell = level_cell(law, levels, month, known_on);
            (payable(cell, month)?, cell.provision)
        }
        (Scheme::MeritOneOff, None) if terms.part == law.names.funeral => {
            let found = level(&law.funeral, month.first_day(), known_on).filter(|level| level.payable);
            let found = found.ok_or_else(|| tables_unknown(month))?;
            (found.amount, found.provision)
        }
        _ => return Err(unknown(terms)),
    };
    Ok(Valued { amount, coefficient: None, base: None, steps: steps(terms, amount, provisions, provision) })
}

/// Of convalescence: at home, at a centre.
fn place(terms: &Terms) -> Option<usize> {
    match &*terms.part {
        "convalescence_home" => Some(0),
        "convalescence_centre" => Some(1),
        _ => None,
    }
}

fn payable(cell: Cell, month: Month) -> Result<Vnd, LawError> {
    if cell.payable { Ok(cell.amount) } else { Err(tables_unknown(month)) }
}

fn unknown(terms: &Terms) -> LawError {
    let Terms { category, part, class, rate, .. } = terms;
    let rate = rate.map(|rate| format!(" {rate}%")).unwrap_or_default();
    LawError::UnknownTerms(format!("{category} / {part} / {class}{rate}"))
}

fn steps(terms: &Terms, amount: Vnd, provisions: &Provisions, provision: u16) -> Vec<Step> {
    let provision = provisions.get(provision);
    let mark = match provision.confidence {
        Confidence::Source | Confidence::Secondary | Confidence::Unknown => "",
        Confidence::Derived => " (số suy ra từ bảng công bố sau)",
        Confidence::Memory => " (số ghi theo trí nhớ, chưa đối chiếu văn bản)",
    };
    let text = format!("{}{mark}", provision.text);
    let mut steps = vec![Step { text, citation: Some(provision.citation.clone()) }];
    match (terms.rate, terms.quantity) {
        (Some(rate), _) => {
            steps.push(Step { text: format!("Tỷ lệ {rate}%: {amount} đồng"), citation: None })
        }
        (None, 1) => {}
        (None, years) => steps.push(Step { text: format!("{years} năm: {amount} đồng"), citation: None }),
    }
    steps
}
