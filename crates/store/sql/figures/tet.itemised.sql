-- Tết gifts and meetings: what can be shown item by item. Names stand in tet.gifts, here list by list.
select 'gift_list' as kind, min(shares.id) as id,
    cast(count(*) as text) || ' suất quà theo danh sách tên' as label, shares.unit_id as unit_id,
    cast(sum(shares.amount) as bigint) as quantity
from asked join campaign_gift_rows shares on shares.office_id = asked.office_id and shares.year = asked.year
    and shares.from_date >= asked.from_date and shares.from_date < asked.until_date
where shares.occasion = 'tet' and shares.kind = 'gift'
group by shares.unit_id, shares.recipient_group, shares.source
union all
select shares.kind, shares.id, shares.label, shares.unit_id, shares.amount
from asked join campaign_gift_rows shares on shares.office_id = asked.office_id and shares.year = asked.year
    and shares.from_date >= asked.from_date and shares.from_date < asked.until_date
where shares.occasion = 'tet' and shares.kind = 'total' and shares.amount > 0
union all
select shares.kind, shares.id, shares.label, shares.unit_id, shares.amount
from asked join campaign_meeting_rows shares on shares.office_id = asked.office_id and shares.year = asked.year
    and shares.from_date >= asked.from_date and shares.from_date < asked.until_date
where shares.occasion = 'tet' and shares.amount > 0
