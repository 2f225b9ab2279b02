//! The rows behind the figures, arranged for reading.

use crate::figures::checks::InUnit;

/// The annex of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidenceBook {
    pub title: String,
    pub sections: Vec<EvidenceSection>,
}

/// One figure: a base figure has rows, any other says what it is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidenceSection {
    pub id: String,
    pub title: String,
    /// With its unit.
    pub exact: String,
    /// By which clock it was taken.
    pub clock: String,
    /// Ids of the figures it is made of; empty for base figures.
    pub made_of: Vec<String>,
    /// `204 ÷ 44.347`, `265 − 204`; empty for base figures.
    pub formula: String,
    /// Column title of the quantities: `Số tiền (đồng)`.
    pub quantity_title: String,
    pub rows: Vec<EvidenceRow>,
    pub shares: Vec<InUnit>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRow {
    /// `person`, `household`, `line`, `run`, `total`, `paper`.
    pub kind: String,
    pub id: i64,
    pub label: String,
    /// Name of the commune; empty if the row has none.
    pub unit: String,
    pub quantity: i64,
}

impl EvidenceSection {
    /// Sorted by commune; rows without one last.
    pub fn shares_of(rows: &[EvidenceRow]) -> Vec<InUnit> {
        let mut units: std::collections::BTreeMap<(bool, &str), InUnit> = std::collections::BTreeMap::new();
        for row in rows {
            let share = units.entry((row.unit.is_empty(), &row.unit)).or_insert_with(|| InUnit {
                unit: row.unit.clone(),
                rows: 0,
                quantity: 0,
            });
            share.rows += 1;
            share.quantity += row.quantity;
        }
        let mut shares: Vec<InUnit> = units.into_values().collect();
        shares
            .sort_by_cached_key(|share| (share.unit.is_empty(), crate::names::alphabetical_key(&share.unit)));
        shares
    }
}
