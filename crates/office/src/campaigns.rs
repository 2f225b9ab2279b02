//! Campaigns: lists drafted from the registry, deliveries, settlement; the money of each source in the books.

mod approve;
mod books;
pub mod desk;
mod draft;
mod roster;
mod settle;
mod show;

pub use approve::approve;
pub use draft::{Drafted, DraftedLine, draft};
pub use settle::{Settled, settle};
pub use show::{CampaignView, SplitRow, list, show};

use crate::{Ctx, OfficeError, Permission};
use domain::campaigns::{Campaign, Gift, GiftState, Recipient};
use domain::ids::{EntryId, HouseholdId, OfficeId, PersonId, UnitId};
use jiff::civil::Date;
use law::Vnd;
use store::campaigns::{self as rows, GiftRow, LineRow, With};
use store::people::Known;
use store::{Tx, households};

pub(crate) use books::{in_transit, spent_by_source};
pub(crate) use roster::families;

/// The campaign of that code.
pub(crate) fn find(tx: &mut Tx, office: OfficeId, code: &str) -> Result<Campaign, OfficeError> {
    let all = rows::campaigns(tx, office, Known::Now)?;
    let found = all.into_iter().map(|row| row.value).find(|campaign| campaign.code == code);
    found.ok_or_else(|| OfficeError::NotFound(format!("đợt tặng quà mang mã “{code}”")))
}

pub(crate) fn lines_of(tx: &mut Tx, office: OfficeId, code: &str) -> Result<Vec<LineRow>, OfficeError> {
    let mut lines = rows::lines(tx, office, Known::Now)?;
    lines.retain(|row| row.value.campaign == code);
    Ok(lines)
}

/// Money of one gift of a line: as the line's decision says, else by the law's page of the occasion.
pub(crate) fn level(
    ctx: &Ctx,
    campaign: &Campaign,
    line: &domain::campaigns::CampaignLine,
) -> Result<Vnd, OfficeError> {
    if let Some(cash) = line.cash {
        return Ok(cash);
    }
    if !line.recipient.is_presidents() {
        return Ok(Vnd(0));
    }
    let (occasion, code) = (campaign.occasion.word(), line.recipient.word());
    let level = ctx.rules.gifts.level(occasion, campaign.year, code);
    level.map(|level| level.amount).ok_or_else(|| {
        let message = format!(
            "Chưa có mức quà {code} của Chủ tịch nước cho đợt {}: ghi mức và số, ngày quyết định vào dự toán của \
             đợt, hoặc nạp trang luật của dịp này.",
            campaign.code
        );
        OfficeError::refused("gift_level_unknown", message)
    })
}

/// Which planned gifts were handed over.
#[derive(Clone, Debug, Default)]
pub struct Handed {
    pub unit: Option<UnitId>,
    pub list: Option<String>,
    pub recipient: Option<Recipient>,
}

/// Marks the approved gifts of a list, commune or the whole campaign as given and signed for on the day. Exceptions
/// are recorded before, with `record`. Returns how many.
pub fn deliver(ctx: &Ctx, code: &str, handed: &Handed, on: Date) -> Result<usize, OfficeError> {
    let detail = format!("campaign={code} on={on}");
    ctx.write(Permission::RecordRegisters, "campaign_deliver", &detail, |tx, entry| {
        find(tx, ctx.office, code)?;
        not_settled(tx, ctx.office, code)?;
        let reach = ctx.reach(tx, Permission::RecordRegisters, None)?;
        let fits = |gift: &Gift| {
            gift.state == GiftState::Planned
                && handed.unit.is_none_or(|unit| gift.unit == Some(unit))
                && handed.list.as_ref().is_none_or(|list| gift.list.as_ref() == Some(list))
                && handed.recipient.is_none_or(|recipient| gift.recipient == recipient)
                && reach.as_ref().is_none_or(|reach| gift.unit.is_some_and(|unit| reach.contains(&unit)))
        };
        let mut found = rows::gifts_of(tx, ctx.office, code)?;
        found.retain(|row| fits(&row.value));
        let listed = found.len();
        let waiting = approve::waiting(ctx, tx, code)?.gifts;
        found.retain(|row| !waiting.contains(&row.id));
        if found.is_empty() && listed > 0 {
            return Err(approve::not_approved());
        }
        if found.is_empty() {
            return Err(OfficeError::refused(
                "nothing_planned",
                "Không có suất quà nào đang chờ trao trong phạm vi này: hãy lập danh sách trước.",
            ));
        }
        let given = found.into_iter().map(|row| {
            let value = Gift { state: GiftState::Given, on: Some(on), ..row.value };
            With { id: row.id, value }
        });
        let count = replace(tx, ctx.office, entry, given.collect())?;
        books::book(ctx, tx, entry, code)?;
        Ok(count)
    })
}

/// What became of one gift.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub state: GiftState,
    pub on: Date,
    /// Who signed instead, and what they are to the recipient.
    pub received_by: Option<String>,
    pub relation: Option<String>,
    pub reason: Option<String>,
}

/// Who receives a gift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver<'a> {
    Person(PersonId),
    /// A household that no list names by its head.
    Household(HouseholdId),
    Collective(&'a str),
}

impl<'a> Receiver<'a> {
    pub fn of(gift: &'a Gift) -> Option<Receiver<'a>> {
        let household = gift.household.map(Receiver::Household);
        gift.person
            .map(Receiver::Person)
            .or(household)
            .or(gift.collective.as_deref().map(Receiver::Collective))
    }
}

/// `record_of` for a person.
pub fn record(
    ctx: &Ctx,
    code: &str,
    person: PersonId,
    recipient: Option<Recipient>,
    outcome: &Outcome,
) -> Result<usize, OfficeError> {
    record_of(ctx, code, Receiver::Person(person), recipient, outcome)
}

/// Records what became of the gifts of one receiver in a campaign: given to a proxy, returned, transferred, cancelled.
pub fn record_of(
    ctx: &Ctx,
    code: &str,
    receiver: Receiver,
    recipient: Option<Recipient>,
    outcome: &Outcome,
) -> Result<usize, OfficeError> {
    if outcome.state.needs_reason() && outcome.reason.as_ref().is_none_or(|reason| reason.trim().is_empty()) {
        let message = "Quà hoàn trả, chuyển hoặc hủy phải ghi lý do.";
        return Err(OfficeError::refused("reason_missing", message));
    }
    let whom = match receiver {
        Receiver::Person(person) => format!("person={person}"),
        Receiver::Household(household) => format!("household={household}"),
        Receiver::Collective(_) => "collective".to_owned(),
    };
    let detail = format!("campaign={code} {whom} state={}", outcome.state.word());
    ctx.write(Permission::RecordRegisters, "campaign_record", &detail, |tx, entry| {
        not_settled(tx, ctx.office, code)?;
        let mut found = rows::gifts_of(tx, ctx.office, code)?;
        found.retain(|row| {
            let is_theirs = match receiver {
                Receiver::Person(person) => row.value.person == Some(person),
                other => Receiver::of(&row.value) == Some(other),
            };
            is_theirs && recipient.is_none_or(|wanted| row.value.recipient == wanted)
        });
        if found.is_empty() {
            return Err(OfficeError::NotFound("suất quà này trong đợt".to_owned()));
        }
        let waiting = approve::waiting(ctx, tx, code)?.gifts;
        let is_handed_over = matches!(outcome.state, GiftState::Given | GiftState::Returned);
        if is_handed_over && found.iter().any(|row| waiting.contains(&row.id)) {
            return Err(approve::not_approved());
        }
        for unit in found.iter().filter_map(|row| row.value.unit) {
            ctx.check_place(tx, Permission::RecordRegisters, unit, None)?;
        }
        let changed = found.into_iter().map(|row| With {
            id: row.id,
            value: Gift {
                state: outcome.state,
                on: Some(outcome.on),
                received_by: outcome.received_by.clone(),
                relation: outcome.relation.clone(),
                reason: outcome.reason.clone(),
                ..row.value
            },
        });
        let count = replace(tx, ctx.office, entry, changed.collect())?;
        books::book(ctx, tx, entry, code)?;
        Ok(count)
    })
}

/// Voids the rows and writes them as they now are, under new ids.
fn replace(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    changed: Vec<GiftRow>,
) -> Result<usize, OfficeError> {
    for row in &changed {
        rows::void_gift(tx, row.id, entry)?;
    }
    let count = changed.len();
    let first = tx.next_ids(count as u64)?;
    let fresh = changed.into_iter().zip(first..);
    let fresh = fresh.map(|(row, id)| With { id: domain::ids::GiftId(id), value: row.value });
    rows::insert_gifts(tx, office, entry, fresh)?;
    Ok(count)
}

/// A settled campaign is corrected by settling it again, after its lists are corrected by import.
fn not_settled(tx: &mut Tx, office: OfficeId, code: &str) -> Result<(), OfficeError> {
    let settled = rows::settlements(tx, office, Known::Now)?;
    if settled.iter().any(|row| row.value.campaign == code) {
        let message = "Đợt này đã quyết toán: sửa danh sách bằng cách nhập lại rồi quyết toán lại.";
        return Err(OfficeError::refused("campaign_settled", message));
    }
    Ok(())
}

/// Code of the household by id, for lists that are shown.
pub fn household_codes(
    ctx: &Ctx,
) -> Result<std::collections::HashMap<domain::ids::HouseholdId, String>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| Ok(households::codes(tx, ctx.office)?.into_iter().collect()))
}

/// The live gifts of a campaign within the officer's areas.
pub fn gifts(ctx: &Ctx, code: &str) -> Result<Vec<Gift>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        find(tx, ctx.office, code)?;
        let reach = ctx.reach(tx, Permission::ReadRegisters, None)?;
        let found = rows::gifts_of(tx, ctx.office, code)?.into_iter().map(|row| row.value);
        let sees = |gift: &Gift| {
            reach.as_ref().is_none_or(|reach| gift.unit.is_some_and(|unit| reach.contains(&unit)))
        };
        Ok(found.filter(sees).collect())
    })
}
