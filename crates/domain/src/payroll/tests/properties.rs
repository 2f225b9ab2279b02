//! What holds for every history.

use super::sim::Office;
use super::table::value;
use crate::ledger::{Dimensions, Event, Movement, check_balance, entries_for, movements};
use crate::payments::{Channel, Source};
use crate::payroll::{Draft, LineKind, Values, first_month, owed};
use jiff::ToSpan;
use law::{Month, Vnd};
use proptest::prelude::*;
use std::cell::RefCell;

/// Something that happens between two runs.
fn event() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec!["An", "Ba"]);
    let social =
        prop::sample::select(vec!["severe", "severe_child", "under_4=777000", "severe=540000", "from_4"]);
    let merit =
        prop::sample::select(vec!["inv61", "inv41", "inv61=1600000", "inv61 carer", "inv41=5000 carer"]);
    let from = prop::sample::select(vec!["2023-01", "2023-03", "2023-06", "2023-08", "2023-11"]);
    let kind = prop::sample::select(vec!["grant", "grant", "change", "change", "suspend", "resume", "end"]);
    let decided = (kind, name.clone(), prop::bool::ANY, social, merit, from.clone()).prop_map(
        |(kind, name, of_merit, social, merit, from)| {
            let (scheme, terms) = if of_merit { ("merit", merit) } else { ("social_allowance", social) };
            let terms = if matches!(kind, "grant" | "change") { terms } else { "" };
            format!("{kind} {name} {scheme} {terms} from {from}")
        },
    );
    let day = prop::sample::select(vec!["2023-02-10", "2023-05-28", "2023-09-01"]);
    prop_oneof![
        6 => decided,
        1 => (name.clone(), day).prop_map(|(name, day)| format!("died {name} {day}")),
        1 => name.clone().prop_map(|name| format!("lives {name}")),
        1 => name.clone().prop_map(|name| format!("heir {name}")),
        1 => name.prop_map(|name| format!("returned {name}")),
        3 => (1..6i64).prop_map(|number| format!("void {number}")),
        3 => (1..9i64).prop_map(|number| format!("plan-all {}", number * 100_000)),
        1 => Just("run supplementary".to_owned()),
    ]
}

fn history() -> impl Strategy<Value = Vec<(u8, Vec<String>)>> {
    prop::collection::vec((1..3u8, prop::collection::vec(event(), 0..4)), 5..13)
}

/// How often each thing happened: a property over histories in which nothing happens would prove nothing.
#[derive(Debug, Default)]
struct Seen {
    settled: usize,
    arrears: usize,
    deductions: usize,
    proposals: usize,
    withdrawals: usize,
    carries: usize,
    waiting: usize,
}

/// Plays the months and checks after each run.
fn play(months: &[(u8, Vec<String>)], seen: &mut Seen) {
    let mut office = Office::new();
    office.does("grant An merit inv61 from 2023-01");
    let mut first = Month::parse("2023-02").unwrap();
    for (length, events) in months {
        let last = first.plus(i32::from(*length) - 1);
        let day = first.previous().first_day().saturating_add(19.days());
        office.does(&format!("on {day}"));
        for event in events {
            match event.split_once(' ') {
                Some(("returned", _)) if office.last.is_none() => {}
                Some(("plan-all", ceiling)) => office.plan_all(Vnd(ceiling.parse().unwrap())),
                Some(("run", kind)) if office.previous.is_empty() => assert_eq!(kind, "supplementary"),
                Some(("run", kind)) => {
                    let month = office.previous.last().unwrap().1;
                    run(&mut office, kind, &month.to_string(), seen);
                }
                _ => assert_eq!(office.does(event), None),
            }
        }
        run(&mut office, "monthly", &format!("{first}..{last}"), seen);
        everything_owed_is_posted(&office, last);
        first = last.next();
    }
    seen.settled += office.settled;
}

fn run(office: &mut Office, kind: &str, months: &str, seen: &mut Seen) {
    let returned_before: Vnd =
        office.people.iter().flat_map(|one| &one.uncollected).map(|one| one.amount()).sum();
    office.does(&format!("run {kind} {months}"));
    let draft = office.last.clone().unwrap();
    seen.arrears += draft.lines.iter().filter(|line| line.kind == LineKind::Arrears).count();
    seen.deductions += draft.lines.iter().filter(|line| line.kind == LineKind::Deduction).count();
    seen.proposals += draft.proposals.len();
    seen.withdrawals += draft.withdrawals.len();
    seen.carries += draft.payments.iter().map(|payment| payment.carries.len()).sum::<usize>();
    seen.waiting += draft.waiting.len();
    for line in &draft.lines {
        assert_eq!(line.amount.0 < 0, line.kind == LineKind::Deduction, "{line:?}");
        assert_eq!(line.recovery.is_some(), line.kind == LineKind::Deduction, "{line:?}");
        assert_eq!(line.cause.is_some(), line.kind == LineKind::Arrears, "{line:?}");
    }
    assert!(
        draft.payments.iter().all(|payment| payment.amount() >= Vnd::ZERO),
        "a payment is never negative"
    );
    let left: Vnd = office.people.iter().flat_map(|one| &one.uncollected).map(|one| one.amount()).sum();
    let carried: Vnd = draft.payments.iter().map(|payment| payment.amount_carried).sum();
    assert_eq!(returned_before, left + carried, "what came back is carried whole or stays");
    books_balance(&draft);
    office.does(&format!("draft {kind} {months}"));
    let again = office.last.replace(draft).unwrap();
    assert!(again.lines.iter().all(|line| line.kind == LineKind::Deduction), "{:?}", again.lines);
    assert!(
        again.proposals.is_empty() && again.withdrawals.is_empty(),
        "an unchanged past yields no difference"
    );
}

/// Posted less what is to be given back equals what is owed, for all that does not wait.
fn everything_owed_is_posted(office: &Office, last: Month) {
    let draft = office.last.as_ref().unwrap();
    let mut values = Values::new(&value, office.on, office.opening);
    for person in &office.people {
        for enrolled in &person.enrolments {
            for month in first_month(&enrolled.items, office.opening).through(last) {
                let dues = owed(&enrolled.items, month, person.died, &mut values);
                assert!(
                    person.died.is_none_or(|day| month <= Month::of(day)) || dues.is_empty(),
                    "owed after death"
                );
                let mut keys: Vec<_> = enrolled.posted.keys().cloned().collect();
                keys.extend(dues.iter().map(|due| due.decided.key()));
                for key in keys {
                    let waits = |one: &&crate::payroll::Waiting| {
                        one.enrolment == enrolled.enrolment.id && one.key == key && one.month == month
                    };
                    if draft.waiting.iter().any(|one| waits(&one)) {
                        continue;
                    }
                    let of_key = enrolled.recoveries.iter().filter(|one| one.counts() && one.month == month);
                    let given_back: Vnd = of_key.filter(|one| one.key == key).map(|one| one.amount).sum();
                    let due = dues.iter().find(|due| due.decided.has_key(&key));
                    let owed = due.and_then(|due| due.amount.known()).unwrap_or(Vnd::ZERO);
                    let posted = enrolled.posted.amount(&key, month);
                    assert_eq!(posted - given_back, owed, "{} {month} {key:?}", person.sort_key);
                }
            }
            for recovery in &enrolled.recoveries {
                assert!(Vnd::ZERO <= recovery.taken && recovery.taken <= recovery.amount, "{recovery:?}");
            }
        }
    }
}

/// Approve, deduct, propose, send, pay and return of a run: each balances, and paying all clears the payer.
fn books_balance(draft: &Draft) {
    let unit = draft.payments.first().map(|payment| payment.place.unit);
    let Some(unit) = unit else { return };
    let at = |scheme, amount| Movement {
        dimensions: Dimensions { unit, channel: Some(Channel::Post), scheme },
        amount,
    };
    let earned = draft.lines.iter().filter(|line| line.kind != LineKind::Deduction);
    let deducted = draft.lines.iter().filter(|line| line.kind == LineKind::Deduction);
    let handed = || draft.payments.iter().flat_map(|payment| movements(unit, Channel::Post, &payment.shares));
    let proposed = draft.proposals.iter().map(|one| at(one.scheme, one.amount));
    let mut books = entries_for(Event::Approve, earned.map(|line| at(line.terms.scheme, line.amount)));
    books.extend(entries_for(Event::Deduct, deducted.map(|line| at(line.terms.scheme, -line.amount))));
    books.extend(entries_for(Event::Propose, proposed));
    books.extend(entries_for(Event::Send, handed()));
    check_balance(books.iter().map(|posting| posting.amount)).unwrap();
    let on = |books: &[crate::ledger::Posting], account: &str| -> Vnd {
        books.iter().filter(|one| one.account_name().starts_with(account)).map(|one| one.amount).sum()
    };
    let handed_over: Vnd = draft.payments.iter().map(|payment| payment.amount()).sum();
    assert_eq!(on(&books, "payer/"), handed_over);
    assert_eq!(on(&books, "payable/"), -draft.total());
    let central: Vnd =
        draft.payments.iter().filter(|one| one.source == Source::Central).map(|one| one.amount()).sum();
    assert_eq!(on(&books, "source/central"), -central);
    let carried: Vnd = draft.payments.iter().map(|payment| payment.amount_carried).sum();
    let mut paid = books.clone();
    paid.extend(entries_for(Event::Pay, handed()));
    assert_eq!(on(&paid, "payer/"), Vnd::ZERO, "all paid: the payer holds nothing");
    assert_eq!(on(&paid, "payable/"), carried, "and what earlier runs still owed is handed over too");
    books.extend(entries_for(Event::Return, handed()));
    assert_eq!(
        (on(&books, "payer/"), on(&books, "source/")),
        (Vnd::ZERO, Vnd::ZERO),
        "all returned: as before"
    );
    assert_eq!(on(&books, "payable/"), -draft.total(), "but the payable stays");
}

#[test]
fn every_history_settles() {
    let seen = RefCell::new(Seen::default());
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(
        ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let result = runner.run(&history(), |months| {
        play(&months, &mut seen.borrow_mut());
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    let seen = seen.into_inner();
    let counts = [
        seen.settled,
        seen.arrears,
        seen.deductions,
        seen.proposals,
        seen.withdrawals,
        seen.carries,
        seen.waiting,
    ];
    assert!(counts.iter().all(|count| *count >= 30), "{seen:?}");
}
