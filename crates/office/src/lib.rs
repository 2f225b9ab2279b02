//! Commands of the office.

pub mod assess;
