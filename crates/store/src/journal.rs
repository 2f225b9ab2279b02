//! Journal entries: one per command, chained by hash. `office::journal` computes the hashes.

use crate::migrations::MIGRATIONS;
use crate::{Statement, StoreError, Tx, params, statements};
use domain::ids::{EntryId, OfficeId, OfficerId};
use jiff::civil::Date;
use std::sync::OnceLock;

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
    /// Entries without time, command or an officer of the same office.
    INCOMPLETE = "select e.sequence from journal_entries e
        where e.office_id = $1 and (e.at = '' or e.command = '' or not exists
            (select 1 from officers o where o.id = e.officer_id and o.office_id = e.office_id))
        order by e.sequence";
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

/// Sequence numbers of entries that do not name their officer, time and command.
pub fn incomplete(tx: &mut Tx, office: OfficeId) -> Result<Vec<i64>, StoreError> {
    tx.all(&INCOMPLETE, &params![office], |row| row.get(0))
}

/// A column that names an entry: `recorded_entry`, `voided_entry`, …
pub struct Link {
    pub table: String,
    pub column: String,
    /// Counts the rows whose entry is not there.
    dangling: Statement,
}

/// Every column of the schema whose name ends in `_entry`, read from the migrations, so that a new table is
/// checked as soon as it is there.
pub fn links() -> &'static [Link] {
    static LINKS: OnceLock<Vec<Link>> = OnceLock::new();
    LINKS.get_or_init(|| MIGRATIONS.iter().flat_map(|(_, text)| entry_columns(text)).map(link).collect())
}

/// Rows of the whole database that name an entry which does not exist. Foreign keys forbid it, but a file can
/// be edited without them.
pub fn dangling(tx: &mut Tx, link: &Link) -> Result<i64, StoreError> {
    tx.one(&link.dangling, &[], |row| row.get(0))
}

fn link((table, column): (&str, &str)) -> Link {
    let sql = format!(
        "select count(*) from {table} t where t.{column} is not null
            and not exists (select 1 from journal_entries e where e.id = t.{column})"
    );
    // Built once per process, like every other statement.
    let dangling = Statement::new("store::journal::links", sql.leak());
    Link { table: table.to_owned(), column: column.to_owned(), dangling }
}

/// (table, column) of `create table` and `alter table … add column`, one column per line as the migrations
/// are written.
fn entry_columns(migration: &str) -> Vec<(&str, &str)> {
    let mut table = "";
    let mut found = Vec::new();
    for line in migration.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["create", "table", name, ..] => table = name,
            ["alter", "table", name, "add", "column", column, ..] if column.ends_with("_entry") => {
                found.push((name, column));
            }
            [column, "bigint", ..] if column.ends_with("_entry") => found.push((table, column)),
            _ => {}
        }
    }
    found
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
