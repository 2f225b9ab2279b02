//! Jobs found, see `domain::labour::placements`.

use crate::record_table::record_table;
use crate::{StoreError, Tx, params, statements, word_columns};
use domain::ids::OfficeId;
use domain::labour::placements::{Channel, ContractKind, Placement};

word_columns!(Channel, ContractKind);

record_table!(Placement, PlacementId, "placements", "việc làm đã tạo", order by "started_on" {
    person "person_id",
    unit "unit_id",
    channel "channel",
    new_job "new_job",
    started_on "started_on",
    ended_on "ended_on",
    employer "employer",
    tax_code "tax_code",
    occupation "occupation",
    contract "contract",
    period "period",
    paper "paper",
    reporter "reporter",
    loan "loan",
    country "country",
    sender "sender",
    returns_on "returns_on",
    returned_on "returned_on",
});

statements! {
    /// People named for a place, channel and report of which the total counts fewer.
    MORE_NAMES = "select total.subject, total.recipient_group, total.quantity, count(distinct p.person_id)
        from paper_totals total join placements p on p.office_id = total.office_id and p.voided_entry is null
            and p.new_job = case total.book when 'placements' then 1 else 0 end
            and p.channel = total.recipient_group
            and p.period = case total.subject when '' then substr(total.on_date, 1, 4) else total.subject end
            and p.unit_id = total.unit_id
        where total.office_id = $1 and total.voided_entry is null
            and total.book in ('placements', 'placements_other')
        group by total.id, total.subject, total.recipient_group, total.quantity
        having count(distinct p.person_id) > total.quantity
        order by total.id";
    /// People placed after the day of their death.
    AFTER_DEATH = "select p.id, p.person_id from placements p join deaths d on d.person_id = p.person_id
            and d.voided_entry is null and d.died_on < p.started_on
        where p.office_id = $1 and p.voided_entry is null
        order by p.id";
}

/// Report, channel, total and names of each total with more names than it counts.
pub fn more_names(tx: &mut Tx, office: OfficeId) -> Result<Vec<(String, String, i64, i64)>, StoreError> {
    tx.all(&MORE_NAMES, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
}

/// Placements of dead people: row and person.
pub fn after_death(tx: &mut Tx, office: OfficeId) -> Result<Vec<(i64, i64)>, StoreError> {
    tx.all(&AFTER_DEATH, &params![office], |row| Ok((row.get(0)?, row.get(1)?)))
}
