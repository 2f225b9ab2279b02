-- All households of a commune at the review: its hamlets where they are counted, else the total of the commune.
select 'total' as kind, total.id as id, coalesce(total.hamlet, total.source, 'Tổng số hộ') as label,
    total.unit_id as unit_id, total.households as quantity
from asked join household_totals total on total.office_id = asked.office_id
    and total.review_year = asked.year and total.voided_entry is null
where (
        total.hamlet is not null
        or not exists (
            select 1 from household_totals hamlet
            where hamlet.office_id = total.office_id and hamlet.unit_id = total.unit_id
                and hamlet.review_year = total.review_year and hamlet.voided_entry is null
                and hamlet.hamlet is not null
        )
    )
    and not exists (
        select 1 from household_totals later
        where later.office_id = total.office_id and later.unit_id = total.unit_id
            and later.review_year = total.review_year and later.voided_entry is null
            and coalesce(later.hamlet, '') = coalesce(total.hamlet, '')
            and (later.reviewed_on > total.reviewed_on
                or (later.reviewed_on = total.reviewed_on and later.id > total.id))
    )
