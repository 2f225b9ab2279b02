-- Households poor at the review before, supported in the period, that this review no longer found poor.
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
    select poverty_supports.household_id, min(poverty_supports.unit_id) as unit_id, asked.year
    from asked join poverty_supports on poverty_supports.office_id = asked.office_id
        and poverty_supports.voided_entry is null
        and poverty_supports.on_date >= asked.from_date and poverty_supports.on_date < asked.until_date
    group by poverty_supports.household_id, asked.year
) given join households on households.id = given.household_id
where exists (
        select 1 from household_classes listed
        where listed.household_id = households.id and listed.review_year = given.year - 1
            and listed.voided_entry is null and listed.class = 'poor'
    )
    and exists (
        select 1 from household_classes found
        where found.household_id = households.id and found.review_year = given.year
            and found.voided_entry is null and found.class <> 'poor'
    )
