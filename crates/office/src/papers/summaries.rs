//! Summary by kind, and the list of amounts that a new instrument changes.

use super::in_words;
use crate::typeset::sheet::{Align, Head, Sheet, SheetBlock, SignerCell, column, place_and_day};
use crate::typeset::{Pdf, TypesetError};
use domain::papers::{AdjustmentList, PapersOfRun, Signer, Summary, SummaryRow};
use domain::{Month, Vnd};

const UNIT: &str = "Đơn vị tính: đồng";

pub fn summary_pdf(papers: &PapersOfRun, summary: &Summary) -> Result<Pdf, TypesetError> {
    let run = &papers.run;
    let note = |text: &str| SheetBlock::Note { text: text.to_owned() };
    let heading = |text: &str| SheetBlock::Heading { text: text.to_owned() };
    let mut kinds = summary.by_kind.clone();
    if !summary.carried.is_zero() {
        kinds.push(SummaryRow {
            label: "Kỳ trước chưa nhận, chuyển sang".to_owned(),
            carried: summary.carried,
            ..SummaryRow::default()
        });
    }
    let sheet = Sheet {
        title: format!("Tổng hợp chi trả {}", run.months()),
        landscape: false,
        letterhead: Some(Head::of(&papers.letterhead)),
        heading: format!("Tổng hợp {}", run.kind),
        subheadings: vec![super::capitalised(&run.months()), format!("Nguồn: {}", summary.source)],
        blocks: vec![
            note(UNIT),
            heading("1. Theo loại trợ cấp"),
            summary_table("Loại trợ cấp", &kinds, summary),
            heading("2. Theo địa bàn"),
            summary_table("Xã, phường", &places(&summary.by_unit), summary),
            heading("3. Theo hình thức chi trả"),
            summary_table("Hình thức", &summary.by_delivery, summary),
            SheetBlock::Text {
                text: format!("Tổng số tiền bằng chữ: {}.", in_words(summary.total))
            },
        ],
        signers: signers(papers),
        signed_at: Some(place_and_day(&papers.letterhead.place, run.prepared_on)),
        ..Sheet::default()
    };
    sheet.pdf(run.prepared_on)
}

/// Communes as the alphabet orders them, đ after d.
pub(super) fn places(rows: &[SummaryRow]) -> Vec<SummaryRow> {
    let named = |row: &SummaryRow| SummaryRow { label: super::capitalised(&row.label), ..row.clone() };
    let mut rows: Vec<SummaryRow> = rows.iter().map(named).collect();
    rows.sort_by_cached_key(|row| domain::names::alphabetical_key(&row.label));
    rows
}

/// The last row holds the sums of the run, not of the rows: payees with two kinds stand in both.
fn summary_table(label: &str, rows: &[SummaryRow], summary: &Summary) -> SheetBlock {
    let money = |amount: Vnd| if amount.is_zero() { "-".to_owned() } else { amount.to_string() };
    let mut sums = SummaryRow { label: "Tổng cộng".to_owned(), ..SummaryRow::default() };
    for row in rows {
        sums.current += row.current;
        sums.arrears += row.arrears;
        sums.deducted += row.deducted;
        sums.carried += row.carried;
    }
    sums.payments = summary.payments;
    let printed = rows.iter().chain([&sums]).map(|row| {
        vec![
            row.label.clone(),
            if row.payments == 0 { String::new() } else { Vnd(i64::from(row.payments)).to_string() },
            money(row.current),
            money(row.arrears),
            money(row.deducted),
            money(row.carried),
            money(row.total()),
        ]
    });
    SheetBlock::Table {
        columns: vec![
            column(label, 0, Align::Left),
            column("Số lượt", 15, Align::Right),
            column("Trong tháng", 24, Align::Right),
            column("Truy lĩnh", 20, Align::Right),
            column("Truy thu", 17, Align::Right),
            column("Chuyển sang", 20, Align::Right),
            column("Tổng số", 24, Align::Right),
        ],
        rows: printed.collect(),
        total_rows: 1,
    }
}

/// One commune's share of an adjustment list.
pub fn adjustment_pdf(papers: &PapersOfRun, list: &AdjustmentList) -> Result<Pdf, TypesetError> {
    let unit = list.rows.first().map(|row| row.unit.clone()).unwrap_or_default();
    let arrears: Vnd = list.rows.iter().map(|row| row.arrears).sum();
    let difference: Vnd = list.rows.iter().map(|row| row.monthly_difference()).sum();
    let sheet = Sheet {
        title: format!("Danh sách điều chỉnh mức hưởng - {unit}"),
        landscape: true,
        letterhead: Some(Head::of(&papers.letterhead)),
        heading: "Danh sách điều chỉnh mức trợ cấp".to_owned(),
        subheadings: vec![
            format!("theo {}, hưởng từ {}", list.instrument, domain::dates::month_long(list.from)),
            format!("{} - Nguồn: {}", super::capitalised(&unit), list.source),
        ],
        blocks: vec![
            SheetBlock::Note { text: UNIT.to_owned() },
            adjustment_table(list, difference, arrears, papers.run.last_month),
            SheetBlock::Text {
                text: format!(
                    "Danh sách có {} dòng; chênh lệch mỗi tháng {difference} đồng; truy lĩnh {arrears} đồng (bằng chữ: {}).",
                    list.rows.len(),
                    in_words(arrears)
                ),
            },
        ],
        signers: signers(papers),
        signed_at: Some(place_and_day(&papers.letterhead.place, papers.run.prepared_on)),
        ..Sheet::default()
    };
    sheet.pdf(papers.run.prepared_on)
}

fn adjustment_table(list: &AdjustmentList, difference: Vnd, arrears: Vnd, paid: Month) -> SheetBlock {
    let mut rows: Vec<Vec<String>> = list
        .rows
        .iter()
        .zip(1..)
        .map(|(row, position)| {
            vec![
                position.to_string(),
                row.code.clone(),
                row.full_name.clone(),
                row.kind.clone(),
                row.rate.clone(),
                row.before.to_string(),
                row.after.to_string(),
                row.monthly_difference().to_string(),
                row.months.to_string(),
                row.arrears.to_string(),
            ]
        })
        .collect();
    let mut total = vec![String::new(); 10];
    total[2] = "Tổng cộng".to_owned();
    total[7] = difference.to_string();
    total[9] = arrears.to_string();
    rows.push(total);
    SheetBlock::Table {
        columns: vec![
            column("STT", 11, Align::Center),
            column("Mã đối tượng", 25, Align::Center),
            column("Họ và tên", 46, Align::Left),
            column("Loại trợ cấp", 0, Align::Left),
            column("Mức, hệ số", 16, Align::Center),
            column("Mức cũ", 21, Align::Right),
            column("Mức mới", 21, Align::Right),
            column("Chênh lệch", 21, Align::Right),
            column("Số tháng truy lĩnh", 16, Align::Center),
            column(&format!("Truy lĩnh chi cùng kỳ {}", domain::dates::month_short(paid)), 25, Align::Right),
        ],
        rows,
        total_rows: 1,
    }
}

fn signers(papers: &PapersOfRun) -> Vec<SignerCell> {
    let named = |title: &str| {
        let mut signers = papers.lists.iter().flat_map(|list| &list.signers);
        let found = signers.find(|signer| signer.title.to_lowercase() == title.to_lowercase());
        found.cloned().unwrap_or_else(|| Signer::new(title, ""))
    };
    let all = [named("Người lập"), named("Kế toán"), papers.letterhead.head.clone()];
    super::signer_cells(&all, &papers.letterhead)
}
