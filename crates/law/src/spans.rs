//! Many months of one case: what cannot have changed is not computed again.

use crate::award::Answer;
use crate::calendar::change_months;
use crate::facts::Case;
use crate::ruleset::Ruleset;
use crate::timeline::KnownOn;
use crate::{LawError, Month};

/// Months with one and the same answer: terms, amounts, missing facts, notes. Its grounds are told as of the
/// first month; a birthday that changes nothing does not end a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub first: Month,
    pub last: Month,
    pub answer: Result<Answer, LawError>,
}

impl Ruleset {
    /// `assess` for every month from `from` through `to`, as spans in order; empty if `to` is earlier.
    ///
    /// A month is computed when a fact, decisive age, rule or level changes in it or in the month before; the
    /// others repeat their predecessor. Merit cases, whose tables have months of their own, are computed for
    /// every month. Errors name their month, so each stands alone.
    pub fn assess_months(&self, case: &Case, from: Month, to: Month, known_on: KnownOn) -> Vec<Span> {
        let mut changes = change_months(case, &self.social, from, to);
        changes.extend(self.social.level_months());
        changes.extend(self.social.last_table_month);
        changes.sort_unstable();
        let changed = |month: Month| changes.binary_search(&month).is_ok();
        let is_merit = case.facts.iter().any(|fact| fact.what.kind().is_merit());
        let mut spans: Vec<Span> = Vec::new();
        for month in from.through(to) {
            let quiet = month.is_supported() && !is_merit && !changed(month) && !changed(month.previous());
            match spans.last_mut() {
                Some(span) if quiet && span.answer.is_ok() => span.last = month,
                last => {
                    let answer = self.assess(case, month, known_on);
                    match last {
                        Some(span) if answer.is_ok() && span.answer == answer => span.last = month,
                        _ => spans.push(Span { first: month, last: month, answer }),
                    }
                }
            }
        }
        spans
    }
}
