//! `Sổ sự kiện`: launches, outreach, conferences, job fairs, meetings of every field.

use super::order;
use crate::export::{List, UnitCodes, day, number, text};
use crate::import::headings::{COMMUNE_OPTIONAL, Column, Input, Table, labels, names_of, optional, required};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, OfficeError, Permission};
use domain::events::{Event, EventField, EventKind};
use domain::labels::{Labelled, Labels};
use store::Tx;
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Mã sự kiện"),
    required("Loại sự kiện").ask(Input::Choice(labels::<EventKind>)),
    optional("Lĩnh vực").ask(Input::Choice(labels::<EventField>)),
    required("Tên sự kiện").or(&["Chủ đề", "Nội dung sự kiện"]),
    optional("Kế hoạch").or(&["Văn bản, kế hoạch", "Kế hoạch số"]),
    required("Ngày tổ chức").ask(Input::Date),
    optional("Ngày kết thúc").ask(Input::Date),
    optional("Địa điểm"),
    COMMUNE_OPTIONAL,
    optional("Đơn vị tổ chức").or(&["Cơ quan tổ chức"]),
    optional("Số đơn vị tham gia").or(&["Số doanh nghiệp tham gia"]).ask(Input::Count),
    optional("Số tờ rơi").ask(Input::Count),
    optional("Kinh phí").ask(Input::Money),
    optional("Ghi chú").ask(Input::Note),
];

pub const KIND: Kind = Kind {
    id: "events",
    title: "Sổ sự kiện",
    order: order::EVENTS,
    permission: Permission::Import,
    field: None,
    columns: COLUMNS,
    list: Some(list),
    read,
};

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Events { kinds: Labels::new(), fields: Labels::new() }, import, table)
}

struct Events {
    kinds: Labels<EventKind>,
    fields: Labels<EventField>,
}

impl Book for Events {
    type Record = Event;
    type Key = String;

    stored_in!(store::events, EventId);

    fn key(event: &Event) -> String {
        event.code.clone()
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Event>, OfficeError> {
        line.filled("Loại sự kiện");
        let (code, title) = (line.required("Mã sự kiện"), line.required("Tên sự kiện"));
        let kind = line.label("Loại sự kiện", &self.kinds);
        let field = line.label("Lĩnh vực", &self.fields);
        let (held_on, ended_on) = (line.required_date("Ngày tổ chức"), line.date("Ngày kết thúc"));
        let unit = place(line, import).map(|place| place.unit);
        let (bodies, leaflets) = (line.count("Số đơn vị tham gia"), line.count("Số tờ rơi"));
        let cost = line.amount("Kinh phí");
        let (Some(code), Some(title), Some(kind), Some(held_on)) = (code, title, kind, held_on) else {
            return Ok(None);
        };
        if ended_on.is_some_and(|ended| ended < held_on) {
            line.refuse("Ngày kết thúc", "trước ngày tổ chức");
        }
        Ok(Some(Event {
            code,
            kind,
            field: field.unwrap_or(EventField::of(kind)),
            title,
            plan: line.text("Kế hoạch"),
            held_on,
            ended_on,
            place: line.text("Địa điểm"),
            unit,
            organiser: line.text("Đơn vị tổ chức"),
            bodies,
            leaflets,
            cost,
            note: line.text("Ghi chú"),
        }))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut codes = UnitCodes::default();
    let mut rows = Vec::new();
    for (_, event) in store::events::of_office(tx, ctx.office, Known::Now)? {
        rows.push(vec![
            event.code,
            event.kind.label().to_owned(),
            event.field.label().to_owned(),
            event.title,
            text(event.plan.as_ref()),
            day(Some(event.held_on)),
            day(event.ended_on),
            text(event.place.as_ref()),
            codes.of(tx, event.unit)?,
            text(event.organiser.as_ref()),
            number(event.bodies),
            number(event.leaflets),
            number(event.cost.map(|cost| cost.0)),
            text(event.note.as_ref()),
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}

const HEADINGS: &[&str] = &names_of::<14>(COLUMNS);
