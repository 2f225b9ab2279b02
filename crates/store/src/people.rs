//! People: records, numbers, deaths, payees. Rows are inserted and voided, never changed otherwise.

use crate::{FromValue, Row, StoreError, Tx, Value, bulks, params, statements};
use domain::ids::{DeathId, EntryId, OfficeId, PayeeId, PersonId, PersonNumberId, PersonRecordId};
use domain::names::search_key;
use domain::people::{Channel, Death, NumberKind, Payee, PayeeGround, PersonNumber, PersonRecord};

/// As of which journal entry rows are read: a row counts if it was recorded by then and not yet voided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    Now,
    /// The state right after that entry. Entry ids grow with time over all offices.
    At(EntryId),
}

impl From<Known> for Value {
    fn from(known: Known) -> Value {
        match known {
            Known::Now => Value::Int(i64::MAX),
            Known::At(entry) => Value::from(entry),
        }
    }
}

bulks! {
    PEOPLE = "people" ("id", "office_id", "created_entry");
    RECORDS = "person_records" (
        "id", "person_id", "full_name", "folded_name", "sex", "born", "ethnicity", "phone", "recorded_entry",
    );
    NUMBERS = "person_numbers" ("id", "person_id", "kind", "number", "recorded_entry");
    DEATHS = "deaths" ("id", "person_id", "died_on", "certificate", "recorded_entry");
    PAYEES = "payees" (
        "id", "person_id", "payee_person_id", "name", "ground", "relation", "paper", "channel", "point", "bank",
        "account_number", "account_holder", "from_date", "until_date", "recorded_entry",
    );
}

statements! {
    RECORDS_OF_OFFICE = "select r.id, r.person_id, r.full_name, r.sex, r.born, r.ethnicity, r.phone
        from person_records r join people p on p.id = r.person_id
        where p.office_id = $1 and r.recorded_entry <= $2 and (r.voided_entry is null or r.voided_entry > $2)
        order by r.person_id";
    OFFICE_OF = "select office_id from people where id = $1";
    COUNT = "select count(*) from people where office_id = $1";
    RECORD_OF_PERSON = "select r.id, r.person_id, r.full_name, r.sex, r.born, r.ethnicity, r.phone
        from person_records r
        where r.person_id = $1 and r.recorded_entry <= $2 and (r.voided_entry is null or r.voided_entry > $2)";
    VOID_RECORD = "update person_records set voided_entry = $2 where id = $1 and voided_entry is null";
    NUMBERS_OF_OFFICE = "select n.id, n.person_id, n.kind, n.number
        from person_numbers n join people p on p.id = n.person_id
        where p.office_id = $1 and n.recorded_entry <= $2 and (n.voided_entry is null or n.voided_entry > $2)
        order by n.person_id, n.id";
    NUMBERS_OF_PERSON = "select n.id, n.person_id, n.kind, n.number from person_numbers n
        where n.person_id = $1 and n.recorded_entry <= $2 and (n.voided_entry is null or n.voided_entry > $2)
        order by n.id";
    VOID_NUMBER = "update person_numbers set voided_entry = $2 where id = $1 and voided_entry is null";
    DEATHS_OF_OFFICE = "select d.id, d.person_id, d.died_on, d.certificate
        from deaths d join people p on p.id = d.person_id
        where p.office_id = $1 and d.recorded_entry <= $2 and (d.voided_entry is null or d.voided_entry > $2)
        order by d.person_id";
    DEATH_OF_PERSON = "select d.id, d.person_id, d.died_on, d.certificate from deaths d
        where d.person_id = $1 and d.recorded_entry <= $2 and (d.voided_entry is null or d.voided_entry > $2)";
    VOID_DEATH = "update deaths set voided_entry = $2 where id = $1 and voided_entry is null";
    PAYEES_OF_OFFICE = "select y.id, y.person_id, y.payee_person_id, y.name, y.ground, y.relation, y.paper, y.channel,
            y.point, y.bank, y.account_number, y.account_holder, y.from_date, y.until_date
        from payees y join people p on p.id = y.person_id
        where p.office_id = $1 and y.recorded_entry <= $2 and (y.voided_entry is null or y.voided_entry > $2)
        order by y.person_id, y.from_date, y.id";
    PAYEES_OF_PERSON = "select y.id, y.person_id, y.payee_person_id, y.name, y.ground, y.relation, y.paper, y.channel,
            y.point, y.bank, y.account_number, y.account_holder, y.from_date, y.until_date
        from payees y
        where y.person_id = $1 and y.recorded_entry <= $2 and (y.voided_entry is null or y.voided_entry > $2)
        order by y.from_date, y.id";
    VOID_PAYEE = "update payees set voided_entry = $2 where id = $1 and voided_entry is null";
    PERSON_BY_NUMBER = "select distinct n.person_id from person_numbers n join people p on p.id = n.person_id
        where p.office_id = $1 and n.kind = $2 and n.number = $3 and n.voided_entry is null order by n.person_id";
    /// Whatever the kind of the number.
    ANYBODY_BY_NUMBER = "select distinct n.person_id from person_numbers n join people p on p.id = n.person_id
        where p.office_id = $1 and n.number = $2 and n.voided_entry is null order by n.person_id";
    BY_FOLDED_NAME = "select r.person_id from person_records r join people p on p.id = r.person_id
        where p.office_id = $1 and r.folded_name = $2 and r.voided_entry is null order by r.person_id";
    SAME_NUMBER = "select n.kind, n.number, n.person_id
        from person_numbers n join people p on p.id = n.person_id
        where p.office_id = $1 and n.voided_entry is null and exists (
            select 1 from person_numbers o join people q on q.id = o.person_id
            where q.office_id = $1 and o.voided_entry is null and o.number = n.number and o.kind = n.kind
                and o.person_id <> n.person_id)
        order by n.kind, n.number, n.person_id";
    SAME_NAME = "with living as (
            select r.person_id, r.folded_name, r.born, f.unit_id
            from person_records r join people p on p.id = r.person_id
            join facts f on f.person_id = r.person_id and f.kind = 'residence' and f.voided_entry is null
                and f.until_date is null
            where p.office_id = $1 and r.voided_entry is null
        ), same as (
            select folded_name, born, unit_id from living group by folded_name, born, unit_id
            having count(distinct person_id) > 1
        )
        select l.folded_name, l.born, l.person_id from living l
        join same s on s.folded_name = l.folded_name and s.born = l.born and s.unit_id = l.unit_id
        order by l.folded_name, l.born, l.person_id";
}

/// A row and the id of the person to whom it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Of<I, T> {
    pub id: I,
    pub person: PersonId,
    pub value: T,
}

pub type RecordRow = Of<PersonRecordId, PersonRecord>;
pub type NumberRow = Of<PersonNumberId, PersonNumber>;
pub type DeathRow = Of<DeathId, Death>;
pub type PayeeRow = Of<PayeeId, Payee>;

pub fn insert_people(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<u64, StoreError> {
    tx.insert_many(&PEOPLE, people.into_iter().map(|id| params![id, office, entry].to_vec()))
}

pub fn insert_records(
    tx: &mut Tx,
    entry: EntryId,
    rows: impl IntoIterator<Item = RecordRow>,
) -> Result<u64, StoreError> {
    let rows: Vec<RecordRow> = rows.into_iter().collect();
    let values = |Of { id, person, value: r }: &RecordRow| {
        let folded = search_key(&r.full_name);
        let (ethnicity, phone) = (r.ethnicity.clone(), r.phone.clone());
        params![*id, *person, &r.full_name, folded, r.sex, r.born, ethnicity, phone, entry].to_vec()
    };
    let inserted = tx.insert_many(&RECORDS, rows.iter().map(values))?;
    crate::names::index_rows(tx, &rows)?;
    Ok(inserted)
}

pub fn insert_numbers(
    tx: &mut Tx,
    entry: EntryId,
    rows: impl IntoIterator<Item = NumberRow>,
) -> Result<u64, StoreError> {
    let values = |Of { id, person, value }: NumberRow| {
        params![id, person, value.kind.word(), value.number, entry].to_vec()
    };
    tx.insert_many(&NUMBERS, rows.into_iter().map(values))
}

pub fn insert_deaths(
    tx: &mut Tx,
    entry: EntryId,
    rows: impl IntoIterator<Item = DeathRow>,
) -> Result<u64, StoreError> {
    let values = |Of { id, person, value }: DeathRow| {
        params![id, person, value.died_on, value.certificate, entry].to_vec()
    };
    tx.insert_many(&DEATHS, rows.into_iter().map(values))
}

pub fn insert_payees(
    tx: &mut Tx,
    entry: EntryId,
    rows: impl IntoIterator<Item = PayeeRow>,
) -> Result<u64, StoreError> {
    let values = |Of { id, person, value: p }: PayeeRow| {
        params![
            id,
            person,
            p.payee_person,
            p.name,
            p.ground.word(),
            p.relation,
            p.paper,
            p.channel.word(),
            p.point,
            p.bank,
            p.account_number,
            p.account_holder,
            p.from,
            p.until,
            entry,
        ]
        .to_vec()
    };
    tx.insert_many(&PAYEES, rows.into_iter().map(values))
}

/// Everybody who was ever entered, merged people too.
pub fn count(tx: &mut Tx, office: OfficeId) -> Result<u64, StoreError> {
    let count: i64 = tx.one(&COUNT, &params![office], |row| row.get(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// `None`: no such person.
pub fn office_of(tx: &mut Tx, person: PersonId) -> Result<Option<OfficeId>, StoreError> {
    tx.optional(&OFFICE_OF, &params![person], |row| row.get(0))
}

/// Live records of all people of the office, by person.
pub fn records(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<RecordRow>, StoreError> {
    tx.all(&RECORDS_OF_OFFICE, &params![office, known], read_record)
}

/// `None`: no such person, or not known then.
pub fn record(tx: &mut Tx, person: PersonId, known: Known) -> Result<Option<RecordRow>, StoreError> {
    tx.optional(&RECORD_OF_PERSON, &params![person, known], read_record)
}

pub fn void_record(tx: &mut Tx, id: PersonRecordId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_RECORD, &params![id, entry])
}

pub fn all_numbers(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<NumberRow>, StoreError> {
    tx.all(&NUMBERS_OF_OFFICE, &params![office, known], read_number)
}

pub fn numbers(tx: &mut Tx, person: PersonId, known: Known) -> Result<Vec<NumberRow>, StoreError> {
    tx.all(&NUMBERS_OF_PERSON, &params![person, known], read_number)
}

pub fn void_number(tx: &mut Tx, id: PersonNumberId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_NUMBER, &params![id, entry])
}

pub fn all_deaths(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<DeathRow>, StoreError> {
    tx.all(&DEATHS_OF_OFFICE, &params![office, known], read_death)
}

pub fn death(tx: &mut Tx, person: PersonId, known: Known) -> Result<Option<DeathRow>, StoreError> {
    tx.optional(&DEATH_OF_PERSON, &params![person, known], read_death)
}

pub fn void_death(tx: &mut Tx, id: DeathId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_DEATH, &params![id, entry])
}

pub fn all_payees(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<PayeeRow>, StoreError> {
    tx.all(&PAYEES_OF_OFFICE, &params![office, known], read_payee)
}

/// Oldest first.
pub fn payees(tx: &mut Tx, person: PersonId, known: Known) -> Result<Vec<PayeeRow>, StoreError> {
    tx.all(&PAYEES_OF_PERSON, &params![person, known], read_payee)
}

pub fn void_payee(tx: &mut Tx, id: PayeeId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_PAYEE, &params![id, entry])
}

/// Everybody with that number: more than one is a duplicate to be settled.
pub fn by_number(
    tx: &mut Tx,
    office: OfficeId,
    kind: NumberKind,
    number: &str,
) -> Result<Vec<PersonId>, StoreError> {
    tx.all(&PERSON_BY_NUMBER, &params![office, kind.word(), number], |row| row.get(0))
}

/// Everybody with that number of any kind.
pub fn by_any_number(tx: &mut Tx, office: OfficeId, number: &str) -> Result<Vec<PersonId>, StoreError> {
    tx.all(&ANYBODY_BY_NUMBER, &params![office, number], |row| row.get(0))
}

/// Everybody of that name, by its `search_key`.
pub fn by_folded_name(tx: &mut Tx, office: OfficeId, key: &str) -> Result<Vec<PersonId>, StoreError> {
    tx.all(&BY_FOLDED_NAME, &params![office, key], |row| row.get(0))
}

/// (number kind, number, person), the people of one number side by side.
pub fn same_number(tx: &mut Tx, office: OfficeId) -> Result<Vec<(NumberKind, String, PersonId)>, StoreError> {
    tx.all(&SAME_NUMBER, &params![office], |row| {
        Ok((word(row, 0, NumberKind::from_word)?, row.get(1)?, row.get(2)?))
    })
}

/// (folded name, birth as stored, person) of people who share both and the commune where they now live.
pub fn same_name(tx: &mut Tx, office: OfficeId) -> Result<Vec<(String, String, PersonId)>, StoreError> {
    tx.all(&SAME_NAME, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// A column that holds a word of one of our enums.
pub(crate) fn word<T>(
    row: &Row,
    index: usize,
    from_word: impl FnOnce(&str) -> Option<T>,
) -> Result<T, StoreError> {
    let text: String = row.get(index)?;
    from_word(&text).ok_or_else(|| unknown_word(row, index, &text))
}

/// A column that may hold a word.
pub(crate) fn optional_word<T>(
    row: &Row,
    index: usize,
    from_word: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    match row.get::<Option<String>>(index)? {
        Some(text) => from_word(&text).map(Some).ok_or_else(|| unknown_word(row, index, &text)),
        None => Ok(None),
    }
}

fn unknown_word(row: &Row, index: usize, text: &str) -> StoreError {
    StoreError::Column {
        statement: row.statement,
        column: index.to_string(),
        expected: "một từ của danh mục",
        found: format!("“{text}”"),
    }
}

fn of<I: FromValue, T>(row: &Row, value: T) -> Result<Of<I, T>, StoreError> {
    Ok(Of { id: row.get(0)?, person: row.get(1)?, value })
}

fn read_record(row: &Row) -> Result<RecordRow, StoreError> {
    let record = PersonRecord {
        full_name: row.get(2)?,
        sex: row.get(3)?,
        born: row.get(4)?,
        ethnicity: row.get(5)?,
        phone: row.get(6)?,
    };
    of(row, record)
}

fn read_number(row: &Row) -> Result<NumberRow, StoreError> {
    let number = PersonNumber { kind: word(row, 2, NumberKind::from_word)?, number: row.get(3)? };
    of(row, number)
}

fn read_death(row: &Row) -> Result<DeathRow, StoreError> {
    let death = Death { died_on: row.get(2)?, certificate: row.get(3)? };
    of(row, death)
}

fn read_payee(row: &Row) -> Result<PayeeRow, StoreError> {
    let payee = Payee {
        payee_person: row.get(2)?,
        name: row.get(3)?,
        ground: word(row, 4, PayeeGround::from_word)?,
        relation: row.get(5)?,
        paper: row.get(6)?,
        channel: word(row, 7, Channel::from_word)?,
        point: row.get(8)?,
        bank: row.get(9)?,
        account_number: row.get(10)?,
        account_holder: row.get(11)?,
        from: row.get(12)?,
        until: row.get(13)?,
    };
    of(row, payee)
}
