-- The review of poor and near-poor households, its movement, support, and the national target programme.
--
-- Rows name their season and project by code and their household by id: codes outlive a correction, so that a
-- corrected season keeps its forms.

-- B1 points by region, area, question and answer, loaded from the official annex.
create table poverty_points (
    id @id,
    office_id bigint not null references offices (id),
    region text not null,
    area text not null check (area in ('rural', 'urban')),
    question bigint not null check (question > 0),
    question_text text,
    answer bigint not null check (answer > 0),
    answer_text text,
    points bigint not null,
    instrument text not null,
    from_date text not null,
    until_date text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);

-- `standard` is the one of the classes that the season gives; `other_standard` is counted beside it.
create table poverty_seasons (
    id @id,
    office_id bigint not null references offices (id),
    code text not null,
    kind text not null check (kind in ('yearly', 'in_year')),
    year bigint not null,
    standard text not null,
    other_standard text,
    starts_on text not null,
    ends_on text not null,
    plan text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);

-- What was done in a commune or hamlet. `present` and `agreed` are a meeting's.
create table poverty_steps (
    id @id,
    office_id bigint not null references offices (id),
    season text not null,
    unit_id bigint not null references units (id),
    hamlet text,
    step text not null,
    on_date text not null,
    present bigint check (present >= 0),
    agreed bigint check (agreed >= 0),
    paper text,
    note text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id),
    constraint poverty_steps_agreed check (agreed <= present)
);

-- Forms A and B. `b1_origin` says whether the total was counted from a loaded table or typed from paper.
create table poverty_forms (
    id @id,
    office_id bigint not null references offices (id),
    season text not null,
    standard text not null,
    household_id bigint not null references households (id),
    unit_id bigint not null references units (id),
    form text not null check (form in ('a', 'b')),
    area text not null check (area in ('rural', 'urban')),
    surveyed_on text,
    reviewer text,
    passed bigint check (passed in (0, 1)),
    b1 bigint,
    b1_origin text check (b1_origin in ('table', 'paper')),
    b2 bigint,
    b2_origin text check (b2_origin in ('table', 'paper')),
    income bigint,
    class text,
    no_labour bigint not null check (no_labour in (0, 1)),
    farming bigint not null check (farming in (0, 1)),
    wishes text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index poverty_forms_season on poverty_forms (office_id, season);
create index poverty_forms_household on poverty_forms (household_id);

-- What a form marks: deprivations and causes by number, answers as question and answer.
create table poverty_marks (
    id @id,
    office_id bigint not null references offices (id),
    season text not null,
    standard text not null,
    household_id bigint not null references households (id),
    form text not null,
    kind text not null check (kind in ('deprivation', 'cause', 'answer')),
    number bigint not null,
    answer bigint,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index poverty_marks_household on poverty_marks (household_id, season);

-- Why a household came to a list or left it, where the classes do not tell.
create table poverty_reasons (
    id @id,
    office_id bigint not null references offices (id),
    year bigint not null,
    household_id bigint not null references households (id),
    unit_id bigint not null references units (id),
    reason text not null,
    note text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);

-- The movement as a commune reports it on paper: nine columns that must close.
create table poverty_closings (
    id @id,
    office_id bigint not null references offices (id),
    year bigint not null,
    unit_id bigint not null references units (id),
    listed text not null check (listed in ('poor', 'near_poor')),
    counted text not null check (counted in ('households', 'people')),
    c1 bigint not null,
    c2 bigint not null,
    c3 bigint not null,
    c4 bigint not null,
    c5 bigint not null,
    c6 bigint not null,
    c7 bigint not null,
    c8 bigint not null,
    c9 bigint not null,
    paper text not null,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);

-- A commune's decision on the results of a season.
create table poverty_decisions (
    id @id,
    office_id bigint not null references offices (id),
    season text not null,
    unit_id bigint not null references units (id),
    number text not null,
    signed_on text not null,
    signer text,
    paper text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);

create table poverty_certificates (
    id @id,
    office_id bigint not null references offices (id),
    season text not null,
    household_id bigint not null references households (id),
    unit_id bigint not null references units (id),
    number text not null,
    class text not null check (class in ('poor', 'near_poor')),
    issued_on text not null,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index poverty_certificates_household on poverty_certificates (household_id);

-- Who is assigned to help which household.
create table poverty_helpers (
    id @id,
    office_id bigint not null references offices (id),
    household_id bigint not null references households (id),
    unit_id bigint not null references units (id),
    kind text not null,
    name text not null,
    task text,
    from_date text not null,
    until_date text,
    paper text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index poverty_helpers_household on poverty_helpers (household_id);

-- Support given to a household, and what came of it. Totals without names are paper totals of the book
-- `poverty_support`.
create table poverty_supports (
    id @id,
    office_id bigint not null references offices (id),
    household_id bigint not null references households (id),
    unit_id bigint not null references units (id),
    kind text not null,
    source text not null,
    on_date text not null,
    quantity bigint not null check (quantity > 0),
    measure text not null,
    value bigint check (value >= 0),
    giver text,
    project text,
    outcome text,
    outcome_note text,
    paper text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index poverty_supports_household on poverty_supports (household_id);

-- Projects and sub-projects of the national target programme carried out here.
create table programme_projects (
    id @id,
    office_id bigint not null references offices (id),
    code text not null,
    year bigint not null,
    number text not null,
    title text not null,
    owner text not null,
    unit_id bigint references units (id),
    budget_code text,
    fund text not null,
    given bigint not null check (given >= 0),
    carried bigint not null check (carried >= 0),
    households bigint check (households >= 0),
    models bigint check (models >= 0),
    model text,
    recovered bigint check (recovered >= 0),
    state text not null,
    paper text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);

create table programme_spendings (
    id @id,
    office_id bigint not null references offices (id),
    project text not null,
    on_date text not null,
    amount bigint not null check (amount > 0),
    budget_code text,
    content text not null,
    paper text not null,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);

create table programme_obstacles (
    id @id,
    office_id bigint not null references offices (id),
    project text not null,
    raised_on text not null,
    content text not null,
    asked_of text,
    due_on text,
    solved_on text,
    solution text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
