-- Houses for the poor handed over in the period: another movement, another money.
select 'house' as kind, houses.id as id, houses.code || coalesce(' - ' || person_records.full_name, '') as label,
    houses.unit_id as unit_id, cast(1 as bigint) as quantity
from asked join houses on houses.office_id = asked.office_id and houses.voided_entry is null
        and houses.kind = 'solidarity' and houses.work in ('build', 'repair')
        and houses.handed_over_on >= asked.from_date and houses.handed_over_on < asked.until_date
    left join person_records on person_records.person_id = houses.person_id
        and person_records.voided_entry is null
