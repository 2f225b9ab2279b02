//! Values and rules of the office that need no database: names, numbers, dates, words, units.
//!
//! Pure: no I/O, no clock, no randomness, no async, no logging.

pub mod ids;
pub mod names;
pub mod citizen_number;
pub mod dates;
pub mod words;
pub mod units;
pub mod ratio;
pub mod figures;
pub mod reports;
pub mod papers;

pub use law::{Born, Coefficient, Month, Sex, Vnd};
