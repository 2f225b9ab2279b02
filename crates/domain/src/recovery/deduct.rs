//! Plans at work: what this run takes back.

use super::{Recovery, RecoveryPlan};
use crate::decisions::PartKey;
use crate::ids::{EnrolmentId, RecoveryId};
use law::{Month, Vnd};

/// What a person's money of one source can give up in a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capacity {
    /// Sum of the lines that the plan may touch: the run's current lines, or the funeral support.
    pub lines: Vnd,
    /// Months that the run pays; a monthly ceiling counts for each.
    pub months: u32,
    /// Lines of payments that came back and are carried into this run. A recovery of the very same key and month
    /// takes them whole, whatever its ceiling: that money was never handed over.
    pub carried: Vec<(EnrolmentId, PartKey, Month, Vnd)>,
}

/// The part of a recovery that a run takes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deduction {
    pub recovery: RecoveryId,
    /// Positive, at most the recovery's remainder.
    pub amount: Vnd,
}

/// Takes from the oldest month on; never more than there is.
pub fn deductions(recoveries: &[&Recovery], plan: RecoveryPlan, mut capacity: Capacity) -> Vec<Deduction> {
    let mut open: Vec<&Recovery> = recoveries
        .iter()
        .copied()
        .filter(|recovery| recovery.plan == Some(plan) && recovery.remaining() > Vnd::ZERO)
        .collect();
    open.sort_by_key(|recovery| (recovery.month, recovery.id));
    let mut taken = Vec::new();
    for recovery in open {
        let unspent = take_carried(recovery, &mut capacity.carried);
        let ceiling =
            recovery.monthly_ceiling.map_or(capacity.lines, |ceiling| ceiling.times(capacity.months));
        let from_lines = (recovery.remaining() - unspent).min(ceiling).min(capacity.lines);
        capacity.lines -= from_lines;
        let amount = unspent + from_lines;
        if amount > Vnd::ZERO {
            taken.push(Deduction { recovery: recovery.id, amount });
        }
    }
    taken
}

fn take_carried(recovery: &Recovery, carried: &mut [(EnrolmentId, PartKey, Month, Vnd)]) -> Vnd {
    let mut taken = Vnd::ZERO;
    for (enrolment, key, month, amount) in carried {
        if *enrolment == recovery.enrolment
            && *key == recovery.key
            && *month == recovery.month
            && amount.0 > 0
        {
            let part = (*amount).min(recovery.remaining() - taken);
            taken += part;
            *amount -= part;
        }
    }
    taken
}
