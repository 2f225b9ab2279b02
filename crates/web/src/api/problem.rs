//! Why there is no answer: `application/problem+json` (RFC 9457) with the codes of the program.

use crate::error::PageError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::OfficeError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub const CONTENT_TYPE: &str = "application/problem+json";

/// RFC 9457. `type` is `urn:ansinh:problem:` and the code; codes never change, sentences may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    #[serde(rename = "type")]
    pub kind: String,
    /// In Vietnamese.
    pub title: String,
    pub status: u16,
    /// Vietnamese sentences: what happened, why, what to do.
    pub detail: String,
    pub code: String,
    /// Every field that cannot be accepted, all at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldProblem {
    /// Name of the field, or heading of the column; empty for the whole.
    pub field: String,
    pub message: String,
}

#[derive(Debug)]
pub enum ApiError {
    Page(PageError),
    /// A rule of the interface itself.
    Said {
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        detail: String,
    },
    /// A row that cannot be entered as it is.
    Fields(Vec<FieldProblem>),
}

impl From<PageError> for ApiError {
    fn from(error: PageError) -> ApiError {
        ApiError::Page(error)
    }
}

impl From<OfficeError> for ApiError {
    fn from(error: OfficeError) -> ApiError {
        ApiError::Page(error.into())
    }
}

impl ApiError {
    pub fn fault(text: String) -> ApiError {
        ApiError::Page(PageError::Fault(text))
    }

    pub fn unreadable(error: &serde_json::Error) -> ApiError {
        let place = format!("dòng {}, cột {}", error.line(), error.column());
        ApiError::said(
            StatusCode::UNPROCESSABLE_ENTITY,
            "body_unreadable",
            "Không đọc được nội dung gửi lên",
            format!("Nội dung JSON không đúng mẫu của tài liệu OpenAPI ({place})."),
        )
    }

    pub fn said(
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> ApiError {
        ApiError::Said { status, code, title, detail: detail.into() }
    }

    /// A parameter of the address that cannot be read.
    pub fn parameter(name: &str, wanted: &str) -> ApiError {
        let detail = format!("Tham số {name} phải là {wanted}.");
        ApiError::said(StatusCode::UNPROCESSABLE_ENTITY, "parameter", "Tham số không đúng", detail)
    }

    /// Nothing was written, so that the same request may come again.
    pub fn left_nothing(&self) -> bool {
        match self {
            ApiError::Said { .. } | ApiError::Fields(_) => true,
            ApiError::Page(PageError::Office(OfficeError::Store(error))) => error.code() == "database_busy",
            ApiError::Page(PageError::Fault(_) | PageError::Render(_)) => false,
            ApiError::Page(_) => true,
        }
    }

    /// `number` names a fault in the log.
    pub fn problem(self, number: &str) -> Problem {
        let of = |status: StatusCode, title: &str, detail: String, code: &str| Problem {
            kind: format!("urn:ansinh:problem:{code}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail,
            code: code.to_owned(),
            errors: Vec::new(),
        };
        match self {
            ApiError::Page(error) => {
                let errors = match &error {
                    PageError::Office(OfficeError::Invalid(problems)) => problems
                        .iter()
                        .map(|one| FieldProblem {
                            field: one.field.to_owned(),
                            message: crate::error::sentence(&one.message),
                        })
                        .collect(),
                    _ => Vec::new(),
                };
                let (status, title, detail, code) = error.told_briefly(number);
                Problem { errors, ..of(status, title, detail, &code) }
            }
            ApiError::Said { status, code, title, detail } => of(status, title, detail, code),
            ApiError::Fields(errors) => {
                let all: Vec<&str> = errors.iter().map(|one| one.message.as_str()).collect();
                let detail = all.join(" ");
                let problem =
                    of(StatusCode::UNPROCESSABLE_ENTITY, "Nội dung chưa đúng", detail, "entry_refused");
                Problem { errors, ..problem }
            }
        }
    }
}

impl Problem {
    pub fn sample() -> Problem {
        let said = ApiError::parameter("limit", "số từ 1 đến 500");
        said.problem("0001")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match status {
            StatusCode::UNAUTHORIZED => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"ansinh\""));
            }
            StatusCode::TOO_MANY_REQUESTS => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
            }
            _ => {}
        }
        response
    }
}
