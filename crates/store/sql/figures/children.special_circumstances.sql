-- Children in special circumstances on the day, once each. Who is only in a group whose names are protected is counted without a name. Labels give the file, not the childs name.
select 'person' as kind, found.child_id as id, 'Trẻ em, hồ sơ số ' || cast(found.child_id as text) as label,
    (
        select facts.unit_id from facts
        where facts.person_id = found.child_id and facts.kind = 'residence' and facts.voided_entry is null
            and facts.from_date < found.until_date
        order by facts.from_date desc, facts.id desc
        limit 1
    ) as unit_id,
    cast(1 as bigint) as quantity
from (
    select child_circumstances.child_id, asked.until_date
    from asked join child_circumstances on child_circumstances.office_id = asked.office_id
    where child_circumstances.voided_entry is null and substr(child_circumstances.child_group, 1, 2) = 'TE'
        and child_circumstances.from_date < asked.until_date
        and (child_circumstances.until_date is null or child_circumstances.until_date >= asked.until_date)
    group by child_circumstances.child_id, asked.until_date
    having max(case when child_circumstances.child_group
        in ('TE05', 'TE07', 'TE09', 'TE10', 'TE11', 'TE12') then 0 else 1 end) = 1
) found
union all
select 'group', cast(0 as bigint), 'Trẻ em thuộc nhóm được bảo vệ thông tin', cast(null as bigint), count(*)
from (
    select child_circumstances.child_id
    from asked join child_circumstances on child_circumstances.office_id = asked.office_id
    where child_circumstances.voided_entry is null and substr(child_circumstances.child_group, 1, 2) = 'TE'
        and child_circumstances.from_date < asked.until_date
        and (child_circumstances.until_date is null or child_circumstances.until_date >= asked.until_date)
    group by child_circumstances.child_id
    having max(case when child_circumstances.child_group
        in ('TE05', 'TE07', 'TE09', 'TE10', 'TE11', 'TE12') then 0 else 1 end) = 0
) protected
having count(*) > 0
