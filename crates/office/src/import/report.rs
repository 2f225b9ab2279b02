//! What an import did, or would do: counted and told row by row.

use super::line::{Problem, SetAside};
use super::reader::Sheet;
use domain::ids::ImportId;
use std::path::Path;

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress<'a> {
    /// Reading a file.
    File { path: &'a Path },
    /// Rows of the current sheet done.
    Rows { done: u64 },
}

/// What a good row did to the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Everything was known.
    Same,
    /// Something known was added to, ended or corrected.
    Changed,
    /// Something that was not there before.
    New,
}

impl Change {
    /// What two writes of one row come to: a new row is new whatever else it adds, and a known one with additions
    /// is changed.
    #[must_use]
    pub fn and(self, other: Change) -> Change {
        match (self, other) {
            (Change::New, _) => Change::New,
            (Change::Same, Change::Same) => Change::Same,
            (Change::Changed, _) | (Change::Same, Change::Changed | Change::New) => Change::Changed,
        }
    }
}

/// A cell that changes something known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowNote {
    pub row: u32,
    pub text: String,
}

/// One sheet: read = new + changed + same + parked + refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetReport {
    pub file: String,
    pub sheet: String,
    /// `None`: no kind has these headings; nothing was read.
    pub kind: Option<&'static str>,
    /// The record of this import; `None` in a report of a sheet that was passed over.
    pub import: Option<ImportId>,
    /// The same list was imported before: only the rows that were set aside then are read again.
    pub already: Option<ImportId>,
    pub new: u64,
    pub changed: u64,
    pub same: u64,
    pub parked: u64,
    pub refused: u64,
    pub notes: Vec<RowNote>,
    /// Row number and what is wrong.
    pub problems: Vec<(u32, Problem)>,
    pub warnings: Vec<(u32, Problem)>,
}

impl SheetReport {
    pub(super) fn new(sheet: &Sheet, kind: &'static str) -> SheetReport {
        SheetReport { kind: Some(kind), ..SheetReport::passed_over(sheet) }
    }

    pub(super) fn passed_over(sheet: &Sheet) -> SheetReport {
        SheetReport { file: sheet.file.clone(), sheet: sheet.name.clone(), ..SheetReport::default() }
    }

    pub fn accepted(&self) -> u64 {
        self.new + self.changed + self.same
    }

    pub fn read(&self) -> u64 {
        self.accepted() + self.parked + self.refused
    }

    pub(super) fn accept(&mut self, change: Change) {
        match change {
            Change::New => self.new += 1,
            Change::Changed => self.changed += 1,
            Change::Same => self.same += 1,
        }
    }

    pub(super) fn set_aside(&mut self, outcome: SetAside) {
        match outcome {
            SetAside::Parked => self.parked += 1,
            SetAside::Refused => self.refused += 1,
        }
    }
}
