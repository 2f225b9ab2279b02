-- Classes opened in the window.
select 'training_class' as kind, c.id as id, c.code || ' - ' || c.trade as label, c.unit_id as unit_id,
    cast(1 as bigint) as quantity
from asked join training_classes c on c.office_id = asked.office_id and c.voided_entry is null
where c.starts_on >= asked.from_date and c.starts_on < asked.until_date
