//! `assess`: facts about people in, what is due out. It touches no data of the office.

use super::call::Call;
use super::endpoint::{Body, Endpoint, documented};
use super::problem::ApiError;
use crate::guard::Guard;
use crate::route::Method;
use office::assess::{Request, assess as answer_lines};
use std::io::{BufReader, ErrorKind};

pub const ENDPOINTS: &[Endpoint] = &[Endpoint {
    method: Method::Post,
    guard: Guard::SignedIn,
    // Nothing is written: the same lines give the same answers.
    writes: false,
    run: |call| assess(call).map(Body::Lines),
    doc: documented::<__path_assess>,
    answer: None,
    body: None,
}];

/// Từ thông tin của từng người đến mức được hưởng
///
/// Mỗi dòng một đối tượng JSON vào, một đối tượng JSON ra, như lệnh `ansinh assess` (docs/assess.md). Dòng sai được trả
/// lời bằng lỗi và không chặn các dòng khác.
#[utoipa::path(post, path = "/api/v1/assess", tag = "assess",
    params(("month" = String, Query, description = "YYYY-MM"),
        ("known_on" = Option<String>, Query, description = "YYYY-MM-DD: luật có hiệu lực đến ngày này"),
        ("one_off" = Option<bool>, Query, description = "true: các khoản một lần thay cho hằng tháng")),
    request_body(content = String, content_type = "application/x-ndjson"),
    responses((status = 200, body = String, content_type = "application/x-ndjson")))]
fn assess(call: &Call) -> Result<String, ApiError> {
    let request = Request {
        month: call.query.get("month").to_owned(),
        known_on: Some(call.query.get("known_on").to_owned()).filter(|text| !text.is_empty()),
        one_off: call.asked("one_off", "true hoặc false")?.unwrap_or(false),
    };
    let mut out = Vec::new();
    match answer_lines(call.ctx.rules, request, BufReader::new(call.body), &mut out) {
        Ok(_) => String::from_utf8(out).map_err(|error| ApiError::fault(error.to_string())),
        Err(error) if error.kind() == ErrorKind::InvalidInput => {
            Err(ApiError::parameter("month, known_on", "YYYY-MM và YYYY-MM-DD"))
        }
        Err(error) => Err(ApiError::fault(error.to_string())),
    }
}
