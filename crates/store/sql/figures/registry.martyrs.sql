-- Martyrs are dead people with a file of their own.
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
    select distinct merit_files.person_id, asked.until_date
    from asked join merit_files on merit_files.office_id = asked.office_id
    where merit_files.voided_entry is null and merit_files.category = 'martyr'
        and coalesce(merit_files.recognised_on, '') < asked.until_date
) found
    left join person_records on person_records.person_id = found.person_id
        and person_records.voided_entry is null
