//! A document as DOCX: A4, margins and letters after NĐ 30/2020, page numbers centred in the top margin from the
//! second page on.

use super::model::{StoredBlock, StoredColumn, StoredDocument, StoredHead, StoredRun};
use crate::papers::PapersError;
use docx_rs::{
    AlignmentType, BorderType, BreakType, Docx, Header, LineSpacing, LineSpacingType, PageMargin, PageNum,
    Paragraph, Run, RunFonts, SpecialIndentType, Table, TableBorder, TableBorderPosition, TableBorders,
    TableCell, TableLayoutType, TableRow, VAlignType, WidthType,
};
use domain::reports::Document;
use std::io::Cursor;

// Twentieths of a point: 1 mm = 56.7.
const PAGE_WIDTH: u32 = 11_906;
const PAGE_HEIGHT: u32 = 16_838;
const TEXT_WIDTH: usize = 9_354; // 210 − 30 − 15 mm
const LEFT_WIDTH: usize = 3_900;
const RIGHT_WIDTH: usize = TEXT_WIDTH - LEFT_WIDTH;
const FIRST_LINE: i32 = 567; // 1 cm
const FONT: &str = "Times New Roman";
/// Half points.
const BODY: usize = 28;

pub fn document_docx(document: &Document) -> Result<Vec<u8>, PapersError> {
    let stored = StoredDocument::from(document);
    let mut docx = blank();
    if let Some(head) = &stored.head {
        docx = docx.add_table(letterhead(head)).add_paragraph(Paragraph::new());
    }
    for block in &stored.blocks {
        docx = add_block(docx, block);
    }
    let mut package = docx.build();
    package.document = repeat_headings(package.document);
    let mut out = Cursor::new(Vec::new());
    package.pack(&mut out).map_err(|error| PapersError::Docx(error.to_string()))?;
    Ok(out.into_inner())
}

fn blank() -> Docx {
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT).east_asia(FONT);
    let number = Paragraph::new().align(AlignmentType::Center).add_page_num(PageNum::new());
    Docx::new()
        .page_size(PAGE_WIDTH, PAGE_HEIGHT)
        .page_margin(PageMargin {
            top: 1_134,
            bottom: 1_134,
            left: 1_701,
            right: 851,
            header: 567,
            footer: 567,
            gutter: 0,
        })
        .default_fonts(fonts)
        .default_size(BODY)
        .first_header(Header::new().add_paragraph(Paragraph::new()))
        .header(Header::new().add_paragraph(number))
}

fn add_block(docx: Docx, block: &StoredBlock) -> Docx {
    match block {
        StoredBlock::Title { lines } => title(docx, lines),
        StoredBlock::Heading { level: _, text } => {
            let run = Run::new().add_text(text.as_str()).bold();
            docx.add_paragraph(indented().keep_next(true).add_run(run))
        }
        StoredBlock::Body { runs } => docx.add_paragraph(with_runs(indented(), runs, Shape::Plain)),
        StoredBlock::Ground { runs } => docx.add_paragraph(with_runs(indented(), runs, Shape::Italic)),
        StoredBlock::Salutation { runs } => {
            docx.add_paragraph(with_runs(indented().keep_next(true), runs, Shape::BoldItalic))
        }
        StoredBlock::Centred { runs } => docx.add_paragraph(with_runs(centred(), runs, Shape::Bold)),
        StoredBlock::Note { runs } => {
            let paragraph = Paragraph::new().align(AlignmentType::Right).size(24);
            docx.add_paragraph(with_runs(paragraph, runs, Shape::Italic))
        }
        StoredBlock::List { items } => items.iter().fold(docx, |docx, item| {
            let dash = indented().add_run(Run::new().add_text("- "));
            docx.add_paragraph(with_runs(dash, item, Shape::Plain))
        }),
        StoredBlock::Table { columns, rows, total_rows } => {
            docx.add_table(data_table(columns, rows, *total_rows)).add_paragraph(Paragraph::new())
        }
        StoredBlock::Signature { recipients, authority, title, name } => {
            docx.add_table(signature(recipients, authority, title, name)).add_paragraph(Paragraph::new())
        }
    }
}

#[derive(Clone, Copy)]
enum Shape {
    Plain,
    Bold,
    Italic,
    BoldItalic,
}

fn shape_run(run: Run, shape: Shape) -> Run {
    match shape {
        Shape::Plain => run,
        Shape::Bold => run.bold(),
        Shape::Italic => run.italic(),
        Shape::BoldItalic => run.bold().italic(),
    }
}

fn with_runs(paragraph: Paragraph, runs: &[StoredRun], shape: Shape) -> Paragraph {
    runs.iter().fold(paragraph, |paragraph, stored| {
        let (text, own) = match stored {
            StoredRun::Text { text } | StoredRun::Figure { text, .. } => (text, Shape::Plain),
            StoredRun::Strong { text } => (text, Shape::Bold),
            StoredRun::Emphasis { text } => (text, Shape::Italic),
        };
        paragraph.add_run(shape_run(shape_run(Run::new().add_text(text.as_str()), shape), own))
    })
}

/// Body text: justified, first line 1 cm, 6 pt after, lines a little wider than single.
fn indented() -> Paragraph {
    Paragraph::new()
        .align(AlignmentType::Both)
        .indent(None, Some(SpecialIndentType::FirstLine(FIRST_LINE)), None, None)
        .line_spacing(LineSpacing::new().before(60).after(120).line(276).line_rule(LineSpacingType::Auto))
}

fn centred() -> Paragraph {
    Paragraph::new().align(AlignmentType::Center).line_spacing(LineSpacing::new().before(60).after(120))
}

fn tight(align: AlignmentType) -> Paragraph {
    Paragraph::new().align(align).line_spacing(LineSpacing::new().before(0).after(20))
}

fn centred_line(text: &str, size: usize, shape: Shape) -> Paragraph {
    let run = Run::new().add_text(text).size(size);
    tight(AlignmentType::Center).add_run(shape_run(run, shape))
}

fn title(docx: Docx, lines: &[String]) -> Docx {
    let docx = lines.iter().enumerate().fold(docx, |docx, (at, line)| {
        docx.add_paragraph(match at {
            0 => centred_line(&line.to_uppercase(), 32, Shape::Bold),
            _ => centred_line(line, BODY, Shape::Bold),
        })
    });
    docx.add_paragraph(rule(24).line_spacing(LineSpacing::new().after(160)))
}

/// A short line under titles; a border would run across the page, so it is drawn with letters.
fn rule(length: usize) -> Paragraph {
    centred_line(&"_".repeat(length), 14, Shape::Plain)
}

fn letterhead(head: &StoredHead) -> Table {
    let left = || TableCell::new().width(LEFT_WIDTH, WidthType::Dxa);
    let right = || TableCell::new().width(RIGHT_WIDTH, WidthType::Dxa);
    let mut body = left();
    if !head.superior.is_empty() {
        body = body.add_paragraph(centred_line(&head.superior.to_uppercase(), 24, Shape::Plain));
    }
    let body = body
        .add_paragraph(centred_line(&head.office.to_uppercase(), 24, Shape::Bold))
        .add_paragraph(rule(18));
    let state = right()
        .add_paragraph(centred_line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 24, Shape::Bold))
        .add_paragraph(centred_line("Độc lập - Tự do - Hạnh phúc", 26, Shape::Bold))
        .add_paragraph(rule(42));
    let number = left().add_paragraph(centred_line(&head.number, 26, Shape::Plain));
    let dated = right().add_paragraph(centred_line(&head.dated, 26, Shape::Italic));
    let rows = vec![TableRow::new(vec![body, state]), TableRow::new(vec![number, dated])];
    plain_table(rows, vec![LEFT_WIDTH, RIGHT_WIDTH])
}

fn plain_table(rows: Vec<TableRow>, grid: Vec<usize>) -> Table {
    Table::without_borders(rows)
        .set_grid(grid)
        .width(TEXT_WIDTH, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
}

fn signature(recipients: &[String], authority: &str, title: &str, name: &str) -> Table {
    const HALF: usize = TEXT_WIDTH / 2;
    let mut left = TableCell::new().width(HALF, WidthType::Dxa);
    if !recipients.is_empty() {
        let heading = Run::new().add_text("Nơi nhận:").bold().italic().size(24);
        left = left.add_paragraph(tight(AlignmentType::Left).add_run(heading));
    }
    for line in recipients {
        let run = Run::new().add_text(line.as_str()).size(22);
        left = left.add_paragraph(tight(AlignmentType::Left).add_run(run));
    }
    let mut right = TableCell::new().width(HALF, WidthType::Dxa);
    if !authority.is_empty() {
        right = right.add_paragraph(centred_line(&authority.to_uppercase(), BODY, Shape::Bold));
    }
    let room = (0..4).fold(Run::new(), |run, _| run.add_break(BreakType::TextWrapping));
    right = right
        .add_paragraph(centred_line(&title.to_uppercase(), BODY, Shape::Bold))
        .add_paragraph(tight(AlignmentType::Center).add_run(room))
        .add_paragraph(centred_line(name, BODY, Shape::Bold));
    plain_table(vec![TableRow::new(vec![left, right])], vec![HALF, HALF])
}

fn data_table(columns: &[StoredColumn], rows: &[Vec<Vec<StoredRun>>], total_rows: usize) -> Table {
    let shares: usize = columns.iter().map(|column| usize::from(column.share)).sum::<usize>().max(1);
    let widths: Vec<usize> =
        columns.iter().map(|column| TEXT_WIDTH * usize::from(column.share) / shares).collect();
    let heading = columns
        .iter()
        .zip(&widths)
        .map(|(column, width)| cell(*width, centred_line(&column.title, 24, Shape::Bold)));
    // `cant_split` stands on heading rows only: `repeat_headings` finds them by it.
    let mut printed = vec![TableRow::new(heading.collect()).cant_split()];
    let last = rows.len().saturating_sub(total_rows);
    for (at, row) in rows.iter().enumerate() {
        let shape = if at >= last { Shape::Bold } else { Shape::Plain };
        let cells = row.iter().zip(columns).zip(&widths).map(|((runs, column), width)| {
            let align = if column.number { AlignmentType::Right } else { AlignmentType::Left };
            cell(*width, with_runs(tight(align).size(24), runs, shape))
        });
        printed.push(TableRow::new(cells.collect()));
    }
    Table::new(printed)
        .set_grid(widths)
        .width(TEXT_WIDTH, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .set_borders(thin_borders())
}

fn cell(width: usize, paragraph: Paragraph) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center).add_paragraph(paragraph)
}

fn thin_borders() -> TableBorders {
    let positions = [
        TableBorderPosition::Top,
        TableBorderPosition::Bottom,
        TableBorderPosition::Left,
        TableBorderPosition::Right,
        TableBorderPosition::InsideH,
        TableBorderPosition::InsideV,
    ];
    positions.into_iter().fold(TableBorders::new(), |borders, position| {
        borders.set(TableBorder::new(position).border_type(BorderType::Single).size(4).color("000000"))
    })
}

/// The writer knows no `tblHeader`: it is added to the rows that carry `cantSplit`.
fn repeat_headings(document: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(document) {
        Ok(text) => text.replace("<w:cantSplit />", "<w:cantSplit /><w:tblHeader />").into_bytes(),
        Err(error) => error.into_bytes(),
    }
}
