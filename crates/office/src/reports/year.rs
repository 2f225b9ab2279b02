//! The year report: figures taken, speech written, annex listed.

use crate::context::Ctx;
use crate::error::OfficeError;
use crate::figures::sight::Sight;
use crate::figures::{answered, book};
use crate::offices;
use crate::permission::Permission;
use domain::figures::{Answer, Warning};
use domain::reports::{Document, EvidenceBook, YearAddress, year_address};
use store::Tx;

/// Setting of the office: one difficulty per line, in its own words.
pub const DIFFICULTIES: &str = "report.difficulties";

/// A report on a year, as the books stand.
pub struct YearReport {
    pub period: i16,
    pub document: Document,
    pub book: EvidenceBook,
    /// Each with its written answer, if any.
    pub warnings: Vec<(Warning, Option<String>)>,
}

impl YearReport {
    /// Warnings that nobody has answered. A report is frozen when there are none.
    pub fn open_warnings(&self) -> Vec<&Warning> {
        self.warnings.iter().filter(|(_, answer)| answer.is_none()).map(|(warning, _)| warning).collect()
    }
}

/// The address to the conference of the year.
pub fn year_report(ctx: &Ctx, period: i16) -> Result<YearReport, OfficeError> {
    book::take_split(ctx, Permission::ReadFigures, period, |tx, taken| {
        let mut report = write(ctx, tx, period, taken)?;
        Sight::load(ctx, tx)?.narrow_book(&mut report.book, period);
        Ok(report)
    })
}

pub(super) fn write(
    ctx: &Ctx,
    tx: &mut Tx,
    period: i16,
    taken: book::Taken,
) -> Result<YearReport, OfficeError> {
    let address = address(ctx, tx, period, taken.answers)?;
    Ok(YearReport {
        period,
        document: year_address(&address),
        book: taken.book,
        warnings: answered(tx, ctx.office, period, taken.warnings)?,
    })
}

/// What the speech of a year is made of.
pub(super) fn address(
    ctx: &Ctx,
    tx: &mut Tx,
    period: i16,
    answers: Vec<Answer>,
) -> Result<YearAddress, OfficeError> {
    let setting = |tx: &mut Tx, item| offices::setting_on(tx, ctx.office, item, ctx.on);
    let office = setting(tx, offices::NAME)?.unwrap_or_default();
    let unit = setting(tx, offices::UNIT)?.unwrap_or_default();
    let area = store::units::by_key(tx, &unit)?.map(|unit| unit.full_name()).unwrap_or_default();
    let difficulties = setting(tx, DIFFICULTIES)?.unwrap_or_default();
    Ok(YearAddress {
        office,
        area: if area.is_empty() { "địa bàn".to_owned() } else { area },
        year: period,
        answers,
        difficulties: difficulties
            .lines()
            .map(|line| line.trim().to_owned())
            .filter(|l| !l.is_empty())
            .collect(),
        edits: super::prose::edits(tx, ctx.office, period)?,
    })
}
