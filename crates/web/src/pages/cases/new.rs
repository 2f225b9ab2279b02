//! A case taken in.

use super::{PROTECTION, TASK, address};
use crate::error::PageError;
use crate::find;
use crate::form::{self, Form, Given};
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::cases::{CaseRecord, SourcePaper};
use domain::ids::PersonId;
use domain::labels::Labelled;
use law::procedures::Desk;
use office::cases;

#[derive(Template)]
#[template(path = "cases/new.html")]
struct New {
    frame: Frame,
    form: Form,
}

pub fn blank(visit: &Visit) -> Answer {
    page(&view(visit, &Given::nothing())?)
}

/// Kinds of the law of the business date by desk.
fn kinds(visit: &Visit) -> Vec<(String, Vec<(String, String)>)> {
    let procedures = &visit.ctx.rules.procedures;
    let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for desk in Desk::VALUES {
        let own = procedures
            .latest()
            .filter(|latest| latest.desk == *desk && latest.id != TASK && latest.id != PROTECTION);
        let mut kinds: Vec<(String, String)> = own
            .filter_map(|latest| procedures.on(&latest.id, visit.ctx.on))
            .map(|procedure| (procedure.id.clone(), procedure.name.clone()))
            .collect();
        kinds.sort_by_cached_key(|(_, name)| domain::names::sort_key(name));
        if !kinds.is_empty() {
            groups.push((desk.label().to_owned(), kinds));
        }
    }
    groups
}

fn view(visit: &Visit, given: &Given) -> Result<New, PageError> {
    let communes = super::super::registers::communes(visit)?;
    let frame = visit.frame("Tiếp nhận hồ sơ");
    let fields = vec![
        form::grouped("loai", "Thủ tục", kinds(visit)).required().wide().value(visit.query.get("loai")),
        form::text("so", "Số hồ sơ").required().hint("số biên nhận của bộ phận một cửa"),
        form::text("viec", "Nội dung").required().hint("vài chữ; không ghi điều nhạy cảm"),
        form::text("nguoi", "Người đề nghị")
            .hint("mã đối tượng hoặc số căn cước; để trống nếu không có trong sổ")
            .value(visit.query.get("nguoi")),
        form::choice("xa", "Xã, phường", communes).hint("để trống nếu là việc của cả cơ quan"),
        form::date("ngay", "Ngày tiếp nhận").required().day(visit.ctx.on),
        form::text("giu", "Người thụ lý").value(&visit.ctx.officer.full_name),
        form::date("han", "Hạn ghi trong văn bản").hint("chỉ khi văn bản nêu hạn riêng"),
        form::text("van-ban", "Số văn bản kèm theo"),
    ];
    let form = Form::new(&frame.token, "/ho-so/tiep-nhan", "", "Tiếp nhận", fields).given(given);
    Ok(New { frame, form })
}

pub fn open(visit: &Visit) -> Answer {
    let mut given = Given::of(visit);
    let kind = given.need("loai");
    let (code, subject) = (given.need("so"), given.need("viec"));
    let person = person(visit, &mut given)?;
    let unit = match given.text("xa") {
        Some(commune) => Some(cases::commune(&visit.ctx, &commune)?),
        None => None,
    };
    let (received_on, due_on) = (given.need_past("ngay"), given.date("han"));
    if due_on.is_some_and(|due| due < received_on) {
        given.wrong("han", "hạn trước ngày tiếp nhận");
    }
    let source = given.text("van-ban").map(|number| SourcePaper { number, issuer: None, on: None });
    let owner = given.text("giu");
    if given.is_fine() {
        let record = CaseRecord {
            code: code.clone(),
            kind,
            subject,
            person,
            unit,
            received_on,
            due_on,
            owner,
            source,
        };
        match cases::open(&visit.ctx, record) {
            Ok(_) => return Ok(Reply::see(address(&code)).telling("Đã tiếp nhận hồ sơ.")),
            Err(error) => given.refused(error)?,
        }
    }
    Ok(page(&view(visit, &given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

fn person(visit: &Visit, given: &mut Given) -> Result<Option<PersonId>, PageError> {
    let Some(text) = given.text("nguoi") else { return Ok(None) };
    match find::person(visit, &text)? {
        Ok(person) => Ok(Some(person)),
        Err(reason) => {
            given.wrong("nguoi", reason);
            Ok(None)
        }
    }
}

fn sample() -> New {
    New { frame: Frame::sample(), form: form::sample() }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
