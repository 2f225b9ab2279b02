//! `Số tổng hợp`: totals from papers, for every book that has no list of names yet.

use super::order;
use crate::export::{List, day, text};
use crate::import::headings::{COMMUNE_OPTIONAL, Column, Input, Table, labels, optional, required};
use crate::import::line::Line;
use crate::import::records::{Book, read_records};
use crate::import::{Import, Kind};
use crate::{Ctx, OfficeError, Permission};
use domain::ids::{EntryId, OfficeId, PaperTotalId, UnitId};
use domain::labels::{Labelled, Labels};
use domain::paper_totals::{self, PaperTotal};
use store::people::Known;
use store::{StoreError, Tx};

const COLUMNS: &[Column] = &[
    required("Sổ").ask(Input::Choice(labels::<paper_totals::Book>)),
    optional("Mã đợt").or(&["Mã sự kiện", "Mã lớp", "Mã đợt, sự kiện"]),
    COMMUNE_OPTIONAL,
    optional("Nhóm"),
    optional("Nguồn"),
    required("Số lượng").ask(Input::Count),
    optional("Số tiền").ask(Input::Money),
    required("Ngày").ask(Input::Date),
    required("Văn bản").or(&["Số, ngày văn bản"]),
    optional("Tệp"),
];

pub const KIND: Kind = Kind {
    id: "paper_totals",
    title: "Số tổng hợp",
    order: order::PAPER_TOTALS,
    permission: Permission::Import,
    field: None,
    columns: COLUMNS,
    list: Some(list),
    read,
};

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Totals { books: Labels::new() }, import, table)
}

struct Totals {
    books: Labels<paper_totals::Book>,
}

impl Book for Totals {
    type Record = PaperTotal;
    type Key = (paper_totals::Book, String, Option<UnitId>, String, String);

    fn live(tx: &mut Tx, office: OfficeId) -> Result<Vec<(i64, PaperTotal)>, StoreError> {
        let rows = store::paper_totals::of_office(tx, office, Known::Now)?;
        Ok(rows.into_iter().map(|(id, total)| (id.0, total)).collect())
    }

    fn key(total: &PaperTotal) -> Self::Key {
        (total.book, total.subject.clone(), total.unit, total.group.clone(), total.source.clone())
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<PaperTotal>, OfficeError> {
        line.filled("Sổ");
        line.filled("Số lượng");
        let unit = match crate::import::person::place(line, import) {
            None if line.filled_quietly("Xã, phường") => return Ok(None),
            place => place.map(|place| place.unit),
        };
        let (book, quantity) = (line.label("Sổ", &self.books), line.count("Số lượng"));
        let (amount, on) = (line.amount("Số tiền"), line.required_date("Ngày"));
        let paper = line.required("Văn bản");
        let (Some(book), Some(quantity), Some(on), Some(paper)) = (book, quantity, on, paper) else {
            return Ok(None);
        };
        let word = |name: &str| line.text(name).unwrap_or_default();
        let (written, subject, from) = (word("Nhóm"), word("Mã đợt"), word("Nguồn"));
        let Some(group) = book.group_word(&written) else {
            line.refuse("Nhóm", format!("“{written}” không phải nhóm của sổ này"));
            return Ok(None);
        };
        let Some(source) = book.source_word(&from) else {
            line.refuse("Nguồn", format!("“{from}” không phải nguồn của sổ này"));
            return Ok(None);
        };
        Ok(Some(PaperTotal {
            book,
            subject,
            unit,
            group,
            source,
            quantity,
            amount,
            on,
            paper,
            file: line.text("Tệp"),
        }))
    }

    fn void(tx: &mut Tx, id: i64, entry: EntryId) -> Result<(), StoreError> {
        store::paper_totals::void(tx, PaperTotalId(id), entry)
    }

    fn insert(
        tx: &mut Tx,
        office: OfficeId,
        entry: EntryId,
        rows: Vec<(i64, PaperTotal)>,
    ) -> Result<(), StoreError> {
        let rows = rows.into_iter().map(|(id, total)| (PaperTotalId(id), total));
        store::paper_totals::insert_many(tx, office, entry, rows).map(drop)
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut rows = Vec::new();
    for (_, total) in store::paper_totals::of_office(tx, ctx.office, Known::Now)? {
        let unit = match total.unit {
            Some(unit) => store::units::by_id(tx, unit)?.map_or_else(String::new, |unit| unit.code),
            None => String::new(),
        };
        rows.push(vec![
            total.book.label().to_owned(),
            total.subject,
            unit,
            total.book.group_label(&total.group),
            total.book.source_label(&total.source),
            total.quantity.to_string(),
            total.amount.map_or_else(String::new, |amount| amount.0.to_string()),
            day(Some(total.on)),
            total.paper,
            text(total.file.as_ref()),
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}

const HEADINGS: &[&str] = &crate::import::headings::names_of::<10>(COLUMNS);
