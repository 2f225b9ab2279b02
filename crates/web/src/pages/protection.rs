//! Cases of child protection for their own officers. What is sealed is opened by a form, since each reading is written
//! into the journal.

use crate::address::encode;
use crate::error::PageError;
use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use domain::dates::short;
use domain::labels::Labelled;
use domain::protection::ProtectionCase;
use office::{Field, Permission, protection};

const READ: Guard = Guard::Needs(Permission::ReadSensitive, Some(Field::Children));

pub const ROUTES: &[Route] = &[
    get("/bao-ve-tre-em", READ, list),
    get("/bao-ve-tre-em/{number}", READ, one),
    post("/bao-ve-tre-em/{number}", READ, open),
];

#[derive(Template)]
#[template(path = "protection/list.html")]
struct Cases {
    frame: Frame,
    rows: Vec<Row>,
    has_key: bool,
}

#[derive(Template)]
#[template(path = "protection/one.html")]
struct One {
    frame: Frame,
    row: Row,
    is_open: bool,
    report: Vec<(String, String)>,
    notes: Vec<String>,
}

struct Row {
    number: String,
    address: String,
    received: String,
    channel: &'static str,
    urgent: bool,
    state: &'static str,
    since: String,
}

impl Row {
    fn of(case: &ProtectionCase) -> Row {
        Row {
            address: format!("/bao-ve-tre-em/{}", encode(&case.number)),
            number: case.number.clone(),
            received: short(case.received_on),
            channel: case.channel.label(),
            urgent: case.urgent,
            state: case.state.label(),
            since: short(case.state_on),
        }
    }
}

fn list(visit: &Visit) -> Answer {
    let rows = protection::list(&visit.ctx)?.iter().map(Row::of).collect();
    page(&Cases { frame: visit.frame("Bảo vệ trẻ em"), rows, has_key: visit.app.vault.is_some() })
}

fn one(visit: &Visit) -> Answer {
    let cases = protection::list(&visit.ctx)?;
    let case = cases.iter().find(|case| case.number == visit.param("number")).ok_or(PageError::NoPage)?;
    let frame = visit.frame(format!("Vụ việc {}", case.number));
    page(&One { frame, row: Row::of(case), is_open: false, report: Vec::new(), notes: Vec::new() })
}

fn open(visit: &Visit) -> Answer {
    let file = protection::read(&visit.ctx, visit.app.vault.as_ref(), visit.param("number"))?;
    let report = file.report.shown().into_iter().map(|(label, text)| (label.to_owned(), text.to_owned()));
    page(&One {
        frame: visit.frame(format!("Vụ việc {}", file.case.number)),
        row: Row::of(&file.case),
        is_open: true,
        report: report.collect(),
        notes: file.notes,
    })
}

fn sample_row() -> Row {
    Row {
        number: "BVTE-2023-004".to_owned(),
        address: "/bao-ve-tre-em/BVTE-2023-004".to_owned(),
        received: "06/03/2023".to_owned(),
        channel: "Điện thoại",
        urgent: true,
        state: "Đang đánh giá",
        since: "07/03/2023".to_owned(),
    }
}

fn sample() -> (Cases, One) {
    let report = vec![("Họ tên trẻ em".to_owned(), "Nguyễn Thị Kín".to_owned())];
    let notes = vec!["Đã đưa trẻ về với bà ngoại.".to_owned()];
    let list = Cases { frame: Frame::sample(), rows: vec![sample_row()], has_key: false };
    (list, One { frame: Frame::sample(), row: sample_row(), is_open: true, report, notes })
}

pub fn sample_list() -> Result<String, askama::Error> {
    sample().0.render()
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().1.render()
}
