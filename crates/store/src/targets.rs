//! Targets of a year, from a resolution or plan.

use crate::people::{Known, word};
use crate::{StoreError, Tx, bulks, params, statements};
use domain::ids::{EntryId, OfficeId, TargetId};
use domain::targets::{Comparison, Target};

bulks! {
    TARGETS = "targets" (
        "id", "office_id", "year", "figure", "comparison", "value", "paper", "unit_id",
        "recorded_entry",
    );
}

statements! {
    OF_OFFICE = "select id, year, figure, comparison, value, paper, unit_id from targets
        where office_id = $1 and recorded_entry <= $2 and (voided_entry is null or voided_entry > $2)
        order by year, figure, coalesce(unit_id, 0), id";
    VOID = "update targets set voided_entry = $2 where id = $1 and voided_entry is null";
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetRow {
    pub id: TargetId,
    pub target: Target,
}

pub fn insert_many(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = TargetRow>,
) -> Result<u64, StoreError> {
    let values = |TargetRow { id, target: t }: TargetRow| {
        params![id, office, t.year, t.figure, t.comparison.word(), t.value, t.paper, t.unit, entry].to_vec()
    };
    tx.insert_many(&TARGETS, rows.into_iter().map(values))
}

/// By year and figure.
pub fn of_office(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<TargetRow>, StoreError> {
    tx.all(&OF_OFFICE, &params![office, known], |row| {
        let target = Target {
            year: row.get(1)?,
            figure: row.get(2)?,
            comparison: word(row, 3, Comparison::from_word)?,
            value: row.get(4)?,
            paper: row.get(5)?,
            unit: row.get(6)?,
        };
        Ok(TargetRow { id: row.get(0)?, target })
    })
}

pub fn void(tx: &mut Tx, id: TargetId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID, &params![id, entry])
}
