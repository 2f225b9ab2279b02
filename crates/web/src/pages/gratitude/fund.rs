//! The gratitude fund: what each level has, its receipts and payments.

use super::Tabs;
use crate::address::encode;
use crate::error::PageError;
use crate::frame::Frame;
use crate::pages::registers::may_record;
use crate::paging::Pages;
use crate::reply::{Answer, page};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::labels::Labelled;
use domain::movements::{FundDirection, FundEntry, FundLevel, FundPurpose};
use office::movements::{self, LevelBalance};
use office::offices;

#[derive(Template)]
#[template(path = "gratitude/fund.html")]
struct Fund {
    frame: Frame,
    tabs: Tabs,
    /// Of the levels above, then of the communes.
    balances: Vec<Balance>,
    communes: Vec<Balance>,
    communes_sum: String,
    year: i16,
    received: String,
    paid: String,
    direction: String,
    years: Vec<(i16, bool)>,
    rows: Vec<Row>,
    /// Account, whose money, balance.
    ledger: Vec<(String, String, String)>,
    pages: Pages,
    receipt_form: String,
    payment_form: String,
    may_record: bool,
}

struct Balance {
    keeper: String,
    amount: String,
    is_short: bool,
}

struct Row {
    on: String,
    number: String,
    direction: &'static str,
    party: String,
    purpose: &'static str,
    level: String,
    subject: String,
    amount: String,
    is_out: bool,
}

pub fn show(visit: &Visit) -> Answer {
    let entries = movements::fund_entries(&visit.ctx)?;
    let balances = movements::fund(&visit.ctx)?;
    let units = balances.iter().filter_map(|one| one.unit).chain(entries.iter().filter_map(|one| one.unit));
    let units = offices::unit_names(&visit.ctx, units)?;
    let unit = |unit: Option<_>| unit.and_then(|unit| units.get(&unit).cloned()).unwrap_or_default();
    let mut years: Vec<i16> =
        entries.iter().map(|entry| entry.on.year()).chain([visit.ctx.on.year()]).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    let year = visit.query.get("nam").parse().unwrap_or(visit.ctx.on.year());
    let direction = FundDirection::from_word(visit.query.get("chieu"));
    let of_year: Vec<&FundEntry> = entries.iter().filter(|entry| entry.on.year() == year).collect();
    let sum = |wanted| {
        let own = of_year.iter().filter(|entry| entry.direction == wanted);
        own.map(|entry| entry.amount).sum::<Vnd>().to_string()
    };
    let (received, paid) = (sum(FundDirection::Receipt), sum(FundDirection::Payment));
    let found: Vec<&FundEntry> =
        of_year.into_iter().filter(|entry| direction.is_none_or(|one| entry.direction == one)).collect();
    let pages = Pages::of(&visit.path, &visit.query, found.len());
    let rows = pages.rows(&found).iter().map(|entry| Row {
        on: domain::dates::short(entry.on),
        number: entry.number.clone(),
        direction: entry.direction.label(),
        party: entry.party.clone(),
        purpose: entry.purpose.label(),
        level: match entry.unit {
            Some(_) => unit(entry.unit),
            None => entry.level.label().to_owned(),
        },
        subject: entry.subject.clone().unwrap_or_default(),
        amount: entry.amount.to_string(),
        is_out: entry.direction == FundDirection::Payment,
    });
    let shown = |one: LevelBalance| Balance {
        keeper: match one.unit {
            Some(_) => super::super::registers::capital(&unit(one.unit)),
            None => one.level.label().to_owned(),
        },
        amount: one.amount.to_string(),
        is_short: one.amount < Vnd::ZERO,
    };
    let (communes, above): (Vec<_>, Vec<_>) = balances.iter().cloned().partition(|one| one.unit.is_some());
    page(&Fund {
        frame: visit.frame("Quỹ Đền ơn đáp nghĩa"),
        tabs: Tabs::of(visit, "quy"),
        communes_sum: communes.iter().map(|one| one.amount).sum::<Vnd>().to_string(),
        balances: above.into_iter().map(&shown).collect(),
        communes: communes.into_iter().map(&shown).collect(),
        year,
        received,
        paid,
        direction: direction.map_or("", FundDirection::word).to_owned(),
        years: years.into_iter().map(|one| (one, one == year)).collect(),
        rows: rows.collect(),
        ledger: ledger(visit)?,
        pages,
        receipt_form: form_address(FundDirection::Receipt, visit),
        payment_form: form_address(FundDirection::Payment, visit),
        may_record: may_record(visit, "fund_entries"),
    })
}

/// What the ledger holds of the fund; the balance of its money is that of the papers, as the doctor checks.
fn ledger(visit: &Visit) -> Result<Vec<(String, String, String)>, PageError> {
    let balances = movements::fund_ledger(&visit.ctx)?.into_iter().filter(|one| !one.amount.is_zero());
    let told = balances.map(|balance| {
        let level = FundLevel::of_source(&balance.source);
        let whose =
            level.map_or("Các đợt tặng quà".to_owned(), |level| format!("Quỹ cấp {}", level.label()));
        let account = match balance.account.split_once('/') {
            Some(("source", _)) => "Tiền còn".to_owned(),
            Some(("donor", _)) => "Số dư mở sổ và thu".to_owned(),
            Some(("expense", purpose)) => {
                let purpose = FundPurpose::from_word(purpose).map_or("", FundPurpose::label);
                format!("Chi: {purpose}")
            }
            _ => balance.account,
        };
        (account, whose, balance.amount.to_string().replace('-', "−"))
    });
    Ok(told.collect())
}

/// The form of a voucher of today.
fn form_address(what: FundDirection, visit: &Visit) -> String {
    let day = domain::dates::short(visit.ctx.on);
    let (direction, on) = (encode("Thu, chi"), encode("Ngày"));
    format!("/so/fund_entries/moi?{direction}={}&{on}={}", encode(what.label()), encode(&day))
}

fn sample() -> Fund {
    let row = |direction: FundDirection| Row {
        on: "12/10/2023".to_owned(),
        number: "PT-014".to_owned(),
        direction: direction.label(),
        party: "Công ty Cổ phần Đầu tư và Phát triển Khu công nghiệp Thành Thành Công".to_owned(),
        purpose: "Tổ chức đóng góp",
        level: "Thị xã".to_owned(),
        subject: "NTN-2023-01".to_owned(),
        amount: "120.000.000".to_owned(),
        is_out: direction == FundDirection::Payment,
    };
    let balance = |keeper: &str| Balance {
        keeper: keeper.to_owned(),
        amount: "412.500.000".to_owned(),
        is_short: false,
    };
    Fund {
        frame: Frame::sample(),
        tabs: Tabs::sample("quy"),
        balances: vec![balance("Thị xã")],
        communes: vec![balance("Phường An Hòa")],
        communes_sum: "412.500.000".to_owned(),
        year: 2023,
        received: "512.500.000".to_owned(),
        paid: "100.000.000".to_owned(),
        direction: String::new(),
        years: vec![(2023, true), (2022, false)],
        rows: vec![row(FundDirection::Receipt), row(FundDirection::Payment)],
        ledger: vec![("Tiền còn".to_owned(), "Quỹ cấp Thị xã".to_owned(), "412.500.000".to_owned())],
        pages: Pages::of("/den-on/quy", &crate::address::Fields::default(), 2),
        receipt_form: "/so/fund_entries/moi".to_owned(),
        payment_form: "/so/fund_entries/moi".to_owned(),
        may_record: true,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
