//! The gratitude fund's entries in the ledger.

use crate::{Ctx, OfficeError};
use domain::ids::{EntryId, FundEntryId, TransactionId};
use domain::ledger::check_balance;
use domain::movements::GratitudeEvent;
use jiff::civil::Date;
use store::ledger::{self, TransactionRow};
use store::{Tx, movements};

/// Books the entries that are not booked, each on the day of its paper, and reverses on the business date those that
/// were corrected or taken back. Whatever changes the entries calls it.
pub(crate) fn book(ctx: &Ctx, tx: &mut Tx, entry: EntryId) -> Result<(), OfficeError> {
    for (id, number) in movements::unreversed(tx, ctx.office)? {
        let head = head(tx, entry, GratitudeEvent::Reverse, ctx.on, &number)?;
        ledger::reverse(tx, ctx.office, &head, &subject(id))?;
    }
    for (id, one, is_for_campaign) in movements::unbooked(tx, ctx.office)? {
        let postings = one.postings(is_for_campaign);
        let balance = check_balance(postings.iter().map(|posting| posting.amount));
        balance.map_err(|error| OfficeError::refused("ledger_out_of_balance", error.to_string()))?;
        let head = head(tx, entry, one.event(), one.on, &one.number)?;
        ledger::insert_fund(tx, ctx.office, &head, &subject(id), &postings)?;
    }
    Ok(())
}

fn subject(id: FundEntryId) -> String {
    format!("{}{id}", movements::FUND_SUBJECT)
}

fn head(
    tx: &mut Tx,
    entry: EntryId,
    event: GratitudeEvent,
    on: Date,
    number: &str,
) -> Result<TransactionRow, OfficeError> {
    Ok(TransactionRow {
        id: TransactionId(tx.next_ids(1)?),
        kind: event.word().to_owned(),
        on,
        run: None,
        text: format!("Quỹ Đền ơn đáp nghĩa: {}, chứng từ {number}", event.label()),
        entry,
    })
}
