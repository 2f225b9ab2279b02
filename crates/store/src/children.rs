//! Children's groups, care by others, yearly counts, see `domain::children`; protection cases, see
//! `domain::protection`.

use crate::{StoreError, Tx, params, statements, word_columns};
use domain::children::{
    CareForm, ChildGroup, Indicator, VictimGroup, VictimHelp, ViolenceKind, ViolenceMeasure,
};
use domain::ids::{OfficeId, PersonId, UnitId};
use domain::protection::{ProtectionState, ReportChannel};
use jiff::civil::Date;

word_columns!(
    ChildGroup,
    CareForm,
    Indicator,
    ViolenceKind,
    VictimGroup,
    ViolenceMeasure,
    VictimHelp,
    ReportChannel,
    ProtectionState
);

pub mod circumstances {
    use crate::record_table::record_table;
    use domain::children::ChildCircumstance;

    record_table!(ChildCircumstance, ChildCircumstanceId, "child_circumstances", "hoàn cảnh trẻ em",
        order by "child_id, child_group" {
        child "child_id",
        group "child_group",
        detail "detail",
        from "from_date",
        until "until_date",
        helped_on "helped_on",
        help "help",
    });
}

pub mod substitute_cares {
    use crate::record_table::record_table;
    use domain::children::SubstituteCare;

    record_table!(SubstituteCare, SubstituteCareId, "substitute_cares", "chăm sóc thay thế", order by "code" {
        code "code",
        carer "carer",
        unit "unit_id",
        form "form",
        registered_on "registered_on",
        child "child_id",
        decision "decision",
        from "from_date",
        until "until_date",
        note "note",
    });
}

pub mod yearly_counts {
    use crate::record_table::record_table;
    use domain::children::YearlyCount;

    record_table!(YearlyCount, YearlyCountId, "yearly_counts", "chỉ tiêu năm", order by "year, indicator, unit_id" {
        year "year",
        unit "unit_id",
        indicator "indicator",
        quantity "quantity",
        source "source",
    });
}

pub mod violence_counts {
    use crate::record_table::record_table;
    use domain::children::ViolenceCount;

    record_table!(ViolenceCount, ViolenceCountId, "violence_counts", "số liệu bạo lực gia đình",
        order by "month, unit_id, kind, victim, measure, help" {
        month "month",
        unit "unit_id",
        kind "kind",
        victim "victim",
        measure "measure",
        help "help",
        cases "cases",
    });
}

/// Protection cases: read whole, never exported.
pub mod protection {
    use crate::record_table::record_table;
    use domain::protection::ProtectionCase;

    record_table!(ProtectionCase, ProtectionCaseId, "protection_cases", "vụ việc bảo vệ trẻ em", order by "number" {
        number "number",
        case "case_id",
        unit "unit_id",
        channel "channel",
        received_on "received_on",
        urgent "urgent",
        state "state",
        state_on "state_on",
        officer "officer_id",
        decision "decision",
    });
}

/// Officers whom the leading one has let in.
pub mod protection_officers {
    use crate::record_table::record_table;
    use domain::protection::ProtectionOfficer;

    record_table!(ProtectionOfficer, ProtectionOfficerId, "protection_officers", "cán bộ của vụ việc",
        order by "number, officer_id" {
        number "number",
        officer "officer_id",
    });
}

statements! {
    /// Children of each group and commune of residence on a day.
    BY_GROUP = "select c.child_group, h.unit_id, count(distinct c.child_id)
        from child_circumstances c
            left join facts h on h.person_id = c.child_id and h.kind = 'residence' and h.voided_entry is null
                and h.from_date <= $2 and (h.until_date is null or h.until_date > $2)
        where c.office_id = $1 and c.voided_entry is null and c.from_date <= $2
            and (c.until_date is null or c.until_date > $2)
        group by c.child_group, h.unit_id order by c.child_group, coalesce(h.unit_id, 0)";
    /// In a children's group although 16 on that day.
    GROWN_UP = "select distinct c.child_id from child_circumstances c
            join person_records r on r.person_id = c.child_id and r.voided_entry is null
        where c.office_id = $1 and c.voided_entry is null and (c.until_date is null or c.until_date > $2)
            and case length(r.born) when 4 then r.born || '-12-31' when 7 then r.born || '-31' else r.born end
                <= cast(cast($3 as bigint) as text) || substr($2, 5)
        order by c.child_id";
    /// One child with two families on a day.
    TWO_FAMILIES = "select child_id, count(*) from substitute_cares
        where office_id = $1 and voided_entry is null and child_id is not null and from_date <= $2
            and (until_date is null or until_date > $2)
        group by child_id having count(*) > 1 order by child_id";
}

/// A group, a commune of residence and the children in it.
pub type GroupCell = (ChildGroup, Option<UnitId>, i64);

pub fn by_group(tx: &mut Tx, office: OfficeId, on: Date) -> Result<Vec<GroupCell>, StoreError> {
    tx.all(&BY_GROUP, &params![office, on], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// Who has turned 16 by that day and is still in a group. Vague births count as their last day.
pub fn grown_up(tx: &mut Tx, office: OfficeId, on: Date) -> Result<Vec<PersonId>, StoreError> {
    tx.all(&GROWN_UP, &params![office, on, on.year() - 16], |row| row.get(0))
}

pub fn two_families(tx: &mut Tx, office: OfficeId, on: Date) -> Result<Vec<(PersonId, i64)>, StoreError> {
    tx.all(&TWO_FAMILIES, &params![office, on], |row| Ok((row.get(0)?, row.get(1)?)))
}
