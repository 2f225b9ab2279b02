//! Totals from papers, where an office holds no list of names: 16.219 lanterns by commune, 300 people at a launch.
//!
//! A list of names that comes later fills the total of its place, subject, group and source: a figure counts the names,
//! and of the total only what no name covers. Nothing is counted twice and nothing is lost.

use crate::ids::UnitId;
use crate::labels::labelled;
use crate::worded;
use jiff::civil::Date;
use law::Vnd;

worded!(
    /// The book whose names a total stands for.
    Book {
        EventAttendance = "event_attendance",
        EventChildren = "event_children",
        /// Subject: the year; group: label of the kind of support; source: label of the source or nothing.
        PovertySupport = "poverty_support",
    }
);

labelled!(Book {
    EventAttendance = "Người tham dự sự kiện",
    EventChildren = "Trẻ em tham dự sự kiện",
    PovertySupport = "Hỗ trợ hộ nghèo",
});

/// One total of a paper. Book, subject, unit, group and source are its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperTotal {
    pub book: Book,
    /// Code of the campaign, event, class … in that book; empty where the book has no such thing.
    pub subject: String,
    /// `None`: the whole office, not split by commune.
    pub unit: Option<UnitId>,
    /// Group of recipients or kind, by the word that the book uses; may be empty.
    pub group: String,
    /// Where the money comes from, by the word that the book uses; may be empty.
    pub source: String,
    pub quantity: i64,
    pub amount: Option<Vnd>,
    /// The day of what is counted, not of the paper.
    pub on: Date,
    /// Number and date of the paper.
    pub paper: String,
    /// Where the paper or its scan is kept.
    pub file: Option<String>,
}
