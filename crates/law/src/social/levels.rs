//! Levels by month: the base, the social pension, and the coefficients of each category.

use super::Category;
use crate::award::Name;
use crate::page::{Confidence, Entry};
use crate::timeline::{Cited, Dating, KnownOn, NoValue, Timeline};
use crate::{Coefficient, LawError, Month, Vnd};
use jiff::civil::Date;

/// National values, and those of the province above them.
#[derive(Debug)]
pub struct Raisable<T> {
    pub national: Timeline<T>,
    pub provincial: Timeline<T>,
}

impl<T> Default for Raisable<T> {
    fn default() -> Raisable<T> {
        Raisable { national: Timeline::default(), provincial: Timeline::default() }
    }
}

impl<T: Copy + Ord + std::fmt::Debug> Raisable<T> {
    /// The higher of the two.
    pub fn on(&self, day: Date, known_on: KnownOn) -> Result<&Cited<T>, NoValue> {
        let national = self.national.on(day, known_on)?;
        match self.provincial.on(day, known_on) {
            Ok(raised) if raised.value > national.value => Ok(raised),
            _ => Ok(national),
        }
    }

    /// Adds a provincial value: only above a national one that allows it.
    pub fn raise(&mut self, cited: Cited<T>, entry: &Entry) -> Result<(), LawError> {
        let national = self.national.on(cited.dating.from, None);
        let national = national.map_err(|_| entry.error("không có mức của trung ương để nâng"))?;
        check_raise(&national.dating, cited.value < national.value, entry)?;
        self.provincial.add(cited, entry)
    }
}

fn check_raise(national: &Dating, lower: bool, entry: &Entry) -> Result<(), LawError> {
    if !national.province_may_raise {
        return Err(entry.error("cấp tỉnh không được thay mức này"));
    }
    if lower {
        return Err(entry.error("mức của tỉnh không được thấp hơn mức của trung ương"));
    }
    Ok(())
}

/// The coefficients of one category, or of several that share them (`clause_1`).
#[derive(Debug)]
pub struct LevelTable {
    pub name: Name,
    pub generations: Timeline<Generation>,
    /// Provincial coefficients by class.
    pub provincial: Vec<(Name, Timeline<Coefficient>)>,
}

/// The rows that one instrument sets together; a later generation replaces all of them.
#[derive(Debug)]
pub struct Generation {
    pub rows: Vec<Row>,
}

#[derive(Debug)]
pub struct Row {
    pub class: Name,
    /// Classes of older decisions that this row now values.
    pub also: Vec<Name>,
    pub age_from: Option<u8>,
    pub age_below: Option<u8>,
    pub coefficient: Coefficient,
    pub provision: u16,
    pub confidence: Confidence,
}

impl Row {
    fn covers(&self, age: u8) -> bool {
        self.age_from.is_none_or(|from| from <= age) && self.age_below.is_none_or(|below| age < below)
    }

    fn values(&self, class: &str) -> bool {
        &*self.class == class || self.also.iter().any(|also| &**also == class)
    }
}

impl LevelTable {
    pub fn raise(&mut self, class: &Name, cited: Cited<Coefficient>, entry: &Entry) -> Result<(), LawError> {
        let generation = self.generations.on(cited.dating.from, None).ok();
        let row = generation.and_then(|cited| {
            cited.value.rows.iter().find(|row| row.class == *class).map(|row| (cited.dating, row.coefficient))
        });
        let Some((dating, national)) = row else {
            return Err(entry.error(format!("không có hệ số của trung ương cho lớp {class:?} để nâng")));
        };
        check_raise(&dating, cited.value < national, entry)?;
        let at = match self.provincial.iter().position(|(name, _)| name == class) {
            Some(at) => at,
            None => {
                self.provincial.push((class.clone(), Timeline::default()));
                self.provincial.len() - 1
            }
        };
        self.provincial[at].1.add(cited, entry)
    }

    fn raised(&self, class: &str, day: Date, known_on: KnownOn) -> Option<&Cited<Coefficient>> {
        let (_, timeline) = self.provincial.iter().find(|(name, _)| &**name == class)?;
        timeline.on(day, known_on).ok()
    }
}

/// An amount and how it came about.
#[derive(Clone, Debug)]
pub struct Level {
    pub class: Name,
    pub amount: Vnd,
    pub coefficient: Option<Coefficient>,
    pub base: Option<Vnd>,
    /// Coefficient and base, or the one level.
    pub provisions: [Option<u16>; 2],
    /// A back-dated value: whoever is no longer paid on that day may not be owed it.
    pub still_paid_on: Option<Date>,
}

/// Which row of a category's table is asked for.
#[derive(Clone, Copy, Debug)]
pub enum RowBy<'a> {
    Age(u8),
    Class(&'a str),
}

impl super::Social {
    /// The level of a category in `month`, `quantity` times; `read_on` decides whether a back-dated value
    /// needs the person to be still paid later.
    pub fn level(
        &self,
        category: &Category,
        by: RowBy,
        quantity: u16,
        month: Month,
        read_on: Date,
        known_on: KnownOn,
    ) -> Result<Level, LawError> {
        let day = month.first_day();
        if category.track == super::Track::Pension {
            return self.pension_level(month, read_on, known_on);
        }
        let table = &self.levels[usize::from(category.levels)];
        let generation = table.generations.on(day, known_on).map_err(|_| missing(&category.id, month))?;
        let row = generation.value.rows.iter().find(|row| match by {
            RowBy::Age(age) => row.covers(age),
            RowBy::Class(class) => row.values(class),
        });
        let row = row.ok_or_else(|| match by {
            RowBy::Age(_) => missing(&category.id, month),
            RowBy::Class(class) => LawError::UnknownTerms(format!("{} {class:?}", category.id)),
        })?;
        if !row.confidence.is_payable() {
            return Err(missing(&category.id, month));
        }
        let base = self.base_level(month, known_on)?;
        let raised = table.raised(&row.class, day, known_on).filter(|raised| raised.value > row.coefficient);
        let (coefficient, provision, dating) = match raised {
            Some(raised) => (raised.value, raised.provision, raised.still_paid_on(read_on)),
            None => (row.coefficient, row.provision, generation.still_paid_on(read_on)),
        };
        let coefficient = coefficient.times(u32::from(quantity));
        let amount = coefficient.of(base.value).ok_or_else(|| missing(&category.id, month))?;
        Ok(Level {
            class: row.class.clone(),
            amount,
            coefficient: Some(coefficient),
            base: Some(base.value),
            provisions: [Some(provision), Some(base.provision)],
            still_paid_on: dating.max(base.still_paid_on(read_on)),
        })
    }

    pub fn base_level(&self, month: Month, known_on: KnownOn) -> Result<&Cited<Vnd>, LawError> {
        let base = self.base.on(month.first_day(), known_on);
        base.map_err(|_| missing("mức chuẩn trợ giúp xã hội", month))
    }

    pub fn pension_level(&self, month: Month, read_on: Date, known_on: KnownOn) -> Result<Level, LawError> {
        let level = self.pension.on(month.first_day(), known_on);
        let level = level.map_err(|_| missing("trợ cấp hưu trí xã hội", month))?;
        Ok(Level {
            class: self.empty.clone(),
            amount: level.value,
            coefficient: None,
            base: None,
            provisions: [Some(level.provision), None],
            still_paid_on: level.still_paid_on(read_on),
        })
    }
}

fn missing(what: &str, month: Month) -> LawError {
    LawError::TablesNotPublished { what: what.to_owned(), month }
}

impl super::Social {
    /// The months from which a level rules.
    pub fn level_months(&self) -> impl Iterator<Item = Month> {
        let amounts = [&self.base, &self.pension].into_iter();
        let amounts = amounts.flat_map(|level| level.national.starts().chain(level.provincial.starts()));
        let tables = self.levels.iter().flat_map(|table| {
            let provincial = table.provincial.iter().flat_map(|(_, timeline)| timeline.starts());
            table.generations.starts().chain(provincial)
        });
        amounts.chain(tables).map(Month::of)
    }
}
