//! The signature list: who receives what, at one point, from one source.

use super::Signer;
use law::Vnd;

/// One list to sign. Rows stand in the order in which they are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentList {
    /// Stable and safe in file names: `merit-tinh_trung_uong-25708-post-01`.
    pub id: String,
    /// Source of the money as printed: `Ngân sách trung ương (kinh phí ưu đãi người có công)`.
    pub source: String,
    /// What a bank transfer says it is, see `Source::transfer_words`.
    pub transfer_words: &'static str,
    /// Commune as printed: `Phường Trảng Bàng`.
    pub unit: String,
    pub delivery: Delivery,
    /// The post point, cash point; empty for bank transfers.
    pub point: String,
    pub rows: Vec<PaymentRow>,
    /// Left to right; the payer or the head stands last.
    pub signers: Vec<Signer>,
}

/// How the money reaches the payee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Delivery {
    Bank,
    Post,
    Cash,
}

impl Delivery {
    pub fn shown(self) -> &'static str {
        match self {
            Delivery::Bank => "Chuyển khoản ngân hàng",
            Delivery::Post => "Chi trả qua bưu điện",
            Delivery::Cash => "Chi tiền mặt",
        }
    }
}

/// One payment: one payee, one signature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentRow {
    /// Number of the payment in its run (`Mã chi trả`): what the payer quotes when it returns.
    pub number: u32,
    /// `Mã đối tượng`.
    pub code: String,
    pub full_name: String,
    /// As known: `1939`, `05/01/1939`.
    pub born: String,
    pub citizen_number: String,
    /// Hamlet or street.
    pub address: String,
    pub lines: Vec<KindLine>,
    /// Carried over whole from a payment that was not collected.
    pub carried: Vnd,
    pub account: Option<Account>,
    /// Somebody else receives the money.
    pub proxy: Option<Proxy>,
    pub note: String,
}

/// What is paid for one kind of allowance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KindLine {
    /// `Người khuyết tật đặc biệt nặng`, as in the summary.
    pub kind: String,
    /// Coefficient, rate or row as printed: `2,5`, `61%`.
    pub rate: String,
    pub current: Vnd,
    pub arrears: Vnd,
    /// Positive: taken off this payment.
    pub deducted: Vnd,
}

impl KindLine {
    pub fn total(&self) -> Vnd {
        self.current + self.arrears - self.deducted
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub number: String,
    pub bank: String,
    pub holder: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxy {
    pub name: String,
    pub relation: String,
    /// The paper that allows it.
    pub paper: String,
}

impl PaymentRow {
    pub fn total(&self) -> Vnd {
        self.lines.iter().map(KindLine::total).sum::<Vnd>() + self.carried
    }

    pub fn totals(&self) -> ListTotals {
        let mut totals = ListTotals { payments: 1, carried: self.carried, ..ListTotals::default() };
        for line in &self.lines {
            totals.current += line.current;
            totals.arrears += line.arrears;
            totals.deducted += line.deducted;
        }
        totals
    }
}

/// Sums of the money columns. `total = current + arrears − deducted + carried`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListTotals {
    pub payments: u32,
    pub current: Vnd,
    pub arrears: Vnd,
    pub deducted: Vnd,
    pub carried: Vnd,
}

impl ListTotals {
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a PaymentRow>) -> ListTotals {
        rows.into_iter().fold(ListTotals::default(), |sum, row| sum.plus(row.totals()))
    }

    pub fn plus(self, other: ListTotals) -> ListTotals {
        ListTotals {
            payments: self.payments + other.payments,
            current: self.current + other.current,
            arrears: self.arrears + other.arrears,
            deducted: self.deducted + other.deducted,
            carried: self.carried + other.carried,
        }
    }

    pub fn total(self) -> Vnd {
        self.current + self.arrears - self.deducted + self.carried
    }
}

impl PaymentList {
    pub fn totals(&self) -> ListTotals {
        ListTotals::of(&self.rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payment_is_the_sum_of_its_lines_and_of_what_was_carried() {
        let line = |current, arrears, deducted| KindLine {
            current: Vnd(current),
            arrears: Vnd(arrears),
            deducted: Vnd(deducted),
            ..KindLine::default()
        };
        let row = PaymentRow {
            lines: vec![line(540_000, 100_000, 0), line(360_000, 0, 50_000)],
            carried: Vnd(900_000),
            ..PaymentRow::default()
        };
        assert_eq!(row.total(), Vnd(1_850_000));
        let totals = ListTotals::of([&row, &row]);
        assert_eq!((totals.payments, totals.total()), (2, Vnd(3_700_000)));
        assert_eq!((totals.current, totals.deducted), (Vnd(1_800_000), Vnd(100_000)));
    }
}
