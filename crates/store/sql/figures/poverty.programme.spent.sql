-- What was spent on the projects of the year up to its end, in đồng.
select 'spending' as kind, programme_spendings.id as id,
    programme_projects.number || ' ' || programme_spendings.content as label,
    programme_projects.unit_id as unit_id, programme_spendings.amount as quantity
from asked join programme_projects on programme_projects.office_id = asked.office_id
        and programme_projects.year = asked.year and programme_projects.voided_entry is null
    join programme_spendings on programme_spendings.office_id = asked.office_id
        and programme_spendings.project = programme_projects.code
        and programme_spendings.voided_entry is null and programme_spendings.on_date < asked.until_date
