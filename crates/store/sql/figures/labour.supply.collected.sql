-- Forms of the supply survey that communes collected: totals, as communes tell them.
select 'total' as kind, id, paper as label, unit_id, quantity from supply_told where book = 'supply_collected'
