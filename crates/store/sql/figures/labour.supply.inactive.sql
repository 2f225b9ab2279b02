-- People aged 15 and over by the survey, one activity: by name, and what the totals of the report count beyond.
select kind, id, label, unit_id, quantity from supply where activity = 'inactive'
union all
select kind, id, label, unit_id, quantity from supply_rests where book = 'labour_market' and line = 'inactive'
