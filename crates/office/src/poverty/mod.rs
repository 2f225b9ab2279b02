//! The poverty review: seasons, scoring, decisions; the year's movement; its report and papers.

pub mod season;
pub mod scoring;
pub mod decide;
pub mod board;
pub mod movement;
pub mod report;
pub mod papers;

pub use decide::{Decided, SignedReview, decide};
pub use movement::{movement_of, told_movement};
pub use season::{open, record_step, seasons};
