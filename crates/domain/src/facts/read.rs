//! Row → `law::What`.

use super::*;

/// Enums whose words stand in the table.
trait Worded: Sized {
    fn read(word: &str) -> Option<Self>;
}

macro_rules! worded {
    ($($name:ident),+ $(,)?) => {
        $(impl Worded for $name {
            fn read(word: &str) -> Option<Self> {
                $name::from_word(word)
            }
        })+
    };
}
worded!(
    BenefitKind,
    CareBy,
    DecisionScheme,
    Degree,
    EducationLevel,
    ExposureSubtype,
    FacilityKind,
    HouseholdClass,
    InjuryCategory,
    MaritalStatus,
    MeritCategory,
    MeritEndReason,
    MeritOption,
    MeritSubtype,
    Parent,
    ParentStatus,
    Relation,
    StudyLevel,
    SupportStatus,
    SurvivorCategory,
    SuspensionOutcome,
    SuspensionReason,
    SuspensionScheme,
);

const WORDS: [&str; 3] = ["word", "word2", "word3"];
const NUMBERS: [&str; 2] = ["number", "number2"];
const FLAGS: [&str; 4] = ["flag1", "flag2", "flag3", "flag4"];

impl FactRow {
    /// What the row asserts; an error names the column that is empty or holds another kind's word.
    pub fn to_what(&self) -> Result<What, FactColumn> {
        Ok(match self.kind {
            FactKind::Residence => What::Residence {
                area: self.text(self.ref_text.as_ref(), "ref_text")?,
                urban: self.flag(0)?,
                specially_difficult: self.flag(1)?,
            },
            FactKind::Household => What::Household { class: self.word(0)? },
            FactKind::Citizenship => {
                What::Citizenship { country: self.text(self.words[0].as_ref(), "word")? }
            }
            FactKind::Disability => What::Disability { degree: self.word(0)? },
            FactKind::Hiv => What::Hiv,
            FactKind::Pregnancy => What::Pregnancy,
            FactKind::Parent => What::Parent { which: self.word(0)?, status: self.word(1)? },
            FactKind::Abandoned => What::Abandoned,
            FactKind::Adopted => What::Adopted,
            FactKind::Study => self.study()?,
            FactKind::ReceivedAsChild => What::ReceivedAsChild,
            FactKind::Marital => What::Marital { status: self.word(0)? },
            FactKind::Child => {
                What::Child { reference: self.reference_text()?, born: self.reference_date()? }
            }
            FactKind::ChildStudy => What::ChildStudy {
                reference: self.reference_text()?,
                level: self.word(0)?,
                uninterrupted: self.flag(0)?,
            },
            FactKind::ChildOfSingleParent => What::ChildOfSingleParent,
            FactKind::Support => What::Support { status: self.word(0)? },
            FactKind::Benefit => {
                let amount = self.amount.ok_or_else(|| self.fault("amount"))?;
                What::Benefit { kind: self.word(0)?, amount }
            }
            FactKind::Facility => What::Facility { kind: self.word(0)? },
            FactKind::FacilityEligible => What::FacilityEligible,
            FactKind::Care => What::Care { by: self.word(0)? },
            FactKind::MotherCareShare => What::MotherCareShare,
            FactKind::Application => What::Application { scheme: self.word(0)? },
            FactKind::Decision => What::Decision { scheme: self.word(0)? },
            FactKind::Suspension => self.suspension()?,
            FactKind::Imprisoned => What::Imprisoned,
            FactKind::TemporaryDetention => What::TemporaryDetention,
            FactKind::DeclaredMissing => What::DeclaredMissing,
            FactKind::SocialInsuranceFuneral => What::SocialInsuranceFuneral,
            FactKind::MeritStatus => What::MeritStatus(self.merit_status()?),
            FactKind::InjuryRate => self.injury_rate()?,
            FactKind::LivesAlone => What::LivesAlone,
            FactKind::HomeCarer => What::HomeCarer,
            FactKind::SurvivorOf => What::SurvivorOf(self.survivor_of()?),
            FactKind::Remarried => What::Remarried { reference: self.reference_text()? },
            FactKind::DisabledAdultChild => {
                What::DisabledAdultChild { rate: self.percent(0)?, began_before_18: self.flag(0)? }
            }
            FactKind::MeritChoice => What::MeritChoice { option: self.word(0)? },
            FactKind::MeritEnded => What::MeritEnded { reason: self.word(0)? },
            FactKind::EducationSupport => What::EducationSupport { level: self.word(0)? },
            FactKind::OneOffDecision => What::OneOffDecision {
                row: self.text(self.words[0].as_ref(), "word")?,
                years: self.optional_number(0)?,
            },
            FactKind::Worship => {
                What::Worship { reference: self.reference_text()?, relative_draws_monthly: self.flag(0)? }
            }
        })
    }

    fn study(&self) -> Result<What, FactColumn> {
        let (uninterrupted, second_course) = (self.flag(0)?, self.flag(1)?);
        Ok(What::Study { level: self.word(0)?, uninterrupted, second_course })
    }

    fn suspension(&self) -> Result<What, FactColumn> {
        let outcome = self.optional_word(2)?;
        Ok(What::Suspension { scheme: self.word(0)?, reason: self.word(1)?, outcome })
    }

    fn injury_rate(&self) -> Result<What, FactColumn> {
        let (category, subtype) = (self.word(0)?, self.word(1)?);
        Ok(What::InjuryRate { category, subtype, rate: self.rate()?, special_severe: self.flag(0)? })
    }

    fn merit_status(&self) -> Result<MeritStatus, FactColumn> {
        Ok(MeritStatus {
            category: self.word(0)?,
            subtype: self.optional_word(1)?,
            injured_on: self.ref_date,
            seniority_years: self.optional_number(0)?,
            without_examination: self.flag(0)?,
            infertile_or_malformed: self.flag(1)?,
            disease: self.flag(2)?,
            medical_record: self.flag(3)?,
        })
    }

    fn survivor_of(&self) -> Result<SurvivorOf, FactColumn> {
        Ok(SurvivorOf {
            reference: self.reference_text()?,
            relation: self.word(0)?,
            category: self.word(1)?,
            died: self.reference_date()?,
            injury_rate: self.optional_number(0)?,
            added_to_file: self.flag(0)?,
            recognised_after_death: self.flag(1)?,
        })
    }

    fn rate(&self) -> Result<Rate, FactColumn> {
        let low = self.percent(0)?;
        Ok(match self.optional_number(1)? {
            Some(high) => Rate::Band { low, high },
            None => Rate::Exact(low),
        })
    }

    fn fault(&self, column: &'static str) -> FactColumn {
        FactColumn { kind: self.kind, column }
    }

    fn text(&self, value: Option<&String>, column: &'static str) -> Result<String, FactColumn> {
        value.cloned().ok_or_else(|| self.fault(column))
    }

    fn word<T: Worded>(&self, index: usize) -> Result<T, FactColumn> {
        self.optional_word(index)?.ok_or_else(|| self.fault(WORDS[index]))
    }

    fn optional_word<T: Worded>(&self, index: usize) -> Result<Option<T>, FactColumn> {
        let Some(word) = &self.words[index] else { return Ok(None) };
        T::read(word).map(Some).ok_or_else(|| self.fault(WORDS[index]))
    }

    fn optional_number<T: TryFrom<i64>>(&self, index: usize) -> Result<Option<T>, FactColumn> {
        let Some(number) = self.numbers[index] else { return Ok(None) };
        T::try_from(number).map(Some).map_err(|_| self.fault(NUMBERS[index]))
    }

    fn percent(&self, index: usize) -> Result<u8, FactColumn> {
        self.optional_number(index)?.ok_or_else(|| self.fault(NUMBERS[index]))
    }

    fn flag(&self, index: usize) -> Result<bool, FactColumn> {
        self.flags[index].ok_or_else(|| self.fault(FLAGS[index]))
    }

    fn reference_text(&self) -> Result<String, FactColumn> {
        match self.ref_person {
            Some(person) => Ok(reference_to(person)),
            None => self.text(self.ref_text.as_ref(), "ref_text"),
        }
    }

    fn reference_date(&self) -> Result<Date, FactColumn> {
        self.ref_date.ok_or_else(|| self.fault("ref_date"))
    }
}
