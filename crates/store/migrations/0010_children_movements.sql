-- Remains, cemeteries and graves; houses, care and the gratitude fund; children; protection cases.

create table remains (
    id @id,
    office_id bigint not null references offices (id),
    number text not null,
    work text not null,
    martyr_id bigint references people (id),
    unit_id bigint references units (id),
    place text not null,
    coordinates text,
    information text,
    done_by text not null,
    found_on text,
    sets bigint not null check (sets >= 0),
    identity_test text not null,
    test_paper text,
    cemetery text,
    buried_on text,
    ceremony text,
    minutes text,
    note text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index remains_office on remains (office_id, number);

create table cemeteries (
    id @id,
    office_id bigint not null references offices (id),
    code text not null,
    name text not null,
    unit_id bigint not null references units (id),
    address text,
    capacity bigint,
    built_year bigint,
    caretaker text,
    note text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index cemeteries_office on cemeteries (office_id, code);

create table graves (
    id @id,
    office_id bigint not null references offices (id),
    cemetery text not null,
    section text not null,
    grave_row text not null,
    grave_number text not null,
    martyr_id bigint references people (id),
    name text,
    buried_on text,
    origin text not null,
    origin_note text,
    identity text not null,
    condition text not null,
    caretaker text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index graves_office on graves (office_id, cemetery);
create index graves_martyr on graves (martyr_id);

create table houses (
    id @id,
    office_id bigint not null references offices (id),
    code text not null,
    kind text not null check (kind in ('gratitude', 'solidarity')),
    work text not null check (work in ('build', 'repair')),
    person_id bigint not null references people (id),
    unit_id bigint not null references units (id),
    hamlet text,
    state_before text,
    area bigint,
    decision text,
    granted bigint check (granted >= 0),
    estimate bigint check (estimate >= 0),
    final_cost bigint check (final_cost >= 0),
    family_share bigint check (family_share >= 0),
    contractor text,
    state text not null,
    proposed_on text,
    surveyed_on text,
    approved_on text,
    started_on text,
    accepted_on text,
    handed_over_on text,
    settled_on text,
    photos text,
    note text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index houses_office on houses (office_id, code);
create index houses_person on houses (person_id);

-- Several sources for one house.
create table house_moneys (
    id @id,
    office_id bigint not null references offices (id),
    house text not null,
    source text not null,
    giver text not null,
    amount bigint not null check (amount >= 0),
    paper text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index house_moneys_office on house_moneys (office_id, house);

create table mother_cares (
    id @id,
    office_id bigint not null references offices (id),
    mother_id bigint not null references people (id),
    carer text not null,
    from_date text not null,
    until_date text,
    monthly bigint check (monthly >= 0),
    paper text,
    note text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index mother_cares_mother on mother_cares (mother_id);

-- Visits, gifts, upkeep and repairs of mothers, families, graves, cemeteries, houses, and of families that care
-- for children.
create table care_entries (
    id @id,
    office_id bigint not null references offices (id),
    subject text not null,
    code text not null,
    unit_id bigint references units (id),
    on_date text not null,
    act text not null,
    done_by text not null,
    quantity bigint not null check (quantity > 0),
    cost bigint check (cost >= 0),
    source text,
    content text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index care_entries_office on care_entries (office_id, subject, on_date);

-- The gratitude fund. Each entry is posted to the ledger; the books and these rows say the same.
create table fund_entries (
    id @id,
    office_id bigint not null references offices (id),
    level text not null,
    unit_id bigint references units (id),
    direction text not null check (direction in ('opening', 'receipt', 'payment')),
    number text not null,
    on_date text not null,
    party text not null,
    purpose text not null,
    subject text,
    amount bigint not null check (amount >= 0),
    paper text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index fund_entries_office on fund_entries (office_id, level, on_date);

create table child_circumstances (
    id @id,
    office_id bigint not null references offices (id),
    child_id bigint not null references people (id),
    child_group text not null,
    detail text,
    from_date text not null,
    until_date text,
    helped_on text,
    help text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index child_circumstances_child on child_circumstances (child_id);
create index child_circumstances_office on child_circumstances (office_id, child_group);

create table substitute_cares (
    id @id,
    office_id bigint not null references offices (id),
    code text not null,
    carer text not null,
    unit_id bigint not null references units (id),
    form text not null,
    registered_on text not null,
    child_id bigint references people (id),
    decision text,
    from_date text,
    until_date text,
    note text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index substitute_cares_child on substitute_cares (child_id);

create table yearly_counts (
    id @id,
    office_id bigint not null references offices (id),
    year bigint not null,
    unit_id bigint references units (id),
    indicator text not null,
    quantity bigint not null check (quantity >= 0),
    source text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index yearly_counts_office on yearly_counts (office_id, year, indicator);

-- Counts that another sector shares; no names.
create table violence_counts (
    id @id,
    office_id bigint not null references offices (id),
    month text not null,
    unit_id bigint not null references units (id),
    kind text not null,
    victim text not null,
    measure text not null,
    help text not null,
    cases bigint not null check (cases >= 0),
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index violence_counts_office on violence_counts (office_id, month);

-- Protection of children: no name, no place of living, nothing of what happened stands here in clear. A step voids
-- the row and inserts the next; the report is a sealed text of the case.
create table protection_cases (
    id @id,
    office_id bigint not null references offices (id),
    number text not null,
    case_id bigint not null references cases (id),
    unit_id bigint not null references units (id),
    channel text not null,
    received_on text not null,
    urgent bigint not null check (urgent in (0, 1)),
    state text not null,
    state_on text not null,
    officer_id bigint not null references officers (id),
    decision text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index protection_cases_office on protection_cases (office_id, number);

-- Who besides the leading officer may see a case.
create table protection_officers (
    id @id,
    office_id bigint not null references offices (id),
    number text not null,
    officer_id bigint not null references officers (id),
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index protection_officers_office on protection_officers (office_id, number);
