//! The yearly report of the labour market: last year, this year, and this year's communes.

use crate::frame::Frame;
use crate::reply::{Answer, Reply, content_type, page};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::ids::UnitId;
use domain::labels::Labelled;
use domain::labour::market::MarketLine;
use office::{labour_market, offices};

#[derive(Template)]
#[template(path = "periodic/market.html")]
struct Market {
    frame: Frame,
    year: String,
    years: Vec<(String, bool)>,
    communes: Vec<String>,
    rows: Vec<Row>,
    may_enter: bool,
}

struct Row {
    label: String,
    /// A line of which the next ones are parts.
    is_head: bool,
    /// The year before, the year, its communes.
    before: String,
    total: String,
    cells: Vec<String>,
}

const KIND: &str = "paper_totals";

pub fn show(visit: &Visit) -> Answer {
    let known = labour_market::years(&visit.ctx)?;
    let asked = visit.query.get("nam").parse().ok().filter(|year| known.contains(year));
    let year = asked.or(known.first().copied());
    let found = match year {
        Some(year) => labour_market::table(&visit.ctx, year)?,
        None => Vec::new(),
    };
    let mut units: Vec<Option<UnitId>> = found.iter().flat_map(|row| row.by_unit.keys().copied()).collect();
    units.sort_unstable();
    units.dedup();
    let names = offices::unit_names(&visit.ctx, units.iter().copied().flatten())?;
    let name = |unit: &Option<UnitId>| {
        let known = unit.and_then(|unit| names.get(&unit));
        known.map_or_else(|| "Không rõ xã, phường".to_owned(), |name| super::super::registers::capital(name))
    };
    let shown = |count: Option<i64>| count.map_or_else(String::new, |count| Vnd(count).to_string());
    let rows = found.iter().map(|row| Row {
        label: row.line.label(),
        is_head: row.line.is_head(),
        before: shown(row.before),
        total: shown(row.now),
        cells: units.iter().map(|unit| shown(row.by_unit.get(unit).copied())).collect(),
    });
    let view = Market {
        frame: visit.frame("Thông tin thị trường lao động"),
        years: known.iter().map(|one| (one.to_string(), Some(*one) == year)).collect(),
        communes: units.iter().map(name).collect(),
        rows: if units.is_empty() { Vec::new() } else { rows.collect() },
        may_enter: office::import::entry::kind(KIND).is_ok_and(|kind| visit.may(kind.permission, kind.field)),
        year: year.map_or_else(String::new, |year| year.to_string()),
    };
    if visit.query.get("dang") == "csv" {
        return Ok(csv(&view));
    }
    page(&view)
}

/// The table as text for a spreadsheet.
fn csv(view: &Market) -> Reply {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let plain = |text: &str| text.replace('.', "");
    let communes = view.communes.iter().map(String::as_str);
    let head = ["Chỉ tiêu", "Kỳ trước", "Kỳ này"].into_iter().chain(communes);
    let mut lines = vec![head.map(quoted).collect::<Vec<_>>().join(",")];
    for row in &view.rows {
        let cells = [&row.before, &row.total].into_iter().chain(&row.cells).map(|cell| plain(cell));
        lines.push([quoted(&row.label)].into_iter().chain(cells).collect::<Vec<_>>().join(","));
    }
    let name = format!("thi-truong-lao-dong-{}.csv", view.year);
    // The mark by which a spreadsheet sees that the text is UTF-8.
    Reply::file(&name, content_type(&name), format!("\u{feff}{}\n", lines.join("\n")).into_bytes())
}

fn sample() -> Market {
    let row = |(number, line): (usize, &MarketLine)| Row {
        label: line.label().to_owned(),
        is_head: number == 0,
        before: "20.987".to_owned(),
        cells: vec!["12.041".to_owned(), "9.120".to_owned()],
        total: "21.161".to_owned(),
    };
    Market {
        frame: Frame::sample(),
        year: "2023".to_owned(),
        years: vec![("2023".to_owned(), true)],
        communes: vec!["Phường An Hòa".to_owned(), "Xã Phước Bình".to_owned()],
        rows: MarketLine::VALUES.iter().enumerate().map(row).collect(),
        may_enter: true,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
