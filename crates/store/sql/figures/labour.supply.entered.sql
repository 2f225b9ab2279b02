-- Forms of the supply survey entered: those here by name, and of the communes' totals what no name covers.
select kind, id, label, unit_id, quantity from supply
union all
select kind, id, label, unit_id, quantity from supply_rests where book = 'supply_entered'
