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

/// All values of a closed list, and the word of each.
#[cfg(test)]
pub(crate) type Words<T> = (&'static [T], fn(T) -> &'static str);

/// The table is what is drawn, a row on each line, and `allows` admits its rows and nothing else.
#[cfg(test)]
pub(crate) fn check<S: Copy + PartialEq, E: Copy + PartialEq>(
    table: &[Transition<S, E>],
    (states, state): Words<S>,
    (events, event): Words<E>,
    allows: impl Fn(S, E) -> bool,
    drawn: &str,
) {
    let rows =
        table.iter().map(|(from, by, to)| format!("{} --{}--> {}", state(*from), event(*by), state(*to)));
    let drawn: Vec<&str> = drawn.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(rows.collect::<Vec<_>>(), drawn);
    for from in states {
        for by in events {
            let is_drawn = after(table, *from, *by).is_some();
            assert_eq!(allows(*from, *by), is_drawn, "{} {}", state(*from), event(*by));
        }
    }
}
