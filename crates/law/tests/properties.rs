//! What holds of every case.

#![expect(clippy::unwrap_used, reason = "helpers of tests stop at the first surprise")]

use jiff::ToSpan;
use jiff::civil::{Date, date};
use law::award::{Ground, Missing};
use law::facts::*;
use law::{Answer, LawError, Month, Ruleset, Vnd, check_case};
use proptest::prelude::*;
use std::sync::OnceLock;

fn rules() -> &'static Ruleset {
    static RULES: OnceLock<Ruleset> = OnceLock::new();
    RULES.get_or_init(|| Ruleset::embedded().unwrap())
}

fn day() -> impl Strategy<Value = Date> {
    (0i32..2300).prop_map(|days| date(2020, 11, 1).checked_add(days.days()).unwrap())
}

fn of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

fn what() -> impl Strategy<Value = What> {
    let child = || of(&["a", "b", "c"]).prop_map(str::to_owned);
    let born = (0i32..9000).prop_map(|days| date(2000, 1, 1).checked_add(days.days()).unwrap());
    prop_oneof![
        any::<bool>().prop_map(|specially_difficult| What::Residence {
            area: "25708".to_owned(),
            urban: false,
            specially_difficult
        }),
        of(HouseholdClass::ALL).prop_map(|class| What::Household { class }),
        of(Degree::ALL).prop_map(|degree| What::Disability { degree }),
        of(&[0u8, 1, 2, 3, 4, 5, 6, 7, 8, 9]).prop_map(|flag| match flag {
            0 => What::Hiv,
            1 => What::Pregnancy,
            2 => What::Abandoned,
            3 => What::Adopted,
            4 => What::ReceivedAsChild,
            5 => What::FacilityEligible,
            6 => What::MotherCareShare,
            7 => What::Imprisoned,
            8 => What::TemporaryDetention,
            _ => What::ChildOfSingleParent,
        }),
        (of(Parent::ALL), of(ParentStatus::ALL)).prop_map(|(which, status)| What::Parent { which, status }),
        (of(StudyLevel::ALL), any::<bool>()).prop_map(|(level, uninterrupted)| What::Study {
            level,
            uninterrupted,
            second_course: false
        }),
        of(MaritalStatus::ALL).prop_map(|status| What::Marital { status }),
        (child(), born).prop_map(|(reference, born)| What::Child { reference, born }),
        (child(), of(StudyLevel::ALL)).prop_map(|(reference, level)| What::ChildStudy {
            reference,
            level,
            uninterrupted: true
        }),
        of(SupportStatus::ALL).prop_map(|status| What::Support { status }),
        (of(BenefitKind::ALL), 0i64..900_000)
            .prop_map(|(kind, amount)| What::Benefit { kind, amount: Vnd(amount) }),
        of(FacilityKind::ALL).prop_map(|kind| What::Facility { kind }),
        of(CareBy::ALL).prop_map(|by| What::Care { by }),
        of(DecisionScheme::ALL).prop_map(|scheme| What::Application { scheme }),
        of(DecisionScheme::ALL).prop_map(|scheme| What::Decision { scheme }),
        of(SuspensionScheme::ALL).prop_map(|scheme| What::Suspension {
            scheme,
            reason: SuspensionReason::NotCollected,
            outcome: Some(SuspensionOutcome::Resumed)
        }),
    ]
}

fn case() -> impl Strategy<Value = Case> {
    let fact = (day(), proptest::option::of(1i32..900), what()).prop_map(|(from, length, what)| Fact {
        from,
        until: length.map(|days| from.checked_add(days.days()).unwrap()),
        what,
    });
    let decisions = proptest::collection::vec((day(), of(DecisionScheme::ALL)), 0..3);
    let born =
        (1930i16..2026, 1i8..=12, 1i8..=31, 0u8..8).prop_map(|(year, month, day, vague)| match vague {
            0 => Born::Year(year),
            1 => Born::Month(Month::new(year, month).unwrap()),
            _ => Born::Day(date(year, month, 1).with().day(day.min(28)).build().unwrap()),
        });
    let facts = proptest::collection::vec(fact, 0..10);
    (born, proptest::option::weighted(0.2, day()), facts, decisions).prop_map(
        |(born, died, facts, decided)| {
            let decisions = decided.into_iter().map(|(from, scheme)| Fact {
                from,
                until: None,
                what: What::Decision { scheme },
            });
            let mut facts: Vec<Fact> = facts.into_iter().chain(decisions).collect();
            let person = Person { born, sex: Sex::Female, died: died.filter(|died| *died >= born.latest()) };
            // Drop what contradicts an earlier fact, so that most cases remain.
            let mut kept = Case { person, facts: Vec::new() };
            for fact in facts.drain(..) {
                kept.facts.push(fact);
                if check_case(&kept).is_err() {
                    kept.facts.pop();
                }
            }
            kept
        },
    )
}

fn month() -> impl Strategy<Value = Month> {
    (0i32..70).prop_map(|months| Month::new(2021, 7).unwrap().plus(months))
}

/// The terms and amounts of an answer, and what is missing.
type Shown = (Vec<(law::Terms, Vnd)>, Vec<Missing>);

fn shown(answer: &Result<Answer, LawError>) -> Result<Shown, String> {
    let answer = answer.as_ref().map_err(|error| error.code().to_owned())?;
    let mut awards: Vec<_> = answer.awards.iter().map(|award| (award.terms.clone(), award.amount)).collect();
    awards.sort();
    Ok((awards, answer.missing.iter().copied().collect()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_facts_does_not_matter(case in case(), month in month()) {
        let mut turned = case.clone();
        turned.facts.reverse();
        let answer = rules().assess(&case, month, None);
        prop_assert_eq!(&answer, &rules().assess(&case, month, None));
        prop_assert_eq!(shown(&answer), shown(&rules().assess(&turned, month, None)));
    }

    #[test]
    fn every_award_cites_rests_on_a_fact_and_is_worth_its_terms(case in case(), month in month()) {
        for answer in [rules().assess(&case, month, None), rules().one_off(&case, month, None)] {
            for award in answer.iter().flat_map(|answer| &answer.awards) {
                prop_assert!(award.amount.0 > 0);
                prop_assert!(award.grounds.iter().any(|ground| matches!(ground, Ground::Fact(_))), "{:?}", award);
                let steps = rules().steps(&case, award);
                prop_assert!(steps.iter().filter(|step| step.citation.is_some()).count() >= 2, "{:?}", steps);
                let valued = rules().value(&award.terms, month, None).unwrap();
                prop_assert_eq!((valued.amount, valued.coefficient, valued.base),
                    (award.amount, award.coefficient, award.base));
            }
        }
    }

    #[test]
    fn nothing_without_facts_nor_after_death(case in case(), month in month()) {
        let bare = Case { facts: Vec::new(), ..case.clone() };
        prop_assert_eq!(rules().assess(&bare, month, None).unwrap().awards, vec![]);
        if case.person.died.is_some_and(|died| Month::of(died) < month) {
            let answer = rules().assess(&case, month, None).unwrap();
            prop_assert!(answer.awards.is_empty() && answer.missing.is_empty());
        }
    }

    #[test]
    fn the_last_day_that_gives_something_decides(case in case(), month in month()) {
        prop_assert_eq!(shown(&rules().assess(&case, month, None)), shown(&daily(&case, month)));
    }

    #[test]
    fn many_months_at_once_are_the_months_one_by_one(case in case(), from in month(), length in 0i32..70) {
        let to = from.plus(length);
        let spans = rules().assess_months(&case, from, to, None);
        let mut expected = from;
        for span in &spans {
            prop_assert_eq!(span.first, expected);
            for month in span.first.through(span.last) {
                prop_assert_eq!(shown(&span.answer), shown(&rules().assess(&case, month, None)), "{}", month);
            }
            expected = span.last.next();
        }
        prop_assert_eq!(expected, to.next());
    }
}

/// The same case with a harmless fact that starts on each day of the month: every day is read for the loss.
fn daily(case: &Case, month: Month) -> Result<Answer, LawError> {
    let mut busy = case.clone();
    for day in 1..=month.last_day().day() {
        let from = month.first_day().with().day(day).build().unwrap();
        let what = What::MeritEnded { reason: MeritEndReason::ExpelledFromParty };
        busy.facts.push(Fact { from, until: from.tomorrow().ok(), what });
    }
    rules().assess(&busy, month, None)
}
