-- Tết money of the gratitude fund and of other sources.
select kind, id, label, unit_id, quantity from tet_money where source in ('gratitude_fund', 'other')
