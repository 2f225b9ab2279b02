//! Public holidays and swapped days, year by year, as announced.

use crate::LawError;
use crate::page::{Confidence, Entry};
use jiff::civil::{Date, Weekday};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The days of one year that differ from its weekdays and weekends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkYear {
    /// Weekdays on which nobody works: holidays, days in lieu, swapped days.
    pub off: BTreeSet<Date>,
    /// Saturdays and Sundays worked for a swapped day.
    pub worked: BTreeSet<Date>,
    pub confidence: Confidence,
}

/// Every year whose days are known. Another year is an error wherever working days are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkYears(BTreeMap<i16, WorkYear>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    year: i16,
    off: Vec<Date>,
    #[serde(default)]
    swapped_off: Vec<Date>,
    #[serde(default)]
    worked: Vec<Date>,
    #[serde(default)]
    confidence: Confidence,
}

impl WorkYears {
    pub const KINDS: &[&str] = &["work_year"];

    pub fn read(entries: &[Entry]) -> Result<WorkYears, LawError> {
        let mut years = BTreeMap::new();
        for entry in entries.iter().filter(|entry| entry.kind == "work_year") {
            let block: Block = entry.read()?;
            let off: BTreeSet<Date> = block.off.iter().chain(&block.swapped_off).copied().collect();
            let worked: BTreeSet<Date> = block.worked.into_iter().collect();
            let strange = off.iter().find(|day| is_weekend(**day));
            if let Some(day) = strange.or(worked.iter().find(|day| !is_weekend(**day))) {
                return Err(entry
                    .error(format!("{day}: ngày nghỉ phải là ngày trong tuần, ngày làm bù là cuối tuần")));
            }
            if let Some(day) = off.iter().chain(&worked).find(|day| day.year() != block.year) {
                return Err(entry.error(format!("{day} không thuộc năm {}", block.year)));
            }
            let year = WorkYear { off, worked, confidence: block.confidence };
            if years.insert(block.year, year).is_some() {
                return Err(entry.error(format!("năm {} có hai khối", block.year)));
            }
        }
        Ok(WorkYears(years))
    }

    pub fn get(&self, year: i16) -> Option<&WorkYear> {
        self.0.get(&year)
    }

    pub fn iter(&self) -> impl Iterator<Item = (i16, &WorkYear)> {
        self.0.iter().map(|(year, days)| (*year, days))
    }
}

impl WorkYear {
    pub fn is_working(&self, day: Date) -> bool {
        if is_weekend(day) { self.worked.contains(&day) } else { !self.off.contains(&day) }
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}
