//! Children by group: what may be told to everybody, and what only to those who may read what is sensitive.

use crate::{Ctx, Field, OfficeError, Permission};
use domain::children::{ChildCircumstance, ChildGroup, printable};
use domain::ids::UnitId;
use domain::labels::Labelled;
use std::collections::BTreeMap;
use store::people::Known;

/// Children of one group on the business date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCount {
    pub group: ChildGroup,
    /// `None`: one or two of a sensitive group, which would tell who.
    pub total: Option<i64>,
    /// By commune of residence, the communes of sensitive groups masked alike; a masked cell is `None`.
    pub by_unit: Vec<(Option<UnitId>, Option<i64>)>,
}

/// Every group with its children, small cells of sensitive groups masked. Where masking one cell would be undone by
/// the total, no cell of the group is told.
pub fn by_group(ctx: &Ctx) -> Result<Vec<GroupCount>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let reach = ctx.reach(tx, Permission::ReadRegisters, Some(Field::Children))?;
        let mut cells: BTreeMap<ChildGroup, Vec<(Option<UnitId>, i64)>> = BTreeMap::new();
        for (group, unit, count) in store::children::by_group(tx, ctx.office, ctx.on)? {
            let seen = reach.as_ref().is_none_or(|reach| unit.is_some_and(|unit| reach.contains(&unit)));
            if seen {
                cells.entry(group).or_default().push((unit, count));
            }
        }
        Ok(ChildGroup::ALL
            .iter()
            .map(|group| counted(*group, cells.remove(group).unwrap_or_default()))
            .collect())
    })
}

fn counted(group: ChildGroup, cells: Vec<(Option<UnitId>, i64)>) -> GroupCount {
    let sensitive = group.is_sensitive();
    let total: i64 = cells.iter().map(|(_, count)| count).sum();
    let small = cells.iter().any(|(_, count)| printable(*count, sensitive).is_none());
    let tell = |count: i64| if small { None } else { Some(count) };
    let by_unit = cells.into_iter().map(|(unit, count)| (unit, tell(count))).collect();
    GroupCount { group, total: printable(total, sensitive), by_unit }
}

/// The children of a sensitive group with their rows. Every reading is an entry of the journal.
pub fn sensitive(ctx: &Ctx, group: ChildGroup) -> Result<Vec<(ChildCircumstance, String)>, OfficeError> {
    let detail = format!("group {}", group.word());
    ctx.write(Permission::ReadSensitive, "children.read_sensitive", &detail, |tx, _| {
        let reach = ctx.reach(tx, Permission::ReadSensitive, Some(Field::Children))?;
        let mut found = Vec::new();
        for (_, row) in store::children::circumstances::of_office(tx, ctx.office, Known::Now)? {
            if row.group != group {
                continue;
            }
            let homes = store::facts::of_person(tx, row.child, Known::Now)?;
            let home = homes
                .iter()
                .map(|fact| &fact.value)
                .filter(|fact| fact.kind == domain::facts::FactKind::Residence && fact.holds_on(ctx.on));
            let unit = home.filter_map(|fact| fact.unit).next();
            if reach.as_ref().is_none_or(|reach| unit.is_some_and(|unit| reach.contains(&unit))) {
                let name = store::people::record(tx, row.child, Known::Now)?;
                found.push((row, name.map_or_else(String::new, |name| name.value.full_name)));
            }
        }
        Ok(found)
    })
}

/// `TE04 Khuyết tật: 61`, `TE05 …: dưới 3`.
pub fn shown(count: &GroupCount) -> String {
    let number = count.total.map_or_else(|| "dưới 3".to_owned(), |total| total.to_string());
    format!("{}: {number}", count.group.label())
}
