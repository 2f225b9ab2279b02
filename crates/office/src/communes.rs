//! What communes report each month: handed in as a list of changes, row by row proposals that a specialist accepts,
//! then applied by the code that imports such a list, or returns with a reason.

use crate::import::headings::Table;
use crate::import::kinds::changes;
use crate::import::line::Line;
use crate::import::places::Places;
use crate::import::reader::{BY_HAND, Cell, Sheet};
use crate::import::{SheetReport, within};
use crate::permission::Field;
use crate::{Ctx, OfficeError, Permission};
use domain::communes::ProposalState;
use domain::ids::{CommuneReportId, ProposalId, ProposalStepId, UnitId};
use law::Month;
use std::collections::{BTreeMap, HashMap};
use store::Tx;
use store::communes::{self as table, ProposalRow, ReportRow};

mod board;
mod by_hand;
mod checking;
pub use board::{
    Board, BoardCell, BoardRow, Reported, ReportedRow, board, deadline_of, fields, reported, waiting,
};
pub use by_hand::{Proposed, columns, propose};
pub use checking::{Checked, accept, return_rows};

/// Which report: of a commune, a month and a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Which {
    pub unit: UnitId,
    pub month: Month,
    pub field: Field,
}

/// What a hand-in came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandedIn {
    /// `None`: everything was there already.
    pub report: Option<CommuneReportId>,
    pub proposed: usize,
    /// Rows that wait or were accepted already.
    pub known: usize,
    /// Rows, by their number in the file, that were returned before and have not been changed since.
    pub still_returned: Vec<u32>,
    /// Row and what will have to be looked at before it can be accepted.
    pub doubts: Vec<(u32, String)>,
}

/// A row of the file on its way.
struct Incoming {
    number: u32,
    cells: Vec<(String, Cell)>,
}

/// Hands in the report of a month. Nothing of it is in force before somebody else has accepted it. The same file
/// again changes nothing; another one brings what is new in it.
pub fn hand_in(ctx: &Ctx, which: Which, sheets: &[Sheet]) -> Result<HandedIn, OfficeError> {
    let incoming = rows_of(ctx, sheets)?;
    refuse_unfit(ctx, which, &incoming)?;
    let fingerprint: Vec<&str> = sheets.iter().map(|sheet| sheet.fingerprint.as_str()).collect();
    let file = sheets.first().map(|sheet| sheet.file.clone()).unwrap_or_default();
    let (new, mut told) = ctx.read(Permission::HandInReports, |tx| new_rows(ctx, tx, which, incoming))?;
    let earlier = ctx.read(Permission::HandInReports, |tx| Ok(own_reports(ctx, tx, which)?))?;
    let print = fingerprint.join(" ");
    if earlier.iter().any(|report| report.fingerprint == print) || new.is_empty() && !earlier.is_empty() {
        return Ok(told);
    }
    if !new.is_empty() {
        let rehearsed = within::rehearse(
            ctx,
            Permission::HandInReports,
            &changes::KIND,
            sheet_of(&file, new.iter().map(|row| row.cells.clone()).collect()),
            Some(vec![which.unit]),
        )?;
        told.doubts = doubts(&rehearsed, &new);
    }
    told.proposed = new.len();
    let report = Report { file: Some(file), fingerprint: print, rows: new, doubts: told.doubts.clone() };
    told.report = Some(save(ctx, which, report)?);
    Ok(told)
}

/// `Không có biến động`: the commune has nothing to report of that month, and says so.
pub fn hand_in_nothing(ctx: &Ctx, which: Which) -> Result<HandedIn, OfficeError> {
    refuse_unfit(ctx, which, &[])?;
    let earlier = ctx.read(Permission::HandInReports, |tx| Ok(own_reports(ctx, tx, which)?))?;
    if earlier.iter().any(|report| report.rows > 0) {
        return Err(OfficeError::refused(
            "report_has_changes",
            "Tháng này đã nộp báo cáo có biến động. Nếu nộp nhầm, hãy rút báo cáo đó trước.",
        ));
    }
    if !earlier.is_empty() {
        return Ok(HandedIn::default());
    }
    let fingerprint = BY_HAND.to_owned();
    let report = Report { file: None, fingerprint, rows: Vec::new(), doubts: Vec::new() };
    Ok(HandedIn { report: Some(save(ctx, which, report)?), ..HandedIn::default() })
}

/// Takes back a report of which nothing has been accepted or returned: sent for the wrong month or commune.
pub fn withdraw(ctx: &Ctx, id: CommuneReportId) -> Result<(), OfficeError> {
    ctx.write(Permission::HandInReports, "communes.withdraw", &format!("report {id}"), |tx, entry| {
        let report = table::get_report(tx, ctx.office, id)?;
        let report = report.ok_or_else(|| OfficeError::NotFound(format!("báo cáo số {id}")))?;
        ctx.check_place(tx, Permission::HandInReports, report.unit, field_of(&report))?;
        let rows = table::proposals(tx, ctx.office, report.month)?;
        if rows.iter().any(|row| row.report == id && row.step.is_some()) {
            return Err(OfficeError::refused(
                "report_being_checked",
                "Báo cáo này đã có dòng được duyệt hoặc trả lại nên không rút được nữa. Hãy nộp bản sửa.",
            ));
        }
        Ok(table::void_report(tx, id, entry)?)
    })
}

/// The field of a report; `None` for a word that this program does not know.
fn field_of(report: &ReportRow) -> Option<Field> {
    Field::from_word(&report.field)
}

fn own_reports(ctx: &Ctx, tx: &mut Tx, which: Which) -> Result<Vec<ReportRow>, store::StoreError> {
    let mut all = table::reports(tx, ctx.office, which.month)?;
    all.retain(|report| report.unit == which.unit && report.field == which.field.word());
    Ok(all)
}

/// The rows of every sheet that is a list of changes.
fn rows_of(ctx: &Ctx, sheets: &[Sheet]) -> Result<Vec<Incoming>, OfficeError> {
    let mut rows = Vec::new();
    let mut found = false;
    for sheet in sheets {
        let Some(table) = Table::find(sheet, changes::KIND.columns) else { continue };
        found = true;
        for (number, row) in table.rows() {
            let line = Line::new(&table, number, row, ctx.on);
            let named = changes::KIND.columns.iter().map(|column| (column.name, line.cell(column.name)));
            let cells = named.filter(|(_, cell)| !cell.is_empty());
            let cells = cells.map(|(name, cell)| (name.to_owned(), cell.clone())).collect();
            rows.push(Incoming { number, cells });
        }
    }
    if !found {
        return Err(OfficeError::refused(
            "nothing_recognised",
            "Tệp không phải báo cáo tăng, giảm, thay đổi: không trang tính nào có đủ các cột bắt buộc.",
        ));
    }
    if rows.is_empty() {
        return Err(OfficeError::refused(
            "report_empty",
            "Tệp không có dòng nào. Nếu tháng này không có biến động, hãy báo “không có biến động”.",
        ));
    }
    Ok(rows)
}

/// A report of another area, of a month to come, or of a commune that it does not name.
fn refuse_unfit(ctx: &Ctx, which: Which, rows: &[Incoming]) -> Result<(), OfficeError> {
    if which.month > Month::of(ctx.on) {
        let message =
            format!("Chưa đến tháng {}: hãy xem lại tháng báo cáo.", domain::dates::month_short(which.month));
        return Err(OfficeError::refused("report_month_ahead", message));
    }
    ctx.read(Permission::HandInReports, |tx| {
        ctx.check_place(tx, Permission::HandInReports, which.unit, Some(which.field))?;
        let places = Places::load(tx, ctx.office, ctx.on)?;
        if places.unit(which.unit).is_none() {
            return Err(OfficeError::NotFound(format!("xã, phường số {} trong địa bàn", which.unit)));
        }
        let of_others: Vec<String> =
            rows.iter().filter_map(|row| other_commune(&places, which, row)).collect();
        if of_others.is_empty() {
            return Ok(());
        }
        let name = places.name(which.unit);
        let message = format!("Báo cáo của {name} có dòng của nơi khác: {}.", of_others.join("; "));
        Err(OfficeError::refused("report_other_commune", message))
    })
}

fn other_commune(places: &Places, which: Which, row: &Incoming) -> Option<String> {
    let text = shown(row, "Xã, phường");
    match places.find(&text) {
        Ok(unit) if unit.id == which.unit => None,
        Ok(unit) => Some(format!("dòng {} ({})", row.number, unit.full_name())),
        Err(reason) => Some(format!("dòng {} ({reason})", row.number)),
    }
}

fn shown(row: &Incoming, heading: &str) -> String {
    row.cells.iter().find(|(name, _)| name == heading).map_or_else(String::new, |(_, cell)| cell.shown())
}

/// What a row says, whichever day it was reported, if it names the day on which it happened.
fn said(cells: &str) -> String {
    let dated = cells.lines().any(|line| line.starts_with("Ngày xảy ra="));
    let lines = cells.lines().filter(|line| !(dated && line.starts_with("Ngày báo cáo=")));
    lines.collect::<Vec<_>>().join("\n")
}

fn whole(row: &Incoming) -> String {
    let lines = row.cells.iter().map(|(name, cell)| format!("{name}={}", cell.shown().replace('\n', " ")));
    lines.collect::<Vec<_>>().join("\n")
}

/// The rows that no earlier report of the month has brought, and a count of the others.
fn new_rows(
    ctx: &Ctx,
    tx: &mut Tx,
    which: Which,
    incoming: Vec<Incoming>,
) -> Result<(Vec<Incoming>, HandedIn), OfficeError> {
    let own: Vec<CommuneReportId> =
        own_reports(ctx, tx, which)?.into_iter().map(|report| report.id).collect();
    let earlier = table::proposals(tx, ctx.office, which.month)?.into_iter();
    let mut states: HashMap<String, ProposalState> = HashMap::new();
    for row in earlier.filter(|row| own.contains(&row.report)) {
        let state = states.entry(said(&row.cells)).or_insert(row.state());
        if row.state() != ProposalState::Returned {
            *state = row.state();
        }
    }
    let mut told = HandedIn::default();
    let mut new = Vec::new();
    for row in incoming {
        match states.get(&said(&whole(&row))) {
            None => {
                states.insert(said(&whole(&row)), ProposalState::Proposed);
                new.push(row);
            }
            Some(ProposalState::Returned) => told.still_returned.push(row.number),
            Some(ProposalState::Proposed | ProposalState::Accepted) => told.known += 1,
        }
    }
    Ok((new, told))
}

/// Rows as a sheet with our own headings; row 1 holds them, row `i + 2` the row of place `i`.
fn sheet_of(file: &str, rows: Vec<Vec<(String, Cell)>>) -> Sheet {
    let columns = changes::KIND.columns;
    let mut all = vec![columns.iter().map(|column| Cell::text(column.name)).collect::<Vec<_>>()];
    for row in rows {
        let mut row: BTreeMap<String, Cell> = row.into_iter().collect();
        all.push(columns.iter().map(|column| row.remove(column.name).unwrap_or_default()).collect());
    }
    let mut sheet = Sheet::new(file, changes::KIND.title, 1, all);
    BY_HAND.clone_into(&mut sheet.fingerprint);
    sheet
}

/// The place of a row of `sheet_of`.
fn place_of(row: u32) -> Option<usize> {
    usize::try_from(row).ok()?.checked_sub(2)
}

/// What the rehearsal said of each row, by the row's number in the file.
fn doubts(report: &SheetReport, rows: &[Incoming]) -> Vec<(u32, String)> {
    let mut told: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (row, problem) in report.problems.iter().chain(&report.warnings) {
        let Some(row) = place_of(*row).and_then(|at| rows.get(at)) else { continue };
        let text = match &problem.column {
            Some(column) => format!("{column}: {}", problem.reason),
            None => problem.reason.clone(),
        };
        told.entry(row.number).or_default().push(text);
    }
    told.into_iter().map(|(row, texts)| (row, texts.join("; "))).collect()
}

struct Report {
    file: Option<String>,
    fingerprint: String,
    rows: Vec<Incoming>,
    doubts: Vec<(u32, String)>,
}

fn save(ctx: &Ctx, which: Which, report: Report) -> Result<CommuneReportId, OfficeError> {
    let detail = format!("unit {}, {}, {}", which.unit, which.month, which.field.word());
    ctx.write(Permission::HandInReports, "communes.hand_in", &detail, |tx, entry| {
        // Two officers of one commune may send at the same moment: whoever comes second is told.
        let earlier = own_reports(ctx, tx, which)?;
        if earlier.iter().any(|known| known.fingerprint == report.fingerprint) {
            return Err(OfficeError::Conflict("Báo cáo này vừa được nộp.".to_owned()));
        }
        let first = tx.next_ids(1 + report.rows.len() as u64)?;
        let id = CommuneReportId(first);
        let row = ReportRow {
            id,
            unit: which.unit,
            month: which.month,
            field: which.field.word().to_owned(),
            sent_on: ctx.on,
            file: report.file,
            fingerprint: report.fingerprint,
            rows: i64::try_from(report.rows.len()).unwrap_or(i64::MAX),
            officer: ctx.officer.id,
        };
        table::insert_report(tx, ctx.office, entry, &row)?;
        let rows = report.rows.iter().zip(first + 1..).map(|(row, id)| ProposalRow {
            id: ProposalId(id),
            report: CommuneReportId(first),
            row: i64::from(row.number),
            cells: whole(row),
            doubts: report
                .doubts
                .iter()
                .find(|(number, _)| *number == row.number)
                .map(|(_, text)| text.clone()),
            step: None,
        });
        table::insert_proposals(tx, entry, rows)?;
        Ok(id)
    })
}

/// The cells of a proposal, by heading.
pub fn cells(text: &str) -> Vec<(String, String)> {
    let cells = text.lines().filter_map(|line| line.split_once('='));
    cells.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// A new step of a proposal, in the place of the one that it had.
fn step(
    tx: &mut Tx,
    entry: domain::ids::EntryId,
    row: &ProposalRow,
    state: ProposalState,
    reason: Option<&str>,
) -> Result<(), OfficeError> {
    if let Some(before) = &row.step {
        table::void_step(tx, before.id, entry)?;
    }
    let id = ProposalStepId(tx.next_ids(1)?);
    Ok(table::insert_step(tx, entry, id, row.id, state, reason)?)
}
