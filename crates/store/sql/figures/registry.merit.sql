-- Everybody with a merit file or named as a relative in one, living or dead, once each.
select 'person' as kind, registered.id as id, registered.label as label, registered.unit_id as unit_id,
    cast(1 as bigint) as quantity
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
) found join registered on registered.id = found.person_id
