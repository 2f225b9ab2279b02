//! The generator's own bookkeeping: who should be on a month's list, with how much.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::month::{Month, ymd};
use crate::office::{OLD_LIST, Office, Regime};
use crate::person::PersonId;
use crate::rates::Level;
use crate::year::{LAST, LAST_CUT_OFF};

/// People and money of one month's list, arrears apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    /// Different people paid as people with merits or their relatives, and the đồng they get.
    pub merit_people: usize,
    pub merit_amount: i64,
    /// Different people paid an allowance or for whose care somebody is paid.
    pub assistance_people: usize,
    /// Allowances alone, đồng.
    pub assistance_allowances: i64,
    /// Care support alone, đồng.
    pub assistance_care: i64,
    /// Rows of the list.
    pub lines: usize,
}

pub fn opening(office: &Office) -> Stock {
    stock(office, OLD_LIST, ymd(2022, 12, 31), Level::December2022)
}

pub fn december(office: &Office) -> Stock {
    stock(office, LAST, LAST_CUT_OFF, Level::Since2023July)
}

fn stock(office: &Office, month: Month, known: Date, level: Level) -> Stock {
    let mut stock = Stock::default();
    let (mut merit, mut assistance): (BTreeSet<PersonId>, BTreeSet<PersonId>) = Default::default();
    for enrolment in &office.enrolments {
        let person = &office.people.all[enrolment.person];
        let dead = person.died.is_some_and(|d| d < month.day(1))
            && person.death_reported.is_some_and(|reported| reported <= known);
        if dead {
            continue;
        }
        for line in enrolment.lines(month, known) {
            let amount = line.amount(&office.rates, level);
            stock.lines += 1;
            match line.regime {
                Regime::Merit => stock.merit_amount += amount,
                Regime::Assistance => stock.assistance_allowances += amount,
                Regime::Care => stock.assistance_care += amount,
            }
            match line.regime {
                Regime::Merit => merit.insert(enrolment.person),
                Regime::Assistance | Regime::Care => assistance.insert(enrolment.person),
            };
        }
    }
    (stock.merit_people, stock.assistance_people) = (merit.len(), assistance.len());
    stock
}
