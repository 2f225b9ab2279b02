supply as (
    select 'supply_form' as kind, f.id as id, coalesce(r.full_name, '') as label, f.unit_id as unit_id,
        cast(1 as bigint) as quantity, f.activity as activity
    from asked join supply_forms f on f.office_id = asked.office_id and f.survey = asked.year
        and f.voided_entry is null
        left join person_records r on r.person_id = f.person_id and r.voided_entry is null
),
supply_named as (
    select f.unit_id, f.activity, count(*) as names
    from asked join supply_forms f on f.office_id = asked.office_id and f.survey = asked.year
        and f.voided_entry is null
    group by f.unit_id, f.activity
),
supply_told as (
    select t.id, t.book, t.recipient_group as line, t.paper, t.unit_id, t.quantity
    from asked join paper_totals t on t.office_id = asked.office_id and t.voided_entry is null
        and t.book in ('supply_collected', 'supply_entered', 'labour_market')
        and case t.subject when '' then substr(t.on_date, 1, 4) else t.subject end = cast(asked.year as text)
),
supply_rests as (
    select 'total' as kind, rest.id as id, rest.paper as label, rest.unit_id as unit_id,
        cast(rest.quantity - rest.names as bigint) as quantity, rest.book as book, rest.line as line
    from (
        select t.id, t.book, t.line, t.paper, t.unit_id, t.quantity,
            (
                select coalesce(sum(f.names), 0) from supply_named f
                where (t.book = 'supply_entered' or f.activity = t.line)
                    and (
                        f.unit_id = t.unit_id
                        or (t.unit_id is null and not exists (
                            select 1 from supply_told own
                            where own.book = t.book and own.line = t.line and own.unit_id = f.unit_id
                        ))
                    )
            ) as names
        from supply_told t
        where t.book <> 'supply_collected'
    ) rest
    where rest.quantity > rest.names
)
