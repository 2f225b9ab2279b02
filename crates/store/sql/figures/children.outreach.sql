-- Events of the year that told people of child protection and care, equality and the advancement of women.
select 'event' as kind, events.id as id, events.title as label, events.unit_id as unit_id,
    cast(1 as bigint) as quantity
from asked join events on events.office_id = asked.office_id and events.voided_entry is null
    and events.held_on >= asked.from_date and events.held_on < asked.until_date
where events.kind in ('child_protection_outreach', 'gender_outreach', 'gender_month', 'children_month')
