//! What one commune has handed in for a month and field, with what became of each row.

use super::{address, which};
use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use domain::communes::ProposalState;
use domain::ids::{CommuneReportId, ProposalId};
use domain::labels::Labelled;
use office::communes::{self, Checked, ReportedRow};
use office::{OfficeError, Permission, officers, offices};

#[derive(Template)]
#[template(path = "communes/report.html")]
struct ReportPage {
    frame: Frame,
    title: String,
    month: String,
    month_shown: String,
    unit: i64,
    field: &'static str,
    reports: Vec<Handed>,
    may_check: bool,
    may_hand_in: bool,
}

struct Handed {
    id: i64,
    sent_on: String,
    officer: String,
    /// Empty: nothing has changed.
    file: String,
    rows: Vec<Row>,
    /// Nothing of it has been decided yet.
    is_untouched: bool,
    /// The officer may decide about some row of it.
    is_open: bool,
}

struct Row {
    id: i64,
    number: i64,
    event: String,
    name: String,
    born: String,
    happened: String,
    content: String,
    note: String,
    doubts: String,
    state: &'static str,
    class: &'static str,
    /// Who decided, when, why.
    decided: String,
    may_accept: bool,
    is_chosen: bool,
}

fn class(state: ProposalState) -> &'static str {
    match state {
        ProposalState::Proposed => "canh-bao",
        ProposalState::Accepted => "tot",
        ProposalState::Returned => "xau",
    }
}

pub fn show(visit: &Visit) -> Answer {
    let which = which(visit, &visit.query).ok_or(PageError::NoPage)?;
    let names = offices::unit_names(&visit.ctx, [which.unit])?;
    let name = names.get(&which.unit).cloned().ok_or(PageError::NoPage)?;
    let officers = officers::names(&visit.ctx)?;
    let may_check = visit.may(Permission::CheckReports, Some(which.field));
    let reports = communes::reported(&visit.ctx, which.month)?;
    let own = reports.into_iter().filter(|report| report.which == which);
    let view = own.map(|report| {
        let is_own = report.officer == visit.ctx.officer.id;
        let rows: Vec<Row> =
            report.rows.iter().map(|row| line(row, &officers, may_check && !is_own)).collect();
        Handed {
            id: report.id.0,
            sent_on: domain::dates::short(report.sent_on),
            officer: officers.get(&report.officer).cloned().unwrap_or_default(),
            file: report.file.unwrap_or_default(),
            is_untouched: report.rows.iter().all(|row| row.state == ProposalState::Proposed),
            is_open: rows.iter().any(|row| row.may_accept),
            rows,
        }
    });
    page(&ReportPage {
        frame: visit.frame("Báo cáo biến động"),
        title: format!("{name}, {}", which.field.label().to_lowercase()),
        month: which.month.to_string(),
        month_shown: domain::dates::month_long(which.month),
        unit: which.unit.0,
        field: which.field.word(),
        reports: view.collect(),
        may_check,
        may_hand_in: visit.may(Permission::HandInReports, Some(which.field)),
    })
}

type Names = std::collections::HashMap<domain::ids::OfficerId, String>;

fn line(row: &ReportedRow, officers: &Names, may_accept: bool) -> Row {
    let born = ["Nam", "Nữ", "Ngày sinh"].into_iter().map(|heading| row.cell(heading));
    let by = row.by.map(|(officer, on)| {
        let name = officers.get(&officer).map_or("", String::as_str);
        format!("{name}, {}", domain::dates::short(on))
    });
    let decided = by.into_iter().chain(row.reason.clone());
    Row {
        id: row.id.0,
        number: row.row,
        event: row.cell("Loại biến động").to_owned(),
        name: row.cell("Họ và tên").to_owned(),
        born: born.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "),
        happened: row.cell("Ngày xảy ra").to_owned(),
        content: row.cell("Nội dung mới").to_owned(),
        note: row.cell("Ghi chú").to_owned(),
        doubts: row.doubts.clone().unwrap_or_default(),
        state: row.state.label(),
        class: class(row.state),
        decided: decided.collect::<Vec<_>>().join(": "),
        may_accept: may_accept && row.state != ProposalState::Accepted,
        is_chosen: row.state == ProposalState::Proposed && row.doubts.is_none(),
    }
}

/// The rows that were ticked.
fn chosen(visit: &Visit) -> Vec<ProposalId> {
    visit.form.all("dong").filter_map(|id| id.parse().ok()).map(ProposalId).collect()
}

fn back(visit: &Visit) -> Reply {
    let place = which(visit, &visit.form);
    Reply::see(place.map_or_else(|| "/bien-dong".to_owned(), address))
}

pub fn accept(visit: &Visit) -> Answer {
    let rows = chosen(visit);
    if rows.is_empty() {
        return Ok(back(visit).warning("Hãy chọn ít nhất một dòng."));
    }
    told(visit, communes::accept(&visit.ctx, &rows), |checked: &Checked| {
        let mut text = format!("Đã nhận {} dòng vào sổ.", checked.accepted.len());
        for (id, why) in &checked.left {
            text.push_str(&format!(" Dòng số {id} chưa nhận được: {why}."));
        }
        (text, checked.accepted.is_empty())
    })
}

pub fn give_back(visit: &Visit) -> Answer {
    let rows = chosen(visit);
    if rows.is_empty() {
        return Ok(back(visit).warning("Hãy chọn ít nhất một dòng."));
    }
    told(visit, communes::return_rows(&visit.ctx, &rows, visit.form.get("ly-do")), |()| {
        (format!("Đã trả lại {} dòng cho xã, phường.", rows.len()), false)
    })
}

pub fn withdraw(visit: &Visit) -> Answer {
    let Ok(id) = visit.form.get("bao-cao").parse().map(CommuneReportId) else {
        return Ok(back(visit).warning("Hãy chọn báo cáo cần rút."));
    };
    told(visit, communes::withdraw(&visit.ctx, id), |()| ("Đã rút báo cáo.".to_owned(), false))
}

/// A sentence of what was done, and whether it is a warning; or the refusal.
fn told<T>(visit: &Visit, done: Result<T, OfficeError>, text: impl Fn(&T) -> (String, bool)) -> Answer {
    match done.map_err(PageError::from) {
        Ok(done) => {
            let (text, is_warning) = text(&done);
            Ok(if is_warning { back(visit).warning(text) } else { back(visit).telling(text) })
        }
        Err(error) => match error.refusal() {
            Some(reason) => Ok(back(visit).warning(sentence(&reason))),
            None => Err(error),
        },
    }
}

fn sample() -> ReportPage {
    let row = |id, state: ProposalState, doubts: &str, decided: &str| Row {
        id,
        number: id + 4,
        event: "Chết".to_owned(),
        name: "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned(),
        born: "05/01/1948".to_owned(),
        happened: "12/12/2023".to_owned(),
        content: String::new(),
        note: "Trích lục số 15".to_owned(),
        doubts: doubts.to_owned(),
        state: state.label(),
        class: class(state),
        decided: decided.to_owned(),
        may_accept: state != ProposalState::Accepted,
        is_chosen: state == ProposalState::Proposed && doubts.is_empty(),
    };
    let doubt = "Họ và tên: không tìm thấy người này trong sổ";
    ReportPage {
        frame: Frame::sample(),
        title: "phường An Hòa, bảo trợ xã hội".to_owned(),
        month: "2023-12".to_owned(),
        month_shown: "tháng 12 năm 2023".to_owned(),
        unit: 1,
        field: "assistance",
        reports: vec![Handed {
            id: 7,
            sent_on: "19/12/2023".to_owned(),
            officer: "Nguyễn Văn Lực".to_owned(),
            file: "bien-dong-an-hoa-12.xlsx".to_owned(),
            rows: vec![
                row(1, ProposalState::Proposed, "", ""),
                row(2, ProposalState::Proposed, doubt, ""),
                row(3, ProposalState::Accepted, "", "Nguyễn Thị Kim Thoa, 20/12/2023"),
                row(4, ProposalState::Returned, doubt, "Nguyễn Thị Kim Thoa, 20/12/2023: thiếu ngày chết"),
            ],
            is_untouched: true,
            is_open: true,
        }],
        may_check: true,
        may_hand_in: true,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
