-- Households supported in the period, once each; totals name no household and are left out.
select 'household' as kind, households.id as id,
    households.code || coalesce(' - ' || (
        select person_records.full_name
        from household_members join person_records on person_records.person_id = household_members.person_id
        where household_members.household_id = households.id and household_members.is_head = 1
            and household_members.voided_entry is null and person_records.voided_entry is null
        order by household_members.from_date desc, household_members.id desc
        limit 1
    ), '') as label,
    given.unit_id as unit_id, cast(1 as bigint) as quantity
from (
    select poverty_supports.household_id, min(poverty_supports.unit_id) as unit_id
    from asked join poverty_supports on poverty_supports.office_id = asked.office_id
        and poverty_supports.voided_entry is null
        and poverty_supports.on_date >= asked.from_date and poverty_supports.on_date < asked.until_date
    group by poverty_supports.household_id
) given join households on households.id = given.household_id
