job_count as (
    select coalesce((
        select min(s.value) from office_settings s
        where s.office_id = asked.office_id and s.item = 'labour.count' and s.voided_entry is null
            and coalesce(s.valid_from, '') < asked.until_date
            and (s.valid_until is null or s.valid_until >= asked.until_date)
    ), 'person') as way
    from asked
),
jobs_named as (
    select p.id, p.person_id, p.unit_id, p.channel, p.new_job, p.period,
        -- The first job of a person in the window stands for all of them, where people are counted.
        case when job_count.way = 'placement' then 1
            else row_number() over (partition by p.person_id, p.new_job order by p.started_on, p.id)
        end as turn
    from asked cross join job_count
        join placements p on p.office_id = asked.office_id and p.voided_entry is null
    where p.started_on >= asked.from_date and p.started_on < asked.until_date
),
jobs_told as (
    select t.id, t.paper, t.unit_id, t.quantity, t.recipient_group as channel,
        case t.book when 'placements' then 1 else 0 end as new_job,
        case t.subject when '' then substr(t.on_date, 1, 4) else t.subject end as period
    from asked join paper_totals t on t.office_id = asked.office_id and t.voided_entry is null
        and t.book in ('placements', 'placements_other')
    where t.on_date >= asked.from_date and t.on_date < asked.until_date
),
jobs as (
    select 'placement' as kind, n.id as id, coalesce(r.full_name, '') as label, n.unit_id as unit_id,
        cast(1 as bigint) as quantity, n.channel as channel, n.new_job as new_job
    from jobs_named n left join person_records r on r.person_id = n.person_id and r.voided_entry is null
    where n.turn = 1
    union all
    -- What a total counts beyond the names of its commune, channel and report; a total of the whole office is
    -- filled by those whose commune has none of its own.
    select 'total', rest.id, rest.paper, rest.unit_id, rest.quantity - rest.names, rest.channel, rest.new_job
    from (
        select t.id, t.paper, t.unit_id, t.quantity, t.channel, t.new_job,
            (
                select count(distinct case when job_count.way = 'placement' then n.id else n.person_id end)
                from job_count cross join jobs_named n
                where n.channel = t.channel and n.new_job = t.new_job and n.period = t.period
                    and (
                        n.unit_id = t.unit_id
                        or (t.unit_id is null and not exists (
                            select 1 from jobs_told own
                            where own.channel = t.channel and own.new_job = t.new_job
                                and own.period = t.period and own.unit_id = n.unit_id
                        ))
                    )
            ) as names
        from jobs_told t
    ) rest
    where rest.quantity > rest.names
)
