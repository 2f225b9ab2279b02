//! The signature list as PDF: one per list, broken into pages here so that each page carries its sums.

use crate::typeset::measure::{self, mm};
use crate::typeset::sheet::{Align, Head, SignerCell, place_and_day};
use crate::typeset::{Layout, Pdf, TypesetError, pdf};
use domain::Vnd;
use domain::papers::pages::PageSpace;
use domain::papers::{
    Delivery, KindLine, Letterhead, ListPage, ListTotals, PaymentList, PaymentRow, RunTitle, break_pages,
};
use serde::Serialize;

pub mod gifts;

const LAYOUT: Layout = Layout { name: "payment_list", source: include_str!("payment_list.typ") };

// Heights in thousandths of a millimetre. The page leaves 184 mm between its margins.
const PAGE: u32 = 183_000;
const HEAD: u32 = 47_000;
const TITLES: u32 = 11_600;
const INDEX: u32 = 4_600;
const SUM: u32 = 5_600;
const CLOSING: u32 = 62_000;
const LINE: u32 = 3_246; // 8 pt × 1.15
const PADDING: u32 = 1_700;
/// Room for a hand to sign.
const SIGNED_ROW: u32 = 9_800;
const PLAIN_ROW: u32 = 5_200;
/// Tenths of a point.
const TEXT: u64 = 80;
/// Left and right inset of a cell, and a little to spare.
const INSET: u64 = 17_000;

/// Columns before the sums, and the sums, are the same in every list.
const BEFORE_SUMS: usize = 8;

#[derive(Serialize)]
struct Data {
    title: String,
    letterhead: Head,
    heading: String,
    months: String,
    facts: Vec<Labelled>,
    columns: Vec<ListColumn>,
    before_sums: usize,
    head_height: u32,
    title_height: u32,
    index_height: u32,
    sum_height: u32,
    pages: Vec<Page>,
    /// What is counted: `Số lượt chi trả`.
    counted: &'static str,
    payments: String,
    total: String,
    words: String,
    signers: Vec<SignerCell>,
    dated: String,
}

#[derive(Serialize)]
struct Labelled {
    label: &'static str,
    value: String,
}

#[derive(Clone, Serialize)]
struct ListColumn {
    title: &'static str,
    index: String,
    width: u32,
    align: Align,
    strong: bool,
}

#[derive(Serialize)]
struct Page {
    brought: Option<Vec<String>>,
    rows: Vec<Row>,
    page: Vec<String>,
    carried: Option<Vec<String>>,
    carried_label: &'static str,
}

#[derive(Serialize)]
struct Row {
    height: u32,
    cells: Vec<String>,
}

/// Lays one list out. A list of a large commune takes some tens of megabytes while it is laid out.
pub fn list_pdf(letterhead: &Letterhead, run: &RunTitle, list: &PaymentList) -> Result<Pdf, TypesetError> {
    pdf(LAYOUT, &data(letterhead, run, list), run.prepared_on)
}

fn data(letterhead: &Letterhead, run: &RunTitle, list: &PaymentList) -> Data {
    let columns = columns(list.delivery);
    let cells: Vec<Vec<String>> =
        list.rows.iter().zip(1..).map(|(row, position)| cells(row, position, list.delivery)).collect();
    let heights: Vec<u32> = cells.iter().map(|cells| row_height(cells, &columns, list.delivery)).collect();
    let space = PageSpace {
        first: PAGE - HEAD - TITLES - INDEX - 2 * SUM,
        following: PAGE - TITLES - INDEX - 3 * SUM,
        closing: CLOSING,
    };
    let broken = break_pages(&list.rows, &heights, space);
    let listed = broken.iter().rposition(|page| !page.rows.is_empty()).unwrap_or(0);
    let totals = list.totals();
    let pages = broken.iter().enumerate().map(|(at, page)| printed_page(page, at, listed, &cells, &heights));
    Data {
        title: format!("Danh sách chi trả {} - {}", run.months(), list.unit),
        letterhead: Head::of(letterhead),
        heading: format!("Danh sách {}", run.kind),
        months: super::capitalised(&run.months()),
        facts: facts(run, list),
        before_sums: BEFORE_SUMS,
        head_height: HEAD,
        title_height: TITLES,
        index_height: INDEX,
        sum_height: SUM,
        pages: pages.collect(),
        counted: "Số lượt chi trả",
        payments: Vnd(i64::from(totals.payments)).to_string(),
        total: totals.total().to_string(),
        words: super::in_words(totals.total()),
        signers: super::signer_cells(&list.signers, letterhead),
        dated: place_and_day(&letterhead.place, run.prepared_on),
        columns,
    }
}

fn printed_page(page: &ListPage, at: usize, listed: usize, cells: &[Vec<String>], heights: &[u32]) -> Page {
    let rows = page.rows.clone().map(|row| Row { height: heights[row], cells: cells[row].clone() });
    Page {
        brought: (at > 0 && !page.rows.is_empty()).then(|| sums(page.brought)),
        rows: rows.collect(),
        page: sums(page.page),
        carried: (!page.rows.is_empty() || at == 0).then(|| sums(page.brought.plus(page.page))),
        carried_label: if at == listed { "Tổng cộng" } else { "Cộng mang sang trang sau" },
    }
}

fn facts(run: &RunTitle, list: &PaymentList) -> Vec<Labelled> {
    let mut delivery = list.delivery.shown().to_owned();
    if !list.point.is_empty() {
        delivery = format!("{delivery} - {}", list.point);
    }
    vec![
        Labelled { label: "Nguồn kinh phí", value: list.source.clone() },
        Labelled { label: "Địa bàn", value: super::capitalised(&list.unit) },
        Labelled { label: "Hình thức", value: format!("{delivery} (đợt {})", run.sequence) },
    ]
}

fn columns(delivery: Delivery) -> Vec<ListColumn> {
    use Align::{Center, Left, Right};
    let tail = match delivery {
        Delivery::Bank => [("Số tài khoản, ngân hàng", 27, Left), ("Chủ tài khoản, ghi chú", 21, Left)],
        Delivery::Post | Delivery::Cash => [("Người nhận thay, ghi chú", 25, Left), ("Ký nhận", 23, Center)],
    };
    let fixed = [
        ("STT", 8, Center),
        ("Mã chi trả, mã đối tượng", 16, Center),
        ("Họ và tên", 31, Left),
        ("Năm sinh", 9, Center),
        ("Số CCCD", 20, Center),
        ("Địa chỉ", 22, Left),
        ("Loại trợ cấp", 32, Left),
        ("Mức, hệ số", 11, Center),
        ("Số tiền tháng này", 16, Right),
        ("Truy lĩnh", 15, Right),
        ("Truy thu", 12, Right),
        ("Kỳ trước chuyển sang", 15, Right),
        ("Tổng số tiền", 17, Right),
    ];
    fixed
        .into_iter()
        .chain(tail)
        .zip(1..)
        .map(|((title, width, align), number)| ListColumn {
            title,
            index: if number == 13 { "13=9+10-11+12".to_owned() } else { number.to_string() },
            width: width * 1_000,
            align,
            strong: matches!(number, 3 | 13),
        })
        .collect()
}

fn cells(row: &PaymentRow, position: u32, delivery: Delivery) -> Vec<String> {
    let (kind, rate) = kind_and_rate(&row.lines);
    let totals = row.totals();
    let mut cells = vec![
        position.to_string(),
        joined(&[&row.number.to_string(), &row.code]),
        row.full_name.clone(),
        row.born.rsplit('/').next().unwrap_or_default().to_owned(),
        row.citizen_number.clone(),
        row.address.clone(),
        kind,
        rate,
    ];
    cells.extend(sums(totals));
    cells.extend(match delivery {
        Delivery::Bank => bank_cells(row),
        Delivery::Post | Delivery::Cash => [proxy_cell(row), String::new()],
    });
    cells
}

/// One kind: its name and rate in their columns. Several: each with rate and money in the first.
fn kind_and_rate(lines: &[KindLine]) -> (String, String) {
    if let [line] = lines {
        return (line.kind.clone(), line.rate.clone());
    }
    let told = lines.iter().map(|line| {
        let rate = if line.rate.is_empty() { String::new() } else { format!(" ({})", line.rate) };
        format!("{}{rate}: {}", line.kind, line.total())
    });
    (told.collect::<Vec<_>>().join("\n"), String::new())
}

fn bank_cells(row: &PaymentRow) -> [String; 2] {
    let (number, bank, holder) = match &row.account {
        Some(account) => (account.number.as_str(), account.bank.as_str(), account.holder.as_str()),
        None => ("(chưa có tài khoản)", "", ""),
    };
    [joined(&[number, bank]), joined(&[holder, &row.note])]
}

fn proxy_cell(row: &PaymentRow) -> String {
    let proxy = row.proxy.as_ref().map(|proxy| {
        let relation =
            if proxy.relation.is_empty() { String::new() } else { format!(" ({})", proxy.relation) };
        joined(&[&format!("{}{relation}", proxy.name), &proxy.paper])
    });
    joined(&[proxy.as_deref().unwrap_or_default(), &row.note])
}

fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn sums(totals: ListTotals) -> Vec<String> {
    [totals.current, totals.arrears, totals.deducted, totals.carried, totals.total()]
        .into_iter()
        .enumerate()
        .map(|(at, sum)| if sum.is_zero() && at != 4 { "-".to_owned() } else { sum.to_string() })
        .collect()
}

fn row_height(cells: &[String], columns: &[ListColumn], delivery: Delivery) -> u32 {
    let lines = cells.iter().zip(columns).map(|(cell, column)| {
        // Bold letters are a little wider than the regular ones that are measured.
        let spare = if column.strong { mm(u64::from(column.width / 1_000)) / 12 } else { 0 };
        measure::lines(cell, TEXT, mm(u64::from(column.width)) / 1_000 - INSET - spare)
    });
    let height = lines.max().unwrap_or(1) * LINE + PADDING;
    let least = match delivery {
        Delivery::Bank => PLAIN_ROW,
        Delivery::Post | Delivery::Cash => SIGNED_ROW,
    };
    height.max(least)
}
