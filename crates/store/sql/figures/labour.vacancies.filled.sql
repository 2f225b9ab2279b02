-- Vacancies announced in the window that were filled.
select 'vacancy' as kind, v.id as id, coalesce(e.name, v.tax_code) as label, coalesce(v.unit_id, e.unit_id) as unit_id,
    v.filled as quantity
from asked join vacancies v on v.office_id = asked.office_id and v.voided_entry is null
    left join employers e on e.office_id = v.office_id and e.tax_code = v.tax_code and e.voided_entry is null
where v.announced_on >= asked.from_date and v.announced_on < asked.until_date
