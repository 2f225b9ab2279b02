//! What the office knew at a moment: rows point to the entry that wrote them, and entries have a date.

use crate::{StoreError, Tx, params, statements};
use domain::ids::{EntryId, OfficeId};
use jiff::civil::Date;
use std::collections::HashSet;

statements! {
    LATER = "select id from journal_entries where office_id = $1 and on_date > $2";
}

/// Rows written by entries up to `last`, without those whose business date lies after the day asked about.
/// Ids of entries grow along the chain.
#[derive(Clone, Debug)]
pub struct AsOf {
    last: EntryId,
    later: HashSet<EntryId>,
}

impl AsOf {
    /// Everything written so far that was known on `on`.
    pub fn known_on(tx: &mut Tx, office: OfficeId, on: Date) -> Result<AsOf, StoreError> {
        AsOf::at_entry(tx, office, EntryId(i64::MAX), on)
    }

    /// What stood when `last` was written, and was known on `on`.
    pub fn at_entry(tx: &mut Tx, office: OfficeId, last: EntryId, on: Date) -> Result<AsOf, StoreError> {
        let later = tx.all(&LATER, &params![office, on], |row| row.get(0))?;
        Ok(AsOf { last, later: later.into_iter().collect() })
    }

    /// The newest entry that may be seen.
    pub fn last(&self) -> EntryId {
        self.last
    }

    /// Whether the entry was written by then, whatever its business date.
    pub fn written(&self, entry: EntryId) -> bool {
        entry <= self.last
    }

    /// Whether a row was recorded by then and not voided yet, whatever the business dates of the entries: for rows
    /// that carry their own dates.
    pub fn stood(&self, recorded: EntryId, voided: Option<EntryId>) -> bool {
        self.written(recorded) && !voided.is_some_and(|entry| self.written(entry))
    }

    pub fn sees(&self, entry: EntryId) -> bool {
        self.written(entry) && !self.later.contains(&entry)
    }

    /// Whether a row was live: recorded, and not voided yet.
    pub fn live(&self, recorded: EntryId, voided: Option<EntryId>) -> bool {
        self.sees(recorded) && !voided.is_some_and(|entry| self.sees(entry))
    }
}
