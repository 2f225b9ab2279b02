-- New jobs found through one channel.
select kind, id, label, unit_id, quantity from jobs where new_job = 1 and channel = 'loan'
