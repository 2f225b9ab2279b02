//! Gratitude houses, care, the gratitude fund, see `domain::movements`.

use crate::{StoreError, Tx, params, statements, word_columns};
use domain::ids::{OfficeId, PersonId, UnitId};
use domain::movements::{
    CareAct, CareSource, CareSubject, FundDirection, FundLevel, FundPurpose, HouseKind, HouseState, HouseWork,
};
use jiff::civil::Date;
use law::Vnd;

word_columns!(
    HouseKind,
    HouseWork,
    HouseState,
    CareSource,
    CareSubject,
    CareAct,
    FundDirection,
    FundLevel,
    FundPurpose
);

pub mod houses {
    use crate::record_table::record_table;
    use domain::movements::House;

    record_table!(House, HouseId, "houses", "nhà tình nghĩa", order by "code" {
        code "code",
        kind "kind",
        work "work",
        person "person_id",
        unit "unit_id",
        hamlet "hamlet",
        before "state_before",
        area "area",
        decision "decision",
        grant "granted",
        estimate "estimate",
        final_cost "final_cost",
        family_share "family_share",
        contractor "contractor",
        state "state",
        proposed_on "proposed_on",
        surveyed_on "surveyed_on",
        approved_on "approved_on",
        started_on "started_on",
        accepted_on "accepted_on",
        handed_over_on "handed_over_on",
        settled_on "settled_on",
        photos "photos",
        note "note",
    });
}

pub mod house_moneys {
    use crate::record_table::record_table;
    use domain::movements::HouseMoney;

    record_table!(HouseMoney, HouseMoneyId, "house_moneys", "nguồn tiền của nhà", order by "house, source, giver" {
        house "house",
        source "source",
        giver "giver",
        amount "amount",
        paper "paper",
    });
}

pub mod mother_cares {
    use crate::record_table::record_table;
    use domain::movements::MotherCare;

    record_table!(MotherCare, MotherCareId, "mother_cares", "phụng dưỡng Mẹ", order by "mother_id, carer" {
        mother "mother_id",
        carer "carer",
        from "from_date",
        until "until_date",
        monthly "monthly",
        paper "paper",
        note "note",
    });
}

pub mod care_entries {
    use crate::record_table::record_table;
    use domain::movements::CareEntry;

    record_table!(CareEntry, CareEntryId, "care_entries", "thăm hỏi, chăm sóc", order by "on_date, subject, code" {
        subject "subject",
        code "code",
        unit "unit_id",
        on "on_date",
        act "act",
        done_by "done_by",
        quantity "quantity",
        cost "cost",
        source "source",
        content "content",
    });
}

pub mod fund_entries {
    use crate::record_table::record_table;
    use domain::movements::FundEntry;

    record_table!(FundEntry, FundEntryId, "fund_entries", "Quỹ Đền ơn đáp nghĩa", order by "on_date, direction, number" {
        level "level",
        unit "unit_id",
        direction "direction",
        number "number",
        on "on_date",
        party "party",
        purpose "purpose",
        subject "subject",
        amount "amount",
        paper "paper",
    });
}

statements! {
    /// What the fund has by level and commune: opening and receipts less payments up to a day.
    BALANCES = "select level, unit_id,
            cast(sum(case when direction = 'payment' then -amount else amount end) as bigint)
        from fund_entries
        where office_id = $1 and voided_entry is null and on_date <= $2
        group by level, unit_id order by level, coalesce(unit_id, 0)";
    /// Houses whose shares of money are not the final cost.
    UNEVEN_HOUSES = "select h.code, h.final_cost, coalesce(h.family_share, 0) + cast(coalesce((
                select sum(m.amount) from house_moneys m where m.office_id = h.office_id and m.house = h.code
                    and m.source <> 'family' and m.voided_entry is null), 0) as bigint)
        from houses h
        where h.office_id = $1 and h.voided_entry is null and h.state = 'settled' and h.final_cost is not null
            and h.final_cost <> coalesce(h.family_share, 0) + cast(coalesce((
                select sum(m.amount) from house_moneys m where m.office_id = h.office_id and m.house = h.code
                    and m.source <> 'family' and m.voided_entry is null), 0) as bigint)
        order by h.code";
    STRAY_HOUSES = "select distinct m.house from house_moneys m
        where m.office_id = $1 and m.voided_entry is null and not exists (
            select 1 from houses h where h.office_id = m.office_id and h.code = m.house and h.voided_entry is null)
        order by m.house";
    /// Living Heroic Mothers whom nobody cares for on a day.
    UNCARED_MOTHERS = "select distinct f.person_id from merit_files f
        where f.office_id = $1 and f.category = 'heroic_mother' and f.voided_entry is null
            and coalesce(f.title, 'living') = 'living'
            and not exists (select 1 from deaths d where d.person_id = f.person_id and d.voided_entry is null
                and d.died_on <= $2)
            and not exists (select 1 from mother_cares c where c.mother_id = f.person_id and c.voided_entry is null
                and c.from_date <= $2 and (c.until_date is null or c.until_date > $2))
        order by f.person_id";
    HAS_CARES = "select count(*) from mother_cares where office_id = $1 and voided_entry is null";
}

/// What a level (and commune) of the fund has on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelBalance {
    pub level: FundLevel,
    pub unit: Option<UnitId>,
    pub amount: Vnd,
}

pub fn balances(tx: &mut Tx, office: OfficeId, on: Date) -> Result<Vec<LevelBalance>, StoreError> {
    tx.all(&BALANCES, &params![office, on], |row| {
        Ok(LevelBalance { level: row.get(0)?, unit: row.get(1)?, amount: row.get(2)? })
    })
}

/// House, final cost, sum of its money.
pub fn uneven_houses(tx: &mut Tx, office: OfficeId) -> Result<Vec<(String, Vnd, Vnd)>, StoreError> {
    tx.all(&UNEVEN_HOUSES, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

pub fn stray_houses(tx: &mut Tx, office: OfficeId) -> Result<Vec<String>, StoreError> {
    tx.all(&STRAY_HOUSES, &params![office], |row| row.get(0))
}

/// Mothers without a carer; none while the book of carers was never opened.
pub fn uncared_mothers(tx: &mut Tx, office: OfficeId, on: Date) -> Result<Vec<PersonId>, StoreError> {
    let cares: i64 = tx.one(&HAS_CARES, &params![office], |row| row.get(0))?;
    if cares == 0 {
        return Ok(Vec::new());
    }
    tx.all(&UNCARED_MOTHERS, &params![office, on], |row| row.get(0))
}
