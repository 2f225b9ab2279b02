//! A report on one page: prose whose figures lead to their rows further down.

use askama::Template;
use domain::figures::checks::InUnit;
use domain::reports::document::{Numeric, Table};
use domain::reports::{Block, Document, EvidenceBook, EvidenceRow, EvidenceSection, ParagraphStyle, Run};

/// Rows of one figure on the page; the spreadsheet holds the rest.
pub const ROWS_ON_PAGE: usize = 500;

#[derive(Template)]
#[template(path = "report.html")]
pub struct ReportPage<'a> {
    pub title: &'a str,
    pub document: &'a Document,
    pub book: &'a EvidenceBook,
    /// Where the page comes from: frozen on which day, or as the books stand.
    pub note: &'a str,
    pub row_limit: usize,
    /// What stands before and after the id of a figure in its link.
    pub link_before: &'a str,
    pub link_after: &'a str,
}

/// The whole page, complete in itself: no file is loaded from elsewhere.
pub fn page(document: &Document, book: &EvidenceBook, note: &str) -> Result<String, askama::Error> {
    let (link_before, link_after) = ("#", "");
    let title = &document.title;
    ReportPage { title, document, book, note, row_limit: ROWS_ON_PAGE, link_before, link_after }.render()
}

pub(crate) fn style_class(style: &ParagraphStyle) -> &'static str {
    match style {
        ParagraphStyle::Body => "body",
        ParagraphStyle::Salutation => "salutation",
        ParagraphStyle::Ground => "ground",
        ParagraphStyle::Centred => "centred",
        ParagraphStyle::Note => "note",
    }
}

pub(crate) fn column_class(numeric: &Numeric) -> &'static str {
    match numeric {
        Numeric::Number => "number",
        Numeric::Text => "text",
    }
}

pub(crate) fn cell_class(table: &Table, column: &usize) -> &'static str {
    table.columns.get(*column).map_or("text", |column| column_class(&column.numeric))
}

pub(crate) fn grouped(number: &i64) -> String {
    domain::Vnd(*number).to_string()
}

pub(crate) fn counted(section: &EvidenceSection) -> String {
    domain::Vnd(section.rows.len() as i64).to_string()
}

pub(crate) fn counted_in(share: &InUnit) -> String {
    domain::Vnd(share.rows.cast_signed()).to_string()
}

pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A figure that another is made of is named by its title.
pub(crate) fn title_of<'a>(book: &'a EvidenceBook, id: &'a str) -> &'a str {
    book.sections.iter().find(|section| section.id == id).map_or(id, |section| &section.title)
}

pub(crate) fn first_rows(section: &EvidenceSection) -> &[EvidenceRow] {
    &section.rows[..section.rows.len().min(ROWS_ON_PAGE)]
}

/// A small report with every kind of block, for the check that each template renders.
pub fn sample() -> (Document, EvidenceBook) {
    (sample_document(), sample_book())
}

fn sample_document() -> Document {
    use domain::papers::Signer;
    use domain::reports::document::TableColumn;
    use domain::reports::{DocumentHead, FigureRun, SignatureBlock};
    let figure = |id: &str, shown: &str, exact: &str| {
        Run::Figure(FigureRun { id: id.to_owned(), shown: shown.to_owned(), exact: exact.to_owned() })
    };
    let text = |text: &str| Run::Text(text.to_owned());
    let column = |title: &str, numeric| TableColumn { title: title.to_owned(), share: 1, numeric };
    Document {
        title: "Báo cáo thử".to_owned(),
        head: Some(DocumentHead {
            superior: "Ủy ban nhân dân thị xã".to_owned(),
            office: "Phòng <thử> & \"nghiệm\"".to_owned(),
            number: "Số: 05/BC-LĐTBXH".to_owned(),
            dated: "Trảng Bàng, ngày 05 tháng 01 năm 2024".to_owned(),
        }),
        blocks: vec![
            Block::Title(vec!["Báo cáo".to_owned(), "Kết quả năm 2023".to_owned()]),
            Block::Heading { level: 1, text: "1. Giảm nghèo".to_owned() },
            Block::Paragraph {
                style: ParagraphStyle::Body,
                runs: vec![
                    text("Còn "),
                    figure("poverty.2023.households", "204", "204 hộ"),
                    text(" hộ nghèo, "),
                    Run::Strong("chiếm ".to_owned()),
                    figure("poverty.2023.rate", "0,46%", "0,46%"),
                    Run::Emphasis(".".to_owned()),
                ],
            },
            Block::List(vec![vec![text("Một việc")], vec![text("Hai việc")]]),
            Block::Table(Table {
                columns: vec![column("Xã", Numeric::Text), column("Số hộ", Numeric::Number)],
                rows: vec![
                    vec![vec![text("An Hòa")], vec![text("204")]],
                    vec![vec![text("Cộng")], vec![text("204")]],
                ],
                total_rows: 1,
            }),
            Block::Signature(SignatureBlock {
                recipients: vec!["Như trên".to_owned(), "Lưu: VT".to_owned()],
                authority: String::new(),
                signer: Signer::new("TRƯỞNG PHÒNG", "Nguyễn Hoàng Phương Uyên"),
            }),
        ],
    }
}

fn sample_book() -> EvidenceBook {
    let row = |id, label: &str| EvidenceRow {
        kind: "household".to_owned(),
        id,
        label: label.to_owned(),
        unit: "Phường An Hòa".to_owned(),
        quantity: 1,
    };
    let rows = vec![row(1, "HN001 - Lê Thị Út"), row(2, "HN002 - Thạch Sa Phép")];
    let base = EvidenceSection {
        id: "poverty.2023.households".to_owned(),
        title: "Số hộ nghèo cuối năm 2023".to_owned(),
        exact: "204 hộ".to_owned(),
        clock: "kết quả rà soát năm 2023".to_owned(),
        quantity_title: "Số hộ".to_owned(),
        shares: EvidenceSection::shares_of(&rows),
        rows,
        ..EvidenceSection::default()
    };
    let derived = EvidenceSection {
        id: "poverty.2023.rate".to_owned(),
        title: "Tỷ lệ hộ nghèo năm 2023".to_owned(),
        exact: "0,46%".to_owned(),
        clock: "kết quả rà soát năm 2023".to_owned(),
        made_of: vec!["poverty.2023.households".to_owned()],
        formula: "204 ÷ 44.347".to_owned(),
        ..EvidenceSection::default()
    };
    EvidenceBook { title: "Căn cứ của số liệu".to_owned(), sections: vec![base, derived] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_leads_to_its_rows() {
        let (document, book) = sample();
        let html = page(&document, &book, "Chốt ngày 05/01/2024.").unwrap();
        for figure in document.figures() {
            assert!(html.contains(&format!("href=\"#{}\"", figure.id)), "{}", figure.id);
            assert!(html.contains(&format!("<section id=\"{}\">", figure.id)), "{}", figure.id);
        }
        assert!(html.contains("HN002 - Thạch Sa Phép"));
        assert!(html.contains("Phòng &#60;thử&#62; &#38; &#34;nghiệm&#34;"), "text is escaped");
        assert!(!html.contains("src=") && !html.contains("http"), "the page is complete in itself");
    }

    #[test]
    fn long_lists_are_cut_and_say_so() {
        let (document, mut book) = sample();
        let row = book.sections[0].rows[0].clone();
        book.sections[0].rows = vec![row; ROWS_ON_PAGE + 1];
        let html = page(&document, &book, "").unwrap();
        assert!(html.contains("Xem 500 trong 501 dòng"));
        assert_eq!(html.matches("HN001 - Lê Thị Út").count(), ROWS_ON_PAGE);
    }
}
