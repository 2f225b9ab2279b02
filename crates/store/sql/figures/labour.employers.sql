-- Employers that work on the last day.
select 'employer' as kind, e.id as id, e.name as label, e.unit_id as unit_id, cast(1 as bigint) as quantity
from asked join employers e on e.office_id = asked.office_id and e.voided_entry is null
where coalesce(e.opened_on, '') < asked.until_date and (e.closed_on is null or e.closed_on >= asked.until_date)
