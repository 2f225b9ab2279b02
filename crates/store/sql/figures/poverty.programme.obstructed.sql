-- Projects of the year with an obstacle that was not solved by its end, once each.
select 'project' as kind, programme_projects.id as id,
    programme_projects.number || ' ' || programme_projects.title as label,
    programme_projects.unit_id as unit_id, cast(1 as bigint) as quantity
from asked join programme_projects on programme_projects.office_id = asked.office_id
    and programme_projects.year = asked.year and programme_projects.voided_entry is null
where exists (
    select 1 from programme_obstacles
    where programme_obstacles.office_id = asked.office_id
        and programme_obstacles.project = programme_projects.code
        and programme_obstacles.voided_entry is null and programme_obstacles.raised_on < asked.until_date
        and (programme_obstacles.solved_on is null or programme_obstacles.solved_on >= asked.until_date)
)
