-- Problems raised in the window that are solved.
select 'training_problem' as kind, p.id as id, p.content as label, c.unit_id as unit_id,
    cast(1 as bigint) as quantity
from asked join training_problems p on p.office_id = asked.office_id and p.voided_entry is null
    left join training_classes c on c.office_id = p.office_id and c.code = p.class and c.voided_entry is null
where p.raised_on >= asked.from_date and p.raised_on < asked.until_date
    and p.solved_on is not null
