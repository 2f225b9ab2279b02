-- Cases taken in by the day of the stock that have not ended.
select 'protection_case' as kind, protection_cases.id as id, protection_cases.number as label,
    cast(null as bigint) as unit_id, cast(1 as bigint) as quantity
from asked join protection_cases on protection_cases.office_id = asked.office_id
    and protection_cases.voided_entry is null and protection_cases.received_on < asked.until_date
    and (protection_cases.state not in ('closed', 'referred', 'unfounded')
        or protection_cases.state_on >= asked.until_date)
