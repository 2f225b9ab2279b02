//! One record by hand: a form made from the columns of the kind, read by the rules of the importer.

use super::kind_of;
use super::list::read;
use super::select::mark;
use crate::error::PageError;
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use office::import::entry::{self, Entered, EntryProblem};
use office::import::headings::{Column, Input, Presence};
use office::import::{Change, Kind};
use office::{OfficeError, Permission, offices};

#[derive(Template)]
#[template(path = "registers/form.html")]
struct Form {
    frame: Frame,
    id: &'static str,
    title: &'static str,
    has_list: bool,
    is_correction: bool,
    fields: Vec<FieldView>,
    /// What is wrong with the whole.
    problems: Vec<String>,
}

struct FieldView {
    /// `c3`
    name: String,
    title: &'static str,
    required: bool,
    /// Which control: `text`, `note`, `number`, `yes`, `choice`.
    control: &'static str,
    hint: &'static str,
    value: String,
    choices: Vec<(String, String)>,
    /// All problems of this field.
    problems: Vec<String>,
}

impl FieldView {
    fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("y-{}", self.name));
        let problem = (!self.problems.is_empty()).then(|| format!("loi-{}", self.name));
        hint.into_iter().chain(problem).collect::<Vec<_>>().join(" ")
    }
}

impl Form {
    fn count(&self) -> usize {
        self.problems.len() + self.fields.iter().map(|field| field.problems.len()).sum::<usize>()
    }
}

pub fn blank(visit: &Visit) -> Answer {
    let kind = kind_of(&visit.params)?;
    // A value in the address fills the field: a list can offer "one more of this".
    let values = kind.columns.iter().map(|column| visit.query.get(column.name).to_owned()).collect();
    page(&view(visit, kind, values, false, &[])?)
}

/// The form with the cells of a row of the list.
pub fn existing(visit: &Visit) -> Answer {
    let kind = kind_of(&visit.params)?;
    let list = read(visit, kind)?;
    let wanted = visit.query.get("dong");
    let row = list.rows.iter().find(|row| mark(row) == wanted).ok_or(PageError::NoPage)?;
    let cell = |column: &Column| {
        let at = list.headings.iter().position(|heading| *heading == column.name);
        at.map_or_else(String::new, |at| row[at].clone())
    };
    page(&view(visit, kind, kind.columns.iter().map(cell).collect(), true, &[])?)
}

pub fn enter(visit: &Visit) -> Answer {
    let kind = kind_of(&visit.params)?;
    let values: Vec<String> =
        (0..kind.columns.len()).map(|at| visit.form.get(&format!("c{at}")).to_owned()).collect();
    let filled = kind.columns.iter().zip(&values).filter(|(_, value)| !value.is_empty());
    let cells: Vec<_> = filled.map(|(column, value)| (column.name.to_owned(), value.clone())).collect();
    let is_correction = visit.form.get("sua") == "1";
    let problems = match entry::enter(&visit.ctx, kind.id, &cells) {
        Ok(Entered::Done(change, notes)) => return Ok(done(visit, kind, change, &notes, is_correction)),
        Ok(Entered::Problems(problems)) => problems,
        Err(OfficeError::Forbidden(permission)) => return Err(PageError::Forbidden(permission)),
        Err(error) => {
            let error = PageError::from(error);
            let Some(reason) = error.refusal() else { return Err(error) };
            vec![EntryProblem { column: None, reason, doubt: false }]
        }
    };
    let view = view(visit, kind, values, is_correction, &problems)?;
    Ok(page(&view)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

fn done(visit: &Visit, kind: &Kind, change: Change, notes: &[String], is_correction: bool) -> Reply {
    let has_list = kind.list.is_some() && super::to_read(kind).fits(&visit.ctx.officer);
    let told = match (change, is_correction) {
        (Change::New, true) => {
            "Đã ghi thành một dòng mới, vì phần nhận dạng của dòng đã đổi; dòng cũ vẫn còn."
        }
        (Change::New, false) => "Đã ghi một dòng mới.",
        (Change::Changed, _) => "Đã ghi thay đổi; nội dung cũ vẫn xem lại được trong nhật ký.",
        (Change::Same, _) => "Nội dung này đã có, không có gì thay đổi.",
    };
    let address = if has_list { format!("/so/{}", kind.id) } else { "/so".to_owned() };
    let notes = notes.iter().map(|note| crate::error::sentence(note));
    let told: Vec<String> = [told.to_owned()].into_iter().chain(notes).collect();
    Reply::see(address).telling(told.join(" "))
}

fn view(
    visit: &Visit,
    kind: &'static Kind,
    values: Vec<String>,
    is_correction: bool,
    problems: &[EntryProblem],
) -> Result<Form, PageError> {
    let communes = communes(visit)?;
    let told = |problem: &EntryProblem| {
        let doubt = if problem.doubt { " (cần người có thẩm quyền xem xét)" } else { "" };
        format!("{}{doubt}", problem.reason)
    };
    let known = |name: &str| kind.columns.iter().any(|column| column.name == name);
    let fields = kind.columns.iter().zip(values).enumerate().map(|(at, (column, value))| {
        let own = problems.iter().filter(|problem| problem.column.as_deref() == Some(column.name));
        FieldView { problems: own.map(told).collect(), ..field(at, column, value, &communes) }
    });
    let of_whole = problems.iter().filter(|problem| !problem.column.as_deref().is_some_and(known));
    let verb = if is_correction { "Sửa" } else { "Thêm" };
    Ok(Form {
        frame: visit.frame(format!("{verb}: {}", kind.title)),
        id: kind.id,
        title: kind.title,
        has_list: kind.list.is_some() && super::to_read(kind).fits(&visit.ctx.officer),
        is_correction,
        fields: fields.collect(),
        problems: of_whole.map(|problem| crate::error::sentence(&told(problem))).collect(),
    })
}

fn field(at: usize, column: &'static Column, value: String, communes: &[(String, String)]) -> FieldView {
    let (control, hint) = match column.input {
        Input::Text => ("text", ""),
        Input::Note => ("note", ""),
        Input::Date => ("text", "ngày/tháng/năm, ví dụ 05/01/2024"),
        Input::Year => ("number", "bốn chữ số"),
        Input::Month => ("text", "tháng/năm, ví dụ 01/2024"),
        Input::Count => ("number", ""),
        Input::Money => ("number", "đồng, chỉ viết số"),
        Input::Yes => ("yes", ""),
        Input::Commune | Input::Choice(_) => ("choice", ""),
    };
    let mut choices: Vec<(String, String)> = match column.input {
        Input::Commune => communes.to_vec(),
        Input::Choice(labels) => {
            labels().into_iter().map(|label| (label.to_owned(), label.to_owned())).collect()
        }
        _ => Vec::new(),
    };
    // A cell that the list has in other words is kept as it is.
    if control == "choice" && !value.is_empty() && choices.iter().all(|(known, _)| *known != value) {
        choices.push((value.clone(), value.clone()));
    }
    let required = column.presence == Presence::Required;
    FieldView {
        name: format!("c{at}"),
        title: column.name,
        required,
        control,
        hint,
        value,
        choices,
        problems: Vec::new(),
    }
}

/// Code and name of the communes that the office serves, in the order of codes.
pub fn communes(visit: &Visit) -> Result<Vec<(String, String)>, PageError> {
    let ctx = &visit.ctx;
    let found = ctx.read(Permission::ReadOffice, |tx| offices::communes(tx, ctx.office, ctx.on))?;
    Ok(found.into_iter().map(|unit| (unit.code.clone(), super::capital(&unit.full_name()))).collect())
}

fn sample() -> Form {
    let communes = vec![
        ("25708".to_owned(), "Phường An Hòa".to_owned()),
        ("25711".to_owned(), "Xã Phước Bình".to_owned()),
    ];
    let kind = entry::kind("paper_totals");
    let columns = kind.map(|kind| kind.columns).unwrap_or_default();
    let mut fields: Vec<FieldView> =
        columns.iter().enumerate().map(|(at, column)| field(at, column, String::new(), &communes)).collect();
    if let Some(field) = fields.last_mut() {
        field.value = "Kế hoạch số 12/KH-UBND".to_owned();
    }
    if let Some(field) = fields.iter_mut().find(|field| field.title == "Số lượng") {
        field.value = "mười".to_owned();
        field.problems.push("“mười” không phải là số".to_owned());
    }
    Form {
        frame: Frame::sample(),
        id: "paper_totals",
        title: "Số tổng hợp",
        has_list: true,
        is_correction: true,
        fields,
        problems: vec!["Dòng này không thuộc địa bàn của bạn.".to_owned()],
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
