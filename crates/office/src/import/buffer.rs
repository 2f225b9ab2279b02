//! Rows of one sheet on their way to the database: written in bulk, in the order of their references.

use crate::OfficeError;
use domain::facts::FactRow;
use domain::ids::{DeathId, EntryId, FactId, HouseholdId, OfficeId, PayeeId, PersonId, PersonRecordId};
use domain::people::{Death, Payee, PersonNumber, PersonRecord};
use std::collections::BTreeMap;
use store::households::{ClassRow, MemberRow, PlaceRow, TotalRow};
use store::merit_files::{FileRow, RelativeRow};
use store::people::Of;
use store::{StoreError, Tx, facts, households, merit_files, people};

/// Ids taken from the counter at once.
const BLOCK: u64 = 1024;

#[derive(Default)]
pub struct Buffer {
    next_id: i64,
    last_id: i64,
    pub people: Vec<PersonId>,
    records: BTreeMap<PersonRecordId, (PersonId, PersonRecord)>,
    pub numbers: Vec<Of<domain::ids::PersonNumberId, PersonNumber>>,
    deaths: BTreeMap<DeathId, (PersonId, Death)>,
    facts: BTreeMap<FactId, (PersonId, FactRow)>,
    payees: BTreeMap<PayeeId, (PersonId, Payee)>,
    pub households: Vec<(HouseholdId, String)>,
    pub places: Vec<PlaceRow>,
    pub members: Vec<MemberRow>,
    pub classes: Vec<ClassRow>,
    pub totals: Vec<TotalRow>,
    pub files: Vec<FileRow>,
    pub relatives: Vec<RelativeRow>,
    void_records: Vec<PersonRecordId>,
    void_deaths: Vec<DeathId>,
    void_facts: Vec<FactId>,
    void_payees: Vec<PayeeId>,
}

impl Buffer {
    /// A fresh id for any table.
    pub fn id(&mut self, tx: &mut Tx) -> Result<i64, StoreError> {
        if self.next_id == self.last_id {
            self.next_id = tx.next_ids(BLOCK)?;
            self.last_id = self.next_id + BLOCK as i64;
        }
        self.next_id += 1;
        Ok(self.next_id - 1)
    }

    pub fn record(&mut self, id: PersonRecordId, person: PersonId, record: PersonRecord) {
        self.records.insert(id, (person, record));
    }

    pub fn death(&mut self, id: DeathId, person: PersonId, death: Death) {
        self.deaths.insert(id, (person, death));
    }

    pub fn fact(&mut self, id: FactId, person: PersonId, fact: FactRow) {
        self.facts.insert(id, (person, fact));
    }

    pub fn payee(&mut self, id: PayeeId, person: PersonId, payee: Payee) {
        self.payees.insert(id, (person, payee));
    }

    /// A row still in the buffer was never recorded; it goes without a trace.
    pub fn void_record(&mut self, id: PersonRecordId) {
        if self.records.remove(&id).is_none() {
            self.void_records.push(id);
        }
    }

    pub fn void_death(&mut self, id: DeathId) {
        if self.deaths.remove(&id).is_none() {
            self.void_deaths.push(id);
        }
    }

    pub fn void_fact(&mut self, id: FactId) {
        if self.facts.remove(&id).is_none() {
            self.void_facts.push(id);
        }
    }

    pub fn void_payee(&mut self, id: PayeeId) {
        if self.payees.remove(&id).is_none() {
            self.void_payees.push(id);
        }
    }

    /// Writes everything; the buffer is empty afterwards.
    pub fn flush(&mut self, tx: &mut Tx, office: OfficeId, entry: EntryId) -> Result<(), OfficeError> {
        self.void_records.drain(..).try_for_each(|id| people::void_record(tx, id, entry))?;
        self.void_deaths.drain(..).try_for_each(|id| people::void_death(tx, id, entry))?;
        self.void_facts.drain(..).try_for_each(|id| facts::void(tx, id, entry))?;
        self.void_payees.drain(..).try_for_each(|id| people::void_payee(tx, id, entry))?;
        if !self.people.is_empty() {
            people::insert_people(tx, office, entry, self.people.drain(..))?;
        }
        if !self.records.is_empty() {
            people::insert_records(tx, entry, owned(&mut self.records))?;
        }
        if !self.numbers.is_empty() {
            people::insert_numbers(tx, entry, self.numbers.drain(..))?;
        }
        if !self.deaths.is_empty() {
            people::insert_deaths(tx, entry, owned(&mut self.deaths))?;
        }
        if !self.households.is_empty() {
            households::insert_households(tx, office, entry, self.households.drain(..))?;
        }
        if !self.places.is_empty() {
            households::insert_places(tx, entry, self.places.drain(..))?;
        }
        if !self.members.is_empty() {
            households::insert_members(tx, entry, self.members.drain(..))?;
        }
        if !self.classes.is_empty() {
            households::insert_classes(tx, entry, self.classes.drain(..))?;
        }
        if !self.totals.is_empty() {
            households::insert_totals(tx, office, entry, self.totals.drain(..))?;
        }
        if !self.files.is_empty() {
            merit_files::insert_files(tx, office, entry, self.files.drain(..))?;
        }
        if !self.relatives.is_empty() {
            merit_files::insert_relatives(tx, entry, self.relatives.drain(..))?;
        }
        if !self.facts.is_empty() {
            facts::insert_many(tx, entry, owned(&mut self.facts))?;
        }
        if !self.payees.is_empty() {
            people::insert_payees(tx, entry, owned(&mut self.payees))?;
        }
        Ok(())
    }
}

fn owned<I: Ord, T>(rows: &mut BTreeMap<I, (PersonId, T)>) -> impl Iterator<Item = Of<I, T>> + use<I, T> {
    std::mem::take(rows).into_iter().map(|(id, (person, value))| Of { id, person, value })
}
