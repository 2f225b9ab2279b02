-- Applications received within the period; instructions, disputes and children have figures of their own.
select 'case' as kind, cases.id as id, cases.code || ' - ' || case_records.subject as label,
    case_records.unit_id as unit_id, cast(1 as bigint) as quantity
from asked join cases on cases.office_id = asked.office_id
    and cases.kind <> 'task' and cases.kind not like 'dispute.%' and cases.kind not like 'child.%'
    join case_records on case_records.case_id = cases.id and case_records.voided_entry is null
where case_records.received_on >= asked.from_date and case_records.received_on < asked.until_date
