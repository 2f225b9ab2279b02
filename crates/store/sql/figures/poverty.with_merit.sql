-- Poor households of the review in which a person with merits lives.
select 'household' as kind, reviewed.id as id, reviewed.label as label, reviewed.unit_id as unit_id,
    cast(1 as bigint) as quantity
from asked join reviewed on reviewed.review_year = asked.year and reviewed.class = 'poor'
where exists (
    select 1 from household_members
        join merit_files on merit_files.person_id = household_members.person_id and merit_files.voided_entry is null
    where household_members.household_id = reviewed.id and household_members.voided_entry is null
        and household_members.from_date <= reviewed.from_date
        and (household_members.until_date is null or reviewed.from_date < household_members.until_date)
)
