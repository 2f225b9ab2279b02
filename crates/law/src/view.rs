//! A case with its birth date fixed to one day: what the tracks read.

use crate::award::{Award, Missing};
use crate::facts::{Case, Fact, What};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A vague birth date is answered with its first and its last possible day; each reading is one view.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    pub case: &'a Case,
    pub born: Date,
}

impl<'a> View<'a> {
    /// Whole years reached on `day`; 0 before the birth. Born on 29 February: the birthday is 28 February in
    /// common years.
    pub fn age_on(&self, day: Date) -> u8 {
        age(self.born, day)
    }

    /// The facts that hold on `day`, with their index in the case.
    pub fn on(&self, day: Date) -> impl Iterator<Item = (u16, &'a Fact)> {
        let facts = self.case.facts.iter().enumerate();
        facts.filter(move |(_, fact)| fact.holds_on(day)).map(|(index, fact)| (index as u16, fact))
    }

    /// The first fact holding on `day` that `pick` accepts.
    pub fn find_on<T>(&self, day: Date, pick: impl Fn(&'a What) -> Option<T>) -> Option<(u16, T)> {
        self.on(day).find_map(|(index, fact)| pick(&fact.what).map(|found| (index, found)))
    }
}

/// Whole years from `born` to `day`, 0 before the birth.
pub fn age(born: Date, day: Date) -> u8 {
    if day < born {
        return 0;
    }
    let birthday_passed = (day.month(), day.day()) >= (born.month(), born.day())
        || (born.month() == 2
            && born.day() == 29
            && day.month() == 2
            && day.day() == 28
            && !day.in_leap_year());
    let years = i32::from(day.year()) - i32::from(born.year()) - i32::from(!birthday_passed);
    u8::try_from(years).unwrap_or(u8::MAX)
}

/// What one track gives on the day it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrackAnswer {
    pub awards: Vec<Award>,
    pub missing: BTreeSet<Missing>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ages_turn_at_the_start_of_the_birthday() {
        let leap = date(2004, 2, 29);
        for (born, day, years) in [
            (date(1964, 8, 15), date(2024, 8, 14), 59),
            (date(1964, 8, 15), date(2024, 8, 15), 60),
            (leap, date(2023, 2, 27), 18),
            (leap, date(2023, 2, 28), 19),
            (leap, date(2024, 2, 28), 19),
            (leap, date(2024, 2, 29), 20),
            (leap, date(2003, 1, 1), 0),
        ] {
            assert_eq!(age(born, day), years, "{born} {day}");
        }
    }
}
