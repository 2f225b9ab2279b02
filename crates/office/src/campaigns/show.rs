//! A campaign at a glance: plan and outcome by line, source and group.

use super::{approve, find, lines_of};
use crate::{Ctx, OfficeError, Permission};
use domain::campaigns::{
    Campaign, CampaignLine, GiftSource, GiftState, ListApproval, RecipientGroup, Settlement,
};
use domain::labels::Labelled;
use law::Vnd;
use std::collections::BTreeMap;
use store::campaigns as rows;
use store::people::Known;

/// A sum of gifts or people with its money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitRow {
    /// `gifts`, `meetings`, `unitemised`.
    pub purpose: String,
    /// Words of the source and the group; empty where a total does not name it.
    pub source: String,
    pub group: String,
    pub quantity: i64,
    pub amount: Vnd,
}

impl SplitRow {
    pub fn source_label(&self) -> &'static str {
        GiftSource::from_word(&self.source).map_or("Chưa rõ nguồn", GiftSource::label)
    }

    pub fn group_label(&self) -> &'static str {
        RecipientGroup::from_word(&self.group).map_or("", RecipientGroup::label)
    }
}

#[derive(Clone, Debug)]
pub struct CampaignView {
    pub campaign: Campaign,
    pub lines: Vec<CampaignLine>,
    /// Named gifts by what became of them.
    pub states: BTreeMap<GiftState, i64>,
    /// What was given: named, and of totals what no name covers.
    pub spent: Vec<SplitRow>,
    pub received: Vnd,
    /// Planned gifts that wait for somebody's approval; whether the reader put some of them on the lists.
    pub waiting: usize,
    pub is_preparer: bool,
    /// With the officers' names, the newest first.
    pub approvals: Vec<(ListApproval, String)>,
    pub settlements: Vec<Settlement>,
}

/// The campaigns of the office, by their first day.
pub fn list(ctx: &Ctx) -> Result<Vec<Campaign>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let found = rows::campaigns(tx, ctx.office, Known::Now)?;
        Ok(found.into_iter().map(|row| row.value).collect())
    })
}

pub fn show(ctx: &Ctx, code: &str) -> Result<CampaignView, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let campaign = find(tx, ctx.office, code)?;
        let mut states: BTreeMap<GiftState, i64> = BTreeMap::new();
        for row in rows::gifts_of(tx, ctx.office, code)? {
            *states.entry(row.value.state).or_default() += 1;
        }
        let mut sums: BTreeMap<(String, String, String), (i64, Vnd)> = BTreeMap::new();
        for spent in rows::spent(tx, ctx.office, code)? {
            let sum = sums.entry((spent.purpose, spent.source, spent.group)).or_default();
            sum.0 += spent.quantity;
            sum.1 += spent.amount;
        }
        let spent = sums.into_iter().map(|((purpose, source, group), (quantity, amount))| SplitRow {
            purpose,
            source,
            group,
            quantity,
            amount,
        });
        let receipts = rows::receipts(tx, ctx.office, Known::Now)?.into_iter().map(|row| row.value);
        let own = receipts.filter(|receipt| receipt.campaign == code);
        let settlements = rows::settlements(tx, ctx.office, Known::Now)?.into_iter().map(|row| row.value);
        let waiting = approve::waiting(ctx, tx, code)?;
        Ok(CampaignView {
            waiting: waiting.gifts.len(),
            is_preparer: waiting.preparers.contains(&ctx.officer.id),
            approvals: store::gift_approvals::of_campaign(tx, ctx.office, code)?,
            lines: lines_of(tx, ctx.office, code)?.into_iter().map(|row| row.value).collect(),
            states,
            spent: spent.collect(),
            received: own.map(|receipt| receipt.cash + receipt.goods_value).sum(),
            settlements: settlements.filter(|settlement| settlement.campaign == code).collect(),
            campaign,
        })
    })
}
