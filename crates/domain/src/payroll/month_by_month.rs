//! What is owed under an enrolment, month by month, by decisions and law as known on one day.

use super::values::{Answered, TermsIndex, Values};
use crate::decisions::{DecidedTerms, Item, Origin, Rhythm, Standing, Timeline};
use jiff::civil::Date;
use law::{LawError, Month, Valued, Vnd};

/// The amount of a key in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// By the law's table.
    ByLaw(Vnd),
    /// As a higher body or the old list wrote it.
    AsWritten(Vnd),
    /// The law gives no value; `Due::why` tells the reason.
    Unvalued,
    /// The decision names the same part and reference twice.
    Duplicate,
}

impl Amount {
    pub fn known(self) -> Option<Vnd> {
        match self {
            Amount::ByLaw(amount) | Amount::AsWritten(amount) => Some(amount),
            Amount::Unvalued | Amount::Duplicate => None,
        }
    }
}

/// One key owed in one month.
#[derive(Clone, Copy, Debug)]
pub struct Due<'a> {
    pub month: Month,
    pub decided: &'a DecidedTerms,
    /// The item that names the terms.
    pub granted: &'a Item,
    /// The item that acted last: the same, or the resumption.
    pub by: &'a Item,
    pub amount: Amount,
    pub(super) index: TermsIndex,
}

impl Due<'_> {
    /// The law's answer for this month: steps of the amount, or why there is none.
    pub fn answered(&self, values: &mut Values) -> Answered {
        values.now(self.index, &self.decided.terms, self.month)
    }

    /// Why the law gives no value.
    pub fn why(&self, values: &mut Values) -> Option<LawError> {
        self.answered(values).as_ref().as_ref().err().cloned()
    }

    /// The law's valuation, also where the written sum is paid.
    pub fn valued(&self, values: &mut Values) -> Option<Valued> {
        self.answered(values).as_ref().as_ref().ok().cloned()
    }
}

/// The first month that is recomputed. An enrolment that the office took over, or whose first decision it knew
/// before it opened its books, starts with the opening month: what came before stays as it was paid. One that
/// was first decided later was paid by nobody before, so its own first month counts.
pub fn first_month(items: &[Item], opening: Month) -> Month {
    let signed = || items.iter().filter(|item| item.decision.signed_entry.is_some());
    let known_before = |item: &Item| {
        item.decision.origin == Origin::Takeover || item.decision.known_on < opening.first_day()
    };
    if signed().any(known_before) {
        return opening;
    }
    signed().map(|item| item.from_month).min().map_or(opening, |first| first.min(opening))
}

/// What is owed for `month` under the decisions that bind on the day of `values`. The month of death is the last
/// one owed.
pub fn owed<'a>(items: &'a [Item], month: Month, died: Option<Date>, values: &mut Values) -> Vec<Due<'a>> {
    let mut dues = Vec::new();
    let timeline = Timeline::of(items, values.known_on());
    for rhythm in [Rhythm::Monthly, Rhythm::Term, Rhythm::Once, Rhythm::Yearly] {
        owed_between(&timeline, rhythm, (month, month), died, values, &mut dues);
    }
    dues
}

/// Adds what falls due in `first..=last` by the rhythm.
pub(super) fn owed_between<'a>(
    timeline: &Timeline<'a>,
    rhythm: Rhythm,
    (first, last): (Month, Month),
    died: Option<Date>,
    values: &mut Values,
    dues: &mut Vec<Due<'a>>,
) {
    let last = match (died, rhythm) {
        // A one-off payment on the occasion of the death is owed after it.
        (None, _) | (Some(_), Rhythm::Once) => last,
        (Some(day), Rhythm::Monthly | Rhythm::Term | Rhythm::Yearly) => last.min(Month::of(day)),
    };
    for (from, to, standing) in timeline.within(first, last) {
        let Standing::Granted { terms: granted, by } = standing else { continue };
        for (position, decided) in granted.terms.iter().enumerate() {
            if Rhythm::of(&decided.terms) != rhythm {
                continue;
            }
            let index = values.index(&decided.terms);
            let written = decided.written.filter(|sum| !follows_law(decided, granted, *sum, index, values));
            let duplicate = granted.terms[..position].iter().any(|other| same_key(other, decided));
            for month in from.through(to).filter(|month| rhythm.falls_in(*month, granted.from_month)) {
                // A later paper of the same year names the martyr again, beside another one.
                let again =
                    |due: &Due| due.month.year() == month.year() && due.decided.has_key(&decided.key());
                if rhythm == Rhythm::Yearly && dues.iter().any(again) {
                    continue;
                }
                let amount = if duplicate {
                    Amount::Duplicate
                } else if let Some(written) = written {
                    Amount::AsWritten(written)
                } else {
                    values.amount_now(index, &decided.terms, month).map_or(Amount::Unvalued, Amount::ByLaw)
                };
                dues.push(Due { month, decided, granted, by, amount, index });
            }
        }
    }
}

/// Whether a written sum flows with the law. It does when it was the law's own amount: of the item's first month
/// or the month of signature, by the law known on the day of the decision, or of the first month by the law known
/// now (papers anticipate a decree that is signed but not yet in force). Any other sum is paid as written until a
/// later decision.
pub(super) fn follows_law(
    decided: &DecidedTerms,
    item: &Item,
    written: Vnd,
    index: TermsIndex,
    values: &mut Values,
) -> bool {
    let day = item.decision.dated();
    let equals = |answered: Answered| matches!(answered.as_ref(), Ok(valued) if valued.amount == written);
    let terms = &decided.terms;
    equals(values.now(index, terms, item.from_month))
        || equals(values.known(index, terms, item.from_month, day))
        || equals(values.known(index, terms, Month::of(day), day))
}

fn same_key(left: &DecidedTerms, right: &DecidedTerms) -> bool {
    left.terms.part == right.terms.part && left.reference == right.reference
}
