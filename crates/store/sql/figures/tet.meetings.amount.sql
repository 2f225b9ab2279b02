-- What the Tết meetings cost.
select shares.kind as kind, shares.id as id, shares.label as label, shares.unit_id as unit_id,
    shares.amount as quantity
from asked join campaign_meeting_rows shares on shares.office_id = asked.office_id and shares.year = asked.year
where shares.occasion = 'tet' and shares.amount > 0
