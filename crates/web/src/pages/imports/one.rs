//! One earlier import with the rows that it set aside.

use super::{PastRow, row};
use crate::frame::Frame;
use crate::reply::{Answer, page};
use crate::visit::Visit;
use askama::Template;
use domain::ids::ImportId;
use office::import::history;

#[derive(Template)]
#[template(path = "imports/one.html")]
struct One {
    frame: Frame,
    past: PastRow,
    rows: Vec<Aside>,
}

struct Aside {
    number: i64,
    is_parked: bool,
    column: String,
    reason: String,
    cells: String,
}

pub fn show(visit: &Visit) -> Answer {
    let id: ImportId = visit.id("id")?;
    let (past, rows) = history::one(&visit.ctx, id)?;
    let rows = rows.into_iter().map(|row| Aside {
        number: row.row_number,
        is_parked: row.outcome == "parked",
        column: row.column.unwrap_or_default(),
        reason: row.reason,
        cells: row.cells.lines().map(|line| line.replacen('=', ": ", 1)).collect::<Vec<_>>().join(" · "),
    });
    page(&One {
        frame: visit.frame(format!("Lần nhập số {id}")), past: row(past), rows: rows.collect()
    })
}

fn sample() -> One {
    let past = PastRow {
        id: 12,
        day: "28/12/2023".to_owned(),
        title: "Danh sách hộ nghèo, hộ cận nghèo",
        file: "ho-ngheo-2023.xlsx".to_owned(),
        officer: "Phan Thị Mỹ Duyên".to_owned(),
        read: "1.204".to_owned(),
        accepted: "1.200".to_owned(),
        aside: 2,
        is_undone: false,
    };
    let aside = |number, is_parked, reason: &str| Aside {
        number,
        is_parked,
        column: "Số CCCD".to_owned(),
        reason: reason.to_owned(),
        cells: "2023 · HN-012 · Lê Thị Út · Chủ hộ · Hộ nghèo · 1948 · 07202300123".to_owned(),
    };
    let rows = vec![aside(7, false, "có 11 chữ số, cần 12"), aside(9, true, "số này là của người khác")];
    One { frame: Frame::sample(), past, rows }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
