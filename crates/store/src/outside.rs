//! Lists of other bodies, whom of the register they may mean, and what officers have said.

use crate::record_table::record_table;
use crate::{StoreError, Tx, bulks, params, statements, word_columns};
use domain::ids::{EntryId, OfficeId, OutsideAnswerId, OutsideRowId, PersonId};
use domain::outside::{MatchAnswer, OutsideList, OutsideRow, PensionKind, ResidenceNote};
use jiff::civil::Date;
use law::Born;

word_columns!(OutsideList, PensionKind, ResidenceNote, MatchAnswer);

record_table!(OutsideRow, OutsideRowId, "outside_rows", "danh sách đối chiếu", order by "list, folded_name" {
    list "list",
    full_name "full_name",
    folded_name "folded_name",
    born "born",
    sex "sex",
    number "number",
    unit "unit_id",
    place "place",
    on "on_date",
    pension "pension",
    amount "amount",
    residence "residence",
    paper "paper",
    source "source",
});

bulks! {
    ANSWERS = "outside_answers" (
        "id", "office_id", "list", "row_key", "person_id", "answer", "reason", "recorded_entry",
    );
}

statements! {
    /// People with an enrolment who have the number, or the name, of a row.
    MEANT = "select o.id, n.person_id, 1 from outside_rows o
            join person_numbers n on n.number = o.number and n.voided_entry is null
            join people p on p.id = n.person_id and p.office_id = o.office_id
            where o.office_id = $1 and o.voided_entry is null
                and exists (select 1 from enrolments e where e.person_id = p.id)
        union all select o.id, r.person_id, 0 from outside_rows o
            join person_records r on r.folded_name = o.folded_name and r.voided_entry is null
            join people p on p.id = r.person_id and p.office_id = o.office_id
            where o.office_id = $1 and o.voided_entry is null
                and exists (select 1 from enrolments e where e.person_id = p.id)";
    RECORD = "select r.folded_name, r.full_name, r.born, (select count(*) from person_numbers n
            where n.person_id = r.person_id and n.kind = 'citizen' and n.voided_entry is null)
        from person_records r where r.person_id = $1 and r.voided_entry is null";
    ANY = "select count(*) from outside_rows where office_id = $1 and voided_entry is null";
    ANSWERED = "select a.id, a.list, a.row_key, a.person_id, a.answer, a.reason, e.officer_id, e.on_date
        from outside_answers a join journal_entries e on e.id = a.recorded_entry
        where a.office_id = $1 and a.voided_entry is null order by a.id";
    VOID_ANSWER = "update outside_answers set voided_entry = $2 where id = $1 and voided_entry is null";
    /// The death was a mistake: whether the list means the person is open again.
    VOID_CONFIRMED = "update outside_answers set voided_entry = $3
        where person_id = $1 and list = $2 and answer = 'confirmed' and voided_entry is null";
    /// Confirmed deaths of people of whom no death was ever recorded, and confirmed pensions without a fact.
    UNWRITTEN = "select a.person_id from outside_answers a
        where a.office_id = $1 and a.voided_entry is null and a.answer = 'confirmed' and (
            (a.list = 'deaths' and not exists (select 1 from deaths d where d.person_id = a.person_id))
            or (a.list = 'pensions' and not exists (select 1 from facts f
                where f.person_id = a.person_id and f.kind = 'benefit')))
        order by a.person_id";
    /// The same of facts that once stood and stand no longer.
    TAKEN_BACK = "select a.person_id from outside_answers a
        where a.office_id = $1 and a.voided_entry is null and a.answer = 'confirmed' and (
            (a.list = 'deaths' and exists (select 1 from deaths d where d.person_id = a.person_id)
                and not exists (select 1 from deaths d
                    where d.person_id = a.person_id and d.voided_entry is null))
            or (a.list = 'pensions' and exists (select 1 from facts f
                    where f.person_id = a.person_id and f.kind = 'benefit')
                and not exists (select 1 from facts f
                    where f.person_id = a.person_id and f.kind = 'benefit' and f.voided_entry is null)))
        order by a.person_id";
}

/// A person as the register has it, beside a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    pub folded_name: String,
    pub full_name: String,
    pub born: Born,
    pub has_citizen_number: bool,
}

/// What somebody has said of a row and a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRow {
    pub id: OutsideAnswerId,
    pub list: OutsideList,
    pub row_key: String,
    pub person: PersonId,
    pub answer: MatchAnswer,
    pub reason: Option<String>,
    pub officer: domain::ids::OfficerId,
    pub on: Date,
}

/// Whether any list is there at all.
pub fn has_rows(tx: &mut Tx, office: OfficeId) -> Result<bool, StoreError> {
    let rows: i64 = tx.one(&ANY, &params![office], |row| row.get(0))?;
    Ok(rows > 0)
}

/// Row, person, and whether the person has the row's number.
pub fn meant(tx: &mut Tx, office: OfficeId) -> Result<Vec<(OutsideRowId, PersonId, bool)>, StoreError> {
    tx.all(&MEANT, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

pub fn record(tx: &mut Tx, person: PersonId) -> Result<Option<Meant>, StoreError> {
    tx.optional(&RECORD, &params![person], |row| {
        let numbers: i64 = row.get(3)?;
        Ok(Meant {
            folded_name: row.get(0)?,
            full_name: row.get(1)?,
            born: row.get(2)?,
            has_citizen_number: numbers > 0,
        })
    })
}

pub fn answers(tx: &mut Tx, office: OfficeId) -> Result<Vec<AnswerRow>, StoreError> {
    tx.all(&ANSWERED, &params![office], |row| {
        Ok(AnswerRow {
            id: row.get(0)?,
            list: row.get(1)?,
            row_key: row.get(2)?,
            person: row.get(3)?,
            answer: row.get(4)?,
            reason: row.get(5)?,
            officer: row.get(6)?,
            on: row.get(7)?,
        })
    })
}

/// `answer.officer` and `answer.on` are those of the entry.
pub fn insert_answer(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    answer: AnswerRow,
) -> Result<(), StoreError> {
    let a = answer;
    let row = params![a.id, office, a.list, a.row_key, a.person, a.answer, a.reason, entry];
    tx.insert_many(&ANSWERS, [row.to_vec()]).map(drop)
}

pub fn void_answer(tx: &mut Tx, id: OutsideAnswerId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_ANSWER, &params![id, entry])
}

/// What was confirmed of the person by lists of that body is open again.
pub fn void_confirmed(
    tx: &mut Tx,
    person: PersonId,
    list: OutsideList,
    entry: EntryId,
) -> Result<u64, StoreError> {
    tx.execute(&VOID_CONFIRMED, &params![person, list, entry])
}

pub fn unwritten(tx: &mut Tx, office: OfficeId) -> Result<Vec<PersonId>, StoreError> {
    tx.all(&UNWRITTEN, &params![office], |row| row.get(0))
}

pub fn taken_back(tx: &mut Tx, office: OfficeId) -> Result<Vec<PersonId>, StoreError> {
    tx.all(&TAKEN_BACK, &params![office], |row| row.get(0))
}
