-- Money of every source for gratitude houses handed over in the period, and the families own share.
select 'house_money' as kind, house_moneys.id as id,
    houses.code || ' - ' || case when house_moneys.giver = '' then house_moneys.source else house_moneys.giver end
        as label,
    houses.unit_id as unit_id, house_moneys.amount as quantity
from asked join houses on houses.office_id = asked.office_id and houses.voided_entry is null
        and houses.kind = 'gratitude'
        and houses.handed_over_on >= asked.from_date and houses.handed_over_on < asked.until_date
    join house_moneys on house_moneys.office_id = houses.office_id and house_moneys.house = houses.code
        and house_moneys.source <> 'family' and house_moneys.voided_entry is null
union all
select 'house', houses.id, houses.code || ' - gia đình', houses.unit_id, houses.family_share
from asked join houses on houses.office_id = asked.office_id and houses.voided_entry is null
        and houses.kind = 'gratitude' and houses.family_share > 0
        and houses.handed_over_on >= asked.from_date and houses.handed_over_on < asked.until_date
