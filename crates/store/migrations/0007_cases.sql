-- Work with deadlines: cases of every kind, with what happened to them; disputes and inspections; year plans; targets
-- by area; texts that only the officers of a case may read.

-- The case itself never changes; everything said of it can be corrected.
create table cases (
    id @id,
    office_id bigint not null references offices (id),
    code text not null,
    kind text not null,
    created_entry bigint not null references journal_entries (id)
);
create unique index cases_code on cases (office_id, code);

create table case_records (
    id @id,
    case_id bigint not null references cases (id),
    subject text not null,
    person_id bigint references people (id),
    unit_id bigint references units (id),
    received_on text not null,
    due_on text,
    owner text,
    source_number text,
    source_issuer text,
    source_on text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index case_records_case on case_records (case_id);

create table case_events (
    id @id,
    case_id bigint not null references cases (id),
    kind text not null,
    on_date text not null,
    step bigint,
    due_on text,
    holder text,
    result text,
    paper text,
    note text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index case_events_case on case_events (case_id);

-- What follows from record, events, law pages and the calendar of working days, written again with every event so that
-- lists and figures can ask for it. `doctor` compares it with what follows. `in_time` is null while the case is open.
create table case_standings (
    id @id,
    case_id bigint not null references cases (id),
    state text not null,
    step bigint,
    due_on text,
    holder text,
    concluded_on text,
    result text,
    late_steps bigint not null,
    in_time bigint,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index case_standings_case on case_standings (case_id);

-- A dispute is a case of one of the kinds `dispute.*`.
create table disputes (
    id @id,
    case_id bigint not null references cases (id),
    employer text not null,
    tax_code text,
    applicant text not null,
    subject text not null,
    workers bigint not null check (workers >= 0),
    women bigint check (women >= 0),
    claimed bigint,
    agreed bigint,
    mediator text,
    record_number text,
    carried_out bigint,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index disputes_case on disputes (case_id);

-- One enterprise of a year's plan of checks, with the visit when it took place.
create table inspections (
    id @id,
    office_id bigint not null references offices (id),
    code text not null,
    year bigint not null,
    plan text,
    employer text not null,
    tax_code text,
    unit_id bigint references units (id),
    reason text not null,
    planned_from text,
    planned_until text,
    visited_on text,
    record_number text,
    team text,
    workers bigint check (workers >= 0),
    note text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index inspections_year on inspections (office_id, year);

-- What a visit found and what the enterprise must do about it, by when.
create table inspection_findings (
    id @id,
    office_id bigint not null references offices (id),
    inspection text not null,
    number bigint not null,
    topic text not null,
    finding text not null,
    demand text,
    due_on text,
    remedied_on text,
    proof text,
    fine_proposed bigint,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index inspection_findings_code on inspection_findings (office_id, inspection);

create table plans (
    id @id,
    office_id bigint not null references offices (id),
    year bigint not null,
    field text not null,
    title text not null,
    paper text not null,
    issuer text,
    issued_on text not null,
    file text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index plans_year on plans (office_id, year);

-- A target of one commune; null is the whole office.
alter table targets add column unit_id bigint references units (id);

-- Encrypted texts. `topic` and `subject` say what a text belongs to; only its reader with the key opens it.
create table sealed_texts (
    id @id,
    office_id bigint not null references offices (id),
    topic text not null,
    subject_id bigint not null,
    key_name text not null,
    nonce text not null,
    sealed text not null,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index sealed_texts_subject on sealed_texts (office_id, topic, subject_id);
