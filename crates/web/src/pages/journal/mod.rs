//! The journal: who did what, when; without personal data.

use crate::error::PageError;
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
use std::collections::BTreeMap;

pub mod words;

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
    detail: Vec<words::Piece>,
}

const ROWS: u32 = 100;

fn show(visit: &Visit) -> Answer {
    let before = visit.query.get("truoc").parse().ok();
    let entries = office::journal::page(&visit.ctx, before, ROWS)?;
    let known = known(visit, entries.iter().map(|(entry, _)| entry.detail.as_str()))?;
    let rows = entries.into_iter().map(|(entry, officer)| Row {
        sequence: Vnd(entry.sequence).to_string(),
        at: local(&entry.at),
        on: domain::dates::short(entry.on),
        officer,
        command: words::command(&entry.command).to_owned(),
        detail: words::detail(&entry.detail, &known),
        number: entry.sequence,
    });
    let rows: Vec<Row> = rows.collect();
    let is_full = rows.len() == ROWS as usize;
    let older = rows.last().filter(|_| is_full).map_or(0, |row| row.number);
    page(&Journal { frame: visit.frame("Nhật ký"), rows, older })
}

/// What these details name, as far as the officer may see it.
pub fn known<'d>(visit: &Visit, details: impl Iterator<Item = &'d str>) -> Result<words::Known, PageError> {
    Ok(words::Known {
        units: office::offices::unit_names(&visit.ctx, details.flat_map(words::units))?,
        runs: if visit.pays(Permission::ReadPayroll) { runs(visit)? } else { BTreeMap::new() },
        sees_people: visit.may(Permission::ReadRegisters, None),
        sees_decisions: visit.pays(Permission::ReadDecisions),
        sees_imports: visit.may(Permission::Import, None),
    })
}

fn runs(visit: &Visit) -> Result<BTreeMap<i64, String>, PageError> {
    let runs = office::payroll::runs(&visit.ctx)?.into_iter();
    Ok(runs.map(|run| (run.id.0, super::payroll::title(run.kind, run.month, run.last_month))).collect())
}

/// An instant by the clock on the wall: `28/12/2023 09:00:00`.
pub fn local(at: &str) -> String {
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
        detail: vec![words::Piece {
            text: "Chi trả hằng tháng, tháng 12 năm 2023".to_owned(),
            address: "/chi-tra/12".to_owned(),
        }],
    };
    Journal { frame: Frame::sample(), rows: vec![row], older: 312 }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
