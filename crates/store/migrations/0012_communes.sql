-- What communes report each month, row by row as proposals, and the lists of other bodies.

-- One hand-in of a commune for a month and field. `rows_sent` 0: nothing has changed. Who handed it in is told by the
-- entry.
create table commune_reports (
    id @id,
    office_id bigint not null references offices (id),
    unit_id bigint not null references units (id),
    month text not null,
    field text not null,
    sent_on text not null,
    file_name text,
    fingerprint text not null,
    rows_sent bigint not null check (rows_sent >= 0),
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index commune_reports_month on commune_reports (office_id, month);

-- A row of a report, whole, as `heading=text` lines; `doubts` is what a rehearsal said of it when it came.
create table commune_proposals (
    id @id,
    report_id bigint not null references commune_reports (id),
    row_number bigint not null,
    cells text not null,
    doubts text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index commune_proposals_report on commune_proposals (report_id);

-- Accepted or returned; no live step: it waits. The entry of an acceptance is the entry that wrote what the row says.
create table commune_steps (
    id @id,
    proposal_id bigint not null references commune_proposals (id),
    state text not null check (state in ('accepted', 'returned')),
    reason text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index commune_steps_proposal on commune_steps (proposal_id);
create unique index commune_steps_live on commune_steps (proposal_id) where voided_entry is null;

-- Rows of lists of other bodies. They name nobody of the register: who may be meant is worked out, and an officer says.
create table outside_rows (
    id @id,
    office_id bigint not null references offices (id),
    list text not null,
    full_name text not null,
    folded_name text not null,
    born text,
    sex text,
    number text,
    unit_id bigint references units (id),
    place text,
    on_date text,
    pension text,
    amount bigint check (amount >= 0),
    residence text,
    paper text,
    source text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index outside_rows_office on outside_rows (office_id, list);

-- Whether a row means a person. `row_key` finds the same row again in the next list: it is not asked twice.
create table outside_answers (
    id @id,
    office_id bigint not null references offices (id),
    list text not null,
    row_key text not null,
    person_id bigint not null references people (id),
    answer text not null check (answer in ('confirmed', 'rejected')),
    reason text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index outside_answers_person on outside_answers (person_id);
create unique index outside_answers_live on outside_answers (office_id, list, row_key, person_id)
    where voided_entry is null;
