//! Households: dated members and places, the class of each review, and what it means for a member's case.

use crate::ids::{HouseholdId, PersonId, UnitId};
use jiff::civil::{Date, date};
pub use law::facts::HouseholdClass;
use law::{Fact, What};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub household: HouseholdId,
    pub person: PersonId,
    /// What the member is to the head, as written: "Chủ hộ", "Vợ", "Con".
    pub relation: String,
    pub is_head: bool,
    pub from: Date,
    pub until: Option<Date>,
}

/// The class found by the review of a year. It holds for the year after the review, until the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassPeriod {
    pub class: HouseholdClass,
    pub review_year: i16,
    pub from: Date,
    pub until: Option<Date>,
}

impl ClassPeriod {
    /// From 1 January after the review year to 1 January of the year after that.
    pub fn of_review(class: HouseholdClass, review_year: i16) -> ClassPeriod {
        let from = date(review_year + 1, 1, 1);
        ClassPeriod { class, review_year, from, until: Some(date(review_year + 2, 1, 1)) }
    }
}

/// All households and people of a commune or hamlet at a review: the denominators of poverty rates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseholdTotal {
    pub unit: UnitId,
    pub hamlet: Option<String>,
    pub review_year: i16,
    pub reviewed_on: Date,
    pub households: i64,
    pub people: Option<i64>,
    pub source: Option<String>,
}

/// An interval of days, from ≤ d < until.
type Interval = (Date, Option<Date>);

/// The common days of two intervals.
fn meet(a: Interval, b: Interval) -> Option<Interval> {
    let from = a.0.max(b.0);
    let until = match (a.1, b.1) {
        (Some(x), Some(y)) => Some(x.min(y)),
        (x, y) => x.or(y),
    };
    until.is_none_or(|until| from < until).then_some((from, until))
}

/// The facts `household` of one person: the classes of the households while the person is a member, joined
/// where a class goes on from review to review; `own` (said of the person itself) fills the days about which
/// the households say nothing.
pub fn project(membership: &[(Interval, Vec<ClassPeriod>)], own: &[(Interval, HouseholdClass)]) -> Vec<Fact> {
    let mut said: Vec<(Interval, HouseholdClass)> = Vec::new();
    for (stay, classes) in membership {
        for period in classes {
            said.extend(meet(*stay, (period.from, period.until)).map(|days| (days, period.class)));
        }
    }
    said.sort_by_key(|(days, _)| days.0);
    let mut gaps = Vec::new();
    for (days, class) in own {
        gaps.extend(without(*days, &said).into_iter().map(|gap| (gap, *class)));
    }
    said.extend(gaps);
    said.sort_by_key(|(days, _)| days.0);
    join(said)
}

/// The parts of `days` that no interval of `said` (sorted) covers.
fn without(days: Interval, said: &[(Interval, HouseholdClass)]) -> Vec<Interval> {
    let mut gaps = Vec::new();
    let mut from = days.0;
    for (covered, _) in said {
        if covered.1.is_some_and(|until| until <= from) {
            continue;
        }
        if covered.0 > from {
            gaps.extend(meet((from, days.1), (from, Some(covered.0))));
        }
        match covered.1 {
            Some(until) => from = from.max(until),
            None => return gaps,
        }
    }
    gaps.extend(meet((from, days.1), (from, None)));
    gaps
}

fn join(periods: Vec<(Interval, HouseholdClass)>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for ((from, until), class) in periods {
        let what = What::Household { class };
        match facts.last_mut() {
            Some(last) if last.until == Some(from) && last.what == what => last.until = until,
            _ => facts.push(Fact { from, until, what }),
        }
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use HouseholdClass::{NearPoor, Other, Poor};

    fn shown(facts: &[Fact]) -> Vec<String> {
        facts
            .iter()
            .map(|fact| {
                let What::Household { class } = fact.what else { panic!("not a household") };
                let until = fact.until.map_or("…".to_owned(), |d| d.to_string());
                format!("{} {}..{until}", class.word(), fact.from)
            })
            .collect()
    }

    #[test]
    fn classes_hold_for_the_year_after_their_review() {
        let always = (date(2021, 1, 1), None);
        let classes = vec![
            ClassPeriod::of_review(Poor, 2021),
            ClassPeriod::of_review(Poor, 2022),
            ClassPeriod::of_review(Other, 2023),
        ];
        let facts = project(&[(always, classes)], &[]);
        assert_eq!(shown(&facts), ["poor 2022-01-01..2024-01-01", "other 2024-01-01..2025-01-01"]);
    }

    #[test]
    fn membership_and_own_statement_share_the_days() {
        let stay = (date(2022, 7, 1), Some(date(2022, 10, 1)));
        let facts = project(
            &[(stay, vec![ClassPeriod::of_review(Poor, 2021)])],
            &[((date(2022, 1, 1), None), NearPoor)],
        );
        assert_eq!(
            shown(&facts),
            ["near_poor 2022-01-01..2022-07-01", "poor 2022-07-01..2022-10-01", "near_poor 2022-10-01..…"]
        );
    }

    #[test]
    fn an_open_class_leaves_no_gap_after_it() {
        let open = ClassPeriod { until: None, ..ClassPeriod::of_review(Poor, 2021) };
        let facts = project(&[((date(2000, 1, 1), None), vec![open])], &[((date(2023, 1, 1), None), Other)]);
        assert_eq!(shown(&facts), ["poor 2022-01-01..…"]);
    }
}
