-- Enterprises that the plan has for the period; without days of its own, for the whole year.
select 'inspection' as kind, inspections.id as id, inspections.code || ' - ' || inspections.employer as label,
    inspections.unit_id as unit_id, cast(1 as bigint) as quantity
from asked join inspections on inspections.office_id = asked.office_id and inspections.voided_entry is null
where inspections.plan is not null and (
        (inspections.planned_until >= asked.from_date and inspections.planned_until < asked.until_date)
        or (inspections.planned_until is null and inspections.year = asked.year))
