-- Mothers, invalids and martyrs families visited, helped or treated in the period.
select 'care' as kind, care_entries.id as id,
    substr(care_entries.on_date, 9, 2) || '/' || substr(care_entries.on_date, 6, 2) || '/'
        || substr(care_entries.on_date, 1, 4) || ' - ' || care_entries.done_by as label,
    care_entries.unit_id as unit_id, care_entries.quantity as quantity
from asked join care_entries on care_entries.office_id = asked.office_id and care_entries.voided_entry is null
    and care_entries.subject in ('family', 'mother')
    and care_entries.on_date >= asked.from_date and care_entries.on_date < asked.until_date
