//! What has changed since a report was frozen, and which entry changed it.

use crate::frame::Frame;
use crate::pages::journal::{self, words};
use crate::reply::{Answer, page};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::ids::ReportId;
use office::reports::frozen::{self, Difference};

#[derive(Template)]
#[template(path = "reports/diff.html")]
struct DiffPage {
    frame: Frame,
    id: i64,
    differences: Vec<Changed>,
}

struct Changed {
    title: String,
    frozen: String,
    now: String,
    rows: Vec<Row>,
}

struct Row {
    label: String,
    before: String,
    after: String,
    cause: Option<Cause>,
}

/// The entry of the journal behind a change.
struct Cause {
    at: String,
    command: String,
    pieces: Vec<words::Piece>,
}

pub fn show(visit: &Visit) -> Answer {
    let id: ReportId = visit.id("id")?;
    let differences = frozen::diff(&visit.ctx, id)?;
    let causes = differences.iter().flat_map(|one| &one.rows).filter_map(|row| row.cause.as_ref());
    let known = journal::known(visit, causes.map(|entry| entry.detail.as_str()))?;
    let differences = differences.into_iter().map(|one| changed(one, &known)).collect();
    page(&DiffPage { frame: visit.frame("So với bản đã chốt"), id: id.0, differences })
}

fn changed(one: Difference, known: &words::Known) -> Changed {
    let shown =
        |quantity: Option<i64>| quantity.map_or_else(|| "không có".to_owned(), |q| Vnd(q).to_string());
    let rows = one.rows.into_iter().map(|row| Row {
        label: row.label,
        before: shown(row.before),
        after: shown(row.after),
        cause: row.cause.map(|entry| Cause {
            at: journal::local(&entry.at),
            command: words::command(&entry.command).to_owned(),
            pieces: words::detail(&entry.detail, known),
        }),
    });
    let now = one.now.unwrap_or_else(|| "chưa có số liệu".to_owned());
    Changed { title: one.title, frozen: one.frozen, now, rows: rows.collect() }
}

fn sample() -> DiffPage {
    let row = Row {
        label: "HN001 - Lê Thị Út".to_owned(),
        before: "1".to_owned(),
        after: "không có".to_owned(),
        cause: Some(Cause {
            at: "03/01/2024 09:00:00".to_owned(),
            command: words::command("import").to_owned(),
            pieces: words::detail("residents", &words::Known::default()),
        }),
    };
    let changed = Changed {
        title: "Số hộ nghèo cuối năm 2023".to_owned(),
        frozen: "204 hộ".to_owned(),
        now: "203 hộ".to_owned(),
        rows: vec![row],
    };
    DiffPage { frame: Frame::sample(), id: 7, differences: vec![changed] }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
