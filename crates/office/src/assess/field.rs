//! Fields of a line: their words and types, and what is said of a wrong one.

use super::Refusal;
use super::json::{Json, Object};
use jiff::civil::Date;
use law::Ruleset;
use std::collections::BTreeSet;

/// Words of the exchange format that the law pages define.
pub struct Vocabulary {
    /// Rows that a `one_off_decision` may name.
    pub one_off_rows: BTreeSet<String>,
}

impl Vocabulary {
    pub fn new(rules: &Ruleset) -> Vocabulary {
        let entries = rules.pages.iter().flat_map(|page| &page.entries);
        let rows = entries.filter(|entry| entry.kind == "one_off_row").filter_map(|entry| {
            entry.table.get("id").and_then(|id| id.as_str()).filter(|id| *id != "death_three_months")
        });
        Vocabulary { one_off_rows: rows.map(str::to_owned).collect() }
    }
}

pub fn number(digits: &str) -> Option<i16> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// Exactly `YYYY-MM-DD`, a day of the calendar.
pub fn date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || !text.is_ascii() || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = number(&text[..4]).filter(|year| *year > 0)?;
    let month = i8::try_from(number(&text[5..7])?).ok()?;
    let day = i8::try_from(number(&text[8..])?).ok()?;
    Date::new(year, month, day).ok()
}

pub fn date_of(value: &Json, name: &str) -> Result<Date, Refusal> {
    date(text(value, name)?).ok_or_else(|| bad_date(name))
}

pub fn text<'v>(value: &'v Json, name: &str) -> Result<&'v str, Refusal> {
    match value {
        Json::Text(text) => Ok(text),
        _ => Err(wrong(name)),
    }
}

/// Refuses fields that are not in the list.
pub fn only(object: &Object, names: &[&str]) -> Result<(), Refusal> {
    match object.names().find(|name| !names.contains(name)) {
        None => Ok(()),
        Some(name) => Err(Refusal::new("unknown_field", format!("không có trường {name:?}"))),
    }
}

pub fn missing(name: &str) -> Refusal {
    Refusal::new("missing_field", format!("thiếu trường {name}"))
}

pub fn wrong(name: &str) -> Refusal {
    Refusal::new("invalid_value", format!("giá trị của {name} sai kiểu hoặc không có trong danh sách"))
}

pub fn bad_date(name: &str) -> Refusal {
    Refusal::new("invalid_date", format!("{name} không phải là ngày có trong lịch, dạng YYYY-MM-DD"))
}
