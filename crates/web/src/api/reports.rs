//! The year's report as a document, its warnings and their written answers, and frozen reports.

use super::call::{Call, Page, number};
use super::endpoint::{Endpoint, Sample, get, post};
use super::problem::ApiError;
use crate::guard::Guard;
use domain::ids::ReportId;
use office::Permission;
use office::figures;
use office::reports::frozen;
use office::reports::model::StoredDocument;
use office::reports::year::year_report;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

const READ: Guard = Guard::Needs(Permission::ReadFigures, None);

pub const ENDPOINTS: &[Endpoint] = &[
    get!(READ, list -> Reports),
    get!(READ, report -> FrozenReport),
    get!(READ, changes -> Changes),
    get!(READ, year -> YearReport),
    post!(Guard::Whole(Permission::WriteReports), answer(AnswerIn) -> Answered),
];

type Reports = Page<ReportOut>;

/// A report that was frozen: it prints the same for ever.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct ReportOut {
    pub id: i64,
    pub kind: String,
    pub year: i16,
    pub frozen_on: String,
    pub ruleset: String,
    /// The entry of the journal up to which it knows.
    pub journal_sequence: i64,
    /// Fingerprint of the document and its evidence.
    pub hash: String,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct FrozenReport {
    pub report: ReportOut,
    /// Title, head and blocks; a run of kind `figure` names its figure.
    #[schema(value_type = Object)]
    pub document: Value,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct YearReport {
    pub year: i16,
    #[schema(value_type = Object)]
    pub document: Value,
    pub warnings: Vec<WarningOut>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct WarningOut {
    /// What an answer names.
    pub key: String,
    pub figure: String,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct AnswerIn {
    /// `key` of the warning.
    pub warning: String,
    pub answer: String,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct Answered {
    /// Warnings of the year that still have no answer; a report is frozen when there are none.
    pub open: usize,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct Changes {
    pub rows: Vec<ChangeOut>,
}

/// A figure that is no longer what the report says.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct ChangeOut {
    pub figure: String,
    pub title: String,
    pub frozen: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// Rows that came, went or changed.
    pub rows: usize,
    /// Entries of the journal that changed them.
    pub entries: Vec<i64>,
}

impl Sample for ReportOut {
    fn sample() -> ReportOut {
        ReportOut {
            id: 3,
            kind: "year_address".to_owned(),
            year: 2023,
            frozen_on: "2023-12-28".to_owned(),
            ruleset: "9f2c".to_owned(),
            journal_sequence: 1402,
            hash: "77ab".to_owned(),
        }
    }
}

fn sample_document() -> Value {
    serde_json::json!({ "title": "Báo cáo năm 2023", "head": null, "blocks": [] })
}

impl Sample for FrozenReport {
    fn sample() -> FrozenReport {
        FrozenReport { report: ReportOut::sample(), document: sample_document() }
    }
}

impl Sample for YearReport {
    fn sample() -> YearReport {
        let warning = WarningOut {
            key: "neighbour: số hộ nghèo".to_owned(),
            figure: "poverty.2023.households".to_owned(),
            text: "số hộ nghèo lớn hơn tổng số hộ".to_owned(),
            answer: None,
        };
        YearReport { year: 2023, document: sample_document(), warnings: vec![warning] }
    }
}

impl Sample for AnswerIn {
    fn sample() -> AnswerIn {
        AnswerIn {
            warning: "neighbour: số hộ nghèo".to_owned(),
            answer: "Đã đối chiếu với biểu của xã.".to_owned(),
        }
    }
}

impl Sample for Answered {
    fn sample() -> Answered {
        Answered { open: 0 }
    }
}

impl Sample for Changes {
    fn sample() -> Changes {
        let row = ChangeOut {
            figure: "poverty.2023.households".to_owned(),
            title: "Số hộ nghèo".to_owned(),
            frozen: "204".to_owned(),
            now: Some("203".to_owned()),
            rows: 1,
            entries: vec![1410],
        };
        Changes { rows: vec![row] }
    }
}

fn out(row: &frozen::Frozen) -> ReportOut {
    ReportOut {
        id: row.id.0,
        kind: row.kind.clone(),
        year: row.year,
        frozen_on: row.frozen_on.to_string(),
        ruleset: row.ruleset_hash.clone(),
        journal_sequence: row.journal_sequence,
        hash: row.model_hash.clone(),
    }
}

/// Các báo cáo đã chốt
#[utoipa::path(get, path = "/api/v1/reports", tag = "reports",
    params(("after" = Option<String>, Query), ("limit" = Option<usize>, Query)),
    responses((status = 200, body = Reports)))]
fn list(call: &Call) -> Result<Reports, ApiError> {
    call.page(frozen::list(&call.ctx)?, |row| number(row.id.0), |row| out(&row))
}

/// Một báo cáo đã chốt, đúng như lúc chốt
#[utoipa::path(get, path = "/api/v1/reports/{report}", tag = "reports", params(("report" = i64, Path)),
    responses((status = 200, body = FrozenReport)))]
fn report(call: &Call) -> Result<FrozenReport, ApiError> {
    let (row, ..) = frozen::thawed(&call.ctx, call.id::<ReportId>("report")?)?;
    let document = serde_json::from_str(&row.model).map_err(|error| ApiError::fault(error.to_string()))?;
    Ok(FrozenReport { report: out(&row), document })
}

/// Những gì đã thay đổi từ khi chốt, và bút ký nào làm thay đổi
#[utoipa::path(get, path = "/api/v1/reports/{report}/changes", tag = "reports", params(("report" = i64, Path)),
    responses((status = 200, body = Changes)))]
fn changes(call: &Call) -> Result<Changes, ApiError> {
    let found = frozen::diff(&call.ctx, call.id::<ReportId>("report")?)?;
    let rows = found.into_iter().map(|one| {
        let mut entries: Vec<i64> = one.rows.iter().filter_map(|row| row.entry).collect();
        entries.sort_unstable();
        entries.dedup();
        ChangeOut {
            figure: one.figure,
            title: one.title,
            frozen: one.frozen,
            now: one.now,
            rows: one.rows.len(),
            entries,
        }
    });
    Ok(Changes { rows: rows.collect() })
}

/// Báo cáo của một năm theo số liệu hiện nay
#[utoipa::path(get, path = "/api/v1/years/{year}/report", tag = "reports", params(("year" = i16, Path)),
    responses((status = 200, body = YearReport)))]
fn year(call: &Call) -> Result<YearReport, ApiError> {
    let found = year_report(&call.ctx, call.id("year")?)?;
    let document = serde_json::to_value(StoredDocument::from(&found.document));
    let warnings = found.warnings.into_iter().map(|(warning, answer)| WarningOut {
        key: warning.key(),
        figure: warning.figure,
        text: warning.text,
        answer,
    });
    Ok(YearReport {
        year: found.period,
        document: document.map_err(|error| ApiError::fault(error.to_string()))?,
        warnings: warnings.collect(),
    })
}

/// Giải trình một cảnh báo của số liệu
#[utoipa::path(post, path = "/api/v1/years/{year}/answers", tag = "reports", params(("year" = i16, Path)),
    request_body = AnswerIn, responses((status = 200, body = Answered)))]
fn answer(call: &Call, body: AnswerIn) -> Result<Answered, ApiError> {
    let year = call.id("year")?;
    call.ctx.scope(Permission::ReadFigures)?;
    figures::answer_warning(&call.ctx, year, &body.warning, &body.answer)?;
    let open = figures::warnings(&call.ctx, year)?.iter().filter(|(_, answer)| answer.is_none()).count();
    Ok(Answered { open })
}
