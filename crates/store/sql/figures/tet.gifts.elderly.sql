-- Tết gift shares to the old.
select kind, id, label, unit_id, quantity from tet_shares
where (kind = 'gift_list' or quantity > 0) and recipient_group = 'elderly'
