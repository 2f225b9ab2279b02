-- Tết money of the office's own level.
select kind, id, label, unit_id, quantity from tet_money where source = 'own_budget'
