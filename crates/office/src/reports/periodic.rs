//! The periodic report: figures taken for its months and for the year to date, lines made, annex listed.

use super::year::DIFFICULTIES;
use crate::context::Ctx;
use crate::error::OfficeError;
use crate::figures::book::{Taken, take_keys};
use crate::figures::sight::Sight;
use crate::figures::{estimates, load_ledger};
use crate::offices;
use crate::permission::Permission;
use domain::figures::{Answer, CATALOGUE, Clock, FigureKey, Ledger, Months, Spec, Warning, evaluate};
use domain::reports::periodic::{IN_PERIOD, at_last_years_pace, period_name};
use domain::reports::{
    Document, EvidenceBook, EvidenceSection, PeriodicLine, PeriodicReport, periodic_report,
};
use store::Tx;

/// A periodic report as the books stand, with what looks wrong in it.
pub struct Periodic {
    pub document: Document,
    pub book: EvidenceBook,
    pub warnings: Vec<Warning>,
}

/// The report on some months of a year.
pub fn report(ctx: &Ctx, year: i16, months: Months) -> Result<Periodic, OfficeError> {
    ctx.read(Permission::ReadFigures, |tx| {
        let mut report = write(ctx, tx, year, months)?;
        Sight::load(ctx, tx)?.narrow_book(&mut report.book, year);
        Ok(report)
    })
}

/// The report alone, for a screen: its rows are asked for figure by figure.
pub fn document(ctx: &Ctx, year: i16, months: Months) -> Result<Document, OfficeError> {
    ctx.read(Permission::ReadFigures, |tx| told(ctx, tx, year, months))
}

/// The rows behind one figure of the report, by its id there.
pub fn section(ctx: &Ctx, year: i16, months: Months, id: &str) -> Result<EvidenceSection, OfficeError> {
    let missing = || OfficeError::NotFound(format!("chỉ tiêu {id}"));
    let of_period = id.strip_suffix(IN_PERIOD);
    let wanted = of_period.unwrap_or(id);
    let own = keys(year, months).into_iter().find(|key| key.id() == wanted);
    // What a figure of the report is made of may be of the year before.
    let key = own.or_else(|| FigureKey::find(wanted, year)).ok_or_else(missing)?;
    let key = if of_period.is_some() { key.during(months) } else { key };
    ctx.read(Permission::ReadFigures, |tx| {
        let book = take_keys(tx, ctx.office, &[key], String::new())?.book;
        let mut section = book.sections.into_iter().next().ok_or_else(missing)?;
        Sight::load(ctx, tx)?.narrow_section(&mut section, year);
        if of_period.is_some() {
            section.made_of.iter_mut().for_each(|id| id.push_str(IN_PERIOD));
        }
        Ok(section)
    })
}

/// Every figure of the catalogue from the year's beginning to the end of the months.
fn keys(year: i16, months: Months) -> Vec<FigureKey> {
    // The year's review comes in December: before it the last one stands.
    let reviewed = if months.last() < 12 { year - 1 } else { year };
    let key = |spec: &'static Spec| {
        let year = if spec.clock == Clock::Review { reviewed } else { year };
        FigureKey::of_year(spec, year).during(months.to_date())
    };
    CATALOGUE.iter().map(key).collect()
}

fn write(ctx: &Ctx, tx: &mut Tx, year: i16, months: Months) -> Result<Periodic, OfficeError> {
    let document = told(ctx, tx, year, months)?;
    let (book, warnings) = evidence(ctx, tx, year, months, &keys(year, months))?;
    Ok(Periodic { document, book, warnings })
}

fn told(ctx: &Ctx, tx: &mut Tx, year: i16, months: Months) -> Result<Document, OfficeError> {
    let to_date = keys(year, months);
    let in_period: Vec<FigureKey> = to_date.iter().map(|key| key.during(months)).collect();
    let mut asked = to_date.clone();
    asked.extend(&in_period);
    asked.extend(to_date.iter().filter_map(|key| key.last_year()));
    asked.extend(to_date.iter().filter_map(|key| key.last_year()).map(|key| key.during(Months::YEAR)));
    let ledger = load_ledger(tx, ctx.office, &asked)?;
    let typed = estimates(tx, ctx.office, year)?;
    let open = months.last() < 12;
    let line = |key: &FigureKey| {
        let last_year = key.last_year().map(|key| evaluate(key, &ledger)).filter(|one| one.value.is_some());
        let own = typed.iter().find(|(id, _)| *id == key.id()).map(|(_, estimate)| estimate.clone());
        let pace = || last_years_pace(*key, last_year.as_ref()?, &ledger);
        PeriodicLine {
            in_period: evaluate(key.during(months), &ledger),
            to_date: evaluate(*key, &ledger),
            estimate: own.or_else(pace).filter(|_| open),
            last_year,
        }
    };
    let lines: Vec<PeriodicLine> = to_date.iter().map(line).collect();
    let office = crate::payroll::papers::letterhead(tx, ctx.office, ctx.on)?;
    let unit = offices::setting_on(tx, ctx.office, offices::UNIT, ctx.on)?.unwrap_or_default();
    let area = store::units::by_key(tx, &unit)?.map(|unit| unit.full_name());
    let difficulties = offices::setting_on(tx, ctx.office, DIFFICULTIES, ctx.on)?.unwrap_or_default();
    Ok(periodic_report(&PeriodicReport {
        recipients: vec!["Ủy ban nhân dân".to_owned(), "Lưu: VT".to_owned()],
        letterhead: office,
        dated: ctx.on,
        area: area.unwrap_or_else(|| "địa bàn".to_owned()),
        year,
        months,
        lines,
        difficulties: difficulties
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .map(str::to_owned)
            .collect(),
    }))
}

fn last_years_pace(
    key: FigureKey,
    last_to_date: &Answer,
    ledger: &Ledger,
) -> Option<domain::reports::Estimate> {
    let whole = evaluate(key.last_year()?.during(Months::YEAR), ledger);
    at_last_years_pace(&evaluate(key, ledger), last_to_date, &whole)
}

/// The rows of the year to date, and of the period where it is only a part of that.
fn evidence(
    ctx: &Ctx,
    tx: &mut Tx,
    year: i16,
    months: Months,
    to_date: &[FigureKey],
) -> Result<(EvidenceBook, Vec<Warning>), OfficeError> {
    let name = period_name(months);
    let title = format!("Căn cứ của số liệu báo cáo {name} năm {year}");
    let Taken { mut book, warnings, .. } = take_keys(tx, ctx.office, to_date, title)?;
    let parts: Vec<FigureKey> = to_date
        .iter()
        .filter(|key| key.during(months).window() != key.window())
        .map(|key| key.during(months))
        .collect();
    let of_period = take_keys(tx, ctx.office, &parts, String::new())?.book;
    book.sections.extend(of_period.sections.into_iter().map(|mut section| {
        section.id = format!("{}{IN_PERIOD}", section.id);
        section.made_of.iter_mut().for_each(|id| id.push_str(IN_PERIOD));
        section
    }));
    Ok((book, warnings))
}
