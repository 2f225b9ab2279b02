//! The review of poor households: seasons, the board of communes and steps, one commune to its decision and papers,
//! the year's movement, the tables of the report.

use crate::error::PageError;
use crate::form::{self, Form, Given};
use crate::frame::Frame;
use crate::guard::{Ask, Extent, Guard};
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, post};
use crate::visit::{Params, Visit};
use askama::Template;
use axum::http::StatusCode;
use domain::dates::short;
use domain::labels::Labelled;
use domain::poverty::SeasonKind;
use law::Month;
use office::poverty::{self, season::Wanted};
use office::{Field, Permission};

mod board;
mod commune;
mod movement;
mod tables;

pub use board::sample_page as sample_board;
pub use commune::sample_page as sample_commune;
pub use movement::sample_page as sample_movement;
pub use tables::sample_page as sample_tables;

const FIELD: Option<Field> = Some(Field::Poverty);
const READ: Guard = Guard::Needs(Permission::ReadRegisters, FIELD);

pub const ROUTES: &[Route] = &[
    get("/ra-soat", READ, seasons),
    post("/ra-soat", Guard::By(opening), open),
    get("/ra-soat/ky/{season}", READ, board::show),
    get("/ra-soat/ky/{season}/{unit}", READ, commune::show),
    post("/ra-soat/ky/{season}/{unit}/buoc", Guard::Needs(Permission::RecordRegisters, FIELD), commune::step),
    post(
        "/ra-soat/ky/{season}/{unit}/quyet-dinh",
        Guard::Needs(Permission::RecordDecisions, FIELD),
        commune::decide,
    ),
    get("/ra-soat/ky/{season}/{unit}/giay-to/{number}/{file}", READ, commune::paper),
    get("/ra-soat/dien-bien/{year}", Guard::By(whole), movement::show),
    get("/ra-soat/bieu/{year}", Guard::By(whole), tables::show),
    get("/ra-soat/bieu/{year}/tep", Guard::By(whole), tables::download),
];

/// What is shown of all communes together.
fn whole(_: &Params) -> Result<Ask, PageError> {
    Ok(Ask { permission: Permission::ReadRegisters, field: FIELD, extent: Extent::Everywhere })
}

/// A season is opened for all communes.
fn opening(_: &Params) -> Result<Ask, PageError> {
    Ok(Ask { permission: Permission::RecordRegisters, field: FIELD, extent: Extent::Everywhere })
}

fn fits(visit: &Visit, ask: fn(&Params) -> Result<Ask, PageError>) -> bool {
    Guard::By(ask).check(&visit.ctx.officer, &visit.params).is_ok()
}

fn year_of(visit: &Visit) -> Result<i16, PageError> {
    visit.id::<i16>("year").ok().filter(|year| (1990..=9000).contains(year)).ok_or(PageError::NoPage)
}

#[derive(Template)]
#[template(path = "poverty/seasons.html")]
struct Seasons {
    frame: Frame,
    rows: Vec<SeasonRow>,
    years: Vec<i16>,
    form: Option<Form>,
    is_sent: bool,
    links: Vec<(&'static str, &'static str)>,
}

/// Registers beside the seasons.
const LISTS: &[(&str, &str)] = &[
    ("poverty_forms", "phiếu rà soát"),
    ("poverty_reasons", "lý do biến động"),
    ("poverty_supports", "hỗ trợ hộ nghèo"),
    ("poverty_helpers", "phân công giúp đỡ"),
    ("poverty_points", "bảng điểm B1"),
];

struct SeasonRow {
    code: String,
    kind: &'static str,
    standard: String,
    from: String,
    to: String,
    plan: String,
    is_running: bool,
}

fn seasons(visit: &Visit) -> Answer {
    page(&view(visit, &Given::nothing())?)
}

fn view(visit: &Visit, given: &Given) -> Result<Seasons, PageError> {
    let mut all = poverty::seasons(&visit.ctx)?;
    all.sort_by_key(|season| std::cmp::Reverse((season.starts_on, season.code.clone())));
    let today = visit.ctx.on;
    let mut years: Vec<i16> = all.iter().map(|season| season.year).chain([today.year()]).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    let rows = all.into_iter().map(|season| SeasonRow {
        kind: season.kind.label(),
        standard: match &season.other_standard {
            Some(other) => format!("{} và {other}", season.standard),
            None => season.standard.clone(),
        },
        from: short(season.starts_on),
        to: short(season.ends_on),
        plan: season.plan.clone().unwrap_or_default(),
        is_running: season.starts_on <= today && today <= season.ends_on,
        code: season.code,
    });
    let frame = visit.frame("Rà soát hộ nghèo");
    let fields = vec![
        form::text("ky", "Kỳ").required().hint("năm (2023), hoặc tháng của kỳ thường xuyên (05/2023)"),
        form::text("ke-hoach", "Số, ngày kế hoạch"),
        form::text("chuan-kia", "Chuẩn tính song song").hint("chỉ khi chuyển từ chuẩn này sang chuẩn khác"),
    ];
    let form = Form::new(&frame.token, "/ra-soat", "", "Mở kỳ rà soát", fields).given(given);
    Ok(Seasons {
        frame,
        rows: rows.collect(),
        years: if fits(visit, whole) { years } else { Vec::new() },
        form: fits(visit, opening).then_some(form),
        is_sent: given.is_sent(),
        links: super::registers::links(visit, LISTS),
    })
}

fn open(visit: &Visit) -> Answer {
    let mut given = Given::of(visit);
    let typed = given.need("ky");
    let month = super::payroll::read_month(&typed);
    let kind = if month.is_some() { SeasonKind::InYear } else { SeasonKind::Yearly };
    let year =
        month.map(Month::year).or_else(|| typed.parse().ok().filter(|year| (1990..=9000).contains(year)));
    let code = month.map_or_else(|| typed.clone(), |month| month.to_string());
    match year {
        None if !typed.is_empty() => given.wrong("ky", "ghi năm (2023) hoặc tháng (05/2023)"),
        None | Some(_) => {}
    }
    if let (Some(year), true) = (year, given.is_fine()) {
        let wanted = Wanted {
            code: &code,
            kind,
            year,
            standard: None,
            other_standard: given.text("chuan-kia"),
            from: None,
            to: None,
            plan: given.text("ke-hoach"),
        };
        match poverty::open(&visit.ctx, wanted) {
            Ok(season) => {
                let text = format!(
                    "Đã mở kỳ rà soát {} từ {} đến {}, chuẩn {}.",
                    season.code,
                    short(season.starts_on),
                    short(season.ends_on),
                    season.standard
                );
                return Ok(Reply::see(format!("/ra-soat/ky/{}", season.code)).telling(text));
            }
            Err(error) => given.refused(error)?,
        }
    }
    Ok(page(&view(visit, &given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

fn sample() -> Seasons {
    let frame = Frame::sample();
    let row = |code: &str, is_running| SeasonRow {
        code: code.to_owned(),
        kind: "Định kỳ",
        standard: "2022".to_owned(),
        from: "01/09/2023".to_owned(),
        to: "14/12/2023".to_owned(),
        plan: "Kế hoạch số 112/KH-UBND ngày 25/8/2023".to_owned(),
        is_running,
    };
    let form =
        Form::new(&frame.token, "/ra-soat", "", "Mở kỳ rà soát", vec![form::text("ky", "Kỳ").required()]);
    Seasons {
        frame,
        rows: vec![row("2023", true), row("2022", false)],
        years: vec![2023, 2022],
        form: Some(form),
        is_sent: false,
        links: LISTS.to_vec(),
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
