//! Writing the papers of a run: lists to sign, summaries, bank files, records, drafts of decisions.

pub mod list_pdf;
pub mod tables;
pub mod summaries;
pub mod records;
pub mod decisions;

use crate::typeset::TypesetError;
use crate::typeset::sheet::SignerCell;
use domain::Vnd;
use domain::papers::{AdjustmentList, BankFile, Letterhead, PapersOfRun, PaymentList, Signer, Summary};
use domain::words::{self, Style};
use std::path::{Path, PathBuf};
use thiserror::Error;

#[derive(Debug, Error)]
pub enum PapersError {
    #[error(transparent)]
    Typeset(#[from] TypesetError),
    #[error("không ghi được bảng tính: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error("không ghi được tệp CSV: {0}")]
    Csv(#[from] csv::Error),
    #[error("không ghi được tệp Word: {0}")]
    Docx(String),
    #[error("không ghi được tệp {path}: {source}")]
    File { path: PathBuf, source: std::io::Error },
}

impl PapersError {
    pub fn code(&self) -> &'static str {
        match self {
            PapersError::Typeset(error) => error.code(),
            PapersError::Workbook(_) => "papers_workbook",
            PapersError::Csv(_) => "papers_csv",
            PapersError::Docx(_) => "papers_docx",
            PapersError::File { .. } => "papers_file",
        }
    }
}

/// Writes every paper of the run under `dir`, one file after the other, so that memory stays that of the largest.
/// `progress(done, all)` is called after each paper. Gives the files in the order in which they were written.
///
/// Folders: `danh-sach/` (PDF and XLSX per list), `tong-hop/`, `ngan-hang/`, `dieu-chinh/`, `doi-soat/`.
pub fn write_papers(
    dir: &Path,
    papers: &PapersOfRun,
    mut progress: impl FnMut(usize, usize),
) -> Result<Vec<PathBuf>, PapersError> {
    let summaries = Summary::of(&papers.lists);
    let banks = BankFile::of(&papers.lists, &papers.run);
    let adjustments: Vec<AdjustmentList> = papers.adjustments.iter().flat_map(per_unit).collect();
    let all =
        papers.lists.len() + summaries.len() + banks.len() + adjustments.len() + papers.reconciliations.len();
    let mut writer = Writer { dir, written: Vec::new() };
    let mut done = 0;
    let mut step = || {
        done += 1;
        progress(done, all);
    };
    for list in &papers.lists {
        let name = format!("danh-sach/{}", file_name(&list.id));
        let pdf = list_pdf::list_pdf(&papers.letterhead, &papers.run, list)?;
        writer.write(&format!("{name}.pdf"), &pdf.bytes)?;
        writer.write(&format!("{name}.xlsx"), &tables::list_xlsx(&papers.run, list)?)?;
        step();
    }
    for (summary, position) in summaries.iter().zip(1..) {
        let name = format!("tong-hop/tong-hop-{position:02}");
        writer.write(&format!("{name}.pdf"), &summaries::summary_pdf(papers, summary)?.bytes)?;
        writer.write(&format!("{name}.xlsx"), &tables::summary_xlsx(&papers.run, summary)?)?;
        step();
    }
    for (bank, position) in banks.iter().zip(1..) {
        let name = format!("ngan-hang/{position:02}-{}", file_name(&bank.bank));
        writer.write(&format!("{name}.xlsx"), &tables::bank_xlsx(&papers.run, bank)?)?;
        writer.write(&format!("{name}.csv"), &tables::bank_csv(bank)?)?;
        step();
    }
    for (list, position) in adjustments.iter().zip(1..) {
        let name = format!("dieu-chinh/dieu-chinh-{position:02}");
        writer.write(&format!("{name}.pdf"), &summaries::adjustment_pdf(papers, list)?.bytes)?;
        writer.write(&format!("{name}.xlsx"), &tables::adjustment_xlsx(list)?)?;
        step();
    }
    for (record, position) in papers.reconciliations.iter().zip(1..) {
        let pdf = records::reconciliation_pdf(&papers.letterhead, &papers.run, record)?;
        writer.write(&format!("doi-soat/doi-soat-{position:02}.pdf"), &pdf.bytes)?;
        step();
    }
    Ok(writer.written)
}

struct Writer<'a> {
    dir: &'a Path,
    written: Vec<PathBuf>,
}

impl Writer<'_> {
    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), PapersError> {
        let path = self.dir.join(name);
        let failed = |source| PapersError::File { path: path.clone(), source };
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(failed)?;
        }
        std::fs::write(&path, bytes).map_err(failed)?;
        self.written.push(path);
        Ok(())
    }
}

/// One paper per commune: no table is longer than a commune.
fn per_unit(list: &AdjustmentList) -> Vec<AdjustmentList> {
    let units: std::collections::BTreeSet<&str> = list.rows.iter().map(|row| row.unit.as_str()).collect();
    let of = |unit: &str| AdjustmentList {
        rows: list.rows.iter().filter(|row| row.unit == unit).cloned().collect(),
        ..list.clone()
    };
    units.into_iter().map(of).collect()
}

/// ASCII letters, digits, hyphens and underscores; marks are dropped, the rest becomes a hyphen.
pub fn file_name(text: &str) -> String {
    let plain = domain::papers::bank_name(text).to_lowercase();
    let mut name = String::with_capacity(plain.len());
    for c in plain.chars() {
        let kept = if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
        if kept != '-' || !name.ends_with('-') {
            name.push(kept);
        }
    }
    name.trim_matches('-').to_owned()
}

/// `Một triệu không trăm linh năm nghìn đồng`.
pub(crate) fn in_words(amount: Vnd) -> String {
    words::amount(amount, Style::default())
}

pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The cells to sign; the head's bears the seal.
fn signer_cells(signers: &[Signer], letterhead: &Letterhead) -> Vec<SignerCell> {
    let cell = |signer: &Signer| {
        if *signer == letterhead.head { SignerCell::sealed(signer) } else { SignerCell::of(signer) }
    };
    signers.iter().map(cell).collect()
}

/// Lists are named by what they hold; used where a list is cited.
pub fn list_title(list: &PaymentList) -> String {
    if list.point.is_empty() { list.unit.clone() } else { format!("{} - {}", list.unit, list.point) }
}
