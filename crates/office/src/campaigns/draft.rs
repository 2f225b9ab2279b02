//! Drafting the lists of a campaign from the registry.

use super::roster::{Named, Roster, families};
use super::{books, find, level, lines_of, not_settled};
use crate::{Ctx, OfficeError, Permission};
use domain::campaigns::{
    Campaign, CampaignLine, Gift, GiftKey, GiftSource, GiftState, OpenFamily, Recipient, allocate,
};
use domain::ids::GiftId;
use domain::people::Place;
use law::Vnd;
use std::collections::{BTreeMap, HashMap, HashSet};
use store::campaigns::{self as rows, With};
use store::{Tx, units};

/// What a draft came to.
#[derive(Clone, Debug, Default)]
pub struct Drafted {
    pub lines: Vec<DraftedLine>,
    /// Martyrs for whom somebody must act first.
    pub open: Vec<OpenFamily>,
}

#[derive(Clone, Debug)]
pub struct DraftedLine {
    pub source: GiftSource,
    pub recipient: Recipient,
    pub planned: i64,
    /// Gifts on the lists now, those handed over before included; `None`: the line's gifts come by list.
    pub drafted: Option<i64>,
    pub amount: Vnd,
}

/// Drafts the lists of every line whose recipients follow from the registry. Gifts that were handed over stand;
/// those planned before are replaced.
pub fn draft(ctx: &Ctx, code: &str) -> Result<Drafted, OfficeError> {
    if !ctx.scope(Permission::RecordRegisters)?.is_whole_office() {
        return Err(OfficeError::Forbidden(Permission::RecordRegisters));
    }
    ctx.write(Permission::RecordRegisters, "campaign_draft", &format!("campaign={code}"), |tx, entry| {
        let campaign = find(tx, ctx.office, code)?;
        not_settled(tx, ctx.office, code)?;
        let lines: Vec<CampaignLine> =
            lines_of(tx, ctx.office, code)?.into_iter().map(|row| row.value).collect();
        if lines.is_empty() {
            let message =
                "Đợt chưa có dự toán: ghi nguồn, diện nhận quà, số suất và mức trước khi lập danh sách.";
            return Err(OfficeError::refused("no_campaign_lines", message));
        }
        rows::void_planned(tx, ctx.office, code, entry)?;
        let standing = rows::gifts_of(tx, ctx.office, code)?;
        let taken: HashSet<GiftKey> = standing.iter().map(|row| row.value.key()).collect();
        let roster = Roster::load(ctx, tx, campaign.from, campaign.year)?;
        let mut writer = Writer { campaign: &campaign, taken, gifts: Vec::new(), codes: HashMap::new() };
        let mut drafted = Drafted::default();
        presidents(ctx, tx, &roster, &lines, &mut writer, &mut drafted)?;
        let mut without_rule = HashSet::new();
        for line in lines.iter().filter(|line| !line.recipient.is_presidents()) {
            match roster.named(line, campaign.from)? {
                Some(named) => {
                    let cash = level(ctx, &campaign, line)?;
                    for one in named {
                        writer.add(tx, line, cash, one, None)?;
                    }
                }
                None => {
                    without_rule.insert(line.recipient);
                }
            }
        }
        let first = tx.next_ids(writer.gifts.len() as u64)?;
        let gifts = std::mem::take(&mut writer.gifts);
        let mut all: Vec<Gift> = standing.into_iter().map(|row| row.value).collect();
        all.extend(gifts.iter().cloned());
        let fresh = gifts.into_iter().zip(first..).map(|(value, id)| With { id: GiftId(id), value });
        rows::insert_gifts(tx, ctx.office, entry, fresh)?;
        drafted.lines = told(&lines, &all, &without_rule);
        // Approved gifts that the new lists replace are owed no more.
        books::book(ctx, tx, entry, code)?;
        Ok(drafted)
    })
}

/// The State President's gifts, one allocation for each source that has lines of them.
fn presidents(
    ctx: &Ctx,
    tx: &mut Tx,
    roster: &Roster,
    lines: &[CampaignLine],
    writer: &mut Writer,
    drafted: &mut Drafted,
) -> Result<(), OfficeError> {
    let mut by_source: BTreeMap<GiftSource, BTreeMap<Recipient, (Vnd, &CampaignLine)>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.recipient.is_presidents()) {
        if line.unit.is_some() {
            let message = "Quà của Chủ tịch nước tính cho toàn địa bàn: dự toán không ghi xã, phường.";
            return Err(OfficeError::refused("presidents_gift_by_commune", message));
        }
        let cash = level(ctx, writer.campaign, line)?;
        by_source.entry(line.source).or_default().insert(line.recipient, (cash, line));
    }
    for levels in by_source.values() {
        let per_martyr = levels.keys().any(|recipient| recipient.stands_for_martyr());
        let families = match per_martyr {
            true => families(tx, ctx.office, writer.campaign.from, writer.campaign.year)?,
            false => Vec::new(),
        };
        let level = |recipient| levels.get(&recipient).map(|(cash, _)| *cash);
        let allocation = allocate(&roster.candidates(), &families, level);
        for gift in allocation.gifts {
            let Some((cash, line)) = levels.get(&gift.recipient) else { continue };
            let place = roster.homes.get(&gift.person).cloned();
            let named = Named { person: Some(gift.person), household: None, place };
            writer.add(tx, line, *cash, named, gift.martyr)?;
        }
        drafted.open.extend(allocation.open);
    }
    Ok(())
}

/// Gathers planned gifts, each key once.
struct Writer<'a> {
    campaign: &'a Campaign,
    taken: HashSet<GiftKey>,
    gifts: Vec<Gift>,
    /// Codes of communes, which number the lists.
    codes: HashMap<domain::ids::UnitId, String>,
}

impl Writer<'_> {
    fn add(
        &mut self,
        tx: &mut Tx,
        line: &CampaignLine,
        cash: Vnd,
        named: Named,
        martyr: Option<domain::ids::PersonId>,
    ) -> Result<(), OfficeError> {
        let list = self.list(tx, named.place.as_ref())?;
        let gift = Gift {
            campaign: self.campaign.code.clone(),
            source: line.source,
            recipient: line.recipient,
            person: named.person,
            household: named.household,
            collective: None,
            martyr,
            unit: named.place.as_ref().map(|place| place.unit),
            hamlet: named.place.and_then(|place| place.hamlet),
            list,
            cash,
            goods: line.goods.clone(),
            goods_value: line.goods_value,
            state: GiftState::Planned,
            on: None,
            received_by: None,
            relation: None,
            reason: None,
        };
        if self.taken.insert(gift.key()) {
            self.gifts.push(gift);
        }
        Ok(())
    }

    /// `TET-2023/25708`: one list for each commune.
    fn list(&mut self, tx: &mut Tx, place: Option<&Place>) -> Result<Option<String>, OfficeError> {
        let Some(place) = place else { return Ok(None) };
        let code = match self.codes.get(&place.unit) {
            Some(code) => code.clone(),
            None => {
                let code = units::by_id(tx, place.unit)?.map_or_else(String::new, |unit| unit.code);
                self.codes.insert(place.unit, code.clone());
                code
            }
        };
        Ok(Some(format!("{}/{code}", self.campaign.code)))
    }
}

fn told(lines: &[CampaignLine], all: &[Gift], without_rule: &HashSet<Recipient>) -> Vec<DraftedLine> {
    let told = lines.iter().map(|line| {
        let of_line = all.iter().filter(|gift| {
            gift.source == line.source
                && gift.recipient == line.recipient
                && line.unit.is_none_or(|unit| gift.unit == Some(unit))
                && matches!(gift.state, GiftState::Planned | GiftState::Given)
        });
        let (mut count, mut amount) = (0, Vnd(0));
        for gift in of_line {
            count += 1;
            amount += gift.amount();
        }
        DraftedLine {
            source: line.source,
            recipient: line.recipient,
            planned: line.planned,
            drafted: (!without_rule.contains(&line.recipient)).then_some(count),
            amount,
        }
    });
    told.collect()
}
