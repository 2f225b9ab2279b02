//! Reports: the model laid out as PDF and DOCX, its annex, and what is kept when one is frozen.

pub mod model;
pub mod pdf;
pub mod word;
pub mod annex;
pub mod year;
pub mod frozen;
pub mod periodic;
pub mod prose;
