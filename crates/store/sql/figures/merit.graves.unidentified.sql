-- Graves of which not everything is known of who lies there.
select 'grave' as kind, graves.id as id,
    graves.cemetery || '/' || graves.section || '/' || graves.grave_row || '/' || graves.grave_number as label,
    cemeteries.unit_id as unit_id, cast(1 as bigint) as quantity
from asked join graves on graves.office_id = asked.office_id and graves.voided_entry is null and graves.identity <> 'full'
    left join cemeteries on cemeteries.office_id = graves.office_id and cemeteries.code = graves.cemetery
        and cemeteries.voided_entry is null
where coalesce(graves.buried_on, '') < asked.until_date
