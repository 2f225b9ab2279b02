-- Figures of earlier years typed in with their paper, answers to warnings, frozen reports.

-- Exactly one of `quantity` (counts, đồng) and `hundredths` (rates: 1,10 % is 110) is given. A list of the same
-- figure and year replaces the typed one.
create table typed_figures (
    id @id,
    office_id bigint not null references offices (id),
    figure text not null,
    year bigint not null,
    quantity bigint,
    hundredths bigint,
    paper text not null,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id),
    constraint typed_figures_one_value check ((quantity is null) <> (hundredths is null))
);
create index typed_figures_figure on typed_figures (figure, year);

-- A warning names its numbers: other numbers are another warning and need another answer.
create table warning_answers (
    id @id,
    office_id bigint not null references offices (id),
    year bigint not null,
    warning text not null,
    answer text not null,
    recorded_entry bigint not null references journal_entries (id)
);
create index warning_answers_year on warning_answers (office_id, year);

-- A report as it was signed off: never changed, never deleted.
create table frozen_reports (
    id @id,
    office_id bigint not null references offices (id),
    kind text not null,
    year bigint not null,
    frozen_on text not null,
    ruleset_hash text not null,
    journal_sequence bigint not null,
    journal_hash text not null,
    model text not null,
    model_hash text not null,
    recorded_entry bigint not null references journal_entries (id)
);
create index frozen_reports_year on frozen_reports (office_id, year);

create table frozen_figures (
    id @id,
    report_id bigint not null references frozen_reports (id),
    position bigint not null,
    figure text not null,
    title text not null,
    exact text not null,
    clock text not null,
    formula text not null,
    made_of text not null,
    quantity_title text not null
);
create index frozen_figures_report on frozen_figures (report_id);

create table frozen_rows (
    report_id bigint not null references frozen_reports (id),
    figure_position bigint not null,
    position bigint not null,
    kind text not null,
    row_id bigint not null,
    label text not null,
    unit text not null,
    quantity bigint not null,
    primary key (report_id, figure_position, position)
);
