//! Campaigns of gifts: those of a year, one with its plan, lists and money, the gifts with their exceptions, the
//! lists to sign.

use crate::address::encode;
use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::campaigns::Campaign;
use domain::dates::short;
use domain::labels::Labelled;
use office::Permission;
use office::campaigns::desk;

mod gifts;
mod one;

pub use gifts::sample_page as sample_gifts;
pub use one::sample_page as sample_one;

const READ: Guard = Guard::Needs(Permission::ReadRegisters, None);
const RECORD: Guard = Guard::Needs(Permission::RecordRegisters, None);

pub const ROUTES: &[Route] = &[
    get("/cham-lo", READ, list),
    get("/cham-lo/{code}", READ, one::show),
    post("/cham-lo/{code}/lap", Guard::Whole(Permission::RecordRegisters), one::draft),
    post("/cham-lo/{code}/duyet", Guard::Whole(Permission::ApproveCampaigns), one::approve),
    post("/cham-lo/{code}/quyet-toan", Guard::Needs(Permission::SettleCampaigns, None), one::settle),
    get("/cham-lo/{code}/danh-sach", READ, gifts::show),
    post("/cham-lo/{code}/trao", RECORD, gifts::deliver),
    post("/cham-lo/{code}/ghi", RECORD, gifts::record),
    get("/cham-lo/{code}/ky-nhan/{unit}/{file}", READ, gifts::download),
];

#[derive(Template)]
#[template(path = "campaigns/list.html")]
struct ListPage {
    frame: Frame,
    years: Vec<(i16, bool)>,
    rows: Vec<Row>,
    new: String,
    may_open: bool,
    links: Vec<(&'static str, &'static str)>,
}

/// Registers beside the campaigns.
const LISTS: &[(&str, &str)] = &[
    ("martyr_representatives", "người đại diện, thờ cúng liệt sĩ"),
    ("gifts_paid_by_ministry", "người do Bộ Quốc phòng, Bộ Công an chi"),
    ("campaign_meetings", "họp mặt"),
    ("campaign_receipts", "tiếp nhận ủng hộ"),
];

struct Row {
    address: String,
    title: String,
    code: String,
    occasion: &'static str,
    days: String,
    plan: String,
    planned: String,
    given: String,
    amount: String,
    state: &'static str,
    class: &'static str,
}

fn count(number: i64) -> String {
    Vnd(number).to_string()
}

fn address(code: &str) -> String {
    format!("/cham-lo/{}", encode(code))
}

fn days(campaign: &Campaign) -> String {
    match campaign.until {
        Some(until) => format!("{} – {}", short(campaign.from), short(until)),
        None => format!("từ {}", short(campaign.from)),
    }
}

/// A form of a list, some of its cells filled in.
fn entry_form(kind: &str, cells: &[(&str, &str)]) -> String {
    let cells: Vec<String> =
        cells.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    format!("/so/{kind}/moi?{}", cells.join("&"))
}

fn list(visit: &Visit) -> Answer {
    let all = desk::overview(&visit.ctx)?;
    let mut years: Vec<i16> = all.iter().map(|one| one.campaign.year).chain([visit.ctx.on.year()]).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    let newest = all.iter().map(|one| one.campaign.year).max().unwrap_or(visit.ctx.on.year());
    let year = visit.query.get("nam").parse().unwrap_or(newest);
    let rows = all.into_iter().filter(|one| one.campaign.year == year).map(|one| {
        let (state, class) = if one.is_settled {
            ("đã quyết toán", "tot")
        } else if one.waiting > 0 {
            ("chờ duyệt danh sách", "canh-bao")
        } else if one.campaign.from > visit.ctx.on {
            ("sắp tới", "")
        } else {
            ("chưa quyết toán", "canh-bao")
        };
        Row {
            address: address(&one.campaign.code),
            days: days(&one.campaign),
            occasion: one.campaign.occasion.label(),
            planned: if one.planned == 0 { String::new() } else { count(one.planned) },
            given: count(one.given),
            amount: one.amount.to_string(),
            plan: one.campaign.plan.unwrap_or_default(),
            title: one.campaign.title,
            code: one.campaign.code,
            state,
            class,
        }
    });
    page(&ListPage {
        frame: visit.frame("Chăm lo, tặng quà"),
        years: years.into_iter().map(|one| (one, one == year)).collect(),
        rows: rows.collect(),
        new: entry_form("campaigns", &[("Năm", &year.to_string())]),
        may_open: super::registers::may_record(visit, "campaigns"),
        links: super::registers::links(visit, LISTS),
    })
}

fn sample() -> ListPage {
    let row = |title: &str, state, class| Row {
        address: "/cham-lo/TET-2023".to_owned(),
        title: title.to_owned(),
        code: "TET-2023".to_owned(),
        occasion: "Tết",
        days: "02/01/2023 – 19/01/2023".to_owned(),
        plan: "Kế hoạch số 215/KH-UBND ngày 12/12/2022".to_owned(),
        planned: "33.241".to_owned(),
        given: "33.241".to_owned(),
        amount: "14.214.500.000".to_owned(),
        state,
        class,
    };
    ListPage {
        frame: Frame::sample(),
        years: vec![(2023, true), (2022, false)],
        rows: vec![
            row("Tết Nguyên đán Quý Mão", "đã quyết toán", "tot"),
            row("Kỷ niệm 76 năm Ngày Thương binh - Liệt sĩ 27/7", "chưa quyết toán", "canh-bao"),
        ],
        new: "/so/campaigns/moi".to_owned(),
        may_open: true,
        links: LISTS.to_vec(),
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
