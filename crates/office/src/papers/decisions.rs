//! A drafted decision, as DOCX to be worked on and as PDF to be read.

use super::PapersError;
use crate::reports::{pdf::document_pdf, word::document_docx};
use crate::typeset::Pdf;
use domain::papers::DecisionPaper;
use domain::reports::document::decision_document;
use jiff::civil::Date;

pub fn decision_docx(paper: &DecisionPaper) -> Result<Vec<u8>, PapersError> {
    document_docx(&decision_document(paper))
}

/// `on` is the day of the draft, for the file's properties.
pub fn decision_pdf(paper: &DecisionPaper, on: Date) -> Result<Pdf, PapersError> {
    Ok(document_pdf(&decision_document(paper), on)?)
}
