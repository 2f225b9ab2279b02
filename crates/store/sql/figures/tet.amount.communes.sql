-- Tết money of the communes' budgets.
select kind, id, label, unit_id, quantity from tet_money where source = 'commune_budget'
