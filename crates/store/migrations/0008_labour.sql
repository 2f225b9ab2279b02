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

-- Jobs found. A person counts once in a period, unless the office's setting says otherwise.
create table placements (
    id @id,
    office_id bigint not null references offices (id),
    person_id bigint not null references people (id),
    unit_id bigint references units (id),
    channel text not null,
    new_job bigint not null,
    started_on text not null,
    ended_on text,
    employer text,
    tax_code text,
    occupation text,
    contract text,
    period text not null,
    paper text,
    reporter text,
    loan bigint check (loan >= 0),
    country text,
    sender text,
    returns_on text,
    returned_on text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index placements_key on placements (office_id, started_on);
create index placements_person on placements (person_id);

-- Employers. Their tax or registration number is what reports and vacancies name.
create table employers (
    id @id,
    office_id bigint not null references offices (id),
    tax_code text not null,
    name text not null,
    kind text not null,
    industry text,
    address text,
    zone text,
    unit_id bigint references units (id),
    phone text,
    email text,
    representative text,
    opened_on text,
    closed_on text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index employers_key on employers (office_id, tax_code);
create unique index employers_live on employers (office_id, tax_code) where voided_entry is null;

-- What employers report of their workers for a half-year.
create table labour_use (
    id @id,
    office_id bigint not null references offices (id),
    tax_code text not null,
    period text not null,
    reported_on text not null,
    workers bigint not null check (workers >= 0),
    women bigint not null check (women >= 0),
    over_35 bigint not null check (over_35 >= 0),
    insured bigint not null,
    managers bigint not null check (managers >= 0),
    high_skilled bigint not null check (high_skilled >= 0),
    mid_skilled bigint not null check (mid_skilled >= 0),
    other_position bigint not null check (other_position >= 0),
    open_ended bigint not null check (open_ended >= 0),
    fixed_term bigint not null check (fixed_term >= 0),
    short_contract bigint not null check (short_contract >= 0),
    increased bigint not null check (increased >= 0),
    decreased bigint not null check (decreased >= 0),
    note text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index labour_use_key on labour_use (office_id, tax_code);
create unique index labour_use_live on labour_use (office_id, tax_code, period) where voided_entry is null;

-- Workers whom employers look for.
create table vacancies (
    id @id,
    office_id bigint not null references offices (id),
    tax_code text not null,
    occupation text not null,
    announced_on text not null,
    quantity bigint not null check (quantity >= 0),
    women bigint check (women >= 0),
    age_limit text,
    qualification text,
    wage_from bigint check (wage_from >= 0),
    wage_to bigint check (wage_to >= 0),
    contract text,
    place text,
    unit_id bigint references units (id),
    deadline text,
    filled bigint not null check (filled >= 0),
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index vacancies_key on vacancies (office_id, tax_code);

-- The supply survey: one form of a worker and year.
create table supply_forms (
    id @id,
    office_id bigint not null references offices (id),
    survey bigint not null,
    surveyed_on text not null,
    person_id bigint not null references people (id),
    unit_id bigint not null references units (id),
    hamlet text,
    household_code text,
    head_relation text,
    insurance_number text,
    permanent_address text,
    present_address text,
    phone text,
    priority_groups bigint not null,
    education text,
    qualification text not null,
    study_field text,
    activity text not null,
    inactive_reason text,
    job_status text,
    work text,
    insured bigint,
    insurance_kind text,
    has_contract bigint,
    term text,
    contract_from text,
    workplace text,
    workplace_kind text,
    enterprise_kind text,
    workplace_address text,
    unemployed_kind text,
    unemployed_for text,
    wish text,
    enumerator text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index supply_forms_key on supply_forms (office_id, survey);
create index supply_forms_person on supply_forms (person_id);
create unique index supply_forms_live on supply_forms (office_id, survey, person_id) where voided_entry is null;

-- Who pays for classes.
create table training_programmes (
    id @id,
    office_id bigint not null references offices (id),
    code text not null,
    title text not null,
    paper text,
    starts_on text,
    ends_on text,
    note text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index training_programmes_key on training_programmes (office_id, code);
create unique index training_programmes_live on training_programmes (office_id, code) where voided_entry is null;

-- Classes of vocational training.
create table training_classes (
    id @id,
    office_id bigint not null references offices (id),
    code text not null,
    programme text not null,
    trade text not null,
    trade_kind text not null,
    level text not null,
    provider text not null,
    contract text,
    decision text,
    place text,
    unit_id bigint references units (id),
    starts_on text not null,
    ends_on text,
    days bigint check (days >= 0),
    hours bigint check (hours >= 0),
    planned bigint check (planned >= 0),
    teacher text,
    budget bigint check (budget >= 0),
    certificate_decision text,
    inspection text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index training_classes_key on training_classes (office_id, code);
create unique index training_classes_live on training_classes (office_id, code) where voided_entry is null;

-- Learners with their support and what became of them.
create table training_learners (
    id @id,
    office_id bigint not null references offices (id),
    class text not null,
    person_id bigint not null references people (id),
    unit_id bigint references units (id),
    support_group text not null,
    support_groups text not null,
    proof text,
    distance bigint check (distance >= 0),
    hard_area bigint not null,
    attended_days bigint check (attended_days >= 0),
    tuition bigint check (tuition >= 0),
    meals bigint check (meals >= 0),
    travel bigint check (travel >= 0),
    paid_on text,
    result text,
    certificate text,
    outcome text,
    followed_on text,
    employer text,
    again text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index training_learners_key on training_learners (office_id, class);
create index training_learners_person on training_learners (person_id);
create unique index training_learners_live on training_learners (office_id, class, person_id) where voided_entry is null;

-- What went wrong in training, and what was done.
create table training_problems (
    id @id,
    office_id bigint not null references offices (id),
    class text not null,
    raised_on text not null,
    kind text not null,
    content text not null,
    owner text,
    due_on text,
    solved_on text,
    solution text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index training_problems_key on training_problems (office_id, raised_on);
