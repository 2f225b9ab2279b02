//! The record of reconciliation with the payer.

use super::in_words;
use crate::typeset::sheet::{Align, Head, Sheet, SheetBlock, SignerCell, column};
use crate::typeset::{Pdf, TypesetError};
use domain::Vnd;
use domain::papers::{Letterhead, Reconciliation, RunTitle};

pub fn reconciliation_pdf(
    letterhead: &Letterhead,
    run: &RunTitle,
    record: &Reconciliation,
) -> Result<Pdf, TypesetError> {
    let sheet = Sheet {
        title: format!("Biên bản đối soát {} - {}", run.months(), record.payer),
        letterhead: Some(Head::of(letterhead)),
        heading: "Biên bản đối soát".to_owned(),
        subheadings: vec![
            format!("Kết quả {}, kỳ {}", lowered(&run.kind), run.months()),
            format!("Nguồn: {}", record.source),
        ],
        blocks: blocks(letterhead, run, record),
        signers: vec![SignerCell::of(&record.payer_signer), SignerCell::sealed(&letterhead.head)],
        ..Sheet::default()
    };
    sheet.pdf(record.on)
}

fn blocks(letterhead: &Letterhead, run: &RunTitle, record: &Reconciliation) -> Vec<SheetBlock> {
    let text = |text: String| SheetBlock::Text { text };
    let mut blocks = vec![
        text(format!(
            "Hôm nay, {}, tại {}, đại diện {} và đại diện {} cùng đối soát kết quả chi trả kỳ {} và thống nhất \
            số liệu như sau:",
            domain::dates::long(record.on),
            letterhead.place,
            letterhead.office,
            record.payer,
            run.months()
        )),
        SheetBlock::Note { text: "Đơn vị tính: đồng".to_owned() },
        totals_table(record),
        text(difference_sentence(record)),
    ];
    if !record.unpaid.is_empty() {
        blocks.push(SheetBlock::Heading { text: "Danh sách chưa nhận tiền".to_owned() });
        blocks.push(unpaid_table(record));
    }
    let returned = record.returned().amount;
    if returned.is_zero() {
        blocks.push(text(
            "Không có khoản chưa chi phải hoàn trả. Biên bản lập thành hai bản có giá trị như nhau, mỗi bên giữ một \
            bản."
                .to_owned(),
        ));
        return blocks;
    }
    blocks.push(text(format!(
        "{} hoàn trả số tiền chưa chi là {returned} đồng (bằng chữ: {}). Số tiền này được chuyển nguyên vẹn sang kỳ \
        chi trả sau. Biên bản lập thành hai bản có giá trị như nhau, mỗi bên giữ một bản.",
        record.payer,
        in_words(returned)
    )));
    blocks
}

fn totals_table(record: &Reconciliation) -> SheetBlock {
    let (payments, amount) = record.difference();
    let row =
        |label: &str, count: i64, sum: Vnd| vec![label.to_owned(), Vnd(count).to_string(), sum.to_string()];
    let returned = record.returned();
    SheetBlock::Table {
        columns: vec![
            column("Nội dung", 0, Align::Left),
            column("Số lượt chi", 28, Align::Right),
            column("Số tiền", 38, Align::Right),
        ],
        rows: vec![
            row("Đã bàn giao để chi trả", i64::from(record.handed_over.payments), record.handed_over.amount),
            row("Đã chi trả, có ký nhận", i64::from(record.paid.payments), record.paid.amount),
            row("Chưa chi trả, hoàn trả", i64::from(returned.payments), returned.amount),
            row("Chênh lệch", payments, amount),
        ],
        total_rows: 1,
    }
}

fn difference_sentence(record: &Reconciliation) -> String {
    match record.difference() {
        (0, Vnd(0)) => "Số bàn giao bằng số đã chi cộng số hoàn trả; không có chênh lệch.".to_owned(),
        (payments, amount) => format!(
            "Còn chênh lệch {payments} lượt, {amount} đồng. Hai bên kiểm tra lại danh sách ký nhận trước khi ký \
            biên bản này."
        ),
    }
}

fn unpaid_table(record: &Reconciliation) -> SheetBlock {
    let mut rows: Vec<Vec<String>> = record
        .unpaid
        .iter()
        .zip(1..)
        .map(|(row, position)| {
            vec![
                position.to_string(),
                row.number.to_string(),
                row.full_name.clone(),
                row.unit.clone(),
                row.amount.to_string(),
                row.reason.clone(),
            ]
        })
        .collect();
    let mut total = vec![String::new(); 6];
    total[2] = "Tổng cộng".to_owned();
    total[4] = record.returned().amount.to_string();
    rows.push(total);
    SheetBlock::Table {
        columns: vec![
            column("STT", 11, Align::Center),
            column("Mã chi trả", 18, Align::Center),
            column("Họ và tên", 0, Align::Left),
            column("Xã, phường", 38, Align::Left),
            column("Số tiền", 24, Align::Right),
            column("Lý do", 36, Align::Left),
        ],
        rows,
        total_rows: 1,
    }
}

fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
