-- Everybody with a merit file or named as a relative in one, living or dead, once each.
select 'person' as kind, found.person_id as id, person_records.full_name as label,
    coalesce(
        (
            select facts.unit_id from facts
            where facts.person_id = found.person_id and facts.kind = 'residence'
                and facts.voided_entry is null and facts.from_date < found.until_date
            order by facts.from_date desc, facts.id desc
            limit 1
        ),
        (
            select facts.unit_id from facts
            where facts.person_id = found.person_id and facts.kind = 'residence'
                and facts.voided_entry is null
            order by facts.from_date, facts.id
            limit 1
        )
    ) as unit_id,
    cast(1 as bigint) as quantity
from (
    select merit_files.person_id, asked.until_date
    from asked join merit_files on merit_files.office_id = asked.office_id
    where merit_files.voided_entry is null and coalesce(merit_files.recognised_on, '') < asked.until_date
    union
    select merit_relatives.person_id, asked.until_date
    from asked join merit_files on merit_files.office_id = asked.office_id
        join merit_relatives on merit_relatives.merit_file_id = merit_files.id
    where merit_files.voided_entry is null and merit_relatives.voided_entry is null
        and merit_relatives.from_date < asked.until_date
) found
    left join person_records on person_records.person_id = found.person_id
        and person_records.voided_entry is null
