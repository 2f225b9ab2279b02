//! `ansinh office …`: the office itself.

use crate::Failure;
use crate::args::{Format, OfficeAction, OfficeArgs};
use crate::console::{self, Clock, Console};
use crate::table;
use ::office::officers::NewOfficer;
use ::office::offices::{self, NewOffice, Setting};
use serde_json::json;
use store::db::{Db, Open};

pub fn run(url: &str, args: OfficeArgs, format: Format) -> Result<(), Failure> {
    match args.action {
        OfficeAction::Create { name, area, administrator, full_name, on } => {
            let clock = Clock::System;
            let on = on.as_deref().map_or_else(|| Ok(clock.today()), console::date)?;
            let creator = NewOfficer { account: &administrator, full_name: &full_name };
            let db = Db::open(url, Open::OrCreate)?;
            create(&db, &name, &area, creator, on, &clock)?;
            say!("đã tạo {name}; quản trị: {administrator}");
            Ok(())
        }
        OfficeAction::Show { on } => {
            let console = Console::open(url, Open::Existing)?;
            let on = console.date_or_today(on.as_deref())?;
            let ctx = console.reader(on);
            let rows = offices::settings(&ctx)?;
            let rows = rows
                .into_iter()
                .map(|row| {
                    let day = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
                    vec![json!(row.item), json!(row.value), json!(day(row.from)), json!(day(row.until))]
                })
                .collect();
            let columns =
                [("item", "Mục"), ("value", "Giá trị"), ("from", "Từ ngày"), ("until", "Đến trước ngày")];
            Ok(table::print(format, &columns, rows)?)
        }
        OfficeAction::Areas { text, on } => {
            let clock = Clock::System;
            let on = on.as_deref().map_or_else(|| Ok(clock.today()), console::date)?;
            areas(&Db::open(url, Open::Existing)?, &text, on, format)
        }
        OfficeAction::Set { item, value, from, until, acting } => {
            let console = Console::open(url, Open::Existing)?;
            let from = from.as_deref().map(console::date).transpose()?;
            let until = until.as_deref().map(console::date).transpose()?;
            Ok(offices::set(&console.acting(&acting)?, Setting { item: &item, value: &value, from, until })?)
        }
    }
}

/// Creates the office for the unit that has the code on that day.
pub fn create(
    db: &Db,
    name: &str,
    area: &str,
    creator: NewOfficer,
    on: jiff::civil::Date,
    clock: &Clock,
) -> Result<(), Failure> {
    let unit = db.read(|tx| store::units::by_code(tx, area, on))?;
    let unit = unit.into_iter().next().ok_or_else(|| {
        let what = format!("đơn vị hành chính có mã {area} vào ngày {on}; tìm mã bằng `ansinh office areas`");
        ::office::OfficeError::NotFound(what)
    })?;
    offices::create(db, &NewOffice { name, unit: &unit.key, creator }, on, &clock.instant())?;
    Ok(())
}

/// Units of every period that bear the name or the code, and what they are on the day.
fn areas(db: &Db, text: &str, on: jiff::civil::Date, format: Format) -> Result<(), Failure> {
    let rows = db.read(|tx| {
        let mut found = store::units::by_any_code(tx, text.trim())?;
        found.extend(store::units::by_any_name(tx, text, None)?);
        found
            .into_iter()
            .map(|unit| {
                let path = store::units::path_text(tx, unit.id)?;
                let now = store::units::on_day(tx, unit.id, on)?;
                let now = now.iter().filter(|other| other.id != unit.id);
                let now: Vec<String> =
                    now.map(|unit| format!("{} {}", unit.code, unit.full_name())).collect();
                let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
                Ok(vec![
                    json!(unit.code),
                    json!(path),
                    json!(day(unit.valid_from)),
                    json!(day(unit.valid_until)),
                    json!(now.join("; ")),
                ])
            })
            .collect::<Result<Vec<_>, store::StoreError>>()
    })?;
    if rows.is_empty() {
        return Err(::office::OfficeError::NotFound(format!("đơn vị hành chính “{text}”")).into());
    }
    let columns = [
        ("code", "Mã"),
        ("name", "Đơn vị"),
        ("from", "Từ ngày"),
        ("until", "Đến ngày"),
        ("now", "Vào ngày hỏi là"),
    ];
    Ok(table::print(format, &columns, rows)?)
}
