//! Who is assigned to help which household, and what was given.

use super::{live, void};
use crate::people::Known;
use crate::{StoreError, Tx, bulks, params, statements};
use domain::ids::{EntryId, OfficeId, PovertyHelperId, PovertySupportId};
use domain::poverty::{Helper, Support};

bulks! {
    HELPERS = "poverty_helpers" (
        "id", "office_id", "household_id", "unit_id", "kind", "name", "task", "from_date", "until_date", "paper", "recorded_entry",
    );
    SUPPORTS = "poverty_supports" (
        "id", "office_id", "household_id", "unit_id", "kind", "source", "on_date", "quantity", "measure", "value", "giver", "project", "outcome", "outcome_note", "paper", "recorded_entry",
    );
}

statements! {
    HELPERS_OF_OFFICE = live!("poverty_helpers", "household_id, unit_id, kind, name, task, from_date, until_date, paper");
    VOID_HELPER = void!("poverty_helpers");
    SUPPORTS_OF_OFFICE = live!("poverty_supports", "household_id, unit_id, kind, source, on_date, quantity, measure, value, giver, project, outcome, outcome_note, paper");
    VOID_SUPPORT = void!("poverty_supports");
}

pub fn insert_helpers(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (PovertyHelperId, Helper)>,
) -> Result<u64, StoreError> {
    let values = |(id, r): (PovertyHelperId, Helper)| {
        params![id, office, r.household, r.unit, r.kind, r.name, r.task, r.from, r.until, r.paper, entry]
            .to_vec()
    };
    tx.insert_many(&HELPERS, rows.into_iter().map(values))
}

pub fn helpers(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<Vec<(PovertyHelperId, Helper)>, StoreError> {
    tx.all(&HELPERS_OF_OFFICE, &params![office, known], |row| {
        let found = Helper {
            household: row.get(1)?,
            unit: row.get(2)?,
            kind: row.get(3)?,
            name: row.get(4)?,
            task: row.get(5)?,
            from: row.get(6)?,
            until: row.get(7)?,
            paper: row.get(8)?,
        };
        Ok((row.get(0)?, found))
    })
}

pub fn void_helper(tx: &mut Tx, id: PovertyHelperId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_HELPER, &params![id, entry])
}

pub fn insert_supports(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (PovertySupportId, Support)>,
) -> Result<u64, StoreError> {
    let values = |(id, r): (PovertySupportId, Support)| {
        params![
            id,
            office,
            r.household,
            r.unit,
            r.kind,
            r.source,
            r.on,
            r.quantity,
            r.measure,
            r.value,
            r.giver,
            r.project,
            r.outcome,
            r.outcome_note,
            r.paper,
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&SUPPORTS, rows.into_iter().map(values))
}

pub fn supports(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<Vec<(PovertySupportId, Support)>, StoreError> {
    tx.all(&SUPPORTS_OF_OFFICE, &params![office, known], |row| {
        let found = Support {
            household: row.get(1)?,
            unit: row.get(2)?,
            kind: row.get(3)?,
            source: row.get(4)?,
            on: row.get(5)?,
            quantity: row.get(6)?,
            measure: row.get(7)?,
            value: row.get(8)?,
            giver: row.get(9)?,
            project: row.get(10)?,
            outcome: row.get(11)?,
            outcome_note: row.get(12)?,
            paper: row.get(13)?,
        };
        Ok((row.get(0)?, found))
    })
}

pub fn void_support(tx: &mut Tx, id: PovertySupportId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_SUPPORT, &params![id, entry])
}
