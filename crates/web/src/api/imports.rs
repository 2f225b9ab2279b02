//! Lists from files: sent whole, rehearsed or imported.

use super::call::Call;
use super::endpoint::{Body, Endpoint, Example, Sample, documented};
use super::problem::ApiError;
use crate::guard::Guard;
use crate::pages::imports::kept_for;
use crate::route::Method;
use office::Permission;
use office::import::kinds::KINDS;
use office::import::{self, Mode, SheetReport};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whoever may bring in any kind of list; each kind asks for its own permission again.
const BRING: Guard = Guard::Any(&[Permission::Import, Permission::ManageOffice, Permission::SetTargets]);

pub const ENDPOINTS: &[Endpoint] = &[Endpoint {
    method: Method::Post,
    guard: BRING,
    writes: true,
    run: |call| {
        let answer = serde_json::to_value(receive(call)?);
        Ok(Body::Json(answer.map_err(|error| ApiError::fault(error.to_string()))?))
    },
    doc: documented::<__path_receive>,
    answer: Some(Example {
        json: || serde_json::to_value(Imported::sample()),
        reads: |json| Imported::deserialize(json).map(drop),
    }),
    body: None,
}];

/// Sentences of each sort that are told of a sheet.
const TOLD_MAX: usize = 500;

#[derive(Serialize, Deserialize, ToSchema)]
pub struct Imported {
    /// Nothing was written: this is what an import would do.
    pub rehearsed: bool,
    pub sheets: Vec<SheetOut>,
}

/// read = new + changed + same + parked + refused
#[derive(Serialize, Deserialize, ToSchema)]
pub struct SheetOut {
    pub sheet: String,
    /// Absent: no kind of list has these headings, nothing was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Number of the import, by which it can be undone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub import: Option<i64>,
    pub read: u64,
    pub new: u64,
    pub changed: u64,
    pub same: u64,
    pub parked: u64,
    pub refused: u64,
    /// Cell by cell; 500 of each at most.
    pub problems: Vec<String>,
    pub warnings: Vec<String>,
    pub notes: Vec<String>,
}

impl Sample for Imported {
    fn sample() -> Imported {
        let sheet = SheetOut {
            sheet: "Sheet1".to_owned(),
            kind: Some("household_totals".to_owned()),
            import: Some(512),
            read: 6,
            new: 4,
            changed: 1,
            same: 0,
            parked: 1,
            refused: 0,
            problems: vec!["D7 (Số hộ): “mười” không phải là số".to_owned()],
            warnings: Vec::new(),
            notes: Vec::new(),
        };
        Imported { rehearsed: false, sheets: vec![sheet] }
    }
}

/// Nhập một tệp XLSX, XLS, ODS hay CSV; loại danh sách nhận ra theo tiêu đề cột
///
/// Nội dung gửi lên là chính tệp. Dòng tốt được ghi, dòng chưa đúng để lại chờ xử lý; gửi lại cùng tệp không đổi gì.
#[utoipa::path(post, path = "/api/v1/imports", tag = "registers",
    params(("file" = String, Query, description = "Tên tệp, để biết loại tệp"),
        ("kind" = Option<String>, Query, description = "Chỉ nhận loại danh sách này"),
        ("rehearse" = Option<bool>, Query, description = "true: chỉ cho biết sẽ thế nào, không ghi gì")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = Imported)))]
fn receive(call: &Call) -> Result<Imported, ApiError> {
    let rehearsed = call.asked("rehearse", "true hoặc false")?.unwrap_or(false);
    let name = call.query.get("file");
    if name.is_empty() || call.body.is_empty() {
        return Err(ApiError::parameter("file", "tên của tệp gửi kèm"));
    }
    let kind = Some(call.query.get("kind")).filter(|kind| !kind.is_empty());
    let mode = if rehearsed { Mode::Rehearse } else { Mode::Import };
    let kept = kept_for(call.app, &call.ctx, name, call.body)?;
    let reports =
        import::import(&call.ctx, std::slice::from_ref(&kept.folder), KINDS, kind, mode, &mut |_| {});
    kept.clear()?;
    Ok(Imported { rehearsed, sheets: reports?.iter().map(of).collect() })
}

fn of(report: &SheetReport) -> SheetOut {
    let told = |rows: &[(u32, import::line::Problem)]| {
        rows.iter().take(TOLD_MAX).map(|(row, problem)| import::shown(*row, problem)).collect()
    };
    let notes = report.notes.iter().take(TOLD_MAX);
    SheetOut {
        sheet: report.sheet.clone(),
        kind: report.kind.map(str::to_owned),
        import: report.import.map(|id| id.0),
        read: report.read(),
        new: report.new,
        changed: report.changed,
        same: report.same,
        parked: report.parked,
        refused: report.refused,
        problems: told(&report.problems),
        warnings: told(&report.warnings),
        notes: notes.map(|note| format!("dòng {}: {}", note.row, note.text)).collect(),
    }
}
