-- Tết gift shares to one of the groups of reports. Names stand in tet.gifts, here list by list.
select 'gift_list' as kind, min(shares.id) as id,
    cast(count(*) as text) || ' suất quà theo danh sách tên' as label, shares.unit_id as unit_id,
    cast(sum(shares.quantity) as bigint) as quantity
from asked join campaign_gift_rows shares on shares.office_id = asked.office_id and shares.year = asked.year
    and shares.from_date >= asked.from_date and shares.from_date < asked.until_date
where shares.occasion = 'tet' and shares.kind = 'gift'
    and shares.recipient_group in ('assistance')
group by shares.unit_id, shares.recipient_group, shares.source
union all
select shares.kind, shares.id, shares.label, shares.unit_id, shares.quantity
from asked join campaign_gift_rows shares on shares.office_id = asked.office_id and shares.year = asked.year
    and shares.from_date >= asked.from_date and shares.from_date < asked.until_date
where shares.occasion = 'tet' and shares.kind = 'total' and shares.quantity > 0
    and shares.recipient_group in ('assistance')
