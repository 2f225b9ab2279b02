//! Laying out papers: typst as a library, with fonts and layouts inside the program and the data as JSON.

pub mod world;
pub mod measure;
pub mod sheet;
pub mod workbook;

use jiff::civil::Date;
use serde::Serialize;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use thiserror::Error;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use world::PaperWorld;

/// A layout: a typst source that reads its data from `data.json` and its common parts from `common.typ`.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    pub name: &'static str,
    pub source: &'static str,
}

#[derive(Debug, Error)]
pub enum TypesetError {
    #[error("không dàn được trang ({layout}): {message}")]
    Layout { layout: &'static str, message: String },
    #[error("không ghi được PDF ({layout}): {message}")]
    Pdf { layout: &'static str, message: String },
    #[error("dữ liệu của trang in không hợp lệ: {0}")]
    Data(#[from] serde_json::Error),
}

impl TypesetError {
    pub fn code(&self) -> &'static str {
        match self {
            TypesetError::Layout { .. } => "typeset_layout",
            TypesetError::Pdf { .. } => "typeset_pdf",
            TypesetError::Data(_) => "typeset_data",
        }
    }
}

/// A finished PDF and how many pages it has.
#[derive(Clone, Debug)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub pages: NonZeroUsize,
}

/// Lays `data` out as PDF/A-2u. The same layout, data and day always give the same bytes: `on` is the only date
/// in the file. Typst's caches are emptied afterwards, so a long run of papers needs the memory of its largest. They are
/// one for the process: a paper waits for the one before, which would empty them under it.
pub fn pdf(layout: Layout, data: &impl Serialize, on: Date) -> Result<Pdf, TypesetError> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let world = PaperWorld::new(layout, serde_json::to_vec(data)?);
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let finished = compile(layout, &world, on);
    typst::comemo::evict(0);
    finished
}

fn compile(layout: Layout, world: &PaperWorld, on: Date) -> Result<Pdf, TypesetError> {
    let document: PagedDocument = typst::compile(world)
        .output
        .map_err(|errors| TypesetError::Layout { layout: layout.name, message: told(&errors) })?;
    let standards = PdfStandards::new(&[PdfStandard::A_2u])
        .map_err(|error| TypesetError::Pdf { layout: layout.name, message: format!("{error:?}") })?;
    let options = PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some("An Sinh".to_owned())),
        timestamp: typst::foundations::Datetime::from_ymd(
            i32::from(on.year()),
            on.month().unsigned_abs(),
            on.day().unsigned_abs(),
        )
        .map(Timestamp::new_utc),
        standards,
        tagged: false,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options)
        .map_err(|errors| TypesetError::Pdf { layout: layout.name, message: told(&errors) })?;
    let pages = NonZeroUsize::new(document.pages().len())
        .ok_or_else(|| TypesetError::Pdf {
            layout: layout.name, message: "không có trang nào".to_owned()
        })?;
    Ok(Pdf { bytes, pages })
}

fn told(errors: &[typst::diag::SourceDiagnostic]) -> String {
    errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests;
