//! A campaign's money in the ledger: what its rows say, less what is booked.

use super::approve;
use crate::{Ctx, OfficeError};
use domain::campaigns::{FundEvent, FundKey, GiftState, Purpose, postings};
use domain::ids::{EntryId, TransactionId};
use domain::ledger::check_balance;
use law::Vnd;
use std::collections::BTreeMap;
use store::ledger::TransactionRow;
use store::people::Known;
use store::{Tx, campaigns as rows, ledger};

/// The source of money that a total does not name.
const UNSPECIFIED: &str = "unspecified";

/// Books what has changed since the last time.
pub(super) fn book(ctx: &Ctx, tx: &mut Tx, entry: EntryId, code: &str) -> Result<(), OfficeError> {
    let (should, booked) = (should_stand(ctx, tx, code)?, stands(ctx, tx, code)?);
    for (event, postings) in postings(&should, &booked) {
        let balance = check_balance(postings.iter().map(|posting| posting.amount));
        balance.map_err(|error| OfficeError::refused("ledger_out_of_balance", error.to_string()))?;
        let head = TransactionRow {
            id: TransactionId(tx.next_ids(1)?),
            kind: event.word().to_owned(),
            on: ctx.on,
            run: None,
            text: format!("Đợt {code}: {}", event.label()),
            entry,
        };
        ledger::insert_fund(tx, ctx.office, &head, code, &postings)?;
    }
    Ok(())
}

/// What the rows of the campaign say.
fn should_stand(ctx: &Ctx, tx: &mut Tx, code: &str) -> Result<BTreeMap<FundKey, Vnd>, OfficeError> {
    let mut sums: BTreeMap<FundKey, Vnd> = BTreeMap::new();
    let mut add = |events: &[FundEvent], source: &str, purpose, unit, amount: Vnd| {
        let source = if source.is_empty() { UNSPECIFIED } else { source };
        for event in events {
            let key = FundKey { event: *event, source: source.to_owned(), purpose, unit };
            *sums.entry(key).or_default() += amount;
        }
    };
    const GIVEN: [FundEvent; 3] = [FundEvent::Commit, FundEvent::HandOver, FundEvent::Give];
    const RETURNED: [FundEvent; 4] =
        [FundEvent::Commit, FundEvent::HandOver, FundEvent::Return, FundEvent::Withdraw];
    for spent in rows::spent(tx, ctx.office, code)? {
        if let Some(purpose) = Purpose::from_word(&spent.purpose) {
            add(&GIVEN, &spent.source, purpose, spent.unit, spent.amount);
        }
    }
    let waiting = approve::waiting(ctx, tx, code)?.gifts;
    for row in rows::gifts_of(tx, ctx.office, code)? {
        let gift = row.value;
        if gift.state == GiftState::Planned && !waiting.contains(&row.id) {
            add(&[FundEvent::Commit], gift.source.word(), Purpose::Gifts, gift.unit, gift.amount());
        }
        if gift.state == GiftState::Returned {
            add(&RETURNED, gift.source.word(), Purpose::Gifts, gift.unit, gift.amount());
        }
    }
    for row in rows::receipts(tx, ctx.office, Known::Now)? {
        let receipt = row.value;
        if receipt.campaign == code {
            let amount = receipt.cash + receipt.goods_value;
            add(&[FundEvent::Receive], receipt.source.word(), Purpose::Donations, receipt.unit, amount);
        }
    }
    Ok(sums)
}

/// What is booked: the debit side of each event.
fn stands(ctx: &Ctx, tx: &mut Tx, code: &str) -> Result<BTreeMap<FundKey, Vnd>, OfficeError> {
    let mut sums = BTreeMap::new();
    for balance in ledger::of_subject(tx, ctx.office, code)? {
        let (event, purpose) = (FundEvent::from_word(&balance.kind), Purpose::from_word(&balance.purpose));
        let (Some(event), Some(purpose)) = (event, purpose) else { continue };
        let debit = event.accounts().debit.word();
        if balance.account.split('/').next() == Some(debit) {
            let key = FundKey { event, source: balance.source, purpose, unit: balance.unit };
            *sums.entry(key).or_default() += balance.amount;
        }
    }
    Ok(sums)
}

/// What the ledger holds of a campaign as spent, by source.
pub(crate) fn spent_by_source(
    ctx: &Ctx,
    tx: &mut Tx,
    code: &str,
) -> Result<BTreeMap<String, Vnd>, OfficeError> {
    let mut sums: BTreeMap<String, Vnd> = BTreeMap::new();
    for balance in ledger::of_subject(tx, ctx.office, code)? {
        if balance.account.starts_with("expense/") {
            *sums.entry(balance.source).or_default() += balance.amount;
        }
    }
    Ok(sums)
}

/// What is still owed, or still in the hands of those who distribute: nothing, once everything is delivered.
pub(crate) fn in_transit(ctx: &Ctx, tx: &mut Tx, code: &str) -> Result<Vnd, OfficeError> {
    let open = ledger::of_subject(tx, ctx.office, code)?.into_iter();
    let open = open.filter(|b| b.account.starts_with("payable/") || b.account.starts_with("payer/"));
    let mut sums: BTreeMap<(String, String), Vnd> = BTreeMap::new();
    for balance in open {
        *sums.entry((balance.account, balance.source)).or_default() += balance.amount;
    }
    Ok(Vnd(sums.into_values().map(|amount| amount.0.abs()).sum()))
}
