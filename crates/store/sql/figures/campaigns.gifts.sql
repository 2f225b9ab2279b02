-- Gift shares of all campaigns of the year, campaign by campaign and place by place.
select 'campaign' as kind, min(campaigns.id) as id, min(campaigns.title) as label, shares.unit_id as unit_id,
    cast(sum(shares.quantity) as bigint) as quantity
from asked join campaign_gift_rows shares on shares.office_id = asked.office_id and shares.year = asked.year
        and shares.from_date >= asked.from_date and shares.from_date < asked.until_date
    join campaigns on campaigns.office_id = shares.office_id and campaigns.code = shares.campaign
        and campaigns.voided_entry is null
group by shares.campaign, shares.unit_id
having sum(shares.quantity) > 0
