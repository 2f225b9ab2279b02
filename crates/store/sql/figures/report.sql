-- Year reports of earlier years that were frozen: a report never counts itself.
select 'report' as kind, r.id as id, 'Báo cáo năm ' || cast(r.year as text) as label,
    cast(null as bigint) as unit_id, cast(1 as bigint) as quantity
from asked join frozen_reports r on r.office_id = asked.office_id and r.kind = 'year' and r.year < asked.year
    and r.id = (select max(later.id) from frozen_reports later
        where later.office_id = r.office_id and later.kind = r.kind and later.year = r.year)
