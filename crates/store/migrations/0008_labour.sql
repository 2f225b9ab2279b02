-- Events of every field with the people who came.
create table events (
    id @id,
    office_id bigint not null references offices (id),
    code text not null,
    kind text not null,
    field text not null,
    title text not null,
    plan text,
    held_on text not null,
    ended_on text,
    place text,
    unit_id bigint references units (id),
    organiser text,
    bodies bigint check (bodies >= 0),
    leaflets bigint check (leaflets >= 0),
    cost bigint check (cost >= 0),
    note text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index events_code on events (office_id, code);
-- One event of a code at a time.
create unique index events_live on events (office_id, code) where voided_entry is null;

-- Attendees known by name; `kind` is the book of totals that their names fill.
create table event_attendees (
    id @id,
    office_id bigint not null references offices (id),
    event text not null,
    person_id bigint not null references people (id),
    kind text not null,
    unit_id bigint references units (id),
    attendee_group text not null,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index event_attendees_event on event_attendees (office_id, event);
create index event_attendees_person on event_attendees (person_id);
