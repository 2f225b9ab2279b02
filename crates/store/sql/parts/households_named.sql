-- Households of the office by code and the name of their head: `head` is the person who heads the household now.
households_named as not materialized (
    select households.id as id,
        (
            select household_members.person_id from household_members
            where household_members.household_id = households.id and household_members.is_head = 1
                and household_members.voided_entry is null
            order by household_members.from_date desc, household_members.id desc
            limit 1
        ) as head,
        households.code || coalesce(' - ' || (
            select person_records.full_name
            from household_members join person_records on person_records.person_id = household_members.person_id
            where household_members.household_id = households.id and household_members.is_head = 1
                and household_members.voided_entry is null and person_records.voided_entry is null
            order by household_members.from_date desc, household_members.id desc
            limit 1
        ), '') as label
    from asked join households on households.office_id = asked.office_id
)
