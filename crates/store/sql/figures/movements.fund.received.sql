-- Receipts of the gratitude fund in the period; transfers between levels are no new money.
select 'fund_entry' as kind, fund_entries.id as id, fund_entries.number || ' - ' || fund_entries.party as label,
    fund_entries.unit_id as unit_id, fund_entries.amount as quantity
from asked join fund_entries on fund_entries.office_id = asked.office_id and fund_entries.voided_entry is null
    and fund_entries.direction = 'receipt' and fund_entries.purpose <> 'transfer'
    and fund_entries.on_date >= asked.from_date and fund_entries.on_date < asked.until_date
