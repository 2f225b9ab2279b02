-- Decisions, enrolments, runs, payments, recoveries, ledger, budget.

-- A person in a scheme. `stream` separates what runs by decisions of its own: the merit category, else ''.
create table enrolments (
    id @id,
    office_id bigint not null references offices (id),
    person_id bigint not null references people (id),
    scheme text not null,
    stream text not null,
    opened_entry bigint not null references journal_entries (id),
    constraint enrolments_person_scheme unique (person_id, scheme, stream)
);

-- A signed paper, or one drafted here and waiting for its signature. Signing, receiving and voiding are states
-- with their own entries; the content of a signed decision never changes.
create table decisions (
    id @id,
    office_id bigint not null references offices (id),
    origin text not null check (origin in ('received', 'drafted', 'takeover')),
    kind text not null check (kind in ('grant', 'change', 'suspend', 'resume', 'end')),
    number text,
    issuer text,
    signed_on text,
    known_on text not null,
    signer text,
    paper text,
    reason text,
    drafted_by bigint not null references officers (id),
    recorded_entry bigint not null references journal_entries (id),
    signed_entry bigint references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index decisions_number on decisions (number, signed_on);

-- What a decision does to one enrolment, from a month on.
create table decision_items (
    id @id,
    decision_id bigint not null references decisions (id),
    enrolment_id bigint not null references enrolments (id),
    from_month text not null
);
create index decision_items_enrolment on decision_items (enrolment_id);
create index decision_items_decision on decision_items (decision_id);

-- The parts that hold from `from_month`; a grant or change names all of them. `amount_written` is the sum that
-- a higher body wrote (paid as written) or, for a takeover, the sum of the old list.
create table decision_terms (
    id @id,
    item_id bigint not null references decision_items (id),
    part text not null,
    reference text not null,
    category text not null,
    class text not null,
    rate bigint,
    quantity bigint not null check (quantity > 0),
    amount_written bigint,
    arrears_written bigint,
    difference_answer text
);
create index decision_terms_item on decision_terms (item_id);

create table runs (
    id @id,
    office_id bigint not null references offices (id),
    kind text not null check (kind in ('monthly', 'supplementary', 'one_off', 'annual', 'term')),
    month text not null,
    last_month text not null,
    sequence bigint not null,
    state text not null check (state in ('draft', 'checked', 'approved', 'sent', 'reconciled', 'closed', 'replaced')),
    prepared_on text not null,
    prepared_by bigint not null references officers (id),
    checked_by bigint references officers (id),
    approved_by bigint references officers (id),
    approval_paper text,
    ruleset_hash text not null,
    recorded_entry bigint not null references journal_entries (id),
    checked_entry bigint references journal_entries (id),
    approved_entry bigint references journal_entries (id),
    sent_entry bigint references journal_entries (id),
    reconciled_entry bigint references journal_entries (id),
    closed_entry bigint references journal_entries (id),
    constraint runs_sequence unique (office_id, kind, month, sequence)
);

-- Steps of an answer, kept once for all lines that share them.
create table explanations (
    id @id,
    hash text not null,
    body text not null,
    constraint explanations_hash unique (hash)
);

-- What is handed over: one per run, payee, channel and source of money. The payee is copied as printed.
create table payments (
    id @id,
    run_id bigint not null references runs (id),
    number bigint not null,
    person_id bigint not null references people (id),
    payee_id bigint not null references payees (id),
    payee_name text not null,
    source text not null,
    channel text not null,
    point text,
    bank text,
    account_number text,
    account_holder text,
    unit_id bigint not null references units (id),
    hamlet text,
    amount_new bigint not null,
    amount_carried bigint not null,
    state text not null check (state in ('pending', 'paid', 'returned', 'held', 'carried')),
    constraint payments_number unique (run_id, number)
);
create index payments_person on payments (person_id);
create index payments_returned on payments (run_id) where state = 'returned';

-- An uncollected payment moves whole into a later run.
create table payment_carries (
    from_payment_id bigint not null primary key references payments (id),
    to_payment_id bigint not null references payments (id)
);
create index payment_carries_to on payment_carries (to_payment_id);

create table payment_results (
    id @id,
    payment_id bigint not null references payments (id),
    result text not null check (result in ('paid', 'returned', 'held', 'released')),
    on_date text not null,
    reason text,
    note text,
    recorded_entry bigint not null references journal_entries (id)
);
create index payment_results_payment on payment_results (payment_id);

-- kind: 'current' (the run's own month), 'arrears' (an earlier month), 'deduction' (a recovery plan at work).
create table run_lines (
    id @id,
    run_id bigint not null references runs (id),
    payment_id bigint not null references payments (id),
    enrolment_id bigint not null references enrolments (id),
    kind text not null check (kind in ('current', 'arrears', 'deduction')),
    scheme text not null,
    part text not null,
    reference text not null,
    month text not null,
    category text not null,
    class text not null,
    rate bigint,
    quantity bigint not null,
    amount bigint not null,
    cause text,
    cause_detail text,
    decision_id bigint references decisions (id),
    recovery_id bigint,
    explanation_id bigint not null references explanations (id),
    unit_id bigint not null references units (id),
    hamlet text
);
create index run_lines_run on run_lines (run_id);
create index run_lines_enrolment on run_lines (enrolment_id);
create index run_lines_payment on run_lines (payment_id);
create index run_lines_recovery on run_lines (recovery_id) where recovery_id is not null;

-- What could not be valued: left as posted and listed.
create table run_waiting (
    id @id,
    run_id bigint not null references runs (id),
    enrolment_id bigint not null references enrolments (id),
    part text not null,
    reference text not null,
    month text not null,
    code text not null,
    message text not null
);
create index run_waiting_run on run_waiting (run_id);

-- Posted more than owed: proposed, then planned by a person, withdrawn when the difference vanishes.
create table recoveries (
    id @id,
    office_id bigint not null references offices (id),
    found_run_id bigint references runs (id),
    enrolment_id bigint not null references enrolments (id),
    scheme text not null,
    part text not null,
    reference text not null,
    month text not null,
    amount bigint not null check (amount > 0),
    cause text not null,
    cause_detail text not null,
    state text not null check (state in ('proposed', 'planned', 'settled', 'withdrawn')),
    plan text check (plan in ('from_payments', 'from_relatives', 'from_funeral_support', 'written_off')),
    monthly_ceiling bigint,
    consent_paper text,
    recorded_entry bigint not null references journal_entries (id),
    planned_entry bigint references journal_entries (id),
    ended_entry bigint references journal_entries (id)
);
create index recoveries_enrolment on recoveries (enrolment_id);

-- Money that came back outside a run: paid in by relatives, kept from funeral support.
create table recovery_receipts (
    id @id,
    recovery_id bigint not null references recoveries (id),
    amount bigint not null check (amount > 0),
    on_date text not null,
    paper text,
    recorded_entry bigint not null references journal_entries (id)
);
create index recovery_receipts_recovery on recovery_receipts (recovery_id);

-- Double entry: the postings of a transaction sum to zero.
create table ledger_transactions (
    id @id,
    office_id bigint not null references offices (id),
    kind text not null,
    on_date text not null,
    run_id bigint references runs (id),
    text text not null,
    recorded_entry bigint not null references journal_entries (id)
);

create table ledger_postings (
    id @id,
    transaction_id bigint not null references ledger_transactions (id),
    account text not null,
    source text not null,
    unit_id bigint references units (id),
    channel text,
    scheme text,
    amount bigint not null
);
create index ledger_postings_transaction on ledger_postings (transaction_id);
create index ledger_postings_account on ledger_postings (account);

create table budget_lines (
    id @id,
    office_id bigint not null references offices (id),
    year bigint not null,
    source text not null,
    code text not null,
    title text not null,
    recorded_entry bigint not null references journal_entries (id),
    constraint budget_lines_code unique (office_id, year, source, code)
);

create table budget_movements (
    id @id,
    budget_line_id bigint not null references budget_lines (id),
    kind text not null check (kind in ('given', 'drawn', 'advanced', 'returned')),
    amount bigint not null,
    on_date text not null,
    paper text,
    recorded_entry bigint not null references journal_entries (id)
);

-- Lists taken over: one row per line of the old list, with what the engine says of it.
create table takeover_lines (
    id @id,
    office_id bigint not null references offices (id),
    month text not null,
    enrolment_id bigint not null references enrolments (id),
    part text not null,
    reference text not null,
    amount_listed bigint not null,
    amount_engine bigint,
    finding text not null check (finding in ('same', 'differs', 'fact_missing')),
    reason text,
    resolved_entry bigint references journal_entries (id),
    resolution text,
    recorded_entry bigint not null references journal_entries (id)
);
create index takeover_lines_enrolment on takeover_lines (enrolment_id);

