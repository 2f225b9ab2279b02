//! The administrator's page of programs that use the API: tokens made, looked at and taken back.

use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use domain::ids::{ClientId, UnitId};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use office::clients::{self, BY_HAND, Client, DAYS_MAX, NewClient};
use office::permission::Grant;
use office::{Field, OfficeError, Permission, officers, offices};

const MANAGE: Guard = Guard::Needs(Permission::ManageOfficers, None);

pub const ROUTES: &[Route] = &[
    get("/ma-truy-cap", MANAGE, show),
    post("/ma-truy-cap", MANAGE, create),
    post("/ma-truy-cap/{id}/thu-hoi", MANAGE, revoke),
];

#[derive(Template)]
#[template(path = "clients/clients.html")]
struct Clients {
    frame: Frame,
    rows: Vec<Row>,
    officers: Vec<(String, String)>,
    permissions: Vec<(&'static str, String, bool)>,
    fields: Vec<(&'static str, &'static str)>,
    units: Vec<(i64, String)>,
    days_max: i64,
    /// Number and token: told here only.
    handed: Option<(i64, String)>,
    problems: Vec<String>,
    typed: Typed,
}

#[derive(Default)]
struct Typed {
    name: String,
    account: String,
    days: String,
}

struct Row {
    id: i64,
    name: String,
    account: String,
    scopes: Vec<String>,
    created: String,
    expires: String,
    used: String,
    state: &'static str,
    class: &'static str,
    is_live: bool,
}

fn show(visit: &Visit) -> Answer {
    page(&view(visit, None, Vec::new())?)
}

fn view(visit: &Visit, handed: Option<(i64, String)>, problems: Vec<String>) -> Result<Clients, PageError> {
    let ctx = &visit.ctx;
    let all = clients::list(ctx)?;
    let names = offices::unit_names(
        ctx,
        all.iter().flat_map(|client| client.scopes.iter().filter_map(|scope| scope.unit)),
    )?;
    let told = |scope: &Grant| {
        let unit = scope.unit.and_then(|unit| names.get(&unit).cloned());
        let field = scope.field.map(|field| field.label().to_owned());
        let parts = [Some(scope.permission.label().to_owned()), field, unit];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let row = |client: &Client| {
        let is_live = client.is_live(&ctx.at);
        let (state, class) = match (is_live, client.row.voided) {
            (true, _) => ("dùng được", "tot"),
            (false, Some(_)) => ("đã thu hồi", ""),
            (false, None) => ("hết hạn", "canh-bao"),
        };
        Row {
            id: client.row.id.0,
            name: client.row.name.clone(),
            account: client.row.account.clone(),
            scopes: client.scopes.iter().map(told).collect(),
            created: day(&client.row.created_at),
            expires: day(&client.row.expires_at),
            used: client.row.last_used_at.as_deref().map_or_else(|| "chưa dùng".to_owned(), day),
            state,
            class,
            is_live,
        }
    };
    let people = officers::all(ctx)?.into_iter().filter(|officer| !officer.roles.is_empty());
    let communes = ctx.read(Permission::ReadOffice, |tx| offices::communes(tx, ctx.office, ctx.on))?;
    let days = visit.form.get("ngay");
    Ok(Clients {
        frame: visit.frame("Mã truy cập"),
        rows: all.iter().rev().map(row).collect(),
        officers: people
            .map(|officer| (officer.account.clone(), format!("{} ({})", officer.full_name, officer.account)))
            .collect(),
        permissions: permissions(&visit.form.all("quyen").collect::<Vec<_>>()),
        fields: Field::ALL.iter().map(|field| (field.word(), field.label())).collect(),
        units: communes.into_iter().map(|unit| (unit.id.0, unit.full_name())).collect(),
        days_max: DAYS_MAX,
        handed,
        problems,
        typed: Typed {
            name: visit.form.get("ten").to_owned(),
            account: visit.form.get("can-bo").to_owned(),
            days: if days.is_empty() { "365".to_owned() } else { days.to_owned() },
        },
    })
}

fn permissions(chosen: &[&str]) -> Vec<(&'static str, String, bool)> {
    let open = Permission::ALL
        .iter()
        .filter(|permission| !BY_HAND.contains(permission) && **permission != Permission::ReadOffice);
    let shown = |permission: &Permission| {
        let label = crate::pages::registers::capital(permission.label());
        (permission.word(), label, chosen.contains(&permission.word()))
    };
    open.map(shown).collect()
}

/// The day in Vietnam of an instant.
fn day(instant: &str) -> String {
    let at = instant.parse::<Timestamp>().ok();
    at.map_or_else(String::new, |at| {
        domain::dates::short(at.to_zoned(TimeZone::fixed(Offset::constant(7))).date())
    })
}

fn create(visit: &Visit) -> Answer {
    let unit = visit.form.get("xa").parse().ok().map(UnitId);
    let field = Field::from_word(visit.form.get("linh-vuc"));
    let chosen = visit.form.all("quyen").filter_map(Permission::from_word);
    let scopes: Vec<Grant> = chosen.map(|permission| Grant { permission, unit, field }).collect();
    let new = NewClient {
        account: visit.form.get("can-bo"),
        name: visit.form.get("ten"),
        scopes: &scopes,
        days: visit.form.get("ngay").parse().unwrap_or_default(),
    };
    match clients::create(&visit.ctx, &new) {
        Ok((id, token)) => page(&view(visit, Some((id.0, token)), Vec::new())?),
        Err(OfficeError::Invalid(problems)) => {
            let problems = problems.iter().map(|problem| sentence(&problem.message)).collect();
            let view = view(visit, None, problems)?;
            Ok(page(&view)?.status(axum::http::StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(other.into()),
    }
}

fn revoke(visit: &Visit) -> Answer {
    clients::revoke(&visit.ctx, visit.id::<ClientId>("id")?)?;
    Ok(Reply::see("/ma-truy-cap").telling("Đã thu hồi mã: chương trình không gọi được nữa."))
}

fn sample() -> Clients {
    let row = |id, state, class, is_live| Row {
        id,
        name: "Cổng dữ liệu dùng chung của tỉnh".to_owned(),
        account: "truongphong".to_owned(),
        scopes: vec!["xem hồ sơ, Giảm nghèo, phường An Hòa".to_owned(), "xem số liệu".to_owned()],
        created: "28/12/2023".to_owned(),
        expires: "27/12/2024".to_owned(),
        used: "chưa dùng".to_owned(),
        state,
        class,
        is_live,
    };
    Clients {
        frame: Frame::sample(),
        rows: vec![row(1204, "dùng được", "tot", true), row(1100, "đã thu hồi", "", false)],
        officers: vec![("truongphong".to_owned(), "Nguyễn Hoàng Phương Uyên (truongphong)".to_owned())],
        permissions: permissions(&["read_registers"]),
        fields: Field::ALL.iter().map(|field| (field.word(), field.label())).collect(),
        units: vec![(1, "phường An Hòa".to_owned())],
        days_max: DAYS_MAX,
        handed: Some((1204, format!("{}0123456789abcdef", clients::TOKEN_MARK))),
        problems: vec!["Hãy chọn ít nhất một việc mà chương trình được làm.".to_owned()],
        typed: Typed { days: "365".to_owned(), ..Typed::default() },
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
