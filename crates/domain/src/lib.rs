//! placeholder
pub mod ratio;
pub mod papers;
