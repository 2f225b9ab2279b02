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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recovery::RecoveryState;
    use law::Scheme;

    fn recovery(id: i64, month: &str, amount: i64, taken: i64, ceiling: Option<i64>) -> Recovery {
        Recovery {
            id: RecoveryId(id),
            enrolment: EnrolmentId(1),
            scheme: Scheme::Merit,
            key: PartKey::new("allowance", ""),
            month: Month::parse(month).unwrap(),
            amount: Vnd(amount),
            taken: Vnd(taken),
            state: RecoveryState::Planned,
            plan: Some(RecoveryPlan::FromPayments),
            monthly_ceiling: ceiling.map(Vnd),
        }
    }

    fn check(
        recoveries: &[Recovery],
        lines: i64,
        months: u32,
        carried: &[(&str, i64)],
        expected: &[(i64, i64)],
    ) {
        let carried = carried.iter().map(|(month, amount)| {
            (EnrolmentId(1), PartKey::new("allowance", ""), Month::parse(month).unwrap(), Vnd(*amount))
        });
        let capacity = Capacity { lines: Vnd(lines), months, carried: carried.collect() };
        let all: Vec<&Recovery> = recoveries.iter().collect();
        let found = deductions(&all, RecoveryPlan::FromPayments, capacity);
        let found: Vec<(i64, i64)> = found.iter().map(|one| (one.recovery.0, one.amount.0)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_run_takes_no_more_than_the_ceiling_the_remainder_and_the_lines() {
        check(&[recovery(1, "2023-02", 900, 0, Some(200))], 500, 1, &[], &[(1, 200)]);
        check(&[recovery(1, "2023-02", 900, 0, Some(200))], 500, 2, &[], &[(1, 400)]);
        check(&[recovery(1, "2023-02", 900, 750, Some(200))], 500, 1, &[], &[(1, 150)]);
        check(&[recovery(1, "2023-02", 900, 0, Some(200))], 120, 1, &[], &[(1, 120)]);
        check(&[recovery(1, "2023-02", 900, 0, None)], 500, 1, &[], &[(1, 500)]);
        check(&[recovery(1, "2023-02", 900, 900, None)], 500, 1, &[], &[]);
        check(&[recovery(1, "2023-02", 900, 0, None)], 0, 1, &[], &[]);
    }

    #[test]
    fn the_oldest_month_comes_first_and_they_share_the_lines() {
        let both = [recovery(1, "2023-03", 400, 0, None), recovery(2, "2023-02", 300, 0, None)];
        check(&both, 500, 1, &[], &[(2, 300), (1, 200)]);
    }

    #[test]
    fn money_that_was_never_collected_is_taken_whole() {
        check(
            &[recovery(1, "2023-02", 900, 0, Some(100))],
            0,
            1,
            &[("2023-02", 900), ("2023-01", 900)],
            &[(1, 900)],
        );
        check(&[recovery(1, "2023-02", 900, 0, Some(100))], 500, 1, &[("2023-02", 600)], &[(1, 700)]);
    }

    #[test]
    fn undecided_settled_and_differently_planned_recoveries_take_nothing() {
        let mut proposed = recovery(1, "2023-02", 900, 0, None);
        proposed.state = RecoveryState::Proposed;
        proposed.plan = None;
        let mut relatives = recovery(2, "2023-02", 900, 0, None);
        relatives.plan = Some(RecoveryPlan::FromRelatives);
        let mut settled = recovery(3, "2023-02", 900, 0, None);
        settled.state = RecoveryState::Settled;
        check(&[proposed, relatives, settled], 500, 1, &[], &[]);
    }
}
