//! Records of imports: what was read, what was set aside and why; and what an undo must know.

use crate::{Row, StoreError, Tx, bulks, params, statements};
use domain::ids::{EntryId, ImportId, ImportRowId, OfficeId};

bulks! {
    IMPORTS = "imports" (
        "id", "office_id", "kind", "file_name", "sheet_name", "fingerprint", "rows_read", "rows_accepted",
        "rows_parked", "rows_refused", "recorded_entry",
    );
    ROWS = "import_rows" ("id", "import_id", "row_number", "outcome", "column_name", "reason", "cells");
}

statements! {
    OF_OFFICE = "select id, kind, file_name, sheet_name, fingerprint, rows_read, rows_accepted, rows_parked,
            rows_refused, recorded_entry, undone_entry
        from imports where office_id = $1 order by id";
    BY_ID = "select id, kind, file_name, sheet_name, fingerprint, rows_read, rows_accepted, rows_parked,
            rows_refused, recorded_entry, undone_entry
        from imports where office_id = $1 and id = $2";
    BY_FINGERPRINT = "select id, kind, file_name, sheet_name, fingerprint, rows_read, rows_accepted, rows_parked,
            rows_refused, recorded_entry, undone_entry
        from imports where office_id = $1 and kind = $2 and fingerprint = $3 and undone_entry is null order by id";
    OF_ENTRY = "select id, kind, file_name, sheet_name, fingerprint, rows_read, rows_accepted, rows_parked,
            rows_refused, recorded_entry, undone_entry
        from imports where office_id = $1 and recorded_entry = $2 and undone_entry is null order by id";
    ROWS_OF = "select row_number, outcome, column_name, reason, cells from import_rows
        where import_id = $1 order by row_number, id";
    MARK_UNDONE = "update imports set undone_entry = $2 where id = $1 and undone_entry is null";
    /// Imports whose rows do not add up, or whose rows set aside are not all kept.
    UNBALANCED = "select i.id from imports i
        where i.office_id = $1 and (i.rows_read <> i.rows_accepted + i.rows_parked + i.rows_refused
            or i.rows_parked <> (select count(distinct r.row_number) from import_rows r
                where r.import_id = i.id and r.outcome = 'parked')
            or i.rows_refused <> (select count(distinct r.row_number) from import_rows r
                where r.import_id = i.id and r.outcome = 'refused'))
        order by i.id";
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRecord {
    pub id: ImportId,
    pub kind: String,
    pub file_name: String,
    pub sheet_name: String,
    pub fingerprint: String,
    pub read: i64,
    pub accepted: i64,
    pub parked: i64,
    pub refused: i64,
    pub entry: EntryId,
    pub undone: Option<EntryId>,
}

/// One thing wrong with a row that was set aside; the row's cells stand whole in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAsideRow {
    pub row_number: i64,
    /// `parked` or `refused`, the same for all problems of a row.
    pub outcome: String,
    pub column: Option<String>,
    pub reason: String,
    pub cells: String,
}

pub fn insert(tx: &mut Tx, office: OfficeId, import: &ImportRecord) -> Result<(), StoreError> {
    let i = import.clone();
    let row = params![
        i.id,
        office,
        i.kind,
        i.file_name,
        i.sheet_name,
        i.fingerprint,
        i.read,
        i.accepted,
        i.parked,
        i.refused,
        i.entry,
    ];
    tx.insert_many(&IMPORTS, [row.to_vec()]).map(|_| ())
}

pub fn insert_rows(
    tx: &mut Tx,
    import: ImportId,
    rows: impl IntoIterator<Item = (ImportRowId, SetAsideRow)>,
) -> Result<u64, StoreError> {
    let values = |(id, r): (ImportRowId, SetAsideRow)| {
        params![id, import, r.row_number, r.outcome, r.column, r.reason, r.cells].to_vec()
    };
    tx.insert_many(&ROWS, rows.into_iter().map(values))
}

pub fn all(tx: &mut Tx, office: OfficeId) -> Result<Vec<ImportRecord>, StoreError> {
    tx.all(&OF_OFFICE, &params![office], read)
}

pub fn by_id(tx: &mut Tx, office: OfficeId, id: ImportId) -> Result<Option<ImportRecord>, StoreError> {
    tx.optional(&BY_ID, &params![office, id], read)
}

/// Imports of the same list that still hold, oldest first.
pub fn same_list(
    tx: &mut Tx,
    office: OfficeId,
    kind: &str,
    fingerprint: &str,
) -> Result<Vec<ImportRecord>, StoreError> {
    tx.all(&BY_FINGERPRINT, &params![office, kind, fingerprint], read)
}

/// What one command imported and nobody has undone: the sheets of all its files.
pub fn of_entry(tx: &mut Tx, office: OfficeId, entry: EntryId) -> Result<Vec<ImportRecord>, StoreError> {
    tx.all(&OF_ENTRY, &params![office, entry], read)
}

pub fn rows(tx: &mut Tx, import: ImportId) -> Result<Vec<SetAsideRow>, StoreError> {
    tx.all(&ROWS_OF, &params![import], |row| {
        Ok(SetAsideRow {
            row_number: row.get(0)?,
            outcome: row.get(1)?,
            column: row.get(2)?,
            reason: row.get(3)?,
            cells: row.get(4)?,
        })
    })
}

pub fn mark_undone(tx: &mut Tx, id: ImportId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&MARK_UNDONE, &params![id, entry])
}

/// Imports of which something was lost.
pub fn unbalanced(tx: &mut Tx, office: OfficeId) -> Result<Vec<ImportId>, StoreError> {
    tx.all(&UNBALANCED, &params![office], |row| row.get(0))
}

fn read(row: &Row) -> Result<ImportRecord, StoreError> {
    Ok(ImportRecord {
        id: row.get(0)?,
        kind: row.get(1)?,
        file_name: row.get(2)?,
        sheet_name: row.get(3)?,
        fingerprint: row.get(4)?,
        read: row.get(5)?,
        accepted: row.get(6)?,
        parked: row.get(7)?,
        refused: row.get(8)?,
        entry: row.get(9)?,
        undone: row.get(10)?,
    })
}
