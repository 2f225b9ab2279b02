//! Lists taken over: what the old list paid, what the engine says, and what somebody decided about it.

use crate::value::Row;
use crate::{StoreError, Tx, bulks, params, statements};
use domain::decisions::PartKey;
use domain::ids::{EnrolmentId, EntryId, OfficeId, TakeoverLineId};
use law::{Month, Vnd};

statements! {
    OF_OFFICE = "select id, month, enrolment_id, part, reference, amount_listed, amount_engine, finding, reason,
            resolved_entry, resolution, recorded_entry
        from takeover_lines where office_id = $1 order by id";
    GET = "select id, month, enrolment_id, part, reference, amount_listed, amount_engine, finding, reason,
            resolved_entry, resolution, recorded_entry
        from takeover_lines where office_id = $1 and id = $2";
    RESOLVE = "update takeover_lines set resolved_entry = $2, resolution = $3
        where id = $1 and resolved_entry is null";
}

bulks! {
    TAKEOVER_LINES = "takeover_lines" (
        "id", "office_id", "month", "enrolment_id", "part", "reference", "amount_listed", "amount_engine", "finding",
        "reason", "recorded_entry"
    );
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeoverRow {
    pub id: TakeoverLineId,
    pub month: Month,
    pub enrolment: EnrolmentId,
    pub key: PartKey,
    pub listed: Vnd,
    pub engine: Option<Vnd>,
    /// `same`, `differs`, `fact_missing`.
    pub finding: String,
    pub reason: Option<String>,
    pub resolved_entry: Option<EntryId>,
    /// `keep` or `engine`.
    pub resolution: Option<String>,
    pub recorded_entry: EntryId,
}

pub fn of_office(tx: &mut Tx, office: OfficeId) -> Result<Vec<TakeoverRow>, StoreError> {
    tx.all(&OF_OFFICE, &params![office], line)
}

pub fn get(tx: &mut Tx, office: OfficeId, id: TakeoverLineId) -> Result<TakeoverRow, StoreError> {
    tx.one(&GET, &params![office, id], line)
}

pub fn insert(tx: &mut Tx, office: OfficeId, rows: &[TakeoverRow]) -> Result<(), StoreError> {
    let rows = rows.iter().map(|r| {
        params![
            r.id,
            office,
            r.month,
            r.enrolment,
            &*r.key.part,
            &*r.key.reference,
            r.listed,
            r.engine,
            &r.finding,
            r.reason.clone(),
            r.recorded_entry,
        ]
        .to_vec()
    });
    tx.insert_many(&TAKEOVER_LINES, rows).map(drop)
}

/// A line is resolved once.
pub fn resolve(tx: &mut Tx, id: TakeoverLineId, entry: EntryId, resolution: &str) -> Result<(), StoreError> {
    tx.execute_one(&RESOLVE, &params![id, entry, resolution])
}

fn line(row: &Row) -> Result<TakeoverRow, StoreError> {
    let (part, reference): (String, String) = (row.get(3)?, row.get(4)?);
    Ok(TakeoverRow {
        id: row.get(0)?,
        month: row.get(1)?,
        enrolment: row.get(2)?,
        key: PartKey::new(&part, &reference),
        listed: row.get(5)?,
        engine: row.get(6)?,
        finding: row.get(7)?,
        reason: row.get(8)?,
        resolved_entry: row.get(9)?,
        resolution: row.get(10)?,
        recorded_entry: row.get(11)?,
    })
}
