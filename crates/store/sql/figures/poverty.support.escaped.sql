-- Households poor at the review before, supported in the period, that this review no longer found poor.
select 'household' as kind, households.id as id, households.label as label,
    given.unit_id as unit_id, cast(1 as bigint) as quantity
from (
    select poverty_supports.household_id, min(poverty_supports.unit_id) as unit_id, asked.year
    from asked join poverty_supports on poverty_supports.office_id = asked.office_id
        and poverty_supports.voided_entry is null
        and poverty_supports.on_date >= asked.from_date and poverty_supports.on_date < asked.until_date
    group by poverty_supports.household_id, asked.year
) given join households_named households on households.id = given.household_id
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
