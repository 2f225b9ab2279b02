//! The one importer of lists.

pub mod reader;
pub mod headings;
pub mod cells;
pub mod line;
