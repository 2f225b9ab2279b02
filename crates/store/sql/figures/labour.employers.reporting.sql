-- Employers that reported their use of labour for a half of the year.
select 'employer' as kind, min(u.id) as id, coalesce(min(e.name), u.tax_code) as label, min(e.unit_id) as unit_id,
    cast(1 as bigint) as quantity
from asked join labour_use u on u.office_id = asked.office_id and u.voided_entry is null
        and substr(u.period, 1, 4) = cast(asked.year as text)
    left join employers e on e.office_id = asked.office_id and e.tax_code = u.tax_code and e.voided_entry is null
group by u.tax_code
