//! Registers by kind: the lists in their own columns, and one row entered by hand.

use super::call::{Call, Page};
use super::endpoint::{Endpoint, Sample, get, post};
use super::problem::{ApiError, FieldProblem};
use crate::error::{PageError, sentence};
use crate::guard::{Ask, Extent, Guard, holds};
use crate::pages::registers::{mark, searched, to_read};
use crate::visit::Params;
use office::export;
use office::import::entry::{self, Entered};
use office::import::headings::{Input, Presence};
use office::import::kinds::KINDS;
use office::import::{Change, Kind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

pub const ENDPOINTS: &[Endpoint] = &[
    get!(Guard::SignedIn, kinds -> Registers),
    get!(Guard::By(reading), rows -> Rows),
    post!(Guard::By(recording), enter(Entry) -> EntryDone),
];

type Rows = Page<RegisterRow>;

#[derive(Serialize, Deserialize, ToSchema)]
pub struct Registers {
    pub rows: Vec<RegisterOut>,
}

/// A kind of list: what it is called, its columns, and what the client may do with it.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct RegisterOut {
    pub kind: String,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    pub may_read: bool,
    pub may_record: bool,
    pub columns: Vec<ColumnOut>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct ColumnOut {
    /// The heading, which names the cell in rows.
    pub heading: String,
    pub required: bool,
    /// `text`, `note`, `date` (05/01/2024), `year`, `month` (01/2024), `count`, `money` (đồng), `yes` (x), `commune`
    /// (its code) or `choice`.
    pub input: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

/// A row of a list by its headings; empty cells are left out.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct RegisterRow {
    /// Changes with the content of the row.
    pub mark: String,
    pub cells: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct Entry {
    /// Text by heading, as a workbook would have it.
    pub cells: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct EntryDone {
    /// `new`, `changed` or `same`: everything was known already.
    pub change: String,
    /// What somebody should read.
    pub notes: Vec<String>,
}

impl Sample for Registers {
    fn sample() -> Registers {
        let kind = KINDS.iter().find(|kind| kind.id == "household_totals");
        Registers { rows: kind.map(|kind| of(kind, true, true)).into_iter().collect() }
    }
}

fn sample_cells() -> BTreeMap<String, String> {
    let cells = [
        ("Năm rà soát", "2023"),
        ("Ngày rà soát", "30/11/2023"),
        ("Xã, phường", "25735"),
        ("Tổng số hộ", "4120"),
        ("Tổng số nhân khẩu", "15230"),
        ("Nguồn", "Báo cáo số 12/BC-UBND"),
    ];
    cells.map(|(heading, text)| (heading.to_owned(), text.to_owned())).into_iter().collect()
}

impl Sample for RegisterRow {
    fn sample() -> RegisterRow {
        RegisterRow { mark: "0123456789abcdef".to_owned(), cells: sample_cells() }
    }
}

impl Sample for Entry {
    fn sample() -> Entry {
        Entry { cells: sample_cells() }
    }
}

impl Sample for EntryDone {
    fn sample() -> EntryDone {
        EntryDone { change: "new".to_owned(), notes: Vec::new() }
    }
}

fn kind_of(params: &Params) -> Result<&'static Kind, PageError> {
    entry::kind(params.get("kind")).map_err(|_| PageError::NoPage)
}

fn reading(params: &Params) -> Result<Ask, PageError> {
    Ok(to_read(kind_of(params)?))
}

fn recording(params: &Params) -> Result<Ask, PageError> {
    let kind = kind_of(params)?;
    Ok(Ask { permission: kind.permission, field: kind.field, extent: Extent::Somewhere })
}

fn of(kind: &Kind, may_read: bool, may_record: bool) -> RegisterOut {
    let columns = kind.columns.iter().map(|column| {
        let (input, choices) = match column.input {
            Input::Text => ("text", Vec::new()),
            Input::Note => ("note", Vec::new()),
            Input::Date => ("date", Vec::new()),
            Input::Year => ("year", Vec::new()),
            Input::Month => ("month", Vec::new()),
            Input::Count => ("count", Vec::new()),
            Input::Money => ("money", Vec::new()),
            Input::Yes => ("yes", Vec::new()),
            Input::Commune => ("commune", Vec::new()),
            Input::Choice(labels) => ("choice", labels().into_iter().map(str::to_owned).collect()),
        };
        ColumnOut {
            heading: column.name.to_owned(),
            required: column.presence == Presence::Required,
            input: input.to_owned(),
            choices,
        }
    });
    RegisterOut {
        kind: kind.id.to_owned(),
        title: kind.title.to_owned(),
        field: kind.field.map(|field| field.word().to_owned()),
        may_read,
        may_record,
        columns: columns.collect(),
    }
}

/// Các loại sổ mà chương trình được đọc hoặc ghi, với cột của chúng
#[utoipa::path(get, path = "/api/v1/registers", tag = "registers", responses((status = 200, body = Registers)))]
fn kinds(call: &Call) -> Result<Registers, ApiError> {
    let officer = &call.ctx.officer;
    let rows = KINDS.iter().filter_map(|kind| {
        let may_read = kind.list.is_some() && to_read(kind).fits(officer);
        let may_record = holds(officer, kind.permission, kind.field);
        (may_read || may_record).then(|| of(kind, may_read, may_record))
    });
    Ok(Registers { rows: rows.collect() })
}

/// Các dòng của một sổ
///
/// Thứ tự cố định nhưng không có ý nghĩa, để đi hết danh sách không sót dòng nào dù có người đang sửa.
#[utoipa::path(get, path = "/api/v1/registers/{kind}", tag = "registers",
    params(("kind" = String, Path, description = "Loại sổ"),
        ("search" = Option<String>, Query, description = "Vài chữ trong bất kỳ ô nào"),
        ("where" = Option<Vec<String>>, Query, description = "TIÊU ĐỀ CỘT:GIÁ TRỊ, có thể nhiều lần"),
        ("after" = Option<String>, Query), ("limit" = Option<usize>, Query)),
    responses((status = 200, body = Rows)))]
fn rows(call: &Call) -> Result<Rows, ApiError> {
    let kind = kind_of(&call.params)?;
    if kind.list.is_none() {
        return Err(ApiError::Page(PageError::NoPage));
    }
    let list = export::list(&call.ctx, kind.id)?;
    let mut filters = Vec::new();
    for wanted in call.query.all("where") {
        let (heading, value) = wanted.split_once(':').unwrap_or((wanted, ""));
        let at = list.headings.iter().position(|known| *known == heading);
        let at = at.ok_or_else(|| ApiError::parameter("where", "TIÊU ĐỀ CỘT:GIÁ TRỊ của sổ này"))?;
        filters.push((at, value.to_owned()));
    }
    let found: Vec<Vec<String>> =
        searched(&list, call.query.get("search"), filters).into_iter().cloned().collect();
    call.page(
        found,
        |row| mark(row),
        |row| {
            let mark = mark(&row);
            let cells = list.headings.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
            RegisterRow { mark, cells: cells.map(|(name, cell)| ((*name).to_owned(), cell)).collect() }
        },
    )
}

/// Ghi hoặc đính chính một dòng, theo đúng những quy tắc của việc nhập tệp
#[utoipa::path(post, path = "/api/v1/registers/{kind}", tag = "registers",
    params(("kind" = String, Path, description = "Loại sổ")),
    request_body = Entry, responses((status = 200, body = EntryDone)))]
fn enter(call: &Call, body: Entry) -> Result<EntryDone, ApiError> {
    let kind = kind_of(&call.params)?;
    let cells: Vec<(String, String)> = body.cells.into_iter().collect();
    match entry::enter(&call.ctx, kind.id, &cells)? {
        Entered::Done(change, notes) => {
            let change = match change {
                Change::New => "new",
                Change::Changed => "changed",
                Change::Same => "same",
            };
            Ok(EntryDone { change: change.to_owned(), notes })
        }
        Entered::Problems(problems) => Err(ApiError::Fields(
            problems
                .into_iter()
                .map(|problem| FieldProblem {
                    field: problem.column.unwrap_or_default(),
                    message: sentence(&problem.reason),
                })
                .collect(),
        )),
    }
}
