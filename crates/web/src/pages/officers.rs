//! The administrator's page of officers: accounts, roles × areas × fields, passwords handed out.

use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use domain::ids::UnitId;
use office::accounts::{self, Standing};
use office::officers::{self, NewOfficer};
use office::permission::{Assignment, Role};
use office::{Field, OfficeError, Permission, offices};

const MANAGE: Guard = Guard::Needs(Permission::ManageOfficers, None);

pub const ROUTES: &[Route] = &[
    get("/can-bo", MANAGE, show),
    post("/can-bo", MANAGE, add),
    post("/can-bo/{account}/vai-tro", MANAGE, give_role),
    post("/can-bo/{account}/bo-vai-tro", MANAGE, take_role),
    post("/can-bo/{account}/mat-khau", MANAGE, hand_out),
    post("/can-bo/{account}/bo-xac-thuc", MANAGE, drop_second_factor),
    post("/can-bo/{account}/nghi", MANAGE, end),
];

#[derive(Template)]
#[template(path = "officers/officers.html")]
struct Officers {
    frame: Frame,
    rows: Vec<Row>,
    roles: Vec<(&'static str, &'static str)>,
    fields: Vec<(&'static str, &'static str)>,
    units: Vec<(i64, String)>,
    /// Account and the password that serves once: told here only.
    handed: Option<(String, String)>,
    problems: Vec<String>,
    typed: (String, String),
}

struct Row {
    account: String,
    full_name: String,
    roles: Vec<(&'static str, String)>,
    standing: &'static str,
    class: &'static str,
    has_second_factor: bool,
    is_self: bool,
}

fn show(visit: &Visit) -> Answer {
    page(&view(visit, None, Vec::new())?)
}

fn view(
    visit: &Visit,
    handed: Option<(String, String)>,
    problems: Vec<String>,
) -> Result<Officers, PageError> {
    let ctx = &visit.ctx;
    let standings = accounts::standings(ctx)?;
    let all = officers::all(ctx)?;
    let names =
        offices::unit_names(ctx, all.iter().flat_map(|one| one.roles.iter().filter_map(|held| held.unit)))?;
    let rows = all.into_iter().filter(|officer| !officer.roles.is_empty()).map(|officer| {
        let standing = standings.iter().find(|(id, _)| *id == officer.id).map(|(_, standing)| standing);
        let (told, class) = told_standing(standing);
        let role = |held: &Assignment| {
            let unit = held.unit.and_then(|unit| names.get(&unit).cloned());
            let parts =
                [Some(held.role.label().to_owned()), held.field.map(|field| field.label().to_owned()), unit];
            (held.role.word(), parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
        };
        Row {
            roles: officer.roles.iter().map(role).collect(),
            standing: told,
            class,
            has_second_factor: standing.is_some_and(|standing| standing.second_factor),
            is_self: officer.id == ctx.officer.id,
            account: officer.account,
            full_name: officer.full_name,
        }
    });
    let communes = ctx.read(Permission::ReadOffice, |tx| offices::communes(tx, ctx.office, ctx.on))?;
    Ok(Officers {
        frame: visit.frame("Cán bộ"),
        rows: rows.collect(),
        roles: Role::ALL.iter().map(|role| (role.word(), role.label())).collect(),
        fields: Field::ALL.iter().map(|field| (field.word(), field.label())).collect(),
        units: communes.into_iter().map(|unit| (unit.id.0, unit.full_name())).collect(),
        handed,
        problems,
        typed: (visit.form.get("account").to_owned(), visit.form.get("full_name").to_owned()),
    })
}

fn told_standing(standing: Option<&Standing>) -> (&'static str, &'static str) {
    match standing {
        Some(standing) if standing.locked_until.is_some() => ("đang khóa", "xau"),
        Some(standing) if standing.must_change => ("chờ đặt mật khẩu", "canh-bao"),
        Some(standing) if standing.last_seen.is_some() => ("đang làm việc", "tot"),
        Some(standing) if standing.has_password => ("dùng được", ""),
        Some(_) | None => ("chưa có mật khẩu", "canh-bao"),
    }
}

/// What of a role the form says.
fn assignment(visit: &Visit) -> Option<Assignment> {
    Some(Assignment {
        role: Role::from_word(visit.form.get("vai-tro"))?,
        unit: visit.form.get("xa").parse().ok().map(UnitId),
        field: Field::from_word(visit.form.get("linh-vuc")),
    })
}

fn add(visit: &Visit) -> Answer {
    let new = NewOfficer { account: visit.form.get("account"), full_name: visit.form.get("full_name") };
    let Some(role) = assignment(visit) else {
        return refuse(visit, vec!["Hãy chọn vai trò.".to_owned()]);
    };
    match officers::add(&visit.ctx, &new, &[role]) {
        Ok(_) => {
            let password = accounts::hand_out_password(&visit.ctx, new.account)?;
            page(&view(visit, Some((new.account.to_owned(), password)), Vec::new())?)
        }
        Err(OfficeError::Invalid(problems)) => {
            refuse(visit, problems.iter().map(|problem| sentence(&problem.message)).collect())
        }
        Err(OfficeError::Conflict(text)) => refuse(visit, vec![sentence(&text)]),
        Err(other) => Err(other.into()),
    }
}

fn refuse(visit: &Visit, problems: Vec<String>) -> Answer {
    Ok(page(&view(visit, None, problems)?)?.status(axum::http::StatusCode::UNPROCESSABLE_ENTITY))
}

fn give_role(visit: &Visit) -> Answer {
    let Some(role) = assignment(visit) else {
        return Ok(Reply::see("/can-bo").warning("Hãy chọn vai trò."));
    };
    told(officers::give_role(&visit.ctx, visit.param("account"), role), "Đã giao vai trò.")
}

fn take_role(visit: &Visit) -> Answer {
    let Some(role) = Role::from_word(visit.form.get("vai-tro")) else {
        return Ok(Reply::see("/can-bo").warning("Hãy chọn vai trò."));
    };
    told(officers::take_role(&visit.ctx, visit.param("account"), role), "Đã rút vai trò.")
}

fn hand_out(visit: &Visit) -> Answer {
    let account = visit.param("account");
    let password = accounts::hand_out_password(&visit.ctx, account)?;
    page(&view(visit, Some((account.to_owned(), password)), Vec::new())?)
}

fn drop_second_factor(visit: &Visit) -> Answer {
    told(accounts::remove_second_factor(&visit.ctx, visit.param("account")), "Đã tắt xác thực hai bước.")
}

fn end(visit: &Visit) -> Answer {
    told(
        officers::end(&visit.ctx, visit.param("account")),
        "Tài khoản không đăng nhập được nữa; việc đã làm vẫn đứng tên.",
    )
}

fn told(done: Result<(), OfficeError>, text: &str) -> Answer {
    match done.map_err(PageError::from) {
        Ok(()) => Ok(Reply::see("/can-bo").telling(text)),
        Err(error) => match error.refusal() {
            Some(reason) => Ok(Reply::see("/can-bo").warning(sentence(&reason))),
            None => Err(error),
        },
    }
}

fn sample() -> Officers {
    let row = |account: &str, is_self| Row {
        account: account.to_owned(),
        full_name: "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned(),
        roles: vec![("specialist", "Chuyên viên, Bảo trợ xã hội, phường An Hòa".to_owned())],
        standing: "đang làm việc",
        class: "tot",
        has_second_factor: true,
        is_self,
    };
    Officers {
        frame: Frame::sample(),
        rows: vec![row("chuyenvien.btxh", false), row("quantri", true)],
        roles: Role::ALL.iter().map(|role| (role.word(), role.label())).collect(),
        fields: Field::ALL.iter().map(|field| (field.word(), field.label())).collect(),
        units: vec![(1, "phường An Hòa".to_owned())],
        handed: Some(("ketoan".to_owned(), "k7m2-abcd-efgh-2345".to_owned())),
        problems: vec!["Chưa có họ tên.".to_owned()],
        typed: ("ketoan2".to_owned(), String::new()),
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
