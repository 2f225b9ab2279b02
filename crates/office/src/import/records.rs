//! Lists whose rows are records of their own: each is found again by its key, and another record of the same key
//! corrects it. Most registers are read this way.

use super::headings::Table;
use super::line::Line;
use super::{Change, Import};
use crate::OfficeError;
use domain::ids::{EntryId, OfficeId};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use store::{StoreError, Tx};

/// What a register says of one of its lists.
pub trait Book {
    type Record: PartialEq;
    /// What makes two rows speak of the same thing.
    type Key: Eq + Hash;

    /// Every live record with the id of its row.
    fn live(tx: &mut Tx, office: OfficeId) -> Result<Vec<(i64, Self::Record)>, StoreError>;

    fn key(record: &Self::Record) -> Self::Key;

    /// The record of a row; what is wrong is noted in the line, which is then set aside.
    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Self::Record>, OfficeError>;

    fn void(tx: &mut Tx, id: i64, entry: EntryId) -> Result<(), StoreError>;

    /// In bulk; the ids are fresh.
    fn insert(
        tx: &mut Tx,
        office: OfficeId,
        entry: EntryId,
        rows: Vec<(i64, Self::Record)>,
    ) -> Result<(), StoreError>;
}

/// The functions of a `Book` whose records stand in a table written by `store`'s `record_table!`:
/// `stored_in!(store::events, EventId);` inside the `impl`.
macro_rules! stored_in {
    ($($module:ident)::+, $id:ident) => {
        fn live(
            tx: &mut store::Tx,
            office: domain::ids::OfficeId,
        ) -> Result<Vec<(i64, Self::Record)>, store::StoreError> {
            let rows = $($module)::+::of_office(tx, office, store::people::Known::Now)?;
            Ok(rows.into_iter().map(|(id, record)| (id.0, record)).collect())
        }

        fn void(
            tx: &mut store::Tx,
            id: i64,
            entry: domain::ids::EntryId,
        ) -> Result<(), store::StoreError> {
            $($module)::+::void(tx, domain::ids::$id(id), entry)
        }

        fn insert(
            tx: &mut store::Tx,
            office: domain::ids::OfficeId,
            entry: domain::ids::EntryId,
            rows: Vec<(i64, Self::Record)>,
        ) -> Result<(), store::StoreError> {
            let rows = rows.into_iter().map(|(id, record)| (domain::ids::$id(id), record));
            $($module)::+::insert_many(tx, office, entry, rows).map(drop)
        }
    };
}
pub(crate) use stored_in;

/// Where the record of a key stands while a list is read.
enum Standing {
    Live(usize),
    /// Written by a row of this list: its number in the file, its place among the new ones.
    New(u32, usize),
}

/// Reads a list of records: the whole of a `Kind::read`.
pub fn read_records<B: Book>(mut book: B, import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let live = B::live(import.tx, import.office)?;
    let mut standing: HashMap<B::Key, Standing> = HashMap::with_capacity(live.len());
    for (at, (_, record)) in live.iter().enumerate() {
        standing.insert(B::key(record), Standing::Live(at));
    }
    let mut void = Vec::new();
    let mut new: Vec<(i64, B::Record)> = Vec::new();
    for mut line in import.lines(table) {
        let record = book.read(import, &mut line)?;
        let Some(record) = record.filter(|_| line.problems.is_empty()) else {
            import.set_aside(line);
            continue;
        };
        let number = line.number;
        match standing.entry(B::key(&record)) {
            Entry::Occupied(mut entry) => match *entry.get() {
                Standing::Live(at) if live[at].1 == record => import.accept(line, Change::Same),
                Standing::New(_, at) if new[at].1 == record => import.accept(line, Change::Same),
                Standing::New(first, _) => {
                    line.park("", format!("trùng khóa với dòng {first} nhưng nội dung khác"));
                    import.set_aside(line);
                }
                Standing::Live(at) => {
                    void.push(live[at].0);
                    entry.insert(Standing::New(number, new.len()));
                    new.push((import.buffer.id(import.tx)?, record));
                    import.accept(line, Change::Changed);
                }
            },
            Entry::Vacant(entry) => {
                entry.insert(Standing::New(number, new.len()));
                new.push((import.buffer.id(import.tx)?, record));
                import.accept(line, Change::New);
            }
        }
    }
    import.flush()?;
    for id in void {
        B::void(import.tx, id, import.entry)?;
    }
    B::insert(import.tx, import.office, import.entry, new)?;
    Ok(())
}
