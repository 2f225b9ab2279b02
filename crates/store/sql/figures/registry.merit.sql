-- Everybody with a merit file or named as a relative in one, living or dead, once each.
select 'person' as kind, registered.person_id as id, min(person_records.full_name) as label,
    min(home.unit_id) as unit_id, cast(1 as bigint) as quantity
from (
    select merit_files.person_id
    from asked join merit_files on merit_files.office_id = asked.office_id
    where merit_files.voided_entry is null and coalesce(merit_files.recognised_on, '') < asked.until_date
    union
    select merit_relatives.person_id
    from asked join merit_files on merit_files.office_id = asked.office_id
        join merit_relatives on merit_relatives.merit_file_id = merit_files.id
    where merit_files.voided_entry is null and merit_relatives.voided_entry is null
        and merit_relatives.from_date < asked.until_date
) registered
    left join person_records on person_records.person_id = registered.person_id
        and person_records.voided_entry is null
    left join home on home.person_id = registered.person_id
group by registered.person_id
