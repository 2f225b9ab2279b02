//! One-off payments: on death, on decisions, for worship, funerals.

use super::Merit;
use super::reading::{Ended, Reading, tables_unknown};
use super::rules::{RuleId, day_in_words};
use super::tables::{Cell, Line, Period};
use crate::award::{Award, Ground, Name, Scheme, Terms};
use crate::error::Point;
use crate::facts::{Fact, MeritCategory, What};
use crate::page::{Confidence, Entry};
use crate::view::View;
use crate::{LawError, Month, Provision, Provisions, Vnd};
use jiff::civil::{Date, date};
use serde::Deserialize;

/// An amount that holds from a day on, until the next.
#[derive(Clone, Debug)]
pub(super) struct Level {
    pub from: Date,
    pub in_force_on: Date,
    pub amount: Vnd,
    pub provision: u16,
    pub payable: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WorshipEntry {
    from: Date,
    in_force_on: Option<Date>,
    amount: i64,
    #[serde(default)]
    confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FuneralEntry {
    from: Date,
    in_force_on: Option<Date>,
    base_salary: i64,
    #[serde(default)]
    confidence: Confidence,
}

pub(super) fn read_worship(entries: &[Entry], provisions: &mut Provisions) -> Result<Vec<Level>, LawError> {
    let mut levels = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind == "worship") {
        let WorshipEntry { from, in_force_on, amount, confidence } = entry.read()?;
        let text = format!("Thờ cúng liệt sĩ: {} đồng/năm từ {}", Vnd(amount), day_in_words(from));
        let provision = Provision { citation: entry.citation.clone(), confidence, text };
        levels.push(Level {
            from,
            in_force_on: in_force_on.unwrap_or(entry.in_force_on),
            amount: Vnd(amount),
            provision: provisions.add(provision),
            payable: confidence.is_payable(),
        });
    }
    levels.sort_by_key(|level| level.from);
    Ok(levels)
}

pub(super) fn read_funeral(
    entries: &[Entry],
    factor: u32,
    provisions: &mut Provisions,
) -> Result<Vec<Level>, LawError> {
    let mut levels = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind == "funeral_level") {
        let FuneralEntry { from, in_force_on, base_salary, confidence } = entry.read()?;
        let text = format!("Lương cơ sở: {} đồng từ {}", Vnd(base_salary), day_in_words(from));
        let provision = Provision { citation: entry.citation.clone(), confidence, text };
        levels.push(Level {
            from,
            in_force_on: in_force_on.unwrap_or(entry.in_force_on),
            amount: Vnd(base_salary).times(factor),
            provision: provisions.add(provision),
            payable: confidence.is_payable(),
        });
    }
    levels.sort_by_key(|level| level.from);
    Ok(levels)
}

/// The newest known level that holds on `day`.
pub(super) fn level(levels: &[Level], day: Date, known_on: Option<Date>) -> Option<&Level> {
    let known = |level: &&Level| level.from <= day && known_on.is_none_or(|known| level.in_force_on <= known);
    levels.iter().rev().find(known)
}

pub(super) fn one_off(
    law: &Merit,
    view: &View,
    month: Month,
    known_on: Option<Date>,
    monthly: &[Award],
) -> Result<Vec<Award>, LawError> {
    let mut awards = Vec::new();
    if view.case.person.died.is_some_and(|died| Month::of(died) == month) {
        for (category, paid) in paid_at_death(law, monthly) {
            awards.push(three_months(law, category, paid));
        }
    }
    let period = law.tables.period(month, known_on);
    for (index, fact) in view.case.facts.iter().enumerate() {
        let index = index as u16;
        match &fact.what {
            What::OneOffDecision { row, years } if Month::of(fact.from) == month => {
                awards.push(on_decision(law, month, period, (index, row, years.unwrap_or(1)))?);
            }
            What::Worship { reference, relative_draws_monthly: false } if worship_is_paid(fact, month) => {
                let amount = worship_cell(law, month, known_on);
                if !amount.payable {
                    return Err(tables_unknown(month));
                }
                awards.push(worship(law, amount, index, reference));
            }
            _ => {}
        }
    }
    Ok(awards)
}

/// For each category the monthly sum that counts in the three months; own statuses in the order of the
/// Ordinance, survivors of martyrs last.
fn paid_at_death(law: &Merit, monthly: &[Award]) -> Vec<(Name, Vnd)> {
    let counts = |award: &&Award| {
        award.terms.scheme == Scheme::Merit
            && match law.tables.line(&award.terms.class) {
                Some(Line::Row(row)) => law.tables.rows[row].three_months,
                Some(Line::War(_)) => true,
                Some(Line::Once(_)) | None => false,
            }
    };
    let martyr = law.names.martyr.clone();
    let own = law.categories.iter().map(|category| category.id.clone()).filter(|id| *id != martyr);
    let order = own.chain([martyr.clone()]);
    order
        .map(|category| {
            let of_category = |award: &&Award| award.terms.category == category;
            let paid: Vnd = monthly.iter().filter(counts).filter(of_category).map(|award| award.amount).sum();
            (category, paid)
        })
        .filter(|(_, paid)| !paid.is_zero())
        .collect()
}

fn once(terms: Terms, reference: Name, amount: Vnd, grounds: Vec<Ground>) -> Award {
    let period = crate::Period::Once;
    Award { terms, reference, amount, coefficient: None, base: None, period, grounds }
}

fn terms(category: Name, part: Name, class: Name, quantity: u16) -> Terms {
    Terms { scheme: Scheme::MeritOneOff, category, part, class, rate: None, quantity }
}

fn three_months(law: &Merit, category: Name, paid: Vnd) -> Award {
    let name = law.names.death_three_months.clone();
    let grounds = vec![Ground::Died, Ground::Provision(law.rules.provision(RuleId::ThreeMonths))];
    once(
        terms(category, name.clone(), name, 1),
        law.names.none.clone(),
        paid.times(law.rules.death_months),
        grounds,
    )
}

fn on_decision(
    law: &Merit,
    month: Month,
    period: Option<&Period>,
    (index, id, years): (u16, &str, u16),
) -> Result<Award, LawError> {
    let Some(Line::Once(row)) = law.tables.line(id) else {
        return Err(LawError::UnknownTerms(id.to_owned()));
    };
    let line = &law.tables.once[row];
    let quantity = if line.per_year { years } else { 1 };
    let (amount, cell) = decided_amount(law, month, period, (row, quantity))?;
    let grounds = vec![Ground::Fact(index), Ground::Provision(cell.provision)];
    let terms = terms(line.category.clone(), line.id.clone(), line.id.clone(), quantity);
    Ok(once(terms, law.names.none.clone(), amount, grounds))
}

/// The amount of a one-off row. Where the row is a rate for each year, rounding each year and rounding the sum
/// must agree: the text does not say which one is meant.
pub(super) fn decided_amount(
    law: &Merit,
    month: Month,
    period: Option<&Period>,
    (row, years): (usize, u16),
) -> Result<(Vnd, Cell), LawError> {
    let period = period.filter(|period| period.payable).ok_or_else(|| tables_unknown(month))?;
    let cell = period.once(row);
    let line = &law.tables.once[row];
    if !cell.payable {
        return Err(tables_unknown(month));
    }
    if let Some(point) = line.unsettled {
        let why = format!("{}: không rõ tính theo mức chuẩn ngày nào", line.label);
        return Err(LawError::RuleUnknown { point, why });
    }
    let amount = cell.amount.times(u32::from(years));
    if line.per_year {
        let whole = line.multiple.of(period.base).map(|amount| amount.times(u32::from(years)));
        let whole =
            whole.map(|sum| if period.rounds_to_thousand { sum.round_half_up_to_thousand() } else { sum });
        if whole != Some(amount) {
            let why = "làm tròn từng năm và làm tròn tổng cho hai số khác nhau".to_owned();
            return Err(LawError::RuleUnknown { point: Point::ResistanceRounding, why });
        }
    }
    Ok((amount, cell))
}

/// In the first year in the month of the decision, later each January in which the fact still holds after the
/// first day.
fn worship_is_paid(fact: &Fact, month: Month) -> bool {
    let new_year = date(month.year(), 1, 1);
    Month::of(fact.from) == month
        || (month.number() == 1
            && fact.from < new_year
            && new_year.tomorrow().is_ok_and(|day| fact.until.is_none_or(|until| until > day)))
}

/// The yearly sum by the tables of `month`; not payable where these are not known.
pub(super) fn worship_cell(law: &Merit, month: Month, known_on: Option<Date>) -> Cell {
    level_cell(law, &law.worship, month, known_on)
}

/// The same of any level beside the tables.
pub(super) fn level_cell(law: &Merit, levels: &[Level], month: Month, known_on: Option<Date>) -> Cell {
    let tables_known = law.tables.period(month, known_on).is_none_or(|period| period.payable);
    level(levels, month.first_day(), known_on)
        .map(|level| Cell {
            amount: level.amount,
            provision: level.provision,
            payable: level.payable && tables_known,
        })
        .unwrap_or_default()
}

fn worship(law: &Merit, cell: Cell, index: u16, reference: &str) -> Award {
    let rule = Ground::Provision(law.rules.provision(RuleId::Worship));
    let grounds = vec![Ground::Fact(index), rule, Ground::Provision(cell.provision)];
    let terms = terms(law.names.martyr.clone(), law.names.worship.clone(), law.names.none.clone(), 1);
    let award = once(terms, reference.into(), cell.amount, grounds);
    Award { period: crate::Period::Year, ..award }
}

pub(super) fn funeral(law: &Merit, view: &View, monthly: &[Award], known_on: Option<Date>) -> Option<Award> {
    let died = view.case.person.died?;
    let insured = view.on(died).any(|(_, fact)| matches!(fact.what, What::SocialInsuranceFuneral));
    if insured {
        return None;
    }
    let paid = paid_at_death(law, monthly).into_iter().next().map(|(category, _)| category);
    let category = paid.or_else(|| unpaid_status(law, view, died, known_on))?;
    let level = level(&law.funeral, died, known_on).filter(|level| level.payable)?;
    let grounds = vec![
        Ground::Died,
        Ground::Provision(law.rules.provision(RuleId::Funeral)),
        Ground::Provision(level.provision),
    ];
    let terms = terms(category, law.names.funeral.clone(), law.names.none.clone(), 1);
    Some(once(terms, law.names.none.clone(), level.amount, grounds))
}

/// A status without monthly money that brings a funeral allowance all the same.
fn unpaid_status(law: &Merit, view: &View, died: Date, known_on: Option<Date>) -> Option<Name> {
    let Ended { everything, .. } = Reading::new(law, view, Month::of(died), died, known_on).ended();
    let held = |wanted: MeritCategory| {
        view.on(died)
            .any(|(_, fact)| matches!(&fact.what, What::MeritStatus(status) if status.category == wanted))
    };
    let unpaid = [MeritCategory::ResistanceActivist, MeritCategory::HelperOfRevolution];
    let category = unpaid.into_iter().find(|category| !everything && held(*category))?;
    law.categories.iter().find(|known| &*known.id == category.word()).map(|known| known.id.clone())
}
