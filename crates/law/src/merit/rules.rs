//! The merit rules that the pages state once: their citations, dates, ages, rates and numbers.

use crate::facts::{Sex, worded};
use crate::page::{Confidence, Entry};
use crate::{Coefficient, LawError, Provision, Provisions};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

worded!(
    /// Every `merit_rule` of the pages; each must stand in exactly one page.
    RuleId {
        SeveralStatuses = "several_statuses",
        OneCarer = "one_carer",
        Funeral = "funeral",
        SurvivorLimit = "survivor_limit",
        SeveralMartyrs = "several_martyrs",
        OneStatusOfDeceased = "one_status_of_deceased",
        StudyingChild = "studying_child",
        OneCareSupplement = "one_care_supplement",
        MinorChild = "minor_child",
        Pre1945Over1945 = "pre_1945_over_1945",
        RemarriedSpouse = "remarried_spouse",
        HeroicMotherAlone = "heroic_mother_alone",
        SpecialSupplement = "special_supplement",
        ExposureFloor = "exposure_floor",
        SickAndExposed = "sick_and_exposed",
        HelperExcluded = "helper_excluded",
        StartDecision = "start_decision",
        Worship = "worship",
        StartConclusion = "start_conclusion",
        StartOldWound = "start_old_wound",
        SecondStatus = "second_status",
        NoMedicalRecord = "no_medical_record",
        StartWithoutExamination = "start_without_examination",
        ThreeMonths = "three_months",
        DisabledChild = "disabled_child",
        StartAfterDeath = "start_after_death",
        StartOldMartyr = "start_old_martyr",
        StartOwnDecision = "start_own_decision",
    }
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    id: String,
    text: String,
    #[serde(default)]
    confidence: Confidence,
    day: Option<Date>,
    age: Option<u8>,
    rate: Option<u8>,
    paid_as: Option<u8>,
    number: Option<u32>,
    share: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Age {
    years: i32,
    #[serde(default)]
    months: i32,
}

impl Age {
    fn in_months(&self) -> i32 {
        self.years * 12 + self.months
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LabourAgeEntry {
    sex: String,
    before_years: i32,
    first_year: i16,
    first: Age,
    step_months: i32,
    last_years: i32,
    #[serde(default)]
    confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OldLabourAgeEntry {
    sex: String,
    died_before: Date,
    years: u8,
}

/// The retirement age of one sex, in months of age by calendar year.
#[derive(Clone, Copy, Debug)]
pub(super) struct LabourAge {
    before: i32,
    first_year: i16,
    first: i32,
    step: i32,
    last: i32,
    pub provision: u16,
}

impl LabourAge {
    fn months_in(&self, year: i16) -> i32 {
        if year < self.first_year {
            self.before
        } else {
            (self.first + self.step * i32::from(year - self.first_year)).min(self.last)
        }
    }

    /// The first day on which somebody born on `born` has at least the age of that day's year; in a month
    /// without the day of birth, its last day.
    pub fn reached_on(&self, born: Date) -> Date {
        let mut year = born.year();
        loop {
            let day = born.saturating_add(self.months_in(year).months());
            if day.year() <= year {
                return day;
            }
            year += 1;
        }
    }
}

/// The age that counts where the deceased died before the Ordinance.
#[derive(Clone, Copy, Debug)]
pub(super) struct OldLabourAge {
    pub died_before: Date,
    pub years: u8,
    pub provision: u16,
}

#[derive(Debug)]
pub(super) struct Rules {
    provisions: Vec<u16>, // by RuleId
    pub old_wound: Date,
    pub old_martyr: Date,
    pub minor_age: u8,
    pub disabled_rate: u8,
    pub income_share: Coefficient,
    pub survivor_limit: usize,
    pub floor_rate: u8,
    pub floor_paid_as: u8,
    pub death_months: u32,
    pub funeral_factor: u32,
    ages: [LabourAge; 2],
    old_ages: [OldLabourAge; 2],
}

impl Rules {
    pub fn read(entries: &[Entry], provisions: &mut Provisions) -> Result<Rules, LawError> {
        let mut found: Vec<Option<(&Entry, RuleEntry, u16)>> = RuleId::ALL.iter().map(|_| None).collect();
        for entry in entries.iter().filter(|entry| entry.kind == "merit_rule") {
            let rule: RuleEntry = entry.read()?;
            let id = RuleId::from_word(&rule.id)
                .ok_or_else(|| entry.error(format!("không có quy tắc {:?}", rule.id)))?;
            let slot = &mut found[id as usize];
            if slot.is_some() {
                return Err(entry.error(format!("quy tắc {:?} đã có ở trang khác", rule.id)));
            }
            let (citation, text) = (entry.citation.clone(), rule.text.clone());
            let provision = provisions.add(Provision { citation, confidence: rule.confidence, text });
            *slot = Some((entry, rule, provision));
        }
        let mut rules = Vec::with_capacity(found.len());
        for (slot, id) in found.into_iter().zip(RuleId::ALL) {
            rules.push(slot.ok_or_else(|| lacking(id.word()))?);
        }
        let number = |id: RuleId| needed(&rules, id, "number", |rule| rule.number);
        let rate = |id: RuleId| needed(&rules, id, "rate", |rule| rule.rate);
        let day = |id: RuleId| needed(&rules, id, "day", |rule| rule.day);
        let share = |rule: &RuleEntry| rule.share.as_deref().and_then(Coefficient::parse);
        Ok(Rules {
            provisions: rules.iter().map(|(_, _, provision)| *provision).collect(),
            old_wound: day(RuleId::StartOldWound)?,
            old_martyr: day(RuleId::StartOldMartyr)?,
            minor_age: needed(&rules, RuleId::MinorChild, "age", |rule| rule.age)?,
            disabled_rate: rate(RuleId::DisabledChild)?,
            income_share: needed(&rules, RuleId::DisabledChild, "share", share)?,
            survivor_limit: number(RuleId::SurvivorLimit)? as usize,
            floor_rate: rate(RuleId::ExposureFloor)?,
            floor_paid_as: needed(&rules, RuleId::ExposureFloor, "paid_as", |rule| rule.paid_as)?,
            death_months: number(RuleId::ThreeMonths)?,
            funeral_factor: number(RuleId::Funeral)?,
            ages: by_sex(read_ages(entries, provisions)?, "labour_age")?,
            old_ages: by_sex(read_old_ages(entries, provisions)?, "old_labour_age")?,
        })
    }

    pub fn provision(&self, id: RuleId) -> u16 {
        self.provisions[id as usize]
    }

    pub fn labour_age(&self, sex: Sex) -> &LabourAge {
        &self.ages[sex as usize]
    }

    pub fn old_labour_age(&self, sex: Sex) -> &OldLabourAge {
        &self.old_ages[sex as usize]
    }
}

fn needed<T>(
    rules: &[(&Entry, RuleEntry, u16)],
    id: RuleId,
    field: &str,
    get: impl Fn(&RuleEntry) -> Option<T>,
) -> Result<T, LawError> {
    let (entry, rule, _) = &rules[id as usize];
    get(rule).ok_or_else(|| entry.error(format!("quy tắc {:?} thiếu hoặc sai `{field}`", id.word())))
}

fn lacking(what: &str) -> LawError {
    let message = format!("các trang luật không có {what:?}");
    LawError::Page { page: "*".to_owned(), line: 0, message }
}

fn sex(entry: &Entry, word: &str) -> Result<Sex, LawError> {
    match word {
        "male" => Ok(Sex::Male),
        "female" => Ok(Sex::Female),
        _ => Err(entry.error(format!("sex phải là \"male\" hoặc \"female\", không phải {word:?}"))),
    }
}

/// The last entry of each sex: a later page replaces an earlier one.
fn by_sex<T: Copy>(found: Vec<(Sex, T)>, kind: &str) -> Result<[T; 2], LawError> {
    let of = |sex: Sex| found.iter().rev().find(|(of, _)| *of == sex).map(|(_, age)| *age);
    match (of(Sex::Male), of(Sex::Female)) {
        (Some(male), Some(female)) => Ok([male, female]),
        (None, _) | (_, None) => Err(lacking(kind)),
    }
}

fn read_ages(entries: &[Entry], provisions: &mut Provisions) -> Result<Vec<(Sex, LabourAge)>, LawError> {
    let mut ages = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind == "labour_age") {
        let age: LabourAgeEntry = entry.read()?;
        let (citation, confidence) = (entry.citation.clone(), age.confidence);
        let text = "Đủ tuổi nghỉ hưu theo Bộ luật Lao động".to_owned();
        let labour_age = LabourAge {
            before: age.before_years * 12,
            first_year: age.first_year,
            first: age.first.in_months(),
            step: age.step_months,
            last: age.last_years * 12,
            provision: provisions.add(Provision { citation, confidence, text }),
        };
        ages.push((sex(entry, &age.sex)?, labour_age));
    }
    Ok(ages)
}

fn read_old_ages(
    entries: &[Entry],
    provisions: &mut Provisions,
) -> Result<Vec<(Sex, OldLabourAge)>, LawError> {
    let mut ages = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind == "old_labour_age") {
        let OldLabourAgeEntry { sex: word, died_before, years } = entry.read()?;
        let text = format!("Người có công chết trước {}: đủ {years} tuổi", day_in_words(died_before));
        let provision = Provision { citation: entry.citation.clone(), confidence: Confidence::Source, text };
        ages.push((
            sex(entry, &word)?,
            OldLabourAge { died_before, years, provision: provisions.add(provision) },
        ));
    }
    Ok(ages)
}

/// `01/7/2021`.
pub(super) fn day_in_words(day: Date) -> String {
    format!("{:02}/{}/{}", day.day(), day.month(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_retirement_age_climbs_by_year() {
        let men = LabourAge { before: 720, first_year: 2021, first: 723, step: 3, last: 744, provision: 0 };
        let women = LabourAge { before: 660, first_year: 2021, first: 664, step: 4, last: 720, provision: 0 };
        for (age, born, reached) in [
            (men, date(1960, 12, 31), date(2020, 12, 31)),
            (men, date(1961, 1, 1), date(2021, 4, 1)),
            (men, date(1961, 8, 31), date(2021, 11, 30)),
            (men, date(1961, 9, 30), date(2021, 12, 30)),
            (men, date(1961, 10, 1), date(2022, 4, 1)),
            (men, date(1970, 5, 5), date(2032, 5, 5)),
            (women, date(1965, 12, 31), date(2020, 12, 31)),
            (women, date(1966, 1, 1), date(2021, 5, 1)),
            (women, date(1966, 9, 1), date(2022, 5, 1)),
            (women, date(1968, 2, 29), date(2024, 6, 29)),
            (women, date(1990, 2, 28), date(2050, 2, 28)),
        ] {
            assert_eq!(age.reached_on(born), reached, "{born}");
        }
    }
}
