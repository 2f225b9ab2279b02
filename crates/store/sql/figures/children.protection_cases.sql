-- Reports of children in danger taken in during the period: numbers without name or commune.
select 'protection_case' as kind, protection_cases.id as id, protection_cases.number as label,
    cast(null as bigint) as unit_id, cast(1 as bigint) as quantity
from asked join protection_cases on protection_cases.office_id = asked.office_id
    and protection_cases.voided_entry is null
    and protection_cases.received_on >= asked.from_date and protection_cases.received_on < asked.until_date
