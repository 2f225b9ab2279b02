//! Instructions from above: document, content, owner, deadline, state.

use super::{Card, Part, Row, TASK, address, cards, row, sample_cards, sample_rows, seen};
use crate::error::PageError;
use crate::form::{self, Form, Given};
use crate::frame::Frame;
use crate::paging::Pages;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::cases::{CaseRecord, SourcePaper};
use domain::names::{fold, sort_key};
use office::cases::{self, CaseView};
use office::{Permission, officers, offices};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "cases/tasks.html")]
struct Tasks {
    frame: Frame,
    cards: Vec<Card>,
    part: &'static str,
    search: String,
    owners: Vec<(String, bool)>,
    rows: Vec<TaskRow>,
    pages: Pages,
    is_filtered: bool,
    may_record: bool,
}

struct TaskRow {
    case: Row,
    number: String,
    issuer: String,
    given_on: String,
}

pub fn list(visit: &Visit) -> Answer {
    let all = seen(visit, true)?;
    let owner = visit.query.get("nguoi");
    let words: Vec<String> = fold(visit.query.get("tim")).split_whitespace().map(str::to_owned).collect();
    let holder = |view: &CaseView| view.standing.holder.clone().unwrap_or_default();
    let fits = |view: &&CaseView| {
        let source = view.case.source.as_ref();
        let number = source.map_or("", |source| source.number.as_str());
        let issuer = source.and_then(|source| source.issuer.as_deref()).unwrap_or_default();
        let text = fold(&format!("{} {number} {issuer} {}", view.case.code, view.case.subject));
        (owner.is_empty() || holder(view) == owner) && words.iter().all(|word| text.contains(word.as_str()))
    };
    let mut found: Vec<&CaseView> = all.iter().filter(fits).collect();
    let part = Part::ALL.into_iter().find(|part| part.word() == visit.query.get("phan"));
    let cards = cards(visit, &found, part);
    found.retain(|view| match part {
        Some(part) => Part::of(view, visit) == part,
        None => view.standing.concluded_on.is_none(),
    });
    let mut owners: Vec<String> = all.iter().map(holder).filter(|name| !name.is_empty()).collect();
    owners.sort_by_cached_key(|name| sort_key(name));
    owners.dedup();
    let pages = Pages::of(&visit.path, &visit.query, found.len());
    let units = offices::unit_names(&visit.ctx, all.iter().filter_map(|view| view.case.unit))?;
    let rows = pages.rows(&found).iter().map(|view| {
        let source = view.case.source.clone();
        TaskRow {
            case: row(visit, view, &units, &HashMap::new()),
            number: source.as_ref().map(|source| source.number.clone()).unwrap_or_default(),
            given_on: source
                .as_ref()
                .and_then(|source| source.on)
                .map(domain::dates::short)
                .unwrap_or_default(),
            issuer: source.and_then(|source| source.issuer).unwrap_or_default(),
        }
    });
    page(&Tasks {
        frame: visit.frame("Nhiệm vụ được giao"),
        cards,
        part: part.map_or("", Part::word),
        search: visit.query.get("tim").to_owned(),
        owners: owners.into_iter().map(|name| (name.clone(), name == owner)).collect(),
        rows: rows.collect(),
        is_filtered: part.is_some() || !owner.is_empty() || !words.is_empty(),
        pages,
        may_record: visit.may(Permission::RecordRegisters, None),
    })
}

#[derive(Template)]
#[template(path = "cases/task_new.html")]
struct NewTask {
    frame: Frame,
    form: Form,
}

pub fn blank(visit: &Visit) -> Answer {
    page(&view(visit, &Given::nothing())?)
}

fn view(visit: &Visit, given: &Given) -> Result<NewTask, PageError> {
    let frame = visit.frame("Ghi nhiệm vụ được giao");
    let mut names: Vec<String> = officers::names(&visit.ctx)?.into_values().collect();
    names.sort_by_cached_key(|name| sort_key(name));
    let names = names.into_iter().map(|name| (name.clone(), name)).collect();
    let communes = super::super::registers::communes(visit)?;
    let fields = vec![
        form::text("so", "Số, ký hiệu văn bản").required(),
        form::date("ngay-vb", "Ngày văn bản"),
        form::text("noi-giao", "Cơ quan giao").required(),
        form::choice("nguoi", "Người thực hiện", names).required(),
        form::note("viec", "Nội dung giao").required(),
        form::date("ngay", "Ngày nhận").required().day(visit.ctx.on),
        form::date("han", "Hạn hoàn thành"),
        form::choice("xa", "Xã, phường", communes).hint("để trống nếu là việc của cả cơ quan"),
    ];
    let form = Form::new(&frame.token, "/nhiem-vu/giao", "", "Ghi nhiệm vụ", fields).given(given);
    Ok(NewTask { frame, form })
}

pub fn give(visit: &Visit) -> Answer {
    let mut given = Given::of(visit);
    let (number, issuer) = (given.need("so"), given.need("noi-giao"));
    let (owner, subject) = (given.need("nguoi"), given.need("viec"));
    let (on, received_on, due_on) = (given.date("ngay-vb"), given.need_past("ngay"), given.date("han"));
    if due_on.is_some_and(|due| due < received_on) {
        given.wrong("han", "hạn trước ngày nhận");
    }
    let unit = match given.text("xa") {
        Some(commune) => Some(cases::commune(&visit.ctx, &commune)?),
        None => None,
    };
    if given.is_fine() {
        let record = CaseRecord {
            code: number.clone(),
            kind: TASK.to_owned(),
            subject,
            person: None,
            unit,
            received_on,
            due_on,
            owner: Some(owner),
            source: Some(SourcePaper { number: number.clone(), issuer: Some(issuer), on }),
        };
        match cases::open(&visit.ctx, record) {
            Ok(_) => return Ok(Reply::see(address(&number)).telling("Đã ghi nhiệm vụ.")),
            Err(error) => given.refused(error)?,
        }
    }
    Ok(page(&view(visit, &given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

fn sample() -> Tasks {
    let row = |case| TaskRow {
        case,
        number: "1204/UBND-VX".to_owned(),
        issuer: "Ủy ban nhân dân thị xã Trảng Bàng".to_owned(),
        given_on: "01/12/2023".to_owned(),
    };
    Tasks {
        frame: Frame::sample(),
        cards: sample_cards(),
        part: "",
        search: String::new(),
        owners: vec![("Nguyễn Hoàng Phương Uyên".to_owned(), true)],
        rows: sample_rows().into_iter().map(row).collect(),
        pages: Pages::of("/nhiem-vu", &crate::address::Fields::default(), 2),
        is_filtered: true,
        may_record: true,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
