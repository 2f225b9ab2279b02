-- Gift shares of Tết: by name, list by list (the names stand in tet.gifts), and of totals what no name covers.
tet_shares as (
    select 'gift_list' as kind, min(shares.id) as id,
        cast(count(*) as text) || ' suất quà theo danh sách tên' as label, shares.unit_id as unit_id,
        shares.recipient_group as recipient_group, shares.source as source,
        cast(sum(shares.quantity) as bigint) as quantity, cast(sum(shares.amount) as bigint) as amount
    from asked join campaign_gift_rows shares on shares.office_id = asked.office_id and shares.year = asked.year
        and shares.from_date >= asked.from_date and shares.from_date < asked.until_date
    where shares.occasion = 'tet' and shares.kind = 'gift'
    group by shares.unit_id, shares.recipient_group, shares.source
    union all
    select shares.kind, shares.id, shares.label, shares.unit_id, shares.recipient_group, shares.source,
        shares.quantity, shares.amount
    from asked join campaign_gift_rows shares on shares.office_id = asked.office_id and shares.year = asked.year
        and shares.from_date >= asked.from_date and shares.from_date < asked.until_date
    where shares.occasion = 'tet' and shares.kind = 'total'
),
-- The money of Tết: gift shares, meetings, and of the sums on paper what neither itemises.
tet_money as (
    select shares.kind as kind, shares.id as id, shares.label as label, shares.unit_id as unit_id,
        shares.amount as quantity, shares.source as source, cast(1 as bigint) as itemised
    from tet_shares shares
    where shares.kind = 'gift_list' or shares.amount > 0
    union all
    select shares.kind, shares.id, shares.label, shares.unit_id, shares.amount, shares.source, 1
    from asked join campaign_meeting_rows shares on shares.office_id = asked.office_id and shares.year = asked.year
        and shares.from_date >= asked.from_date and shares.from_date < asked.until_date
    where shares.occasion = 'tet' and shares.amount > 0
    union all
    select shares.kind, shares.id, shares.label, shares.unit_id, shares.amount, shares.source, 0
    from asked join campaign_fund_rows shares on shares.office_id = asked.office_id and shares.year = asked.year
        and shares.from_date >= asked.from_date and shares.from_date < asked.until_date
    where shares.occasion = 'tet' and shares.amount > 0
)
