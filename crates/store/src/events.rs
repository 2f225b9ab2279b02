//! Events and the people who are known by name to have come, see `domain::events`.

use crate::record_table::record_table;
use crate::{StoreError, Tx, params, statements, word_columns};
use domain::events::{AttendeeKind, Event, EventField, EventKind};
use domain::ids::OfficeId;

word_columns!(EventKind, EventField, AttendeeKind);

record_table!(Event, EventId, "events", "sự kiện", order by "held_on, code" {
    code "code",
    kind "kind",
    field "field",
    title "title",
    plan "plan",
    held_on "held_on",
    ended_on "ended_on",
    place "place",
    unit "unit_id",
    organiser "organiser",
    bodies "bodies",
    leaflets "leaflets",
    cost "cost",
    note "note",
});

/// The named attendees of events.
pub mod attendees {
    use crate::record_table::record_table;
    use domain::events::EventAttendee;

    record_table!(EventAttendee, EventAttendeeId, "event_attendees", "người tham dự", order by "event" {
        event "event",
        person "person_id",
        kind "kind",
        unit "unit_id",
        group "attendee_group",
    });
}

statements! {
    /// Names of an event, place and group of which a total counts fewer.
    MORE_NAMES = "select total.subject, total.quantity, count(*)
        from paper_totals total join event_attendees a on a.office_id = total.office_id
            and a.kind = total.book and a.event = total.subject and a.attendee_group = total.recipient_group
            and a.voided_entry is null
        where total.office_id = $1 and total.voided_entry is null
            and (a.unit_id = total.unit_id or (total.unit_id is null and not exists (
                select 1 from paper_totals own where own.office_id = total.office_id and own.book = total.book
                    and own.subject = total.subject and own.recipient_group = total.recipient_group
                    and own.unit_id = a.unit_id and own.voided_entry is null)))
        group by total.id, total.subject, total.quantity
        having count(*) > total.quantity
        order by total.subject, total.id";
    /// Codes under which people or totals stand and no event does.
    STRAY = "select code from (
            select event as code from event_attendees where office_id = $1 and voided_entry is null
            union
            select subject from paper_totals where office_id = $1 and voided_entry is null
                and book in ('event_attendance', 'event_children')
        ) named
        where not exists (select 1 from events e where e.office_id = $1 and e.code = named.code
            and e.voided_entry is null)
        order by code";
}

/// Event, total and names of each total with more names than it counts.
pub fn more_names(tx: &mut Tx, office: OfficeId) -> Result<Vec<(String, i64, i64)>, StoreError> {
    tx.all(&MORE_NAMES, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// Codes of events that attendance names and that the register does not have.
pub fn stray(tx: &mut Tx, office: OfficeId) -> Result<Vec<String>, StoreError> {
    tx.all(&STRAY, &params![office], |row| row.get(0))
}
