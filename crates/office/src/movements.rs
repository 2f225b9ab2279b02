//! Gratitude houses step by step, and what the gratitude fund has.

mod books;

use crate::{Ctx, Field, OfficeError, Permission};
use domain::ids::HouseId;
use domain::movements::{FundEntry, House, HouseMoney, HouseState};
use jiff::civil::Date;
use law::Vnd;
use store::Tx;
use store::ledger::{self, Balance};
pub use store::movements::LevelBalance;
use store::people::Known;

pub(crate) use books::book;

/// The next step of a house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseStep {
    pub to: HouseState,
    pub on: Date,
    /// Needed to approve.
    pub decision: Option<String>,
    /// Known when a house is settled.
    pub final_cost: Option<Vnd>,
}

/// Takes a house one step further or back. The row that stood is voided.
pub fn advance(ctx: &Ctx, code: &str, step: &HouseStep) -> Result<(), OfficeError> {
    let detail = format!("house {code} {}", step.to.word());
    ctx.write(Permission::RecordRegisters, "house.advance", &detail, |tx, entry| {
        let (id, house) = find(tx, ctx, code)?;
        ctx.check_place(tx, Permission::RecordRegisters, house.unit, Some(Field::Merit))?;
        let next = house.step(step.to, step.on, step.decision.as_deref());
        let mut next = next
            .map_err(|refusal| OfficeError::refused(refusal.code(), format!("Không ghi được: {refusal}.")))?;
        if step.final_cost.is_some() {
            next.final_cost = step.final_cost;
        }
        store::movements::houses::void(tx, id, entry)?;
        let id = HouseId(tx.next_ids(1)?);
        store::movements::houses::insert_many(tx, ctx.office, entry, [(id, next)])?;
        Ok(())
    })
}

fn find(tx: &mut Tx, ctx: &Ctx, code: &str) -> Result<(HouseId, House), OfficeError> {
    let houses = store::movements::houses::of_office(tx, ctx.office, Known::Now)?;
    let found = houses.into_iter().find(|(_, house)| house.code == code);
    found.ok_or_else(|| OfficeError::NotFound(format!("nhà có mã {code}")))
}

/// The houses within the officer's areas, by code.
pub fn houses(ctx: &Ctx) -> Result<Vec<House>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let reach = ctx.reach(tx, Permission::ReadRegisters, Some(Field::Merit))?;
        let all = store::movements::houses::of_office(tx, ctx.office, Known::Now)?;
        let houses = all.into_iter().map(|(_, house)| house);
        Ok(houses.filter(|house| reach.as_ref().is_none_or(|reach| reach.contains(&house.unit))).collect())
    })
}

/// One house with the sources of its money.
pub fn house(ctx: &Ctx, code: &str) -> Result<(House, Vec<HouseMoney>), OfficeError> {
    let missing = || OfficeError::NotFound(format!("nhà có mã {code}"));
    let house = houses(ctx)?.into_iter().find(|house| house.code == code).ok_or_else(missing)?;
    let moneys = ctx.read(Permission::ReadRegisters, |tx| {
        let all = store::movements::house_moneys::of_office(tx, ctx.office, Known::Now)?;
        Ok(all.into_iter().map(|(_, money)| money).filter(|money| money.house == code).collect())
    })?;
    Ok((house, moneys))
}

/// Receipts and payments of the fund up to the business date, the newest first.
pub fn fund_entries(ctx: &Ctx) -> Result<Vec<FundEntry>, OfficeError> {
    ctx.read(Permission::ReadLedger, |tx| {
        let all = store::movements::fund_entries::of_office(tx, ctx.office, Known::Now)?;
        let mut entries: Vec<FundEntry> =
            all.into_iter().map(|(_, entry)| entry).filter(|entry| entry.on <= ctx.on).collect();
        entries.reverse();
        Ok(entries)
    })
}

/// What each level of the fund has on the business date.
pub fn fund(ctx: &Ctx) -> Result<Vec<LevelBalance>, OfficeError> {
    ctx.read(Permission::ReadLedger, |tx| Ok(store::movements::balances(tx, ctx.office, ctx.on)?))
}

/// What the ledger holds of the fund, by account and level.
pub fn fund_ledger(ctx: &Ctx) -> Result<Vec<Balance>, OfficeError> {
    ctx.read(Permission::ReadLedger, |tx| Ok(ledger::of_gratitude_fund(tx, ctx.office)?))
}
