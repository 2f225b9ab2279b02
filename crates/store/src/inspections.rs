//! Checks of labour law at enterprises, see `domain::inspections`.

use crate::record_table::record_table;
use crate::{StoreError, Tx, params, statements, word_columns};
use domain::ids::OfficeId;
use domain::inspections::{Inspection, InspectionReason, InspectionTopic};

word_columns!(InspectionReason, InspectionTopic);

record_table!(Inspection, InspectionId, "inspections", "cuộc kiểm tra", order by "year, code" {
    code "code",
    year "year",
    plan "plan",
    employer "employer",
    tax_code "tax_code",
    unit "unit_id",
    reason "reason",
    planned_from "planned_from",
    planned_until "planned_until",
    visited_on "visited_on",
    record_number "record_number",
    team "team",
    workers "workers",
    note "note",
});

/// What visits found.
pub mod findings {
    use crate::record_table::record_table;
    use domain::inspections::InspectionFinding;

    record_table!(InspectionFinding, InspectionFindingId, "inspection_findings", "kết quả kiểm tra",
        order by "inspection, number" {
        inspection "inspection",
        number "number",
        topic "topic",
        finding "finding",
        demand "demand",
        due_on "due_on",
        remedied_on "remedied_on",
        proof "proof",
        fine_proposed "fine_proposed",
    });
}

statements! {
    /// Findings of no visit: the enterprise is not in the register, or was not visited.
    STRAY = "select f.inspection, f.number from inspection_findings f
        where f.office_id = $1 and f.voided_entry is null and not exists (
            select 1 from inspections i where i.office_id = f.office_id and i.code = f.inspection
                and i.visited_on is not null and i.voided_entry is null)
        order by f.inspection, f.number";
    /// Enterprises visited more than once in a year, which asks for signs of a breach.
    TWICE = "select coalesce(tax_code, employer), year, count(*) from inspections
        where office_id = $1 and voided_entry is null and visited_on is not null and reason = 'not_checked'
        group by coalesce(tax_code, employer), year having count(*) > 1 order by 2, 1";
}

pub fn stray_findings(tx: &mut Tx, office: OfficeId) -> Result<Vec<(String, i64)>, StoreError> {
    tx.all(&STRAY, &params![office], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Enterprise, year and visits of a year's plain checks, where there are several.
pub fn visited_twice(tx: &mut Tx, office: OfficeId) -> Result<Vec<(String, i16, i64)>, StoreError> {
    tx.all(&TWICE, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}
