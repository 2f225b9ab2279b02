//! The list on which the recipients of gifts sign: of one commune and campaign, as PDF and XLSX.

use super::{
    BEFORE_SUMS, CLOSING, Data, HEAD, INDEX, INSET, LAYOUT, LINE, Labelled, ListColumn, PADDING, PAGE, Page,
    Row, SIGNED_ROW, SUM, TEXT, TITLES, joined,
};
use crate::papers::PapersError;
use crate::typeset::measure::{self, mm};
use crate::typeset::sheet::{Align, Head, place_and_day};
use crate::typeset::workbook::{Cell, Sum, Table, table_column, workbook};
use crate::typeset::{Pdf, TypesetError, pdf};
use domain::Vnd;
use domain::papers::pages::PageSpace;
use domain::papers::{KindLine, Letterhead, ListTotals, PaymentRow, Signer, break_pages};
use jiff::civil::Date;

/// A list of one commune.
#[derive(Clone, Debug)]
pub struct GiftList {
    /// `Tết Nguyên đán Quý Mão 2023`.
    pub campaign: String,
    /// Number and date of the plan; may be empty.
    pub plan: String,
    pub unit: String,
    pub on: Date,
    pub rows: Vec<GiftLine>,
    pub signers: Vec<Signer>,
}

#[derive(Clone, Debug)]
pub struct GiftLine {
    pub full_name: String,
    pub born: String,
    pub citizen_number: String,
    /// Hamlet.
    pub address: String,
    pub recipient: String,
    pub source: String,
    pub goods: String,
    pub cash: Vnd,
    pub goods_value: Vnd,
    /// Who signed instead, with the relation.
    pub proxy: String,
}

impl GiftList {
    pub fn total(&self) -> Vnd {
        self.rows.iter().map(|row| row.cash + row.goods_value).sum()
    }
}

pub fn gift_list_pdf(letterhead: &Letterhead, list: &GiftList) -> Result<Pdf, TypesetError> {
    pdf(LAYOUT, &data(letterhead, list), list.on)
}

fn data(letterhead: &Letterhead, list: &GiftList) -> Data {
    let columns = columns();
    let cells: Vec<Vec<String>> = list.rows.iter().zip(1..).map(|(row, at)| cells(row, at)).collect();
    let heights: Vec<u32> = cells.iter().map(|cells| height(cells, &columns)).collect();
    let space = PageSpace {
        first: PAGE - HEAD - TITLES - INDEX - 2 * SUM,
        following: PAGE - TITLES - INDEX - 3 * SUM,
        closing: CLOSING,
    };
    let summed: Vec<PaymentRow> = list.rows.iter().map(summed).collect();
    let broken = break_pages(&summed, &heights, space);
    let listed = broken.iter().rposition(|page| !page.rows.is_empty()).unwrap_or(0);
    let pages = broken.iter().enumerate().map(|(at, page)| Page {
        brought: (at > 0 && !page.rows.is_empty()).then(|| sums(page.brought)),
        rows: page
            .rows
            .clone()
            .filter_map(|row| Some(Row { height: *heights.get(row)?, cells: cells.get(row)?.clone() }))
            .collect(),
        page: sums(page.page),
        carried: (!page.rows.is_empty() || at == 0).then(|| sums(page.brought.plus(page.page))),
        carried_label: if at == listed { "Tổng cộng" } else { "Cộng mang sang trang sau" },
    });
    let mut facts = vec![Labelled { label: "Địa bàn", value: super::super::capitalised(&list.unit) }];
    if !list.plan.is_empty() {
        facts.push(Labelled { label: "Căn cứ", value: list.plan.clone() });
    }
    Data {
        title: format!("Danh sách tặng quà {} - {}", list.campaign, list.unit),
        letterhead: Head::of(letterhead),
        heading: "Danh sách tặng quà".to_owned(),
        months: list.campaign.clone(),
        facts,
        before_sums: BEFORE_SUMS,
        head_height: HEAD,
        title_height: TITLES,
        index_height: INDEX,
        sum_height: SUM,
        pages: pages.collect(),
        counted: "Số suất quà",
        payments: Vnd(i64::try_from(list.rows.len()).unwrap_or(i64::MAX)).to_string(),
        total: list.total().to_string(),
        words: super::super::in_words(list.total()),
        signers: super::super::signer_cells(&list.signers, letterhead),
        dated: place_and_day(&letterhead.place, list.on),
        columns,
    }
}

/// As the pages sum it: cash as the month's money, goods beside it.
fn summed(row: &GiftLine) -> PaymentRow {
    let line = KindLine {
        kind: row.recipient.clone(),
        rate: String::new(),
        current: row.cash,
        arrears: row.goods_value,
        deducted: Vnd::ZERO,
    };
    PaymentRow {
        number: 0,
        code: String::new(),
        full_name: row.full_name.clone(),
        born: row.born.clone(),
        citizen_number: row.citizen_number.clone(),
        address: row.address.clone(),
        lines: vec![line],
        carried: Vnd::ZERO,
        account: None,
        proxy: None,
        note: String::new(),
    }
}

fn columns() -> Vec<ListColumn> {
    use Align::{Center, Left, Right};
    let all = [
        ("STT", 8, Center),
        ("Họ và tên", 34, Left),
        ("Năm sinh", 10, Center),
        ("Số CCCD", 21, Center),
        ("Địa chỉ", 24, Left),
        ("Diện", 32, Left),
        ("Nguồn", 26, Left),
        ("Hiện vật", 20, Left),
        ("Tiền mặt", 16, Right),
        ("Giá trị hiện vật", 16, Right),
        ("Cộng", 17, Right),
        ("Người nhận thay", 24, Left),
        ("Ký nhận", 24, Center),
    ];
    let column = |((title, width, align), number): ((&'static str, u32, Align), i32)| ListColumn {
        title,
        index: if number == 11 { "11=9+10".to_owned() } else { number.to_string() },
        width: width * 1_000,
        align,
        strong: matches!(number, 2 | 11),
    };
    all.into_iter().zip(1..).map(column).collect()
}

fn cells(row: &GiftLine, position: u32) -> Vec<String> {
    let mut cells = vec![
        position.to_string(),
        row.full_name.clone(),
        row.born.rsplit('/').next().unwrap_or_default().to_owned(),
        row.citizen_number.clone(),
        row.address.clone(),
        row.recipient.clone(),
        row.source.clone(),
        row.goods.clone(),
    ];
    cells.extend(sums(summed(row).totals()));
    cells.extend([joined(&[&row.proxy]), String::new()]);
    cells
}

fn sums(totals: ListTotals) -> Vec<String> {
    let shown = |sum: Vnd| if sum.is_zero() { "-".to_owned() } else { sum.to_string() };
    vec![shown(totals.current), shown(totals.arrears), totals.total().to_string()]
}

fn height(cells: &[String], columns: &[ListColumn]) -> u32 {
    let lines = cells.iter().zip(columns).map(|(cell, column)| {
        let spare = if column.strong { mm(u64::from(column.width / 1_000)) / 12 } else { 0 };
        measure::lines(cell, TEXT, mm(u64::from(column.width)) / 1_000 - INSET - spare)
    });
    (lines.max().unwrap_or(1) * LINE + PADDING).max(SIGNED_ROW)
}

pub fn gift_list_xlsx(list: &GiftList) -> Result<Vec<u8>, PapersError> {
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    let row = |(row, at): (&GiftLine, i64)| {
        vec![
            Cell::Number(at),
            text(&row.full_name),
            text(&row.born),
            text(&row.citizen_number),
            text(&row.address),
            text(&row.recipient),
            text(&row.source),
            text(&row.goods),
            Cell::Number(row.cash.0),
            Cell::Number(row.goods_value.0),
            Cell::Number((row.cash + row.goods_value).0),
            text(&row.proxy),
            Cell::Empty,
        ]
    };
    let mut titles = vec![
        "DANH SÁCH TẶNG QUÀ".to_owned(),
        format!("{} - {}", list.campaign, super::super::capitalised(&list.unit)),
    ];
    if !list.plan.is_empty() {
        titles.push(format!("Căn cứ: {}", list.plan));
    }
    let table = Table {
        name: list.unit.clone(),
        titles,
        columns: vec![
            table_column("STT", 5, Sum::None),
            table_column("Họ và tên", 22, Sum::None),
            table_column("Ngày sinh", 10, Sum::None),
            table_column("Số CCCD", 13, Sum::None),
            table_column("Địa chỉ", 15, Sum::None),
            table_column("Diện", 24, Sum::None),
            table_column("Nguồn", 18, Sum::None),
            table_column("Hiện vật", 14, Sum::None),
            table_column("Tiền mặt", 12, Sum::Column),
            table_column("Giá trị hiện vật", 12, Sum::Column),
            table_column("Cộng", 12, Sum::Column),
            table_column("Người nhận thay", 18, Sum::None),
            table_column("Ký nhận", 15, Sum::None),
        ],
        rows: list.rows.iter().zip(1..).map(row).collect(),
        total_label: Some("Tổng cộng".to_owned()),
        closing: vec![format!(
            "Số suất quà: {}. Bằng chữ: {}.",
            list.rows.len(),
            super::super::in_words(list.total())
        )],
        signers: list.signers.iter().map(|signer| (signer.title.clone(), signer.name.clone())).collect(),
    };
    Ok(workbook(&[table])?)
}
