-- Sets of remains found and buried in the period; relocations out of other cemeteries are none of them.
select 'remains' as kind, remains.id as id, remains.number || ' - ' || remains.place as label,
    cemeteries.unit_id as unit_id, remains.sets as quantity
from asked join remains on remains.office_id = asked.office_id and remains.voided_entry is null
        and remains.work = 'repatriation' and remains.buried_on >= asked.from_date
        and remains.buried_on < asked.until_date
    left join cemeteries on cemeteries.office_id = remains.office_id and cemeteries.code = remains.cemetery
        and cemeteries.voided_entry is null
