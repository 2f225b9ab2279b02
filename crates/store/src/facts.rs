//! Dated facts. A change ends a fact and starts another; a correction voids and replaces.

use crate::people::{Known, Of, word};
use crate::{Row, StoreError, Tx, bulks, params, statements};
use domain::facts::{FactKind, FactRow};
use domain::ids::{EntryId, FactId, OfficeId, PersonId};

bulks! {
    FACTS = "facts" (
        "id", "person_id", "kind", "from_date", "until_date", "unit_id", "hamlet", "ref_person_id", "ref_text",
        "ref_date", "word", "word2", "word3", "amount", "number", "number2", "flag1", "flag2", "flag3", "flag4",
        "recorded_entry",
    );
}

statements! {
    OF_OFFICE = "select f.id, f.person_id, f.kind, f.from_date, f.until_date, f.unit_id, f.hamlet, f.ref_person_id,
            f.ref_text, f.ref_date, f.word, f.word2, f.word3, f.amount, f.number, f.number2, f.flag1, f.flag2,
            f.flag3, f.flag4
        from facts f join people p on p.id = f.person_id
        where p.office_id = $1 and f.recorded_entry <= $2 and (f.voided_entry is null or f.voided_entry > $2)
        order by f.person_id, f.from_date, f.id";
    OF_PERSON = "select f.id, f.person_id, f.kind, f.from_date, f.until_date, f.unit_id, f.hamlet, f.ref_person_id,
            f.ref_text, f.ref_date, f.word, f.word2, f.word3, f.amount, f.number, f.number2, f.flag1, f.flag2,
            f.flag3, f.flag4
        from facts f
        where f.person_id = $1 and f.recorded_entry <= $2 and (f.voided_entry is null or f.voided_entry > $2)
        order by f.from_date, f.id";
    VOID = "update facts set voided_entry = $2 where id = $1 and voided_entry is null";
}

pub type StoredFact = Of<FactId, FactRow>;

pub fn insert_many(
    tx: &mut Tx,
    entry: EntryId,
    rows: impl IntoIterator<Item = StoredFact>,
) -> Result<u64, StoreError> {
    let values = |Of { id, person, value: f }: StoredFact| {
        let [word, word2, word3] = f.words;
        let ([number, number2], [flag1, flag2, flag3, flag4]) = (f.numbers, f.flags);
        params![
            id,
            person,
            f.kind.word(),
            f.from,
            f.until,
            f.unit,
            f.hamlet,
            f.ref_person,
            f.ref_text,
            f.ref_date,
            word,
            word2,
            word3,
            f.amount,
            number,
            number2,
            flag1,
            flag2,
            flag3,
            flag4,
            entry,
        ]
        .to_vec()
    };
    tx.insert_many(&FACTS, rows.into_iter().map(values))
}

/// All facts of the office's people, by person and day.
pub fn of_office(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<StoredFact>, StoreError> {
    tx.all(&OF_OFFICE, &params![office, known], read)
}

pub fn of_person(tx: &mut Tx, person: PersonId, known: Known) -> Result<Vec<StoredFact>, StoreError> {
    tx.all(&OF_PERSON, &params![person, known], read)
}

/// One row exactly: a fact that is voided already is an error.
pub fn void(tx: &mut Tx, id: FactId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID, &params![id, entry])
}

fn read(row: &Row) -> Result<StoredFact, StoreError> {
    let value = FactRow {
        kind: word(row, 2, FactKind::from_word)?,
        from: row.get(3)?,
        until: row.get(4)?,
        unit: row.get(5)?,
        hamlet: row.get(6)?,
        ref_person: row.get(7)?,
        ref_text: row.get(8)?,
        ref_date: row.get(9)?,
        // Checked where the fact is read as law (`FactRow::to_what`), which names the column.
        words: [row.get(10)?, row.get(11)?, row.get(12)?],
        amount: row.get(13)?,
        numbers: [row.get(14)?, row.get(15)?],
        flags: [row.get(16)?, row.get(17)?, row.get(18)?, row.get(19)?],
    };
    Ok(Of { id: row.get(0)?, person: row.get(1)?, value })
}
