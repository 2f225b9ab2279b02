//! One campaign: its lines, what was given by source and group, its lists, donors, ledger and settlement.

use super::{address, count, days, entry_form};
use crate::address::encode;
use crate::chart::{Bar, bars};
use crate::error::{PageError, sentence};
use crate::form::{self, Form, Given};
use crate::frame::Frame;
use crate::pages::registers::may_record;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::Vnd;
use domain::campaigns::{Gift, GiftSource, GiftState, Purpose};
use domain::dates::short;
use domain::ids::UnitId;
use domain::labels::Labelled;
use office::campaigns::{self, CampaignView, Drafted, SplitRow, desk};
use office::{Permission, offices};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "campaigns/one.html")]
struct One {
    frame: Frame,
    address: String,
    code: String,
    title: String,
    facts: Vec<(&'static str, String)>,
    steps: Vec<(&'static str, bool)>,
    shares: String,
    amount: String,
    received: String,
    lines: Vec<LineRow>,
    sources: Vec<Split>,
    groups: Vec<Split>,
    chart: String,
    lists: Vec<ListRow>,
    receipts: Vec<ReceiptRow>,
    settlements: Vec<SettlementRow>,
    ledger: Vec<(String, String, String)>,
    draft: Option<Form>,
    approve: Option<Form>,
    /// The reader put the gifts on the lists: somebody else approves them.
    is_own_list: bool,
    settle: Option<Form>,
    is_settle_sent: bool,
    links: Vec<(&'static str, String)>,
}

struct LineRow {
    source: &'static str,
    recipient: String,
    unit: String,
    planned: String,
    listed: String,
    level: String,
    goods: String,
    paper: String,
}

struct Split {
    label: String,
    quantity: String,
    gifts: String,
    meetings: String,
    open: String,
    all: String,
}

/// The named gifts of a commune by what became of them.
struct ListRow {
    unit: i64,
    name: String,
    planned: String,
    given: String,
    others: String,
    amount: String,
}

struct ReceiptRow {
    on: String,
    number: String,
    donor: String,
    source: &'static str,
    cash: String,
    goods: String,
}

struct SettlementRow {
    source: &'static str,
    given: String,
    amount: String,
    left_over: String,
    returned: String,
    paper: String,
}

pub fn show(visit: &Visit) -> Answer {
    page(&view(visit, &Given::nothing())?)
}

fn view(visit: &Visit, given: &Given) -> Result<One, PageError> {
    let code = visit.param("code");
    let view = campaigns::show(&visit.ctx, code)?;
    let gifts = campaigns::gifts(&visit.ctx, code)?;
    let receipts = desk::receipts(&visit.ctx, code)?;
    let units =
        gifts.iter().filter_map(|gift| gift.unit).chain(view.lines.iter().filter_map(|line| line.unit));
    let names = offices::unit_names(&visit.ctx, units)?;
    let frame = visit.frame(view.campaign.title.clone());
    let is_settled = !view.settlements.is_empty();
    let waiting = view.states.get(&GiftState::Planned).copied().unwrap_or(0);
    let whole = super::super::payroll::whole(visit, Permission::RecordRegisters);
    let draft = (whole && !is_settled && !view.lines.is_empty()).then(|| {
        let button =
            if gifts.is_empty() { "Lập danh sách theo dự toán" } else { "Lập lại danh sách" };
        Form::new(&frame.token, format!("{}/lap", address(code)), "lap", button, Vec::new())
    });
    let approves = super::super::payroll::whole(visit, Permission::ApproveCampaigns) && view.waiting > 0;
    let approve = (approves && !view.is_preparer).then(|| {
        let fields = vec![form::text("van-ban", "Số, ngày danh sách đã ký")];
        let button = format!("Duyệt {} suất", count_of(view.waiting));
        Form::new(&frame.token, format!("{}/duyet", address(code)), "duyet", &button, fields)
    });
    let can_settle = waiting == 0 || given.is_sent();
    let may_settle = visit.may(Permission::SettleCampaigns, None) && can_settle;
    let settle = may_settle.then(|| {
        let fields = vec![form::text("van-ban", "Số, ngày văn bản quyết toán")];
        let button = if is_settled { "Quyết toán lại" } else { "Quyết toán" };
        Form::new(&frame.token, format!("{}/quyet-toan", address(code)), "qt", button, fields).given(given)
    });
    let sources = splits(&view, |row| row.source_label().to_owned());
    Ok(One {
        address: address(code),
        code: view.campaign.code.clone(),
        title: view.campaign.title.clone(),
        facts: facts(&view),
        steps: steps(&view, &gifts, waiting),
        shares: count(view.spent.iter().map(|row| row.quantity).sum()),
        amount: view.spent.iter().map(|row| row.amount).sum::<Vnd>().to_string(),
        received: view.received.to_string(),
        lines: lines(&view, &gifts, &names),
        groups: splits(&view, |row| row.group_label().to_owned()),
        chart: chart(&view),
        sources,
        lists: lists(&gifts, &names),
        receipts: receipts.into_iter().map(receipt).collect(),
        settlements: view.settlements.iter().map(settlement).collect(),
        ledger: ledger(visit, code)?,
        draft,
        approve,
        is_own_list: view.waiting > 0 && view.is_preparer,
        settle,
        is_settle_sent: given.is_sent(),
        links: links(visit, code),
        frame,
    })
}

fn facts(view: &CampaignView) -> Vec<(&'static str, String)> {
    let campaign = &view.campaign;
    let mut facts = vec![("Dịp", campaign.occasion.label().to_owned()), ("Thời gian", days(campaign))];
    facts.extend(campaign.plan.clone().map(|plan| ("Kế hoạch", plan)));
    for (state, gifts) in &view.states {
        facts.push((state.label(), format!("{} suất có tên", count(*gifts))));
    }
    if view.waiting > 0 {
        facts.push(("Chờ duyệt", format!("{} suất", count_of(view.waiting))));
    }
    for (approval, officer) in &view.approvals {
        let paper = approval.paper.as_ref().map_or_else(String::new, |paper| format!(", {paper}"));
        let text = format!(
            "{} suất, {} đồng; {officer}, ngày {}{paper}",
            count(approval.gifts),
            approval.amount,
            short(approval.on)
        );
        facts.push(("Đã duyệt", text));
    }
    facts
}

fn steps(view: &CampaignView, gifts: &[Gift], waiting: i64) -> Vec<(&'static str, bool)> {
    let is_listed = !gifts.is_empty() || !view.spent.is_empty();
    vec![
        ("Dự toán", !view.lines.is_empty() || is_listed),
        ("Danh sách", is_listed),
        ("Duyệt", is_listed && view.waiting == 0),
        ("Trao quà", is_listed && waiting == 0),
        ("Quyết toán", !view.settlements.is_empty()),
    ]
}

fn lines(view: &CampaignView, gifts: &[Gift], names: &BTreeMap<UnitId, String>) -> Vec<LineRow> {
    let line = |line: &domain::campaigns::CampaignLine| {
        let listed = gifts.iter().filter(|gift| {
            gift.source == line.source
                && gift.recipient == line.recipient
                && line.unit.is_none_or(|unit| gift.unit == Some(unit))
                && matches!(gift.state, GiftState::Planned | GiftState::Given)
        });
        LineRow {
            source: line.source.label(),
            recipient: match line.recipient.labels() {
                [code, told, ..] if line.recipient.is_presidents() => format!("{code}: {told}"),
                _ => line.recipient.label().to_owned(),
            },
            unit: line.unit.and_then(|unit| names.get(&unit).cloned()).unwrap_or_default(),
            planned: count(line.planned),
            listed: count(i64::try_from(listed.count()).unwrap_or(i64::MAX)),
            level: line.cash.map_or_else(|| "theo quy định".to_owned(), |cash| cash.to_string()),
            goods: match &line.goods {
                Some(goods) if !line.goods_value.is_zero() => format!("{goods} ({})", line.goods_value),
                Some(goods) => goods.clone(),
                None => String::new(),
            },
            paper: line.paper.clone().unwrap_or_default(),
        }
    };
    view.lines.iter().map(line).collect()
}

#[derive(Default)]
struct Sums {
    quantity: i64,
    gifts: Vnd,
    meetings: Vnd,
    open: Vnd,
}

fn splits(view: &CampaignView, by: impl Fn(&SplitRow) -> String) -> Vec<Split> {
    let mut sums: BTreeMap<String, Sums> = BTreeMap::new();
    for row in &view.spent {
        let label =
            Some(by(row)).filter(|label| !label.is_empty()).unwrap_or_else(|| "Chưa rõ nhóm".to_owned());
        let sum = sums.entry(label).or_default();
        sum.quantity += row.quantity;
        match Purpose::from_word(&row.purpose) {
            Some(Purpose::Meetings) => sum.meetings += row.amount,
            Some(Purpose::Gifts) => sum.gifts += row.amount,
            Some(Purpose::Unitemised | Purpose::Donations) | None => sum.open += row.amount,
        }
    }
    let mut rows: Vec<(Vnd, Split)> = sums
        .into_iter()
        .map(|(label, sum)| {
            let all = sum.gifts + sum.meetings + sum.open;
            let shown = |amount: Vnd| if amount.is_zero() { String::new() } else { amount.to_string() };
            let split = Split {
                label,
                quantity: count(sum.quantity),
                gifts: shown(sum.gifts),
                meetings: shown(sum.meetings),
                open: shown(sum.open),
                all: all.to_string(),
            };
            (all, split)
        })
        .collect();
    rows.sort_by_key(|(all, _)| std::cmp::Reverse(*all));
    rows.into_iter().map(|(_, split)| split).collect()
}

fn chart(view: &CampaignView) -> String {
    let mut sums: BTreeMap<&str, Vnd> = BTreeMap::new();
    for row in &view.spent {
        *sums.entry(row.source_label()).or_default() += row.amount;
    }
    let mut all: Vec<Bar> = sums
        .into_iter()
        .map(|(label, sum)| Bar { label: label.to_owned(), value: sum.0, before: None })
        .collect();
    all.sort_by_key(|bar| std::cmp::Reverse(bar.value));
    if all.len() < 2 {
        return String::new();
    }
    bars("Kinh phí theo nguồn", "Đồng, tất cả quà và họp mặt; số ở bảng bên dưới", &all)
}

fn lists(gifts: &[Gift], names: &BTreeMap<UnitId, String>) -> Vec<ListRow> {
    let mut by_unit: BTreeMap<Option<UnitId>, [i64; 4]> = BTreeMap::new();
    for gift in gifts {
        let [planned, given, others, amount] = by_unit.entry(gift.unit).or_default();
        match gift.state {
            GiftState::Planned => *planned += 1,
            GiftState::Given => *given += 1,
            GiftState::Returned | GiftState::Transferred | GiftState::Cancelled => *others += 1,
        }
        if matches!(gift.state, GiftState::Planned | GiftState::Given) {
            *amount += gift.amount().0;
        }
    }
    let shown = |number: i64| if number == 0 { String::new() } else { count(number) };
    let row = |(unit, [planned, given, others, amount]): (Option<UnitId>, [i64; 4])| ListRow {
        unit: unit.map_or(0, |unit| unit.0),
        name: unit
            .and_then(|unit| names.get(&unit))
            .map_or_else(|| "Không rõ xã, phường".to_owned(), |name| super::super::registers::capital(name)),
        planned: shown(planned),
        given: shown(given),
        others: shown(others),
        amount: count(amount),
    };
    by_unit.into_iter().map(row).collect()
}

fn receipt(one: domain::campaigns::DonorReceipt) -> ReceiptRow {
    let goods = match (&one.goods, one.goods_value.is_zero()) {
        (Some(goods), false) => format!("{goods} ({})", one.goods_value),
        (Some(goods), true) => goods.clone(),
        (None, false) => one.goods_value.to_string(),
        (None, true) => String::new(),
    };
    ReceiptRow {
        on: short(one.on),
        number: one.number,
        donor: one.donor,
        source: one.source.label(),
        cash: if one.cash.is_zero() { String::new() } else { one.cash.to_string() },
        goods,
    }
}

fn settlement(one: &domain::campaigns::Settlement) -> SettlementRow {
    SettlementRow {
        source: one.source.label(),
        given: count(one.given),
        amount: one.given_amount.to_string(),
        left_over: one.left_over.to_string(),
        returned: one.returned.to_string(),
        paper: one.paper.clone().unwrap_or_default(),
    }
}

/// Balances by account and source, what is even left out.
fn ledger(visit: &Visit, code: &str) -> Result<Vec<(String, String, String)>, PageError> {
    if !visit.may(Permission::ReadLedger, None) {
        return Ok(Vec::new());
    }
    let mut sums: BTreeMap<(String, String), Vnd> = BTreeMap::new();
    for balance in desk::ledger(&visit.ctx, code)? {
        *sums.entry((balance.account, balance.source)).or_default() += balance.amount;
    }
    let told = |account: &str| {
        let (head, detail) = account.split_once('/').unwrap_or((account, ""));
        let head = match head {
            "source" => "Nguồn",
            "donor" => "Người ủng hộ",
            "expense" => "Chi",
            "payable" => "Phải trao",
            "payer" => "Nơi trao đang giữ",
            other => other,
        };
        let detail = Purpose::from_word(detail).map_or("", Purpose::label);
        if detail.is_empty() { head.to_owned() } else { format!("{head}: {detail}") }
    };
    let source =
        |word: &str| GiftSource::from_word(word).map_or("Chưa rõ nguồn", |source| source.label());
    let rows = sums.into_iter().filter(|(_, amount)| !amount.is_zero());
    let rows =
        rows.map(|((account, of), amount)| (told(&account), source(&of).to_owned(), amount.to_string()));
    Ok(rows.collect())
}

fn links(visit: &Visit, code: &str) -> Vec<(&'static str, String)> {
    let cell = [("Mã đợt", code)];
    let all = [
        ("campaign_lines", "Thêm dòng dự toán"),
        ("campaign_gifts", "Thêm một suất"),
        ("campaign_meetings", "Ghi buổi họp mặt"),
        ("campaign_receipts", "Ghi tiếp nhận ủng hộ"),
    ];
    let own = all.into_iter().filter(|(kind, _)| may_record(visit, kind));
    own.map(|(kind, title)| (title, entry_form(kind, &cell))).collect()
}

fn told(drafted: &Drafted) -> String {
    let all: i64 = drafted.lines.iter().filter_map(|line| line.drafted).sum();
    let mut text = format!("Đã lập danh sách: {} suất.", count(all));
    let by_list = drafted.lines.iter().filter(|line| line.drafted.is_none()).count();
    if by_list > 0 {
        text.push_str(&format!(" {by_list} dòng dự toán không lập theo quy tắc, danh sách do cơ sở gửi."));
    }
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for open in &drafted.open {
        *reasons.entry(open.reason.label()).or_default() += 1;
    }
    for (reason, martyrs) in reasons {
        text.push_str(&format!(" {martyrs} liệt sĩ chưa có người nhận: {reason}."));
    }
    text
}

pub fn draft(visit: &Visit) -> Answer {
    let code = visit.param("code");
    campaigns::show(&visit.ctx, code)?;
    let back = Reply::see(address(code));
    match campaigns::draft(&visit.ctx, code).map_err(PageError::from) {
        Ok(drafted) => Ok(back.telling(told(&drafted))),
        Err(error) => match error.refusal() {
            Some(reason) => Ok(back.warning(sentence(&reason))),
            None => Err(error),
        },
    }
}

pub fn approve(visit: &Visit) -> Answer {
    let code = visit.param("code");
    campaigns::show(&visit.ctx, code)?;
    let back = Reply::see(address(code));
    let paper = Given::of(visit).text("van-ban");
    match campaigns::approve(&visit.ctx, code, paper.as_deref()).map_err(PageError::from) {
        Ok(approval) => {
            let text = format!("Đã duyệt {} suất, {} đồng.", count(approval.gifts), approval.amount);
            Ok(back.telling(text))
        }
        Err(error) => match error.refusal() {
            Some(reason) => Ok(back.warning(sentence(&reason))),
            None => Err(error),
        },
    }
}

fn count_of(number: usize) -> String {
    count(i64::try_from(number).unwrap_or(i64::MAX))
}

pub fn settle(visit: &Visit) -> Answer {
    let code = visit.param("code");
    campaigns::show(&visit.ctx, code)?;
    let mut given = Given::of(visit);
    let paper = given.text("van-ban");
    match campaigns::settle(&visit.ctx, code, paper.as_deref()) {
        Ok(settled) => {
            let text = format!("Đã quyết toán {} nguồn và ghi sổ.", settled.len());
            return Ok(Reply::see(format!("/cham-lo/{}", encode(code))).telling(text));
        }
        Err(error) => given.refused(error)?,
    }
    Ok(page(&view(visit, &given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

fn sample_chart() -> String {
    let bar = |label: &str, value| Bar { label: label.to_owned(), value, before: None };
    bars("Kinh phí theo nguồn", "", &[bar("Vận động của xã, phường", 7), bar("Ngân sách thị xã", 3)])
}

fn sample_forms(frame: &Frame) -> [Form; 3] {
    let paper = |label: &str| vec![form::text("van-ban", label)];
    let form = |step: &str, id: &str, button: &str, fields| {
        Form::new(&frame.token, format!("/cham-lo/TET-2023/{step}"), id, button, fields)
    };
    [
        form("lap", "lap", "Lập lại danh sách", Vec::new()),
        form("duyet", "duyet", "Duyệt 12 suất", paper("Số, ngày danh sách đã ký")),
        form("quyet-toan", "qt", "Quyết toán", paper("Số, ngày văn bản quyết toán")),
    ]
}

fn sample() -> One {
    let frame = Frame::sample();
    let split = |label: &str| Split {
        label: label.to_owned(),
        quantity: "16.219".to_owned(),
        gifts: "1.071.270.000".to_owned(),
        meetings: "77.255.000".to_owned(),
        open: "800.000".to_owned(),
        all: "1.149.325.000".to_owned(),
    };
    let [draft, approve, settle] = sample_forms(&frame);
    One {
        approve: Some(approve),
        is_own_list: true,
        address: "/cham-lo/TET-2023".to_owned(),
        code: "TET-2023".to_owned(),
        title: "Tết Nguyên đán Quý Mão năm 2023".to_owned(),
        facts: vec![("Dịp", "Tết".to_owned()), ("Thời gian", "02/01/2023 – 19/01/2023".to_owned())],
        steps: ["Dự toán", "Danh sách", "Duyệt", "Trao quà", "Quyết toán"]
            .into_iter()
            .zip([true, true, false, false, false])
            .collect(),
        shares: "33.241".to_owned(),
        amount: "14.214.500.000".to_owned(),
        received: "4.100.000.000".to_owned(),
        lines: vec![LineRow {
            source: "Ngân sách trung ương",
            recipient: "Q05: Thương binh, bệnh binh từ 81%".to_owned(),
            unit: String::new(),
            planned: "12".to_owned(),
            listed: "11".to_owned(),
            level: "600.000".to_owned(),
            goods: "túi quà (100.000)".to_owned(),
            paper: "QĐ 1568/QĐ-CTN ngày 26/12/2022".to_owned(),
        }],
        sources: vec![split("Vận động của xã, phường"), split("Ngân sách thị xã")],
        groups: vec![split("Người có công")],
        chart: sample_chart(),
        lists: vec![ListRow {
            unit: 1,
            name: "Phường An Hòa".to_owned(),
            planned: "12".to_owned(),
            given: "1.204".to_owned(),
            others: "3".to_owned(),
            amount: "612.400.000".to_owned(),
        }],
        receipts: vec![ReceiptRow {
            on: "05/01/2023".to_owned(),
            number: "PN-12".to_owned(),
            donor: "Công ty Cổ phần Đầu tư và Phát triển Khu công nghiệp Thành Thành Công".to_owned(),
            source: "Vận động của phòng",
            cash: "100.000.000".to_owned(),
            goods: "200 túi quà (40.000.000)".to_owned(),
        }],
        settlements: vec![SettlementRow {
            source: "Ngân sách thị xã",
            given: "4.120".to_owned(),
            amount: "1.236.000.000".to_owned(),
            left_over: "3.000.000".to_owned(),
            returned: "3.000.000".to_owned(),
            paper: "BC 45/BC-LĐTBXH".to_owned(),
        }],
        ledger: vec![("Chi: quà tặng".to_owned(), "Ngân sách thị xã".to_owned(), "1.236.000.000".to_owned())],
        draft: Some(draft),
        settle: Some(settle),
        is_settle_sent: false,
        links: vec![("Thêm dòng dự toán", "/so/campaign_lines/moi".to_owned())],
        frame,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
