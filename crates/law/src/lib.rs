//! The law of allowances: dated, cited values and the engine that reads them.
//!
//! Pure: no I/O, no clock, no randomness, no async. Legal values stand only in the pages under `pages/`.

// The reader of the worked cases is shared with the tests outside, which name the crate.
#[cfg(test)]
extern crate self as law;

pub mod vnd;
pub mod month;
pub mod facts;
pub mod page;
pub mod provision;
pub mod pages;
pub mod timeline;
pub mod award;
pub mod view;
pub mod condition;
pub mod ruleset;
pub mod contradiction;
pub mod calendar;
pub mod engine;
pub mod spans;
pub mod social;
pub mod merit;
pub mod training;
pub mod houses;
pub mod procedures;
pub mod work_years;
pub mod poverty;
pub mod gifts;
pub mod steps;
pub mod gaps;
pub mod error;

pub use award::{Answer, Award, Ground, Missing, Name, Note, Period, Scheme, Step, Terms, Valued};
pub use contradiction::{Contradiction, check_case};
pub use engine::{TrackName, Tracks};
pub use error::LawError;
pub use facts::{Born, Case, Fact, FactKind, Person, Sex, What};
pub use gifts::{GiftLevel, Gifts};
pub use month::Month;
pub use page::{Citation, Confidence, Instrument, Page};
pub use provision::{Provision, Provisions};
pub use ruleset::Ruleset;
pub use spans::Span;
pub use timeline::KnownOn;
pub use vnd::{Coefficient, Vnd};
