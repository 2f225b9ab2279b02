//! The one importer of lists: files → sheets → tables → rows accepted, parked or refused, in one transaction.
//!
//! Files are read before the transaction opens. A rehearsal (`Mode::Rehearse`) does everything and rolls back, so
//! that its report is what an import would do. The payroll's lists join through `Kind`.

use crate::discretion;
use crate::export::List;
use crate::{Ctx, Field, OfficeError, Permission, offices};
use domain::ids::{EntryId, ImportId, ImportRowId, OfficeId, PersonId, UnitId};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
pub use store::imports::ImportRecord;
use store::imports::SetAsideRow;
use store::{Tx, imports};

pub mod reader;
pub mod headings;
pub mod cells;
pub mod line;
pub mod places;
pub mod register;
pub mod buffer;
pub mod person;
pub mod report;
pub mod kinds;
pub mod undo;
pub mod history;
pub mod records;
pub mod case_rows;
pub mod entry;
pub(crate) mod within;

use buffer::Buffer;
use headings::{Column, Presence, Table, Written};
use line::{Line, Problem, SetAside};
use places::Places;
use reader::Sheet;
use register::Register;
pub use report::{Change, Progress, RowNote, SheetReport};
pub use undo::undo;

/// A kind of list: what it is called, its columns, and the function that reads its rows.
pub struct Kind {
    /// As in `docs/workbooks.md` and `--kind`.
    pub id: &'static str,
    pub title: &'static str,
    /// Of a folder, lower ones go first: people before what is said of them.
    pub order: u8,
    /// What the officer must hold, in which field.
    pub permission: Permission,
    pub field: Option<Field>,
    pub columns: &'static [Column],
    /// The list as the register has it, in the same columns; `None` for what only comes in.
    pub list: Option<ListFn>,
    /// Reads every row of the table, writes the good ones and calls `accept` or `set_aside` once for each.
    pub read: fn(&mut Import, &Table) -> Result<(), OfficeError>,
}

/// Writes a list as the register has it.
pub type ListFn = fn(&Ctx, &mut Tx) -> Result<List, OfficeError>;

impl Kind {
    /// What reading the list asks for.
    pub fn reading(&self) -> Permission {
        match self.permission {
            Permission::ManageOffice | Permission::ManageOfficers => Permission::ReadOffice,
            _ => Permission::ReadRegisters,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Import,
    /// Imports if no row is set aside, else leaves nothing behind.
    Whole,
    /// Says what an import would do, and leaves nothing behind.
    Rehearse,
}

/// What the rows of a sheet are written with.
pub struct Import<'i, 'tx> {
    /// For lists that decisions and money follow from: the law, and who imports.
    pub ctx: &'i Ctx<'i>,
    pub tx: &'i mut Tx<'tx>,
    pub entry: EntryId,
    pub office: OfficeId,
    /// The business date.
    pub on: Date,
    /// UTC instant.
    pub at: &'i str,
    /// First day of the first month that the office computes: undated statements of lists hold from it.
    pub opening: Date,
    pub places: Places,
    pub register: Register,
    pub buffer: Buffer,
    deaths: Deaths,
    scope: Option<HashSet<UnitId>>,
    report: SheetReport,
    set_aside: Vec<SetAsideRow>,
    /// Rows of an earlier import of the same list that were set aside; only they are read again.
    only: Option<HashSet<u32>>,
    progress: &'i mut dyn FnMut(Progress),
}

/// People whose death a sheet brings: what follows from it is drafted when its rows are written.
#[derive(Default)]
struct Deaths {
    recorded: Vec<PersonId>,
    /// Of these another day, or none, was known before.
    corrected: Vec<PersonId>,
}
/// A list of so many rows always asks for the people that it names.
const SHORT_LIST: usize = 16;
/// A longer one does too while it has at most one row for so many people of the register: to ask for whom one row may
/// name costs about what reading so many people does. Else it is quicker with everybody in memory.
const PEOPLE_PER_ROW: u64 = 128;
/// Longer texts are no names.
const NAME_MAX: usize = 80;

/// Rows between two reports of progress.
const STRIDE: u64 = 1000;

impl Import<'_, '_> {
    /// The lines of a table that are to be read.
    pub fn lines<'a>(&self, table: &'a Table<'a>) -> Vec<Line<'a>> {
        let only = self.only.as_ref();
        let wanted = table.rows().filter(|(number, _)| only.is_none_or(|only| only.contains(number)));
        wanted.map(|(number, row)| Line::new(table, number, row, self.on)).collect()
    }

    /// The row went in.
    pub fn accept(&mut self, line: Line, change: Change) {
        self.report.accept(change);
        for text in line.notes {
            self.report.notes.push(RowNote { row: line.number, text });
        }
        self.report.warnings.extend(line.warnings.into_iter().map(|warning| (line.number, warning)));
        self.tell();
    }

    /// Something that the officer should read beside a row.
    pub fn note(&mut self, row: u32, text: String) {
        self.report.notes.push(RowNote { row, text });
    }

    /// The row did not go in: it is kept whole with everything that is wrong with it.
    pub fn set_aside(&mut self, line: Line) {
        let outcome = line.set_aside().unwrap_or(SetAside::Parked);
        self.report.set_aside(outcome);
        // What is sensitive is not kept in clear: the row is read again from the list, when the list comes again.
        let is_secret = line.is_secret();
        let cells = if is_secret { String::new() } else { line.whole() };
        for problem in line.problems {
            let reason =
                if is_secret { discretion::unquoted(&problem.reason) } else { problem.reason.clone() };
            self.set_aside.push(SetAsideRow {
                row_number: i64::from(line.number),
                outcome: outcome.word().to_owned(),
                column: problem.column.clone(),
                reason,
                cells: cells.clone(),
            });
            self.report.problems.push((line.number, problem));
        }
        self.tell();
    }

    /// Whether the officer may write rows of that unit.
    pub fn covers(&self, unit: UnitId) -> bool {
        self.scope.as_ref().is_none_or(|scope| scope.contains(&unit))
    }

    /// Writes the rows gathered so far: before statements of one's own that refer to them.
    pub fn flush(&mut self) -> Result<(), OfficeError> {
        self.buffer.flush(self.tx, self.office, self.entry)
    }

    fn tell(&mut self) {
        if self.report.read().is_multiple_of(STRIDE) {
            (self.progress)(Progress::Rows { done: self.report.read() });
        }
    }
}

/// A sheet of a file, recognised; the units for which the officer may write its rows.
struct Recognised<'k> {
    sheet: Sheet,
    kind: &'k Kind,
    units: Option<Vec<UnitId>>,
}

impl<'k> Recognised<'k> {
    /// `Forbidden` if the officer may not import such a list at all. Rows that name no commune are the whole office's:
    /// an officer of some communes brings none.
    fn new(ctx: &Ctx, sheet: Sheet, kind: &'k Kind) -> Result<Recognised<'k>, OfficeError> {
        let units = ctx.scope(kind.permission)?.units(kind.field);
        let has_places = kind.columns.iter().any(|column| column.name == headings::COMMUNE.name);
        if units.as_ref().is_some_and(|units| units.is_empty() || !has_places) {
            return Err(OfficeError::Forbidden(kind.permission));
        }
        Ok(Recognised { sheet, kind, units })
    }
}

/// Imports files, and folders with all their files, in one transaction. `only_kind` refuses sheets of other kinds.
/// Sheets without the headings of any kind are reported as passed over.
pub fn import(
    ctx: &Ctx,
    paths: &[PathBuf],
    kinds: &[&Kind],
    only_kind: Option<&str>,
    mode: Mode,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<SheetReport>, OfficeError> {
    let files = files(paths)?;
    let mut sheets = Vec::new();
    let mut passed = Vec::new();
    let mut nearest: Option<Nearest> = None;
    for path in &files {
        progress(Progress::File { path });
        for sheet in reader::read(path)? {
            match recognise(&sheet, kinds, only_kind) {
                Some(kind) => sheets.push(Recognised::new(ctx, sheet, kind)?),
                None => {
                    let near = Nearest::of(&sheet, kinds, only_kind);
                    nearest = nearest.into_iter().chain(near).max_by_key(Nearest::share);
                    passed.push(SheetReport::passed_over(&sheet));
                }
            }
        }
    }
    if sheets.is_empty() {
        return Err(OfficeError::refused("nothing_recognised", Nearest::told(nearest)));
    }
    sheets.sort_by_key(|recognised| recognised.kind.order);
    let mut reports = run(ctx, &sheets, mode, progress)?;
    reports.extend(passed);
    Ok(reports)
}

fn run(
    ctx: &Ctx,
    sheets: &[Recognised],
    mode: Mode,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<SheetReport>, OfficeError> {
    let Some(first) = sheets.first() else { return Ok(Vec::new()) };
    let detail = sheets.iter().map(|r| r.kind.id).collect::<Vec<_>>().join(" ");
    let mut reports = Vec::new();
    let answer = ctx.write(first.kind.permission, "import", &detail, |tx, entry| {
        let mut import = open(ctx, tx, entry, progress)?;
        for recognised in sheets {
            reports.push(import.sheet(recognised)?);
        }
        let is_whole = reports.iter().all(|report| report.problems.is_empty() && report.accepted() > 0);
        match mode {
            Mode::Import => Ok(()),
            Mode::Whole if is_whole => Ok(()),
            // The way out of a transaction without leaving anything in it.
            Mode::Whole | Mode::Rehearse => Err(OfficeError::refused(REHEARSED, "chạy thử")),
        }
    });
    match answer {
        Err(OfficeError::Refused(refusal)) if refusal.code == REHEARSED => Ok(reports),
        other => other.map(|()| reports),
    }
}

const REHEARSED: &str = "import_rehearsed";

fn open<'i, 'tx>(
    ctx: &'i Ctx<'i>,
    tx: &'i mut Tx<'tx>,
    entry: EntryId,
    progress: &'i mut dyn FnMut(Progress),
) -> Result<Import<'i, 'tx>, OfficeError> {
    let opening = opening_day(tx, ctx.office, ctx.on)?;
    Ok(Import {
        ctx,
        places: Places::load(tx, ctx.office, ctx.on)?,
        register: Register::default(),
        tx,
        entry,
        office: ctx.office,
        on: ctx.on,
        at: &ctx.at,
        opening,
        buffer: Buffer::default(),
        deaths: Deaths::default(),
        scope: None,
        report: SheetReport::default(),
        set_aside: Vec::new(),
        only: None,
        progress,
    })
}

/// The first day that the office computes; without a setting, the first of the year of the import.
fn opening_day(tx: &mut Tx, office: OfficeId, on: Date) -> Result<Date, OfficeError> {
    let settings = store::offices::settings_of(tx, office, offices::OPENING_MONTH)?;
    let month = settings.iter().find_map(|row| domain::Month::parse(&row.value));
    Ok(month.map_or_else(|| on.first_of_year(), domain::Month::first_day))
}

impl Import<'_, '_> {
    /// From when a statement without any day holds: the first day of the month before the opening, whose list the
    /// office takes over. Nothing before the opening is computed, and the old list is judged by what was known then.
    pub fn undated_since(&self) -> Date {
        domain::Month::of(self.opening).previous().first_day()
    }

    fn sheet(&mut self, recognised: &Recognised) -> Result<SheetReport, OfficeError> {
        let Recognised { sheet, kind, units } = recognised;
        self.report = SheetReport::new(sheet, kind.id);
        self.only = None;
        self.scope = None;
        for unit in units.iter().flatten() {
            let within = store::units::within(self.tx, *unit)?;
            self.scope.get_or_insert_with(HashSet::new).extend(within);
        }
        // What is entered by hand is never the same list again: it may have been corrected meanwhile.
        let earlier = match sheet.fingerprint.as_str() {
            reader::BY_HAND => Vec::new(),
            fingerprint => imports::same_list(self.tx, self.office, kind.id, fingerprint)?,
        };
        if let Some(last) = earlier.last() {
            let left = imports::rows(self.tx, last.id)?;
            self.report.already = Some(last.id);
            if left.is_empty() {
                return Ok(std::mem::take(&mut self.report));
            }
            self.only = Some(left.iter().filter_map(|row| u32::try_from(row.row_number).ok()).collect());
        }
        if let Some(table) = Table::find(sheet, kind.columns) {
            self.meet(&table)?;
            (kind.read)(self, &table)?;
        }
        self.flush()?;
        let Deaths { recorded, corrected } = std::mem::take(&mut self.deaths);
        for person in corrected {
            crate::deaths::withdraw(self.ctx, self.tx, self.entry, person)?;
        }
        crate::deaths::draft(self.ctx, self.tx, self.entry, &recorded)?;
        self.record(sheet, kind)?;
        Ok(std::mem::take(&mut self.report))
    }

    /// Brings into memory whom the rows may speak of: of a short list those whom its cells name, else everybody.
    fn meet(&mut self, table: &Table) -> Result<(), OfficeError> {
        let only = self.only.as_ref();
        let wanted = || table.rows().filter(|(number, _)| only.is_none_or(|only| only.contains(number)));
        let is_long = wanted().nth(SHORT_LIST).is_some();
        let short = match is_long && table.names_people() && !self.register.has_everybody() {
            true => usize::try_from(store::people::count(self.tx, self.office)? / PEOPLE_PER_ROW),
            false => Ok(0),
        };
        let short = short.unwrap_or(usize::MAX).max(SHORT_LIST);
        if wanted().nth(short).is_none() {
            let rows = wanted().map(|(_, row)| row);
            let cells: Vec<String> = rows
                .flatten()
                .filter(|cell| matches!(cell, reader::Cell::Text(_) | reader::Cell::Number(_)))
                .map(reader::Cell::shown)
                .filter(|text| text.chars().count() < NAME_MAX)
                .collect();
            return self.register.look_up(self.tx, self.office, cells.iter().map(String::as_str));
        }
        if table.names_people() && !self.register.has_everybody() {
            self.register = Register::load(self.tx, self.office)?;
        }
        Ok(())
    }

    /// Brings one person into memory whom no cell names.
    pub fn know(&mut self, person: domain::ids::PersonId) -> Result<(), OfficeError> {
        self.register.know(self.tx, self.office, person)
    }

    fn record(&mut self, sheet: &Sheet, kind: &Kind) -> Result<(), OfficeError> {
        let id = ImportId(self.buffer.id(self.tx)?);
        let count = |rows: u64| i64::try_from(rows).unwrap_or(i64::MAX);
        let record = ImportRecord {
            id,
            kind: kind.id.to_owned(),
            file_name: sheet.file.clone(),
            sheet_name: sheet.name.clone(),
            fingerprint: sheet.fingerprint.clone(),
            read: count(self.report.read()),
            accepted: count(self.report.accepted()),
            parked: count(self.report.parked),
            refused: count(self.report.refused),
            entry: self.entry,
            undone: None,
        };
        imports::insert(self.tx, self.office, &record)?;
        let mut rows = Vec::new();
        for row in std::mem::take(&mut self.set_aside) {
            rows.push((ImportRowId(self.buffer.id(self.tx)?), row));
        }
        imports::insert_rows(self.tx, id, rows)?;
        self.report.import = Some(id);
        Ok(())
    }
}

/// Of the kinds whose required headings a sheet has, the one that requires most.
fn recognise<'k>(sheet: &Sheet, kinds: &[&'k Kind], only_kind: Option<&str>) -> Option<&'k Kind> {
    let wanted = kinds.iter().filter(|kind| only_kind.is_none_or(|id| kind.id == id));
    let written = Written::of(sheet);
    let found =
        wanted.filter_map(|kind| Table::find_in(sheet, kind.columns, &written).map(|table| (*kind, table)));
    found.max_by_key(|(_, table)| table.required_count()).map(|(kind, _)| kind)
}

/// The kind that a sheet nobody recognises comes nearest to, and the headings that it lacks.
struct Nearest {
    title: &'static str,
    lacking: Vec<&'static str>,
    required: usize,
}

impl Nearest {
    /// Of the kind that was asked for, or of those with some of their required headings.
    fn of(sheet: &Sheet, kinds: &[&Kind], only_kind: Option<&str>) -> Option<Nearest> {
        let wanted = kinds.iter().filter(|kind| only_kind.is_none_or(|id| kind.id == id));
        let written = Written::of(sheet);
        let near = wanted.map(|kind| Nearest {
            title: kind.title,
            lacking: written.lacking(kind.columns),
            required: kind.columns.iter().filter(|one| one.presence == Presence::Required).count(),
        });
        let near = near.filter(|near| only_kind.is_some() || near.lacking.len() < near.required);
        near.max_by_key(Nearest::share)
    }

    /// Per cent of the required headings that are there.
    fn share(&self) -> usize {
        (self.required - self.lacking.len()) * 100 / self.required.max(1)
    }

    fn told(nearest: Option<Nearest>) -> String {
        let what = "Không nhận ra danh sách nào: không trang tính nào có đủ các cột bắt buộc.";
        match nearest {
            Some(Nearest { title, lacking, .. }) => {
                format!("{what} Để đọc như “{title}” còn thiếu cột: {}.", lacking.join("; "))
            }
            None => format!("{what} Hãy chọn loại danh sách để biết cần những cột nào."),
        }
    }
}

/// The files named, and those of the folders named with all folders within, by path.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, OfficeError> {
    let mut files = Vec::new();
    for path in paths {
        gather(path, &mut files)?;
    }
    Ok(files)
}

fn gather(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), OfficeError> {
    let fail = |e: std::io::Error| OfficeError::File(format!("Không đọc được “{}”: {e}", path.display()));
    if !path.is_dir() {
        std::fs::metadata(path).map_err(fail)?;
        files.push(path.to_owned());
        return Ok(());
    }
    let entries = std::fs::read_dir(path).map_err(fail)?;
    let mut inside: Vec<PathBuf> =
        entries.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>().map_err(fail)?;
    inside.sort();
    for path in inside {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let extension = path.extension().map_or_else(String::new, |e| e.to_string_lossy().to_lowercase());
        let is_list = ["xlsx", "xlsm", "xls", "ods", "csv"].contains(&extension.as_str());
        // Locks of open workbooks are no lists.
        if path.is_dir() || is_list && !name.starts_with("~$") && !name.starts_with('.') {
            gather(&path, files)?;
        }
    }
    Ok(())
}

/// Imports of the office that parked or refused rows, with those rows: what waits for a person.
pub fn waiting(ctx: &Ctx) -> Result<Vec<(ImportRecord, Vec<SetAsideRow>)>, OfficeError> {
    ctx.read(Permission::Import, |tx| {
        let open = imports::all(tx, ctx.office)?;
        let newest: HashMap<String, ImportId> =
            open.iter().filter(|i| i.undone.is_none()).map(|i| (i.fingerprint.clone(), i.id)).collect();
        let open = open.into_iter().filter(|i| {
            i.undone.is_none() && i.parked + i.refused > 0 && newest.get(&i.fingerprint) == Some(&i.id)
        });
        open.map(|record| Ok((record.clone(), imports::rows(tx, record.id)?))).collect()
    })
}

/// Problems as lines, in the order of the first of each: the same one in more cells than `SAME_SHOWN` is told once, with
/// the first of them and their number. A column in which all zeros are lost is one line, not a hundred thousand.
pub fn told(problems: &[(u32, Problem)]) -> Vec<String> {
    let mut alike: HashMap<(Option<&str>, &str), Vec<usize>> = HashMap::new();
    for (index, (_, problem)) in problems.iter().enumerate() {
        alike.entry((problem.column.as_deref(), &problem.reason)).or_default().push(index);
    }
    let line = |index: usize, (row, problem): &(u32, Problem)| {
        let same = alike.get(&(problem.column.as_deref(), problem.reason.as_str()))?;
        if same.len() <= SAME_SHOWN {
            return Some(shown(*row, problem));
        }
        let place = |(row, problem): &(u32, Problem)| {
            problem.address.clone().unwrap_or_else(|| format!("dòng {row}"))
        };
        let first: Vec<String> =
            same.iter().take(SAME_SHOWN).filter_map(|at| problems.get(*at)).map(place).collect();
        let column = problem.column.as_ref().map_or_else(String::new, |column| format!(" ({column})"));
        let text = format!("{} … {} dòng{column}: {}", first.join(", "), same.len(), problem.reason);
        (same.first() == Some(&index)).then_some(text)
    };
    problems.iter().enumerate().filter_map(|(index, problem)| line(index, problem)).collect()
}

/// Cells with the same problem that are told one by one.
const SAME_SHOWN: usize = 5;

/// A problem as one line: `C7 (Số CCCD): …`.
pub fn shown(row: u32, problem: &Problem) -> String {
    match (&problem.address, &problem.column) {
        (Some(address), Some(column)) => format!("{address} ({column}): {}", problem.reason),
        (None, Some(column)) => format!("dòng {row} ({column}): {}", problem.reason),
        (_, None) => format!("dòng {row}: {}", problem.reason),
    }
}
