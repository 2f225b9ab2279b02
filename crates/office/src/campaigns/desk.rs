//! What an officer looks at in a campaign: all campaigns with their sums, donors, the ledger, the lists to sign.

use super::{find, gifts};
use crate::papers::list_pdf::gifts::{GiftLine, GiftList, gift_list_pdf, gift_list_xlsx};
use crate::payroll::papers::letterhead;
use crate::{Ctx, OfficeError, Permission};
use domain::campaigns::{Campaign, DonorReceipt, Gift, GiftState, Recipient};
use domain::dates::born_short;
use domain::ids::{HouseholdId, PersonId, UnitId};
use domain::labels::Labelled;
use domain::names::sort_key;
use domain::papers::{Letterhead, Signer};
use domain::people::{NumberKind, PersonRecord};
use law::Vnd;
use std::collections::HashMap;
use store::campaigns as rows;
use store::ledger::{self, FundBalance};
use store::people::{self, Known};
use store::{Tx, households, units};

/// A campaign with what was given in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    pub campaign: Campaign,
    /// Gifts planned by its lines.
    pub planned: i64,
    /// Gifts and people at meetings, named and by totals, with their money.
    pub given: i64,
    pub amount: Vnd,
    /// Planned gifts that nobody has approved.
    pub waiting: usize,
    pub is_settled: bool,
}

/// Every campaign, the newest first.
pub fn overview(ctx: &Ctx) -> Result<Vec<Overview>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let lines = rows::lines(tx, ctx.office, Known::Now)?;
        let settled = rows::settlements(tx, ctx.office, Known::Now)?;
        let unapproved = store::gift_approvals::unapproved(tx, ctx.office)?;
        let mut found = Vec::new();
        for row in rows::campaigns(tx, ctx.office, Known::Now)? {
            let campaign = row.value;
            let spent = rows::spent(tx, ctx.office, &campaign.code)?;
            found.push(Overview {
                planned: lines
                    .iter()
                    .filter(|line| line.value.campaign == campaign.code)
                    .map(|line| line.value.planned)
                    .sum(),
                given: spent.iter().map(|one| one.quantity).sum(),
                amount: spent.iter().map(|one| one.amount).sum(),
                waiting: unapproved.iter().filter(|one| one.campaign == campaign.code).count(),
                is_settled: settled.iter().any(|row| row.value.campaign == campaign.code),
                campaign,
            });
        }
        found.sort_by(|a, b| {
            b.campaign.from.cmp(&a.campaign.from).then(a.campaign.code.cmp(&b.campaign.code))
        });
        Ok(found)
    })
}

/// What donors gave to a campaign, by day.
pub fn receipts(ctx: &Ctx, code: &str) -> Result<Vec<DonorReceipt>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let all = rows::receipts(tx, ctx.office, Known::Now)?.into_iter().map(|row| row.value);
        let mut own: Vec<DonorReceipt> = all.filter(|receipt| receipt.campaign == code).collect();
        own.sort_by(|a, b| a.on.cmp(&b.on).then(a.number.cmp(&b.number)));
        Ok(own)
    })
}

/// What the ledger holds of a campaign.
pub fn ledger(ctx: &Ctx, code: &str) -> Result<Vec<FundBalance>, OfficeError> {
    ctx.read(Permission::ReadLedger, |tx| Ok(ledger::of_subject(tx, ctx.office, code)?))
}

/// Of the planned gifts, those that somebody has approved: they may be handed over.
pub fn approved(ctx: &Ctx, code: &str) -> Result<Vec<Gift>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let waiting = super::approve::waiting(ctx, tx, code)?.gifts;
        let reach = ctx.reach(tx, Permission::ReadRegisters, None)?;
        let mut found = rows::gifts_of(tx, ctx.office, code)?;
        found.retain(|row| {
            let unit = row.value.unit;
            row.value.state == GiftState::Planned
                && !waiting.contains(&row.id)
                && reach.as_ref().is_none_or(|reach| unit.is_some_and(|unit| reach.contains(&unit)))
        });
        Ok(found.into_iter().map(|row| row.value).collect())
    })
}

/// The list of a commune that recipients sign: what is planned or given.
pub fn signature_list(ctx: &Ctx, code: &str, unit: UnitId) -> Result<(Letterhead, GiftList), OfficeError> {
    let mut own = gifts(ctx, code)?;
    own.retain(|gift| gift.unit == Some(unit) && matches!(gift.state, GiftState::Planned | GiftState::Given));
    ctx.read(Permission::ReadRegisters, |tx| {
        let campaign = find(tx, ctx.office, code)?;
        let book = Book::load(tx, ctx)?;
        let mut rows: Vec<GiftLine> = own.iter().map(|gift| book.line(gift)).collect();
        rows.sort_by_cached_key(|row| (row.address.clone(), sort_key(&row.full_name), row.recipient.clone()));
        let letterhead = letterhead(tx, ctx.office, ctx.on)?;
        let signers = vec![
            Signer::new("Người lập danh sách", &ctx.officer.full_name),
            Signer::new("Người trao quà", ""),
            Signer::new("Đại diện xã, phường", ""),
            letterhead.head.clone(),
        ];
        let list = GiftList {
            campaign: campaign.title,
            plan: campaign.plan.unwrap_or_default(),
            unit: units::by_id(tx, unit)?.map_or_else(String::new, |unit| unit.full_name()),
            on: ctx.on,
            rows,
            signers,
        };
        Ok((letterhead, list))
    })
}

/// The list as a file: `xlsx`, else PDF.
pub fn signature_file(ctx: &Ctx, code: &str, unit: UnitId, ending: &str) -> Result<Vec<u8>, OfficeError> {
    let (letterhead, list) = signature_list(ctx, code, unit)?;
    Ok(match ending {
        "xlsx" => gift_list_xlsx(&list)?,
        _ => gift_list_pdf(&letterhead, &list).map_err(crate::papers::PapersError::from)?.bytes,
    })
}

/// Code and head of each household on the business date: `25708-0012`, `Lê Thị Én`.
pub fn households_by_head(ctx: &Ctx) -> Result<HashMap<HouseholdId, (String, String)>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| heads(tx, ctx))
}

fn heads(tx: &mut Tx, ctx: &Ctx) -> Result<HashMap<HouseholdId, (String, String)>, OfficeError> {
    let records = people::records(tx, ctx.office, Known::Now)?.into_iter();
    let names: HashMap<PersonId, String> = records.map(|row| (row.person, row.value.full_name)).collect();
    let mut found: HashMap<HouseholdId, (String, String)> = HashMap::new();
    for (household, code) in households::codes(tx, ctx.office)? {
        found.insert(household, (code, String::new()));
    }
    for row in households::members(tx, ctx.office, Known::Now)? {
        let one = row.member;
        // The head of today; of a household that is no more, the last.
        if one.is_head
            && one.from <= ctx.on
            && let (Some(home), Some(name)) = (found.get_mut(&one.household), names.get(&one.person))
            && (home.1.is_empty() || one.until.is_none_or(|until| ctx.on < until))
        {
            home.1.clone_from(name);
        }
    }
    Ok(found)
}

struct Book {
    heads: HashMap<HouseholdId, (String, String)>,
    records: HashMap<PersonId, PersonRecord>,
    citizen: HashMap<PersonId, String>,
}

impl Book {
    fn load(tx: &mut Tx, ctx: &Ctx) -> Result<Book, OfficeError> {
        let records = people::records(tx, ctx.office, Known::Now)?;
        let numbers = people::all_numbers(tx, ctx.office, Known::Now)?.into_iter();
        let citizen = numbers.filter(|row| row.value.kind == NumberKind::Citizen);
        Ok(Book {
            heads: heads(tx, ctx)?,
            records: records.into_iter().map(|row| (row.person, row.value)).collect(),
            citizen: citizen.map(|row| (row.person, row.value.number)).collect(),
        })
    }

    fn receiver(&self, gift: &Gift) -> String {
        if let Some(record) = gift.person.and_then(|person| self.records.get(&person)) {
            return record.full_name.clone();
        }
        match (gift.household.and_then(|home| self.heads.get(&home)), &gift.collective) {
            (Some((code, head)), _) => household_shown(code, head),
            (None, Some(collective)) => collective.clone(),
            (None, None) => String::new(),
        }
    }

    fn line(&self, gift: &Gift) -> GiftLine {
        let record = gift.person.and_then(|person| self.records.get(&person));
        let name = |person: Option<PersonId>| {
            person.and_then(|person| self.records.get(&person)).map(|record| record.full_name.as_str())
        };
        let martyr = name(gift.martyr).map_or_else(String::new, |name| format!(" (liệt sĩ {name})"));
        let proxy = gift.received_by.as_ref().map_or_else(String::new, |proxy| match &gift.relation {
            Some(relation) => format!("{proxy} ({relation})"),
            None => proxy.clone(),
        });
        GiftLine {
            full_name: self.receiver(gift),
            born: record.map_or_else(String::new, |record| born_short(record.born)),
            citizen_number: gift
                .person
                .and_then(|person| self.citizen.get(&person).cloned())
                .unwrap_or_default(),
            address: gift.hamlet.clone().unwrap_or_default(),
            recipient: format!("{}{martyr}", recipient(gift.recipient)),
            source: gift.source.label().to_owned(),
            goods: gift.goods.clone().unwrap_or_default(),
            cash: gift.cash,
            goods_value: gift.goods_value,
            proxy,
        }
    }
}

/// `Hộ Lê Thị Én (25708-0012)`.
pub fn household_shown(code: &str, head: &str) -> String {
    match (head.is_empty(), code.is_empty()) {
        (true, _) => format!("Hộ {code}"),
        (false, true) => format!("Hộ {head}"),
        (false, false) => format!("Hộ {head} ({code})"),
    }
}

/// The State President's gifts by what they are for, beside their code.
pub fn recipient(recipient: Recipient) -> String {
    match recipient.labels() {
        [code, told, ..] if recipient.is_presidents() => format!("{code}: {told}"),
        _ => recipient.label().to_owned(),
    }
}
