-- Projects and sub-projects of the national target programme carried out in the year.
select 'project' as kind, programme_projects.id as id,
    programme_projects.number || ' ' || programme_projects.title as label,
    programme_projects.unit_id as unit_id, cast(1 as bigint) as quantity
from asked join programme_projects on programme_projects.office_id = asked.office_id
    and programme_projects.year = asked.year and programme_projects.voided_entry is null
