//! A line of input to a case, checked in the order of `docs/assess.md` §3.

use super::Refusal;
use super::fact;
use super::json::{Json, Object};
use jiff::civil::Date;
use law::facts::{Born, Person, Sex};
use law::{Case, Month, Ruleset, check_case};
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

/// A line that is a JSON object.
pub struct Line<'a>(Object<'a>);

impl<'a> Line<'a> {
    pub fn read(line: &'a [u8]) -> Result<Line<'a>, Refusal> {
        let broken = || Refusal::new("invalid_json", "dòng không phải là một đối tượng JSON");
        let text = std::str::from_utf8(line).map_err(|_| broken())?;
        match serde_json::from_str(text) {
            Ok(Json::Object(object)) => Ok(Line(object)),
            _ => Err(broken()),
        }
    }

    /// Text or number, as it was written.
    pub fn id(&self) -> Option<&Json<'a>> {
        self.0.get("id").filter(|id| matches!(id, Json::Text(_) | Json::Whole(_) | Json::Number(_)))
    }

    pub fn check_id(&self) -> Result<(), Refusal> {
        match self.0.raw("id") {
            None => Err(missing("id")),
            Some(Json::Null) => Err(Refusal::new("invalid_json", "id là null")),
            Some(Json::Text(_) | Json::Whole(_) | Json::Number(_)) => Ok(()),
            Some(Json::Flag(_) | Json::List(_) | Json::Object(_)) => Err(wrong("id")),
        }
    }

    /// Everything but `id` and the month.
    pub fn case(&self, vocabulary: &Vocabulary) -> Result<Case, Refusal> {
        only(&self.0, &["id", "person", "facts"])?;
        let person = match self.0.get("person") {
            None => return Err(missing("person")),
            Some(Json::Object(person)) => read_person(person)?,
            Some(_) => return Err(wrong("person")),
        };
        let facts = match self.0.get("facts") {
            None => return Err(missing("facts")),
            Some(Json::List(facts)) if facts.len() <= Case::MOST_FACTS => facts,
            Some(_) => return Err(wrong("facts")),
        };
        let facts = facts.iter().map(|fact| fact::read(fact, vocabulary)).collect::<Result<_, Refusal>>()?;
        let case = Case { person, facts };
        check_case(&case).map_err(|error| Refusal::new("contradictory_facts", error.to_string()))?;
        Ok(case)
    }
}

fn read_person(person: &Object) -> Result<Person, Refusal> {
    only(person, &["born", "sex", "died"])?;
    let required = |name| person.get(name).ok_or_else(|| missing(name));
    let (born_field, sex_field) = (required("born")?, required("sex")?);
    let born = born(text(born_field, "born")?).ok_or_else(|| bad_date("born"))?;
    let sex = match text(sex_field, "sex")? {
        "male" => Sex::Male,
        "female" => Sex::Female,
        _ => return Err(wrong("sex")),
    };
    let died = person.get("died").map(|died| date_of(died, "died")).transpose()?;
    Ok(Person { born, sex, died })
}

fn born(text: &str) -> Option<Born> {
    match text.len() {
        10 => date(text).map(Born::Day),
        7 => Month::parse(text).map(Born::Month),
        4 => number(text).filter(|year| *year > 0).map(Born::Year),
        _ => None,
    }
}

fn number(digits: &str) -> Option<i16> {
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

fn bad_date(name: &str) -> Refusal {
    Refusal::new("invalid_date", format!("{name} không phải là ngày có trong lịch, dạng YYYY-MM-DD"))
}
