-- One row per person and month: what went to the payer only after its month, or year, was over.
select 'line' as kind, keys.id as id, person_records.full_name || ', tháng ' || substr(keys.month, 6, 2) || '/'
    || substr(keys.month, 1, 4) as label, keys.unit_id as unit_id, cast(1 as bigint) as quantity
from merit_months keys
    join enrolments on enrolments.id = keys.enrolment_id
    left join person_records on person_records.person_id = enrolments.person_id
        and person_records.voided_entry is null
where keys.on_time = 0
