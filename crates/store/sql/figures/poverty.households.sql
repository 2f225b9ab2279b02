-- Households that the review of the year found poor: the first class that it gave them counts.
select 'household' as kind, reviewed.id as id, reviewed.label as label, reviewed.unit_id as unit_id,
    cast(1 as bigint) as quantity
from asked join reviewed on reviewed.review_year = asked.year and reviewed.class = 'poor'
