//! One record by hand: a form is a list of one row, read by the same rules as a workbook.

use super::headings::{Column, Heading, Presence};
use super::kinds::KINDS;
use super::reader::{BY_HAND, Cell, Sheet};
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

/// The kind's column of that heading, as we write it or by another heading that the importer reads.
fn column(kind: &Kind, name: &str) -> Option<&'static Column> {
    let wanted = Heading::of(name);
    let means = |heading: &str| Heading::of(heading).is_meant_by(&wanted);
    let exact = kind.columns.iter().find(|column| column.name == name);
    exact.or_else(|| {
        kind.columns.iter().find(|column| means(column.name) || column.synonyms.iter().any(|one| means(one)))
    })
}

/// Enters one record of a kind: cells by the headings of its columns. Nothing is written if anything is wrong.
pub fn enter(ctx: &Ctx, kind_id: &str, cells: &[(String, String)]) -> Result<Entered, OfficeError> {
    let kind = kind(kind_id)?;
    let mut row = vec![Cell::Empty; kind.columns.len()];
    for (name, text) in cells {
        let Some(found) = column(kind, name) else {
            let known: Vec<&str> = kind.columns.iter().map(|column| column.name).collect();
            let message = format!("Không có cột “{name}”; có: {}.", known.join("; "));
            return Err(OfficeError::refused("unknown_column", message));
        };
        if let Some(at) = kind.columns.iter().position(|one| std::ptr::eq(one, found)) {
            row[at] = Cell::text(text);
        }
    }
    let missing: Vec<&Column> =
        kind.columns.iter().zip(&row).filter(|(_, cell)| cell.is_empty()).map(|(c, _)| c).collect();
    if row.iter().all(Cell::is_empty) {
        return Ok(Entered::Problems(vec![problem(None, "chưa nhập gì")]));
    }
    let headings = kind.columns.iter().map(|column| Cell::text(column.name)).collect();
    let mut sheet = Sheet::new("Nhập tay", kind.title, 1, vec![headings, row]);
    BY_HAND.clone_into(&mut sheet.fingerprint);
    let sheets = [Recognised::new(ctx, sheet, kind)?];
    let reports = run(ctx, &sheets, Mode::Whole, &mut |_| {})?;
    let problems = reports.iter().flat_map(problems).collect::<Vec<_>>();
    if !problems.is_empty() {
        return Ok(Entered::Problems(problems));
    }
    let report = reports.into_iter().next().unwrap_or_default();
    if report.read() == 0 {
        // So little was filled in that a list would pass over the row.
        let required = missing.iter().filter(|column| column.presence == Presence::Required);
        return Ok(Entered::Problems(
            required.map(|column| problem(Some(column.name), "để trống")).collect(),
        ));
    }
    let change = match (report.new, report.changed) {
        (0, 0) => Change::Same,
        (0, _) => Change::Changed,
        (_, _) => Change::New,
    };
    let notes = report.notes.into_iter().map(|note| note.text);
    let warnings = report.warnings.into_iter().map(|(_, warning)| match warning.column {
        Some(column) => format!("{column}: {}", warning.reason),
        None => warning.reason,
    });
    Ok(Entered::Done(change, notes.chain(warnings).collect()))
}

fn problem(column: Option<&str>, reason: &str) -> EntryProblem {
    EntryProblem { column: column.map(str::to_owned), reason: reason.to_owned(), doubt: false }
}

fn problems(report: &SheetReport) -> Vec<EntryProblem> {
    let each = report.problems.iter().map(|(_, problem)| EntryProblem {
        column: problem.column.clone(),
        reason: problem.reason.clone(),
        doubt: problem.set_aside == super::line::SetAside::Parked,
    });
    each.collect()
}
