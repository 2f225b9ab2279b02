//! Year plans: the document that a field of work follows in a year.

use crate::events::EventField;
use jiff::civil::Date;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub year: i16,
    pub field: EventField,
    pub title: String,
    /// Number of the document.
    pub paper: String,
    pub issuer: Option<String>,
    pub issued_on: Date,
    pub file: Option<String>,
}
