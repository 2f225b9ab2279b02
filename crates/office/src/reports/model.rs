//! The document model as JSON: what the typst layout reads and what a frozen report keeps.

use domain::papers::Signer;
use domain::reports::document::{Numeric, Table, TableColumn};
use domain::reports::{Block, Document, DocumentHead, FigureRun, ParagraphStyle, Run, SignatureBlock};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredDocument {
    pub title: String,
    pub head: Option<StoredHead>,
    pub blocks: Vec<StoredBlock>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredHead {
    pub superior: String,
    pub office: String,
    pub number: String,
    pub dated: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StoredBlock {
    Title { lines: Vec<String> },
    Heading { level: u8, text: String },
    Body { runs: Vec<StoredRun> },
    Salutation { runs: Vec<StoredRun> },
    Ground { runs: Vec<StoredRun> },
    Centred { runs: Vec<StoredRun> },
    Note { runs: Vec<StoredRun> },
    List { items: Vec<Vec<StoredRun>> },
    Table { columns: Vec<StoredColumn>, rows: Vec<Vec<Vec<StoredRun>>>, total_rows: usize },
    Signature { recipients: Vec<String>, authority: String, title: String, name: String },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredColumn {
    pub title: String,
    pub share: u16,
    pub number: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StoredRun {
    Text { text: String },
    Strong { text: String },
    Emphasis { text: String },
    Figure { id: String, text: String, exact: String },
}

impl From<&Document> for StoredDocument {
    fn from(document: &Document) -> StoredDocument {
        let head = document.head.as_ref().map(|head| StoredHead {
            superior: head.superior.clone(),
            office: head.office.clone(),
            number: head.number.clone(),
            dated: head.dated.clone(),
        });
        let blocks = document.blocks.iter().map(stored_block).collect();
        StoredDocument { title: document.title.clone(), head, blocks }
    }
}

impl From<StoredDocument> for Document {
    fn from(stored: StoredDocument) -> Document {
        let head = stored.head.map(|head| DocumentHead {
            superior: head.superior,
            office: head.office,
            number: head.number,
            dated: head.dated,
        });
        Document { title: stored.title, head, blocks: stored.blocks.into_iter().map(block).collect() }
    }
}

fn stored_block(block: &Block) -> StoredBlock {
    match block {
        Block::Title(lines) => StoredBlock::Title { lines: lines.clone() },
        Block::Heading { level, text } => StoredBlock::Heading { level: *level, text: text.clone() },
        Block::Paragraph { style, runs } => stored_paragraph(*style, stored_runs(runs)),
        Block::List(items) => {
            StoredBlock::List { items: items.iter().map(|item| stored_runs(item)).collect() }
        }
        Block::Table(table) => stored_table(table),
        Block::Signature(signature) => StoredBlock::Signature {
            recipients: marked(&signature.recipients),
            authority: signature.authority.clone(),
            title: signature.signer.title.clone(),
            name: signature.signer.name.clone(),
        },
    }
}

fn stored_paragraph(style: ParagraphStyle, runs: Vec<StoredRun>) -> StoredBlock {
    match style {
        ParagraphStyle::Body => StoredBlock::Body { runs },
        ParagraphStyle::Salutation => StoredBlock::Salutation { runs },
        ParagraphStyle::Ground => StoredBlock::Ground { runs },
        ParagraphStyle::Centred => StoredBlock::Centred { runs },
        ParagraphStyle::Note => StoredBlock::Note { runs },
    }
}

fn stored_table(table: &Table) -> StoredBlock {
    let columns = table.columns.iter().map(|column| StoredColumn {
        title: column.title.clone(),
        share: column.share,
        number: column.numeric == Numeric::Number,
    });
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| stored_runs(cell)).collect());
    StoredBlock::Table { columns: columns.collect(), rows: rows.collect(), total_rows: table.total_rows }
}

/// Recipients with dash and closing mark, the last one with a full stop.
fn marked(lines: &[String]) -> Vec<String> {
    let last = lines.len().saturating_sub(1);
    let each = lines.iter().enumerate();
    each.map(|(at, line)| format!("- {line}{}", if at == last { "." } else { ";" })).collect()
}

fn stored_runs(runs: &[Run]) -> Vec<StoredRun> {
    let stored = runs.iter().map(|run| match run {
        Run::Text(text) => StoredRun::Text { text: text.clone() },
        Run::Strong(text) => StoredRun::Strong { text: text.clone() },
        Run::Emphasis(text) => StoredRun::Emphasis { text: text.clone() },
        Run::Figure(figure) => StoredRun::Figure {
            id: figure.id.clone(),
            text: figure.shown.clone(),
            exact: figure.exact.clone(),
        },
    });
    stored.collect()
}

fn block(stored: StoredBlock) -> Block {
    let paragraph = |style, stored: Vec<StoredRun>| Block::Paragraph { style, runs: runs(stored) };
    match stored {
        StoredBlock::Title { lines } => Block::Title(lines),
        StoredBlock::Heading { level, text } => Block::Heading { level, text },
        StoredBlock::Body { runs } => paragraph(ParagraphStyle::Body, runs),
        StoredBlock::Salutation { runs } => paragraph(ParagraphStyle::Salutation, runs),
        StoredBlock::Ground { runs } => paragraph(ParagraphStyle::Ground, runs),
        StoredBlock::Centred { runs } => paragraph(ParagraphStyle::Centred, runs),
        StoredBlock::Note { runs } => paragraph(ParagraphStyle::Note, runs),
        StoredBlock::List { items } => Block::List(items.into_iter().map(runs).collect()),
        StoredBlock::Table { columns, rows, total_rows } => Block::Table(Table {
            columns: columns.into_iter().map(column).collect(),
            rows: rows.into_iter().map(|row| row.into_iter().map(runs).collect()).collect(),
            total_rows,
        }),
        StoredBlock::Signature { recipients, authority, title, name } => Block::Signature(SignatureBlock {
            recipients: recipients.iter().map(|line| unmarked(line)).collect(),
            authority,
            signer: Signer { title, name },
        }),
    }
}

fn column(stored: StoredColumn) -> TableColumn {
    let numeric = if stored.number { Numeric::Number } else { Numeric::Text };
    TableColumn { title: stored.title, share: stored.share, numeric }
}

fn unmarked(line: &str) -> String {
    line.trim_start_matches("- ").trim_end_matches(['.', ';']).to_owned()
}

fn runs(stored: Vec<StoredRun>) -> Vec<Run> {
    let runs = stored.into_iter().map(|run| match run {
        StoredRun::Text { text } => Run::Text(text),
        StoredRun::Strong { text } => Run::Strong(text),
        StoredRun::Emphasis { text } => Run::Emphasis(text),
        StoredRun::Figure { id, text, exact } => Run::Figure(FigureRun { id, shown: text, exact }),
    });
    runs.collect()
}
