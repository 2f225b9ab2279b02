//! Whose past may be skipped, and the proof obligations for it.

use super::draft::{Enrolled, Past};
use super::run::{Cutoff, RunSpec};
use super::values::ValueFn;
use jiff::civil::Date;
use law::{Month, Terms};
use std::collections::HashSet;

/// What only the caller can see about an enrolment since the last run of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// It had nothing waiting in that run; since then no death of its person was recorded or voided, and no other
    /// run has posted for it.
    Nothing,
    Something,
}

/// The last approved run of the kind, and which terms the law has moved since.
#[derive(Clone, Debug)]
pub struct Since {
    cutoff: Cutoff,
    last_month: Month,
    moved: HashSet<Terms>,
}

impl Since {
    /// Asks the law for every month of `first..=last_month` as known at the cut-off and as known now, for each of
    /// the office's distinct terms. `last_month` is the last month of the run before.
    pub fn new<'t>(
        cutoff: Cutoff,
        (first, last_month): (Month, Month),
        now: Date,
        terms: impl IntoIterator<Item = &'t Terms>,
        value: &ValueFn,
    ) -> Since {
        let amount = |terms: &Terms, month: Month, day: Date| {
            value(terms, month, Some(day)).ok().map(|one| one.amount)
        };
        let has_moved = |terms: &&Terms| {
            let mut months = first.through(last_month);
            months.any(|month| amount(terms, month, cutoff.prepared_on) != amount(terms, month, now))
        };
        let distinct: HashSet<&Terms> = terms.into_iter().collect();
        Since { cutoff, last_month, moved: distinct.into_iter().filter(has_moved).cloned().collect() }
    }

    /// `Settled` if nothing that a draft reads about earlier months can have changed: the run follows the last one
    /// without a gap, no decision was signed, became known or was voided since, the law has moved none of the
    /// terms, and no recovery stands. Everything else is recomputed.
    pub fn past(&self, spec: &RunSpec, enrolled: &Enrolled, news: News) -> Past {
        let since = Some(self.cutoff.entry);
        let new_paper = enrolled.items.iter().any(|item| {
            let decision = &item.decision;
            decision.signed_entry > since
                || decision.voided_entry > since
                || decision.known_on > self.cutoff.prepared_on
        });
        let moved =
            || enrolled.items.iter().flat_map(|item| &item.terms).any(|one| self.moved.contains(&one.terms));
        let follows = self.last_month.next() == spec.month;
        if news == News::Nothing && follows && enrolled.recoveries.is_empty() && !new_paper && !moved() {
            Past::Settled
        } else {
            Past::Recompute
        }
    }
}
