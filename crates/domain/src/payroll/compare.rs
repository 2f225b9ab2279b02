//! A draft beside the run before: who is new, who has ended, whose amount changes and why.

use super::draft::Draft;
use super::line::{Cause, Line, LineKind};
use crate::decisions::PartKey;
use crate::ids::{DecisionId, EnrolmentId, PersonId, UnitId};
use crate::shown::shown;
use law::{Month, Scheme, Terms, Vnd};
use std::collections::{BTreeMap, HashMap};

/// One current line of one month, of either run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    pub person: PersonId,
    pub enrolment: EnrolmentId,
    pub terms: Terms,
    pub key: PartKey,
    pub amount: Vnd,
    pub unit: UnitId,
    pub decision: Option<DecisionId>,
}

shown!(ChangeKind {
    New = "new", "tăng";
    Ended = "ended", "giảm";
    /// Category, class, rate or quantity by another decision.
    Terms = "terms", "thay đổi đối tượng, hệ số";
    /// The same terms with another amount.
    Amount = "amount", "thay đổi mức";
    /// Another commune, same money.
    Moved = "moved", "chuyển nơi cư trú";
});

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub kind: ChangeKind,
    pub person: PersonId,
    pub enrolment: EnrolmentId,
    pub scheme: Scheme,
    pub key: PartKey,
    pub before: Option<Snapshot>,
    pub after: Option<Snapshot>,
    pub cause: Option<Cause>,
}

impl Change {
    /// Đồng more per month; negative if less.
    pub fn difference(&self) -> Vnd {
        let amount = |side: &Option<Snapshot>| side.as_ref().map_or(Vnd::ZERO, |snapshot| snapshot.amount);
        amount(&self.after) - amount(&self.before)
    }

    /// The commune that the change belongs to: the new one of a person who moved.
    pub fn unit(&self) -> Option<UnitId> {
        self.after.as_ref().or(self.before.as_ref()).map(|snapshot| snapshot.unit)
    }
}

/// The current lines of `month` in a draft.
pub fn snapshots(draft: &Draft, month: Month) -> Vec<Snapshot> {
    let mut snapshots = Vec::with_capacity(draft.lines.len());
    for payment in &draft.payments {
        for index in &payment.lines {
            let line = &draft.lines[*index];
            if line.kind == LineKind::Current && line.month == month {
                snapshots.push(snapshot(line, payment.place.unit));
            }
        }
    }
    snapshots
}

fn snapshot(line: &Line, unit: UnitId) -> Snapshot {
    Snapshot {
        person: line.person,
        enrolment: line.enrolment,
        terms: line.terms.clone(),
        key: line.key(),
        amount: line.amount,
        unit,
        decision: line.decision,
    }
}

/// Changes from `previous` to `draft`, both of one month and with one line for each key, in the order of person,
/// enrolment and key. `draft.stopped` tells why somebody ended.
pub fn compare(previous: &[Snapshot], draft: &Draft, month: Month) -> Vec<Change> {
    let current = snapshots(draft, month);
    let keyed = |side: &[Snapshot]| -> BTreeMap<(PersonId, EnrolmentId, PartKey), Snapshot> {
        side.iter().map(|one| ((one.person, one.enrolment, one.key.clone()), one.clone())).collect()
    };
    let mut after = keyed(&current);
    let stopped: HashMap<(EnrolmentId, &PartKey), &Cause> =
        draft.stopped.iter().map(|one| ((one.enrolment, &one.key), &one.cause)).collect();
    let mut changes = Vec::new();
    for ((person, enrolment, key), before) in keyed(previous) {
        let now = after.remove(&(person, enrolment, key.clone()));
        let cause = stopped.get(&(enrolment, &key)).map(|cause| (*cause).clone());
        changes.extend(change(Some(before), now, cause));
    }
    for (_, now) in after {
        changes.extend(change(None, Some(now), None));
    }
    changes.sort_by(|left, right| {
        (left.person, left.enrolment, &left.key).cmp(&(right.person, right.enrolment, &right.key))
    });
    changes
}

fn change(before: Option<Snapshot>, after: Option<Snapshot>, stopped: Option<Cause>) -> Option<Change> {
    let (kind, cause) = match (&before, &after) {
        (None, None) => return None,
        (None, Some(now)) => (ChangeKind::New, now.decision.map(Cause::Decision)),
        (Some(_), None) => (ChangeKind::Ended, stopped),
        (Some(old), Some(now)) if old.terms != now.terms => {
            (ChangeKind::Terms, now.decision.map(Cause::Decision))
        }
        (Some(old), Some(now)) if old.amount != now.amount && old.decision != now.decision => {
            (ChangeKind::Amount, now.decision.map(Cause::Decision))
        }
        (Some(old), Some(now)) if old.amount != now.amount => {
            (ChangeKind::Amount, Some(Cause::Law(String::new())))
        }
        (Some(old), Some(now)) if old.unit != now.unit => (ChangeKind::Moved, None),
        (Some(_), Some(_)) => return None,
    };
    let one = after.as_ref().or(before.as_ref())?;
    let (person, enrolment, scheme, key) = (one.person, one.enrolment, one.terms.scheme, one.key.clone());
    Some(Change { kind, person, enrolment, scheme, key, before, after, cause })
}

/// Lines and đồng: of one side, or (amounts then being differences) of one kind of change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub lines: u32,
    pub amount: Vnd,
}

/// Changes added up by kind, scheme and commune.
pub fn totals(changes: &[Change]) -> BTreeMap<(ChangeKind, Scheme, Option<UnitId>), Totals> {
    let mut totals: BTreeMap<_, Totals> = BTreeMap::new();
    for change in changes {
        let entry = totals.entry((change.kind, change.scheme, change.unit())).or_default();
        entry.lines += 1;
        entry.amount += change.difference();
    }
    totals
}

/// What the comparison page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    pub before: Totals,
    pub after: Totals,
    pub changes: Vec<Change>,
}

impl Compared {
    /// Of those lines that `is_seen` admits: sums and changes alike.
    pub fn of(
        previous: &[Snapshot],
        draft: &Draft,
        month: Month,
        is_seen: impl Fn(PersonId, Scheme) -> bool,
    ) -> Compared {
        let side = |snapshots: &[Snapshot]| {
            let seen = || snapshots.iter().filter(|one| is_seen(one.person, one.terms.scheme));
            Totals {
                lines: u32::try_from(seen().count()).unwrap_or(u32::MAX),
                amount: seen().map(|one| one.amount).sum(),
            }
        };
        let after = side(&snapshots(draft, month));
        let mut changes = compare(previous, draft, month);
        changes.retain(|change| is_seen(change.person, change.scheme));
        Compared { before: side(previous), after, changes }
    }
}
