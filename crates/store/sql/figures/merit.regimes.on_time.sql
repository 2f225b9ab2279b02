-- The same of those whose money went to the payer by the end of their month, worship by the end of its year.
select 'month' as kind, cast(min(keys.id) as bigint) as id,
    'Tháng ' || substr(keys.month, 6, 2) || '/' || substr(keys.month, 1, 4) as label, keys.unit_id as unit_id,
    cast(sum(keys.on_time) as bigint) as quantity
from merit_months keys
group by keys.month, keys.unit_id
