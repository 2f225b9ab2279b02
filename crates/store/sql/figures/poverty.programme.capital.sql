-- Capital of the year: given and carried over from the year before, in đồng.
select 'project' as kind, programme_projects.id as id,
    programme_projects.number || ' ' || programme_projects.title as label,
    programme_projects.unit_id as unit_id, programme_projects.given + programme_projects.carried as quantity
from asked join programme_projects on programme_projects.office_id = asked.office_id
    and programme_projects.year = asked.year and programme_projects.voided_entry is null
