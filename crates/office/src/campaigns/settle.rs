//! Settlement: what was planned or received, given, left over and returned, source by source.

use super::{books, find, level, lines_of};
use crate::{Ctx, OfficeError, Permission};
use domain::campaigns::{GiftSource, GiftState, Purpose, Settlement};
use domain::ids::SettlementId;
use law::Vnd;
use std::collections::BTreeMap;
use store::campaigns::{self as rows, With};
use store::people::Known;

/// One source of a settled campaign.
#[derive(Clone, Debug)]
pub struct Settled {
    pub settlement: Settlement,
    /// Planned by the budget lines.
    pub planned: Vnd,
    /// Given by donors.
    pub received: Vnd,
}

fn is_budget(source: GiftSource) -> bool {
    match source {
        GiftSource::CentralBudget
        | GiftSource::ProvinceBudget
        | GiftSource::OwnBudget
        | GiftSource::CommuneBudget => true,
        GiftSource::MobilisedByOffice
        | GiftSource::MobilisedByCommune
        | GiftSource::GratitudeFund
        | GiftSource::Other => false,
    }
}

/// Settles the campaign, or settles it again after corrections; books what has changed. What a budget gave and
/// nobody received goes back to it; what donors gave stays with their fund.
pub fn settle(ctx: &Ctx, code: &str, paper: Option<&str>) -> Result<Vec<Settled>, OfficeError> {
    let detail = format!("campaign={code}");
    ctx.write(Permission::SettleCampaigns, "campaign_settle", &detail, |tx, entry| {
        let campaign = find(tx, ctx.office, code)?;
        let gifts = rows::gifts_of(tx, ctx.office, code)?;
        let waiting = gifts.iter().filter(|row| row.value.state == GiftState::Planned).count();
        if waiting > 0 {
            let message = format!(
                "Còn {waiting} suất quà chưa ghi kết quả: trao, hoàn trả hoặc hủy trước khi quyết toán."
            );
            return Err(OfficeError::refused("gifts_waiting", message));
        }
        let mut sums: BTreeMap<GiftSource, Sums> = BTreeMap::new();
        for row in lines_of(tx, ctx.office, code)? {
            let line = row.value;
            let one = level(ctx, &campaign, &line)? + line.goods_value;
            let times = u32::try_from(line.planned).unwrap_or(u32::MAX);
            sums.entry(line.source).or_default().planned += one.times(times);
        }
        for row in rows::receipts(tx, ctx.office, Known::Now)? {
            let receipt = row.value;
            if receipt.campaign == code {
                sums.entry(receipt.source).or_default().received += receipt.cash + receipt.goods_value;
            }
        }
        for spent in rows::spent(tx, ctx.office, code)? {
            if let Some(source) = GiftSource::from_word(&spent.source) {
                let sums = sums.entry(source).or_default();
                sums.given += spent.quantity;
                sums.amount += spent.amount;
                if spent.purpose == Purpose::Meetings.word() {
                    sums.meetings += spent.amount;
                }
            }
        }
        for row in rows::settlements(tx, ctx.office, Known::Now)? {
            if row.value.campaign == code {
                rows::void_settlement(tx, row.id, entry)?;
            }
        }
        let settled: Vec<Settled> =
            sums.into_iter().map(|(source, sums)| sums.settled(ctx, code, source, paper)).collect();
        let first = tx.next_ids(settled.len() as u64)?;
        let fresh = settled.iter().zip(first..);
        let fresh = fresh.map(|(one, id)| With { id: SettlementId(id), value: one.settlement.clone() });
        rows::insert_settlements(tx, ctx.office, entry, fresh)?;
        books::book(ctx, tx, entry, code)?;
        Ok(settled)
    })
}

#[derive(Default)]
struct Sums {
    planned: Vnd,
    received: Vnd,
    given: i64,
    amount: Vnd,
    /// Of it, meetings: no line of gifts plans them.
    meetings: Vnd,
}

impl Sums {
    fn settled(self, ctx: &Ctx, code: &str, source: GiftSource, paper: Option<&str>) -> Settled {
        // Donors' money is what came in; a budget's is what the plan gives; where neither is known, what was spent.
        let available = match (self.received.is_zero(), self.planned.is_zero()) {
            (false, _) => self.received,
            (true, false) => self.planned + self.meetings,
            (true, true) => self.amount,
        };
        let left_over = available - self.amount;
        let returned = if is_budget(source) { left_over.max(Vnd(0)) } else { Vnd(0) };
        let settlement = Settlement {
            campaign: code.to_owned(),
            source,
            given: self.given,
            given_amount: self.amount,
            left_over,
            returned,
            on: ctx.on,
            paper: paper.map(str::to_owned),
        };
        Settled { settlement, planned: self.planned, received: self.received }
    }
}
