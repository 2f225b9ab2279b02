-- Tết money of the province's budget.
select kind, id, label, unit_id, quantity from tet_money where source = 'province_budget'
