//! The database: the only SQL of the program, one text for two engines.

pub mod db;
pub mod tx;
pub mod value;
pub mod statements;
pub mod registry;
pub mod error;
pub mod migrations;
pub mod units;
pub mod offices;
pub mod officers;
pub mod journal;
pub mod as_of;
pub mod enrolments;
pub mod decisions;
pub mod runs;
pub mod payments;
pub mod recoveries;
pub mod ledger;
pub mod budget;
pub mod takeover;
mod interned;
mod words;
pub mod people;
pub mod facts;
pub mod households;
pub mod merit_files;
pub mod targets;
pub mod imports;
pub mod undo;
mod sqlite;
mod postgres;

pub use db::{Db, Engine, Open};
pub use error::{ConstraintKind, StoreError};
pub use statements::{Bulk, Statement};
pub use tx::Tx;
pub use value::{FromValue, Row, Value, ValueRef};
