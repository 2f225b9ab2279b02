//! The yearly table of the labour market: its lines by commune, as papers have them.

use crate::frame::Frame;
use crate::reply::{Answer, Reply, content_type, page};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::labels::Labelled;
use domain::labour::market::MarketLine;
use domain::paper_totals::Book;
use office::export;
use std::collections::{BTreeMap, HashMap};

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
    label: &'static str,
    /// A line of which the next ones are parts.
    is_head: bool,
    cells: Vec<String>,
    total: String,
}

const KIND: &str = "paper_totals";
// Columns of the list of totals.
const BOOK: &str = "Sổ";
const YEAR: &str = "Mã đợt";
const COMMUNE: &str = "Xã, phường";
const LINE: &str = "Nhóm";
const QUANTITY: &str = "Số lượng";

pub fn show(visit: &Visit) -> Answer {
    let list = export::list(&visit.ctx, KIND)?;
    let at = |name: &str| list.headings.iter().position(|heading| *heading == name);
    let columns = [BOOK, YEAR, COMMUNE, LINE, QUANTITY].map(at);
    let cell = |row: &[String], column: Option<usize>| {
        column.and_then(|column| row.get(column).cloned()).unwrap_or_default()
    };
    let [book, year_at, commune, line, quantity] = columns;
    let mut years: Vec<String> = Vec::new();
    let mut sums: BTreeMap<(String, String, String), i64> = BTreeMap::new();
    for row in list.rows.iter().filter(|row| cell(row, book) == Book::LabourMarket.label()) {
        let year = cell(row, year_at);
        if !years.contains(&year) {
            years.push(year.clone());
        }
        let number = cell(row, quantity).parse::<i64>().unwrap_or(0);
        *sums.entry((year, cell(row, line), cell(row, commune))).or_default() += number;
    }
    years.sort_unstable_by(|a, b| b.cmp(a));
    let asked = visit.query.get("nam").to_owned();
    let year = if years.contains(&asked) { asked } else { years.first().cloned().unwrap_or_default() };
    let names: HashMap<String, String> = super::super::registers::communes(visit)?.into_iter().collect();
    let mut codes: Vec<String> =
        sums.keys().filter(|(of, ..)| *of == year).map(|(.., code)| code.clone()).collect();
    codes.sort_unstable();
    codes.dedup();
    let known = |code: &String| names.get(code).cloned().unwrap_or_else(|| code.clone());
    let value = |line: MarketLine, code: &String| {
        sums.get(&(year.clone(), line.label().to_owned(), code.clone())).copied()
    };
    let rows = MarketLine::VALUES.iter().map(|line| {
        let values: Vec<Option<i64>> = codes.iter().map(|code| value(*line, code)).collect();
        let any = values.iter().any(Option::is_some);
        Row {
            label: line.label(),
            is_head: !line.word().contains('.'),
            total: if any { Vnd(values.iter().flatten().sum()).to_string() } else { String::new() },
            cells: values
                .into_iter()
                .map(|value| value.map_or_else(String::new, |value| Vnd(value).to_string()))
                .collect(),
        }
    });
    let view = Market {
        frame: visit.frame("Thông tin thị trường lao động"),
        years: years.iter().map(|one| (one.clone(), *one == year)).collect(),
        communes: codes.iter().map(known).collect(),
        rows: if codes.is_empty() { Vec::new() } else { rows.collect() },
        may_enter: office::import::entry::kind(KIND).is_ok_and(|kind| visit.may(kind.permission, kind.field)),
        year,
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
    let head = ["Chỉ tiêu"].into_iter().chain(view.communes.iter().map(String::as_str)).chain(["Cộng"]);
    let mut lines = vec![head.map(quoted).collect::<Vec<_>>().join(",")];
    for row in &view.rows {
        let cells = row.cells.iter().chain([&row.total]).map(|cell| plain(cell));
        lines.push([quoted(row.label)].into_iter().chain(cells).collect::<Vec<_>>().join(","));
    }
    let name = format!("thi-truong-lao-dong-{}.csv", view.year);
    // The mark by which a spreadsheet sees that the text is UTF-8.
    Reply::file(&name, content_type(&name), format!("\u{feff}{}\n", lines.join("\n")).into_bytes())
}

fn sample() -> Market {
    let row = |(number, line): (usize, &MarketLine)| Row {
        label: line.label(),
        is_head: number == 0,
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
