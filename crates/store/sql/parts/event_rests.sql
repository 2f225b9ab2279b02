event_rests as (
    select total.id, total.book, total.event, total.unit_id, total.paper,
        total.quantity - (
            select count(*) from event_attendees named
            where named.office_id = total.office_id and named.event = total.event and named.kind = total.book
                and named.attendee_group = total.recipient_group and named.voided_entry is null
                and (
                    named.unit_id = total.unit_id
                    -- The total of the whole office is filled by those whose commune has no total of its own.
                    or (total.unit_id is null and not exists (
                        select 1 from paper_totals own
                        where own.office_id = total.office_id and own.book = total.book
                            and own.subject = total.event and own.recipient_group = total.recipient_group
                            and own.unit_id = named.unit_id and own.voided_entry is null
                    ))
                )
        ) as quantity
    from (
        select min(t.id) as id, t.office_id, t.book, t.subject as event, t.unit_id, t.recipient_group,
            min(t.paper) as paper, cast(sum(t.quantity) as bigint) as quantity
        from asked join paper_totals t on t.office_id = asked.office_id
        where t.book in ('event_attendance', 'event_children') and t.voided_entry is null
        group by t.office_id, t.book, t.subject, t.unit_id, t.recipient_group
    ) total
)
