//! The books: postings of commands, and what the accounts say.

use crate::permission::Permission;
use crate::{Ctx, OfficeError};
use domain::ids::{EntryId, RunId, TransactionId};
use domain::ledger::{Event, Movement, check_balance, entries_for};
use store::ledger::{Balance, TransactionRow};
use store::{Tx, ledger};

/// What a command books.
pub(crate) struct Booking {
    pub event: Event,
    pub run: Option<RunId>,
    /// Without personal data.
    pub text: String,
}

/// One transaction; nothing is written where nothing moves.
pub(crate) fn book(
    ctx: &Ctx,
    tx: &mut Tx,
    entry: EntryId,
    booking: Booking,
    movements: Vec<Movement>,
) -> Result<(), OfficeError> {
    let postings = entries_for(booking.event, movements);
    if postings.is_empty() {
        return Ok(());
    }
    let balance = check_balance(postings.iter().map(|posting| posting.amount));
    balance.map_err(|error| OfficeError::refused("ledger_out_of_balance", error.to_string()))?;
    let head = TransactionRow {
        id: TransactionId(tx.next_ids(1)?),
        kind: booking.event.word().to_owned(),
        on: ctx.on,
        run: booking.run,
        text: booking.text,
        entry,
    };
    Ok(ledger::insert(tx, ctx.office, &head, &postings)?)
}

/// The balance of every account by source; debits are positive.
pub fn balances(ctx: &Ctx) -> Result<Vec<Balance>, OfficeError> {
    ctx.read(Permission::ReadLedger, |tx| Ok(ledger::balances(tx, ctx.office)?))
}

/// The ledger's transactions in the order of their dates.
pub fn transactions(ctx: &Ctx) -> Result<Vec<TransactionRow>, OfficeError> {
    ctx.read(Permission::ReadLedger, |tx| Ok(ledger::transactions(tx, ctx.office)?))
}
