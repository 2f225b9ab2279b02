-- One row per closed run and commune: the yearly money of the year.
select 'run' as kind, runs.id as id, 'Tháng ' || substr(runs.month, 6, 2) || '/' || substr(runs.month, 1, 4)
    || ', thờ cúng liệt sĩ' as label, run_lines.unit_id as unit_id, cast(sum(run_lines.amount) as bigint) as quantity
from asked join runs on runs.office_id = asked.office_id and runs.state = 'closed'
    join run_lines on run_lines.run_id = runs.id
where run_lines.kind in ('current', 'arrears') and run_lines.scheme = 'merit_one_off' and run_lines.part = 'worship'
    and run_lines.month >= substr(asked.from_date, 1, 7) and run_lines.month <= asked.last_month
group by runs.id, runs.month, run_lines.unit_id
