-- People who found work in a job that is not new.
select kind, id, label, unit_id, quantity from jobs where new_job = 0
