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
        ::office::OfficeError::NotFound(format!("đơn vị hành chính có mã {area} vào ngày {on}"))
    })?;
    offices::create(db, &NewOffice { name, unit: &unit.key, creator }, on, &clock.instant())?;
    Ok(())
}
