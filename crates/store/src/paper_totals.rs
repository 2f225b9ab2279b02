//! Totals from papers, see `domain::paper_totals`.

use crate::people::{Known, word};
use crate::{StoreError, Tx, bulks, params, statements};
use domain::ids::{EntryId, OfficeId, PaperTotalId};
use domain::paper_totals::{Book, PaperTotal};

bulks! {
    TOTALS = "paper_totals" (
        "id", "office_id", "book", "subject", "unit_id", "recipient_group", "source", "quantity", "amount",
        "on_date", "paper", "file", "recorded_entry",
    );
}

statements! {
    OF_OFFICE = "select id, book, subject, unit_id, recipient_group, source, quantity, amount, on_date, paper, file
        from paper_totals
        where office_id = $1 and recorded_entry <= $2 and (voided_entry is null or voided_entry > $2)
        order by book, subject, on_date, id";
    VOID = "update paper_totals set voided_entry = $2 where id = $1 and voided_entry is null";
}

pub fn insert_many(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (PaperTotalId, PaperTotal)>,
) -> Result<u64, StoreError> {
    let values = |(id, t): (PaperTotalId, PaperTotal)| {
        params![
            id,
            office,
            t.book.word(),
            t.subject,
            t.unit,
            t.group,
            t.source,
            t.quantity,
            t.amount,
            t.on,
            t.paper,
            t.file,
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&TOTALS, rows.into_iter().map(values))
}

/// By book, subject and day.
pub fn of_office(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<Vec<(PaperTotalId, PaperTotal)>, StoreError> {
    tx.all(&OF_OFFICE, &params![office, known], |row| {
        let total = PaperTotal {
            book: word(row, 1, Book::from_word)?,
            subject: row.get(2)?,
            unit: row.get(3)?,
            group: row.get(4)?,
            source: row.get(5)?,
            quantity: row.get(6)?,
            amount: row.get(7)?,
            on: row.get(8)?,
            paper: row.get(9)?,
            file: row.get(10)?,
        };
        Ok((row.get(0)?, total))
    })
}

pub fn void(tx: &mut Tx, id: PaperTotalId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID, &params![id, entry])
}
