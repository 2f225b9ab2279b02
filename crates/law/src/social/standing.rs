//! What holds of a person on one day: the facts of the case, gathered once.

use crate::Vnd;
use crate::facts::{
    BenefitKind, Degree, FacilityKind, Fact, FactKind, HouseholdClass, MaritalStatus, Parent, ParentStatus,
    SupportStatus, What,
};
use crate::view::View;
use jiff::civil::Date;

#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    pub view: View<'a>,
    pub day: Date,
    pub age: u8,
    pub is_alive: bool,
    /// Mask of the fact kinds that hold.
    pub kinds: u64,
    pub household: Option<HouseholdClass>,
    pub support: Option<SupportStatus>,
    /// Lives in an especially difficult commune or village; `None` without a residence.
    pub specially_difficult: Option<bool>,
    pub degree: Degree,
    pub marital: Option<MaritalStatus>,
    pub mother: ParentStatus,
    pub father: ParentStatus,
    /// Mask of `CareBy`.
    pub care: u64,
    /// Mask of `BenefitKind`.
    pub benefits: u64,
    pub in_social_facility: bool,
}

impl<'a> Standing<'a> {
    pub fn on(view: View<'a>, day: Date) -> Standing<'a> {
        let mut standing = Standing {
            view,
            day,
            age: view.age_on(day),
            is_alive: view.born <= day && view.case.person.died.is_none_or(|died| day <= died),
            kinds: 0,
            household: None,
            support: None,
            specially_difficult: None,
            degree: Degree::None,
            marital: None,
            mother: ParentStatus::Alive,
            father: ParentStatus::Alive,
            care: 0,
            benefits: 0,
            in_social_facility: false,
        };
        for fact in &view.case.facts {
            if fact.holds_on(day) {
                standing.add(fact);
            }
        }
        standing
    }

    fn add(&mut self, fact: &Fact) {
        self.kinds |= fact.what.kind().bit();
        match &fact.what {
            What::Residence { specially_difficult, .. } => {
                self.specially_difficult = Some(*specially_difficult)
            }
            What::Household { class } => self.household = Some(*class),
            What::Disability { degree } => self.degree = *degree,
            What::Parent { which: Parent::Mother, status } => self.mother = *status,
            What::Parent { which: Parent::Father, status } => self.father = *status,
            What::Marital { status } => self.marital = Some(*status),
            What::Support { status } => self.support = Some(*status),
            What::Benefit { kind, .. } => self.benefits |= kind.bit(),
            What::Facility { kind } => self.in_social_facility |= *kind == FacilityKind::SocialFacility,
            What::Care { by } => self.care |= by.bit(),
            What::Citizenship { .. }
            | What::Hiv
            | What::Pregnancy
            | What::Abandoned
            | What::Adopted
            | What::Study { .. }
            | What::ReceivedAsChild
            | What::Child { .. }
            | What::ChildStudy { .. }
            | What::ChildOfSingleParent
            | What::FacilityEligible
            | What::MotherCareShare
            | What::Application { .. }
            | What::Decision { .. }
            | What::Suspension { .. }
            | What::Imprisoned
            | What::TemporaryDetention
            | What::DeclaredMissing
            | What::SocialInsuranceFuneral
            | What::MeritStatus(_)
            | What::InjuryRate { .. }
            | What::LivesAlone
            | What::HomeCarer
            | What::SurvivorOf(_)
            | What::Remarried { .. }
            | What::DisabledAdultChild { .. }
            | What::MeritChoice { .. }
            | What::MeritEnded { .. }
            | What::EducationSupport { .. }
            | What::OneOffDecision { .. }
            | What::Worship { .. } => {}
        }
    }

    pub fn has(&self, kind: FactKind) -> bool {
        self.kinds & kind.bit() != 0
    }

    /// The benefits of the types in `mask`, a month.
    pub fn benefits_sum(&self, mask: u64) -> Vnd {
        if self.benefits & mask == 0 {
            return Vnd::ZERO;
        }
        let held = self.view.on(self.day).filter_map(|(_, fact)| benefit(&fact.what));
        held.filter(|(kind, _)| kind.bit() & mask != 0).map(|(_, amount)| amount).sum()
    }
}

fn benefit(what: &What) -> Option<(BenefitKind, Vnd)> {
    if let What::Benefit { kind, amount } = what { Some((*kind, *amount)) } else { None }
}
