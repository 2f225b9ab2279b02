//! A report taken in (Mẫu 01): sealed at once.

use super::address;
use crate::error::PageError;
use crate::form::{self, Field, Form, Given};
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::labels::Labels;
use domain::names::sort_key;
use domain::protection::{FORM, ProtectionReport, ReportChannel};
use office::cases;
use office::officers;
use office::protection::{self, NewReport};

#[derive(Template)]
#[template(path = "protection/new.html")]
struct New {
    frame: Frame,
    has_key: bool,
    form: Form,
}

/// Names of the fields of Mẫu 01 in the form, in its order.
const NAMES: [&str; FORM.len()] = [
    "ten",
    "tuoi",
    "gioi",
    "noi",
    "tinh-trang",
    "nguy-co",
    "cha",
    "me",
    "gia-dinh",
    "cham-soc",
    "ho-tro",
    "bao-tin",
    "ghi-chu",
];
/// The one field of the form that must say something.
const STATE: &str = "tinh-trang";

pub fn blank(visit: &Visit) -> Answer {
    page(&view(visit, &Given::nothing())?)
}

fn form_fields() -> Vec<Field> {
    let short = ["ten", "tuoi", "gioi"];
    let field = |(name, label): (&&'static str, &&'static str)| {
        let field = if short.contains(name) { form::text(name, label) } else { form::note(name, label) };
        if *name == STATE { field.required() } else { field }
    };
    NAMES.iter().zip(&FORM).map(field).collect()
}

fn view(visit: &Visit, given: &Given) -> Result<New, PageError> {
    let frame = visit.frame("Tiếp nhận thông tin về trẻ em");
    let communes = super::super::registers::communes(visit)?;
    let mut leads: Vec<(String, String)> =
        officers::names(&visit.ctx)?.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    leads.sort_by_cached_key(|(_, name)| sort_key(name));
    let mut fields = vec![
        form::date("ngay", "Ngày tiếp nhận").required().day(visit.ctx.on),
        form::choice("kenh", "Kênh tiếp nhận", form::labels::<ReportChannel>()).required(),
        form::choice("xa", "Xã, phường nơi xảy ra", communes).required(),
        form::choice("phu-trach", "Cán bộ phụ trách", leads).hint("để trống nếu chính bạn phụ trách"),
        form::yes("khan", "Khẩn cấp: phải can thiệp trong 12 giờ"),
    ];
    fields.extend(form_fields());
    let form = Form::new(&frame.token, "/bao-ve-tre-em/tiep-nhan", "", "Tiếp nhận và mã hóa", fields);
    Ok(New { has_key: visit.app.vault.is_some(), form: form.given(given), frame })
}

pub fn receive(visit: &Visit) -> Answer {
    let mut given = Given::of(visit);
    let received_on = given.need_past("ngay");
    let channel = given.need_choice("kenh", |text| Labels::<ReportChannel>::new().find(text));
    let commune = given.need("xa");
    given.need(STATE);
    let lead = match given.text("phu-trach") {
        Some(lead) => lead.parse().ok().map(domain::ids::OfficerId),
        None => None,
    };
    if let (Some(channel), true) = (channel, given.is_fine()) {
        let unit = cases::commune(&visit.ctx, &commune)?;
        let report = ProtectionReport::of(NAMES.map(|name| given.text(name).unwrap_or_default()));
        let new = NewReport { unit, channel, received_on, urgent: given.yes("khan"), lead, report };
        match protection::receive(&visit.ctx, visit.app.vault.as_ref(), &new) {
            Ok(number) if lead.is_none_or(|lead| lead == visit.ctx.officer.id) => {
                return Ok(Reply::see(address(&number)).telling(format!("Đã mở vụ việc {number}.")));
            }
            Ok(number) => {
                let text = format!("Đã mở vụ việc {number} và giao cho cán bộ phụ trách.");
                return Ok(Reply::see("/bao-ve-tre-em").telling(text));
            }
            Err(error) => given.refused(error)?,
        }
    }
    Ok(page(&view(visit, &given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

fn sample() -> New {
    let frame = Frame::sample();
    let mut fields = vec![form::yes("khan", "Khẩn cấp: phải can thiệp trong 12 giờ")];
    fields.extend(form_fields());
    let form = Form::new(&frame.token, "/bao-ve-tre-em/tiep-nhan", "", "Tiếp nhận và mã hóa", fields);
    New { has_key: false, form, frame }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
