//! The review of poor and near-poor households: standards, lines, points, deprivations, the season's rule.
//!
//! The B1 tables are not law pages: an office loads them (`store::poverty`), and hands totals to `classify`.

mod read;
mod classify;

pub use classify::{Classified, Livelihood, Measure};
pub use read::KINDS;

use crate::award::Name;
use crate::facts::{HouseholdClass, worded};
use crate::page::{Citation, Confidence};
use crate::timeline::{Cited, KnownOn, Timeline};
use crate::{LawError, Month, Vnd};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

worded!(
    /// Which line and which points a household is held against: wards and townships are urban.
    Area { Rural = "rural", Urban = "urban" }
);

worded!(
    /// What a review finds. `Average` is a farm household of average living standard: for the register of classes
    /// it is not poor.
    PovertyClass { Poor = "poor", NearPoor = "near_poor", Average = "average", Other = "other" }
);

worded!(
    /// Once a year, or on request in any month.
    SeasonKind { Yearly = "yearly", InYear = "in_year" }
);

worded!(
    /// The steps of a season, in their order.
    ReviewStep {
        List = "list",
        Survey = "survey",
        Meeting = "meeting",
        Posting = "posting",
        Opinion = "opinion",
        Decision = "decision",
        Certificate = "certificate",
    }
);

impl PovertyClass {
    /// The class as the register of households keeps it.
    pub fn household(self) -> HouseholdClass {
        match self {
            PovertyClass::Poor => HouseholdClass::Poor,
            PovertyClass::NearPoor => HouseholdClass::NearPoor,
            PovertyClass::Average | PovertyClass::Other => HouseholdClass::Other,
        }
    }

    /// Within an explanation.
    pub fn shown(self) -> &'static str {
        match self {
            PovertyClass::Poor => "hộ nghèo",
            PovertyClass::NearPoor => "hộ cận nghèo",
            PovertyClass::Average => "hộ có mức sống trung bình",
            PovertyClass::Other => "hộ không nghèo",
        }
    }
}

/// Everything that the pages say of the review.
#[derive(Debug, Default)]
pub struct Poverty {
    /// By the first day for which classes found under them hold.
    pub standards: Timeline<Standard>,
    /// First match decides; in the order of the pages.
    lines: Vec<Cited<Line>>,
    scores: Vec<Cited<Score>>,
    points: Vec<Cited<PointsPerDeprivation>>,
    deprivations: Vec<Cited<Deprivation>>,
    periods: BTreeMap<SeasonKind, Timeline<ReviewPeriod>>,
    steps: BTreeMap<ReviewStep, Timeline<StepRule>>,
    pub reports: Vec<Cited<ReviewReport>>,
    pub projects: Vec<Cited<ProgrammeProject>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standard {
    /// `2022`
    pub id: Name,
    pub title: String,
    /// The set of deprivations.
    pub indicators: Name,
}

/// Income a person and month, both ends as the decree has them: above, up to and including.
#[derive(Clone, Debug)]
struct Line {
    standard: Name,
    area: Area,
    class: PovertyClass,
    income_above: Option<Vnd>,
    income_upto: Option<Vnd>,
    deprived_from: Option<u8>,
    deprived_upto: Option<u8>,
}

#[derive(Clone, Debug)]
struct Score {
    standard: Name,
    area: Area,
    class: PovertyClass,
    b1_upto: i64,
    b2_from: Option<i64>,
    b2_below: Option<i64>,
}

#[derive(Clone, Debug)]
struct PointsPerDeprivation {
    standard: Name,
    points: i64,
}

/// One of the basic social services that a household may lack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprivation {
    pub set: Name,
    /// Its place on reports and on the certificate, from 1.
    pub number: u8,
    pub code: Name,
    pub dimension: String,
    pub name: String,
    /// When a household lacks it, in our words.
    pub threshold: String,
    pub citation: Citation,
    pub confidence: Confidence,
}

/// When a season is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewPeriod {
    pub when: ReviewWhen,
    /// Days from its beginning to the decision.
    pub decision_within_days: Option<i32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewWhen {
    /// From a day to a day of the year, (month, day) both.
    EachYear { from: (i8, i8), to: (i8, i8) },
    /// From that day of any month.
    EachMonth { day: i8 },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRule {
    pub step: ReviewStep,
    pub who: String,
    pub does: String,
    /// How long it takes: the days of posting, the days for an answer.
    pub working_days: Option<i32>,
    /// The least share of those present who agree.
    pub agree_percent: Option<i64>,
    pub citation: Citation,
}

/// A report on the review that falls due each year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewReport {
    pub id: Name,
    pub title: String,
    /// (first month, last month, day): on that day of each of these months.
    pub monthly: Option<(i8, i8, i8)>,
    /// (month, day): before that day.
    pub before: Option<(i8, i8)>,
}

/// A part of the national target programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeProject {
    /// `3.1`: project and sub-project.
    pub number: Name,
    pub title: String,
    /// Tied to the listed poor districts and communes.
    pub only_listed_areas: bool,
}

impl Poverty {
    /// The standard of the classes that hold on the day.
    pub fn standard_on(&self, day: Date, known_on: KnownOn) -> Result<&Standard, LawError> {
        let found = self.standards.on(day, known_on);
        found.map(|cited| &cited.value).map_err(|_| LawError::TablesNotPublished {
            what: "chuẩn nghèo đa chiều".to_owned(),
            month: Month::of(day),
        })
    }

    /// By its id.
    pub fn standard(&self, id: &str) -> Result<&Standard, LawError> {
        let mut standards = self.standards.values().map(|cited| &cited.value);
        let found = standards.find(|standard| *standard.id == *id);
        found.ok_or_else(|| LawError::UnknownTerms(format!("chuẩn nghèo “{id}”")))
    }

    /// The deprivations of the standard in the order of their numbers; those of a draft are not known.
    pub fn deprivations(&self, standard: &Standard) -> Vec<&Deprivation> {
        let of_set = self.deprivations.iter().map(|cited| &cited.value);
        let mut found: Vec<&Deprivation> =
            of_set.filter(|one| one.set == standard.indicators && one.confidence.is_payable()).collect();
        found.sort_by_key(|one| one.number);
        found
    }

    /// First and last day of a season that begins in the month; the month of a yearly season plays no part.
    pub fn season(&self, kind: SeasonKind, month: Month) -> Result<(Date, Date), LawError> {
        let unknown = || LawError::TablesNotPublished { what: "kỳ rà soát".to_owned(), month };
        let periods = self.periods.get(&kind).ok_or_else(unknown)?;
        let period = &periods.on(month.last_day(), None).map_err(|_| unknown())?.value;
        Ok(match period.when {
            ReviewWhen::EachYear { from, to } => {
                (date(month.year(), from.0, from.1), date(month.year(), to.0, to.1))
            }
            ReviewWhen::EachMonth { day } => {
                let first = date(month.year(), month.number(), day);
                let days = jiff::Span::new().days(period.decision_within_days.unwrap_or_default());
                (first, first.checked_add(days).unwrap_or(first))
            }
        })
    }

    /// The rule of a step as it stands on the day.
    pub fn step(&self, step: ReviewStep, day: Date) -> Option<&StepRule> {
        self.steps.get(&step)?.on(day, None).ok().map(|cited| &cited.value)
    }

    /// The title of a project or sub-project, `3.1`.
    pub fn project(&self, number: &str) -> Option<&ProgrammeProject> {
        self.projects.iter().map(|cited| &cited.value).find(|project| *project.number == *number)
    }
}

#[cfg(test)]
mod tests;
