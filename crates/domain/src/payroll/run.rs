//! Runs: their kinds, their states, and who may take which step.

use crate::decisions::Rhythm;
use crate::ids::{EntryId, OfficerId};
use crate::shown::shown;
use crate::transitions::{Transition, after};
use jiff::civil::Date;
use law::Month;

shown!(RunKind {
    Monthly = "monthly", "hằng tháng";
    Supplementary = "supplementary", "bổ sung";
    OneOff = "one_off", "một lần";
    Annual = "annual", "hằng năm (thờ cúng liệt sĩ)";
    Term = "term", "theo học kỳ";
});

impl RunKind {
    /// The rhythm of the terms that a run of this kind pays.
    pub fn rhythm(self) -> Rhythm {
        match self {
            RunKind::Monthly | RunKind::Supplementary => Rhythm::Monthly,
            RunKind::OneOff => Rhythm::Once,
            RunKind::Annual => Rhythm::Yearly,
            RunKind::Term => Rhythm::Term,
        }
    }
}

/// An approved run before: what the office knew then tells the causes of today's differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cutoff {
    pub prepared_on: Date,
    /// The journal entry that prepared it.
    pub entry: EntryId,
}

/// What a run is asked to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSpec {
    pub kind: RunKind,
    pub month: Month,
    /// Same as `month`, or later when months are paid together (near Tết; a term).
    pub last_month: Month,
    /// The day on which it is prepared: what is known is what was known then.
    pub prepared_on: Date,
    /// First month that the office has on its own books; earlier ones are never recomputed.
    pub opening: Month,
    /// The latest approved run of the same kind; for a supplementary run the monthly run that it adds to. A
    /// supplementary run saw only some of the people, so it is nobody's predecessor.
    pub previous: Option<Cutoff>,
}

impl RunSpec {
    /// A monthly run of one month.
    pub fn monthly(month: Month, prepared_on: Date, opening: Month) -> RunSpec {
        RunSpec { kind: RunKind::Monthly, month, last_month: month, prepared_on, opening, previous: None }
    }

    pub fn covers(&self, month: Month) -> bool {
        self.month <= month && month <= self.last_month
    }
}

shown!(RunState {
    Draft = "draft", "dự thảo";
    Checked = "checked", "đã kiểm tra";
    Approved = "approved", "đã duyệt";
    Sent = "sent", "đã chuyển chi trả";
    Reconciled = "reconciled", "đã đối chiếu";
    Closed = "closed", "đã khóa";
    Replaced = "replaced", "đã thay thế";
});

shown!(RunEvent {
    Check = "check", "kiểm tra";
    Approve = "approve", "duyệt";
    Send = "send", "chuyển chi trả";
    Reconcile = "reconcile", "đối chiếu";
    Close = "close", "khóa";
    /// Preparing again replaces what nobody has approved.
    Replace = "replace", "thay thế";
});

/// The only way from state to state, for page, API and command line alike.
pub const TRANSITIONS: &[Transition<RunState, RunEvent>] = &[
    (RunState::Draft, RunEvent::Check, RunState::Checked),
    (RunState::Draft, RunEvent::Replace, RunState::Replaced),
    (RunState::Checked, RunEvent::Approve, RunState::Approved),
    (RunState::Checked, RunEvent::Replace, RunState::Replaced),
    (RunState::Approved, RunEvent::Send, RunState::Sent),
    (RunState::Sent, RunEvent::Reconcile, RunState::Reconciled),
    (RunState::Reconciled, RunEvent::Close, RunState::Closed),
];

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RunRefusal {
    #[error("không thể {} một kỳ chi trả {}", event.label(), state.label())]
    WrongState { state: RunState, event: RunEvent },
    #[error("người lập danh sách không được tự kiểm tra")]
    CheckedByPreparer,
    #[error("người lập danh sách không được tự duyệt")]
    ApprovedByPreparer,
    #[error("người kiểm tra không được duyệt cùng kỳ chi trả")]
    ApprovedByChecker,
    #[error("còn {0} khoản chi chưa có kết quả, chưa thể đối chiếu")]
    PaymentsPending(usize),
}

impl RunRefusal {
    pub fn code(&self) -> &'static str {
        match self {
            RunRefusal::WrongState { .. } => "run_state",
            RunRefusal::CheckedByPreparer => "run_checked_by_preparer",
            RunRefusal::ApprovedByPreparer => "run_approved_by_preparer",
            RunRefusal::ApprovedByChecker => "run_approved_by_checker",
            RunRefusal::PaymentsPending(_) => "run_payments_pending",
        }
    }
}

/// Who has acted on a run so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunOfficers {
    pub prepared_by: OfficerId,
    pub checked_by: Option<OfficerId>,
}

impl RunState {
    /// The state after `event`, by the table alone.
    pub fn after(self, event: RunEvent) -> Result<RunState, RunRefusal> {
        after(TRANSITIONS, self, event).ok_or(RunRefusal::WrongState { state: self, event })
    }

    /// The state after `officer` takes the step: preparer, checker and approver are three people, and a run is
    /// reconciled only when none of its payments is pending.
    pub fn step(
        self,
        event: RunEvent,
        officer: OfficerId,
        officers: RunOfficers,
        payments_pending: usize,
    ) -> Result<RunState, RunRefusal> {
        let next = self.after(event)?;
        match event {
            RunEvent::Check if officer == officers.prepared_by => Err(RunRefusal::CheckedByPreparer),
            RunEvent::Approve if officer == officers.prepared_by => Err(RunRefusal::ApprovedByPreparer),
            RunEvent::Approve if Some(officer) == officers.checked_by => Err(RunRefusal::ApprovedByChecker),
            RunEvent::Reconcile if payments_pending > 0 => Err(RunRefusal::PaymentsPending(payments_pending)),
            RunEvent::Check
            | RunEvent::Approve
            | RunEvent::Send
            | RunEvent::Reconcile
            | RunEvent::Close
            | RunEvent::Replace => Ok(next),
        }
    }

    /// Whether its lines count as posted.
    pub fn is_posted(self) -> bool {
        match self {
            RunState::Draft | RunState::Checked | RunState::Replaced => false,
            RunState::Approved | RunState::Sent | RunState::Reconciled | RunState::Closed => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_life_of_a_run() {
        let allows = |state: RunState, event| state.after(event).is_ok();
        crate::transitions::check(
            TRANSITIONS,
            (RunState::ALL, RunState::word),
            (RunEvent::ALL, RunEvent::word),
            allows,
            "
            draft --check--> checked
            draft --replace--> replaced
            checked --approve--> approved
            checked --replace--> replaced
            approved --send--> sent
            sent --reconcile--> reconciled
            reconciled --close--> closed
            ",
        );
    }

    #[test]
    fn preparer_checker_and_approver_are_three_people() {
        let (an, ba, cu) = (OfficerId(1), OfficerId(2), OfficerId(3));
        let officers = RunOfficers { prepared_by: an, checked_by: Some(ba) };
        let cases = [
            (RunState::Draft, RunEvent::Check, an, Err("run_checked_by_preparer")),
            (RunState::Draft, RunEvent::Check, ba, Ok(RunState::Checked)),
            (RunState::Draft, RunEvent::Approve, cu, Err("run_state")),
            (RunState::Checked, RunEvent::Approve, an, Err("run_approved_by_preparer")),
            (RunState::Checked, RunEvent::Approve, ba, Err("run_approved_by_checker")),
            (RunState::Checked, RunEvent::Approve, cu, Ok(RunState::Approved)),
            (RunState::Approved, RunEvent::Replace, an, Err("run_state")),
            (RunState::Approved, RunEvent::Send, an, Ok(RunState::Sent)),
            (RunState::Sent, RunEvent::Reconcile, an, Err("run_payments_pending")),
            (RunState::Reconciled, RunEvent::Close, an, Ok(RunState::Closed)),
        ];
        for (state, event, officer, expected) in cases {
            let found = state.step(event, officer, officers, 1).map_err(|refusal| refusal.code());
            assert_eq!(found, expected, "{state:?} {event:?} by {officer:?}");
        }
        assert_eq!(RunState::Sent.step(RunEvent::Reconcile, an, officers, 0), Ok(RunState::Reconciled));
        let refusal = RunState::Closed.after(RunEvent::Check).unwrap_err();
        assert_eq!(refusal.to_string(), "không thể kiểm tra một kỳ chi trả đã khóa");
    }
}
