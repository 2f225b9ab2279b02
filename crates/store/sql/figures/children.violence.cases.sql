-- Cases of domestic violence that the sector which owns the register has told for the months of the year.
select 'total' as kind, violence_counts.id as id, violence_counts.month as label, cast(null as bigint) as unit_id,
    violence_counts.cases as quantity
from asked join violence_counts on violence_counts.office_id = asked.office_id
    and violence_counts.voided_entry is null
    and violence_counts.month || '-01' >= asked.from_date and violence_counts.month || '-01' < asked.until_date
