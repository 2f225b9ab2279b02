-- What the movements of gratitude did in the period: houses handed over, mothers cared for, acts of care, remains.
select 'house' as kind, houses.id as id, houses.code as label, houses.unit_id as unit_id,
    cast(1 as bigint) as quantity
from asked join houses on houses.office_id = asked.office_id and houses.voided_entry is null
    and houses.kind = 'gratitude'
    and houses.handed_over_on >= asked.from_date and houses.handed_over_on < asked.until_date
union all
select 'mother_care', mother_cares.id, mother_cares.carer, cast(null as bigint), cast(1 as bigint)
from asked join mother_cares on mother_cares.office_id = asked.office_id and mother_cares.voided_entry is null
    and mother_cares.from_date < asked.until_date
    and (mother_cares.until_date is null or mother_cares.until_date > asked.from_date)
where not exists (
    select 1 from deaths
    where deaths.person_id = mother_cares.mother_id and deaths.voided_entry is null
        and deaths.died_on < asked.from_date
)
union all
select 'care', care_entries.id,
    substr(care_entries.on_date, 9, 2) || '/' || substr(care_entries.on_date, 6, 2) || '/'
        || substr(care_entries.on_date, 1, 4) || ' - ' || care_entries.done_by,
    care_entries.unit_id, cast(1 as bigint)
from asked join care_entries on care_entries.office_id = asked.office_id and care_entries.voided_entry is null
    and care_entries.subject in ('mother', 'family', 'grave', 'cemetery')
    and care_entries.on_date >= asked.from_date and care_entries.on_date < asked.until_date
union all
select 'remains', remains.id, remains.number, remains.unit_id, cast(1 as bigint)
from asked join remains on remains.office_id = asked.office_id and remains.voided_entry is null
    and remains.work = 'repatriation'
    and remains.buried_on >= asked.from_date and remains.buried_on < asked.until_date
