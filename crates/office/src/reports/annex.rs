//! The annex: the rows behind every figure, as PDF and as XLSX.

use crate::papers::PapersError;
use crate::typeset::Pdf;
use crate::typeset::sheet::{Align, Sheet, SheetBlock, column};
use crate::typeset::workbook::{Cell, Sum, Table, table_column, workbook};
use domain::Vnd;
use domain::figures::checks::InUnit;
use domain::reports::{EvidenceBook, EvidenceRow, EvidenceSection};
use jiff::civil::Date;

/// Longest list that the PDF prints row by row; a longer one is printed by commune, and stands whole in the XLSX.
pub const ROWS_IN_PDF: usize = 300;

/// Rows of one sheet of the XLSX; a longer list goes on in the next.
pub const ROWS_IN_SHEET: usize = 100_000;

pub fn annex_pdf(book: &EvidenceBook, on: Date) -> Result<Pdf, PapersError> {
    let note = format!(
        "Danh sách dài hơn {ROWS_IN_PDF} dòng được cộng theo xã, phường; đủ từng dòng trong bảng tính kèm theo."
    );
    let mut blocks = vec![SheetBlock::Note { text: note }, overview(book)];
    for (section, position) in bases(book).zip(1..) {
        blocks
            .push(SheetBlock::Heading { text: format!("{position}. {}: {}", section.title, section.exact) });
        blocks.push(SheetBlock::Note { text: crate::papers::capitalised(&section.clock) });
        blocks.push(shares(section));
        if (1..=ROWS_IN_PDF).contains(&section.rows.len()) {
            blocks.push(rows(section));
        }
    }
    let sheet = Sheet {
        title: book.title.clone(),
        heading: "Phụ lục".to_owned(),
        subheadings: vec![book.title.clone()],
        blocks,
        ..Sheet::default()
    };
    Ok(sheet.pdf(on)?)
}

fn bases(book: &EvidenceBook) -> impl Iterator<Item = &EvidenceSection> {
    book.sections.iter().filter(|section| section.made_of.is_empty())
}

fn basis(section: &EvidenceSection) -> String {
    if section.formula.is_empty() {
        format!("{} dòng", Vnd(section.rows.len() as i64))
    } else {
        section.formula.clone()
    }
}

fn overview(book: &EvidenceBook) -> SheetBlock {
    let line = |section: &EvidenceSection| {
        vec![section.title.clone(), section.exact.clone(), basis(section), section.clock.clone()]
    };
    SheetBlock::Table {
        columns: vec![
            column("Chỉ tiêu", 0, Align::Left),
            column("Giá trị", 33, Align::Right),
            column("Cách tính", 30, Align::Left),
            column("Thời điểm", 48, Align::Left),
        ],
        rows: book.sections.iter().map(line).collect(),
        total_rows: 0,
    }
}

fn shares(section: &EvidenceSection) -> SheetBlock {
    let line = |unit: &str, rows: u64, quantity: i64| {
        vec![unit.to_owned(), Vnd(rows.cast_signed()).to_string(), Vnd(quantity).to_string()]
    };
    let each = |share: &InUnit| line(named_unit(&share.unit), share.rows, share.quantity);
    let mut rows: Vec<Vec<String>> = section.shares.iter().map(each).collect();
    let counted: u64 = section.shares.iter().map(|share| share.rows).sum();
    rows.push(line("Tổng cộng", counted, section.shares.iter().map(|share| share.quantity).sum()));
    SheetBlock::Table {
        columns: vec![
            column("Xã, phường", 0, Align::Left),
            column("Số dòng", 25, Align::Right),
            column(&section.quantity_title, 45, Align::Right),
        ],
        rows,
        total_rows: 1,
    }
}

fn rows(section: &EvidenceSection) -> SheetBlock {
    let line = |(row, position): (&EvidenceRow, usize)| {
        let (unit, quantity) = (named_unit(&row.unit).to_owned(), Vnd(row.quantity).to_string());
        vec![position.to_string(), row.label.clone(), unit, quantity]
    };
    SheetBlock::Table {
        columns: vec![
            column("STT", 12, Align::Center),
            column("Nội dung", 0, Align::Left),
            column("Xã, phường", 45, Align::Left),
            column(&section.quantity_title, 32, Align::Right),
        ],
        rows: section.rows.iter().zip(1..).map(line).collect(),
        total_rows: 0,
    }
}

fn named_unit(unit: &str) -> &str {
    if unit.is_empty() { "(không rõ)" } else { unit }
}

/// One sheet with all figures, then one per base figure with every row.
pub fn annex_xlsx(book: &EvidenceBook) -> Result<Vec<u8>, PapersError> {
    let mut tables = vec![figures_table(book)];
    for section in bases(book) {
        tables.extend(section.rows.chunks(ROWS_IN_SHEET).map(|rows| rows_table(section, rows)));
    }
    Ok(workbook(&tables)?)
}

fn figures_table(book: &EvidenceBook) -> Table {
    let line = |section: &EvidenceSection| {
        let texts = [&section.id, &section.title, &section.exact, &basis(section), &section.clock];
        texts.into_iter().map(|text| Cell::Text(text.clone())).collect()
    };
    Table {
        name: "Chỉ tiêu".to_owned(),
        titles: vec![book.title.clone()],
        columns: vec![
            table_column("Mã", 32, Sum::None),
            table_column("Chỉ tiêu", 52, Sum::None),
            table_column("Giá trị", 24, Sum::None),
            table_column("Cách tính", 30, Sum::None),
            table_column("Thời điểm", 44, Sum::None),
        ],
        rows: book.sections.iter().map(line).collect(),
        ..Table::default()
    }
}

fn rows_table(section: &EvidenceSection, rows: &[EvidenceRow]) -> Table {
    let line = |(row, position): (&EvidenceRow, i64)| {
        vec![
            Cell::Number(position),
            Cell::Text(kind_shown(&row.kind).to_owned()),
            Cell::Number(row.id),
            Cell::Text(row.label.clone()),
            Cell::Text(row.unit.clone()),
            Cell::Number(row.quantity),
        ]
    };
    Table {
        name: section.id.clone(),
        titles: vec![section.title.clone(), format!("{} · {}", section.exact, section.clock)],
        columns: vec![
            table_column("STT", 8, Sum::None),
            table_column("Loại", 12, Sum::None),
            table_column("Mã", 12, Sum::None),
            table_column("Nội dung", 44, Sum::None),
            table_column("Xã, phường", 26, Sum::None),
            table_column(&section.quantity_title, 18, Sum::Column),
        ],
        rows: rows.iter().zip(1..).map(line).collect(),
        total_label: Some("Tổng cộng".to_owned()),
        ..Table::default()
    }
}

pub fn kind_shown(kind: &str) -> &str {
    match kind {
        "person" => "người",
        "household" => "hộ",
        "line" => "suất",
        "run" => "kỳ chi trả",
        "total" => "số tổng",
        "paper" => "văn bản",
        "case" => "hồ sơ",
        "month" => "tháng hưởng",
        "gift" | "gift_list" => "quà",
        "meeting" => "cuộc họp mặt",
        "campaign" => "đợt tặng quà",
        "learner" => "học viên",
        "training_class" => "lớp học",
        "training_problem" | "obstacle" => "vướng mắc",
        "house" => "nhà",
        "house_money" => "tiền làm nhà",
        "project" => "dự án",
        "spending" => "khoản chi",
        "inspection" => "cuộc kiểm tra",
        "inspection_finding" => "kết quả kiểm tra",
        "fund_entry" => "khoản thu, chi quỹ",
        "vacancy" => "chỗ việc làm trống",
        "employer" => "đơn vị",
        "placement" => "việc làm",
        "support" => "lượt hỗ trợ",
        "protection_case" => "vụ việc trẻ em",
        "substitute_care" => "chăm sóc thay thế",
        "grave" => "phần mộ",
        "remains" => "hài cốt",
        "event" => "sự kiện",
        "event_attendee" => "người dự",
        "care" => "lần chăm sóc",
        "plan" => "kế hoạch",
        "supply_form" => "phiếu cung lao động",
        "mother_care" => "phụng dưỡng Mẹ",
        "group" => "nhóm",
        "report" => "báo cáo",
        other => other,
    }
}
