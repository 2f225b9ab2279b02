//! One record by hand: a form is a list of one row, read by the same rules as a workbook.

use super::headings::Column;
use super::kinds::KINDS;
use super::reader::{Cell, Sheet};
use super::{Change, Kind, Mode, Recognised, SheetReport, run};
use crate::{Ctx, OfficeError};

/// What is wrong with a form, all of it at once: heading of the field (`None`: the whole) and reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryProblem {
    pub column: Option<String>,
    pub reason: String,
    /// It can be read, but needs another person's decision before it goes in.
    pub doubt: bool,
}

/// A record entered, or why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// With what the officer should read beside it.
    Done(Change, Vec<String>),
    Problems(Vec<EntryProblem>),
}

/// The kind of that id.
pub fn kind(id: &str) -> Result<&'static Kind, OfficeError> {
    let found = KINDS.iter().find(|kind| kind.id == id);
    found.copied().ok_or_else(|| OfficeError::NotFound(format!("loại danh sách “{id}”")))
}

/// Enters one record of a kind: cells by the headings of its columns. Nothing is written if anything is wrong.
pub fn enter(ctx: &Ctx, kind_id: &str, cells: &[(String, String)]) -> Result<Entered, OfficeError> {
    let kind = kind(kind_id)?;
    let value = |column: &Column| {
        let cell = cells.iter().find(|(name, _)| name == column.name);
        cell.map_or(Cell::Empty, |(_, text)| Cell::text(text))
    };
    if let Some((name, _)) = cells.iter().find(|(name, _)| kind.columns.iter().all(|c| c.name != name)) {
        let known: Vec<&str> = kind.columns.iter().map(|column| column.name).collect();
        let message = format!("Không có cột “{name}”; có: {}.", known.join("; "));
        return Err(OfficeError::refused("unknown_column", message));
    }
    let headings = kind.columns.iter().map(|column| Cell::text(column.name)).collect();
    let row: Vec<Cell> = kind.columns.iter().map(value).collect();
    if row.iter().all(Cell::is_empty) {
        return Ok(problem("chưa nhập gì"));
    }
    let mut sheet = Sheet::new("Nhập tay", kind.title, 1, vec![headings, row]);
    // What was entered before may be entered again after a correction: no two entries are the same list.
    sheet.fingerprint = format!("{} {}", ctx.at, sheet.fingerprint);
    let sheets = [Recognised::new(ctx, sheet, kind)?];
    let rehearsed = run(ctx, &sheets, Mode::Rehearse, &mut |_| {})?;
    let problems = rehearsed.iter().flat_map(problems).collect::<Vec<_>>();
    if !problems.is_empty() {
        return Ok(Entered::Problems(problems));
    }
    let reports = run(ctx, &sheets, Mode::Import, &mut |_| {})?;
    let Some(report) = reports.first() else { return Ok(problem("không đọc được")) };
    let change = match (report.new, report.changed) {
        // The same form sent twice within a second.
        (0, 0) if report.already.is_some() => Change::Same,
        (0, 0) if report.same == 0 => return Ok(problem("thiếu cột bắt buộc")),
        (0, 0) => Change::Same,
        (0, _) => Change::Changed,
        (_, _) => Change::New,
    };
    let notes = report.notes.iter().map(|note| note.text.clone());
    let warnings = report.warnings.iter().map(|(_, warning)| warning.reason.clone());
    Ok(Entered::Done(change, notes.chain(warnings).collect()))
}

fn problem(reason: &str) -> Entered {
    Entered::Problems(vec![EntryProblem { column: None, reason: reason.to_owned(), doubt: false }])
}

fn problems(report: &SheetReport) -> Vec<EntryProblem> {
    let each = report.problems.iter().map(|(_, problem)| EntryProblem {
        column: problem.column.clone(),
        reason: problem.reason.clone(),
        doubt: problem.set_aside == super::line::SetAside::Parked,
    });
    each.collect()
}
