//! Targets of a year.

use crate::{Ctx, OfficeError, Permission};
use domain::Month;
use domain::figures::{FigureKey, Fold, Unit, Window};
use domain::ids::{EntryId, OfficeId, TargetId, UnitId};
use domain::ratio::{Decimal2, Ratio};
use domain::targets::Target;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use store::Tx;
use store::people::Known;
use store::targets::{self, TargetRow};

/// What `put` did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    Added,
    Replaced,
}

/// Sets the target of a figure in a year; one set before is corrected.
pub fn set(ctx: &Ctx, target: Target) -> Result<(), OfficeError> {
    let detail = format!("{} {}", target.year, target.figure);
    ctx.write(Permission::SetTargets, "targets.set", &detail, |tx, entry| {
        put(tx, ctx.office, entry, target).map(|_| ())
    })
}

/// The targets of a year, by figure.
pub fn of_year(tx: &mut Tx, office: OfficeId, year: i16) -> Result<Vec<Target>, OfficeError> {
    let rows = targets::of_office(tx, office, Known::Now)?;
    Ok(rows.into_iter().map(|row| row.target).filter(|target| target.year == year).collect())
}

/// A target of a figure that is counted or summed, with what was reached by a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub figure: String,
    pub title: String,
    pub unit: Unit,
    pub target: Target,
    /// `None`: the whole office, its rows of all communes and of none.
    pub commune: Option<String>,
    pub reached: i64,
    /// Per cent of the target, ties to even; `None` where the target is nothing.
    pub share: Option<Decimal2>,
}

/// Every target of the year of `on`, of the office and of its communes, with what was reached by that day.
/// Targets of rates are judged at the end of their period and are not here.
pub fn progress(ctx: &Ctx, on: Date) -> Result<Vec<Progress>, OfficeError> {
    ctx.read(Permission::ReadFigures, |tx| {
        let mut found = Vec::new();
        let mut rows: BTreeMap<String, BTreeMap<Option<UnitId>, i64>> = BTreeMap::new();
        let mut names = crate::figures::book::UnitNames::default();
        for target in of_year(tx, ctx.office, on.year())? {
            let Some(key) = FigureKey::find(&target.figure, target.year) else { continue };
            let (Fold::Count(query) | Fold::Sum(query)) = key.spec.fold else { continue };
            let Some(value) = Decimal2::parse(&target.value).filter(|value| value.0 % 100 == 0) else {
                continue;
            };
            if let Entry::Vacant(free) = rows.entry(key.id()) {
                let until = on.tomorrow().unwrap_or(on);
                // The clock of the figure says when its year begins.
                let window = Window { until, last_month: Month::of(on), ..key.window() };
                let mut units = BTreeMap::new();
                for row in crate::figures::rows_within(tx, ctx.office, query, key, window)? {
                    *units.entry(row.unit).or_insert(0) += row.quantity;
                }
                free.insert(units);
            }
            let units = rows.get(&key.id());
            let of = |unit| units.and_then(|units| units.get(&unit)).copied().unwrap_or(0);
            let all = || units.map_or(0, |units| units.values().sum());
            let reached = target.unit.map_or_else(all, |unit| of(Some(unit)));
            let commune = match target.unit {
                Some(unit) => Some(names.of(tx, Some(unit))?),
                None => None,
            };
            let share = Ratio::new(reached, value.0 / 100).map(Ratio::per_cent);
            let (figure, title) = (key.id(), key.title());
            found.push(Progress { figure, title, unit: key.spec.unit, target, commune, reached, share });
        }
        Ok(found)
    })
}

/// `None`: the same target was set already.
pub(crate) fn put(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    target: Target,
) -> Result<Option<Put>, OfficeError> {
    let rows = targets::of_office(tx, office, Known::Now)?;
    let key = |of: &Target| (of.year, of.figure.clone(), of.unit);
    let old = rows.into_iter().find(|row| key(&row.target) == key(&target));
    let put = match old {
        Some(old) if old.target == target => return Ok(None),
        Some(old) => {
            targets::void(tx, old.id, entry)?;
            Put::Replaced
        }
        None => Put::Added,
    };
    let id = TargetId(tx.next_ids(1)?);
    targets::insert_many(tx, office, entry, [TargetRow { id, target }])?;
    Ok(Some(put))
}

/// Decimal text with a point from what people write: `0,5`, `0.5%`, `3.200`. A point before exactly three digits
/// groups thousands, unless it follows a lone zero; a comma is a decimal comma.
pub fn decimal(written: &str) -> Option<String> {
    let bare: String = written.chars().filter(|c| !c.is_whitespace() && *c != '%').collect();
    let (whole, fraction) = match bare.split_once(',') {
        Some((whole, fraction)) => (whole.replace('.', ""), fraction.to_owned()),
        None => match bare.split_once('.') {
            Some((first, rest)) => {
                let groups = first != "0" && rest.split('.').all(|group| group.len() == 3);
                if groups {
                    (bare.replace('.', ""), String::new())
                } else {
                    (first.to_owned(), rest.to_owned())
                }
            }
            None => (bare, String::new()),
        },
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(&whole) || !digits(&fraction) {
        return None;
    }
    Some(if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_written() {
        for (written, value) in [
            ("0,5", Some("0.5")),
            ("0.5 %", Some("0.5")),
            ("0.125", Some("0.125")),
            ("3.200", Some("3200")),
            ("3200", Some("3200")),
            ("1.200,75", Some("1200.75")),
            ("1.071.270", Some("1071270")),
            ("khoảng 3", None),
            ("", None),
            ("1.2.3", None),
        ] {
            assert_eq!(decimal(written).as_deref(), value, "{written}");
        }
    }
}
