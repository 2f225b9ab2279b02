//! Many people over many months, added up: what a benchmark and a what-if ask.

use law::{Case, Month, Ruleset, Vnd};
use rayon::prelude::*;

/// What a population is owed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Months of people with something due.
    pub paid: u64,
    /// Months of people without an answer.
    pub refused: u64,
    pub amount: Vnd,
}

impl Totals {
    fn plus(self, other: Totals) -> Totals {
        Totals {
            paid: self.paid + other.paid,
            refused: self.refused + other.refused,
            amount: self.amount + other.amount,
        }
    }
}

/// Answers every case for `first` through `last` on all cores, with everything in the tables.
pub fn totals(rules: &Ruleset, cases: &[Case], first: Month, last: Month) -> Totals {
    let one = |case: &Case| {
        let mut sum = Totals::default();
        for span in rules.assess_months(case, first, last, None) {
            let months = u32::try_from(span.last.since(span.first) + 1).unwrap_or(0);
            match span.answer {
                Ok(answer) if answer.awards.is_empty() => {}
                Ok(answer) => {
                    sum.paid += u64::from(months);
                    sum.amount += answer.total().times(months);
                }
                Err(_) => sum.refused += u64::from(months),
            }
        }
        sum
    };
    cases.par_iter().map(one).reduce(Totals::default, Totals::plus)
}
