-- Children at risk on the day who are in no special circumstances, once each. Labels give the file, not the childs name.
select 'person' as kind, found.child_id as id, 'Trẻ em, hồ sơ số ' || cast(found.child_id as text) as label,
    (
        select facts.unit_id from facts
        where facts.person_id = found.child_id and facts.kind = 'residence' and facts.voided_entry is null
            and facts.from_date < found.until_date
        order by facts.from_date desc, facts.id desc
        limit 1
    ) as unit_id,
    cast(1 as bigint) as quantity
from (
    select distinct child_circumstances.child_id, asked.until_date, asked.office_id
    from asked join child_circumstances on child_circumstances.office_id = asked.office_id
    where child_circumstances.voided_entry is null and substr(child_circumstances.child_group, 1, 2) = 'NC'
        and child_circumstances.from_date < asked.until_date
        and (child_circumstances.until_date is null or child_circumstances.until_date >= asked.until_date)
) found
where not exists (
    select 1 from child_circumstances special
    where special.office_id = found.office_id and special.child_id = found.child_id
        and special.voided_entry is null and substr(special.child_group, 1, 2) = 'TE'
        and special.from_date < found.until_date
        and (special.until_date is null or special.until_date >= found.until_date)
)
