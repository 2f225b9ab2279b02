//! The tables of the report on the review: one at a time on the screen, all of them as a workbook.

use super::year_of;
use crate::frame::Frame;
use crate::paging::Pages;
use crate::reply::{Answer, Reply, content_type, page};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use office::poverty::report::{self, ReportTable};

#[derive(Template)]
#[template(path = "poverty/tables.html")]
struct Tables {
    frame: Frame,
    year: i16,
    sheets: Vec<(usize, String, bool)>,
    title: String,
    headings: Vec<(String, bool)>,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    is_total: bool,
    cells: Vec<String>,
}

pub fn show(visit: &Visit) -> Answer {
    let year = year_of(visit)?;
    let tables = report::tables(&visit.ctx, year)?;
    page(&view(visit.frame(format!("Các biểu rà soát năm {year}")), visit, year, tables))
}

fn view(frame: Frame, visit: &Visit, year: i16, tables: Vec<ReportTable>) -> Tables {
    let at: usize = visit.query.get("bieu").parse().unwrap_or(0);
    let at = if at < tables.len() { at } else { 0 };
    let sheets =
        tables.iter().enumerate().map(|(number, table)| (number, table.sheet.to_owned(), number == at));
    let sheets = sheets.collect();
    let table = tables.into_iter().nth(at);
    let (title, headings, all) = match table {
        Some(table) => (table.title, table.headings, table.rows),
        None => (String::new(), Vec::new(), Vec::new()),
    };
    let pages = Pages::of(&visit.path, &visit.query, all.len());
    let numeric: Vec<bool> =
        (0..headings.len()).map(|column| column > 0 && is_numeric(&all, column)).collect();
    let rows = pages.rows(&all).iter().map(|row| Row {
        is_total: row.first().is_some_and(|cell| cell == "Tổng cộng"),
        cells: row.iter().zip(&numeric).map(|(cell, numeric)| shown(cell, *numeric)).collect(),
    });
    Tables {
        frame,
        year,
        sheets,
        title,
        rows: rows.collect(),
        pages,
        headings: headings.into_iter().zip(numeric).collect(),
    }
}

/// A column with numbers and nothing else but gaps.
fn is_numeric(rows: &[Vec<String>], column: usize) -> bool {
    let mut cells = rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty()).peekable();
    cells.peek().is_some()
        && cells.all(|cell| cell.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '%')))
}

fn shown(cell: &str, is_numeric: bool) -> String {
    match cell.parse::<i64>() {
        Ok(number) if is_numeric => Vnd(number).to_string(),
        Ok(_) | Err(_) => cell.to_owned(),
    }
}

pub fn download(visit: &Visit) -> Answer {
    let year = year_of(visit)?;
    let bytes = report::xlsx_bytes(&report::tables(&visit.ctx, year)?)?;
    let name = format!("ra-soat-ho-ngheo-{year}.xlsx");
    Ok(Reply::file(&name, content_type(&name), bytes))
}

fn sample() -> Tables {
    let row = |place: &str| Row {
        is_total: place == "Tổng cộng",
        cells: vec![place.to_owned(), "12.041".to_owned(), "14".to_owned(), "0,12%".to_owned()],
    };
    Tables {
        frame: Frame::sample(),
        year: 2023,
        sheets: vec![(0, "1 Kết quả".to_owned(), true), (1, "2 Diễn biến hộ nghèo".to_owned(), false)],
        title: "Tổng hợp kết quả rà soát hộ nghèo, hộ cận nghèo năm 2023".to_owned(),
        headings: ["Xã, phường", "Tổng số hộ", "Hộ nghèo", "Tỷ lệ hộ nghèo (%)"]
            .iter()
            .enumerate()
            .map(|(at, title)| ((*title).to_owned(), at > 0))
            .collect(),
        rows: vec![row("Phường An Hòa"), row("Tổng cộng")],
        pages: Pages::of("/ra-soat/bieu/2023", &crate::address::Fields::default(), 2),
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
