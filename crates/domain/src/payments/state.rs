//! The life of a payment and the results that payers report.

use crate::shown::shown;
use crate::transitions::{Transition, after};
use law::Vnd;

shown!(PaymentState {
    Pending = "pending", "chờ kết quả";
    Paid = "paid", "đã nhận";
    Returned = "returned", "chưa nhận, đã trả lại";
    /// A stop order was given after sending.
    Held = "held", "tạm giữ";
    /// Moved whole into a later run.
    Carried = "carried", "đã chuyển kỳ sau";
});

shown!(PaymentEvent {
    Pay = "paid", "ghi nhận đã nhận";
    Return = "returned", "ghi nhận trả lại";
    Hold = "held", "giữ lại";
    Release = "released", "bỏ giữ";
    Carry = "carried", "chuyển kỳ sau";
});

/// The only way from state to state. Repeating the event that led into a state changes nothing.
pub const TRANSITIONS: &[Transition<PaymentState, PaymentEvent>] = &[
    (PaymentState::Pending, PaymentEvent::Pay, PaymentState::Paid),
    (PaymentState::Pending, PaymentEvent::Return, PaymentState::Returned),
    (PaymentState::Pending, PaymentEvent::Hold, PaymentState::Held),
    (PaymentState::Held, PaymentEvent::Release, PaymentState::Pending),
    (PaymentState::Held, PaymentEvent::Return, PaymentState::Returned),
    (PaymentState::Returned, PaymentEvent::Carry, PaymentState::Carried),
];

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaymentRefusal {
    #[error("không thể {} một khoản {}", event.label(), state.label())]
    WrongState { state: PaymentState, event: PaymentEvent },
    #[error(
        "tổng không khớp: chi {handed}, chờ {pending} + đã nhận {paid} + trả lại {returned} + chuyển {carried}"
    )]
    RunOutOfBalance { handed: Vnd, pending: Vnd, paid: Vnd, returned: Vnd, carried: Vnd },
}

impl PaymentRefusal {
    pub fn code(&self) -> &'static str {
        match self {
            PaymentRefusal::WrongState { .. } => "payment_state",
            PaymentRefusal::RunOutOfBalance { .. } => "run_out_of_balance",
        }
    }
}

impl PaymentState {
    pub fn after(self, event: PaymentEvent) -> Result<PaymentState, PaymentRefusal> {
        after(TRANSITIONS, self, event).ok_or(PaymentRefusal::WrongState { state: self, event })
    }
}

/// What recording a result does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultOutcome {
    Becomes(PaymentState),
    /// The same result again, or a return of what has since been carried: nothing to write.
    Unchanged,
}

/// Records a reported result; the same file twice changes nothing.
pub fn record(state: PaymentState, event: PaymentEvent) -> Result<ResultOutcome, PaymentRefusal> {
    let repeated = match event {
        PaymentEvent::Pay => state == PaymentState::Paid,
        PaymentEvent::Return => matches!(state, PaymentState::Returned | PaymentState::Carried),
        PaymentEvent::Hold => state == PaymentState::Held,
        PaymentEvent::Release => state == PaymentState::Pending,
        PaymentEvent::Carry => state == PaymentState::Carried,
    };
    if repeated { Ok(ResultOutcome::Unchanged) } else { state.after(event).map(ResultOutcome::Becomes) }
}

/// The sums of one run's payments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunTotals {
    pub new: Vnd,
    pub carried_in: Vnd,
    pub pending: Vnd,
    pub paid: Vnd,
    /// Came back and waits; a held payment counts as pending.
    pub returned: Vnd,
    pub carried_away: Vnd,
}

impl RunTotals {
    pub fn add(&mut self, state: PaymentState, new: Vnd, carried_in: Vnd) {
        let amount = new + carried_in;
        self.new += new;
        self.carried_in += carried_in;
        match state {
            PaymentState::Pending | PaymentState::Held => self.pending += amount,
            PaymentState::Paid => self.paid += amount,
            PaymentState::Returned => self.returned += amount,
            PaymentState::Carried => self.carried_away += amount,
        }
    }
}

/// Invariant 1: new + carried in = handed over = pending + paid + returned + carried away. `lines` is the sum of
/// the run's lines and `carries` that of the payments moved into it.
pub fn check_run(totals: &RunTotals, lines: Vnd, carries: Vnd) -> Result<(), PaymentRefusal> {
    let states = totals.pending + totals.paid + totals.returned + totals.carried_away;
    if lines == totals.new && carries == totals.carried_in && lines + carries == states {
        return Ok(());
    }
    Err(PaymentRefusal::RunOutOfBalance {
        handed: lines + carries,
        pending: totals.pending,
        paid: totals.paid,
        returned: totals.returned,
        carried: totals.carried_away,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_life_of_a_payment() {
        let allows = |state: PaymentState, event| state.after(event).is_ok();
        crate::transitions::check(
            TRANSITIONS,
            (PaymentState::ALL, PaymentState::word),
            (PaymentEvent::ALL, PaymentEvent::word),
            allows,
            "
            pending --paid--> paid
            pending --returned--> returned
            pending --held--> held
            held --released--> pending
            held --returned--> returned
            returned --carried--> carried
            ",
        );
    }

    #[test]
    fn the_same_result_twice_changes_nothing_and_a_contrary_one_is_refused() {
        use PaymentEvent::{Hold, Pay, Release, Return};
        use PaymentState::{Carried, Held, Paid, Pending, Returned};
        let cases = [
            (Pending, Pay, Ok(ResultOutcome::Becomes(Paid))),
            (Paid, Pay, Ok(ResultOutcome::Unchanged)),
            (Paid, Return, Err("payment_state")),
            (Paid, Hold, Err("payment_state")),
            (Pending, Return, Ok(ResultOutcome::Becomes(Returned))),
            (Returned, Return, Ok(ResultOutcome::Unchanged)),
            (Returned, Pay, Err("payment_state")),
            (Carried, Return, Ok(ResultOutcome::Unchanged)),
            (Carried, Pay, Err("payment_state")),
            (Pending, Hold, Ok(ResultOutcome::Becomes(Held))),
            (Held, Hold, Ok(ResultOutcome::Unchanged)),
            (Held, Pay, Err("payment_state")),
            (Held, Return, Ok(ResultOutcome::Becomes(Returned))),
            (Held, Release, Ok(ResultOutcome::Becomes(Pending))),
        ];
        for (state, event, expected) in cases {
            assert_eq!(
                record(state, event).map_err(|refusal| refusal.code()),
                expected,
                "{state:?} {event:?}"
            );
        }
    }

    #[test]
    fn a_run_hands_over_what_its_lines_and_carries_say() {
        let mut totals = RunTotals::default();
        totals.add(PaymentState::Paid, Vnd(500), Vnd(0));
        totals.add(PaymentState::Held, Vnd(300), Vnd(200));
        totals.add(PaymentState::Carried, Vnd(100), Vnd(0));
        assert_eq!((totals.paid, totals.pending, totals.carried_away), (Vnd(500), Vnd(500), Vnd(100)));
        assert_eq!(check_run(&totals, Vnd(900), Vnd(200)), Ok(()));
        for (lines, carries) in [(899, 200), (900, 201), (1_100, 0)] {
            let refusal = check_run(&totals, Vnd(lines), Vnd(carries)).unwrap_err();
            assert_eq!(refusal.code(), "run_out_of_balance");
        }
    }
}
