-- Support paid for learners: cost of training, meals, travel.
select 'learner' as kind, l.id as id, coalesce(r.full_name, '') || ' - ' || c.code as label, l.unit_id as unit_id,
    coalesce(l.tuition, 0) + coalesce(l.meals, 0) + coalesce(l.travel, 0) as quantity
from asked join training_classes c on c.office_id = asked.office_id and c.voided_entry is null
    and c.starts_on >= asked.from_date and c.starts_on < asked.until_date
    join training_learners l on l.office_id = c.office_id and l.class = c.code and l.voided_entry is null
    left join person_records r on r.person_id = l.person_id and r.voided_entry is null
where coalesce(l.tuition, 0) + coalesce(l.meals, 0) + coalesce(l.travel, 0) > 0
