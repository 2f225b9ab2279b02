//! Tables of states: the only way from state to state, for page, API and command line alike.

/// State, event, state after it.
pub type Transition<S, E> = (S, E, S);

/// The state to which `event` leads, by the table alone.
pub fn after<S: Copy + PartialEq, E: Copy + PartialEq>(
    table: &[Transition<S, E>],
    state: S,
    event: E,
) -> Option<S> {
    table.iter().find(|(from, by, _)| (*from, *by) == (state, event)).map(|(_, _, to)| *to)
}
