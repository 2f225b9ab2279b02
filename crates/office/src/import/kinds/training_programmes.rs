//! `Chương trình đào tạo nghề`: who pays for classes.

use super::order;
use crate::export::{List, day, text};
use crate::import::headings::{Column, Input, Table, names_of, optional, required};
use crate::import::line::Line;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::training::Programme;
use store::Tx;
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Mã chương trình"),
    required("Tên chương trình"),
    optional("Văn bản"),
    optional("Từ ngày").ask(Input::Date),
    optional("Đến ngày").ask(Input::Date),
    optional("Ghi chú").ask(Input::Note),
];

pub const KIND: Kind = Kind {
    id: "training_programmes",
    title: "Chương trình đào tạo nghề",
    order: order::TRAINING_PROGRAMMES,
    permission: Permission::Import,
    field: Some(Field::Labour),
    columns: COLUMNS,
    list: Some(list),
    read,
};

const HEADINGS: &[&str] = &names_of::<6>(COLUMNS);

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Programmes, import, table)
}

struct Programmes;

impl Book for Programmes {
    type Record = Programme;
    type Key = String;

    stored_in!(store::training::programmes, ProgrammeId);

    fn key(programme: &Programme) -> String {
        programme.code.clone()
    }

    fn read(&mut self, _: &mut Import, line: &mut Line) -> Result<Option<Programme>, OfficeError> {
        let (code, title) = (line.required("Mã chương trình"), line.required("Tên chương trình"));
        let (starts_on, ends_on) = (line.date("Từ ngày"), line.date("Đến ngày"));
        let (Some(code), Some(title)) = (code, title) else { return Ok(None) };
        let (paper, note) = (line.text("Văn bản"), line.text("Ghi chú"));
        Ok(Some(Programme { code, title, paper, starts_on, ends_on, note }))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let rows = store::training::programmes::of_office(tx, ctx.office, Known::Now)?.into_iter();
    let rows = rows.map(|(_, programme)| {
        vec![
            programme.code,
            programme.title,
            text(programme.paper.as_ref()),
            day(programme.starts_on),
            day(programme.ends_on),
            text(programme.note.as_ref()),
        ]
    });
    let rows = rows.collect();
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}
