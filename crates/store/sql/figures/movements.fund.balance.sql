-- Opening and receipts less payments up to the day of the stock.
select 'fund_entry' as kind, fund_entries.id as id, fund_entries.number || ' - ' || fund_entries.party as label,
    fund_entries.unit_id as unit_id,
    case fund_entries.direction when 'payment' then -fund_entries.amount else fund_entries.amount end as quantity
from asked join fund_entries on fund_entries.office_id = asked.office_id and fund_entries.voided_entry is null
    and fund_entries.on_date < asked.until_date
