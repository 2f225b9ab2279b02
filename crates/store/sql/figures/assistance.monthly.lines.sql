-- Every line for the month of the run: a person with two regimes stands in two.
select 'line' as kind, run_lines.id as id, person_records.full_name as label, run_lines.unit_id as unit_id,
    cast(1 as bigint) as quantity
from closed_run join run_lines on run_lines.run_id = closed_run.run_id
    join enrolments on enrolments.id = run_lines.enrolment_id
    left join person_records on person_records.person_id = enrolments.person_id
        and person_records.voided_entry is null
where run_lines.kind = 'current' and run_lines.month = closed_run.month and run_lines.scheme in ('social_allowance', 'care_support', 'social_pension', 'institution')
