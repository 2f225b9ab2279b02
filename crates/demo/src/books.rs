//! The workbooks: which sheets, which headings, typed by whom.

use crate::month::Month;
use crate::office::{Line, Office};
use crate::person::PersonId;
use crate::places::COMMUNES;
use crate::sheet::{Table, Value};

mod campaigns;
mod communes;
mod events;
mod cases;
mod house;
mod labour;
mod lists;
mod poverty;
mod poverty_work;
mod registers;
mod training;
mod gratitude;
mod grounds;
mod care;
mod children;
mod season;

/// A file to be written.
pub struct Book {
    /// Below the folder of the workbooks.
    pub path: String,
    pub tables: Vec<Table>,
}

impl Book {
    fn new(path: &str, tables: Vec<Table>) -> Book {
        Book { path: path.to_owned(), tables }
    }
}

/// All workbooks in the order in which an office would import them.
pub fn all(office: &Office) -> Vec<Book> {
    let mut books = vec![
        house::office(),
        registers::assistance(office),
        registers::merit(office),
        registers::relatives(office),
        lists::paid(office),
    ];
    books.extend(poverty::reviews(office));
    books.push(poverty::totals());
    books.push(season::season(office));
    books.push(poverty_work::programme());
    books.push(poverty_work::work(office));
    books.push(house::targets());
    books.extend(cases::all(office));
    books.extend(gratitude::books(office));
    books.extend(children::books(office));
    books.extend(campaigns::books(office));
    books.push(events::decisions(office));
    for month in 1..=12 {
        let month = Month::new(2023, month);
        books.extend(registers::additions(office, month));
        if month < communes::FIRST {
            books.push(events::changes(office, month));
        } else {
            books.extend(communes::reports(office, month));
        }
    }
    books.push(communes::outside(office));
    books.extend(labour::all(office));
    books.extend(training::all(office));
    books
}

const PERSON: [&str; 6] = ["Họ và tên", "Nam", "Nữ", "Số CCCD", "Xã, phường", "Ấp, khu phố"];

/// Cells under [`PERSON`].
fn person(office: &Office, id: PersonId, commune: Naming) -> Vec<Value> {
    let who = &office.people.all[id];
    let born = Value::Born(who.born, who.precision);
    let (male, female) = if who.female { (Value::None, born) } else { (born, Value::None) };
    let citizen = if who.citizen.is_empty() { Value::None } else { Value::Citizen(who.citizen.clone()) };
    vec![Value::text(&who.name), male, female, citizen, commune.value(who.commune), Value::text(&who.hamlet)]
}

/// How a typist writes communes.
#[derive(Clone, Copy)]
enum Naming {
    Full,
    Short,
    Code,
}

impl Naming {
    fn value(self, commune: usize) -> Value {
        let commune = &COMMUNES[commune];
        Value::text(match self {
            Naming::Full => commune.name,
            Naming::Short => commune.short,
            Naming::Code => commune.code,
        })
    }
}

const TERMS: [&str; 8] =
    ["Chế độ", "Diện", "Khoản", "Chi tiết", "Hệ số", "Tỷ lệ", "Số lượng", "Hồ sơ liệt sĩ"];

/// Cells under [`TERMS`].
fn terms(line: &Line) -> Vec<Value> {
    vec![
        Value::text(line.regime.label()),
        Value::text(line.category),
        Value::text(line.part),
        Value::text(line.detail),
        line.coefficient.map_or(Value::None, Value::Coefficient),
        Value::number(line.rate),
        Value::number(line.quantity),
        Value::text(&line.file),
    ]
}

/// Rows with the commune they belong to, as one sheet for each commune that has any.
fn by_commune(template: &Table, rows: Vec<(usize, Vec<Value>)>) -> Vec<Table> {
    let mut tables: Vec<Table> = COMMUNES
        .iter()
        .map(|commune| Table {
            sheet: format!("{} {}", template.sheet, commune.short).trim().to_owned(),
            title: format!("{} - {}", template.title, commune.name.to_uppercase()),
            ..template.clone()
        })
        .collect();
    for (commune, row) in rows {
        tables[commune].rows.push(row);
    }
    tables.retain(|table| !table.rows.is_empty());
    tables
}
