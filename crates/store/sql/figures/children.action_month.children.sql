-- Children at the launch of the action month for children: those known by name, and of the totals what no name
-- covers. Names of children stand in no figure.
select 'event_attendee' as kind, named.id as id, events.title as label, named.unit_id as unit_id,
    cast(1 as bigint) as quantity
from asked join events on events.office_id = asked.office_id and events.voided_entry is null
    and events.kind = 'children_month'
    and events.held_on >= asked.from_date and events.held_on < asked.until_date
    join event_attendees named on named.office_id = events.office_id and named.event = events.code
        and named.kind = 'event_children' and named.voided_entry is null
union all
select 'total', event_rests.id, events.title || ' - ' || event_rests.paper, event_rests.unit_id,
    event_rests.quantity
from asked join events on events.office_id = asked.office_id and events.voided_entry is null
    and events.kind = 'children_month'
    and events.held_on >= asked.from_date and events.held_on < asked.until_date
    join event_rests on event_rests.event = events.code and event_rests.book = 'event_children'
where event_rests.quantity > 0
