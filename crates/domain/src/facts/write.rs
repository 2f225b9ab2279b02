//! `law::What` → row.

use super::{FactRow, person_of_reference};
use jiff::civil::Date;
use law::facts::{MeritStatus, Rate, SurvivorOf};
use law::{Fact, What};

impl FactRow {
    /// The row of a fact. A residence has its commune code only; its unit and hamlet are set by the caller, who
    /// knows them.
    pub fn of(fact: &Fact) -> FactRow {
        let row = FactRow::empty(fact.what.kind(), fact.from, fact.until);
        row.filled(&fact.what)
    }

    fn filled(self, what: &What) -> FactRow {
        match what {
            What::Residence { area, urban, specially_difficult } => {
                FactRow { ref_text: Some(area.clone()), ..self }.flags(&[*urban, *specially_difficult])
            }
            What::Household { class } => self.words(&[Some(class.word())]),
            What::Citizenship { country } => self.words(&[Some(country)]),
            What::Disability { degree } => self.words(&[Some(degree.word())]),
            What::Parent { which, status } => self.words(&[Some(which.word()), Some(status.word())]),
            What::Study { level, uninterrupted, second_course } => {
                self.words(&[Some(level.word())]).flags(&[*uninterrupted, *second_course])
            }
            What::Marital { status } => self.words(&[Some(status.word())]),
            What::Child { reference, born } => self.reference(reference).date(Some(*born)),
            What::ChildStudy { reference, level, uninterrupted } => {
                self.reference(reference).words(&[Some(level.word())]).flags(&[*uninterrupted])
            }
            What::Support { status } => self.words(&[Some(status.word())]),
            What::Benefit { kind, amount } => {
                FactRow { amount: Some(*amount), ..self }.words(&[Some(kind.word())])
            }
            What::Facility { kind } => self.words(&[Some(kind.word())]),
            What::Care { by } => self.words(&[Some(by.word())]),
            What::Application { scheme } | What::Decision { scheme } => self.words(&[Some(scheme.word())]),
            What::Suspension { scheme, reason, outcome } => {
                self.words(&[Some(scheme.word()), Some(reason.word()), outcome.map(|o| o.word())])
            }
            What::MeritStatus(status) => self.with_status(status),
            What::InjuryRate { category, subtype, rate, special_severe } => self
                .words(&[Some(category.word()), Some(subtype.word())])
                .with_rate(*rate)
                .flags(&[*special_severe]),
            What::SurvivorOf(survivor) => self.with_survivor(survivor),
            What::Remarried { reference } => self.reference(reference),
            What::DisabledAdultChild { rate, began_before_18 } => {
                self.numbers(&[Some(i64::from(*rate))]).flags(&[*began_before_18])
            }
            What::MeritChoice { option } => self.words(&[Some(option.word())]),
            What::MeritEnded { reason } => self.words(&[Some(reason.word())]),
            What::EducationSupport { level } => self.words(&[Some(level.word())]),
            What::OneOffDecision { row, years } => self.words(&[Some(row)]).numbers(&[years.map(i64::from)]),
            What::Worship { reference, relative_draws_monthly } => {
                self.reference(reference).flags(&[*relative_draws_monthly])
            }
            What::Hiv
            | What::Pregnancy
            | What::Abandoned
            | What::Adopted
            | What::ReceivedAsChild
            | What::ChildOfSingleParent
            | What::FacilityEligible
            | What::MotherCareShare
            | What::Imprisoned
            | What::TemporaryDetention
            | What::DeclaredMissing
            | What::SocialInsuranceFuneral
            | What::LivesAlone
            | What::HomeCarer => self,
        }
    }

    fn with_status(self, s: &MeritStatus) -> FactRow {
        self.words(&[Some(s.category.word()), s.subtype.map(|t| t.word())])
            .date(s.injured_on)
            .numbers(&[s.seniority_years.map(i64::from)])
            .flags(&[s.without_examination, s.infertile_or_malformed, s.disease, s.medical_record])
    }

    fn with_survivor(self, s: &SurvivorOf) -> FactRow {
        self.reference(&s.reference)
            .words(&[Some(s.relation.word()), Some(s.category.word())])
            .date(Some(s.died))
            .numbers(&[s.injury_rate.map(i64::from)])
            .flags(&[s.added_to_file, s.recognised_after_death])
    }

    fn with_rate(self, rate: Rate) -> FactRow {
        match rate {
            Rate::Exact(rate) => self.numbers(&[Some(i64::from(rate))]),
            Rate::Band { low, high } => self.numbers(&[Some(i64::from(low)), Some(i64::from(high))]),
        }
    }

    fn words(mut self, words: &[Option<&str>]) -> FactRow {
        for (slot, word) in self.words.iter_mut().zip(words) {
            *slot = word.map(str::to_owned);
        }
        self
    }

    fn numbers(mut self, numbers: &[Option<i64>]) -> FactRow {
        for (slot, number) in self.numbers.iter_mut().zip(numbers) {
            *slot = *number;
        }
        self
    }

    fn flags(mut self, flags: &[bool]) -> FactRow {
        for (slot, flag) in self.flags.iter_mut().zip(flags) {
            *slot = Some(*flag);
        }
        self
    }

    fn date(self, date: Option<Date>) -> FactRow {
        FactRow { ref_date: date, ..self }
    }

    fn reference(self, reference: &str) -> FactRow {
        match person_of_reference(reference) {
            Some(person) => FactRow { ref_person: Some(person), ..self },
            None => FactRow { ref_text: Some(reference.to_owned()), ..self },
        }
    }
}
