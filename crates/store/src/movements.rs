//! Gratitude houses, care, the gratitude fund, see `domain::movements`.

use crate::{StoreError, Tx, params, statements, word_columns};
use domain::ids::{FundEntryId, OfficeId, PersonId, UnitId};
use domain::movements::{
    CareAct, CareSource, CareSubject, FundDirection, FundEntry, FundLevel, FundPurpose, HouseKind,
    HouseState, HouseWork,
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
    /// Entries of the fund whose subject in the ledger holds nothing yet; and whether they pay into a campaign.
    UNBOOKED = "select f.id, f.level, f.unit_id, f.direction, f.number, f.on_date, f.party, f.purpose, f.subject,
            f.amount, f.paper, cast(case when exists (select 1 from campaigns c where c.office_id = f.office_id
                and c.code = f.subject and c.voided_entry is null) then 1 else 0 end as bigint)
        from fund_entries f
        where f.office_id = $1 and f.voided_entry is null and not exists (
            select 1 from ledger_transactions t
            where t.office_id = f.office_id and t.subject = 'gratitude_fund/' || cast(f.id as text))
        order by f.on_date, f.id";
    /// Entries of the fund that were voided after they were booked, and whose booking still stands.
    UNREVERSED = "select f.id, f.number from fund_entries f
        where f.office_id = $1 and f.voided_entry is not null and exists (
                select 1 from ledger_transactions t
                where t.office_id = f.office_id and t.subject = 'gratitude_fund/' || cast(f.id as text))
            and not exists (
                select 1 from ledger_transactions t
                where t.office_id = f.office_id and t.subject = 'gratitude_fund/' || cast(f.id as text)
                    and t.kind = 'gratitude_reverse')
        order by f.id";
    /// Entries of the fund beside what the ledger holds of them, where the two differ.
    MISBOOKED = "select f.id, cast(case when f.voided_entry is not null then 0
                when f.direction = 'payment' then -f.amount else f.amount end as bigint),
            cast(coalesce(b.amount, 0) as bigint)
        from fund_entries f left join (
            select t.subject, sum(p.amount) as amount
            from ledger_transactions t join ledger_postings p on p.transaction_id = t.id
            where t.office_id = $1 and substr(p.account, 1, 22) = 'source/gratitude_fund_'
            group by t.subject) b on b.subject = 'gratitude_fund/' || cast(f.id as text)
        where f.office_id = $1 and coalesce(b.amount, 0) <> case when f.voided_entry is not null then 0
                when f.direction = 'payment' then -f.amount else f.amount end
        order by f.id";
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

/// Beginning of the subject of an entry of the fund in the ledger; its id follows.
pub const FUND_SUBJECT: &str = "gratitude_fund/";

/// Live entries that are not booked, each with whether it pays into a campaign.
pub fn unbooked(tx: &mut Tx, office: OfficeId) -> Result<Vec<(FundEntryId, FundEntry, bool)>, StoreError> {
    tx.all(&UNBOOKED, &params![office], |row| {
        let entry = FundEntry {
            level: row.get(1)?,
            unit: row.get(2)?,
            direction: row.get(3)?,
            number: row.get(4)?,
            on: row.get(5)?,
            party: row.get(6)?,
            purpose: row.get(7)?,
            subject: row.get(8)?,
            amount: row.get(9)?,
            paper: row.get(10)?,
        };
        Ok((row.get(0)?, entry, row.get::<i64>(11)? != 0))
    })
}

/// Voided entries whose booking stands, with the number of their paper.
pub fn unreversed(tx: &mut Tx, office: OfficeId) -> Result<Vec<(FundEntryId, String)>, StoreError> {
    tx.all(&UNREVERSED, &params![office], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Entry, what it adds to the fund, what the ledger says that it adds: where the two differ.
pub fn misbooked(tx: &mut Tx, office: OfficeId) -> Result<Vec<(FundEntryId, Vnd, Vnd)>, StoreError> {
    tx.all(&MISBOOKED, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
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
