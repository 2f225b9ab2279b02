-- Heroic Mothers, awarded living or after death.
select 'person' as kind, merit_files.person_id as id, min(person_records.full_name) as label,
    min(home.unit_id) as unit_id, cast(1 as bigint) as quantity
from asked join merit_files on merit_files.office_id = asked.office_id
    left join person_records on person_records.person_id = merit_files.person_id
        and person_records.voided_entry is null
    left join home on home.person_id = merit_files.person_id
where merit_files.voided_entry is null and merit_files.category = 'heroic_mother'
    and coalesce(merit_files.recognised_on, '') < asked.until_date
group by merit_files.person_id
