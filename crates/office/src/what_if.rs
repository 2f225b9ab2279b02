//! Who is affected by a change of the law, and by how much, before it is applied: everybody of the registry valued on
//! two sides, each a month with its law pages. Nothing is written.

use crate::enrolments::stream;
use crate::entitlement::{self, Person, decision_scheme};
use crate::permission::Permission;
use crate::reach::Reach;
use crate::{Ctx, OfficeError, discretion};
use domain::decisions::{Enrolment, Item, Rhythm};
use domain::ids::{PersonId, UnitId};
use domain::payroll::{Amount, Values, owed};
use jiff::civil::Date;
use law::{Answer, Award, Case, Fact, Month, Ruleset, Scheme, Terms, Vnd, What};
use std::collections::BTreeMap;
use store::as_of::AsOf;
use store::enrolments;
use store::people::Known;

/// One side of the comparison. Every instrument of its pages counts, in force already or not.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub rules: &'a Ruleset,
    pub month: Month,
}

/// How somebody is affected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Another sum under the decision that stands: it flows by itself.
    Amount,
    /// Another class or coefficient: a decision is to be drafted.
    Terms,
    /// Paid, and no longer entitled.
    Ends,
    /// Not paid, and entitled from now on.
    New,
}

impl Effect {
    pub const ALL: &'static [Effect] = &[Effect::Amount, Effect::Terms, Effect::Ends, Effect::New];

    /// As addresses name it.
    pub fn word(self) -> &'static str {
        match self {
            Effect::Amount => "amount",
            Effect::Terms => "terms",
            Effect::Ends => "ends",
            Effect::New => "new",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Effect::Amount => "đổi mức, tự áp dụng",
            Effect::Terms => "đổi diện hoặc hệ số, cần quyết định",
            Effect::Ends => "không còn đủ điều kiện",
            Effect::New => "bắt đầu đủ điều kiện",
        }
    }

    pub fn from_word(word: &str) -> Option<Effect> {
        Effect::ALL.iter().copied().find(|effect| effect.word() == word)
    }
}

/// One person in one scheme whose monthly sum differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affected {
    pub effect: Effect,
    pub person: PersonId,
    pub scheme: Scheme,
    /// The commune of residence today.
    pub unit: Option<UnitId>,
    /// What it is paid for, as lists write it, with the category of the law.
    pub parts: Vec<(String, String)>,
    pub before: Vnd,
    pub after: Vnd,
}

impl Affected {
    pub fn difference(&self) -> Vnd {
        self.after - self.before
    }
}

/// Sums of one month on both sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// People concerned, affected or not.
    pub people: usize,
    pub affected: usize,
    pub before: Vnd,
    pub after: Vnd,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhatIf {
    /// In the order of communes and of the registry.
    pub affected: Vec<Affected>,
    /// Everybody who is paid today or entitled on the second side.
    pub schemes: BTreeMap<Scheme, Sums>,
    pub units: BTreeMap<Option<UnitId>, Sums>,
    /// Why the law gives no answer, with the number of people.
    pub silent: BTreeMap<String, usize>,
}

impl WhatIf {
    pub fn total(&self) -> Sums {
        self.schemes.values().fold(Sums::default(), |all, one| Sums {
            people: all.people + one.people,
            affected: all.affected + one.affected,
            before: all.before + one.before,
            after: all.after + one.after,
        })
    }

    fn count(&mut self, one: Affected) {
        for sums in [self.schemes.entry(one.scheme).or_default(), self.units.entry(one.unit).or_default()] {
            sums.people += 1;
            sums.before += one.before;
            sums.after += one.after;
            sums.affected += usize::from(one.before != one.after);
        }
        if one.before != one.after {
            self.affected.push(one);
        }
    }

    fn unanswered(&mut self, why: &str) {
        *self.silent.entry(discretion::told(why.to_owned())).or_default() += 1;
    }
}

/// The registry as it stands today, valued on both sides: those who are paid by their decisions, those who are not by
/// the law's answer. Of the officer's areas and fields.
pub fn what_if(ctx: &Ctx, before: Side, after: Side) -> Result<WhatIf, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let reach = Reach::load(ctx, tx, Permission::ReadPayroll)?;
        let as_of = AsOf::known_on(tx, ctx.office, ctx.on)?;
        let homes = enrolments::residences(tx, ctx.office, &as_of)?;
        let at = ctx.on;
        // The office's day stands for everything that the pages hold, in force already or not.
        let known = move |day: Option<Date>| day.filter(|day| *day != at);
        let value = [before, after].map(|side| {
            move |terms: &Terms, month: Month, day: Option<Date>| side.rules.value(terms, month, known(day))
        });
        let [value_before, value_after] = &value;
        let values = [Values::new(value_before, at, before.month), Values::new(value_after, at, after.month)];
        let mut weighing =
            Weighing { sides: [before, after], values, reach: &reach, unit: None, found: WhatIf::default() };
        for person in entitlement::cases(ctx, tx, Known::Now)? {
            if person.case.person.died.is_some_and(|day| day <= at) {
                continue;
            }
            let known = homes.get(&person.person).map_or(&[][..], Vec::as_slice);
            let home = known.iter().rev().find(|home| home.from <= at).or(known.first());
            weighing.unit = home.map(|home| home.unit);
            weighing.person(&person);
        }
        let mut found = weighing.found;
        found.affected.sort_by_key(|one| (one.unit, one.person, one.scheme));
        Ok(found)
    })
}

struct Weighing<'a> {
    sides: [Side<'a>; 2],
    values: [Values<'a>; 2],
    reach: &'a Reach,
    unit: Option<UnitId>,
    found: WhatIf,
}

impl Weighing<'_> {
    fn person(&mut self, person: &Person) {
        let case = self.supposed(person);
        let answers = self.sides.map(|side| side.rules.assess(&case, side.month, None));
        let [before, after] = match answers {
            [Ok(before), Ok(after)] => [before, after],
            [Err(error), _] | [_, Err(error)] => {
                // Without the law's answer those who are paid are valued by their decisions alone.
                if person.enrolments.is_empty() {
                    return;
                }
                self.found.unanswered(&error.to_string());
                [Answer::default(), Answer::default()]
            }
        };
        let mut unpaid: Vec<&Award> = after.awards.iter().collect();
        for (enrolment, items) in &person.enrolments {
            let own = |answer: &Answer| -> Vec<Award> {
                answer.awards.iter().filter(|award| of(enrolment, award)).cloned().collect()
            };
            unpaid.retain(|award| !of(enrolment, award));
            if enrolment.scheme.is_monthly() && self.reach.covers(person.person, enrolment.scheme) {
                self.paid(enrolment, items, person.case.person.died, &own(&before), &own(&after));
            }
        }
        let had = |award: &Award| before.awards.iter().any(|other| other.terms.scheme == award.terms.scheme);
        let mut schemes: BTreeMap<Scheme, Vec<&Award>> = BTreeMap::new();
        for award in unpaid.into_iter().filter(|award| award.terms.scheme.is_monthly() && !had(award)) {
            schemes.entry(award.terms.scheme).or_default().push(award);
        }
        for (scheme, awards) in schemes {
            if self.reach.covers(person.person, scheme) {
                self.found.count(Affected {
                    effect: Effect::New,
                    person: person.person,
                    scheme,
                    unit: self.unit,
                    parts: awards.iter().map(|award| named(&award.terms)).collect(),
                    before: Vnd::ZERO,
                    after: awards.iter().map(|award| award.amount).sum(),
                });
            }
        }
    }

    /// The case as if what needs a decision had one: the law is asked, not the paper.
    fn supposed(&self, person: &Person) -> Case {
        let mut case = person.case.clone();
        let [before, after] = self.sides;
        let from = before.month.min(after.month).first_day();
        for scheme in [Scheme::SocialAllowance, Scheme::CareSupport, Scheme::SocialPension] {
            let has = person.enrolments.iter().any(|(enrolment, _)| enrolment.scheme == scheme);
            if let Some(scheme) = decision_scheme(scheme).filter(|_| !has) {
                case.facts.push(Fact { from, until: None, what: What::Decision { scheme } });
            }
        }
        case
    }

    /// By the payroll's own rule on both sides. What a decision begins or ends between the months is no law's doing.
    fn paid(
        &mut self,
        enrolment: &Enrolment,
        items: &[Item],
        died: Option<Date>,
        own_before: &[Award],
        own_after: &[Award],
    ) {
        let mut sums = [Vnd::ZERO; 2];
        let mut parts = Vec::new();
        for ((side, values), sum) in self.sides.iter().zip(&mut self.values).zip(&mut sums) {
            let mut dues = owed(items, side.month, died, values);
            dues.retain(|due| Rhythm::of(&due.decided.terms) == Rhythm::Monthly);
            if dues.is_empty() {
                return;
            }
            parts = dues.iter().map(|due| named(&due.decided.terms)).collect();
            for due in &dues {
                match due.amount {
                    Amount::ByLaw(amount) | Amount::AsWritten(amount) => *sum += amount,
                    Amount::Duplicate => {}
                    Amount::Unvalued => {
                        let told =
                            format!("không có mức cho {} trong {}", named(&due.decided.terms).0, side.month);
                        return self.found.unanswered(&told);
                    }
                }
            }
        }
        let [before, by_decision] = sums;
        let terms = |awards: &[Award]| awards.iter().map(|award| award.terms.clone()).collect::<Vec<_>>();
        let (effect, after) = match (own_before, own_after) {
            ([], _) => (Effect::Amount, by_decision),
            (_, []) => (Effect::Ends, Vnd::ZERO),
            (old, new) if terms(old) != terms(new) => {
                (Effect::Terms, new.iter().map(|award| award.amount).sum())
            }
            (_, _) => (Effect::Amount, by_decision),
        };
        let (person, scheme, unit) = (enrolment.person, enrolment.scheme, self.unit);
        self.found.count(Affected { effect, person, scheme, unit, parts, before, after });
    }
}

fn of(enrolment: &Enrolment, award: &Award) -> bool {
    award.terms.scheme == enrolment.scheme && stream(&award.terms) == enrolment.stream
}

/// As lists write it, and the category of the law; the latter empty where it would tell an illness.
fn named(terms: &Terms) -> (String, String) {
    let category =
        if discretion::tells(&terms.category) { String::new() } else { terms.category.to_string() };
    (crate::payroll::papers::label(terms), category)
}
