-- Year plans for employment and vocational training, issued before the period ended.
select 'plan' as kind, plans.id as id, plans.paper || ' - ' || plans.title as label,
    cast(null as bigint) as unit_id, cast(1 as bigint) as quantity
from asked join plans on plans.office_id = asked.office_id and plans.year = asked.year
    and plans.voided_entry is null and plans.field in ('labour', 'training')
where plans.issued_on < asked.until_date
