//! One register as a list.

use super::readable;
use super::select::{self, Asked, Direction};
use crate::address::{Fields, encode};
use crate::error::PageError;
use crate::frame::Frame;
use crate::paging::Pages;
use crate::reply::{Answer, Reply, content_type, page};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::figures::FigureKey;
use office::Permission;
use office::export::{self, List};
use office::import::headings::{CITIZEN, FILE_CODE, FULL_NAME, Input};
use office::import::{Kind, entry};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "registers/list.html")]
struct ListPage {
    frame: Frame,
    id: &'static str,
    title: &'static str,
    search: String,
    sort: String,
    filters: Vec<Filter>,
    /// Filters beyond the first, folded away until one of them is used.
    more: Vec<Filter>,
    columns: Vec<ColumnHead>,
    rows: Vec<Row>,
    pages: Pages,
    /// The same list as a file: the part of the address after `/xuat`.
    export_query: String,
    is_filtered: bool,
    may_record: bool,
}

impl ListPage {
    fn is_more_used(&self) -> bool {
        self.more.iter().flat_map(|filter| &filter.choices).any(|choice| choice.is_chosen)
    }
}

struct Filter {
    name: String,
    title: &'static str,
    choices: Vec<Choice>,
}

struct Choice {
    value: String,
    shown: String,
    is_chosen: bool,
}

struct ColumnHead {
    title: &'static str,
    class: &'static str,
    address: String,
    /// `ascending`, `descending` or empty.
    sorted: &'static str,
}

struct Row {
    cells: Vec<Cell>,
    mark: String,
}

struct Cell {
    class: &'static str,
    text: String,
    /// Where the person named is found, or empty.
    link: String,
}

pub fn show(visit: &Visit) -> Answer {
    let kind = readable(&visit.params)?;
    let list = read(visit, kind)?;
    let asked = Asked::of(&visit.query, list.headings.len());
    let found = select::rows(&list, &asked);
    let pages = Pages::of(&visit.path, &visit.query, found.len());
    let communes = commune_names(visit)?;
    // Columns that nobody has filled are of no use on a screen; the form has them all.
    let shown: Vec<usize> =
        (0..list.headings.len()).filter(|at| list.rows.iter().any(|row| !row[*at].is_empty())).collect();
    let sees_people = visit.may(Permission::ReadRegisters, None);
    let cell = |row: &[String], at: usize| {
        let input = select::input(kind, list.headings[at]);
        let shown = if list.headings[at] == "Chỉ tiêu" {
            figure_title(&row[at], visit.ctx.on.year())
        } else {
            shown_cell(&row[at], input, &communes)
        };
        Cell {
            class: cell_class(input, list.headings[at], &shown),
            text: shown,
            link: if sees_people { person_link(list.headings, row, at) } else { String::new() },
        }
    };
    let rows = pages
        .rows(&found)
        .iter()
        .map(|row| Row { cells: shown.iter().map(|at| cell(row, *at)).collect(), mark: select::mark(row) });
    let query = visit.query.with("trang", "");
    let mut filters = filters(&list, kind, &asked, &communes);
    let more = filters.split_off(FILTERS.min(filters.len()));
    let view = ListPage {
        frame: visit.frame(kind.title),
        id: kind.id,
        title: kind.title,
        search: visit.query.get("tim").to_owned(),
        sort: visit.query.get("sap").to_owned(),
        filters,
        more,
        columns: shown.iter().map(|at| head(&visit.path, &query, &list, kind, &asked, *at)).collect(),
        rows: rows.collect(),
        export_query: query.query(),
        is_filtered: !asked.words.is_empty() || !asked.filters.is_empty(),
        may_record: entry::kind(kind.id).is_ok()
            && visit.may(kind.permission, kind.field)
            && super::to_read(kind).fits(&visit.ctx.officer),
        pages,
    };
    page(&view)
}

/// Filters that are always to be seen.
const FILTERS: usize = 2;

/// The search for whom a row names by a number of theirs.
fn person_link(headings: &[&str], row: &[String], at: usize) -> String {
    if headings.get(at) != Some(&FULL_NAME.name) {
        return String::new();
    }
    let number = [CITIZEN.name, FILE_CODE.name].into_iter().find_map(|name| {
        let place = headings.iter().position(|heading| *heading == name)?;
        row.get(place).filter(|number| !number.is_empty())
    });
    number.map_or_else(String::new, |number| format!("/nguoi?tim={}", encode(number)))
}

pub fn read(visit: &Visit, kind: &Kind) -> Result<List, PageError> {
    if kind.list.is_none() {
        return Err(PageError::NoPage);
    }
    Ok(export::list(&visit.ctx, kind.id)?)
}

/// Names of the communes that the office serves or served, by code.
pub fn commune_names(visit: &Visit) -> Result<HashMap<String, String>, PageError> {
    let communes = super::form::communes(visit)?;
    Ok(communes.into_iter().collect())
}

fn class(input: Input) -> &'static str {
    match input {
        Input::Count | Input::Money | Input::Year => "so",
        Input::Date | Input::Month => "ngay",
        Input::Yes => "giua",
        Input::Text | Input::Note | Input::Commune | Input::Choice(_) => "",
    }
}

/// Letters from which on a cell is a sentence.
const LONG: usize = 36;

/// Names and sentences have room, and what is one word, such as a code, stays on one line.
fn cell_class(input: Input, heading: &str, shown: &str) -> &'static str {
    match class(input) {
        "" if heading == "Họ và tên" => "ten",
        "" if !shown.contains(' ') => "gon",
        "" if shown.chars().count() > LONG => "rong",
        other => other,
    }
}

fn shown_cell(cell: &str, input: Input, communes: &HashMap<String, String>) -> String {
    match input {
        Input::Count | Input::Money => {
            cell.parse().map_or_else(|_| cell.to_owned(), |number: i64| Vnd(number).to_string())
        }
        Input::Commune => communes.get(cell).cloned().unwrap_or_else(|| cell.to_owned()),
        _ => cell.to_owned(),
    }
}

/// A figure named by its id, as people call it.
fn figure_title(cell: &str, year: i16) -> String {
    FigureKey::find(cell, year).map_or_else(|| cell.to_owned(), FigureKey::title)
}

fn filters(list: &List, kind: &Kind, asked: &Asked, communes: &HashMap<String, String>) -> Vec<Filter> {
    let filter = |at: usize| {
        let title = list.headings[at];
        let chosen = asked.filters.iter().find(|(column, _)| *column == at).map(|(_, value)| value);
        let choices = select::choices(list, kind, at)?.into_iter().map(|value| Choice {
            shown: shown_cell(&value, select::input(kind, title), communes),
            is_chosen: chosen == Some(&value),
            value,
        });
        Some(Filter { name: format!("loc-{at}"), title, choices: choices.collect() })
    };
    (0..list.headings.len()).filter_map(filter).collect()
}

fn head(path: &str, query: &Fields, list: &List, kind: &Kind, asked: &Asked, at: usize) -> ColumnHead {
    let here = asked.sort.filter(|(column, _)| *column == at).map(|(_, direction)| direction);
    let next = if here == Some(Direction::Up) { format!("-{at}") } else { at.to_string() };
    ColumnHead {
        title: list.headings[at],
        class: class(select::input(kind, list.headings[at])),
        address: format!("{path}{}", query.with("sap", &next).query()),
        sorted: match here {
            Some(Direction::Up) => "ascending",
            Some(Direction::Down) => "descending",
            None => "",
        },
    }
}

/// The rows asked for as a workbook or as text, in the columns that the importer reads.
pub fn export(visit: &Visit) -> Answer {
    let kind = readable(&visit.params)?;
    let list = read(visit, kind)?;
    let asked = Asked::of(&visit.query, list.headings.len());
    let rows = select::rows(&list, &asked).into_iter().cloned().collect();
    let list = List { rows, ..list };
    let (ending, bytes) = match visit.query.get("dang") {
        "csv" => ("csv", export::csv_bytes(&list)?),
        _ => ("xlsx", export::xlsx_bytes(&list)?),
    };
    let name = format!("{}-{}.{ending}", kind.id, visit.ctx.on);
    Ok(Reply::file(&name, content_type(&name), bytes))
}

fn sample() -> ListPage {
    let head = |title, class, sorted| ColumnHead { title, class, address: "/so/x?sap=1".to_owned(), sorted };
    let cell = |class, text: &str, link: &str| Cell { class, text: text.to_owned(), link: link.to_owned() };
    let row = |name: &str, amount: &str| Row {
        cells: vec![
            cell("ten", name, "/nguoi?tim=072148000123"),
            cell("ngay", "05/01/1948", ""),
            cell("so", amount, ""),
        ],
        mark: "0123456789abcdef".to_owned(),
    };
    let choice =
        |value: &str, is_chosen| Choice { value: value.to_owned(), shown: value.to_owned(), is_chosen };
    ListPage {
        frame: Frame::sample(),
        id: "x",
        title: "Danh sách hộ nghèo, hộ cận nghèo",
        search: "nguyễn".to_owned(),
        sort: "1".to_owned(),
        filters: vec![Filter {
            name: "loc-2".to_owned(),
            title: "Xã, phường",
            choices: vec![choice("Phường An Hòa", true), choice("Xã Phước Bình", false)],
        }],
        more: vec![Filter {
            name: "loc-3".to_owned(),
            title: "Hộ",
            choices: vec![choice("Nghèo", false), choice("Cận nghèo", false)],
        }],
        columns: vec![
            head("Họ và tên", "", "ascending"),
            head("Ngày", "ngay", ""),
            head("Số tiền", "so", ""),
        ],
        rows: vec![row("Tôn Nữ Hoàng Phương Quỳnh Thùy Dương", "1.234.567.890"), row("Lê Thị Út", "360.000")],
        pages: Pages::of("/so/x", &Fields::parse("trang=2"), 480),
        export_query: "?tim=nguy".to_owned(),
        is_filtered: true,
        may_record: true,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
