//! `Danh sách người dự sự kiện`: those who came, by name.

use super::order;
use crate::export::List;
use crate::export::registers::{Source, who};
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE_OPTIONAL, Column, FULL_NAME, HAMLET, Input, MAN_BORN, SEX, Table, WOMAN_BORN,
    labels, names_of, optional, required,
};
use crate::import::line::Line;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, OfficeError, Permission};
use domain::events::{AttendeeKind, EventAttendee};
use domain::ids::PersonId;
use domain::labels::{Labelled, Labels};
use std::collections::HashSet;
use store::Tx;
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Mã sự kiện"),
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE_OPTIONAL,
    HAMLET,
    required("Dự với tư cách").or(&["Tư cách tham dự"]).ask(Input::Choice(labels::<AttendeeKind>)),
    optional("Nhóm").or(&["Thành phần"]),
];

pub const KIND: Kind = Kind {
    id: "event_attendees",
    title: "Danh sách người dự sự kiện",
    order: order::EVENT_ATTENDEES,
    permission: Permission::Import,
    field: None,
    columns: COLUMNS,
    list: Some(list),
    read,
};

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let events = store::events::of_office(import.tx, import.office, Known::Now)?;
    let events = events.into_iter().map(|(_, event)| event.code).collect();
    read_records(Attendees { kinds: Labels::new(), events }, import, table)
}

struct Attendees {
    kinds: Labels<AttendeeKind>,
    events: HashSet<String>,
}

impl Book for Attendees {
    type Record = EventAttendee;
    type Key = (String, PersonId);

    stored_in!(store::events::attendees, EventAttendeeId);

    fn key(attendee: &EventAttendee) -> Self::Key {
        (attendee.event.clone(), attendee.person)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<EventAttendee>, OfficeError> {
        let event = line.required("Mã sự kiện");
        if event.as_ref().is_some_and(|event| !self.events.contains(event)) {
            line.park("Mã sự kiện", "chưa có sự kiện này trong sổ sự kiện");
        }
        line.filled("Dự với tư cách");
        let kind = line.label("Dự với tư cách", &self.kinds);
        let group = line.text("Nhóm").unwrap_or_default();
        let Some((person, place)) = import.take_person(line)? else { return Ok(None) };
        let (Some(event), Some(kind)) = (event, kind) else { return Ok(None) };
        Ok(Some(EventAttendee { event, person, kind, unit: place.map(|place| place.unit), group }))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let mut rows = Vec::new();
    for (_, attendee) in store::events::attendees::of_office(tx, ctx.office, Known::Now)? {
        let [name, man, woman, citizen] = who(source.person(attendee.person)?);
        let commune = source.code(attendee.unit);
        let (born, sex, hamlet) = (String::new(), String::new(), String::new());
        let kind = attendee.kind.label().to_owned();
        rows.push(vec![
            attendee.event,
            name,
            man,
            woman,
            born,
            sex,
            citizen,
            commune,
            hamlet,
            kind,
            attendee.group,
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}

const HEADINGS: &[&str] = &names_of::<11>(COLUMNS);
