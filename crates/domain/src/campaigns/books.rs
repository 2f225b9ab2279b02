//! The money of a campaign as postings that sum to zero.
//!
//! What should stand in the books follows from the rows of the campaign; what is booked is the difference to what was
//! booked before, so that booking again after a correction books the correction and nothing else.

use crate::ids::UnitId;
use crate::ledger::AccountKind;
use crate::shown::shown;
use law::Vnd;
use std::collections::{BTreeMap, BTreeSet};

shown!(
    /// What happens to the money of a campaign.
    FundEvent {
        Receive = "fund_receive", "tiếp nhận ủng hộ";
        Commit = "fund_commit", "duyệt danh sách tặng quà";
        HandOver = "fund_hand_over", "chuyển tiền, hàng cho nơi trao";
        Give = "fund_give", "đã trao";
        Return = "fund_return", "nơi trao nộp lại";
        Withdraw = "fund_withdraw", "thôi không trao";
    }
);

shown!(
    /// What the money is spent on.
    Purpose {
        Gifts = "gifts", "quà tặng";
        Meetings = "meetings", "họp mặt";
        /// Within the campaign's sum, not itemised.
        Unitemised = "unitemised", "chưa phân rõ";
        Donations = "donations", "tiếp nhận";
    }
);

/// Debit and credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accounts {
    pub debit: AccountKind,
    pub credit: AccountKind,
}

impl FundEvent {
    pub fn accounts(self) -> Accounts {
        let (debit, credit) = match self {
            FundEvent::Receive => (AccountKind::Source, AccountKind::Donor),
            FundEvent::Commit => (AccountKind::Expense, AccountKind::Payable),
            FundEvent::HandOver => (AccountKind::Payer, AccountKind::Source),
            FundEvent::Give => (AccountKind::Payable, AccountKind::Payer),
            FundEvent::Return => (AccountKind::Source, AccountKind::Payer),
            FundEvent::Withdraw => (AccountKind::Payable, AccountKind::Expense),
        };
        Accounts { debit, credit }
    }
}

/// What sums are kept apart by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FundKey {
    pub event: FundEvent,
    /// Word of the source; `unspecified` where a total does not name one.
    pub source: String,
    pub purpose: Purpose,
    pub unit: Option<UnitId>,
}

/// One side of an entry outside the payroll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundPosting {
    pub account: AccountKind,
    pub source: String,
    /// Word of what the money is spent on, or comes from.
    pub purpose: &'static str,
    pub unit: Option<UnitId>,
    /// Debit positive, credit negative.
    pub amount: Vnd,
}

impl FundPosting {
    /// `source/own_budget`, `donor/mobilised_commune`, `expense/gifts`, `payer/communes`.
    pub fn account_name(&self) -> String {
        let detail = match self.account {
            AccountKind::Source | AccountKind::Donor => self.source.as_str(),
            AccountKind::Payer => "communes",
            AccountKind::Payable | AccountKind::Expense | AccountKind::Recoverable => self.purpose,
        };
        format!("{}/{detail}", self.account.word())
    }
}

/// The postings, event by event, that lead from what is booked to what should be. Both map sums by key.
pub fn postings(
    should: &BTreeMap<FundKey, Vnd>,
    booked: &BTreeMap<FundKey, Vnd>,
) -> BTreeMap<FundEvent, Vec<FundPosting>> {
    let keys: BTreeSet<&FundKey> = should.keys().chain(booked.keys()).collect();
    let mut found: BTreeMap<FundEvent, Vec<FundPosting>> = BTreeMap::new();
    for key in keys {
        let of = |sums: &BTreeMap<FundKey, Vnd>| sums.get(key).copied().unwrap_or_default();
        let amount = of(should) - of(booked);
        if amount.is_zero() {
            continue;
        }
        let Accounts { debit, credit } = key.event.accounts();
        let side = |account, amount| FundPosting {
            account,
            source: key.source.clone(),
            purpose: key.purpose.word(),
            unit: key.unit,
            amount,
        };
        found.entry(key.event).or_default().extend([side(debit, amount), side(credit, -amount)]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::check_balance;
    use proptest::prelude::*;

    fn key(event: FundEvent, source: &str) -> FundKey {
        FundKey { event, source: source.to_owned(), purpose: Purpose::Gifts, unit: Some(UnitId(1)) }
    }

    #[test]
    fn a_gift_runs_through_the_accounts() {
        let events = [FundEvent::Commit, FundEvent::HandOver, FundEvent::Give];
        let should = events.map(|event| (key(event, "own_budget"), Vnd(7))).into();
        let shown: Vec<String> = postings(&should, &BTreeMap::new())
            .values()
            .flatten()
            .map(|one| format!("{} {:+}", one.account_name(), one.amount.0))
            .collect();
        assert_eq!(
            shown,
            [
                "expense/gifts +7",
                "payable/gifts -7",
                "payer/communes +7",
                "source/own_budget -7",
                "payable/gifts +7",
                "payer/communes -7"
            ]
        );
    }

    #[test]
    fn a_correction_books_the_difference() {
        let booked = BTreeMap::from([(key(FundEvent::Give, "own_budget"), Vnd(10))]);
        let should = BTreeMap::from([(key(FundEvent::Give, "own_budget"), Vnd(7))]);
        let amounts: Vec<i64> =
            postings(&should, &booked).values().flatten().map(|one| one.amount.0).collect();
        assert_eq!(amounts, [-3, 3]);
        assert!(postings(&should, &should).is_empty());
    }

    proptest! {
        #[test]
        fn every_event_balances(sums in prop::collection::vec((0usize..6, 0usize..3, 0i64..1_000), 0..20)) {
            let sources = ["own_budget", "mobilised_commune", "other"];
            let should: BTreeMap<FundKey, Vnd> = sums
                .into_iter()
                .map(|(event, source, amount)| (key(FundEvent::ALL[event], sources[source]), Vnd(amount)))
                .collect();
            for postings in postings(&should, &BTreeMap::new()).values() {
                prop_assert_eq!(check_balance(postings.iter().map(|one| one.amount)), Ok(()));
            }
        }
    }
}
