//! Reports: prose around figures, as a model that every renderer reads.

pub mod document;
pub mod rounding;
pub mod year_address;
pub mod evidence;
pub mod periodic;

pub use document::{Block, Document, DocumentHead, FigureRun, ParagraphStyle, Run, SignatureBlock, Table};
pub use evidence::{EvidenceBook, EvidenceRow, EvidenceSection};
pub use periodic::{Estimate, PeriodicLine, PeriodicReport, periodic_report};
pub use year_address::{Prose, YearAddress, prose_problem, year_address, year_prose};
