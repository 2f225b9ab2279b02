//! placeholder
pub mod typeset;
