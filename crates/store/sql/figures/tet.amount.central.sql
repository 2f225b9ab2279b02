-- Tết money of the central budget.
select kind, id, label, unit_id, quantity from tet_money where source = 'central_budget'
