//! What labour disputes say besides their course, see `domain::disputes`.

use crate::{StoreError, Tx, bulks, params, statements, word_columns};
use domain::disputes::{Dispute, DisputeSubject};
use domain::ids::{DisputeId, EntryId, OfficeId};

word_columns!(DisputeSubject);

bulks! {
    DISPUTES = "disputes" (
        "id", "case_id", "employer", "tax_code", "applicant", "subject", "workers", "women", "claimed", "agreed",
        "mediator", "record_number", "carried_out", "recorded_entry",
    );
}

statements! {
    OF_OFFICE = "select disputes.id, case_id, employer, tax_code, applicant, subject, workers, women, claimed, agreed,
            mediator, record_number, carried_out
        from cases join disputes on disputes.case_id = cases.id
        where cases.office_id = $1 and disputes.voided_entry is null order by disputes.id";
    VOID = "update disputes set voided_entry = $2 where id = $1 and voided_entry is null";
}

pub fn of_office(tx: &mut Tx, office: OfficeId) -> Result<Vec<(DisputeId, Dispute)>, StoreError> {
    tx.all(&OF_OFFICE, &params![office], |row| {
        let dispute = Dispute {
            case: row.get(1)?,
            employer: row.get(2)?,
            tax_code: row.get(3)?,
            applicant: row.get(4)?,
            subject: row.get(5)?,
            workers: row.get(6)?,
            women: row.get(7)?,
            claimed: row.get(8)?,
            agreed: row.get(9)?,
            mediator: row.get(10)?,
            record_number: row.get(11)?,
            carried_out: row.get(12)?,
        };
        Ok((row.get(0)?, dispute))
    })
}

pub fn insert_many(
    tx: &mut Tx,
    entry: EntryId,
    rows: impl IntoIterator<Item = (DisputeId, Dispute)>,
) -> Result<u64, StoreError> {
    let values = |(id, d): (DisputeId, Dispute)| {
        params![
            id,
            d.case,
            d.employer,
            d.tax_code,
            d.applicant,
            d.subject,
            d.workers,
            d.women,
            d.claimed,
            d.agreed,
            d.mediator,
            d.record_number,
            d.carried_out,
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&DISPUTES, rows.into_iter().map(values))
}

pub fn void(tx: &mut Tx, id: DisputeId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID, &params![id, entry])
}
