-- Totals from papers where no list of names is at hand. A list of names of the same book, subject, place, group and
-- source fills its total: figures count the names, and of the total only what no name covers.
create table paper_totals (
    id @id,
    office_id bigint not null references offices (id),
    book text not null,
    subject text not null,
    unit_id bigint references units (id),
    recipient_group text not null,
    source text not null,
    quantity bigint not null check (quantity >= 0),
    amount bigint check (amount >= 0),
    on_date text not null,
    paper text not null,
    file text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index paper_totals_book on paper_totals (office_id, book, subject);
