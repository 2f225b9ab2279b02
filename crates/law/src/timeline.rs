//! Values with start dates only, read with the knowledge of a day.

use crate::page::{Confidence, Entry};
use crate::{LawError, Month};
use jiff::civil::Date;
use serde::Deserialize;

/// What was law on the day of knowledge; `None`: everything in the pages.
pub type KnownOn = Option<Date>;

/// Is an instrument in force on `in_force_on` known?
pub fn known(in_force_on: Date, known_on: KnownOn) -> bool {
    known_on.is_none_or(|day| in_force_on <= day)
}

/// The dates and marks that every value of a page may carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dating {
    /// First day that it rules; for money always the first of a month.
    pub from: Date,
    /// The day on which it became law.
    pub in_force_on: Date,
    pub confidence: Confidence,
    pub back_dating: Option<BackDating>,
    pub province_may_raise: bool,
}

/// To whom a value is owed that rules from a day before it became law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackDating {
    /// To everybody who was entitled in those months.
    All,
    /// To those who are still paid on the day it becomes law; for the others the point is not settled.
    StillPaid,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DatingRow {
    from: Option<Date>,
    /// `YYYY-MM`, the first month that money is due.
    owed_from: Option<String>,
    in_force_on: Option<Date>,
    #[serde(default)]
    confidence: Confidence,
    back_dating: Option<BackDating>,
    #[serde(default)]
    province_may_raise: bool,
}

impl Dating {
    const KEYS: [&str; 6] =
        ["from", "owed_from", "in_force_on", "confidence", "back_dating", "province_may_raise"];

    /// Splits an entry into its dates and the rest of its fields, both checked for unknown names.
    pub fn split<T: serde::de::DeserializeOwned>(entry: &Entry) -> Result<(Dating, T), LawError> {
        let mut rest = entry.clone();
        let dates = Dating::KEYS.iter().filter_map(|key| rest.table.remove_entry(*key)).collect();
        let row: DatingRow = Entry { table: dates, ..rest.clone() }.read()?;
        let in_force_on = row.in_force_on.unwrap_or(entry.in_force_on);
        let from = match (row.from, &row.owed_from) {
            (Some(_), Some(_)) => return Err(entry.error("chỉ được có một trong from và owed_from")),
            (Some(from), None) => from,
            (None, Some(month)) => match Month::parse(month) {
                Some(month) => month.first_day(),
                None => return Err(entry.error(format!("owed_from phải là YYYY-MM, không phải {month:?}"))),
            },
            (None, None) => in_force_on,
        };
        if row.owed_from.is_some() && from < in_force_on && row.back_dating.is_none() {
            return Err(entry.error(
                "tiền có trước ngày hiệu lực thì phải ghi back_dating = \"all\" hoặc \"still_paid\"",
            ));
        }
        let dating = Dating {
            from,
            in_force_on,
            confidence: row.confidence,
            back_dating: row.back_dating,
            province_may_raise: row.province_may_raise,
        };
        Ok((dating, rest.read()?))
    }
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Cited<T> {
    pub value: T,
    /// Index into `Ruleset::provisions`.
    pub provision: u16,
    pub dating: Dating,
}

impl<T> Cited<T> {
    /// The day on which one must still be paid to be owed this value, if it was read before that day.
    pub fn still_paid_on(&self, read_on: Date) -> Option<Date> {
        (self.dating.back_dating == Some(BackDating::StillPaid) && read_on < self.dating.in_force_on)
            .then_some(self.dating.in_force_on)
    }
}

/// Why a timeline has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoValue {
    /// Nothing that was known rules on that day.
    NotInForce,
    /// The last known word is a repeal.
    Repealed,
    /// Known at second hand only.
    NotPayable,
}

#[derive(Clone, Debug)]
enum Row<T> {
    Value(Cited<T>),
    Repeal(Dating),
}

impl<T> Row<T> {
    fn dating(&self) -> &Dating {
        match self {
            Row::Value(cited) => &cited.dating,
            Row::Repeal(dating) => dating,
        }
    }
}

/// Rows of one identifier, start dates strictly increasing.
#[derive(Clone, Debug)]
pub struct Timeline<T> {
    rows: Vec<Row<T>>,
}

impl<T> Default for Timeline<T> {
    fn default() -> Timeline<T> {
        Timeline { rows: Vec::new() }
    }
}

impl<T> Timeline<T> {
    pub fn add(&mut self, cited: Cited<T>, entry: &Entry) -> Result<(), LawError> {
        self.insert(Row::Value(cited), entry)
    }

    pub fn repeal(&mut self, dating: Dating, entry: &Entry) -> Result<(), LawError> {
        self.insert(Row::Repeal(dating), entry)
    }

    fn insert(&mut self, row: Row<T>, entry: &Entry) -> Result<(), LawError> {
        let from = row.dating().from;
        let at = self.rows.partition_point(|other| other.dating().from < from);
        if self.rows.get(at).is_some_and(|other| other.dating().from == from) {
            return Err(entry.error(format!("đã có một giá trị khác từ ngày {from}")));
        }
        self.rows.insert(at, row);
        Ok(())
    }

    /// Among the rows in force on the day of knowledge, the one with the latest start not after `day`.
    pub fn on(&self, day: Date, known_on: KnownOn) -> Result<&Cited<T>, NoValue> {
        let mut rows = self.rows.iter().rev();
        match rows.find(|row| row.dating().from <= day && known(row.dating().in_force_on, known_on)) {
            None => Err(NoValue::NotInForce),
            Some(Row::Repeal(_)) => Err(NoValue::Repealed),
            Some(Row::Value(cited)) if !cited.dating.confidence.is_payable() => Err(NoValue::NotPayable),
            Some(Row::Value(cited)) => Ok(cited),
        }
    }

    /// Every value, in the order of the start dates.
    pub fn values(&self) -> impl Iterator<Item = &Cited<T>> {
        self.rows.iter().filter_map(|row| match row {
            Row::Value(cited) => Some(cited),
            Row::Repeal(_) => None,
        })
    }

    /// The days on which a value or a repeal starts.
    pub fn starts(&self) -> impl Iterator<Item = Date> {
        self.rows.iter().map(|row| row.dating().from)
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn entry(fields: &str) -> Entry {
        let text = format!(
            "# Thử\n\n```toml\n[instrument]\nid = \"thu\"\nnumber = \"Nghị định thử\"\ntitle = \"Thử\"\n\
             in_force_on = \"2023-09-05\"\n```\n\n## Điều 1\n\n```toml\n[[base_level]]\n{fields}\n```\n"
        );
        crate::Page::parse("thu", &text).unwrap().entries.remove(0)
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Amount {
        amount: i64,
    }

    fn timeline(rows: &[&str]) -> Timeline<i64> {
        let mut timeline = Timeline::default();
        for row in rows {
            let entry = entry(row);
            let (dating, Amount { amount }) = Dating::split(&entry).unwrap();
            timeline.add(Cited { value: amount, provision: 0, dating }, &entry).unwrap();
        }
        timeline
    }

    /// The two dates of decree 55/2023: in force on 5 September, owed from July.
    #[test]
    fn a_back_dated_value_is_owed_once_it_is_law() {
        let timeline = timeline(&[
            "amount = 2\nowed_from = \"2023-07\"\nback_dating = \"all\"",
            "amount = 1\nfrom = \"2021-07-01\"\nin_force_on = \"2021-07-01\"",
        ]);
        let on = |day, known_on| timeline.on(day, known_on).map(|cited| cited.value);
        assert_eq!(on(date(2023, 8, 1), Some(date(2023, 9, 4))), Ok(1));
        assert_eq!(on(date(2023, 8, 1), Some(date(2023, 9, 5))), Ok(2));
        assert_eq!(on(date(2023, 6, 30), None), Ok(1));
        assert_eq!(on(date(2021, 6, 30), None), Err(NoValue::NotInForce));
        assert_eq!(on(date(2021, 7, 1), Some(date(2021, 6, 30))), Err(NoValue::NotInForce));
    }

    #[test]
    fn a_value_known_at_second_hand_is_not_paid_and_does_not_fall_back() {
        let timeline =
            timeline(&["amount = 1\nfrom = \"2021-07-01\"", "amount = 2\nconfidence = \"secondary\""]);
        assert_eq!(timeline.on(date(2023, 9, 4), None).unwrap().value, 1);
        assert_eq!(timeline.on(date(2023, 9, 5), None).unwrap_err(), NoValue::NotPayable);
    }

    #[test]
    fn a_repeal_ends_a_value_on_its_day() {
        let mut timeline = timeline(&["amount = 1\nfrom = \"2021-07-01\""]);
        let entry = entry("from = \"2025-07-01\"");
        let (dating, _): (Dating, toml::Table) = Dating::split(&entry).unwrap();
        timeline.repeal(dating, &entry).unwrap();
        assert_eq!(timeline.on(date(2025, 6, 30), None).unwrap().value, 1);
        assert_eq!(timeline.on(date(2025, 7, 1), None).unwrap_err(), NoValue::Repealed);
    }

    #[test]
    fn dates_are_checked_with_page_and_line() {
        for (fields, part) in [
            ("amount = 1\nowed_from = \"2023-07\"", "back_dating"),
            ("amount = 1\nowed_from = \"2023-7\"", "YYYY-MM"),
            ("amount = 1\nfrom = \"2023-07-01\"\nowed_from = \"2023-07\"", "chỉ được có một"),
            ("amount = 1\nuntil = \"2023-07-01\"", "until"),
            ("amount = 1\nconfidence = \"sure\"", "sure"),
        ] {
            let error = Dating::split::<Amount>(&entry(fields)).unwrap_err().to_string();
            assert!(error.contains("trang luật thu, dòng 13") && error.contains(part), "{error}");
        }
        let mut twice = timeline(&["amount = 1"]);
        let entry = entry("amount = 2");
        let (dating, Amount { amount }) = Dating::split(&entry).unwrap();
        assert!(twice.add(Cited { value: amount, provision: 0, dating }, &entry).is_err());
    }
}
