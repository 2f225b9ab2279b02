//! The journal: who did what, when; without personal data.

use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, page};
use crate::route::{Route, get};
use crate::visit::Visit;
use askama::Template;
use office::Permission;

pub const ROUTES: &[Route] = &[get("/nhat-ky", Guard::Needs(Permission::ReadJournal, None), show)];

#[derive(Template)]
#[template(path = "journal/journal.html")]
struct Journal {
    frame: Frame,
    rows: Vec<Row>,
    /// Sequence number from which the next page goes back; 0 at the end.
    older: i64,
}

struct Row {
    sequence: i64,
    at: String,
    on: String,
    officer: String,
    command: String,
    detail: String,
}

const ROWS: u32 = 100;

fn show(visit: &Visit) -> Answer {
    let before = visit.query.get("truoc").parse().ok();
    let rows: Vec<Row> = office::journal::page(&visit.ctx, before, ROWS)?
        .into_iter()
        .map(|(entry, officer)| Row {
            sequence: entry.sequence,
            at: entry.at.replace('T', " ").replace('Z', ""),
            on: domain::dates::short(entry.on),
            officer,
            command: entry.command,
            detail: entry.detail,
        })
        .collect();
    let is_full = rows.len() == ROWS as usize;
    let older = rows.last().filter(|_| is_full).map_or(0, |row| row.sequence);
    page(&Journal { frame: visit.frame("Nhật ký"), rows, older })
}

fn sample() -> Journal {
    let row = Row {
        sequence: 412,
        at: "2023-12-28 02:00:00".to_owned(),
        on: "28/12/2023".to_owned(),
        officer: "Huỳnh Thị Thanh Thúy".to_owned(),
        command: "payroll.reconcile".to_owned(),
        detail: "run 12".to_owned(),
    };
    Journal { frame: Frame::sample(), rows: vec![row], older: 312 }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
