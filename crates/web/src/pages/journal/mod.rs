//! The journal: who did what, when; without personal data.

use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, page};
use crate::route::{Route, get};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use office::Permission;

mod words;

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
    number: i64,
    sequence: String,
    at: String,
    on: String,
    officer: String,
    command: String,
    detail: String,
}

const ROWS: u32 = 100;

fn show(visit: &Visit) -> Answer {
    let before = visit.query.get("truoc").parse().ok();
    let entries = office::journal::page(&visit.ctx, before, ROWS)?;
    let units = entries.iter().flat_map(|(entry, _)| words::units(&entry.detail));
    let units = office::offices::unit_names(&visit.ctx, units)?;
    let rows = entries.into_iter().map(|(entry, officer)| Row {
        sequence: Vnd(entry.sequence).to_string(),
        at: local(&entry.at),
        on: domain::dates::short(entry.on),
        officer,
        command: words::command(&entry.command).to_owned(),
        detail: words::detail(&entry.detail, &units),
        number: entry.sequence,
    });
    let rows: Vec<Row> = rows.collect();
    let is_full = rows.len() == ROWS as usize;
    let older = rows.last().filter(|_| is_full).map_or(0, |row| row.number);
    page(&Journal { frame: visit.frame("Nhật ký"), rows, older })
}

/// An instant by the clock on the wall: `28/12/2023 09:00:00`.
fn local(at: &str) -> String {
    let Ok(instant) = at.parse::<Timestamp>() else { return at.to_owned() };
    let there = instant.to_zoned(TimeZone::fixed(jiff::tz::offset(7)));
    format!("{} {}", domain::dates::short(there.date()), there.strftime("%H:%M:%S"))
}

fn sample() -> Journal {
    let row = Row {
        number: 412,
        sequence: "412".to_owned(),
        at: "28/12/2023 09:00:00".to_owned(),
        on: "28/12/2023".to_owned(),
        officer: "Huỳnh Thị Thanh Thúy".to_owned(),
        command: words::command("payroll.reconcile").to_owned(),
        detail: "kỳ chi trả số 12".to_owned(),
    };
    Journal { frame: Frame::sample(), rows: vec![row], older: 312 }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
