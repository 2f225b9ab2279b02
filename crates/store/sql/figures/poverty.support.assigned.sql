-- Households poor at the review before to which somebody was assigned in the period, once each.
select 'household' as kind, households.id as id, households.label as label,
    helped.unit_id as unit_id, cast(1 as bigint) as quantity
from (
    select poverty_helpers.household_id, min(poverty_helpers.unit_id) as unit_id, asked.year
    from asked join poverty_helpers on poverty_helpers.office_id = asked.office_id
        and poverty_helpers.voided_entry is null and poverty_helpers.from_date < asked.until_date
        and (poverty_helpers.until_date is null or asked.from_date < poverty_helpers.until_date)
    group by poverty_helpers.household_id, asked.year
) helped join households_named households on households.id = helped.household_id
where exists (
        select 1 from household_classes listed
        where listed.household_id = households.id and listed.review_year = helped.year - 1
            and listed.voided_entry is null and listed.class = 'poor'
    )
