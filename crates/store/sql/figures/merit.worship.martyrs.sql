-- One row per martyr: whoever worships it was paid for the year.
select 'line' as kind, run_lines.id as id, person_records.full_name as label, run_lines.unit_id as unit_id,
    cast(1 as bigint) as quantity
from asked join runs on runs.office_id = asked.office_id and runs.state = 'closed'
    join run_lines on run_lines.run_id = runs.id
    join enrolments on enrolments.id = run_lines.enrolment_id
    left join person_records on person_records.person_id = enrolments.person_id
        and person_records.voided_entry is null
where run_lines.kind = 'current' and run_lines.scheme = 'merit_one_off' and run_lines.part = 'worship'
    and run_lines.month >= substr(asked.from_date, 1, 7) and run_lines.month <= asked.last_month
