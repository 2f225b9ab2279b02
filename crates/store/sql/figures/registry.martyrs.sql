-- Martyrs are dead people with a file of their own.
select 'person' as kind, registered.id as id, registered.label as label, registered.unit_id as unit_id,
    cast(1 as bigint) as quantity
from (
    select distinct merit_files.person_id
    from asked join merit_files on merit_files.office_id = asked.office_id
    where merit_files.voided_entry is null and merit_files.category = 'martyr'
        and coalesce(merit_files.recognised_on, '') < asked.until_date
) found join registered on registered.id = found.person_id
