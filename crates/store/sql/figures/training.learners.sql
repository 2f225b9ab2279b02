-- Learners of the classes opened in the window: by name, and of each class's total what no name covers.
select 'learner' as kind, l.id as id, coalesce(r.full_name, '') || ' - ' || c.code as label, l.unit_id as unit_id,
    cast(1 as bigint) as quantity
from asked join training_classes c on c.office_id = asked.office_id and c.voided_entry is null
    and c.starts_on >= asked.from_date and c.starts_on < asked.until_date
    join training_learners l on l.office_id = c.office_id and l.class = c.code and l.voided_entry is null
    left join person_records r on r.person_id = l.person_id and r.voided_entry is null
union all
select 'total', rest.id, rest.label, rest.unit_id, rest.quantity from (
    select min(t.id) as id, c.code || ' - ' || min(t.paper) as label, c.unit_id as unit_id,
        cast(sum(t.quantity) as bigint) - (
            select count(*) from training_learners l
            where l.office_id = c.office_id and l.class = c.code and l.voided_entry is null
        ) as quantity
    from asked join training_classes c on c.office_id = asked.office_id and c.voided_entry is null
        and c.starts_on >= asked.from_date and c.starts_on < asked.until_date
        join paper_totals t on t.office_id = c.office_id and t.book = 'training_learners' and t.subject = c.code
            and t.voided_entry is null
    group by c.id, c.office_id, c.code, c.unit_id
) rest
where rest.quantity > 0
