//! Many signals at a glance: counted by kind, scheme and commune.

use super::{Signal, SignalKind};
use crate::permission::Permission;
use crate::{Ctx, OfficeError};
use domain::ids::UnitId;
use law::{Scheme, Vnd};
use std::collections::{BTreeMap, HashMap};

/// Signals of one kind, scheme and commune.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub kind: SignalKind,
    pub scheme: Option<Scheme>,
    pub unit: Option<UnitId>,
    pub count: usize,
    /// Sums of those signals that name one.
    pub paid: Vnd,
    pub due: Vnd,
}

/// In the order of kinds and schemes; communes by their id.
pub fn grouped(found: &[Signal]) -> Vec<Group> {
    let mut groups: BTreeMap<(SignalKind, Option<Scheme>, Option<UnitId>), Group> = BTreeMap::new();
    for one in found {
        let (kind, scheme, unit) = (one.kind, one.scheme, one.unit);
        let empty = Group { kind, scheme, unit, count: 0, paid: Vnd::ZERO, due: Vnd::ZERO };
        let group = groups.entry((kind, scheme, unit)).or_insert(empty);
        group.count += 1;
        group.paid += one.paid.unwrap_or_default();
        group.due += one.due.unwrap_or_default();
    }
    groups.into_values().collect()
}

/// A commune that signals name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commune {
    pub code: String,
    /// `phường Lộc Hưng`.
    pub name: String,
}

/// The communes of the signals.
pub fn communes(ctx: &Ctx, found: &[Signal]) -> Result<HashMap<UnitId, Commune>, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let mut communes = HashMap::new();
        for unit in found.iter().filter_map(|one| one.unit) {
            if let std::collections::hash_map::Entry::Vacant(slot) = communes.entry(unit)
                && let Some(row) = store::units::by_id(tx, unit)?
            {
                slot.insert(Commune { code: row.code.clone(), name: row.full_name() });
            }
        }
        Ok(communes)
    })
}
