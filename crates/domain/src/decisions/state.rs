//! The life of a decision: drafted, signed, void.

use crate::shown::shown;
use crate::transitions::{Transition, after};

shown!(DecisionState {
    Drafted = "drafted", "dự thảo";
    Signed = "signed", "đã ký";
    Void = "void", "đã hủy";
});

shown!(DecisionEvent {
    Sign = "sign", "ghi nhận ký";
    Void = "void", "hủy";
});

/// The only way from state to state.
pub const TRANSITIONS: &[Transition<DecisionState, DecisionEvent>] = &[
    (DecisionState::Drafted, DecisionEvent::Sign, DecisionState::Signed),
    (DecisionState::Drafted, DecisionEvent::Void, DecisionState::Void),
    (DecisionState::Signed, DecisionEvent::Void, DecisionState::Void),
];

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecisionRefusal {
    #[error("không thể {} một quyết định {}", event.label(), state.label())]
    WrongState { state: DecisionState, event: DecisionEvent },
    /// The signature is recorded by somebody other than the preparer.
    #[error("người dự thảo không được tự ghi nhận chữ ký của quyết định mình soạn")]
    SignedByPreparer,
}

impl DecisionRefusal {
    pub fn code(&self) -> &'static str {
        match self {
            DecisionRefusal::WrongState { .. } => "decision_state",
            DecisionRefusal::SignedByPreparer => "decision_own_signature",
        }
    }
}

impl DecisionState {
    pub fn after(self, event: DecisionEvent) -> Result<DecisionState, DecisionRefusal> {
        after(TRANSITIONS, self, event).ok_or(DecisionRefusal::WrongState { state: self, event })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_life_of_a_decision() {
        let allows = |state: DecisionState, event| state.after(event).is_ok();
        crate::transitions::check(
            TRANSITIONS,
            (DecisionState::ALL, DecisionState::word),
            (DecisionEvent::ALL, DecisionEvent::word),
            allows,
            "
            drafted --sign--> signed
            drafted --void--> void
            signed --void--> void
            ",
        );
    }
}
