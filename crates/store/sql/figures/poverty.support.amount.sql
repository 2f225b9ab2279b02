-- Worth of the support of the period, in đồng; support without a value counts nothing.
select 'support' as kind, poverty_supports.id as id, households.label as label,
    poverty_supports.unit_id as unit_id, poverty_supports.value as quantity
from asked join poverty_supports on poverty_supports.office_id = asked.office_id
        and poverty_supports.voided_entry is null
        and poverty_supports.on_date >= asked.from_date and poverty_supports.on_date < asked.until_date
    join households_named households on households.id = poverty_supports.household_id
where poverty_supports.value is not null
union all
select 'total', rest.id, rest.paper, rest.unit_id, rest.amount
from support_rests rest
where rest.amount > 0
