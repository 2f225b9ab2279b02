//! Figures beside others for charts: through the years, several of one year, by commune and year.

use super::{FigureOut, base_rows, book, check_period, find, load_ledger};
use crate::context::Ctx;
use crate::error::OfficeError;
use crate::permission::Permission;
use domain::figures::{FigureKey, evaluate};
use std::collections::BTreeMap;

/// A figure in the years up to `period`, oldest first; years that the books do not hold are left out.
pub fn trend(ctx: &Ctx, figure: &str, period: i16, years: i16) -> Result<Vec<(i16, FigureOut)>, OfficeError> {
    let key = find(figure, check_period(period)?)?;
    let keys: Vec<FigureKey> =
        (0..years).rev().map(|back| FigureKey { year: key.year - back, ..key }).collect();
    ctx.read(Permission::ReadFigures, |tx| {
        let ledger = load_ledger(tx, ctx.office, &keys)?;
        let known = keys.iter().map(|key| (key.year, evaluate(*key, &ledger)));
        let known = known.filter(|(_, answer)| answer.value.is_some());
        Ok(known.map(|(year, answer)| (year, FigureOut::of(&answer, &ledger))).collect())
    })
}

/// Some figures of a report on `period`, those among them that are known.
pub fn some(ctx: &Ctx, figures: &[&str], period: i16) -> Result<Vec<FigureOut>, OfficeError> {
    let period = check_period(period)?;
    let keys: Vec<FigureKey> = figures.iter().filter_map(|id| FigureKey::find(id, period)).collect();
    ctx.read(Permission::ReadFigures, |tx| {
        let ledger = load_ledger(tx, ctx.office, &keys)?;
        let answers = keys.iter().map(|key| evaluate(*key, &ledger));
        let known = answers.filter(|answer| answer.value.is_some());
        Ok(known.map(|answer| FigureOut::of(&answer, &ledger)).collect())
    })
}

/// Sums of a base figure by commune in each of the years up to `period`, oldest first: the commune, and one sum a year.
/// What has no commune is left out.
pub fn by_commune(
    ctx: &Ctx,
    figure: &str,
    period: i16,
    years: i16,
) -> Result<Vec<(String, Vec<i64>)>, OfficeError> {
    let key = find(figure, check_period(period)?)?;
    ctx.read(Permission::ReadFigures, |tx| {
        let mut names = book::UnitNames::default();
        let mut sums: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for (place, back) in (0..years).rev().enumerate() {
            let of_year = FigureKey { year: key.year - back, ..key };
            for (query, base) in of_year.bases() {
                for row in base_rows(tx, ctx.office, query, base)? {
                    let unit = names.of(tx, row.unit)?;
                    let own = sums.entry(unit).or_insert_with(|| vec![0; usize::from(years.unsigned_abs())]);
                    if let Some(sum) = own.get_mut(place) {
                        *sum += row.quantity;
                    }
                }
            }
        }
        sums.remove("");
        let mut sums: Vec<_> = sums.into_iter().collect();
        sums.sort_by_cached_key(|(unit, _)| domain::names::alphabetical_key(unit));
        Ok(sums)
    })
}
