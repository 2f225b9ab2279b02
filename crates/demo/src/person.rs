//! The invented people: one registry from which every list takes them.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::month::ymd;
use crate::names;
use crate::places::COMMUNES;
use crate::rng::Rng;

/// Position in [`People::all`].
pub type PersonId = usize;

/// How much of the birth date the papers show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    Day,
    Month,
    Year,
}

#[derive(Clone, Debug)]
pub struct Person {
    pub name: String,
    pub female: bool,
    pub born: Date,
    pub precision: Precision,
    /// Empty when no paper shows one; nine digits on old identity cards.
    pub citizen: String,
    /// Index into [`COMMUNES`].
    pub commune: usize,
    pub hamlet: String,
    pub died: Option<Date>,
    /// When the office hears of the death.
    pub death_reported: Option<Date>,
    /// A household of the poverty lists has this person.
    pub listed: bool,
    /// Something else happens to this person in the year; the dice leave them alone.
    pub reserved: bool,
}

impl Person {
    pub fn family(&self) -> &str {
        self.name.split(' ').next().unwrap_or_default()
    }

    /// Whole years on that day.
    pub fn age_on(&self, day: Date) -> i16 {
        let passed = (day.month(), day.day()) >= (self.born.month(), self.born.day());
        day.year() - self.born.year() - i16::from(!passed)
    }
}

/// What a new person must look like.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    pub female: bool,
    pub born: Date,
    pub commune: usize,
    pub papers: Papers,
}

/// Which papers the person has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Papers {
    /// The usual mixture of an office's lists.
    Usual,
    /// A whole birth date and a citizen number.
    Complete,
    /// Dead long ago: no citizen number, birth year only.
    Historic,
}

/// Everybody, with what keeps them distinct.
pub struct People {
    pub all: Vec<Person>,
    pub rng: Rng,
    known: HashSet<(String, i16, usize)>,
    numbers: HashSet<String>,
}

impl People {
    pub fn new(seed: u64) -> People {
        People {
            all: Vec::new(),
            rng: Rng::new(seed, "people"),
            known: HashSet::new(),
            numbers: HashSet::new(),
        }
    }

    /// A commune, as often as people live there.
    pub fn commune(&mut self) -> usize {
        let weights: Vec<(usize, u64)> =
            COMMUNES.iter().enumerate().map(|(i, c)| (i, c.weight.unsigned_abs())).collect();
        *self.rng.weighted(&weights)
    }

    /// A birth date with the given age range on the day, each day equally likely.
    pub fn born_between(&mut self, first: Date, last: Date) -> Date {
        let days = first.until(last).map_or(0, |span| i64::from(span.get_days()));
        let offset = self.rng.between(0, days.max(0));
        first.checked_add(jiff::Span::new().days(offset)).unwrap_or(first)
    }

    /// Any day of the year but the last of December.
    pub fn day_in(&mut self, year: i16) -> Date {
        self.born_between(ymd(year, 1, 1), ymd(year, 12, 30))
    }

    /// A person of a family name of their own.
    pub fn add(&mut self, wanted: Wanted) -> PersonId {
        let family = names::family(&mut self.rng);
        self.add_to_family(wanted, family)
    }

    /// A person of a given family name. No two people of a commune share name (without marks) and birth year,
    /// for an office could not tell them apart in its lists.
    pub fn add_to_family(&mut self, wanted: Wanted, family: &str) -> PersonId {
        let year = wanted.born.year();
        let mut name = names::full(&mut self.rng, family, wanted.female, year);
        while !self.known.insert((names::plain(&name), year, wanted.commune)) {
            name = names::full(&mut self.rng, family, wanted.female, year);
        }
        self.add_named(wanted, name)
    }

    /// A person whose name another list has given already (a child of a single parent).
    pub fn add_named(&mut self, wanted: Wanted, name: String) -> PersonId {
        self.known.insert((names::plain(&name), wanted.born.year(), wanted.commune));
        let commune = &COMMUNES[wanted.commune];
        let hamlet = commune.hamlet(self.rng.index(commune.hamlets.len()));
        let precision = self.precision(wanted);
        let citizen = self.citizen(wanted);
        self.all.push(Person {
            name,
            female: wanted.female,
            born: wanted.born,
            precision,
            citizen,
            commune: wanted.commune,
            hamlet,
            died: None,
            death_reported: None,
            listed: false,
            reserved: false,
        });
        self.all.len() - 1
    }

    /// Vague dates only in years in which no birthday of 16, 60 or 80 falls near the year that is paid.
    fn precision(&mut self, wanted: Wanted) -> Precision {
        let year = wanted.born.year();
        let harmless = year <= 1940 || (1945..=1960).contains(&year);
        match wanted.papers {
            Papers::Historic => Precision::Year,
            Papers::Complete => Precision::Day,
            Papers::Usual if harmless && self.rng.chance(70) => Precision::Year,
            Papers::Usual if harmless && self.rng.chance(10) => Precision::Month,
            Papers::Usual => Precision::Day,
        }
    }

    fn citizen(&mut self, wanted: Wanted) -> String {
        match wanted.papers {
            Papers::Historic => return String::new(),
            Papers::Complete => {}
            Papers::Usual if self.rng.chance(12) => return String::new(),
            Papers::Usual if wanted.born < ymd(1995, 1, 1) && self.rng.chance(12) => {
                return self.unused(|rng| format!("29{:07}", rng.below(10_000_000)));
            }
            Papers::Usual => {}
        }
        let province = *self.rng.weighted(&[
            ("072", 880),
            ("079", 40),
            ("080", 25),
            ("074", 20),
            ("070", 20),
            ("082", 15),
        ]);
        let century = (i64::from(wanted.born.year()) - 1900).div_euclid(100) * 2 + i64::from(wanted.female);
        let year = wanted.born.year().rem_euclid(100);
        self.unused(|rng| format!("{province}{century}{year:02}{:06}", rng.below(1_000_000)))
    }

    fn unused(&mut self, mut make: impl FnMut(&mut Rng) -> String) -> String {
        loop {
            let number = make(&mut self.rng);
            if self.numbers.insert(number.clone()) {
                return number;
            }
        }
    }
}
