//! Decisions that open a scheme, and what takes payment away on its days (assess §5).

use super::{AppliesTo, BarKind, Opens, Reader, Standing, Track};
use crate::Month;
use crate::facts::{DecisionScheme, Fact, FactKind, SuspensionOutcome, SuspensionScheme, What};
use jiff::ToSpan;
use jiff::civil::Date;

/// The decision under which a category is paid, and the rule of its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Index into the facts of the case.
    pub decision: u16,
    /// Index into the provisions.
    pub rule: u16,
}

impl Track {
    pub fn scheme(self) -> DecisionScheme {
        match self {
            Track::Allowance => DecisionScheme::SocialAllowance,
            Track::Care | Track::MotherCare => DecisionScheme::CareSupport,
            Track::Pension => DecisionScheme::SocialPension,
        }
    }
}

impl<'a> Reader<'a> {
    /// Without a decision (for the pension also one on the allowance that it replaced) or a facility the track
    /// gives nothing on any day.
    pub fn may_give(&self, track: Track) -> bool {
        self.view.case.facts.iter().any(|fact| match (&fact.what, track) {
            (What::Facility { .. }, Track::Allowance) => true,
            (What::Decision { scheme }, Track::Pension) => {
                matches!(scheme, DecisionScheme::SocialPension | DecisionScheme::SocialAllowance)
            }
            (What::Decision { scheme }, _) => *scheme == track.scheme(),
            _ => false,
        })
    }

    /// The first decision that opens the category on `day`.
    pub fn opening(&self, category: u16, day: Date) -> Option<Opening> {
        let scheme = self.social.categories[usize::from(category)].track.scheme();
        let died = self.view.case.person.died;
        let facts = self.view.case.facts.iter().enumerate();
        facts.filter(|(_, fact)| fact.what == What::Decision { scheme }).find_map(|(index, fact)| {
            let signed_in_life = died.is_none_or(|died| fact.from <= died);
            if !signed_in_life || fact.until.is_some_and(|until| until <= day) {
                return None;
            }
            let (opens, rule) = self.start_rule(category, scheme, fact.from)?;
            let open = match opens {
                Opens::AtOnce => true,
                Opens::MonthOfSignature => Month::of(fact.from) <= Month::of(day),
            };
            open.then_some(Opening { decision: index as u16, rule })
        })
    }

    /// The newest start rule known for a decision signed on `signed`; the rule of a category goes before the
    /// one of its scheme from the same day. Decisions older than every rule follow the first one.
    fn start_rule(&self, category: u16, scheme: DecisionScheme, signed: Date) -> Option<(Opens, u16)> {
        let rules = || {
            self.social.start_rules.iter().filter(|rule| match rule.applies_to {
                AppliesTo::Category(of) => of == category,
                AppliesTo::Scheme(of) => of == scheme,
            })
        };
        let first = rules().flat_map(|rule| rule.opens.starts()).min()?;
        let on = signed.max(first);
        let found = rules().filter_map(|rule| {
            let cited = rule.opens.on(on, self.known_on).ok()?;
            Some((cited, matches!(rule.applies_to, AppliesTo::Category(_))))
        });
        let (cited, _) = found.max_by_key(|(cited, own)| (cited.dating.from, *own))?;
        Some((cited.value, cited.provision))
    }

    /// Nothing is due in the track on the day; the institution allowance is not touched by this.
    pub fn is_barred(&self, track: Track, on: &Standing) -> bool {
        let scheme = match track.scheme() {
            DecisionScheme::SocialAllowance => SuspensionScheme::SocialAllowance,
            DecisionScheme::SocialPension => SuspensionScheme::SocialPension,
            DecisionScheme::CareSupport => SuspensionScheme::CareSupport,
        };
        let kinds = [
            (FactKind::Imprisoned, BarKind::Imprisoned),
            (FactKind::DeclaredMissing, BarKind::DeclaredMissing),
            (FactKind::Suspension, BarKind::Suspension),
            (FactKind::TemporaryDetention, BarKind::TemporaryDetention),
        ];
        kinds.iter().any(|(fact_kind, bar)| {
            if !on.has(*fact_kind) {
                return false;
            }
            let rule = self.social.bars.get(bar).and_then(|bars| bars.on(on.day, self.known_on).ok());
            let Some(rule) = rule else { return false };
            let mut held = on.view.on(on.day).filter(|(_, fact)| fact.what.kind() == *fact_kind);
            held.any(|(_, fact)| {
                self.applies(fact, scheme)
                    && lasts(fact, rule.value.months).is_some_and(|from| from <= on.day)
            })
        })
    }

    fn applies(&self, fact: &Fact, scheme: SuspensionScheme) -> bool {
        match &fact.what {
            What::Suspension { scheme: of, outcome, .. } => {
                let made_good = *outcome == Some(SuspensionOutcome::Resumed)
                    && fact.until.is_some_and(|until| self.social.arrears.on(until, self.known_on).is_ok());
                *of == scheme && !made_good
            }
            _ => true,
        }
    }
}

/// The first day on which a fact that must last `months` months counts: its own first day if it is known to
/// last so long; while it is open, the day on which it has. `None` if it ended before.
pub fn lasts(fact: &Fact, months: i32) -> Option<Date> {
    let reached = fact.from.checked_add(months.months()).ok()?;
    match fact.until {
        Some(until) => (until >= reached).then_some(fact.from),
        None => Some(reached),
    }
}
