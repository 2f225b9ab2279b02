//! Makes the synthetic office of 2023: the workbooks that the labour and social-affairs office of a town would have,
//! with invented people and the totals of a real report. It stands for an office's own Excel files and therefore
//! knows nothing of the rest of the program.
//!
//! The same seed gives the same bytes.
//!
//! The files come in the order of an office's year: what stands before `quyet-dinh-2023.xlsx` is there when the books
//! are opened (but `ho-ngheo-2023.xlsx` is made in December 2023); the decisions carry the day on which the office has
//! them; `so-bo-sung-2023`, `bien-dong-2023` and, from October on, `bao-cao-xa-2023` come month by month. What the payer brings back depends on the lists
//! that the program makes: [`Payer`] answers them.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rust_xlsxwriter::XlsxError;

pub use results::{Payer, Payment, PaymentList, results_for};
pub use stock::Stock;
pub use targets::{SOURCE, SourceFigure};

mod targets;
mod office;
mod person;
mod names;
mod places;
mod relatives;
mod merit;
mod assistance;
mod oddities;
mod household;
mod labour;
mod children;
mod year;
mod stock;
mod books;
mod sheet;
mod results;
mod rates;
mod month;
mod rng;
#[cfg(test)]
mod tests;

/// Why the workbooks were not written.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error("không ghi được tệp {path}: {source}")]
    Write { path: PathBuf, source: std::io::Error },
    #[error("không tạo được bảng tính: {0}")]
    Workbook(#[from] XlsxError),
}

impl DemoError {
    /// Stable, for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            DemoError::Write { .. } => "demo_write",
            DemoError::Workbook(_) => "demo_workbook",
        }
    }
}

/// A written workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// Below the folder of the workbooks, with `/`.
    pub path: String,
    /// Its lists in the order of the sheets: kind, sheet, rows without headings and sums.
    pub sheets: Vec<(&'static str, String, usize)>,
}

/// What was written, and what should come out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// In the order in which an office would import them.
    pub files: Vec<WrittenFile>,
    /// The list of December 2022, as `chi-tra-2022-12.xlsx` has it.
    pub opening: Stock,
    /// The list of December 2023, arrears apart, by the generator's own bookkeeping: decisions and reports received
    /// by 22 November 2023. People who are paid other than the engine says keep what they are paid.
    pub december: Stock,
    /// Distinct people of the registers of merit: files and relatives, living and dead, additions of 2023 included.
    pub merit_registry: usize,
    /// People (`Mã đối tượng`) for whom a takeover should find a difference or a missing fact.
    pub oddities: Vec<String>,
}

/// Writes all workbooks below `dir`, which is created. `progress` is told the path of each before it is written.
///
/// # Errors
/// When a folder or file cannot be written.
pub fn write(dir: &Path, seed: u64, progress: &mut dyn FnMut(&str)) -> Result<Summary, DemoError> {
    let office = generate(seed);
    let books = books::all(&office);
    books.iter().for_each(|book| progress(&book.path));
    write_books(dir, &books)?;
    let files = books.into_iter().map(|book| WrittenFile {
        path: book.path,
        sheets: book.tables.into_iter().map(|t| (t.kind, t.sheet, t.rows.len())).collect(),
    });
    let files = files.collect();
    Ok(summary(&office, files))
}

/// Workbooks do not depend on each other: each core takes the next.
fn write_books(dir: &Path, books: &[books::Book]) -> Result<(), DemoError> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(book) = books.get(next.fetch_add(1, Ordering::Relaxed)) {
            write_book(dir, book)?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let written =
            threads.into_iter().map(|t| t.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        written.collect()
    })
}

fn write_book(dir: &Path, book: &books::Book) -> Result<(), DemoError> {
    let bytes = sheet::bytes(&book.tables)?;
    let path = dir.join(&book.path);
    let failed = |source| DemoError::Write { path: path.clone(), source };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    std::fs::write(&path, bytes).map_err(failed)
}

fn generate(seed: u64) -> office::Office {
    let mut office = office::Office::new(seed);
    relatives::martyrs(&mut office);
    merit::generate(&mut office);
    relatives::generate(&mut office);
    assistance::generate(&mut office);
    oddities::generate(&mut office);
    household::generate(&mut office);
    year::assistance(&mut office);
    year::deaths(&mut office);
    year::merits(&mut office);
    year::moves(&mut office);
    year::number(&mut office);
    relatives::more_worshippers(&mut office);
    household::screened(&mut office);
    children::generate(&mut office);
    labour::generate(&mut office);
    office
}

fn summary(office: &office::Office, files: Vec<WrittenFile>) -> Summary {
    let mut merit: Vec<person::PersonId> = office.files.iter().map(|f| f.person).collect();
    merit.extend(office.relatives.iter().map(|r| r.person));
    merit.sort_unstable();
    merit.dedup();
    Summary {
        files,
        opening: stock::opening(office),
        december: stock::december(office),
        merit_registry: merit.len(),
        oddities: office.oddities.iter().map(|person| office.code(*person)).collect(),
    }
}
