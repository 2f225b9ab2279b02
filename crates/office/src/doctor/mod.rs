//! Checks of live data against the invariants that the program promises to keep.

mod figures;
mod journal;
mod households;
mod poverty;
mod imports;
mod events;
mod cases;
mod labour;
mod movements;
mod children;
mod campaigns;
mod communes;

use crate::context::Ctx;
use crate::error::OfficeError;
use crate::permission::Permission;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::Tx;

/// One invariant.
pub struct Check {
    /// Its number in the list of invariants.
    pub number: u8,
    pub title: &'static str,
    pub run: fn(&Ctx, &mut Tx) -> Result<Vec<Problem>, OfficeError>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub level: Level,
    pub text: String,
    /// Table, run, person id or sequence number: where to look, without personal data.
    pub place: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The software has failed.
    Fault,
    /// The office must act.
    Finding,
}

impl Level {
    pub fn label(self) -> &'static str {
        match self {
            Level::Fault => "lỗi phần mềm",
            Level::Finding => "việc cần xử lý",
        }
    }
}

impl Problem {
    pub fn fault(place: impl Into<String>, text: impl Into<String>) -> Problem {
        Problem { level: Level::Fault, text: text.into(), place: place.into() }
    }

    pub fn finding(place: impl Into<String>, text: impl Into<String>) -> Problem {
        Problem { level: Level::Finding, text: text.into(), place: place.into() }
    }
}

/// In the order in which they are told.
pub const CHECKS: &[Check] = &{
    use crate::payroll::checks::CHECKS as MONEY;
    let [books, owed, unchanged, settled, nobody] = MONEY;
    [
        books,
        owed,
        unchanged,
        figures::FROZEN,
        settled,
        nobody,
        campaigns::BOOKS,
        movements::BOOKS,
        campaigns::GIFTS,
        figures::FIGURES,
        journal::CHECK,
        households::CHECK,
        poverty::CHECK,
        imports::CHECK,
        communes::CHECK,
        events::CHECK,
        cases::CHECK,
        labour::CHECK,
        labour::SUPPORT,
        movements::CHECK,
        children::CHECK,
    ]
};

/// What one check has found.
pub struct Outcome {
    pub number: u8,
    pub title: &'static str,
    pub problems: Vec<Problem>,
}

/// Runs every check on one snapshot.
pub fn run(ctx: &Ctx) -> Result<Vec<Outcome>, OfficeError> {
    run_telling(ctx, |_, _| {})
}

/// The same, telling how many checks are done, of how many.
pub fn run_telling(ctx: &Ctx, tell: impl Fn(usize, usize) + Sync) -> Result<Vec<Outcome>, OfficeError> {
    let done = AtomicUsize::new(0);
    tell(0, CHECKS.len());
    let outcome = |tx: &mut Tx, check: &Check| {
        let problems = (check.run)(ctx, tx)?;
        tell(done.fetch_add(1, Ordering::Relaxed) + 1, CHECKS.len());
        Ok(Outcome { number: check.number, title: check.title, problems })
    };
    ctx.read_split(Permission::RunDoctor, CHECKS, outcome, |_, outcomes| Ok(outcomes))
}
