//! What stands in approved runs, by key and month.

use crate::decisions::PartKey;
use law::{Month, Vnd};

/// Sums of approved current and arrears lines of one enrolment, collected or not. Months taken over count as
/// they were paid by simply never being asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posted {
    keys: Vec<(PartKey, Series)>,
}

/// Amounts of consecutive months.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Series {
    first: Month,
    amounts: Vec<Vnd>,
}

impl Posted {
    /// Adds a line's amount; deductions are no postings of this kind.
    pub fn add(&mut self, key: &PartKey, month: Month, amount: Vnd) {
        let series = self.series(key, month);
        *series.slot(month) += amount;
    }

    /// Adds `amount` to each month of `first..=last`: what a query grouped by amount gives.
    pub fn add_span(&mut self, key: &PartKey, first: Month, last: Month, amount: Vnd) {
        for month in first.through(last) {
            self.add(key, month, amount);
        }
    }

    pub fn amount(&self, key: &PartKey, month: Month) -> Vnd {
        self.find(&key.part, &key.reference).map_or(Vnd::ZERO, |index| self.at(index, month))
    }

    pub fn keys(&self) -> impl Iterator<Item = &PartKey> {
        self.keys.iter().map(|(key, _)| key)
    }

    /// Every key and month for which something is posted.
    pub fn posted_keys(&self) -> impl Iterator<Item = (&PartKey, Month)> {
        self.keys.iter().flat_map(|(key, series)| {
            let months = (0i32..).zip(&series.amounts).filter(|(_, amount)| !amount.is_zero());
            months.map(move |(offset, _)| (key, series.first.plus(offset)))
        })
    }

    /// Position of a key, for `at`.
    pub(super) fn find(&self, part: &str, reference: &str) -> Option<usize> {
        self.keys.iter().position(|(known, _)| *known.part == *part && *known.reference == *reference)
    }

    pub(super) fn at(&self, index: usize, month: Month) -> Vnd {
        let series = &self.keys[index].1;
        let offset = usize::try_from(month.since(series.first));
        offset.ok().and_then(|offset| series.amounts.get(offset)).copied().unwrap_or(Vnd::ZERO)
    }

    fn series(&mut self, key: &PartKey, month: Month) -> &mut Series {
        let index = self.find(&key.part, &key.reference).unwrap_or_else(|| {
            self.keys.push((key.clone(), Series { first: month, amounts: Vec::new() }));
            self.keys.len() - 1
        });
        &mut self.keys[index].1
    }
}

impl Series {
    fn slot(&mut self, month: Month) -> &mut Vnd {
        let before = usize::try_from(self.first.since(month)).unwrap_or(0);
        if before > 0 {
            self.amounts.splice(0..0, std::iter::repeat_n(Vnd::ZERO, before));
            self.first = month;
        }
        let offset = usize::try_from(month.since(self.first)).unwrap_or(0);
        if self.amounts.len() <= offset {
            self.amounts.resize(offset + 1, Vnd::ZERO);
        }
        &mut self.amounts[offset]
    }
}
