-- Everybody by name, with the commune of the last day of the clock, else of the first one known.
registered as (
    select person_records.person_id as id, person_records.full_name as label,
        coalesce(
            (
                select facts.unit_id from facts
                where facts.person_id = person_records.person_id and facts.kind = 'residence'
                    and facts.voided_entry is null and facts.from_date < asked.until_date
                order by facts.from_date desc, facts.id desc
                limit 1
            ),
            (
                select facts.unit_id from facts
                where facts.person_id = person_records.person_id and facts.kind = 'residence'
                    and facts.voided_entry is null
                order by facts.from_date, facts.id
                limit 1
            )
        ) as unit_id
    from asked cross join person_records
    where person_records.voided_entry is null
)
