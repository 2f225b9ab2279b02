//! The office's day as text: steps, and what they must lead to.
//!
//! A line holds steps separated by `;`. A line with `=>` holds one step and, after the arrow, everything that it
//! leads to, separated by `;`: what is missing there and what is there too much both fail the scenario. `#`
//! begins a comment, quotes hold words together, a line that begins with a space continues the one before.
//! `docs` of the steps stand with the functions of `steps`. Every scenario ends with all checks of the doctor.

mod parse;
mod words;
mod world;
mod steps;

pub use parse::{Scenario, Step, parse};
pub use words::{Word, Words};

use crate::TestDb;
use law::Ruleset;
use std::sync::{Arc, OnceLock};
use world::World;

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

/// Lives the scenario through on a fresh database.
pub fn run(text: &str, db: &TestDb, rules: Arc<Ruleset>) -> Result<(), Failure> {
    let scenario = parse(text)?;
    let mut world = World::new(db, rules);
    for step in &scenario.steps {
        let failed = |message: String| Failure { line: step.line, text: step.text.clone(), message };
        world.step(step).map_err(failed)?;
    }
    let last = scenario.steps.last().map_or(0, |step| step.line);
    world.end().map_err(|message| Failure { line: last, text: "the end".to_owned(), message })
}

/// Panics unless the scenario holds on every engine that is here.
pub fn check(name: &str, text: &str) {
    static EMBEDDED: OnceLock<Arc<Ruleset>> = OnceLock::new();
    let read = || Arc::new(Ruleset::embedded().expect("the built-in pages are sound"));
    for (engine, db) in crate::databases() {
        if let Err(failure) = run(text, &db, EMBEDDED.get_or_init(read).clone()) {
            panic!("{name} on {engine}, {failure}");
        }
    }
}
