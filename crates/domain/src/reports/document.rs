//! What a report consists of, before it becomes HTML, DOCX or PDF.

use crate::papers::{DecisionPaper, Signer};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// For the file's properties.
    pub title: String,
    /// Administrative papers carry one, a speech does not.
    pub head: Option<DocumentHead>,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentHead {
    pub superior: String,
    pub office: String,
    /// `Số: 05/BC-LĐTBXH`.
    pub number: String,
    /// `Trảng Bàng, ngày 05 tháng 01 năm 2024`.
    pub dated: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The first line in large capitals, the others bold below it.
    Title(Vec<String>),
    /// 1: `1. Công tác …`; 2: below it.
    Heading {
        level: u8,
        text: String,
    },
    Paragraph {
        style: ParagraphStyle,
        runs: Vec<Run>,
    },
    /// Items with a dash.
    List(Vec<Vec<Run>>),
    Table(Table),
    Signature(SignatureBlock),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphStyle {
    /// Justified, first line indented.
    Body,
    /// `Kính thưa …`: bold italic, indented.
    Salutation,
    /// Legal grounds: italic, indented.
    Ground,
    /// Bold, centred.
    Centred,
    /// Small italic on the right, above a table.
    Note,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    Text(String),
    Strong(String),
    Emphasis(String),
    Figure(FigureRun),
}

/// A figure in a sentence: it opens onto its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRun {
    /// As in the catalogue.
    pub id: String,
    /// As the sentence says it, round words included.
    pub shown: String,
    /// As computed, with its unit.
    pub exact: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub columns: Vec<TableColumn>,
    pub rows: Vec<Vec<Vec<Run>>>,
    /// How many of the last rows are sums.
    pub total_rows: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumn {
    pub title: String,
    /// Shares of the width.
    pub share: u16,
    pub numeric: Numeric,
}

/// Numbers stand on the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numeric {
    Text,
    Number,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureBlock {
    /// Without dash and closing mark; empty: no `Nơi nhận`.
    pub recipients: Vec<String>,
    /// Above the title, `TM. ỦY BAN NHÂN DÂN`; may be empty.
    pub authority: String,
    pub signer: Signer,
}

/// Text of the runs, figures as shown.
pub fn plain(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| match run {
            Run::Text(text) | Run::Strong(text) | Run::Emphasis(text) => text.as_str(),
            Run::Figure(figure) => figure.shown.as_str(),
        })
        .collect()
}

impl Document {
    /// Every figure in reading order, with repetitions.
    pub fn figures(&self) -> Vec<&FigureRun> {
        let runs = self.blocks.iter().flat_map(Block::runs).flatten();
        runs.filter_map(|run| match run {
            Run::Figure(figure) => Some(figure),
            Run::Text(_) | Run::Strong(_) | Run::Emphasis(_) => None,
        })
        .collect()
    }
}

impl Block {
    /// The sentences of the block; headings and signatures have none.
    pub fn runs(&self) -> Vec<&[Run]> {
        match self {
            Block::Paragraph { runs, .. } => vec![runs],
            Block::List(items) => items.iter().map(Vec::as_slice).collect(),
            Block::Table(table) => table.rows.iter().flatten().map(Vec::as_slice).collect(),
            Block::Title(_) | Block::Heading { .. } | Block::Signature(_) => Vec::new(),
        }
    }
}

/// A decision as a document (NĐ 30/2020, Annex I): gaps where number and day are not yet drawn.
pub fn decision_document(paper: &DecisionPaper) -> Document {
    let letterhead = &paper.letterhead;
    let number = if paper.number.is_empty() { "……" } else { &paper.number };
    let dated = match paper.signed_on {
        Some(day) => format!("{}, {}", letterhead.place, crate::dates::long(day)),
        None => format!("{}, ngày …… tháng …… năm ……", letterhead.place),
    };
    let text = |style, text: String| Block::Paragraph { style, runs: vec![Run::Text(text)] };
    let mut blocks = vec![
        Block::Title(vec!["Quyết định".to_owned(), paper.subject.clone()]),
        text(ParagraphStyle::Centred, paper.authority.to_uppercase()),
    ];
    let last = paper.grounds.len().saturating_sub(1);
    for (at, ground) in paper.grounds.iter().enumerate() {
        let mark = if at == last { '.' } else { ';' };
        blocks.push(text(ParagraphStyle::Ground, format!("{ground}{mark}")));
    }
    blocks.push(text(ParagraphStyle::Centred, "QUYẾT ĐỊNH:".to_owned()));
    for (article, number) in paper.articles.iter().zip(1..) {
        for (at, paragraph) in article.paragraphs.iter().enumerate() {
            let mut runs = Vec::new();
            if at == 0 {
                runs.push(Run::Strong(format!("Điều {number}. ")));
            }
            runs.push(Run::Text(paragraph.clone()));
            blocks.push(Block::Paragraph { style: ParagraphStyle::Body, runs });
        }
    }
    blocks.push(Block::Signature(SignatureBlock {
        recipients: paper.recipients.clone(),
        authority: String::new(),
        signer: letterhead.head.clone(),
    }));
    if !paper.explanation.is_empty() {
        blocks.push(Block::Heading { level: 1, text: "Cách tính mức hưởng".to_owned() });
        let items = paper.explanation.iter().map(|step| vec![Run::Text(step.clone())]);
        blocks.push(Block::List(items.collect()));
    }
    Document {
        title: format!("Quyết định {}", lowered(&paper.subject)),
        head: Some(DocumentHead {
            superior: letterhead.superior.clone(),
            office: letterhead.office_below(),
            number: format!("Số: {number}/{}", paper.symbol),
            dated,
        }),
        blocks,
    }
}

fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
