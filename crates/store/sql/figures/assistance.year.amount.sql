-- One row per closed run and commune: what the lines came to, arrears included, recoveries not deducted.
select 'run' as kind, runs.id as id, 'Tháng ' || substr(runs.month, 6, 2) || '/' || substr(runs.month, 1, 4) ||
    case runs.kind when 'monthly' then '' when 'supplementary' then ', bổ sung' when 'one_off' then ', một lần'
        when 'annual' then ', hằng năm' else ', theo học kỳ' end as label,
    run_lines.unit_id as unit_id, cast(sum(run_lines.amount) as bigint) as quantity
from asked join runs on runs.office_id = asked.office_id and runs.state = 'closed'
    and runs.month >= substr(asked.from_date, 1, 7) and runs.month <= asked.last_month
    join run_lines on run_lines.run_id = runs.id
where run_lines.kind in ('current', 'arrears') and run_lines.scheme in ('social_allowance', 'care_support', 'social_pension', 'institution')
group by runs.id, runs.month, runs.kind, run_lines.unit_id
