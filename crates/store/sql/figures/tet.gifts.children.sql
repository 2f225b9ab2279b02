-- Tết gift shares to children.
select kind, id, label, unit_id, quantity from tet_shares
where (kind = 'gift_list' or quantity > 0) and recipient_group = 'children'
