//! Files of people with merits and of their relatives.

use crate::people::{Known, optional_word, word};
use crate::{Row, StoreError, Tx, bulks, params, statements};
use domain::ids::{EntryId, MeritFileId, MeritRelativeId, OfficeId, PersonId};
use domain::merit_files::{FileCategory, MeritFile, MeritRelative, MeritSubtype, Title};

bulks! {
    FILES = "merit_files" (
        "id", "office_id", "person_id", "file_number", "category", "subtype", "certificate_number", "title",
        "recognised_on", "died_place", "recorded_entry",
    );
    RELATIVES = "merit_relatives" (
        "id", "merit_file_id", "person_id", "relation", "worships", "from_date", "until_date", "recorded_entry",
    );
}

statements! {
    FILES_OF_OFFICE = "select id, person_id, file_number, category, subtype, certificate_number, title, recognised_on,
            died_place
        from merit_files
        where office_id = $1 and recorded_entry <= $2 and (voided_entry is null or voided_entry > $2)
        order by file_number, id";
    FILES_OF_PERSON = "select id, person_id, file_number, category, subtype, certificate_number, title, recognised_on,
            died_place
        from merit_files
        where person_id = $1 and recorded_entry <= $2 and (voided_entry is null or voided_entry > $2)
        order by file_number, id";
    RELATIVES_OF_OFFICE = "select r.id, r.merit_file_id, r.person_id, r.relation, r.worships, r.from_date, r.until_date
        from merit_relatives r join merit_files f on f.id = r.merit_file_id
        where f.office_id = $1 and r.recorded_entry <= $2 and (r.voided_entry is null or r.voided_entry > $2)
        order by r.merit_file_id, r.id";
    VOID_FILE = "update merit_files set voided_entry = $2 where id = $1 and voided_entry is null";
    VOID_RELATIVE = "update merit_relatives set voided_entry = $2 where id = $1 and voided_entry is null";
    RELATIONS_OF_PERSON = "select id, merit_file_id, person_id, relation, worships, from_date, until_date
        from merit_relatives where person_id = $1 and voided_entry is null order by id";
    FILES_OF_NUMBER = "select id, person_id, file_number, category, subtype, certificate_number, title, recognised_on,
            died_place
        from merit_files where office_id = $1 and file_number = $2 and voided_entry is null order by id";
    /// A corrected file keeps its relatives: they follow to the row that replaces it.
    RELATIVES_OF_FILE = "select id, merit_file_id, person_id, relation, worships, from_date, until_date
        from merit_relatives where merit_file_id = $1 and voided_entry is null order by id";
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    pub id: MeritFileId,
    pub file: MeritFile,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelativeRow {
    pub id: MeritRelativeId,
    pub relative: MeritRelative,
}

pub fn insert_files(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = FileRow>,
) -> Result<u64, StoreError> {
    let values = |FileRow { id, file: f }: FileRow| {
        params![
            id,
            office,
            f.person,
            f.file_number,
            f.category.word(),
            f.subtype.map(MeritSubtype::word),
            f.certificate_number,
            f.title.map(Title::word),
            f.recognised_on,
            f.died_place,
            entry,
        ]
        .to_vec()
    };
    tx.insert_many(&FILES, rows.into_iter().map(values))
}

pub fn insert_relatives(
    tx: &mut Tx,
    entry: EntryId,
    rows: impl IntoIterator<Item = RelativeRow>,
) -> Result<u64, StoreError> {
    let values = |RelativeRow { id, relative: r }: RelativeRow| {
        params![id, r.file, r.person, r.relation, r.worships, r.from, r.until, entry].to_vec()
    };
    tx.insert_many(&RELATIVES, rows.into_iter().map(values))
}

/// By file number.
pub fn files(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<FileRow>, StoreError> {
    tx.all(&FILES_OF_OFFICE, &params![office, known], read_file)
}

pub fn files_of(tx: &mut Tx, person: PersonId, known: Known) -> Result<Vec<FileRow>, StoreError> {
    tx.all(&FILES_OF_PERSON, &params![person, known], read_file)
}

/// Live files of one number.
pub fn files_of_number(tx: &mut Tx, office: OfficeId, number: &str) -> Result<Vec<FileRow>, StoreError> {
    tx.all(&FILES_OF_NUMBER, &params![office, number], read_file)
}

/// Whose relative a person is.
pub fn relations_of(tx: &mut Tx, person: PersonId) -> Result<Vec<RelativeRow>, StoreError> {
    tx.all(&RELATIONS_OF_PERSON, &params![person], read_relative)
}

/// By file.
pub fn relatives(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<RelativeRow>, StoreError> {
    tx.all(&RELATIVES_OF_OFFICE, &params![office, known], read_relative)
}

/// Live relatives of one file.
pub fn relatives_of(tx: &mut Tx, file: MeritFileId) -> Result<Vec<RelativeRow>, StoreError> {
    tx.all(&RELATIVES_OF_FILE, &params![file], read_relative)
}

pub fn void_file(tx: &mut Tx, id: MeritFileId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_FILE, &params![id, entry])
}

pub fn void_relative(tx: &mut Tx, id: MeritRelativeId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_RELATIVE, &params![id, entry])
}

fn read_file(row: &Row) -> Result<FileRow, StoreError> {
    let file = MeritFile {
        person: row.get(1)?,
        file_number: row.get(2)?,
        category: word(row, 3, FileCategory::from_word)?,
        subtype: optional_word(row, 4, MeritSubtype::from_word)?,
        certificate_number: row.get(5)?,
        title: optional_word(row, 6, Title::from_word)?,
        recognised_on: row.get(7)?,
        died_place: row.get(8)?,
    };
    Ok(FileRow { id: row.get(0)?, file })
}

fn read_relative(row: &Row) -> Result<RelativeRow, StoreError> {
    let relative = MeritRelative {
        file: row.get(1)?,
        person: row.get(2)?,
        relation: row.get(3)?,
        worships: row.get(4)?,
        from: row.get(5)?,
        until: row.get(6)?,
    };
    Ok(RelativeRow { id: row.get(0)?, relative })
}
