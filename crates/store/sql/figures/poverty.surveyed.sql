-- Households surveyed by form B in the yearly season, once each.
select 'household' as kind, households.id as id,
    households.code || coalesce(' - ' || (
        select person_records.full_name
        from household_members join person_records on person_records.person_id = household_members.person_id
        where household_members.household_id = households.id and household_members.is_head = 1
            and household_members.voided_entry is null and person_records.voided_entry is null
        order by household_members.from_date desc, household_members.id desc
        limit 1
    ), '') as label,
    surveyed.unit_id as unit_id, cast(1 as bigint) as quantity
from (
    select poverty_forms.household_id, min(poverty_forms.unit_id) as unit_id
    from asked join poverty_seasons on poverty_seasons.office_id = asked.office_id
            and poverty_seasons.year = asked.year and poverty_seasons.kind = 'yearly'
            and poverty_seasons.voided_entry is null
        join poverty_forms on poverty_forms.office_id = asked.office_id
            and poverty_forms.season = poverty_seasons.code and poverty_forms.form = 'b'
            and poverty_forms.voided_entry is null
    group by poverty_forms.household_id
) surveyed join households on households.id = surveyed.household_id
