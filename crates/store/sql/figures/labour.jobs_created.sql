-- New jobs: people named, once each unless the office counts jobs, and what totals count beyond them.
select kind, id, label, unit_id, quantity from jobs where new_job = 1
