//! Commands of the office, synchronous: load, decide (in `domain` and `law`), save, journal, commit.

pub mod context;
pub mod permission;
pub mod error;
pub mod journal;
pub mod offices;
pub mod officers;
pub mod accounts;
pub mod typeset;
pub mod papers;
pub mod figures;
pub mod reports;
pub mod doctor;
pub mod enrolments;
pub mod decisions;
pub mod worship;
mod deaths;
mod reach;
pub mod payroll;
pub mod ledger;
pub mod budget;
pub mod campaigns;
pub mod takeover;
pub mod signals;
mod entitlement;
pub mod people;
pub mod poverty;
pub mod import;
pub mod assess;
pub mod targets;
pub mod cases;
pub mod export;

pub use context::{Ctx, Officer};
pub use error::{OfficeError, Problem, Refusal};
pub use permission::{Field, Permission, Role, Scope};
pub use store::Db;
