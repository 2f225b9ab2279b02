//! The movement of a year: nine columns for each list, in households and in people, closed by their identity; what
//! communes report beside what the books derive.

use super::year_of;
use crate::frame::Frame;
use crate::reply::{Answer, page};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::ids::UnitId;
use domain::labels::Labelled;
use domain::poverty::{Closing, Column, Counted, Listed};
use office::{offices, poverty};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "poverty/movement.html")]
struct Movement {
    frame: Frame,
    year: i16,
    tables: Vec<Table>,
}

struct Table {
    title: &'static str,
    columns: Vec<&'static str>,
    rows: Vec<Row>,
    is_closed: bool,
}

struct Row {
    place: String,
    counted: &'static str,
    cells: Vec<Cell>,
    is_total: bool,
    /// The identity holds.
    closes: bool,
}

struct Cell {
    shown: String,
    /// What the commune's paper has, where it differs.
    told: String,
}

pub fn show(visit: &Visit) -> Answer {
    let year = year_of(visit)?;
    let derived = poverty::movement_of(&visit.ctx, year)?;
    let told = poverty::told_movement(&visit.ctx, year)?;
    let units = derived.keys().map(|(unit, ..)| *unit).chain(told.iter().map(|paper| paper.unit));
    let names = offices::unit_names(&visit.ctx, units)?;
    let paper = |unit: UnitId, listed: Listed, counted: Counted| {
        let own = told.iter().find(|one| one.unit == unit && one.listed == listed && one.counted == counted);
        own.map(|one| one.closing)
    };
    let mut tables = Vec::new();
    for listed in Listed::ALL {
        let mut rows = Vec::new();
        let mut sums: BTreeMap<Counted, [i64; 9]> = BTreeMap::new();
        for ((unit, of, counted), closing) in &derived {
            if of != listed {
                continue;
            }
            let sum = sums.entry(*counted).or_insert([0; 9]);
            sum.iter_mut().zip(closing.0).for_each(|(sum, column)| *sum += column);
            let place =
                names.get(unit).map_or_else(String::new, |name| super::super::registers::capital(name));
            rows.push(row(place, *counted, closing, paper(*unit, *listed, *counted)));
        }
        for (counted, sum) in sums {
            let total = row("Tổng cộng".to_owned(), counted, &Closing(sum), None);
            rows.push(Row { is_total: true, ..total });
        }
        tables.push(Table {
            title: listed.label(),
            columns: Column::ALL.iter().map(|column| column.title(*listed)).collect(),
            is_closed: rows.iter().all(|row| row.closes),
            rows,
        });
    }
    page(&Movement { frame: visit.frame(format!("Diễn biến hộ nghèo năm {year}")), year, tables })
}

fn row(place: String, counted: Counted, closing: &Closing, paper: Option<Closing>) -> Row {
    let cell = |column: &Column| {
        let own = closing.get(*column);
        let told = paper.map(|paper| paper.get(*column)).filter(|told| *told != own);
        Cell {
            shown: Vnd(own).to_string(),
            told: told.map_or_else(String::new, |told| Vnd(told).to_string()),
        }
    };
    Row {
        place,
        counted: counted.label(),
        cells: Column::ALL.iter().map(cell).collect(),
        is_total: false,
        closes: closing.closes(),
    }
}

fn sample() -> Movement {
    let closing = Closing([20, 3, 2, 0, 1, 0, 4, 0, 20]);
    let told = Closing([20, 3, 2, 0, 1, 0, 5, 0, 21]);
    let table = |listed: &Listed| Table {
        title: listed.label(),
        columns: Column::ALL.iter().map(|column| column.title(*listed)).collect(),
        rows: vec![
            row("Phường An Hòa".to_owned(), Counted::Households, &closing, Some(told)),
            Row { is_total: true, ..row("Tổng cộng".to_owned(), Counted::Households, &closing, None) },
        ],
        is_closed: true,
    };
    Movement { frame: Frame::sample(), year: 2023, tables: Listed::ALL.iter().map(table).collect() }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
