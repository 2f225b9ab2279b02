//! Valuations, each asked for once: an office has thousands of people on a few hundred rows of the tables.

use jiff::civil::Date;
use law::{LawError, Month, Terms, Valued, Vnd};
use std::collections::HashMap;
use std::sync::Arc;

/// `Ruleset::value`: terms, month, and the day on which the law was known.
pub type ValueFn<'a> = dyn Fn(&Terms, Month, Option<Date>) -> Result<Valued, LawError> + Sync + 'a;

/// The answer of the law to one question, shared.
pub type Answered = Arc<Result<Valued, LawError>>;

/// Index of interned terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct TermsIndex(u32);

/// A memo over the law as known on one day.
pub struct Values<'a> {
    value: &'a ValueFn<'a>,
    known_on: Date,
    first: Month,
    interned: HashMap<Terms, TermsIndex>,
    /// By terms and month from `first` on.
    now: Vec<Vec<Option<Answered>>>,
    /// Months before `first`, and what the law said on other days.
    other: HashMap<(TermsIndex, Month, Date), Answered>,
}

impl<'a> Values<'a> {
    /// `first` is the first month that is asked for often; earlier ones are answered too.
    pub fn new(value: &'a ValueFn<'a>, known_on: Date, first: Month) -> Values<'a> {
        Values { value, known_on, first, interned: HashMap::new(), now: Vec::new(), other: HashMap::new() }
    }

    pub fn known_on(&self) -> Date {
        self.known_on
    }

    pub(super) fn index(&mut self, terms: &Terms) -> TermsIndex {
        if let Some(index) = self.interned.get(terms) {
            return *index;
        }
        let index = TermsIndex(u32::try_from(self.now.len()).expect("distinct terms stay far below 2^32"));
        self.now.push(Vec::new());
        self.interned.insert(terms.clone(), index);
        index
    }

    /// The law's answer as known on the day of the memo. `index` belongs to `terms`.
    pub(super) fn now(&mut self, index: TermsIndex, terms: &Terms, month: Month) -> Answered {
        let Ok(offset) = usize::try_from(month.since(self.first)) else {
            return self.known(index, terms, month, self.known_on);
        };
        let months = &mut self.now[index.0 as usize];
        if months.len() <= offset {
            months.resize(offset + 1, None);
        }
        let value = self.value;
        let known_on = self.known_on;
        months[offset].get_or_insert_with(|| Arc::new(value(terms, month, Some(known_on)))).clone()
    }

    /// The amount alone, without touching a counter of references; `None` where the law gives no answer.
    pub(super) fn amount_now(&mut self, index: TermsIndex, terms: &Terms, month: Month) -> Option<Vnd> {
        if let Ok(offset) = usize::try_from(month.since(self.first))
            && let Some(Some(answered)) = self.now[index.0 as usize].get(offset)
        {
            return answered.as_ref().as_ref().ok().map(|valued| valued.amount);
        }
        self.now(index, terms, month).as_ref().as_ref().ok().map(|valued| valued.amount)
    }

    /// The law's answer as known on `day`.
    pub(super) fn known(&mut self, index: TermsIndex, terms: &Terms, month: Month, day: Date) -> Answered {
        let value = self.value;
        self.other
            .entry((index, month, day))
            .or_insert_with(|| Arc::new(value(terms, month, Some(day))))
            .clone()
    }
}
