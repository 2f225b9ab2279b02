//! The bank file: one transfer per line, with totals by which the bank proves that nothing was lost.

use super::{Account, Delivery, PaymentList, PaymentRow, RunTitle};
use crate::names;
use law::Vnd;
use sha2::{Digest, Sha256};

/// Transfers of one source at one bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankFile {
    pub source: String,
    pub bank: String,
    pub rows: Vec<BankRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankRow {
    pub number: u32,
    pub account_number: String,
    /// Upper case without marks, as banks compare it.
    pub holder: String,
    pub amount: Vnd,
    /// `TCXH 11/2023 K1 214`: words of the source, run month, run sequence, payment number.
    pub reference: String,
}

impl BankFile {
    /// One file per source and bank, in the order of their names. Payments without an account are left out:
    /// they stand on their list with an empty account column.
    pub fn of(lists: &[PaymentList], run: &RunTitle) -> Vec<BankFile> {
        let mut files: Vec<BankFile> = Vec::new();
        for list in lists.iter().filter(|list| list.delivery == Delivery::Bank) {
            let payments =
                list.rows.iter().filter_map(|row| row.account.as_ref().map(|account| (row, account)));
            for (payment, account) in payments {
                let row = bank_row(payment, account, list, run);
                match files.iter_mut().find(|f| f.source == list.source && f.bank == account.bank) {
                    Some(file) => file.rows.push(row),
                    None => files.push(BankFile {
                        source: list.source.clone(),
                        bank: account.bank.clone(),
                        rows: vec![row],
                    }),
                }
            }
        }
        files.sort_by(|a, b| (&a.source, &a.bank).cmp(&(&b.source, &b.bank)));
        files
    }

    pub fn total(&self) -> Vnd {
        self.rows.iter().map(|row| row.amount).sum()
    }

    /// Sum of the account numbers modulo 10^15: changes when an account is altered, dropped or doubled.
    /// Characters that are not digits count as their code, so that named accounts are covered too.
    pub fn hash_total(&self) -> u64 {
        const MODULUS: u64 = 1_000_000_000_000_000;
        self.rows.iter().fold(0, |sum, row| (sum + account_value(&row.account_number, MODULUS)) % MODULUS)
    }

    /// SHA-256 of account, amount and reference of every row in order, in hexadecimal.
    pub fn fingerprint(&self) -> String {
        let mut hasher = Sha256::new();
        for row in &self.rows {
            hasher.update(format!("{}\t{}\t{}\n", row.account_number, row.amount.0, row.reference));
        }
        hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn bank_row(payment: &PaymentRow, account: &Account, list: &PaymentList, run: &RunTitle) -> BankRow {
    let month = run.last_month;
    BankRow {
        number: payment.number,
        account_number: account.number.clone(),
        holder: bank_name(&account.holder),
        amount: payment.total(),
        reference: format!(
            "{} {:02}/{} K{} {}",
            list.transfer_words,
            month.number(),
            month.year(),
            run.sequence,
            payment.number
        ),
    }
}

fn account_value(number: &str, modulus: u64) -> u64 {
    number.chars().fold(0, |value, c| match c.to_digit(10) {
        Some(digit) => (value * 10 + u64::from(digit)) % modulus,
        None => (value * 10 + u64::from(u32::from(c))) % modulus,
    })
}

/// `Nguyễn Thị Đẹp` → `NGUYEN THI DEP`.
pub fn bank_name(name: &str) -> String {
    names::fold(name).to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::KindLine;
    use jiff::civil::date;
    use law::Month;

    fn file(accounts: &[(&str, i64)]) -> BankFile {
        let run = RunTitle {
            kind: String::new(),
            month: Month::of(date(2023, 11, 1)),
            last_month: Month::of(date(2023, 11, 1)),
            sequence: 1,
            prepared_on: date(2023, 10, 24),
        };
        let rows = accounts.iter().zip(1..).map(|((number, amount), position)| PaymentRow {
            number: position,
            lines: vec![KindLine { current: Vnd(*amount), ..KindLine::default() }],
            account: Some(Account {
                number: (*number).to_owned(),
                bank: "Agribank".to_owned(),
                holder: "Đỗ Thị  Hường".to_owned(),
            }),
            ..PaymentRow::default()
        });
        let list = PaymentList {
            id: String::new(),
            source: "A".to_owned(),
            transfer_words: "TCXH",
            unit: String::new(),
            delivery: Delivery::Bank,
            point: String::new(),
            rows: rows.collect(),
            signers: Vec::new(),
        };
        BankFile::of(&[list], &run).remove(0)
    }

    #[test]
    fn names_lose_their_marks() {
        assert_eq!(bank_name("Nguyễn Thị Đẹp"), "NGUYEN THI DEP");
        assert_eq!(bank_name(" Thạch  Ửng Ngọc Quỳnh "), "THACH UNG NGOC QUYNH");
    }

    #[test]
    fn control_totals_notice_every_change() {
        let right = file(&[("5711205000123", 540_000), ("5711205000124", 360_000)]);
        assert_eq!((right.total(), right.rows.len()), (Vnd(900_000), 2));
        assert_eq!(right.hash_total(), 11_422_410_000_247);
        assert_eq!(right.rows[1].reference, "TCXH 11/2023 K1 2");
        assert_eq!(right.rows[0].holder, "DO THI HUONG");
        let other_account = file(&[("5711205000123", 540_000), ("5711205000134", 360_000)]);
        assert_ne!(other_account.hash_total(), right.hash_total());
        let other_amount = file(&[("5711205000123", 540_001), ("5711205000124", 359_999)]);
        assert_eq!(other_amount.total(), right.total());
        assert_ne!(other_amount.fingerprint(), right.fingerprint());
    }
}
