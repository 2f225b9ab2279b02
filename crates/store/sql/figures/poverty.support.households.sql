-- Households supported in the period, once each; totals name no household and are left out.
select 'household' as kind, households.id as id, households.label as label,
    given.unit_id as unit_id, cast(1 as bigint) as quantity
from (
    select poverty_supports.household_id, min(poverty_supports.unit_id) as unit_id
    from asked join poverty_supports on poverty_supports.office_id = asked.office_id
        and poverty_supports.voided_entry is null
        and poverty_supports.on_date >= asked.from_date and poverty_supports.on_date < asked.until_date
    group by poverty_supports.household_id
) given join households_named households on households.id = given.household_id
