-- What people of merit were paid or should have been, each regime of a month, and worship of a year, counted once
-- however often its sum was corrected; `on_time` is 1 where the money went to the payer by the end of it.
merit_months as (
    select min(run_lines.id) as id, run_lines.enrolment_id as enrolment_id, run_lines.month as month,
        min(run_lines.unit_id) as unit_id,
        max(case when run_lines.kind = 'current' and case run_lines.part
                when 'worship' then substr(journal_entries.on_date, 1, 4) <= substr(run_lines.month, 1, 4)
                else substr(journal_entries.on_date, 1, 7) <= run_lines.month end
            then 1 else 0 end) as on_time
    from asked join runs on runs.office_id = asked.office_id and runs.state = 'closed'
        join run_lines on run_lines.run_id = runs.id
        left join journal_entries on journal_entries.id = runs.sent_entry
    where run_lines.kind in ('current', 'arrears')
        and (run_lines.scheme = 'merit' or run_lines.scheme = 'merit_one_off' and run_lines.part = 'worship')
        and run_lines.month >= substr(asked.from_date, 1, 7) and run_lines.month <= asked.last_month
        -- A year before the first list has only what was made up for later.
        and exists (select 1 from runs listed_runs where listed_runs.office_id = asked.office_id
            and listed_runs.kind = 'monthly' and listed_runs.state = 'closed'
            and listed_runs.month <= asked.last_month)
    group by run_lines.enrolment_id, run_lines.part, run_lines.reference, run_lines.month
)
