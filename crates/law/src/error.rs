//! Why the law gives no answer.

use crate::facts::worded;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LawError {
    /// A law page cannot be read; the office's installation is at fault.
    #[error("trang luật {page}, dòng {line}: {message}")]
    Page { page: String, line: usize, message: String },
    #[error("chỉ tính được các tháng từ 7/2021 đến 12/2030, không có tháng {}", .0.in_words())]
    UnsupportedMonth(crate::Month),
    /// Something would be due from a table that is not known (assess §3).
    #[error("{what}: bảng mức chưa công bố hoặc chưa có trong tay cho tháng {}", month.in_words())]
    TablesNotPublished { what: String, month: crate::Month },
    /// The answer turns on a point of law that is not settled (assess §15).
    #[error("{}: {why}", point.word())]
    RuleUnknown { point: Point, why: String },
    /// Decision terms name a category, class or row that no page has.
    #[error("không có {0} trong các trang luật")]
    UnknownTerms(String),
}

impl LawError {
    /// The stable code of the exchange format.
    pub fn code(&self) -> &'static str {
        match self {
            LawError::Page { .. } => "law_page",
            LawError::UnsupportedMonth(_) => "unsupported_month",
            LawError::TablesNotPublished { .. } => "tables_not_published",
            LawError::RuleUnknown { .. } => "rule_unknown",
            LawError::UnknownTerms(_) => "unknown_terms",
        }
    }
}

worded!(
    /// Points of law that are not settled (assess §15): never answered with zero.
    Point {
        EndedBeforeForce = "ended_before_force",
        PartialPension = "partial_pension",
        CareOverlap = "care_overlap",
        CombinedRate = "combined_rate",
        SpecialSupplementStart = "special_supplement_start",
        ResistanceRounding = "resistance_rounding",
        NoticeCostDate = "notice_cost_date",
        FuneralGap = "funeral_gap",
    }
);
