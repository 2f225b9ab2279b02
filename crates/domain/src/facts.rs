//! Facts as rows: which typed column of the table `facts` carries which field of which kind.
//!
//! | kind | columns |
//! | --- | --- |
//! | `residence` | `unit_id`, `hamlet`, `ref_text` = commune code as it was, `flag1` = urban, `flag2` = specially difficult |
//! | `household` | `word` = class (only where no household row says it, see `households`) |
//! | `citizenship` | `word` = country |
//! | `disability` | `word` = degree |
//! | `parent` | `word` = which, `word2` = status |
//! | `study` | `word` = level, `flag1` = uninterrupted, `flag2` = second course |
//! | `marital`, `support` | `word` = status |
//! | `child` | reference, `ref_date` = born |
//! | `child_study` | reference, `word` = level, `flag1` = uninterrupted |
//! | `benefit` | `word` = kind, `amount` = đồng a month |
//! | `facility` | `word` = kind |
//! | `care` | `word` = by whom |
//! | `application`, `decision` | `word` = scheme |
//! | `suspension` | `word` = scheme, `word2` = reason, `word3` = outcome |
//! | `merit_status` | `word` = category, `word2` = subtype, `ref_date` = injured on, `number` = seniority years, `flag1` = without examination, `flag2` = infertile or malformed, `flag3` = disease, `flag4` = medical record |
//! | `injury_rate` | `word` = category, `word2` = subtype, `number` = rate or lower end, `number2` = upper end of a band, `flag1` = special severe |
//! | `survivor_of` | reference, `word` = relation, `word2` = category, `ref_date` = died, `number` = injury rate, `flag1` = added to file, `flag2` = recognised after death |
//! | `remarried` | reference |
//! | `disabled_adult_child` | `number` = rate, `flag1` = began before 18 |
//! | `merit_choice` | `word` = option |
//! | `merit_ended` | `word` = reason |
//! | `education_support` | `word` = level |
//! | `one_off_decision` | `word` = row, `number` = years |
//! | `worship` | reference, `flag1` = a relative draws monthly |
//! | all others | none |
//!
//! A *reference* is `ref_person_id` where the other person is registered, else `ref_text`; for the law it is
//! one text, see [`reference_to`].

use crate::ids::{PersonId, UnitId};
use jiff::civil::Date;
pub use law::FactKind;
use law::facts::{
    BenefitKind, CareBy, DecisionScheme, Degree, EducationLevel, ExposureSubtype, FacilityKind,
    HouseholdClass, InjuryCategory, MaritalStatus, MeritCategory, MeritEndReason, MeritOption, MeritStatus,
    MeritSubtype, Parent, ParentStatus, Rate, Relation, StudyLevel, SupportStatus, SurvivorCategory,
    SurvivorOf, SuspensionOutcome, SuspensionReason, SuspensionScheme,
};
use law::{Fact, Vnd, What};
use thiserror::Error;

/// One row of the table `facts`, without its owner and its journal columns. Columns that the kind does not use
/// are empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactRow {
    pub kind: FactKind,
    pub from: Date,
    pub until: Option<Date>,
    pub unit: Option<UnitId>,
    pub hamlet: Option<String>,
    pub ref_person: Option<PersonId>,
    pub ref_text: Option<String>,
    pub ref_date: Option<Date>,
    /// `word`, `word2`, `word3`.
    pub words: [Option<String>; 3],
    pub amount: Option<Vnd>,
    /// `number`, `number2`.
    pub numbers: [Option<i64>; 2],
    /// `flag1` to `flag4`.
    pub flags: [Option<bool>; 4],
}

/// A row that cannot be read as a fact of its kind.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("dữ kiện “{}” thiếu hoặc sai cột {column}", kind.word())]
pub struct FactColumn {
    pub kind: FactKind,
    pub column: &'static str,
}

impl FactRow {
    pub fn empty(kind: FactKind, from: Date, until: Option<Date>) -> FactRow {
        FactRow {
            kind,
            from,
            until,
            unit: None,
            hamlet: None,
            ref_person: None,
            ref_text: None,
            ref_date: None,
            words: [None, None, None],
            amount: None,
            numbers: [None, None],
            flags: [None; 4],
        }
    }

    /// The row without its interval: what is asserted, for comparing one assertion with another.
    pub fn says_same(&self, other: &FactRow) -> bool {
        let bare = |row: &FactRow| FactRow { from: Date::ZERO, until: None, ..row.clone() };
        bare(self) == bare(other)
    }

    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Two facts of which one replaces the other when both are said of one day: the same kind, and the same
    /// parent, merit category, reference, benefit or scheme where a kind may stand several times.
    pub fn same_slot(&self, other: &FactRow) -> bool {
        if self.kind != other.kind {
            return false;
        }
        let same_reference = self.ref_person == other.ref_person && self.ref_text == other.ref_text;
        match self.kind {
            FactKind::Residence
            | FactKind::Household
            | FactKind::Citizenship
            | FactKind::Disability
            | FactKind::Hiv
            | FactKind::Pregnancy
            | FactKind::Abandoned
            | FactKind::Adopted
            | FactKind::Study
            | FactKind::ReceivedAsChild
            | FactKind::Marital
            | FactKind::ChildOfSingleParent
            | FactKind::Support
            | FactKind::Facility
            | FactKind::FacilityEligible
            | FactKind::Care
            | FactKind::MotherCareShare
            | FactKind::Imprisoned
            | FactKind::TemporaryDetention
            | FactKind::DeclaredMissing
            | FactKind::SocialInsuranceFuneral
            | FactKind::LivesAlone
            | FactKind::HomeCarer
            | FactKind::DisabledAdultChild
            | FactKind::MeritChoice
            | FactKind::MeritEnded
            | FactKind::EducationSupport => true,
            FactKind::Parent
            | FactKind::Benefit
            | FactKind::Application
            | FactKind::Decision
            | FactKind::Suspension
            | FactKind::OneOffDecision => self.words[0] == other.words[0],
            FactKind::MeritStatus => self.words[0] == other.words[0] && exposure(self) == exposure(other),
            FactKind::InjuryRate => self.words[0] == other.words[0] && self.words[1] == other.words[1],
            FactKind::Child | FactKind::ChildStudy | FactKind::Remarried | FactKind::Worship => {
                same_reference
            }
            FactKind::SurvivorOf => same_reference && self.words[1] == other.words[1],
        }
    }

    pub fn to_fact(&self) -> Result<Fact, FactColumn> {
        Ok(Fact { from: self.from, until: self.until, what: self.to_what()? })
    }
}

/// Own and child status of exposure may stand together; other subtypes replace each other.
fn exposure(row: &FactRow) -> bool {
    row.words[1].as_deref() == Some(MeritSubtype::ExposedChild.word())
}

/// The text by which the law's facts and a decision's terms name a registered person.
pub fn reference_to(person: PersonId) -> String {
    person.0.to_string()
}

/// The registered person whom a reference names; `None` where it is free text.
pub fn person_of_reference(reference: &str) -> Option<PersonId> {
    let digits = !reference.is_empty() && reference.bytes().all(|b| b.is_ascii_digit());
    if digits { reference.parse().ok().map(PersonId) } else { None }
}

mod read;
mod write;

#[cfg(test)]
mod tests;
