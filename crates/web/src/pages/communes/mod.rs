//! Monthly reports of communes: who has sent, what came, what went back.

use crate::address::Fields;
use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::pages::payroll::read_month;
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, post, upload};
use crate::visit::Visit;
use askama::Template;
use domain::communes::{ProposalState, Sending};
use domain::ids::UnitId;
use domain::labels::Labelled;
use law::Month;
use office::communes::{self, Board, BoardCell, HandedIn, Reported, Which};
use office::{Field, Permission};

mod one_change;
mod report;

pub use one_change::link as link_to_change;
pub use report::sample_page as sample_report;

pub const ROUTES: &[Route] = &[
    get("/bien-dong", Guard::Needs(Permission::ReadRegisters, None), show),
    upload("/bien-dong/nop", Guard::Needs(Permission::HandInReports, None), hand_in),
    get("/bien-dong/dong", Guard::Needs(Permission::HandInReports, None), one_change::blank),
    post("/bien-dong/dong", Guard::Needs(Permission::HandInReports, None), one_change::propose),
    get("/bien-dong/to", Guard::Needs(Permission::ReadRegisters, None), report::show),
    post("/bien-dong/nhan", Guard::Needs(Permission::CheckReports, None), report::accept),
    post("/bien-dong/tra-lai", Guard::Needs(Permission::CheckReports, None), report::give_back),
    post("/bien-dong/rut", Guard::Needs(Permission::HandInReports, None), report::withdraw),
];

#[derive(Template)]
#[template(path = "communes/board.html")]
struct BoardPage {
    frame: Frame,
    month: String,
    month_short: String,
    month_shown: String,
    before: String,
    after: String,
    /// `20/09/2023`; empty where the office has set no day.
    deadline: String,
    fields: Vec<&'static str>,
    rows: Vec<Row>,
    sent: String,
    waiting: usize,
    returned: Vec<Returned>,
    may_hand_in: bool,
    communes: Vec<(i64, String)>,
    choices: Vec<(&'static str, &'static str)>,
}

struct Row {
    name: String,
    cells: Vec<Option<Cell>>,
}

struct Cell {
    address: String,
    label: &'static str,
    class: &'static str,
    sent_on: String,
    waiting: usize,
    accepted: usize,
    returned: usize,
}

/// A row that came back, for the commune that sent it.
struct Returned {
    name: String,
    what: String,
    reason: String,
    address: String,
}

/// The month of the address, else today's.
fn month(visit: &Visit, fields: &Fields) -> Month {
    read_month(fields.get("thang")).unwrap_or_else(|| Month::of(visit.ctx.on))
}

/// What a form or an address names: commune, month and field.
fn which(visit: &Visit, fields: &Fields) -> Option<Which> {
    let unit = fields.get("xa").parse().ok().map(UnitId)?;
    Some(Which { unit, month: month(visit, fields), field: Field::from_word(fields.get("linh-vuc"))? })
}

fn address(which: Which) -> String {
    format!("/bien-dong/to?thang={}&xa={}&linh-vuc={}", which.month, which.unit, which.field.word())
}

fn class(sending: Sending) -> &'static str {
    match sending {
        Sending::NotSent => "",
        Sending::Overdue => "xau",
        Sending::Sent | Sending::InTime => "tot",
        Sending::Late => "canh-bao",
    }
}

fn show(visit: &Visit) -> Answer {
    let month = month(visit, &visit.query);
    let board = communes::board(&visit.ctx, month)?;
    let may_hand_in = visit.may(Permission::HandInReports, None);
    let returned = if may_hand_in { returned(visit, &board)? } else { Vec::new() };
    let cell = |unit: UnitId, field: Field, cell: &BoardCell| Cell {
        address: address(Which { unit, month, field }),
        label: cell.sending.label(),
        class: class(cell.sending),
        sent_on: cell.sent_on.map_or_else(String::new, domain::dates::short),
        waiting: cell.counts.waiting,
        accepted: cell.counts.accepted,
        returned: cell.counts.returned,
    };
    let rows = board.rows.iter().map(|row| Row {
        name: row.name.clone(),
        cells: board
            .fields
            .iter()
            .zip(&row.cells)
            .map(|(field, known)| known.as_ref().map(|known| cell(row.unit, *field, known)))
            .collect(),
    });
    let (missing, all) = board.missing();
    page(&BoardPage {
        frame: visit.frame("Báo cáo biến động"),
        month: month.to_string(),
        month_short: domain::dates::month_short(month),
        month_shown: domain::dates::month_long(month),
        before: month.previous().to_string(),
        after: month.next().to_string(),
        deadline: board.deadline.map_or_else(String::new, domain::dates::short),
        fields: board.fields.iter().map(|field| field.label()).collect(),
        rows: rows.collect(),
        sent: format!("{}/{all}", all - missing),
        waiting: board.waiting(),
        returned,
        may_hand_in,
        communes: board.rows.iter().map(|row| (row.unit.0, row.name.clone())).collect(),
        choices: board.fields.iter().map(|field| (field.word(), field.label())).collect(),
    })
}

/// What came back, newest last.
fn returned(visit: &Visit, board: &Board) -> Result<Vec<Returned>, PageError> {
    let name = |unit: UnitId| {
        board.rows.iter().find(|row| row.unit == unit).map_or_else(String::new, |row| row.name.clone())
    };
    let reports = communes::reported(&visit.ctx, board.month)?;
    let rows = reports.iter().flat_map(|report: &Reported| report.rows.iter().map(move |row| (report, row)));
    let back = rows.filter(|(_, row)| row.state == ProposalState::Returned);
    let view = back.map(|(report, row)| Returned {
        name: name(report.which.unit),
        what: format!("dòng {}: {}, {}", row.row, row.cell("Loại biến động"), row.cell("Họ và tên")),
        reason: row.reason.clone().unwrap_or_default(),
        address: address(report.which),
    });
    Ok(view.collect())
}

fn hand_in(visit: &Visit) -> Answer {
    let back = format!("/bien-dong?thang={}", month(visit, &visit.form));
    let Some(which) = which(visit, &visit.form) else {
        return Ok(Reply::see(back).warning("Hãy chọn xã, phường và lĩnh vực của báo cáo."));
    };
    let nothing = visit.form.get("khong") == "1";
    if !nothing && visit.files.iter().all(|file| file.bytes.is_empty()) {
        let reason = "Hãy chọn tệp báo cáo, hoặc đánh dấu không có biến động.";
        return Ok(Reply::see(back).warning(reason));
    }
    let done = if nothing {
        communes::hand_in_nothing(&visit.ctx, which)
    } else {
        super::imports::sheets(visit)?.and_then(|sheets| communes::hand_in(&visit.ctx, which, &sheets))
    };
    match done.map_err(PageError::from) {
        Ok(told) => Ok(Reply::see(address(which)).telling(handed_in(&told))),
        Err(error) => match error.refusal() {
            Some(reason) => Ok(Reply::see(back).warning(sentence(&reason))),
            None => Err(error),
        },
    }
}

/// What a hand-in came to, as a sentence.
fn handed_in(told: &HandedIn) -> String {
    let mut parts = Vec::new();
    if told.proposed > 0 {
        parts.push(format!("{} dòng chờ duyệt", told.proposed));
    }
    if !told.doubts.is_empty() {
        parts.push(format!("{} dòng có điều cần xem", told.doubts.len()));
    }
    if told.known > 0 {
        parts.push(format!("{} dòng đã nộp trước đó", told.known));
    }
    if !told.still_returned.is_empty() {
        parts.push(format!("{} dòng đã bị trả lại mà chưa sửa", told.still_returned.len()));
    }
    match (told.report.is_some(), parts.is_empty()) {
        (true, true) => "Đã nộp: không có biến động.".to_owned(),
        (true, false) => format!("Đã nộp: {}.", parts.join(", ")),
        (false, true) => "Báo cáo này đã nộp rồi, không có gì thay đổi.".to_owned(),
        (false, false) => format!("Không có gì mới: {}.", parts.join(", ")),
    }
}

fn sample() -> BoardPage {
    let cell = |sending: Sending, sent_on: &str, waiting, returned| {
        Some(Cell {
            address: "/bien-dong/to".to_owned(),
            label: sending.label(),
            class: class(sending),
            sent_on: sent_on.to_owned(),
            waiting,
            accepted: 4,
            returned,
        })
    };
    let row = |name: &str, cells| Row { name: name.to_owned(), cells };
    BoardPage {
        frame: Frame::sample(),
        month: "2023-12".to_owned(),
        month_short: "12/2023".to_owned(),
        month_shown: "tháng 12 năm 2023".to_owned(),
        before: "2023-11".to_owned(),
        after: "2024-01".to_owned(),
        deadline: "20/12/2023".to_owned(),
        fields: vec![Field::Merit.label(), Field::Assistance.label()],
        rows: vec![
            row(
                "phường An Hòa",
                vec![cell(Sending::InTime, "19/12/2023", 2, 1), cell(Sending::Late, "22/12/2023", 0, 0)],
            ),
            row("xã Phước Bình", vec![cell(Sending::Overdue, "", 0, 0), None]),
        ],
        sent: "2/3".to_owned(),
        waiting: 2,
        returned: vec![Returned {
            name: "phường An Hòa".to_owned(),
            what: "dòng 5: Chết, Nguyễn Thị Út".to_owned(),
            reason: "Ghi ngày chết theo trích lục khai tử.".to_owned(),
            address: "/bien-dong/to".to_owned(),
        }],
        may_hand_in: true,
        communes: vec![(1, "phường An Hòa".to_owned())],
        choices: vec![("merit", Field::Merit.label())],
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
