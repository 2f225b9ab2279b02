//! What the office decides, without I/O: registers, payroll, ledger, figures.

pub mod ids;
pub mod worded;
pub mod decisions;
pub mod recovery;
pub mod payments;
pub mod payroll;
pub mod ledger;
pub mod budget;

pub use law::{Born, Month, Sex, Vnd};
