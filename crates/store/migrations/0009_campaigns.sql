-- Campaigns: occasions on which gifts are handed out, with budget lines, lists, meetings, donors, settlement; who
-- represents which martyr. Rows of a campaign carry its code, which outlives corrections of the campaign's own row.

create table campaigns (
    id @id,
    office_id bigint not null references offices (id),
    code text not null,
    occasion text not null,
    year bigint not null,
    title text not null,
    plan text,
    from_date text not null,
    until_date text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index campaigns_year on campaigns (office_id, year);

create table campaign_lines (
    id @id,
    office_id bigint not null references offices (id),
    campaign text not null,
    source text not null,
    recipient text not null,
    unit_id bigint references units (id),
    planned bigint not null check (planned >= 0),
    cash bigint check (cash >= 0),
    goods text,
    goods_value bigint not null check (goods_value >= 0),
    age_from bigint,
    age_below bigint,
    paper text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index campaign_lines_campaign on campaign_lines (office_id, campaign);

-- A gift share: one gift to one person, household or collective from one source. What becomes of it is another row.
create table campaign_gifts (
    id @id,
    office_id bigint not null references offices (id),
    campaign text not null,
    source text not null,
    recipient text not null,
    recipient_group text not null,
    person_id bigint references people (id),
    household_id bigint references households (id),
    collective text,
    martyr_id bigint references people (id),
    unit_id bigint references units (id),
    hamlet text,
    list_number text,
    cash bigint not null check (cash >= 0),
    goods text,
    goods_value bigint not null check (goods_value >= 0),
    state text not null check (state in ('planned', 'given', 'returned', 'transferred', 'cancelled')),
    on_date text,
    received_by text,
    relation text,
    reason text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index campaign_gifts_campaign on campaign_gifts (office_id, campaign);
create index campaign_gifts_person on campaign_gifts (person_id);

create table campaign_meetings (
    id @id,
    office_id bigint not null references offices (id),
    campaign text not null,
    on_date text not null,
    place text not null,
    unit_id bigint references units (id),
    recipient_group text not null,
    source text not null,
    invited bigint check (invited >= 0),
    present bigint not null check (present >= 0),
    cost bigint not null check (cost >= 0),
    gift_per_head bigint check (gift_per_head >= 0),
    paper text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index campaign_meetings_campaign on campaign_meetings (office_id, campaign);

create table campaign_receipts (
    id @id,
    office_id bigint not null references offices (id),
    campaign text not null,
    number text not null,
    on_date text not null,
    donor text not null,
    donor_number text,
    source text not null,
    unit_id bigint references units (id),
    cash bigint not null check (cash >= 0),
    goods text,
    goods_value bigint not null check (goods_value >= 0),
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index campaign_receipts_campaign on campaign_receipts (office_id, campaign);

create table campaign_settlements (
    id @id,
    office_id bigint not null references offices (id),
    campaign text not null,
    source text not null,
    given bigint not null,
    given_amount bigint not null,
    left_over bigint not null,
    returned bigint not null check (returned >= 0),
    on_date text not null,
    paper text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index campaign_settlements_campaign on campaign_settlements (office_id, campaign);

-- Who represents which martyr in a year.
create table martyr_representatives (
    id @id,
    office_id bigint not null references offices (id),
    martyr_id bigint not null references people (id),
    person_id bigint not null references people (id),
    year bigint not null,
    role text not null check (role in ('relative', 'worshipper')),
    relation text,
    paper text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index martyr_representatives_martyr on martyr_representatives (martyr_id, year);
create index martyr_representatives_person on martyr_representatives (person_id);

-- People whose gift of the State President is paid by the army or the police.
create table gifts_paid_by_ministry (
    id @id,
    office_id bigint not null references offices (id),
    person_id bigint not null references people (id),
    year bigint not null,
    ministry text not null check (ministry in ('defence', 'public_security')),
    paper text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index gifts_paid_by_ministry_person on gifts_paid_by_ministry (person_id);

-- Code of the campaign or fund that a transaction outside the payroll belongs to.
alter table ledger_transactions add column subject text;
create index ledger_transactions_subject on ledger_transactions (office_id, subject);

-- Gifts given: each named one, and of every total what no name of its place, group and source covers. A total of the
-- whole office is covered by the names in places that have no total of their own.
create view campaign_gift_rows as
select campaigns.office_id as office_id, campaigns.code as campaign, campaigns.occasion as occasion,
    campaigns.year as year, campaigns.from_date as from_date, 'gift' as kind, campaign_gifts.id as id,
    coalesce(
        campaign_gifts.collective,
        (
            select person_records.full_name from person_records
            where person_records.person_id = campaign_gifts.person_id and person_records.voided_entry is null
        ),
        (select households.code from households where households.id = campaign_gifts.household_id),
        ''
    ) as label,
    campaign_gifts.unit_id as unit_id, campaign_gifts.recipient_group as recipient_group,
    campaign_gifts.source as source, cast(1 as bigint) as quantity,
    campaign_gifts.cash + campaign_gifts.goods_value as amount
from campaigns join campaign_gifts on campaign_gifts.office_id = campaigns.office_id
    and campaign_gifts.campaign = campaigns.code
where campaigns.voided_entry is null and campaign_gifts.voided_entry is null and campaign_gifts.state = 'given'
union all
select campaigns.office_id, campaigns.code, campaigns.occasion, campaigns.year,
    campaigns.from_date, 'total', total.id, total.paper,
    total.unit_id, total.recipient_group, total.source,
    case when total.quantity > coalesce(named.quantity, 0) then total.quantity - coalesce(named.quantity, 0)
        else 0 end,
    case when coalesce(total.amount, 0) > coalesce(named.amount, 0)
        then coalesce(total.amount, 0) - coalesce(named.amount, 0) else 0 end
from campaigns join paper_totals total on total.office_id = campaigns.office_id
        and total.book = 'campaign_gifts' and total.subject = campaigns.code
    left join (
        select office_id, campaign, unit_id, recipient_group, source, cast(count(*) as bigint) as quantity,
            cast(sum(cash + goods_value) as bigint) as amount
        from campaign_gifts where voided_entry is null and state = 'given' and unit_id is not null
        group by office_id, campaign, unit_id, recipient_group, source
    ) named on named.office_id = campaigns.office_id and named.campaign = campaigns.code
        and named.unit_id = total.unit_id and named.recipient_group = total.recipient_group
        and named.source = total.source
where campaigns.voided_entry is null and total.voided_entry is null and total.unit_id is not null
union all
select campaigns.office_id, campaigns.code, campaigns.occasion, campaigns.year,
    campaigns.from_date, 'total', total.id, total.paper,
    total.unit_id, total.recipient_group, total.source,
    case when total.quantity > coalesce(named.quantity, 0) then total.quantity - coalesce(named.quantity, 0)
        else 0 end,
    case when coalesce(total.amount, 0) > coalesce(named.amount, 0)
        then coalesce(total.amount, 0) - coalesce(named.amount, 0) else 0 end
from campaigns join paper_totals total on total.office_id = campaigns.office_id
        and total.book = 'campaign_gifts' and total.subject = campaigns.code
    left join (
        select office_id, campaign, recipient_group, source, cast(count(*) as bigint) as quantity,
            cast(sum(cash + goods_value) as bigint) as amount
        from campaign_gifts where voided_entry is null and state = 'given' and not exists (
            select 1 from paper_totals own
            where own.office_id = campaign_gifts.office_id and own.book = 'campaign_gifts'
                and own.subject = campaign_gifts.campaign and own.unit_id = campaign_gifts.unit_id
                and own.recipient_group = campaign_gifts.recipient_group
                and own.source = campaign_gifts.source and own.voided_entry is null
        )
        group by office_id, campaign, recipient_group, source
    ) named on named.office_id = campaigns.office_id and named.campaign = campaigns.code
        and named.recipient_group = total.recipient_group and named.source = total.source
where campaigns.voided_entry is null and total.voided_entry is null and total.unit_id is null;

-- People received at meetings and what it cost, in the same way.
create view campaign_meeting_rows as
select campaigns.office_id as office_id, campaigns.code as campaign, campaigns.occasion as occasion,
    campaigns.year as year, campaigns.from_date as from_date, 'meeting' as kind, campaign_meetings.id as id, campaign_meetings.place as label,
    campaign_meetings.unit_id as unit_id, campaign_meetings.recipient_group as recipient_group,
    campaign_meetings.source as source, campaign_meetings.present as quantity, campaign_meetings.cost as amount
from campaigns join campaign_meetings on campaign_meetings.office_id = campaigns.office_id
    and campaign_meetings.campaign = campaigns.code
where campaigns.voided_entry is null and campaign_meetings.voided_entry is null
union all
select campaigns.office_id, campaigns.code, campaigns.occasion, campaigns.year,
    campaigns.from_date, 'total', total.id, total.paper,
    total.unit_id, total.recipient_group, total.source,
    case when total.quantity > coalesce(named.quantity, 0) then total.quantity - coalesce(named.quantity, 0)
        else 0 end,
    case when coalesce(total.amount, 0) > coalesce(named.amount, 0)
        then coalesce(total.amount, 0) - coalesce(named.amount, 0) else 0 end
from campaigns join paper_totals total on total.office_id = campaigns.office_id
        and total.book = 'campaign_meetings' and total.subject = campaigns.code
    left join (
        select office_id, campaign, coalesce(unit_id, 0) as unit_id, recipient_group, source,
            cast(sum(present) as bigint) as quantity, cast(sum(cost) as bigint) as amount
        from campaign_meetings where voided_entry is null
        group by office_id, campaign, coalesce(unit_id, 0), recipient_group, source
    ) named on named.office_id = campaigns.office_id and named.campaign = campaigns.code
        and named.unit_id = coalesce(total.unit_id, 0) and named.recipient_group = total.recipient_group
        and named.source = total.source
where campaigns.voided_entry is null and total.voided_entry is null;

-- The sum of a campaign as its papers have it (of one source, or of all where none is named), less what gifts and
-- meetings itemise.
create view campaign_fund_rows as
select campaigns.office_id as office_id, campaigns.code as campaign, campaigns.occasion as occasion,
    campaigns.year as year, campaigns.from_date as from_date, 'total' as kind, total.id as id, total.paper as label, total.unit_id as unit_id,
    total.recipient_group as recipient_group, total.source as source, cast(0 as bigint) as quantity,
    case when coalesce(total.amount, 0) > coalesce(itemised.amount, 0)
        then coalesce(total.amount, 0) - coalesce(itemised.amount, 0) else 0 end as amount
from campaigns join paper_totals total on total.office_id = campaigns.office_id
        and total.book = 'campaign_funds' and total.subject = campaigns.code
    left join (
        select office_id, campaign, source, cast(sum(amount) as bigint) as amount
        from (
            select office_id, campaign, source, amount from campaign_gift_rows
            union all select office_id, campaign, source, amount from campaign_meeting_rows
            union all select office_id, campaign, '', amount from campaign_gift_rows
            union all select office_id, campaign, '', amount from campaign_meeting_rows
        ) spent
        group by office_id, campaign, source
    ) itemised on itemised.office_id = campaigns.office_id and itemised.campaign = campaigns.code
        and itemised.source = total.source
where campaigns.voided_entry is null and total.voided_entry is null;
