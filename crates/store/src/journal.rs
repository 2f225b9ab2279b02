//! Journal entries: one per command, chained by hash. `office::journal` computes the hashes.

use crate::{StoreError, Tx, params, statements};
use domain::ids::{EntryId, OfficeId, OfficerId};
use jiff::civil::Date;

statements! {
    LAST = "select sequence, hash from journal_entries where office_id = $1 order by sequence desc limit 1";
    INSERT = "insert into journal_entries
        (id, office_id, sequence, officer_id, at, on_date, command, detail, previous_hash, hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// The whole chain, in order.
    CHAIN = "select id, sequence, officer_id, at, on_date, command, detail, previous_hash, hash
        from journal_entries where office_id = $1 order by sequence";
    BY_ID = "select id, sequence, officer_id, at, on_date, command, detail, previous_hash, hash
        from journal_entries where id = $1";
    /// Newest first, from before a sequence number on.
    PAGE = "select id, sequence, officer_id, at, on_date, command, detail, previous_hash, hash
        from journal_entries where office_id = $1 and sequence < $2 order by sequence desc limit $3";
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    pub id: EntryId,
    /// 1, 2, 3, … within the office.
    pub sequence: i64,
    pub officer: OfficerId,
    /// UTC instant of the clock.
    pub at: String,
    /// Business date of the command.
    pub on: Date,
    pub command: String,
    /// Without personal data.
    pub detail: String,
    pub previous_hash: String,
    pub hash: String,
}

/// Sequence and hash of the newest entry; `None` for a new office.
pub fn last(tx: &mut Tx, office: OfficeId) -> Result<Option<(i64, String)>, StoreError> {
    tx.optional(&LAST, &params![office], |row| Ok((row.get(0)?, row.get(1)?)))
}

pub fn insert(tx: &mut Tx, office: OfficeId, entry: &EntryRow) -> Result<(), StoreError> {
    let EntryRow { id, sequence, officer, at, on, command, detail, previous_hash, hash } = entry;
    tx.execute_one(
        &INSERT,
        &params![*id, office, *sequence, *officer, at, *on, command, detail, previous_hash, hash],
    )
}

/// Hands out every entry of the office in the order of the chain.
pub fn each(
    tx: &mut Tx,
    office: OfficeId,
    mut f: impl FnMut(EntryRow) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    tx.each(&CHAIN, &params![office], |row| f(entry(row)?))
}

pub fn by_id(tx: &mut Tx, id: EntryId) -> Result<Option<EntryRow>, StoreError> {
    tx.optional(&BY_ID, &params![id], entry)
}

/// At most `limit` entries older than `before` (`i64::MAX` for the newest), newest first.
pub fn page(tx: &mut Tx, office: OfficeId, before: i64, limit: u32) -> Result<Vec<EntryRow>, StoreError> {
    tx.all(&PAGE, &params![office, before, limit], entry)
}

fn entry(row: &crate::Row) -> Result<EntryRow, StoreError> {
    Ok(EntryRow {
        id: row.get(0)?,
        sequence: row.get(1)?,
        officer: row.get(2)?,
        at: row.get(3)?,
        on: row.get(4)?,
        command: row.get(5)?,
        detail: row.get(6)?,
        previous_hash: row.get(7)?,
        hash: row.get(8)?,
    })
}
