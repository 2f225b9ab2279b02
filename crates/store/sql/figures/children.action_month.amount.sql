-- What the gifts of the action month for children are worth.
select shares.kind as kind, shares.id as id, shares.label as label, shares.unit_id as unit_id,
    shares.amount as quantity
from asked join campaign_gift_rows shares on shares.office_id = asked.office_id and shares.year = asked.year
    and shares.from_date >= asked.from_date and shares.from_date < asked.until_date
where shares.occasion = 'childrens_day' and shares.amount > 0
