//! A document as PDF.

use super::model::StoredDocument;
use crate::typeset::{Layout, Pdf, TypesetError, pdf};
use domain::reports::Document;
use jiff::civil::Date;

const LAYOUT: Layout = Layout { name: "document", source: include_str!("document.typ") };

/// `on` stands in the file's properties.
pub fn document_pdf(document: &Document, on: Date) -> Result<Pdf, TypesetError> {
    pdf(LAYOUT, &StoredDocument::from(document), on)
}
