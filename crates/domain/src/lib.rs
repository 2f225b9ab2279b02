//! Values and rules of the office that need no database: names, numbers, dates, words, units.
//!
//! Pure: no I/O, no clock, no randomness, no async, no logging.

pub mod ids;
pub mod names;
pub mod citizen_number;
pub mod dates;
pub mod words;
pub mod units;
pub mod labels;
pub mod people;
pub mod duplicates;
pub mod facts;
pub mod timeline;
pub mod households;
pub mod merit_files;
pub mod targets;
pub mod paper_totals;
pub mod working_days;
pub mod cases;
pub mod disputes;
pub mod inspections;
pub mod plans;
pub mod events;
pub mod labour;
pub mod training;
pub mod remains;
pub mod movements;
pub mod children;
pub mod protection;
pub mod poverty;
pub mod ratio;
pub mod figures;
pub mod reports;
pub mod papers;
pub mod shown;
pub mod transitions;
pub mod decisions;
pub mod recovery;
pub mod payments;
pub mod payroll;
pub mod ledger;
pub mod budget;
pub mod campaigns;
pub mod communes;
pub mod outside;

pub use law::{Born, Coefficient, Month, Sex, Vnd};
