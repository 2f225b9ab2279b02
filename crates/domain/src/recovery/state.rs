//! The life of a recovery.

use crate::shown::shown;
use crate::transitions::{Transition, after};

shown!(RecoveryState {
    Proposed = "proposed", "đề xuất thu hồi";
    Planned = "planned", "đã có phương án thu hồi";
    Settled = "settled", "đã thu hồi xong";
    Withdrawn = "withdrawn", "đã rút đề xuất";
});

shown!(RecoveryEvent {
    Plan = "plan", "lập phương án";
    Settle = "settle", "tất toán";
    Withdraw = "withdraw", "rút đề xuất";
});

/// The only way from state to state. What a person has planned is not withdrawn by a run: if the difference
/// vanishes afterwards, the money is paid as arrears.
pub const TRANSITIONS: &[Transition<RecoveryState, RecoveryEvent>] = &[
    (RecoveryState::Proposed, RecoveryEvent::Plan, RecoveryState::Planned),
    (RecoveryState::Proposed, RecoveryEvent::Withdraw, RecoveryState::Withdrawn),
    (RecoveryState::Planned, RecoveryEvent::Plan, RecoveryState::Planned),
    (RecoveryState::Planned, RecoveryEvent::Settle, RecoveryState::Settled),
];

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryRefusal {
    #[error("không thể {} một khoản thu hồi {}", event.label(), state.label())]
    WrongState { state: RecoveryState, event: RecoveryEvent },
    #[error("trừ vào hỗ trợ mai táng phải có văn bản đồng ý của thân nhân")]
    ConsentMissing,
    #[error("mức trừ hằng tháng phải lớn hơn 0")]
    CeilingNotPositive,
    #[error("số tiền nộp lại lớn hơn số còn phải thu")]
    MoreThanRemaining,
}

impl RecoveryRefusal {
    pub fn code(&self) -> &'static str {
        match self {
            RecoveryRefusal::WrongState { .. } => "recovery_state",
            RecoveryRefusal::ConsentMissing => "recovery_consent",
            RecoveryRefusal::CeilingNotPositive => "recovery_ceiling",
            RecoveryRefusal::MoreThanRemaining => "recovery_amount",
        }
    }
}

impl RecoveryState {
    pub fn after(self, event: RecoveryEvent) -> Result<RecoveryState, RecoveryRefusal> {
        after(TRANSITIONS, self, event).ok_or(RecoveryRefusal::WrongState { state: self, event })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_life_of_a_recovery() {
        let allows = |state: RecoveryState, event| state.after(event).is_ok();
        crate::transitions::check(
            TRANSITIONS,
            (RecoveryState::ALL, RecoveryState::word),
            (RecoveryEvent::ALL, RecoveryEvent::word),
            allows,
            "
            proposed --plan--> planned
            proposed --withdraw--> withdrawn
            planned --plan--> planned
            planned --settle--> settled
            ",
        );
    }
}
