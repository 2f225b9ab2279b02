//! Why a command did nothing.

use crate::permission::Permission;
use law::LawError;
use store::StoreError;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OfficeError {
    /// What was not found, such as `người có số định danh …`; never a personal detail in a log.
    #[error("không tìm thấy {0}")]
    NotFound(String),
    #[error("không có quyền {}", .0.label())]
    Forbidden(Permission),
    /// A rule of the office's work.
    #[error("{}", .0.message)]
    Refused(Refusal),
    /// Somebody else has changed what the command was about to change.
    #[error("{0}")]
    Conflict(String),
    /// All problems of a form at once.
    #[error("{}", .0.iter().map(Problem::to_string).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<Problem>),
    #[error(transparent)]
    Law(#[from] LawError),
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file that cannot be read or written, and why.
    #[error("{0}")]
    File(String),
}

/// A refusal with its stable code: `not_drafted`, `same_person`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: &'static str,
    /// Whole Vietnamese sentence: what happened, why, what to do.
    pub message: String,
}

/// One field of a form that cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {message}")]
pub struct Problem {
    pub field: &'static str,
    pub message: String,
}

impl Problem {
    pub fn new(field: &'static str, message: impl Into<String>) -> Problem {
        Problem { field, message: message.into() }
    }
}

impl OfficeError {
    pub fn refused(code: &'static str, message: impl Into<String>) -> OfficeError {
        OfficeError::Refused(Refusal { code, message: message.into() })
    }

    /// `Ok` if there are no problems.
    pub fn unless_empty(problems: Vec<Problem>) -> Result<(), OfficeError> {
        if problems.is_empty() { Ok(()) } else { Err(OfficeError::Invalid(problems)) }
    }

    /// Stable code for the command line, the API and tests.
    pub fn code(&self) -> &'static str {
        match self {
            OfficeError::NotFound(_) => "not_found",
            OfficeError::Forbidden(_) => "forbidden",
            OfficeError::Refused(refusal) => refusal.code,
            OfficeError::Conflict(_) => "conflict",
            OfficeError::Invalid(_) => "invalid",
            OfficeError::Law(error) => error.code(),
            OfficeError::Store(error) => error.code(),
            OfficeError::File(_) => "file",
        }
    }
}
