//! The gratitude fund in the ledger: each receipt and payment is a transaction of its own, of the day on its paper.

use super::{FundDirection, FundEntry, FundLevel};
use crate::campaigns::{FundPosting, GiftSource};
use crate::ledger::AccountKind;
use crate::shown::shown;
use law::Vnd;

shown!(
    /// What happens to money of the gratitude fund.
    GratitudeEvent {
        Open = "gratitude_open", "số dư mở sổ";
        Receive = "gratitude_receive", "thu quỹ";
        Pay = "gratitude_pay", "chi quỹ";
        /// The paper was corrected or taken back.
        Reverse = "gratitude_reverse", "bút toán đảo";
    }
);

impl FundLevel {
    /// Whose money it is, as the ledger keeps sources apart: each level has a fund of its own.
    pub fn source(self) -> String {
        format!("gratitude_fund_{}", self.word())
    }

    /// The level whose source that word is.
    pub fn of_source(word: &str) -> Option<FundLevel> {
        FundLevel::ALL.iter().copied().find(|level| level.source() == word)
    }
}

impl FundEntry {
    pub fn event(&self) -> GratitudeEvent {
        match self.direction {
            FundDirection::Opening => GratitudeEvent::Open,
            FundDirection::Receipt => GratitudeEvent::Receive,
            FundDirection::Payment => GratitudeEvent::Pay,
        }
    }

    /// What the entry adds to the fund.
    pub fn change(&self) -> Vnd {
        match self.direction {
            FundDirection::Opening | FundDirection::Receipt => self.amount,
            FundDirection::Payment => -self.amount,
        }
    }

    /// Debit and credit. What is paid into a campaign becomes that campaign's source: its gifts are the expense, and
    /// an expense of the fund beside them would count the same đồng twice.
    pub fn postings(&self, is_for_campaign: bool) -> [FundPosting; 2] {
        let side = |account, source, amount| FundPosting {
            account,
            source,
            purpose: self.purpose.word(),
            unit: self.unit,
            amount,
        };
        let fund = self.level.source();
        match self.direction {
            FundDirection::Opening | FundDirection::Receipt => [
                side(AccountKind::Source, fund.clone(), self.amount),
                side(AccountKind::Donor, fund, -self.amount),
            ],
            FundDirection::Payment => {
                let (account, source) = match is_for_campaign {
                    true => (AccountKind::Source, GiftSource::GratitudeFund.word().to_owned()),
                    false => (AccountKind::Expense, fund.clone()),
                };
                [side(account, source, self.amount), side(AccountKind::Source, fund, -self.amount)]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::movements::FundPurpose;
    use jiff::civil::date;

    #[test]
    fn receipts_and_payments_run_through_the_accounts() {
        let check = |direction, purpose, is_for_campaign, expected: &str| {
            let entry = FundEntry {
                level: FundLevel::District,
                unit: None,
                direction,
                number: "1".to_owned(),
                on: date(2023, 3, 1),
                party: "Công ty Mẫu".to_owned(),
                purpose,
                subject: None,
                amount: Vnd(7),
                paper: None,
            };
            let postings = entry.postings(is_for_campaign);
            let shown = postings.iter().map(|one| format!("{} {:+}", one.account_name(), one.amount.0));
            assert_eq!(shown.collect::<Vec<_>>().join(", "), expected);
            let fund = postings.iter().filter(|one| one.account_name() == "source/gratitude_fund_district");
            assert_eq!(fund.map(|one| one.amount).sum::<Vnd>(), entry.change());
        };
        use FundDirection::{Opening, Payment, Receipt};
        check(
            Opening,
            FundPurpose::Other,
            false,
            "source/gratitude_fund_district +7, donor/gratitude_fund_district -7",
        );
        check(
            Receipt,
            FundPurpose::Organisations,
            false,
            "source/gratitude_fund_district +7, donor/gratitude_fund_district -7",
        );
        check(
            Payment,
            FundPurpose::HouseBuild,
            false,
            "expense/house_build +7, source/gratitude_fund_district -7",
        );
        check(
            Payment,
            FundPurpose::Visits,
            true,
            "source/gratitude_fund +7, source/gratitude_fund_district -7",
        );
    }
}
