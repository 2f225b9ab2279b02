-- Tết money that sponsors gave to the office or to communes.
select kind, id, label, unit_id, quantity from tet_money where source in ('mobilised_office', 'mobilised_commune')
