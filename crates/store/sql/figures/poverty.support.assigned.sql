-- Households poor at the review before to which somebody was assigned in the period, once each.
select 'household' as kind, households.id as id,
    households.code || coalesce(' - ' || (
        select person_records.full_name
        from household_members join person_records on person_records.person_id = household_members.person_id
        where household_members.household_id = households.id and household_members.is_head = 1
            and household_members.voided_entry is null and person_records.voided_entry is null
        order by household_members.from_date desc, household_members.id desc
        limit 1
    ), '') as label,
    helped.unit_id as unit_id, cast(1 as bigint) as quantity
from (
    select poverty_helpers.household_id, min(poverty_helpers.unit_id) as unit_id, asked.year
    from asked join poverty_helpers on poverty_helpers.office_id = asked.office_id
        and poverty_helpers.voided_entry is null and poverty_helpers.from_date < asked.until_date
        and (poverty_helpers.until_date is null or asked.from_date < poverty_helpers.until_date)
    group by poverty_helpers.household_id, asked.year
) helped join households on households.id = helped.household_id
where exists (
        select 1 from household_classes listed
        where listed.household_id = households.id and listed.review_year = helped.year - 1
            and listed.voided_entry is null and listed.class = 'poor'
    )
