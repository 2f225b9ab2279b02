-- Households by the review that found them, of the year asked for and the one before: the first class that a review gave
-- counts.
reviewed as (
    select households.id as id, found.review_year as review_year, found.class as class,
        found.from_date as from_date,
        households.head as head, households.label as label,
        coalesce(
            (
                select household_places.unit_id from household_places
                where household_places.household_id = households.id and household_places.voided_entry is null
                    and household_places.from_date <= found.from_date
                order by household_places.from_date desc, household_places.id desc
                limit 1
            ),
            (
                select household_places.unit_id from household_places
                where household_places.household_id = households.id and household_places.voided_entry is null
                order by household_places.from_date, household_places.id
                limit 1
            )
        ) as unit_id
    from asked cross join households_named households
        join household_classes found on found.household_id = households.id
            and found.review_year >= asked.year - 1 and found.review_year <= asked.year
            and found.voided_entry is null
    where not exists (
        select 1 from household_classes earlier
        where earlier.household_id = found.household_id and earlier.review_year = found.review_year
            and earlier.voided_entry is null
            and (earlier.from_date < found.from_date
                or (earlier.from_date = found.from_date and earlier.id < found.id))
    )
)
