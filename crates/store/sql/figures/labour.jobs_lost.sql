-- New jobs that were lost again in the window, whenever they were found.
select 'placement' as kind, p.id as id, coalesce(r.full_name, '') as label, p.unit_id as unit_id,
    cast(1 as bigint) as quantity
from asked join placements p on p.office_id = asked.office_id and p.voided_entry is null and p.new_job = 1
    left join person_records r on r.person_id = p.person_id and r.voided_entry is null
where p.ended_on >= asked.from_date and p.ended_on < asked.until_date
