//! The only HTML of the program: pages from typed views. HTTP comes with the web application.

pub mod report;
pub mod explained;

pub(crate) const PAPER_CSS: &str = include_str!("../assets/paper.css");
