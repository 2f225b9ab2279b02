//! Testing the conditions of a category on a day, and naming the facts that carried them.

use super::{Category, Reader, Standing, Version};
use crate::award::Ground;
use crate::condition::{ChildRule, Condition, Truth};
use crate::facts::{Degree, FactKind, HouseholdClass, MaritalStatus, StudyLevel, SupportStatus, What};
use crate::timeline::Cited;
use crate::view::age;
use jiff::civil::Date;
use std::collections::BTreeSet;

impl<'a> Reader<'a> {
    /// The conditions of a category that rule on the day.
    pub fn version(&self, category: &'a Category, day: Date) -> Option<&'a Cited<Version>> {
        category.versions.on(day, self.known_on).ok()
    }

    /// Does the person belong to the category on the day, with or without a decision?
    pub fn belongs(&self, category: u16, standing: &Standing) -> Truth {
        let category = &self.social.categories[usize::from(category)];
        match self.version(category, standing.day) {
            Some(version) if standing.is_alive && version.value.needs & !standing.kinds == 0 => {
                self.all(&version.value.when, standing)
            }
            _ => Truth::No,
        }
    }

    pub fn all(&self, when: &[Condition], standing: &Standing) -> Truth {
        Truth::all(when.iter().map(|condition| self.holds(condition, standing)))
    }

    fn holds(&self, condition: &Condition, on: &Standing) -> Truth {
        match condition {
            Condition::AgeFrom(age) => Truth::of(on.age >= *age),
            Condition::AgeBelow(age) => Truth::of(on.age < *age),
            Condition::Has(kind) => Truth::of(on.has(*kind)),
            Condition::HasNot(kind) => Truth::of(!on.has(*kind)),
            Condition::Disability(mask) => Truth::of(Degree::bit(on.degree) & mask != 0),
            Condition::ParentPair(pairs) => Truth::of(pairs.iter().any(|(one, other)| {
                (on.mother, on.father) == (*one, *other) || (on.mother, on.father) == (*other, *one)
            })),
            Condition::Marital(mask) => within(on.marital.map(MaritalStatus::bit), *mask, None),
            Condition::CareBy(by) => Truth::of(on.care & by.bit() != 0),
            Condition::Study { levels, uninterrupted } => {
                Truth::of(on.has(FactKind::Study) && studies(on, *levels, *uninterrupted).is_some())
            }
            Condition::Children(rule) => Truth::of(self.children(rule, on) > 0),
            Condition::Infants { below, at_least, fewer_than } => {
                let count = infants(on, *below);
                Truth::of(count >= *at_least && fewer_than.is_none_or(|fewer| count < fewer))
            }
            Condition::DrewAsChild { clause, age } => {
                Truth::of(on.has(FactKind::ReceivedAsChild) || self.drew_as_child(clause, *age, on).is_some())
            }
            Condition::NoBenefit(mask) => Truth::of(on.benefits & mask == 0),
            Condition::AnyBenefit(mask) => Truth::of(on.benefits & mask != 0),
            Condition::BelowPension(mask) => Truth::of(self.is_below_pension(*mask, on)),
            Condition::NoMeritBenefit => Truth::of(!self.draws_merit_benefit(on.day)),
            Condition::NoMeritCarer => Truth::of(!self.draws_merit_carer(on.day)),
            Condition::Citizen(country) => Truth::of(is_citizen(on, country)),
            Condition::Household(mask) => {
                within(on.household.map(HouseholdClass::bit), *mask, Some(FactKind::Household))
            }
            Condition::Support(mask) => {
                within(on.support.map(SupportStatus::bit), *mask, Some(FactKind::Support))
            }
            Condition::SpeciallyDifficult => match on.specially_difficult {
                Some(is) => Truth::of(is),
                None => Truth::Unknown(FactKind::Residence.bit()),
            },
            Condition::NotIn(list) => self.any_of(list, on).negated(),
            Condition::UnlessTrue(list) => Truth::of(self.any_of(list, on) != Truth::Yes),
            Condition::In(list) => self.any_of(list, on),
        }
    }

    fn any_of(&self, list: &[u16], on: &Standing) -> Truth {
        Truth::any(list.iter().map(|category| self.belongs(*category, on)))
    }

    fn is_below_pension(&self, mask: u64, on: &Standing) -> bool {
        let sum = on.benefits_sum(mask);
        let level = self.social.pension.on(crate::Month::of(on.day).first_day(), self.known_on);
        sum.is_zero() || level.is_ok_and(|level| sum < level.value)
    }

    /// The eve of the birthday on which a category of the clause was true and open.
    fn drew_as_child(&self, clause: &[u16], at: u8, on: &Standing) -> Option<Date> {
        let eve = eve_of_birthday(on.view.born, at)?;
        if eve >= on.day || !self.social.is_known(eve, self.known_on) {
            return None;
        }
        let then = Standing::on(on.view, eve);
        let drew = |id: &u16| self.belongs(*id, &then) == Truth::Yes && self.opening(*id, eve).is_some();
        clause.iter().any(drew).then_some(eve)
    }

    /// How many children count for the allowance of a single parent.
    pub fn children(&self, rule: &ChildRule, on: &Standing) -> u16 {
        if !on.has(FactKind::Child) {
            return 0;
        }
        let mut counted = BTreeSet::new();
        for (_, fact) in on.view.on(on.day) {
            if let What::Child { reference, born } = &fact.what
                && self.child_counts(rule, on, reference, *born)
            {
                counted.insert(reference.as_str());
            }
        }
        counted.len() as u16
    }

    fn child_counts(&self, rule: &ChildRule, on: &Standing, child: &str, born: Date) -> bool {
        if born > on.day {
            return false;
        }
        let years = age(born, on.day);
        if years < rule.below {
            return true;
        }
        if rule.study_below.is_some_and(|below| years >= below) || !child_studies(rule, on, child) {
            return false;
        }
        !rule.drawn_before
            || eve_of_birthday(born, rule.below).is_some_and(|eve| self.drew_for(on, child, eve))
            || rule.drawn_on.is_some_and(|day| day < on.day && self.drew_for(on, child, day))
    }

    /// The single parent drew for this child on `day`: fact, child and category held, and a decision was open.
    fn drew_for(&self, on: &Standing, child: &str, day: Date) -> bool {
        if !self.social.is_known(day, self.known_on) {
            return false;
        }
        let then = Standing::on(on.view, day);
        let held = then.view.on(day).find_map(|(_, fact)| match &fact.what {
            What::Child { reference, born } if reference == child => Some(*born),
            _ => None,
        });
        let Some(born) = held.filter(|_| then.is_alive) else { return false };
        (0u16..).zip(&self.social.categories).any(|(id, category)| {
            let Some(version) = self.version(category, day) else { return false };
            let rule = version.value.when.iter().find_map(|condition| match condition {
                Condition::Children(rule) => Some(rule),
                _ => None,
            });
            let Some(rule) = rule else { return false };
            let counted = born <= day
                && (age(born, day) < rule.below
                    || (!rule.drawn_before
                        && rule.study_below.is_none_or(|below| age(born, day) < below)
                        && child_studies(rule, &then, child)));
            let others = version.value.when.iter().filter(|c| !matches!(c, Condition::Children(_)));
            counted
                && Truth::all(others.map(|condition| self.holds(condition, &then))) == Truth::Yes
                && self.opening(id, day).is_some()
        })
    }

    /// The facts that carried the conditions, in the order of the conditions.
    pub fn grounds(&self, when: &[Condition], on: &Standing, out: &mut Vec<Ground>) {
        for condition in when {
            match condition {
                Condition::AgeFrom(_) | Condition::AgeBelow(_) => push(out, Ground::Age(on.age)),
                Condition::Has(kind) => fact(on, out, |what| what.kind() == *kind),
                Condition::Disability(_) => fact(on, out, |what| what.kind() == FactKind::Disability),
                Condition::ParentPair(_) => facts(on, out, |what| what.kind() == FactKind::Parent),
                Condition::Marital(_) => fact(on, out, |what| what.kind() == FactKind::Marital),
                Condition::CareBy(by) => {
                    fact(on, out, |what| matches!(what, What::Care { by: b } if b == by))
                }
                Condition::Study { levels, uninterrupted } => {
                    if let Some(index) = studies(on, *levels, *uninterrupted) {
                        push(out, Ground::Fact(index));
                    }
                }
                Condition::Children(rule) => {
                    for (index, fact) in on.view.on(on.day) {
                        if let What::Child { reference, born } = &fact.what
                            && self.child_counts(rule, on, reference, *born)
                        {
                            push(out, Ground::Fact(index));
                        }
                    }
                }
                Condition::Infants { below, .. } => facts(on, out, |what| {
                    matches!(what, What::Pregnancy)
                        || matches!(what, What::Child { born, .. } if is_infant(*born, on.day, *below))
                }),
                Condition::DrewAsChild { .. } => {
                    fact(on, out, |what| what.kind() == FactKind::ReceivedAsChild)
                }
                Condition::AnyBenefit(mask) => {
                    fact(
                        on,
                        out,
                        |what| matches!(what, What::Benefit { kind, .. } if kind.bit() & mask != 0),
                    );
                }
                Condition::Citizen(_) => fact(on, out, |what| what.kind() == FactKind::Citizenship),
                Condition::Household(_) => fact(on, out, |what| what.kind() == FactKind::Household),
                Condition::Support(_) => fact(on, out, |what| what.kind() == FactKind::Support),
                Condition::SpeciallyDifficult => fact(on, out, |what| what.kind() == FactKind::Residence),
                Condition::In(list) => self.grounds_of_first(list, on, out),
                Condition::HasNot(_)
                | Condition::NoBenefit(_)
                | Condition::BelowPension(_)
                | Condition::NoMeritBenefit
                | Condition::NoMeritCarer
                | Condition::NotIn(_)
                | Condition::UnlessTrue(_) => {}
            }
        }
    }

    fn grounds_of_first(&self, list: &[u16], on: &Standing, out: &mut Vec<Ground>) {
        let Some(id) = list.iter().find(|id| self.belongs(**id, on) == Truth::Yes) else { return };
        if let Some(version) = self.version(&self.social.categories[usize::from(*id)], on.day) {
            push(out, Ground::Provision(version.provision));
            self.grounds(&version.value.when, on, out);
        }
    }
}

fn within(bit: Option<u64>, mask: u64, unknown: Option<FactKind>) -> Truth {
    match (bit, unknown) {
        (Some(bit), _) => Truth::of(bit & mask != 0),
        (None, Some(kind)) => Truth::Unknown(kind.bit()),
        (None, None) => Truth::No,
    }
}

fn studies(on: &Standing, levels: u64, uninterrupted: bool) -> Option<u16> {
    let found = on.view.find_on(on.day, |what| match what {
        What::Study { level, uninterrupted: unbroken, .. } => {
            (StudyLevel::bit(*level) & levels != 0 && (*unbroken || !uninterrupted)).then_some(())
        }
        _ => None,
    });
    found.map(|(index, ())| index)
}

fn child_studies(rule: &ChildRule, on: &Standing, child: &str) -> bool {
    let found = on.view.find_on(on.day, |what| match what {
        What::ChildStudy { reference, level, uninterrupted } => {
            (reference == child && rule.study.contains(level) && (*uninterrupted || !rule.uninterrupted))
                .then_some(())
        }
        _ => None,
    });
    found.is_some()
}

fn is_infant(born: Date, day: Date, below: u8) -> bool {
    born <= day && age(born, day) < below
}

/// Children under `below` years, each once, and a pregnancy as one more.
fn infants(on: &Standing, below: u8) -> u16 {
    let mut children = BTreeSet::new();
    if on.has(FactKind::Child) {
        for (_, fact) in on.view.on(on.day) {
            if let What::Child { reference, born } = &fact.what
                && is_infant(*born, on.day, below)
            {
                children.insert(reference.as_str());
            }
        }
    }
    children.len() as u16 + u16::from(on.has(FactKind::Pregnancy))
}

fn is_citizen(on: &Standing, country: &str) -> bool {
    if !on.has(FactKind::Citizenship) {
        return true;
    }
    let found = on.view.find_on(on.day, |what| match what {
        What::Citizenship { country: of } => of.eq_ignore_ascii_case(country).then_some(()),
        _ => None,
    });
    found.is_some()
}

/// The day before the `years`-th birthday; born on 29 February: the birthday is 28 February in common years.
fn eve_of_birthday(born: Date, years: u8) -> Option<Date> {
    let year = born.year().checked_add(i16::from(years))?;
    let first = Date::new(year, born.month(), 1).ok()?;
    let birthday = first.with().day(born.day().min(first.days_in_month())).build().ok()?;
    birthday.yesterday().ok()
}

fn fact(on: &Standing, out: &mut Vec<Ground>, pick: impl Fn(&What) -> bool) {
    if let Some((index, ())) = on.view.find_on(on.day, |what| pick(what).then_some(())) {
        push(out, Ground::Fact(index));
    }
}

fn facts(on: &Standing, out: &mut Vec<Ground>, pick: impl Fn(&What) -> bool) {
    for (index, fact) in on.view.on(on.day) {
        if pick(&fact.what) {
            push(out, Ground::Fact(index));
        }
    }
}

pub(super) fn push(out: &mut Vec<Ground>, ground: Ground) {
    if !out.contains(&ground) {
        out.push(ground);
    }
}
