-- Households surveyed by form B in the yearly season, once each.
select 'household' as kind, households.id as id, households.label as label,
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
) surveyed join households_named households on households.id = surveyed.household_id
