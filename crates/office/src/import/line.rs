//! One row of a list while it is read: its cells by heading, and everything that is wrong with it.

use super::cells::{self, Reading};
use super::headings::Table;
use super::reader::{Cell, address};
use domain::labels::{Labelled, Labels};
use domain::{Born, Coefficient, Month, Sex, Vnd};
use jiff::civil::Date;

/// What becomes of a row that is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SetAside {
    /// Something in it needs a person's decision; kept whole and listed.
    Parked,
    /// It cannot be read; kept whole and listed.
    Refused,
}

impl SetAside {
    pub fn word(self) -> &'static str {
        match self {
            SetAside::Parked => "parked",
            SetAside::Refused => "refused",
        }
    }
}

/// One thing wrong with a cell or row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub set_aside: SetAside,
    /// Heading of the cell as the file writes it; `None`: the row as a whole.
    pub column: Option<String>,
    /// `C7`.
    pub address: Option<String>,
    pub reason: String,
}

/// A row with its table. Reading functions return `None` for what is empty or wrong, and note what is wrong.
pub struct Line<'a> {
    pub table: &'a Table<'a>,
    /// Row number in the file, from 1.
    pub number: u32,
    pub row: &'a [Cell],
    /// Dates with two-digit years lie before it; the day of the import.
    pub latest: Date,
    pub problems: Vec<Problem>,
    /// Doubts that set nothing aside: cell and reason.
    pub warnings: Vec<Problem>,
    /// What the row changes of something known: "Ngày sinh: 1948 → 05/01/1948".
    pub notes: Vec<String>,
}

const EMPTY: Cell = Cell::Empty;

impl<'a> Line<'a> {
    pub fn new(table: &'a Table<'a>, number: u32, row: &'a [Cell], latest: Date) -> Line<'a> {
        Line { table, number, row, latest, problems: Vec::new(), warnings: Vec::new(), notes: Vec::new() }
    }

    /// `Cell::Empty` where the list has no such column.
    pub fn cell(&self, column: &str) -> &'a Cell {
        let position = self.table.position(column);
        position.and_then(|position| self.row.get(position)).unwrap_or(&EMPTY)
    }

    pub fn text(&self, column: &str) -> Option<String> {
        let cell = self.cell(column);
        if cell.is_empty() { None } else { Some(cell.shown()) }
    }

    /// Empty is a refusal.
    pub fn required(&mut self, column: &str) -> Option<String> {
        let text = self.text(column);
        if text.is_none() {
            self.refuse(column, "để trống");
        }
        text
    }

    pub fn date(&mut self, column: &str) -> Option<Date> {
        let latest = self.latest;
        self.read(column, |cell| cells::date(cell, latest))
    }

    pub fn required_date(&mut self, column: &str) -> Option<Date> {
        self.filled(column).then(|| self.date(column))?
    }

    pub fn born(&mut self, column: &str) -> Option<Born> {
        let latest = self.latest;
        self.read(column, |cell| cells::born(cell, latest))
    }

    pub fn month(&mut self, column: &str) -> Option<Month> {
        let latest = self.latest;
        self.read(column, |cell| cells::month(cell, latest))
    }

    pub fn amount(&mut self, column: &str) -> Option<Vnd> {
        self.read(column, cells::amount)
    }

    pub fn count(&mut self, column: &str) -> Option<i64> {
        self.read(column, cells::count)
    }

    pub fn coefficient(&mut self, column: &str) -> Option<Coefficient> {
        self.read(column, cells::coefficient)
    }

    /// Per cent, or lower and upper end of a band.
    pub fn rate(&mut self, column: &str) -> Option<(u8, Option<u8>)> {
        self.read(column, cells::rate)
    }

    /// A year of four digits.
    pub fn year(&mut self, column: &str) -> Option<i16> {
        self.read(column, |cell| match cells::count(cell) {
            Ok(year @ 1900..=2200) => Ok(year as i16),
            _ => Err(format!("“{}” không phải năm", cell.shown())),
        })
    }

    /// Empty and wrong are both `false`; wrong is noted.
    pub fn yes(&mut self, column: &str) -> bool {
        self.read(column, cells::yes).unwrap_or(false)
    }

    pub fn label<T: Labelled>(&mut self, column: &str, labels: &Labels<T>) -> Option<T> {
        self.read(column, |cell| {
            let shown = cell.shown();
            labels.find(&shown).ok_or_else(|| {
                let known: Vec<&str> = T::VALUES.iter().map(|value| value.label()).collect();
                format!("“{shown}” không thuộc: {}", known.join("; "))
            })
        })
    }

    /// The birth date and, where the list says it, the sex: `Nam` or `Nữ`, else `Ngày sinh` beside `Giới tính`.
    pub fn birth(&mut self) -> (Option<Born>, Option<Sex>) {
        let sexes = Labels::<Sex>::new();
        for (column, sex) in [("Nam", Sex::Male), ("Nữ", Sex::Female)] {
            if self.filled_quietly(column) {
                return match self.cell(column) {
                    // A cross in the column of the sex, the date in its own column.
                    Cell::Text(text) if text.eq_ignore_ascii_case("x") => (self.born("Ngày sinh"), Some(sex)),
                    _ => (self.born(column), Some(sex)),
                };
            }
        }
        (self.born("Ngày sinh"), self.label("Giới tính", &sexes))
    }

    /// Whether the cell holds something; an empty one is a refusal.
    pub fn filled(&mut self, column: &str) -> bool {
        self.required(column).is_some()
    }

    pub fn filled_quietly(&self, column: &str) -> bool {
        !self.cell(column).is_empty()
    }

    /// A wrong cell is a refusal, an empty one nothing.
    pub fn read<T>(&mut self, column: &str, read: impl FnOnce(&Cell) -> Reading<T>) -> Option<T> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        match read(cell) {
            Ok(value) => Some(value),
            Err(reason) => {
                self.refuse(column, reason);
                None
            }
        }
    }

    pub fn refuse(&mut self, column: &str, reason: impl Into<String>) {
        let problem = self.problem(SetAside::Refused, column, reason);
        self.problems.push(problem);
    }

    pub fn park(&mut self, column: &str, reason: impl Into<String>) {
        let problem = self.problem(SetAside::Parked, column, reason);
        self.problems.push(problem);
    }

    /// The row goes in all the same.
    pub fn warn(&mut self, column: &str, reason: impl Into<String>) {
        let problem = self.problem(SetAside::Parked, column, reason);
        self.warnings.push(problem);
    }

    /// `None`: nothing is wrong. A refusal goes before a doubt.
    pub fn set_aside(&self) -> Option<SetAside> {
        self.problems.iter().map(|problem| problem.set_aside).max()
    }

    /// The row tells what must not lie about in clear.
    pub fn is_secret(&self) -> bool {
        let filled = self.row.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        // A mark under a heading tells as much as the word itself.
        let texts: Vec<String> = filled
            .flat_map(|(at, cell)| {
                let heading = self.table.headings.get(at).filter(|heading| crate::discretion::tells(heading));
                [Some(cell.shown()), heading.cloned()]
            })
            .flatten()
            .collect();
        crate::discretion::is_secret_row(texts.iter().map(String::as_str))
    }

    /// The cells as shown, as `heading=text` lines: how a row that was set aside is kept.
    pub fn whole(&self) -> String {
        let cells = self.row.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let heading = |index: usize| self.table.headings.get(index).map_or("", String::as_str);
        let lines =
            cells.map(|(index, cell)| format!("{}={}", heading(index), cell.shown().replace('\n', " ")));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn problem(&self, set_aside: SetAside, column: &str, reason: impl Into<String>) -> Problem {
        let position = self.table.position(column);
        let heading = position.and_then(|at| self.table.headings.get(at).cloned());
        Problem {
            set_aside,
            column: Some(heading.unwrap_or_else(|| column.to_owned())).filter(|name| !name.is_empty()),
            address: position.map(|at| address(at, self.number)),
            reason: reason.into(),
        }
    }
}
