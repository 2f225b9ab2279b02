-- Women among the key leaders as counted for the year: of the communes where they were counted, else of the whole office.
select 'total' as kind, yearly_counts.id as id, coalesce(yearly_counts.source, 'Số liệu năm') as label,
    yearly_counts.unit_id as unit_id, yearly_counts.quantity as quantity
from asked join yearly_counts on yearly_counts.office_id = asked.office_id and yearly_counts.voided_entry is null
    and yearly_counts.year = asked.year and yearly_counts.indicator = 'women_leaders'
where yearly_counts.unit_id is not null or not exists (
    select 1 from yearly_counts commune
    where commune.office_id = yearly_counts.office_id and commune.voided_entry is null
        and commune.year = yearly_counts.year and commune.indicator = yearly_counts.indicator
        and commune.unit_id is not null
)
