-- Instructions carried out within the period.
select 'case' as kind, cases.id as id, cases.code || ' - ' || case_records.subject as label,
    case_records.unit_id as unit_id, cast(1 as bigint) as quantity
from asked join cases on cases.office_id = asked.office_id and cases.kind = 'task'
    join case_records on case_records.case_id = cases.id and case_records.voided_entry is null
    join case_standings on case_standings.case_id = cases.id and case_standings.voided_entry is null
where case_standings.concluded_on >= asked.from_date and case_standings.concluded_on < asked.until_date
    and case_standings.result = 'resolved'
