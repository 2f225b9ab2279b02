//! Tracks 1 to 4 on one day: which categories are true and open, and what the best of them gives.

use super::levels::{Level, RowBy};
use super::opening::Opening;
use super::test::push;
use super::{Category, CombinationKind, Social, Standing, Track};
use crate::award::{Award, Ground, Period, Scheme, Terms};
use crate::condition::{Condition, Truth};
use crate::facts::{FactKind, What};
use crate::merit::Merit;
use crate::timeline::KnownOn;
use crate::view::{TrackAnswer, View};
use crate::{LawError, Month, Vnd};
use jiff::civil::Date;

/// One reading of a case: a fixed day of birth and a day of knowledge.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    pub social: &'a Social,
    pub merit: &'a Merit,
    pub view: View<'a>,
    pub known_on: KnownOn,
}

/// What a track gives on a day.
#[derive(Clone, Debug, Default)]
pub struct Given {
    pub awards: Vec<Award>,
    /// A back-dated value was used: it is owed to people who are still paid on that day.
    pub still_paid_on: Option<Date>,
    /// A pension above zero and below the social pension: what is due is not settled.
    pub is_partial_pension: bool,
}

impl Given {
    pub fn is_something(&self) -> bool {
        !self.awards.is_empty() || self.is_partial_pension
    }

    pub fn total(&self) -> Vnd {
        self.awards.iter().map(|award| award.amount).sum()
    }
}

/// A category that is true and open, with its level.
struct Candidate {
    id: u16,
    opening: Option<Opening>,
    quantity: u16,
    level: Level,
}

impl<'a> Reader<'a> {
    /// One track on the day of `on`, at the levels of `month`.
    pub fn track(&self, track: Track, on: &Standing, month: Month) -> Result<Given, LawError> {
        if !on.is_alive {
            return Ok(Given::default());
        }
        match track {
            Track::Allowance if on.in_social_facility => self.institution(on, month),
            Track::Care | Track::MotherCare if on.in_social_facility => Ok(Given::default()),
            Track::Allowance | Track::Care | Track::MotherCare | Track::Pension
                if self.is_barred(track, on) =>
            {
                Ok(Given::default())
            }
            Track::Allowance => self.allowance(on, month),
            Track::Care | Track::MotherCare => self.care(track, on, month),
            Track::Pension => self.pension(on, month),
        }
    }

    fn of_track(&self, track: Track) -> impl Iterator<Item = (u16, &'a Category)> {
        (0u16..).zip(&self.social.categories).filter(move |(_, category)| category.track == track)
    }

    fn candidate(
        &self,
        id: u16,
        opening: Option<Opening>,
        on: &Standing,
        month: Month,
    ) -> Result<Candidate, LawError> {
        let category = &self.social.categories[usize::from(id)];
        let quantity = self.quantity(category, on);
        let by = RowBy::Age(on.age);
        let level = self.social.level(category, by, quantity, month, on.day, self.known_on)?;
        Ok(Candidate { id, opening, quantity, level })
    }

    /// Children of a single parent, else 1.
    fn quantity(&self, category: &'a Category, on: &Standing) -> u16 {
        let when = self.version(category, on.day).map(|version| version.value.when.as_slice());
        let rule = when.unwrap_or_default().iter().find_map(|condition| match condition {
            Condition::Children(rule) => Some(rule),
            _ => None,
        });
        rule.map_or(1, |rule| self.children(rule, on))
    }

    fn institution(&self, on: &Standing, month: Month) -> Result<Given, LawError> {
        let mut found = Vec::new();
        for (id, category) in self.of_track(Track::Allowance) {
            if category.scheme == Scheme::Institution && self.belongs(id, on) == Truth::Yes {
                found.push(self.candidate(id, None, on, month)?);
            }
        }
        let mut given = Given::default();
        if let Some(best) = best(&found, |_| true) {
            self.give(best, on, &mut given);
            let alone = CombinationKind::InstitutionAlone;
            let rule = self.social.combination_provision(alone, on.day, self.known_on);
            cite(&mut given, rule);
        }
        Ok(given)
    }

    fn open_candidates(&self, track: Track, on: &Standing, month: Month) -> Result<Vec<Candidate>, LawError> {
        let mut found = Vec::new();
        for (id, category) in self.of_track(track) {
            if category.scheme != Scheme::Institution
                && self.belongs(id, on) == Truth::Yes
                && let Some(opening) = self.opening(id, on.day)
            {
                found.push(self.candidate(id, Some(opening), on, month)?);
            }
        }
        Ok(found)
    }

    /// Art. 6(2): the highest level once; the package of a single parent competes as a whole and loses ties.
    fn allowance(&self, on: &Standing, month: Month) -> Result<Given, LawError> {
        let mut given = Given::default();
        let found = self.open_candidates(Track::Allowance, on, month)?;
        if found.is_empty() {
            return Ok(given);
        }
        let package = self.social.combination(CombinationKind::Package, on.day, self.known_on);
        let lead = package
            .and_then(|cited| best(&found, |id| cited.value.lead.contains(&id)).map(|lead| (cited, lead)));
        if let Some((cited, lead)) = lead {
            let beside = best(&found, |id| cited.value.beside.contains(&id));
            let single =
                best(&found, |id| !cited.value.lead.contains(&id) && !cited.value.beside.contains(&id));
            let sum = lead.level.amount + beside.map_or(Vnd::ZERO, |beside| beside.level.amount);
            if single.is_none_or(|single| single.level.amount < sum) {
                self.give(lead, on, &mut given);
                if let Some(beside) = beside {
                    self.give(beside, on, &mut given);
                    cite(&mut given, Some(cited.provision));
                }
                return Ok(given);
            }
            if let Some(single) = single {
                self.give(single, on, &mut given);
            }
        } else if let Some(best) = best(&found, |_| true) {
            self.give(best, on, &mut given);
        }
        if found.len() > 1 {
            let highest = CombinationKind::Highest;
            cite(&mut given, self.social.combination_provision(highest, on.day, self.known_on));
        }
        Ok(given)
    }

    fn care(&self, track: Track, on: &Standing, month: Month) -> Result<Given, LawError> {
        let mut given = Given::default();
        let found = self.open_candidates(track, on, month)?;
        if let Some(best) = best(&found, |_| true) {
            self.give(best, on, &mut given);
        }
        Ok(given)
    }

    fn pension(&self, on: &Standing, month: Month) -> Result<Given, LawError> {
        let mut given = Given::default();
        for (id, _) in self.of_track(Track::Pension) {
            if self.belongs(id, on) != Truth::Yes {
                continue;
            }
            let opening = self.opening(id, on.day);
            let converted = if opening.is_none() { self.converted(on)? } else { None };
            if opening.is_none() && converted.is_none() {
                continue;
            }
            if self.draws_pension(id, on) {
                given.is_partial_pension = true;
            } else {
                let candidate = self.candidate(id, opening, on, month)?;
                self.give(&candidate, on, &mut given);
                if let (Some((decision, provision)), Some(award)) = (converted, given.awards.last_mut()) {
                    push(&mut award.grounds, Ground::Fact(decision));
                    push(&mut award.grounds, Ground::Provision(provision));
                }
            }
            return Ok(given);
        }
        Ok(given)
    }

    /// The person draws something that the category wants to be below the social pension.
    pub fn draws_pension(&self, id: u16, on: &Standing) -> bool {
        let Some(version) = self.version(&self.social.categories[usize::from(id)], on.day) else {
            return false;
        };
        version.value.when.iter().any(|condition| match condition {
            Condition::BelowPension(mask) => !on.benefits_sum(*mask).is_zero(),
            _ => false,
        })
    }

    /// Decision and rule by which somebody paid in an older category goes on without a new decision.
    pub fn converted(&self, on: &Standing) -> Result<Option<(u16, u16)>, LawError> {
        for conversion in &self.social.conversions {
            let day = conversion.value.paid_on;
            let rules = conversion.dating.from <= on.day
                && crate::timeline::known(conversion.dating.in_force_on, self.known_on);
            if !rules || !conversion.dating.confidence.is_payable() {
                continue;
            }
            let then = Standing::on(self.view, day);
            let given = self.track(Track::Allowance, &then, Month::of(day))?;
            for id in &conversion.value.categories {
                let category = &self.social.categories[usize::from(*id)].id;
                let was_paid = given.awards.iter().any(|award| award.terms.category == *category);
                if was_paid && let Some(opening) = self.opening(*id, day) {
                    return Ok(Some((opening.decision, conversion.provision)));
                }
            }
        }
        Ok(None)
    }

    fn give(&self, candidate: &Candidate, on: &Standing, given: &mut Given) {
        let category = &self.social.categories[usize::from(candidate.id)];
        let mut grounds = Vec::with_capacity(8);
        if let Some(version) = self.version(category, on.day) {
            self.grounds(&version.value.when, on, &mut grounds);
            push(&mut grounds, Ground::Provision(version.provision));
        }
        if category.scheme == Scheme::Institution {
            let facility = on.view.on(on.day).find(|(_, fact)| fact.what.kind() == FactKind::Facility);
            grounds.extend(facility.map(|(index, _)| Ground::Fact(index)));
        }
        if let Some(opening) = candidate.opening {
            push(&mut grounds, Ground::Fact(opening.decision));
            push(&mut grounds, Ground::Provision(opening.rule));
        }
        for provision in candidate.level.provisions.iter().flatten() {
            push(&mut grounds, Ground::Provision(*provision));
        }
        given.still_paid_on = given.still_paid_on.max(candidate.level.still_paid_on);
        given.awards.push(Award {
            terms: Terms {
                scheme: category.scheme,
                category: category.id.clone(),
                part: category.part.clone(),
                class: candidate.level.class.clone(),
                rate: None,
                quantity: candidate.quantity,
            },
            reference: self.social.empty.clone(),
            amount: candidate.level.amount,
            coefficient: candidate.level.coefficient,
            base: candidate.level.base,
            period: Period::Month,
            grounds,
        });
    }

    /// A monthly merit benefit on the day, carer and education awards apart. Where the tables are not known
    /// or the point is not settled, something is still drawn.
    pub fn draws_merit_benefit(&self, day: Date) -> bool {
        let month = Month::of(day);
        let draws = |answer: Result<TrackAnswer, LawError>| {
            answer.map_or(true, |answer| answer.awards.iter().any(|award| &*award.terms.part != "carer"))
        };
        (self.has_fact(FactKind::MeritStatus) && draws(self.merit.own(&self.view, month, day, self.known_on)))
            || (self.has_fact(FactKind::SurvivorOf)
                && draws(self.merit.survivors(&self.view, month, day, self.known_on)))
    }

    pub fn draws_merit_carer(&self, day: Date) -> bool {
        if !self.has_fact(FactKind::MeritStatus) {
            return false;
        }
        match self.merit.own(&self.view, Month::of(day), day, self.known_on) {
            Ok(answer) => answer.awards.iter().any(|award| &*award.terms.part == "carer"),
            Err(_) => self.view.find_on(day, |what| matches!(what, What::HomeCarer).then_some(())).is_some(),
        }
    }

    /// The case has such a fact, on any date.
    pub fn has_fact(&self, kind: FactKind) -> bool {
        self.view.case.facts.iter().any(|fact| fact.what.kind() == kind)
    }
}

/// The highest amount; at equal amounts the category that stands first.
fn best(found: &[Candidate], pick: impl Fn(u16) -> bool) -> Option<&Candidate> {
    let mut best: Option<&Candidate> = None;
    for candidate in found.iter().filter(|candidate| pick(candidate.id)) {
        if best.is_none_or(|best| best.level.amount < candidate.level.amount) {
            best = Some(candidate);
        }
    }
    best
}

fn cite(given: &mut Given, provision: Option<u16>) {
    for award in &mut given.awards {
        if let Some(provision) = provision {
            push(&mut award.grounds, Ground::Provision(provision));
        }
    }
}
