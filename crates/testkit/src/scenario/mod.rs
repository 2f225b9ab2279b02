//! The office's day as text: steps, and what they must lead to.
//!
//! A line holds steps separated by `;`. A line with `=>` holds one step and, after the arrow, everything that it
//! leads to, separated by `;`: what is missing there and what is there too much both fail the scenario. `#`
//! begins a comment, quotes hold words together, a line that begins with a space continues the one before.
//! The steps are listed in `run`. Every scenario ends with all checks of the doctor.

mod parse;
mod words;

pub use parse::{Scenario, Step, parse};
pub use words::{Word, Words};

/// A scenario that does not hold, or cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub line: usize,
    pub text: String,
    pub message: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}\n{}", self.line, self.text, self.message)
    }
}
