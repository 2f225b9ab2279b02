//! Forms of the supply survey, see `domain::labour::supply`.

use crate::record_table::record_table;
use crate::{StoreError, Tx, params, statements, word_columns};
use domain::ids::OfficeId;
use domain::labour::supply::{
    Activity, Education, EnterpriseKind, HeadRelation, InactiveReason, InsuranceKind, JobStatus,
    Qualification, SupplyForm, TermKind, UnemployedFor, UnemployedKind, WorkplaceKind,
};

word_columns!(
    HeadRelation,
    Education,
    Qualification,
    Activity,
    InactiveReason,
    JobStatus,
    InsuranceKind,
    TermKind,
    WorkplaceKind,
    EnterpriseKind,
    UnemployedKind,
    UnemployedFor
);

record_table!(SupplyForm, SupplyFormId, "supply_forms", "phiếu cung lao động", order by "survey" {
    survey "survey",
    surveyed_on "surveyed_on",
    person "person_id",
    unit "unit_id",
    hamlet "hamlet",
    household_code "household_code",
    head_relation "head_relation",
    insurance_number "insurance_number",
    permanent_address "permanent_address",
    present_address "present_address",
    phone "phone",
    groups "priority_groups",
    education "education",
    qualification "qualification",
    study_field "study_field",
    activity "activity",
    inactive_reason "inactive_reason",
    job_status "job_status",
    work "work",
    insured "insured",
    insurance_kind "insurance_kind",
    has_contract "has_contract",
    term "term",
    contract_from "contract_from",
    workplace "workplace",
    workplace_kind "workplace_kind",
    enterprise_kind "enterprise_kind",
    workplace_address "workplace_address",
    unemployed_kind "unemployed_kind",
    unemployed_for "unemployed_for",
    wish "wish",
    enumerator "enumerator",
});

statements! {
    /// Forms of people who were dead on the day of the survey.
    OF_THE_DEAD = "select f.id, f.person_id from supply_forms f join deaths d on d.person_id = f.person_id
            and d.voided_entry is null and d.died_on < f.surveyed_on
        where f.office_id = $1 and f.voided_entry is null
        order by f.id";
    /// Communes and years in which more forms are entered than collected: named, or by a total.
    MORE_ENTERED = "select entered.subject, units.name, collected.quantity, entered.quantity from (
            select x.subject, x.unit_id, max(x.quantity) as quantity from (
                select cast(survey as text) as subject, unit_id, count(*) as quantity from supply_forms
                where office_id = $1 and voided_entry is null group by survey, unit_id
                union all
                select case subject when '' then substr(on_date, 1, 4) else subject end, unit_id, cast(sum(quantity) as bigint)
                from paper_totals where office_id = $1 and book = 'supply_entered' and voided_entry is null
                group by 1, unit_id
            ) x group by x.subject, x.unit_id
        ) entered join (
            select case subject when '' then substr(on_date, 1, 4) else subject end as subject, unit_id,
                cast(sum(quantity) as bigint) as quantity
            from paper_totals where office_id = $1 and book = 'supply_collected' and voided_entry is null
            group by 1, unit_id
        ) collected on collected.subject = entered.subject and collected.unit_id = entered.unit_id
            join units on units.id = entered.unit_id
        where entered.quantity > collected.quantity
        order by entered.subject, units.name";
}

/// Forms of dead people: row and person.
pub fn of_the_dead(tx: &mut Tx, office: OfficeId) -> Result<Vec<(i64, i64)>, StoreError> {
    tx.all(&OF_THE_DEAD, &params![office], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Year, commune, forms collected and entered.
pub fn more_entered(tx: &mut Tx, office: OfficeId) -> Result<Vec<(String, String, i64, i64)>, StoreError> {
    tx.all(&MORE_ENTERED, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
}
