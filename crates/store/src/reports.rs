//! Frozen reports: the model, the figures and their rows, as they were.

use crate::{Bulk, StoreError, Tx, Value, bulks, params, statements};
use domain::ids::{EntryId, OfficeId, ReportId};
use jiff::civil::Date;

statements! {
    INSERT = "insert into frozen_reports (id, office_id, kind, year, frozen_on, ruleset_hash, journal_sequence,
        journal_hash, model, model_hash, recorded_entry) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Position of the entry under which the report is frozen.
    JOURNAL_AT = "select sequence, hash from journal_entries where id = $1";
    ALL = "select id, kind, year, frozen_on, ruleset_hash, journal_sequence, journal_hash, model, model_hash
        from frozen_reports where office_id = $1 order by id";
    FIGURES = "select position, figure, title, exact, clock, formula, made_of, quantity_title
        from frozen_figures where report_id = $1 order by position";
    ROWS = "select figure_position, kind, row_id, label, unit, quantity from frozen_rows
        where report_id = $1 order by figure_position, position";
    ENTRIES_AFTER = "select sequence, at, command, detail from journal_entries
        where office_id = $1 and sequence > $2 order by sequence";
    /// The entries that wrote or voided the rows behind a difference, newest first; $1 is the id of the row.
    TOUCHED_PERSON = "select journal_entries.sequence from journal_entries where id in (
        select recorded_entry from merit_files where person_id = $1
        union select voided_entry from merit_files where person_id = $1
        union select recorded_entry from merit_relatives where person_id = $1
        union select voided_entry from merit_relatives where person_id = $1
        union select recorded_entry from deaths where person_id = $1
        union select voided_entry from deaths where person_id = $1)
        and sequence > $2 order by sequence desc";
    TOUCHED_HOUSEHOLD = "select journal_entries.sequence from journal_entries where id in (
        select recorded_entry from household_classes where household_id = $1
        union select voided_entry from household_classes where household_id = $1)
        and sequence > $2 order by sequence desc";
    TOUCHED_TOTAL = "select journal_entries.sequence from journal_entries where id in (
        select recorded_entry from household_totals where id = $1
        union select voided_entry from household_totals where id = $1)
        and sequence > $2 order by sequence desc";
    TOUCHED_LINE = "select journal_entries.sequence from journal_entries where id in (
        select closed_entry from runs join run_lines on run_lines.run_id = runs.id where run_lines.id = $1)
        and sequence > $2 order by sequence desc";
    TOUCHED_RUN = "select journal_entries.sequence from journal_entries where id in (
        select closed_entry from runs where id = $1) and sequence > $2 order by sequence desc";
    TOUCHED_PAPER = "select journal_entries.sequence from journal_entries where id in (
        select recorded_entry from typed_figures where id = $1
        union select voided_entry from typed_figures where id = $1)
        and sequence > $2 order by sequence desc";
    LATEST_CLOSING = "select journal_entries.sequence from journal_entries
        join runs on runs.closed_entry = journal_entries.id
        where runs.office_id = $1 and journal_entries.sequence > $2 order by journal_entries.sequence desc limit 1";
}

bulks! {
    FROZEN_FIGURES = "frozen_figures" (
        "id", "report_id", "position", "figure", "title", "exact", "clock", "formula", "made_of", "quantity_title"
    );
    FROZEN_ROWS = "frozen_rows" (
        "report_id", "figure_position", "position", "kind", "row_id", "label", "unit", "quantity"
    );
}

/// A frozen report without its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    pub id: ReportId,
    pub kind: String,
    pub year: i16,
    pub frozen_on: Date,
    pub ruleset_hash: String,
    pub journal_sequence: i64,
    pub journal_hash: String,
    pub model: String,
    pub model_hash: String,
}

/// A figure of a frozen report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenFigure {
    pub position: i64,
    pub figure: String,
    pub title: String,
    pub exact: String,
    pub clock: String,
    pub formula: String,
    /// Ids with spaces between.
    pub made_of: String,
    pub quantity_title: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenRow {
    pub figure_position: i64,
    pub kind: String,
    pub row_id: i64,
    pub label: String,
    pub unit: String,
    pub quantity: i64,
}

pub fn insert(tx: &mut Tx, office: OfficeId, report: &Frozen, entry: EntryId) -> Result<(), StoreError> {
    let Frozen { id, kind, year, frozen_on, ruleset_hash, journal_sequence, journal_hash, model, model_hash } =
        report;
    tx.execute_one(
        &INSERT,
        &params![
            *id,
            office,
            kind,
            *year,
            *frozen_on,
            ruleset_hash,
            *journal_sequence,
            journal_hash,
            model,
            model_hash,
            entry
        ],
    )
}

/// Sequence and hash of a journal entry.
pub fn journal_at(tx: &mut Tx, entry: EntryId) -> Result<(i64, String), StoreError> {
    tx.one(&JOURNAL_AT, &params![entry], |row| Ok((row.get(0)?, row.get(1)?)))
}

pub fn insert_figures(tx: &mut Tx, report: ReportId, figures: &[FrozenFigure]) -> Result<(), StoreError> {
    let first = tx.next_ids(figures.len().max(1) as u64)?;
    let values = figures.iter().zip(first..).map(|(figure, id)| {
        let FrozenFigure { position, figure, title, exact, clock, formula, made_of, quantity_title } = figure;
        let row: [Value; 10] =
            params![id, report, *position, figure, title, exact, clock, formula, made_of, quantity_title];
        row.to_vec()
    });
    insert_all(tx, &FROZEN_FIGURES, values)
}

/// Rows in the order in which they are printed; positions count from 1 within a figure.
pub fn insert_rows(
    tx: &mut Tx,
    report: ReportId,
    rows: impl IntoIterator<Item = (i64, FrozenRow)>,
) -> Result<(), StoreError> {
    let values = rows.into_iter().map(|(position, row)| {
        let FrozenRow { figure_position, kind, row_id, label, unit, quantity } = row;
        let row: [Value; 8] = params![report, figure_position, position, kind, row_id, label, unit, quantity];
        row.to_vec()
    });
    insert_all(tx, &FROZEN_ROWS, values)
}

fn insert_all(
    tx: &mut Tx,
    into: &Bulk,
    rows: impl IntoIterator<Item = Vec<Value>>,
) -> Result<(), StoreError> {
    tx.insert_many(into, rows).map(drop)
}

pub fn all(tx: &mut Tx, office: OfficeId) -> Result<Vec<Frozen>, StoreError> {
    tx.all(&ALL, &params![office], |row| {
        Ok(Frozen {
            id: row.get(0)?,
            kind: row.get(1)?,
            year: row.get(2)?,
            frozen_on: row.get(3)?,
            ruleset_hash: row.get(4)?,
            journal_sequence: row.get(5)?,
            journal_hash: row.get(6)?,
            model: row.get(7)?,
            model_hash: row.get(8)?,
        })
    })
}

pub fn figures(tx: &mut Tx, report: ReportId) -> Result<Vec<FrozenFigure>, StoreError> {
    tx.all(&FIGURES, &params![report], |row| {
        Ok(FrozenFigure {
            position: row.get(0)?,
            figure: row.get(1)?,
            title: row.get(2)?,
            exact: row.get(3)?,
            clock: row.get(4)?,
            formula: row.get(5)?,
            made_of: row.get(6)?,
            quantity_title: row.get(7)?,
        })
    })
}

pub fn rows(tx: &mut Tx, report: ReportId) -> Result<Vec<FrozenRow>, StoreError> {
    tx.all(&ROWS, &params![report], |row| {
        Ok(FrozenRow {
            figure_position: row.get(0)?,
            kind: row.get(1)?,
            row_id: row.get(2)?,
            label: row.get(3)?,
            unit: row.get(4)?,
            quantity: row.get(5)?,
        })
    })
}

/// An entry of the journal, for telling what changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub sequence: i64,
    pub at: String,
    pub command: String,
    pub detail: String,
}

pub fn entries_after(tx: &mut Tx, office: OfficeId, sequence: i64) -> Result<Vec<Entry>, StoreError> {
    tx.all(&ENTRIES_AFTER, &params![office, sequence], |row| {
        Ok(Entry { sequence: row.get(0)?, at: row.get(1)?, command: row.get(2)?, detail: row.get(3)? })
    })
}

/// The newest entry after `sequence` that touched the row of a figure; `kind` as in the evidence. A line or
/// run that came or went with the closing of another run is told by that closing.
pub fn touched(
    tx: &mut Tx,
    office: OfficeId,
    kind: &str,
    id: i64,
    sequence: i64,
) -> Result<Option<i64>, StoreError> {
    let statement = match kind {
        "person" => &TOUCHED_PERSON,
        "household" => &TOUCHED_HOUSEHOLD,
        "total" => &TOUCHED_TOTAL,
        "line" => &TOUCHED_LINE,
        "run" => &TOUCHED_RUN,
        "paper" => &TOUCHED_PAPER,
        _ => return Ok(None),
    };
    let own = tx.all(statement, &params![id, sequence], |row| row.get(0))?.into_iter().next();
    match own {
        Some(found) => Ok(Some(found)),
        None => tx.optional(&LATEST_CLOSING, &params![office, sequence], |row| row.get(0)),
    }
}
