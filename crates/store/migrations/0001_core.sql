-- Office, journal, units, people, households, facts, merit files.
--
-- Engine words: @id is a primary key that the program hands out in blocks. Dates are `YYYY-MM-DD`, months
-- `YYYY-MM`, instants UTC text. 0/1 are flags. Facts of the world are never updated or deleted: a row is live
-- while `voided_entry` is null, and a correction voids it and inserts its replacement.

create table counters (
    name text not null primary key,
    next_value bigint not null check (next_value > 0)
);
insert into counters (name, next_value) values ('ids', 1);

create table offices (
    id @id,
    created_at text not null
);

create table officers (
    id @id,
    office_id bigint not null references offices (id),
    account text not null,
    full_name text not null,
    created_at text not null,
    ended_at text,
    constraint officers_account unique (office_id, account)
);

-- One entry per command. No personal data: the rows point here, not the other way round.
create table journal_entries (
    id @id,
    office_id bigint not null references offices (id),
    sequence bigint not null check (sequence > 0),
    officer_id bigint not null references officers (id),
    at text not null,
    on_date text not null,
    command text not null,
    detail text not null,
    previous_hash text not null,
    hash text not null,
    constraint journal_sequence unique (office_id, sequence)
);

create table officer_roles (
    id @id,
    officer_id bigint not null references officers (id),
    role text not null,
    unit_id bigint,
    field text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);

-- Name, superior, symbol, signer, opening month …: dated data about the office.
create table office_settings (
    id @id,
    office_id bigint not null references offices (id),
    item text not null,
    value text not null,
    valid_from text,
    valid_until text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);

-- Administrative units, one row per unit and period. `valid_until` is inclusive here, as in the source.
create table units (
    id @id,
    key text not null,
    code text not null,
    name text not null,
    folded_name text not null,
    kind text not null,
    level text not null,
    parent_id bigint references units (id),
    valid_from text,
    valid_until text,
    urban bigint,
    constraint units_key unique (key)
);
create index units_parent on units (parent_id);
create index units_code on units (code);
create index units_folded_name on units (folded_name);

create table unit_changes (
    from_unit_id bigint not null references units (id),
    to_unit_id bigint not null references units (id),
    kind text not null,
    on_date text not null,
    primary key (from_unit_id, to_unit_id)
);
create index unit_changes_to on unit_changes (to_unit_id);

create table people (
    id @id,
    office_id bigint not null references offices (id),
    created_entry bigint not null references journal_entries (id)
);

-- The person as now known; one live row per person.
create table person_records (
    id @id,
    person_id bigint not null references people (id),
    full_name text not null,
    folded_name text not null,
    sex text not null check (sex in ('male', 'female')),
    born text not null,
    ethnicity text,
    phone text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index person_records_person on person_records (person_id);
create index person_records_folded_name on person_records (folded_name, born);

create table person_numbers (
    id @id,
    person_id bigint not null references people (id),
    kind text not null,
    number text not null,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index person_numbers_number on person_numbers (number, kind);
create index person_numbers_person on person_numbers (person_id);

create table deaths (
    id @id,
    person_id bigint not null references people (id),
    died_on text not null,
    certificate text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index deaths_person on deaths (person_id);

-- Who receives the money of a person, on what ground, through which channel. `until_date` is the first day on
-- which it holds no longer, here as everywhere but in `units`.
create table payees (
    id @id,
    person_id bigint not null references people (id),
    payee_person_id bigint references people (id),
    name text not null,
    ground text not null check (ground in ('self', 'guardian', 'carer', 'heir', 'proxy')),
    relation text,
    paper text,
    channel text not null check (channel in ('bank', 'post', 'cash')),
    point text,
    bank text,
    account_number text,
    account_holder text,
    from_date text not null,
    until_date text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index payees_person on payees (person_id);

create table households (
    id @id,
    office_id bigint not null references offices (id),
    code text not null,
    created_entry bigint not null references journal_entries (id),
    constraint households_code unique (office_id, code)
);

-- Where a household lives, dated.
create table household_places (
    id @id,
    household_id bigint not null references households (id),
    unit_id bigint not null references units (id),
    hamlet text,
    from_date text not null,
    until_date text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index household_places_household on household_places (household_id);

create table household_members (
    id @id,
    household_id bigint not null references households (id),
    person_id bigint not null references people (id),
    relation text not null,
    is_head bigint not null check (is_head in (0, 1)),
    from_date text not null,
    until_date text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index household_members_household on household_members (household_id);
create index household_members_person on household_members (person_id);

-- The class found by the review of a year; holds for its members as the fact `household`.
create table household_classes (
    id @id,
    household_id bigint not null references households (id),
    class text not null check (class in ('poor', 'near_poor', 'other')),
    review_year bigint not null,
    from_date text not null,
    until_date text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index household_classes_household on household_classes (household_id);

-- Totals of all households of a commune or hamlet at a review: the denominators of the poverty rates.
create table household_totals (
    id @id,
    office_id bigint not null references offices (id),
    unit_id bigint not null references units (id),
    hamlet text,
    review_year bigint not null,
    reviewed_on text not null,
    households bigint not null check (households >= 0),
    people bigint check (people >= 0),
    source text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);

-- Every kind of fact that the law reads, in typed columns; which columns a kind uses is written down in
-- `domain::facts`. `household` facts live with the households and are projected to their members.
create table facts (
    id @id,
    person_id bigint not null references people (id),
    kind text not null,
    from_date text not null,
    until_date text,
    unit_id bigint references units (id),
    hamlet text,
    ref_person_id bigint references people (id),
    ref_text text,
    ref_date text,
    word text,
    word2 text,
    word3 text,
    amount bigint,
    number bigint,
    number2 bigint,
    flag1 bigint check (flag1 in (0, 1)),
    flag2 bigint check (flag2 in (0, 1)),
    flag3 bigint check (flag3 in (0, 1)),
    flag4 bigint check (flag4 in (0, 1)),
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index facts_person on facts (person_id);
create index facts_kind on facts (kind);

create table merit_files (
    id @id,
    office_id bigint not null references offices (id),
    person_id bigint not null references people (id),
    file_number text not null,
    category text not null,
    subtype text,
    certificate_number text,
    title text check (title in ('living', 'posthumous')),
    recognised_on text,
    died_place text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index merit_files_person on merit_files (person_id);
create index merit_files_number on merit_files (file_number);

create table merit_relatives (
    id @id,
    merit_file_id bigint not null references merit_files (id),
    person_id bigint not null references people (id),
    relation text not null,
    worships bigint not null check (worships in (0, 1)),
    from_date text not null,
    until_date text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index merit_relatives_file on merit_relatives (merit_file_id);
create index merit_relatives_person on merit_relatives (person_id);

-- Imports: accepted + parked + refused = read.
create table imports (
    id @id,
    office_id bigint not null references offices (id),
    kind text not null,
    file_name text not null,
    sheet_name text not null,
    fingerprint text not null,
    rows_read bigint not null,
    rows_accepted bigint not null,
    rows_parked bigint not null,
    rows_refused bigint not null,
    recorded_entry bigint not null references journal_entries (id),
    undone_entry bigint references journal_entries (id),
    constraint imports_balance check (rows_read = rows_accepted + rows_parked + rows_refused)
);
create index imports_fingerprint on imports (fingerprint);

-- The rows that were parked or refused, whole, with cell and reason.
create table import_rows (
    id @id,
    import_id bigint not null references imports (id),
    row_number bigint not null,
    outcome text not null check (outcome in ('parked', 'refused')),
    column_name text,
    reason text not null,
    cells text not null
);
create index import_rows_import on import_rows (import_id);

-- Targets of the year, from a resolution or a plan.
create table targets (
    id @id,
    office_id bigint not null references offices (id),
    year bigint not null,
    figure text not null,
    comparison text not null check (comparison in ('at_least', 'below')),
    value text not null,
    paper text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
