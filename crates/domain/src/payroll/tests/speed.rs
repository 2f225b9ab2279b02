//! An office's month with its whole past: how often the law is asked, and that the settled past may be skipped.

use super::table::{month, terms, value};
use crate::decisions::{DecidedTerms, Decision, DecisionKind, Enrolment, Item, Origin, PartKey};
use crate::ids::{DecisionId, EnrolmentId, EntryId, PayeeId, PersonId, UnitId};
use crate::payments::{Channel, Payee, PayeeGround};
use crate::payroll::{Cutoff, Enrolled, Past, Place, Posted, Recipient, RunSpec, draft_run};
use law::{Scheme, Vnd};
use std::sync::Arc;

const PAYEES: i64 = 8_500;

fn recipient(number: i64) -> Recipient {
    let merit = number % 2 == 0;
    let (scheme, word) = if merit { (Scheme::Merit, "inv61") } else { (Scheme::SocialAllowance, "severe") };
    let day = "2018-12-20".parse().unwrap();
    let decision = Decision {
        id: DecisionId(number % 40),
        origin: Origin::Received,
        kind: DecisionKind::Grant,
        number: Some(format!("{number}/QĐ")),
        issuer: None,
        signed_on: Some(day),
        known_on: day,
        signed_entry: Some(EntryId(1)),
        voided_entry: None,
    };
    let mut posted = Posted::default();
    let amount = |at: &str| value(&terms(word), month(at), None).unwrap().amount;
    let key = PartKey::new("allowance", "");
    let paid_as_before = if merit { "2023-06" } else { "2024-06" };
    posted.add_span(&key, month("2021-07"), month(paid_as_before), amount(paid_as_before));
    posted.add_span(&key, month(paid_as_before).next(), month("2026-05"), amount("2026-06"));
    let id = EnrolmentId(number);
    let item = Item {
        decision: Arc::new(decision),
        from_month: month("2019-01"),
        terms: vec![DecidedTerms::by_law(terms(word), "")],
    };
    Recipient {
        person: PersonId(number),
        died: None,
        place: Place { unit: UnitId(number % 10), hamlet: None },
        sort_key: format!("{:05}", number * 7_919 % PAYEES).into(),
        payees: vec![Payee {
            id: PayeeId(number),
            ground: PayeeGround::SelfPaid,
            channel: Channel::Post,
            from: day,
            until: None,
        }],
        enrolments: vec![Enrolled {
            enrolment: Enrolment { id, person: PersonId(number), scheme, stream: "".into() },
            items: vec![item],
            posted,
            recoveries: Vec::new(),
            past: Past::Recompute,
        }],
        uncollected: Vec::new(),
    }
}

#[test]
fn an_office_with_five_years_behind_it_drafts_its_month_at_once() {
    let mut recipients: Vec<Recipient> = (1..=PAYEES).map(recipient).collect();
    let day = "2026-05-20".parse().unwrap();
    let mut spec = RunSpec::monthly(month("2026-06"), day, month("2021-07"));
    spec.previous = Some(Cutoff { prepared_on: day, entry: EntryId(2) });
    let (whole, work) = counted(&spec, &recipients);
    assert_eq!(whole.lines.len(), usize::try_from(PAYEES).unwrap());
    assert_eq!(whole.explanations.len(), 2, "one body for each row of the tables");
    assert_eq!(work, 2 * 60, "each month of each row is asked for once");
    recipients.iter_mut().for_each(|one| one.enrolments[0].past = Past::Settled);
    let (settled, _) = counted(&spec, &recipients);
    assert_eq!(whole, settled, "skipping the settled past changes nothing");
    assert_eq!(whole.total(), Vnd(PAYEES / 2 * (2_000_000 + 750_000)));
}

/// The draft and how often the law was asked.
fn counted(spec: &RunSpec, recipients: &[Recipient]) -> (crate::payroll::Draft, usize) {
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let counting = |terms: &law::Terms, month: law::Month, day: Option<jiff::civil::Date>| {
        asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        value(terms, month, day)
    };
    let draft = draft_run(spec, recipients, &counting);
    (draft, asked.into_inner())
}
