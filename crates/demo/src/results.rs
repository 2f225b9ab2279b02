//! What the payer brings back for a month's list: the unpaid with their reasons, and the totals.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use crate::DemoError;
use crate::month::Month;
use crate::rng::{hash, mix};
use crate::sheet::{self, Table, Value};
use crate::year::DIED;

/// The list that an office hands to its payer for one month.
#[derive(Clone, Debug)]
pub struct PaymentList {
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
    pub rows: Vec<Payment>,
}

/// One payment of the list.
#[derive(Clone, Debug)]
pub struct Payment {
    /// Number of the payment on the list (`Mã chi trả`).
    pub code: String,
    pub name: String,
    /// Empty when the list has none.
    pub citizen: String,
    /// Name of the commune, as the list writes it.
    pub commune: String,
    /// Budget source, as the list writes it.
    pub source: String,
    /// Đồng.
    pub amount: i64,
    /// `Bưu điện`, `Ngân hàng`, `Tiền mặt`.
    pub channel: String,
}

const AT_THE_COUNTER: [&str; 8] = [
    "đi vắng",
    "đi vắng, không liên lạc được",
    "ốm không đến nhận",
    "sai CCCD",
    "chuyển nơi ở",
    "Đi vắng",
    "không đến nhận",
    "bệnh nằm viện",
];
const AT_THE_BANK: [&str; 2] = ["sai số tài khoản", "tài khoản đã đóng"];

/// Per mille of the payments that nobody collects, besides those who stay away for months.
const UNPAID: u64 = 6;
/// Per ten thousand of the people who stay away for three months.
const ABSENT: u64 = 24;

/// The first of three months in which this person does not come; nothing for most people. Whoever decides about a
/// suspension asks the same question.
pub fn absent_from(seed: u64, citizen: &str, name: &str) -> Option<Month> {
    let key = if citizen.is_empty() { name } else { citizen };
    let dice = mix(seed ^ hash(key) ^ 0xAB5E_0000);
    let first = i32::try_from((dice >> 20) % 6).unwrap_or(0) + 2;
    (dice % 10_000 < ABSENT).then(|| Month::new(2023, first))
}

/// [`Payer::results_for`] of the payer of that seed, for a single list.
///
/// # Errors
/// When the workbook cannot be written.
pub fn results_for(list: &PaymentList, seed: u64) -> Result<Vec<u8>, DemoError> {
    Payer::new(seed).results_for(list)
}

/// The payer: pays the office's lists and hears in the neighbourhood who has died.
pub struct Payer {
    seed: u64,
    /// Of the dead, by citizen number.
    dead: HashMap<String, Dead>,
}

struct Dead {
    died: Date,
    /// When the commune names who receives in the dead person's place.
    heir_named: Option<Date>,
}

impl Payer {
    /// The payer of the synthetic office of that seed.
    pub fn new(seed: u64) -> Payer {
        let office = crate::generate(seed);
        let named = office.changes.iter().filter(|c| c.kind == DIED && !c.content.is_empty());
        let named: HashMap<_, _> = named.map(|c| (c.person, c.reported)).collect();
        let dead = office.people.all.into_iter().enumerate().filter(|(_, p)| !p.citizen.is_empty());
        let dead = dead.filter_map(|(id, p)| {
            Some((p.citizen, Dead { died: p.died?, heir_named: named.get(&id).copied() }))
        });
        Payer { seed, dead: dead.collect() }
    }

    /// The workbook that comes back for the list: sheet `Chưa chi trả` with the unpaid only, sheet `Bảng tổng hợp`
    /// with the totals by source and commune. The same list and seed give the same bytes.
    ///
    /// # Errors
    /// When the workbook cannot be written.
    pub fn results_for(&self, list: &PaymentList) -> Result<Vec<u8>, DemoError> {
        let (unpaid, totals) = self.answer(list);
        sheet::bytes(&[unpaid, totals])
    }

    /// Why nobody has the money; nothing when it is paid.
    fn reason(&self, month: Month, payment: &Payment) -> Option<&'static str> {
        let dice = mix(self.seed ^ hash(&payment.code) ^ hash(&month.text()));
        // Half of the families leave the money of the dead where it is; a list made after an heir was named has
        // the heir, who comes.
        let listed_on = month.plus(-1).day(22);
        let for_the_dead = self.dead.get(&payment.citizen).is_some_and(|dead| {
            dead.died < month.day(8) && dead.heir_named.is_none_or(|named| named > listed_on)
        });
        if for_the_dead && (dice >> 32).is_multiple_of(2) {
            return Some("chết");
        }
        if let Some(first) = absent_from(self.seed, &payment.citizen, &payment.name)
            && (0..3).contains(&month.since(first))
        {
            return Some("đi vắng, không liên lạc được");
        }
        if dice % 1000 >= UNPAID {
            return None;
        }
        let pick =
            |from: &[&'static str]| from[usize::try_from((dice >> 20) % from.len() as u64).unwrap_or(0)];
        if payment.channel != "Ngân hàng" {
            return Some(pick(&AT_THE_COUNTER));
        }
        (dice >> 12).is_multiple_of(4).then(|| pick(&AT_THE_BANK))
    }

    /// The sheet of the unpaid and that of the totals.
    pub(crate) fn answer(&self, list: &PaymentList) -> (Table, Table) {
        let month = Month::new(i32::from(list.year), i32::from(list.month));
        let mut totals: BTreeMap<(&str, &str), Total> = BTreeMap::new();
        let mut unpaid = Vec::new();
        for payment in &list.rows {
            let total = totals.entry((&payment.source, &payment.commune)).or_default();
            match self.reason(month, payment) {
                None => {
                    total.paid += 1;
                    total.paid_amount += payment.amount;
                }
                Some(reason) => {
                    total.unpaid += 1;
                    total.unpaid_amount += payment.amount;
                    unpaid.push(vec![
                        Value::text(&month.text()),
                        Value::text(&payment.name),
                        Value::text(&payment.code),
                        if payment.citizen.is_empty() {
                            Value::None
                        } else {
                            Value::Citizen(payment.citizen.clone())
                        },
                        Value::text(&payment.commune),
                        Value::Money(payment.amount),
                        Value::text(reason),
                        Value::text(&payment.source),
                    ]);
                }
            }
        }
        let sums = totals.into_iter().map(|((source, commune), total)| {
            vec![
                Value::text(&month.text()),
                Value::text(source),
                Value::text(commune),
                Value::Number(total.paid),
                Value::Money(total.paid_amount),
                Value::Number(total.unpaid),
                Value::Money(total.unpaid_amount),
            ]
        });
        (Table { rows: unpaid, ..unpaid_table(month) }, Table { rows: sums.collect(), ..totals_table(month) })
    }
}

#[derive(Default)]
struct Total {
    paid: i64,
    paid_amount: i64,
    unpaid: i64,
    unpaid_amount: i64,
}

fn unpaid_table(month: Month) -> Table {
    Table {
        title: format!("DANH SÁCH CHƯA CHI TRẢ THÁNG {}", month.text()),
        headings: vec![
            "Kỳ chi trả",
            "Họ và tên",
            "Mã chi trả",
            "Số CCCD",
            "Xã, phường",
            "Số tiền",
            "Lý do",
            "Nguồn",
        ],
        ..Table::new("payment_results", "Chưa chi trả")
    }
}

fn totals_table(month: Month) -> Table {
    Table {
        title: format!("BẢNG TỔNG HỢP CHI TRẢ THÁNG {}", month.text()),
        headings: vec![
            "Kỳ chi trả",
            "Nguồn",
            "Xã, phường",
            "Số người nhận",
            "Số tiền đã chi",
            "Số người chưa nhận",
            "Số tiền chưa chi",
        ],
        ..Table::new("payment_results", "Bảng tổng hợp")
    }
}
