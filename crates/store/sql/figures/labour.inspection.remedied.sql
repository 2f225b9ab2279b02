-- What the visits of the period found and was put right by its end.
select 'inspection_finding' as kind, found.id as id,
    inspections.code || '/' || cast(found.number as text) || ' - ' || found.finding as label,
    inspections.unit_id as unit_id, cast(1 as bigint) as quantity
from asked join inspections on inspections.office_id = asked.office_id and inspections.voided_entry is null
    join inspection_findings found on found.office_id = inspections.office_id
        and found.inspection = inspections.code and found.voided_entry is null
where inspections.visited_on >= asked.from_date and inspections.visited_on < asked.until_date
    and found.remedied_on < asked.until_date
