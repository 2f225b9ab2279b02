-- Living Heroic Mothers for whom somebody has promised to care, once each.
select 'person' as kind, cared.mother_id as id, person_records.full_name as label,
    (
        select facts.unit_id from facts
        where facts.person_id = cared.mother_id and facts.kind = 'residence' and facts.voided_entry is null
            and facts.from_date < cared.until_date
        order by facts.from_date desc, facts.id desc
        limit 1
    ) as unit_id,
    cast(1 as bigint) as quantity
from (
    select distinct mother_cares.mother_id, asked.until_date
    from asked join mother_cares on mother_cares.office_id = asked.office_id
    where mother_cares.voided_entry is null and mother_cares.from_date < asked.until_date
        and (mother_cares.until_date is null or mother_cares.until_date >= asked.until_date)
        and not exists (
            select 1 from deaths
            where deaths.person_id = mother_cares.mother_id and deaths.voided_entry is null
                and deaths.died_on < asked.until_date
        )
) cared
    left join person_records on person_records.person_id = cared.mother_id
        and person_records.voided_entry is null
