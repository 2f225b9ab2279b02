//! Drafting a run: everybody's lines, what waits, what is to be taken back, and the payments.

use super::drafting::Drafting;
use super::line::{Cause, Finding, Line, Proposal, Waiting};
use super::posted::Posted;
use super::run::RunSpec;
use super::values::ValueFn;
use crate::decisions::{Enrolment, Item, PartKey};
use crate::ids::{EnrolmentId, PersonId, RecoveryId, UnitId};
use crate::payments::{Payee, Payment, Uncollected, group};
use crate::recovery::Recovery;
use jiff::civil::Date;
use law::Vnd;
use std::collections::HashMap;
use std::sync::Arc;

/// Where a person is listed on the day of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub unit: UnitId,
    pub hamlet: Option<Arc<str>>,
}

/// A person with everything that a run needs to know, as known on the day on which it is prepared.
#[derive(Clone, Debug)]
pub struct Recipient {
    pub person: PersonId,
    pub died: Option<Date>,
    pub place: Place,
    /// Vietnamese sort key of the name.
    pub sort_key: Arc<str>,
    pub payees: Vec<Payee>,
    pub enrolments: Vec<Enrolled>,
    /// Returned payments that this run may carry.
    pub uncollected: Vec<Uncollected>,
}

/// One enrolment with its history.
#[derive(Clone, Debug)]
pub struct Enrolled {
    pub enrolment: Enrolment,
    /// Of all decisions, voided ones too: they tell causes.
    pub items: Vec<Item>,
    pub posted: Posted,
    /// Of approved runs, withdrawn ones left out.
    pub recoveries: Vec<Recovery>,
    pub past: Past,
}

/// Whether the months before the run can differ from what was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past {
    /// Value every month since the opening.
    Recompute,
    /// An earlier draft found no difference and nothing that it read has changed since: `Settled` gives the same
    /// result as `Recompute`, only sooner. `Posted` then needs the run's own months and the one before.
    Settled,
}

/// A proposal that nobody had decided and whose difference has vanished, wholly or in part; a remainder is
/// proposed anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    pub recovery: RecoveryId,
    pub amount: Vnd,
}

/// A key that was paid for the month before and is not owed for the run's first month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    pub person: PersonId,
    pub enrolment: EnrolmentId,
    pub key: PartKey,
    pub cause: Cause,
}

/// The whole of a run before anybody has checked it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub lines: Vec<Line>,
    pub payments: Vec<Payment>,
    pub waiting: Vec<Waiting>,
    pub proposals: Vec<Proposal>,
    pub withdrawals: Vec<Withdrawal>,
    pub stopped: Vec<Stopped>,
    pub findings: Vec<Finding>,
    /// Bodies without repetition; lines point here.
    pub explanations: Vec<Arc<str>>,
}

impl Draft {
    /// Sum of the lines, deductions subtracted: what is newly handed over.
    pub fn total(&self) -> Vnd {
        self.lines.iter().map(|line| line.amount).sum()
    }

    pub fn explanation(&self, line: &Line) -> &str {
        &self.explanations[line.explanation.0 as usize]
    }
}

/// Drafts the run. The result depends on the arguments alone, and on the order of recipients only in the order of
/// lines. `value` is `Ruleset::value`.
pub fn draft_run(spec: &RunSpec, recipients: &[Recipient], value: &ValueFn) -> Draft {
    let mut drafting = Drafting::new(spec, value);
    for recipient in recipients {
        drafting.recipient(recipient);
    }
    let places: HashMap<PersonId, &Recipient> = recipients.iter().map(|one| (one.person, one)).collect();
    let (mut draft, carries) = drafting.finish();
    draft.payments = group(&draft.lines, &carries, |person| {
        let recipient = places[&person];
        (&recipient.place, &recipient.sort_key)
    });
    draft
}
