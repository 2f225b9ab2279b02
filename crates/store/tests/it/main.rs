//! The store on both engines.

mod bulk;
mod migrations;
mod registry;
mod transactions;
mod units;
mod values;
