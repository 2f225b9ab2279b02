//! A calendar month, the unit in which allowances are owed.

use jiff::civil::Date;
use std::fmt;

/// A month of the calendar. Ordered, written `YYYY-MM`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32); // months since 0000-01

impl Month {
    /// `month` is 1–12. `None` outside 1–9999 or 1–12.
    pub fn new(year: i16, month: i8) -> Option<Month> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month))
            .then(|| Month(i32::from(year) * 12 + i32::from(month) - 1))
    }

    pub fn of(date: Date) -> Month {
        Month(i32::from(date.year()) * 12 + i32::from(date.month()) - 1)
    }

    /// Exactly `YYYY-MM`.
    pub fn parse(text: &str) -> Option<Month> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return None;
        }
        Month::new(year.parse().ok()?, month.parse().ok()?)
    }

    /// The exchange format covers 2021-07 to 2030-12.
    pub fn is_supported(self) -> bool {
        let (first, last) = (2021 * 12 + 6, 2030 * 12 + 11);
        (first..=last).contains(&self.0)
    }

    pub fn year(self) -> i16 {
        (self.0 / 12) as i16
    }

    /// 1–12.
    pub fn number(self) -> i8 {
        (self.0 % 12 + 1) as i8
    }

    pub fn first_day(self) -> Date {
        jiff::civil::date(self.year(), self.number(), 1)
    }

    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }

    pub fn plus(self, months: i32) -> Month {
        Month(self.0 + months)
    }

    pub fn next(self) -> Month {
        self.plus(1)
    }

    pub fn previous(self) -> Month {
        self.plus(-1)
    }

    /// Months from `earlier` to `self`; negative if `earlier` is later.
    pub fn since(self, earlier: Month) -> i32 {
        self.0 - earlier.0
    }

    /// `7/2024`, as texts of the law write it.
    pub fn in_words(self) -> String {
        format!("{}/{}", self.number(), self.year())
    }

    /// `self`, the next month, … up to and including `last`; empty if `last` is earlier.
    pub fn through(self, last: Month) -> impl DoubleEndedIterator<Item = Month> {
        (self.0..=last.0).map(Month)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_count_across_years() {
        let december = Month::parse("2022-12").unwrap();
        assert_eq!(december.next().to_string(), "2023-01");
        assert_eq!(december.plus(-12).to_string(), "2021-12");
        assert_eq!(december.last_day().to_string(), "2022-12-31");
        assert_eq!(december.through(december.plus(2)).count(), 3);
        for bad in ["2022-13", "2022-1", "22-01", "2022-00", "2022-+1"] {
            assert_eq!(Month::parse(bad), None, "{bad}");
        }
    }
}
