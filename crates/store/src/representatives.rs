//! Who represents which martyr in a year, and whose gift a ministry pays.

use crate::people::{Known, word};
use crate::{StoreError, Tx, bulks, params, statements};
use domain::campaigns::{MartyrRole, PaidByMinistry, PayingMinistry, Representative};
use domain::ids::{EntryId, OfficeId, PaidByMinistryId, RepresentativeId};

bulks! {
    REPRESENTATIVES = "martyr_representatives" (
        "id", "office_id", "martyr_id", "person_id", "year", "role", "relation", "paper", "recorded_entry",
    );
    PAID_BY_MINISTRY = "gifts_paid_by_ministry" (
        "id", "office_id", "person_id", "year", "ministry", "paper", "recorded_entry",
    );
}

statements! {
    REPRESENTATIVES_OF_OFFICE = "select id, martyr_id, person_id, year, role, relation, paper
        from martyr_representatives
        where office_id = $1 and recorded_entry <= $2 and (voided_entry is null or voided_entry > $2)
        order by year, martyr_id, id";
    PAID_BY_MINISTRY_OF_OFFICE = "select id, person_id, year, ministry, paper from gifts_paid_by_ministry
        where office_id = $1 and recorded_entry <= $2 and (voided_entry is null or voided_entry > $2)
        order by year, person_id, id";
    VOID_REPRESENTATIVE = "update martyr_representatives set voided_entry = $2
        where id = $1 and voided_entry is null";
    VOID_PAID_BY_MINISTRY = "update gifts_paid_by_ministry set voided_entry = $2
        where id = $1 and voided_entry is null";
}

/// By year and martyr.
pub fn of_office(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<Vec<(RepresentativeId, Representative)>, StoreError> {
    tx.all(&REPRESENTATIVES_OF_OFFICE, &params![office, known], |row| {
        let value = Representative {
            martyr: row.get(1)?,
            person: row.get(2)?,
            year: row.get(3)?,
            role: word(row, 4, MartyrRole::from_word)?,
            relation: row.get(5)?,
            paper: row.get(6)?,
        };
        Ok((row.get(0)?, value))
    })
}

pub fn insert_many(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (RepresentativeId, Representative)>,
) -> Result<u64, StoreError> {
    let values = |(id, r): (RepresentativeId, Representative)| {
        params![id, office, r.martyr, r.person, r.year, r.role.word(), r.relation, r.paper, entry].to_vec()
    };
    tx.insert_many(&REPRESENTATIVES, rows.into_iter().map(values))
}

pub fn void(tx: &mut Tx, id: RepresentativeId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_REPRESENTATIVE, &params![id, entry])
}

/// By year and person.
pub fn paid_by_ministry(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<Vec<(PaidByMinistryId, PaidByMinistry)>, StoreError> {
    tx.all(&PAID_BY_MINISTRY_OF_OFFICE, &params![office, known], |row| {
        let value = PaidByMinistry {
            person: row.get(1)?,
            year: row.get(2)?,
            ministry: word(row, 3, PayingMinistry::from_word)?,
            paper: row.get(4)?,
        };
        Ok((row.get(0)?, value))
    })
}

pub fn insert_paid_by_ministry(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (PaidByMinistryId, PaidByMinistry)>,
) -> Result<u64, StoreError> {
    let values = |(id, p): (PaidByMinistryId, PaidByMinistry)| {
        params![id, office, p.person, p.year, p.ministry.word(), p.paper, entry].to_vec()
    };
    tx.insert_many(&PAID_BY_MINISTRY, rows.into_iter().map(values))
}

pub fn void_paid_by_ministry(tx: &mut Tx, id: PaidByMinistryId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_PAID_BY_MINISTRY, &params![id, entry])
}
