-- Poor households of the review in which somebody is enrolled in social assistance.
select 'household' as kind, reviewed.id as id, reviewed.label as label, reviewed.unit_id as unit_id,
    cast(1 as bigint) as quantity
from asked join reviewed on reviewed.review_year = asked.year and reviewed.class = 'poor'
where exists (
    select 1 from household_members
        join enrolments on enrolments.person_id = household_members.person_id
            and enrolments.scheme in ('social_allowance', 'care_support', 'social_pension')
    where household_members.household_id = reviewed.id and household_members.voided_entry is null
        and household_members.from_date <= reviewed.from_date
        and (household_members.until_date is null or reviewed.from_date < household_members.until_date)
)
