//! One record by hand: a form made from the columns of the kind, read by the rules of the importer.

use super::kind_of;
use super::list::read;
use super::select::mark;
use crate::address;
use crate::error::PageError;
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::route;
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use office::import::entry::{self, Entered, EntryProblem};
use office::import::headings::{BORN, Column, Input, MAN_BORN, Presence, SEX, WOMAN_BORN};
use office::import::{Change, Kind};
use office::{OfficeError, Permission, offices};

/// A form of one record, whichever command it goes to.
#[derive(Template)]
#[template(path = "registers/form.html")]
pub(in crate::pages) struct Form {
    pub frame: Frame,
    /// The pages above it: address and name.
    pub trail: Vec<(String, &'static str)>,
    pub heading: &'static str,
    pub told: String,
    pub action: String,
    pub hidden: Vec<(&'static str, String)>,
    pub button: &'static str,
    /// Where the officer came from and goes back to.
    pub back: String,
    pub is_correction: bool,
    pub fields: Vec<FieldView>,
    /// What is wrong with the whole.
    pub problems: Vec<String>,
}

pub(in crate::pages) struct FieldView {
    /// `c3`
    pub name: String,
    pub title: &'static str,
    pub required: bool,
    /// Which control: `text`, `note`, `number`, `yes`, `choice`.
    pub control: &'static str,
    pub hint: &'static str,
    pub value: String,
    pub choices: Vec<(String, String)>,
    /// All problems of this field.
    pub problems: Vec<String>,
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
    if cells.is_empty() {
        let view = view(visit, kind, values, is_correction, &all_empty(kind))?;
        return Ok(page(&view)?.status(StatusCode::UNPROCESSABLE_ENTITY));
    }
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

/// Nothing was typed: every field that must be filled says so.
fn all_empty(kind: &Kind) -> Vec<EntryProblem> {
    let required = kind.columns.iter().filter(|column| column.presence == Presence::Required);
    let problem = |column: &Column| EntryProblem {
        column: Some(column.name.to_owned()),
        reason: "để trống".to_owned(),
        doubt: false,
    };
    required.map(problem).collect()
}

fn done(visit: &Visit, kind: &Kind, change: Change, notes: &[String], is_correction: bool) -> Reply {
    let told = match (change, is_correction) {
        (Change::New, true) => {
            "Đã ghi thành một dòng mới, vì phần nhận dạng của dòng đã đổi; dòng cũ vẫn còn."
        }
        (Change::New, false) => "Đã ghi một dòng mới.",
        (Change::Changed, _) => "Đã ghi thay đổi; nội dung cũ vẫn xem lại được trong nhật ký.",
        (Change::Same, _) => "Nội dung này đã có, không có gì thay đổi.",
    };
    let notes = notes.iter().map(|note| crate::error::sentence(note));
    let told: Vec<String> = [told.to_owned()].into_iter().chain(notes).collect();
    Reply::see(back(visit, kind)).telling(told.join(" "))
}

/// The page that led to the form, else the list.
fn back(visit: &Visit, kind: &Kind) -> String {
    let given = match visit.form.get("ve") {
        "" => visit.from.as_str(),
        given => given,
    };
    let path = given.split('?').next().unwrap_or_default();
    let is_form = path.starts_with(&format!("/so/{}/", kind.id));
    if address::is_ours(given) && route::is_page(given) && !is_form && path != "/so" {
        return given.to_owned();
    }
    if has_list(visit, kind) { format!("/so/{}", kind.id) } else { "/so".to_owned() }
}

fn has_list(visit: &Visit, kind: &Kind) -> bool {
    kind.list.is_some() && super::to_read(kind).fits(&visit.ctx.officer)
}

fn view(
    visit: &Visit,
    kind: &'static Kind,
    values: Vec<String>,
    is_correction: bool,
    problems: &[EntryProblem],
) -> Result<Form, PageError> {
    let verb = if is_correction { "Sửa" } else { "Thêm" };
    let list = has_list(visit, kind).then(|| (format!("/so/{}", kind.id), kind.title));
    let back = back(visit, kind);
    let correction = is_correction.then(|| ("sua", "1".to_owned()));
    let (fields, problems) = fields(visit, kind, values, problems)?;
    Ok(Form {
        frame: visit.frame(format!("{verb}: {}", kind.title)),
        trail: [Some(("/so".to_owned(), "Sổ sách")), list].into_iter().flatten().collect(),
        heading: if is_correction { "Sửa một dòng" } else { "Thêm một dòng" },
        told: kind.title.to_owned(),
        action: format!("/so/{}/moi", kind.id),
        hidden: [Some(("ve", back.clone())), correction].into_iter().flatten().collect(),
        button: "Ghi",
        back,
        is_correction,
        fields,
        problems,
    })
}

/// The columns of a kind as fields, each with its problems; and the problems of the whole.
pub(in crate::pages) fn fields(
    visit: &Visit,
    kind: &'static Kind,
    values: Vec<String>,
    problems: &[EntryProblem],
) -> Result<(Vec<FieldView>, Vec<String>), PageError> {
    let communes = communes(visit)?;
    let (values, left_out) = in_one_field(kind.columns, values);
    let told = |problem: &EntryProblem| {
        let doubt = if problem.doubt { " (cần người có thẩm quyền xem xét)" } else { "" };
        format!("{}{doubt}", problem.reason)
    };
    let known = |name: &str| kind.columns.iter().any(|column| column.name == name);
    let fields = kind.columns.iter().zip(values).enumerate().map(|(at, (column, value))| {
        let own = problems.iter().filter(|problem| problem.column.as_deref() == Some(column.name));
        FieldView { problems: own.map(told).collect(), ..field(at, column, value, &communes) }
    });
    let fields = fields.filter(|field| !left_out.contains(&field.title));
    let of_whole = problems.iter().filter(|problem| !problem.column.as_deref().is_some_and(known));
    let of_whole = of_whole.map(|problem| crate::error::sentence(&told(problem)));
    Ok((fields.collect(), of_whole.collect()))
}

/// Workbooks write a birth in the column of the sex; a form asks for the day and for the sex. The values so, and the
/// columns that the form leaves out.
fn in_one_field(columns: &[Column], mut values: Vec<String>) -> (Vec<String>, &'static [&'static str]) {
    let place = |wanted: &Column| columns.iter().position(|column| column.name == wanted.name);
    let (Some(born), Some(sex)) = (place(&BORN), place(&SEX)) else { return (values, &[]) };
    for own in [MAN_BORN, WOMAN_BORN] {
        let written = place(&own).and_then(|at| values.get_mut(at)).map(std::mem::take).unwrap_or_default();
        if written.is_empty() {
            continue;
        }
        for (at, value) in [(born, written), (sex, own.name.to_owned())] {
            if let Some(field) = values.get_mut(at).filter(|field| field.is_empty()) {
                *field = value;
            }
        }
    }
    (values, &[MAN_BORN.name, WOMAN_BORN.name])
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
    let hint = if column.hint.is_empty() { hint } else { column.hint };
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
        trail: vec![("/so".to_owned(), "Sổ sách"), ("/so/paper_totals".to_owned(), "Số tổng hợp")],
        heading: "Sửa một dòng",
        told: "Số tổng hợp".to_owned(),
        action: "/so/paper_totals/moi".to_owned(),
        hidden: vec![("ve", "/so/paper_totals".to_owned()), ("sua", "1".to_owned())],
        button: "Ghi",
        back: "/so/paper_totals".to_owned(),
        is_correction: true,
        fields,
        problems: vec!["Dòng này không thuộc địa bàn của bạn.".to_owned()],
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
