//! Figures: what is counted, by which clock, from which rows, and how it is folded.

pub mod clock;
pub mod catalogue;
pub mod query;
pub mod answer;
pub mod evaluate;
pub mod checks;

pub use answer::{Answer, Comparison, Folded, Target, Value, Verdict};
pub use catalogue::{CATALOGUE, FigureKey, Fold, Operand, Section, Spec, Unit};
pub use checks::{Warning, WarningCode};
pub use clock::{Clock, Months, Window};
pub use evaluate::{Ledger, estimate, evaluate};
pub use query::{Query, Register};
