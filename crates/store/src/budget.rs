//! Budget lines and their movements: given, drawn, advanced, returned.

use crate::{StoreError, Tx, params, statements};
use domain::ids::{BudgetLineId, EntryId, OfficeId};
use domain::payments::Source;
use jiff::civil::Date;
use law::Vnd;

statements! {
    LINES = "select id, year, source, code, title from budget_lines where office_id = $1 order by year, source, code";
    INSERT_LINE = "insert into budget_lines (id, office_id, year, source, code, title, recorded_entry)
        values ($1, $2, $3, $4, $5, $6, $7)";
    MOVEMENTS = "select m.budget_line_id, m.kind, m.amount, m.on_date, m.paper from budget_movements m
        join budget_lines b on b.id = m.budget_line_id where b.office_id = $1 order by m.on_date, m.id";
    INSERT_MOVEMENT = "insert into budget_movements (id, budget_line_id, kind, amount, on_date, paper, recorded_entry)
        values ($1, $2, $3, $4, $5, $6, $7)";
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLineRow {
    pub id: BudgetLineId,
    pub year: i16,
    pub source: Source,
    /// Code of the budget classification.
    pub code: String,
    pub title: String,
}

/// A movement as written on its paper; `kind` is `given`, `drawn`, `advanced` or `returned`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovementRow {
    pub line: BudgetLineId,
    pub kind: String,
    pub amount: Vnd,
    pub on: Date,
    pub paper: Option<String>,
}

pub fn lines(tx: &mut Tx, office: OfficeId) -> Result<Vec<BudgetLineRow>, StoreError> {
    tx.all(&LINES, &params![office], |row| {
        Ok(BudgetLineRow {
            id: row.get(0)?,
            year: row.get(1)?,
            source: row.word(2)?,
            code: row.get(3)?,
            title: row.get(4)?,
        })
    })
}

pub fn insert_line(
    tx: &mut Tx,
    office: OfficeId,
    line: &BudgetLineRow,
    entry: EntryId,
) -> Result<(), StoreError> {
    let params = params![line.id, office, line.year, line.source.word(), &line.code, &line.title, entry];
    tx.execute_one(&INSERT_LINE, &params)
}

/// In the order of their dates.
pub fn movements(tx: &mut Tx, office: OfficeId) -> Result<Vec<MovementRow>, StoreError> {
    tx.all(&MOVEMENTS, &params![office], |row| {
        Ok(MovementRow {
            line: row.get(0)?,
            kind: row.get(1)?,
            amount: row.get(2)?,
            on: row.get(3)?,
            paper: row.get(4)?,
        })
    })
}

pub fn insert_movement(tx: &mut Tx, movement: &MovementRow, entry: EntryId) -> Result<(), StoreError> {
    let id = tx.next_ids(1)?;
    let MovementRow { line, kind, amount, on, paper } = movement;
    tx.execute_one(&INSERT_MOVEMENT, &params![id, *line, kind, *amount, *on, paper.clone(), entry])
}
