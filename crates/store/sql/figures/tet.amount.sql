-- All the money of Tết.
select kind, id, label, unit_id, quantity from tet_money
