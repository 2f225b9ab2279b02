//! Calendar months and the dates that the lists need.

use jiff::civil::Date;

/// A calendar month, ordered in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// `number` counts from 1.
    pub const fn new(year: i32, number: i32) -> Month {
        Month(year * 12 + number - 1)
    }

    pub fn of(date: Date) -> Month {
        Month::new(i32::from(date.year()), i32::from(date.month()))
    }

    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// 1 to 12.
    pub fn number(self) -> i32 {
        self.0.rem_euclid(12) + 1
    }

    /// The month `count` months later (earlier when negative).
    pub fn plus(self, count: i32) -> Month {
        Month(self.0 + count)
    }

    /// Months from `earlier` to this one; 0 when it is the same.
    pub fn since(self, earlier: Month) -> i32 {
        self.0 - earlier.0
    }

    /// The given day, or the last day of a shorter month.
    pub fn day(self, day: i64) -> Date {
        let year = i16::try_from(self.year()).unwrap_or(2023);
        let month = i8::try_from(self.number()).unwrap_or(1);
        let first = ymd(year, month, 1);
        let day = day.clamp(1, i64::from(first.days_in_month()));
        ymd(year, month, i8::try_from(day).unwrap_or(1))
    }

    /// `01/2023`, as lists write it.
    pub fn text(self) -> String {
        format!("{:02}/{}", self.number(), self.year())
    }
}

/// A date from its parts; parts outside the calendar give its first day.
pub fn ymd(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap_or(Date::ZERO)
}

/// `05/01/1948`.
pub fn day_text(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// The birthday in the year in which the age is reached (28 February for those born on the 29th).
pub fn birthday(born: Date, age: i16) -> Date {
    Month::new(i32::from(born.year() + age), i32::from(born.month())).day(i64::from(born.day()))
}
