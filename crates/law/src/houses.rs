//! What the state gives towards a house of people with merits, by the day of the decision.

use crate::facts::worded;
use crate::page::Entry;
use crate::provision::{Provision, Provisions};
use crate::timeline::{Cited, Dating, NoValue, Timeline};
use crate::{LawError, Vnd};
use jiff::civil::Date;
use serde::Deserialize;

worded!(
    /// What is done to a house.
    HouseWork { Build = "build", Repair = "repair" }
);

/// The blocks of a page that belong here.
pub const KINDS: &[&str] = &["house_level"];

/// The levels by work.
#[derive(Clone, Debug, Default)]
pub struct Houses {
    build: Timeline<Vnd>,
    repair: Timeline<Vnd>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelRow {
    work: HouseWork,
    amount: i64,
}

impl Houses {
    /// Reads the entries of its `KINDS` and leaves the others alone.
    pub fn read(entries: &[Entry], provisions: &mut Provisions) -> Result<Houses, LawError> {
        let mut houses = Houses::default();
        for entry in entries.iter().filter(|entry| KINDS.contains(&entry.kind.as_str())) {
            let (dating, row): (Dating, LevelRow) = Dating::split(entry)?;
            let amount = Vnd(row.amount);
            let provision = provisions.add(Provision {
                citation: entry.citation.clone(),
                confidence: dating.confidence,
                text: format!("Hỗ trợ nhà ở cho hộ người có công: {amount} đồng"),
            });
            houses.timeline_mut(row.work).add(Cited { value: amount, provision, dating }, entry)?;
        }
        Ok(houses)
    }

    /// The level of a house decided on that day, as now known.
    pub fn level(&self, work: HouseWork, decided_on: Date) -> Result<&Cited<Vnd>, NoValue> {
        match work {
            HouseWork::Build => self.build.on(decided_on, None),
            HouseWork::Repair => self.repair.on(decided_on, None),
        }
    }

    fn timeline_mut(&mut self, work: HouseWork) -> &mut Timeline<Vnd> {
        match work {
            HouseWork::Build => &mut self.build,
            HouseWork::Repair => &mut self.repair,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Confidence, Ruleset};
    use jiff::civil::date;

    #[test]
    fn levels_are_those_of_the_day_of_the_decision() {
        let rules = Ruleset::embedded().unwrap();
        let on = |work, day| rules.houses.level(work, day).map(|cited| cited.value.0);
        for (day, build, repair) in [
            (date(2013, 6, 14), Err(NoValue::NotInForce), Err(NoValue::NotInForce)),
            (date(2013, 6, 15), Ok(40_000_000), Ok(20_000_000)),
            (date(2025, 1, 14), Ok(40_000_000), Ok(20_000_000)),
            (date(2025, 1, 15), Ok(60_000_000), Ok(30_000_000)),
        ] {
            assert_eq!((on(HouseWork::Build, day), on(HouseWork::Repair, day)), (build, repair), "{day}");
        }
        let newest = rules.houses.level(HouseWork::Build, date(2025, 2, 1)).unwrap();
        let provision = rules.provisions.get(newest.provision);
        assert_eq!(provision.confidence, Confidence::Memory);
        assert!(provision.citation.to_string().contains("21/2024"), "{}", provision.citation);
    }
}
