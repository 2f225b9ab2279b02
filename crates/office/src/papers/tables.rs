//! The same papers as tables: XLSX for the office, CSV for the bank.

use crate::papers::PapersError;
use crate::typeset::workbook::{Cell, Sum, Table, TableColumn, table_column, workbook};
use domain::Vnd;
use domain::papers::{
    AdjustmentList, BankFile, Delivery, PaymentList, PaymentRow, RunTitle, Summary, SummaryRow,
};

pub fn list_xlsx(run: &RunTitle, list: &PaymentList) -> Result<Vec<u8>, PapersError> {
    let (text, money) = (Sum::None, Sum::Column);
    let mut columns = vec![
        table_column("STT", 5, text),
        table_column("Mã chi trả", 6, text),
        table_column("Mã đối tượng", 10, text),
        table_column("Họ và tên", 20, text),
        table_column("Ngày sinh", 10, text),
        table_column("Số CCCD", 13, text),
        table_column("Địa chỉ", 13, text),
        table_column("Loại trợ cấp", 22, text),
        table_column("Mức, hệ số", 7, text),
        table_column("Số tiền tháng này", 11, money),
        table_column("Truy lĩnh", 11, money),
        table_column("Truy thu", 10, money),
        table_column("Kỳ trước chuyển sang", 11, money),
        table_column("Tổng số tiền", 12, money),
    ];
    columns.extend(match list.delivery {
        Delivery::Bank => vec![
            table_column("Số tài khoản", 18, text),
            table_column("Ngân hàng", 16, text),
            table_column("Chủ tài khoản", 24, text),
        ],
        Delivery::Post | Delivery::Cash => vec![
            table_column("Người nhận thay", 16, text),
            table_column("Quan hệ, giấy tờ", 16, text),
            table_column("Ký nhận", 15, text),
        ],
    });
    columns.push(table_column("Ghi chú", 12, text));
    let rows: Vec<Vec<Cell>> =
        list.rows.iter().zip(1..).map(|(row, at)| list_row(row, at, list.delivery)).collect();
    hide_unused(&mut columns, &rows);
    let place = if list.point.is_empty() { String::new() } else { format!(" - {}", list.point) };
    let totals = list.totals();
    let table = Table {
        name: list.unit.clone(),
        titles: vec![
            format!("DANH SÁCH {}", run.kind.to_uppercase()),
            format!("{} - {} - {}{place}", run.months(), list.unit, list.delivery.shown()),
            format!("Nguồn kinh phí: {}", list.source),
        ],
        columns,
        rows,
        total_label: Some("Tổng cộng".to_owned()),
        closing: vec![format!(
            "Số lượt chi trả: {}. Bằng chữ: {}.",
            totals.payments,
            super::in_words(totals.total())
        )],
        signers: list.signers.iter().map(|signer| (signer.title.clone(), signer.name.clone())).collect(),
    };
    Ok(workbook(&[table])?)
}

/// Columns that say nothing on this list are not printed: the others can be read at arm's length.
fn hide_unused(columns: &mut [TableColumn], rows: &[Vec<Cell>]) {
    const RARE: [&str; 6] =
        ["Truy lĩnh", "Truy thu", "Kỳ trước chuyển sang", "Người nhận thay", "Quan hệ, giấy tờ", "Ghi chú"];
    for (at, column) in columns.iter_mut().enumerate() {
        let says = |cells: &Vec<Cell>| !matches!(cells.get(at), None | Some(Cell::Empty | Cell::Number(0)));
        column.hidden = RARE.contains(&column.title.as_str()) && !rows.iter().any(says);
    }
}

fn list_row(row: &PaymentRow, position: i64, delivery: Delivery) -> Vec<Cell> {
    let totals = row.totals();
    let mut kinds = Vec::new();
    let mut rates = Vec::new();
    for line in &row.lines {
        kinds.push(line.kind.as_str());
        rates.push(line.rate.as_str());
    }
    let mut cells = vec![
        Cell::Number(position),
        Cell::Number(i64::from(row.number)),
        text(&row.code),
        text(&row.full_name),
        text(&row.born),
        text(&row.citizen_number),
        text(&row.address),
        text(&kinds.join("\n")),
        text(&rates.join("\n")),
    ];
    cells
        .extend([totals.current, totals.arrears, totals.deducted, totals.carried, totals.total()].map(money));
    let tail = match (delivery, &row.account, &row.proxy) {
        (Delivery::Bank, Some(account), _) => {
            [&account.number, &account.bank, &account.holder].map(|t| text(t))
        }
        (Delivery::Bank, None, _) | (Delivery::Post | Delivery::Cash, _, None) => {
            [Cell::Empty, Cell::Empty, Cell::Empty]
        }
        (Delivery::Post | Delivery::Cash, _, Some(proxy)) => {
            [text(&proxy.name), text(&format!("{} {}", proxy.relation, proxy.paper)), Cell::Empty]
        }
    };
    cells.extend(tail);
    cells.push(text(&row.note));
    cells
}

pub fn summary_xlsx(run: &RunTitle, summary: &Summary) -> Result<Vec<u8>, PapersError> {
    let table = |name: &str, label: &str, rows: &[SummaryRow]| Table {
        name: name.to_owned(),
        titles: vec![
            format!("TỔNG HỢP {}", run.kind.to_uppercase()),
            format!("{} - Nguồn: {}", run.months(), summary.source),
        ],
        columns: vec![
            table_column(label, 44, Sum::None),
            table_column("Số lượt", 10, Sum::None),
            table_column("Trong tháng", 16, Sum::Column),
            table_column("Truy lĩnh", 15, Sum::Column),
            table_column("Truy thu", 14, Sum::Column),
            table_column("Chuyển sang", 15, Sum::Column),
            table_column("Tổng số", 17, Sum::Column),
        ],
        rows: rows.iter().map(summary_row).collect(),
        total_label: Some("Tổng cộng".to_owned()),
        ..Table::default()
    };
    let mut kinds = summary.by_kind.clone();
    kinds.push(SummaryRow {
        label: "Kỳ trước chưa nhận, chuyển sang".to_owned(),
        carried: summary.carried,
        ..SummaryRow::default()
    });
    Ok(workbook(&[
        table("Loại trợ cấp", "Loại trợ cấp", &kinds),
        table("Địa bàn", "Xã, phường", &super::summaries::places(&summary.by_unit)),
        table("Hình thức", "Hình thức", &summary.by_delivery),
    ])?)
}

fn summary_row(row: &SummaryRow) -> Vec<Cell> {
    let mut cells = vec![text(&row.label), Cell::Number(i64::from(row.payments))];
    cells.extend([row.current, row.arrears, row.deducted, row.carried, row.total()].map(money));
    cells
}

pub fn bank_xlsx(run: &RunTitle, file: &BankFile) -> Result<Vec<u8>, PapersError> {
    let table = Table {
        name: file.bank.clone(),
        titles: vec![
            "BẢNG KÊ CHUYỂN TIỀN".to_owned(),
            format!("{} - {} - {}", run.months(), file.bank, file.source),
        ],
        columns: vec![
            table_column("STT", 6, Sum::None),
            table_column("Số tài khoản", 22, Sum::None),
            table_column("Tên người hưởng", 34, Sum::None),
            table_column("Số tiền", 16, Sum::Column),
            table_column("Nội dung", 30, Sum::None),
        ],
        rows: file
            .rows
            .iter()
            .zip(1..)
            .map(|(row, at)| {
                vec![
                    Cell::Number(at),
                    text(&row.account_number),
                    text(&row.holder),
                    money(row.amount),
                    text(&row.reference),
                ]
            })
            .collect(),
        total_label: Some("Cộng".to_owned()),
        closing: control_totals(file).map(|(label, value)| format!("{label}: {value}")).to_vec(),
        ..Table::default()
    };
    Ok(workbook(&[table])?)
}

/// UTF-8, one transfer per line; the last record holds the control totals.
pub fn bank_csv(file: &BankFile) -> Result<Vec<u8>, PapersError> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    writer.write_record(["STT", "SO_TAI_KHOAN", "TEN_NGUOI_HUONG", "SO_TIEN", "NOI_DUNG"])?;
    for (row, position) in file.rows.iter().zip(1u32..) {
        writer.write_record([
            &position.to_string(),
            &row.account_number,
            &row.holder,
            &row.amount.0.to_string(),
            &row.reference,
        ])?;
    }
    let [count, total, hash, print] = control_totals(file).map(|(_, value)| value);
    writer.write_record(["TONG", &hash, &count, &total, &print])?;
    writer.into_inner().map_err(|error| PapersError::Csv(error.into_error().into()))
}

/// Count, sum, sum of the account numbers, fingerprint: what both sides compare before money moves.
fn control_totals(file: &BankFile) -> [(&'static str, String); 4] {
    [
        ("Số lệnh", file.rows.len().to_string()),
        ("Tổng số tiền", file.total().0.to_string()),
        ("Tổng kiểm soát số tài khoản (phần dư 10^15)", format!("{:015}", file.hash_total())),
        ("SHA-256", file.fingerprint()),
    ]
}

pub fn adjustment_xlsx(list: &AdjustmentList) -> Result<Vec<u8>, PapersError> {
    let table = Table {
        name: list.rows.first().map(|row| row.unit.clone()).unwrap_or_default(),
        titles: vec![
            "DANH SÁCH ĐIỀU CHỈNH MỨC TRỢ CẤP".to_owned(),
            format!("theo {} - Nguồn: {}", list.instrument, list.source),
        ],
        columns: vec![
            table_column("STT", 6, Sum::None),
            table_column("Mã đối tượng", 14, Sum::None),
            table_column("Họ và tên", 28, Sum::None),
            table_column("Xã, phường", 20, Sum::None),
            table_column("Loại trợ cấp", 40, Sum::None),
            table_column("Mức, hệ số", 10, Sum::None),
            table_column("Mức cũ", 13, Sum::Column),
            table_column("Mức mới", 13, Sum::Column),
            table_column("Chênh lệch", 13, Sum::Column),
            table_column("Số tháng truy lĩnh", 10, Sum::None),
            table_column("Truy lĩnh", 14, Sum::Column),
        ],
        rows: list
            .rows
            .iter()
            .zip(1..)
            .map(|(row, at)| {
                vec![
                    Cell::Number(at),
                    text(&row.code),
                    text(&row.full_name),
                    text(&row.unit),
                    text(&row.kind),
                    text(&row.rate),
                    money(row.before),
                    money(row.after),
                    money(row.monthly_difference()),
                    Cell::Number(i64::from(row.months)),
                    money(row.arrears),
                ]
            })
            .collect(),
        total_label: Some("Tổng cộng".to_owned()),
        ..Table::default()
    };
    Ok(workbook(&[table])?)
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn money(amount: Vnd) -> Cell {
    Cell::Number(amount.0)
}
