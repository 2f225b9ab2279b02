-- One row per month and commune.
select 'month' as kind, cast(min(keys.id) as bigint) as id,
    'Tháng ' || substr(keys.month, 6, 2) || '/' || substr(keys.month, 1, 4) as label, keys.unit_id as unit_id,
    cast(count(*) as bigint) as quantity
from merit_months keys
group by keys.month, keys.unit_id
