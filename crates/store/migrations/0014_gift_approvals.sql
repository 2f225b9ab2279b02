-- Somebody other than whoever recorded them has approved the planned gifts of a campaign: those recorded before it.
create table campaign_approvals (
    id @id,
    office_id bigint not null references offices (id),
    campaign text not null,
    on_date text not null,
    gifts bigint not null check (gifts > 0),
    amount bigint not null check (amount >= 0),
    paper text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index campaign_approvals_campaign on campaign_approvals (office_id, campaign);
