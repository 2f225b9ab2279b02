//! Double entry: every event of the payroll as postings that sum to zero.
//!
//! Debits are positive. A payable is settled when the money is handed over; a returned payment leaves it standing,
//! so carrying it into another run needs no entry.

use crate::ids::UnitId;
use crate::payments::{Channel, Share, Source};
use crate::shown::shown;
use law::{Scheme, Vnd};
use std::collections::BTreeMap;

shown!(
    /// The first word of an account.
    AccountKind {
        Source = "source", "nguồn kinh phí";
        Payable = "payable", "phải trả đối tượng";
        Payer = "payer", "đơn vị chi trả";
        Expense = "expense", "chi trợ cấp";
        Recoverable = "recoverable", "phải thu hồi";
        Donor = "donor", "nguồn đóng góp";
    }
);

/// What happens to money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A run is approved: its current and arrears lines.
    Approve,
    /// A run is approved: its deduction lines (given as positive amounts).
    Deduct,
    /// A run's money goes to the payer: new and carried.
    Send,
    Pay,
    Return,
    /// A recovery is proposed by an approved run.
    Propose,
    /// A proposal is withdrawn.
    Withdraw,
    /// Money for a recovery is paid in.
    Receive,
    /// A recovery is written off.
    WriteOff,
}

impl Event {
    /// Debit and credit: the only table of the ledger.
    pub fn accounts(self) -> (AccountKind, AccountKind) {
        match self {
            Event::Approve => (AccountKind::Expense, AccountKind::Payable),
            Event::Deduct => (AccountKind::Payable, AccountKind::Recoverable),
            Event::Send => (AccountKind::Payer, AccountKind::Source),
            Event::Pay => (AccountKind::Payable, AccountKind::Payer),
            Event::Return => (AccountKind::Source, AccountKind::Payer),
            Event::Propose => (AccountKind::Recoverable, AccountKind::Expense),
            Event::Withdraw | Event::WriteOff => (AccountKind::Expense, AccountKind::Recoverable),
            Event::Receive => (AccountKind::Source, AccountKind::Recoverable),
        }
    }

    /// As stored in `ledger_transactions.kind`.
    pub fn word(self) -> &'static str {
        match self {
            Event::Approve => "approve",
            Event::Deduct => "deduct",
            Event::Send => "send",
            Event::Pay => "pay",
            Event::Return => "return",
            Event::Propose => "propose",
            Event::Withdraw => "withdraw",
            Event::Receive => "receive",
            Event::WriteOff => "write_off",
        }
    }
}

/// What postings are kept apart by. Source follows from the scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dimensions {
    pub unit: UnitId,
    /// `None` where no payer is involved: receipts, write-offs, proposals.
    pub channel: Option<Channel>,
    pub scheme: Scheme,
}

/// An amount that an event moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Movement {
    pub dimensions: Dimensions,
    pub amount: Vnd,
}

/// One side of an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    pub account: AccountKind,
    pub dimensions: Dimensions,
    /// Debit positive, credit negative.
    pub amount: Vnd,
}

impl Posting {
    pub fn source(&self) -> Source {
        Source::of(self.dimensions.scheme)
    }

    /// `expense/merit`, `payer/post`, `source/central`.
    pub fn account_name(&self) -> String {
        let detail = match self.account {
            AccountKind::Source | AccountKind::Donor => self.source().word(),
            AccountKind::Payer => self.dimensions.channel.map_or("none", Channel::word),
            AccountKind::Payable | AccountKind::Expense | AccountKind::Recoverable => {
                self.dimensions.scheme.word()
            }
        };
        format!("{}/{detail}", self.account.word())
    }
}

/// The movements of one payment: its shares by scheme.
pub fn movements(unit: UnitId, channel: Channel, shares: &[Share]) -> impl Iterator<Item = Movement> + '_ {
    shares.iter().map(move |share| Movement {
        dimensions: Dimensions { unit, channel: Some(channel), scheme: share.scheme },
        amount: share.amount,
    })
}

/// Adds the movements up by dimension and posts each sum twice: once on each side, so that they balance by
/// construction. Sums of zero are left out.
pub fn entries_for(event: Event, movements: impl IntoIterator<Item = Movement>) -> Vec<Posting> {
    let mut sums: BTreeMap<Dimensions, Vnd> = BTreeMap::new();
    for movement in movements {
        *sums.entry(movement.dimensions).or_default() += movement.amount;
    }
    let (debit, credit) = event.accounts();
    sums.into_iter()
        .filter(|(_, amount)| !amount.is_zero())
        .flat_map(|(dimensions, amount)| {
            [
                Posting { account: debit, dimensions, amount },
                Posting { account: credit, dimensions, amount: -amount },
            ]
        })
        .collect()
}

/// The postings of a ledger do not sum to zero.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("bút toán không cân: lệch {0} đồng")]
pub struct OutOfBalance(pub Vnd);

/// Checks what is read back from the books.
pub fn check_balance(postings: impl IntoIterator<Item = Vnd>) -> Result<(), OutOfBalance> {
    let sum: Vnd = postings.into_iter().sum();
    if sum.is_zero() { Ok(()) } else { Err(OutOfBalance(sum)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(scheme: Scheme, amount: i64) -> Movement {
        let dimensions = Dimensions { unit: UnitId(1), channel: Some(Channel::Post), scheme };
        Movement { dimensions, amount: Vnd(amount) }
    }

    #[test]
    fn every_event_debits_and_credits() {
        let cases = [
            (Event::Approve, "expense/merit +7, payable/merit -7"),
            (Event::Deduct, "payable/merit +7, recoverable/merit -7"),
            (Event::Send, "payer/post +7, source/central -7"),
            (Event::Pay, "payable/merit +7, payer/post -7"),
            (Event::Return, "source/central +7, payer/post -7"),
            (Event::Propose, "recoverable/merit +7, expense/merit -7"),
            (Event::Withdraw, "expense/merit +7, recoverable/merit -7"),
            (Event::Receive, "source/central +7, recoverable/merit -7"),
            (Event::WriteOff, "expense/merit +7, recoverable/merit -7"),
        ];
        for (event, expected) in cases {
            let postings = entries_for(event, [at(Scheme::Merit, 3), at(Scheme::Merit, 4)]);
            let shown: Vec<String> =
                postings.iter().map(|one| format!("{} {:+}", one.account_name(), one.amount.0)).collect();
            assert_eq!(shown.join(", "), expected, "{}", event.word());
            assert_eq!(check_balance(postings.iter().map(|one| one.amount)), Ok(()));
        }
    }

    #[test]
    fn schemes_and_sources_stay_apart_and_nothing_is_posted_for_zero() {
        let postings = entries_for(
            Event::Send,
            [at(Scheme::SocialPension, 5), at(Scheme::Merit, 2), at(Scheme::Merit, -2)],
        );
        let accounts: Vec<String> = postings.iter().map(Posting::account_name).collect();
        assert_eq!(accounts, ["payer/post", "source/local"]);
        assert_eq!(check_balance([Vnd(5), Vnd(-4)]), Err(OutOfBalance(Vnd(1))));
    }
}
