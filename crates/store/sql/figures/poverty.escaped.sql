-- Households that were poor at the review before and that this one found near poor or above both lines.
select 'household' as kind, reviewed.id as id, reviewed.label as label, reviewed.unit_id as unit_id,
    cast(1 as bigint) as quantity
from asked join reviewed on reviewed.review_year = asked.year and reviewed.class <> 'poor'
where exists (
    select 1 from reviewed earlier
    where earlier.id = reviewed.id and earlier.review_year = asked.year - 1 and earlier.class = 'poor'
)
