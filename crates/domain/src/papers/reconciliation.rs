//! The record of reconciliation with the payer: what was handed over, paid and brought back.

use super::Signer;
use jiff::civil::Date;
use law::Vnd;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// `Bưu điện thị xã Trảng Bàng`.
    pub payer: String,
    pub payer_signer: Signer,
    pub source: String,
    pub on: Date,
    pub handed_over: CountAndSum,
    pub paid: CountAndSum,
    pub unpaid: Vec<UnpaidRow>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CountAndSum {
    pub payments: u32,
    pub amount: Vnd,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnpaidRow {
    pub number: u32,
    pub full_name: String,
    pub unit: String,
    pub amount: Vnd,
    /// In the payer's words.
    pub reason: String,
}

impl Reconciliation {
    pub fn returned(&self) -> CountAndSum {
        CountAndSum {
            payments: u32::try_from(self.unpaid.len()).unwrap_or(u32::MAX),
            amount: self.unpaid.iter().map(|row| row.amount).sum(),
        }
    }

    /// Handed over less paid less returned; zero when the record may be signed.
    pub fn difference(&self) -> (i64, Vnd) {
        let returned = self.returned();
        let payments = i64::from(self.handed_over.payments)
            - i64::from(self.paid.payments)
            - i64::from(returned.payments);
        (payments, self.handed_over.amount - self.paid.amount - returned.amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_missing_payment_shows_as_a_difference() {
        let mut record = Reconciliation {
            payer: String::new(),
            payer_signer: Signer::new("", ""),
            source: String::new(),
            on: date(2023, 11, 20),
            handed_over: CountAndSum { payments: 10, amount: Vnd(5_400) },
            paid: CountAndSum { payments: 9, amount: Vnd(4_860) },
            unpaid: Vec::new(),
        };
        assert_eq!(record.difference(), (1, Vnd(540)));
        record.unpaid.push(UnpaidRow {
            number: 1,
            full_name: String::new(),
            unit: String::new(),
            amount: Vnd(540),
            reason: String::new(),
        });
        assert_eq!(record.difference(), (0, Vnd::ZERO));
    }
}
