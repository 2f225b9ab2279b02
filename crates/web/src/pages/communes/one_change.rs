//! One change typed by an officer of a commune: a report of one row, without a workbook.

use super::{address, handed_in, month, which};
use crate::address::Fields;
use crate::error::PageError;
use crate::pages::registers::{FieldView, Form, fields};
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use axum::http::StatusCode;
use domain::dates::short;
use domain::people::NumberKind;
use law::Sex;
use office::communes::{self, Proposed};
use office::import::entry::{self, EntryProblem};
use office::import::headings::Presence;
use office::people::Sheet;
use office::{OfficeError, Permission, offices};

pub fn blank(visit: &Visit) -> Answer {
    let values = communes::columns().iter().map(|column| match (column.name, visit.query.get(column.name)) {
        ("Ngày báo cáo", "") => short(visit.ctx.on),
        (_, given) => given.to_owned(),
    });
    page(&view(visit, &visit.query, values.collect(), &[])?)
}

pub fn propose(visit: &Visit) -> Answer {
    let columns = communes::columns();
    let mut values: Vec<String> =
        (0..columns.len()).map(|at| visit.form.get(&format!("c{at}")).to_owned()).collect();
    let Some(which) = which(visit, &visit.form) else {
        let problem = |column: Option<&str>, reason: &str| EntryProblem {
            column: column.map(str::to_owned),
            reason: reason.to_owned(),
            doubt: false,
        };
        let empty = columns.iter().zip(&values).filter(|(column, value)| {
            column.presence == Presence::Required && column.name != COMMUNE && value.is_empty()
        });
        let mut problems = vec![problem(None, "hãy chọn xã, phường và lĩnh vực của báo cáo")];
        problems.extend(empty.map(|(column, _)| problem(Some(column.name), "để trống")));
        return refused(visit, values, &problems);
    };
    // The report is the commune's: nobody types it twice.
    let ctx = &visit.ctx;
    let served = ctx.read(Permission::ReadOffice, |tx| offices::communes(tx, ctx.office, ctx.on))?;
    let own = served.iter().find(|unit| unit.id == which.unit).ok_or(PageError::NoPage)?;
    for (column, value) in columns.iter().zip(&mut values) {
        if column.name == COMMUNE {
            value.clone_from(&own.code);
        }
    }
    let cells: Vec<(String, String)> =
        columns.iter().zip(&values).map(|(column, value)| (column.name.to_owned(), value.clone())).collect();
    match communes::propose(&visit.ctx, which, &cells, visit.form.get("van-nop") == "x") {
        Ok(Proposed::Handed(told)) => Ok(Reply::see(address(which)).telling(handed_in(&told))),
        Ok(Proposed::Problems(problems)) => refused(visit, values, &problems),
        Err(OfficeError::Forbidden(permission)) => Err(PageError::Forbidden(permission)),
        Err(error) => {
            let error = PageError::from(error);
            let Some(reason) = error.refusal() else { return Err(error) };
            refused(visit, values, &[EntryProblem { column: None, reason, doubt: false }])
        }
    }
}

const COMMUNE: &str = "Xã, phường";

fn refused(visit: &Visit, values: Vec<String>, problems: &[EntryProblem]) -> Answer {
    let view = view(visit, &visit.form, values, problems)?;
    Ok(page(&view)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// Commune and field of the report, then the columns of a change; `asked` names what was chosen.
fn view(
    visit: &Visit,
    asked: &Fields,
    values: Vec<String>,
    problems: &[EntryProblem],
) -> Result<Form, PageError> {
    let month = month(visit, asked);
    let board = communes::board(&visit.ctx, month)?;
    let kind = entry::kind("changes")?;
    let (of_change, problems_of_whole) = fields(visit, kind, values, problems)?;
    let communes: Vec<(String, String)> =
        board.rows.iter().map(|row| (row.unit.to_string(), row.name.clone())).collect();
    let books =
        board.fields.iter().map(|field| (field.word().to_owned(), field.label().to_owned())).collect();
    let mut all = vec![choice("xa", COMMUNE, communes, asked), choice("linh-vuc", "Lĩnh vực", books, asked)];
    all.extend(of_change.into_iter().filter(|field| field.title != COMMUNE));
    if !problems.is_empty() && problems.iter().all(|problem| problem.doubt) {
        all.push(even_so());
    }
    let back = format!("/bien-dong?thang={month}");
    Ok(Form {
        frame: visit.frame("Báo một biến động"),
        trail: vec![(back.clone(), "Báo cáo biến động")],
        heading: "Báo một biến động",
        told: format!("Báo cáo {}. Có hiệu lực sau khi cán bộ phòng nhận", domain::dates::month_long(month)),
        action: "/bien-dong/dong".to_owned(),
        hidden: vec![("thang", month.to_string())],
        button: "Nộp",
        back,
        is_correction: false,
        fields: all,
        problems: problems_of_whole,
    })
}

fn choice(name: &str, title: &'static str, choices: Vec<(String, String)>, asked: &Fields) -> FieldView {
    // Where there is one, there is nothing to choose.
    let only = if let [(value, _)] = choices.as_slice() { value.clone() } else { String::new() };
    let given = asked.get(name);
    FieldView {
        name: name.to_owned(),
        title,
        required: true,
        control: "choice",
        hint: "",
        value: if given.is_empty() { only } else { given.to_owned() },
        choices,
        problems: Vec::new(),
    }
}

fn even_so() -> FieldView {
    FieldView {
        name: "van-nop".to_owned(),
        title: "Vẫn nộp như vậy để cán bộ phòng xem xét",
        required: false,
        control: "yes",
        hint: "",
        value: String::new(),
        choices: Vec::new(),
        problems: Vec::new(),
    }
}

/// Where a change of this person is told, with what is known of them filled in; empty for those who tell none.
pub fn link(visit: &Visit, person: &Sheet) -> String {
    let form = if visit.may(Permission::CheckReports, None) {
        "/so/changes/moi"
    } else if visit.may(Permission::HandInReports, None) {
        "/bien-dong/dong"
    } else {
        return String::new();
    };
    let number = |kind: NumberKind| {
        let own = person.numbers.iter().find(|(_, number)| number.kind == kind);
        own.map(|(_, number)| number.number.clone()).unwrap_or_default()
    };
    let record = &person.record;
    let born = match record.sex {
        Sex::Male => "Nam",
        Sex::Female => "Nữ",
    };
    let known = [
        ("Họ và tên", record.full_name.clone()),
        (born, domain::dates::born_short(record.born)),
        ("Số CCCD", number(NumberKind::Citizen)),
        ("Mã đối tượng", number(NumberKind::File)),
    ];
    let fields = known.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    format!("{form}{}", Fields(fields).query())
}
