-- Poor households of the review whose head belongs to an ethnic minority.
select 'household' as kind, reviewed.id as id, reviewed.label as label, reviewed.unit_id as unit_id,
    cast(1 as bigint) as quantity
from asked join reviewed on reviewed.review_year = asked.year and reviewed.class = 'poor'
where exists (
    select 1 from person_records
    where person_records.person_id = reviewed.head and person_records.voided_entry is null
        and person_records.ethnicity is not null and person_records.ethnicity not in ('', 'Kinh')
)
