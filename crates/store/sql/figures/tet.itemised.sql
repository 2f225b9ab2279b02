-- Tết gifts and meetings: what can be shown item by item.
select kind, id, label, unit_id, quantity from tet_money where itemised = 1
