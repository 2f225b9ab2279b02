-- Obstacles raised on the projects of the year.
select 'obstacle' as kind, programme_obstacles.id as id,
    programme_projects.number || ': ' || programme_obstacles.content as label,
    programme_projects.unit_id as unit_id, cast(1 as bigint) as quantity
from asked join programme_projects on programme_projects.office_id = asked.office_id
        and programme_projects.year = asked.year and programme_projects.voided_entry is null
    join programme_obstacles on programme_obstacles.office_id = asked.office_id
        and programme_obstacles.project = programme_projects.code
        and programme_obstacles.voided_entry is null and programme_obstacles.raised_on < asked.until_date
