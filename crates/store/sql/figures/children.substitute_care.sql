-- Children with another family or in a facility on the day. Labels name the file, not the child.
select 'substitute_care' as kind, substitute_cares.id as id, substitute_cares.code as label,
    substitute_cares.unit_id as unit_id, cast(1 as bigint) as quantity
from asked join substitute_cares on substitute_cares.office_id = asked.office_id
    and substitute_cares.voided_entry is null and substitute_cares.child_id is not null
    and substitute_cares.from_date < asked.until_date
    and (substitute_cares.until_date is null or substitute_cares.until_date >= asked.until_date)
