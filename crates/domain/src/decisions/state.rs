//! The life of a decision: drafted, signed, void.

use crate::labelled::labelled;

labelled!(DecisionState {
    Drafted = "drafted", "dự thảo";
    Signed = "signed", "đã ký";
    Void = "void", "đã hủy";
});

labelled!(DecisionEvent {
    Sign = "sign", "ghi nhận ký";
    Void = "void", "hủy";
});

/// The only way from state to state.
pub const TRANSITIONS: &[(DecisionState, DecisionEvent, DecisionState)] = &[
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
        let row = TRANSITIONS.iter().find(|(from, by, _)| *from == self && *by == event);
        row.map(|(_, _, to)| *to).ok_or(DecisionRefusal::WrongState { state: self, event })
    }
}
