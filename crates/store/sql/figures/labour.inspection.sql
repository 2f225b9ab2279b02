-- Enterprises checked within the period.
select 'inspection' as kind, inspections.id as id, inspections.code || ' - ' || inspections.employer as label,
    inspections.unit_id as unit_id, cast(1 as bigint) as quantity
from asked join inspections on inspections.office_id = asked.office_id and inspections.voided_entry is null
where inspections.visited_on >= asked.from_date and inspections.visited_on < asked.until_date
