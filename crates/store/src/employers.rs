//! Employers, their reports of labour use and their vacancies, see `domain::labour::employers`.

use crate::record_table::record_table;
use crate::{StoreError, Tx, params, statements, word_columns};
use domain::ids::OfficeId;
use domain::labour::employers::{Employer, EmployerKind};
use domain::labour::occupations::Occupation;

word_columns!(EmployerKind, Occupation);

record_table!(Employer, EmployerId, "employers", "đơn vị sử dụng lao động", order by "tax_code" {
    tax_code "tax_code",
    name "name",
    kind "kind",
    industry "industry",
    address "address",
    zone "zone",
    unit "unit_id",
    phone "phone",
    email "email",
    representative "representative",
    opened_on "opened_on",
    closed_on "closed_on",
});

/// What employers report of their workers.
pub mod labour_use {
    use crate::record_table::record_table;
    use domain::labour::employers::LabourUse;

    record_table!(LabourUse, LabourUseId, "labour_use", "báo cáo sử dụng lao động", order by "period, tax_code" {
        tax_code "tax_code",
        period "period",
        reported_on "reported_on",
        workers "workers",
        women "women",
        over_35 "over_35",
        insured "insured",
        managers "managers",
        high_skilled "high_skilled",
        mid_skilled "mid_skilled",
        other_position "other_position",
        open_ended "open_ended",
        fixed_term "fixed_term",
        short_contract "short_contract",
        increased "increased",
        decreased "decreased",
        note "note",
    });
}

/// Workers whom employers look for.
pub mod vacancies {
    use crate::record_table::record_table;
    use domain::labour::employers::Vacancy;

    record_table!(Vacancy, VacancyId, "vacancies", "nhu cầu tuyển dụng", order by "announced_on, tax_code" {
        tax_code "tax_code",
        occupation "occupation",
        announced_on "announced_on",
        quantity "quantity",
        women "women",
        age_limit "age_limit",
        qualification "qualification",
        wage_from "wage_from",
        wage_to "wage_to",
        contract "contract",
        place "place",
        unit "unit_id",
        deadline "deadline",
        filled "filled",
    });
}

statements! {
    /// Numbers under which a report or vacancy stands and no employer does.
    STRAY = "select tax_code from (
            select tax_code from labour_use where office_id = $1 and voided_entry is null
            union select tax_code from vacancies where office_id = $1 and voided_entry is null
        ) named
        where not exists (select 1 from employers e where e.office_id = $1 and e.tax_code = named.tax_code
            and e.voided_entry is null)
        order by tax_code";
}

/// Numbers of employers that reports and vacancies name and that the register does not have.
pub fn stray(tx: &mut Tx, office: OfficeId) -> Result<Vec<String>, StoreError> {
    tx.all(&STRAY, &params![office], |row| row.get(0))
}
