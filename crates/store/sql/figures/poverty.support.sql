-- Times that a household was supported in the period: each named row, and of each total what no name covers.
select 'support' as kind, poverty_supports.id as id, households.label as label,
    poverty_supports.unit_id as unit_id, cast(1 as bigint) as quantity
from asked join poverty_supports on poverty_supports.office_id = asked.office_id
        and poverty_supports.voided_entry is null
        and poverty_supports.on_date >= asked.from_date and poverty_supports.on_date < asked.until_date
    join households_named households on households.id = poverty_supports.household_id
union all
select 'total', rest.id, rest.paper, rest.unit_id, rest.quantity
from support_rests rest
where rest.quantity > 0
