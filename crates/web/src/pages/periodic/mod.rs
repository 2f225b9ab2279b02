//! The periodic report for a month, quarter, half, nine months or the year: read, downloaded, its figures opened;
//! estimates of the year and figures of years before the books typed in; the yearly table of the labour market.

use crate::error::PageError;
use crate::form::{self, Form, Given};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::paging::Pages;
use crate::reply::{Answer, Reply, content_type, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::figures::{CATALOGUE, FigureKey, Fold, Months};
use domain::reports::periodic::period_name;
use domain::reports::{Block, Document, ParagraphStyle, Run};
use office::figures;
use office::reports::periodic::{self, Periodic};
use office::reports::{annex, pdf, word};
use office::{OfficeError, Permission};

mod market;

pub use market::sample_page as sample_market;

const READ: Guard = Guard::Needs(Permission::ReadFigures, None);

pub const ROUTES: &[Route] = &[
    get("/dinh-ky", READ, show),
    get("/dinh-ky/tep/{file}", READ, download),
    get("/dinh-ky/can-cu/{figure}", READ, evidence),
    post("/dinh-ky/so-lieu", Guard::Needs(Permission::WriteReports, None), type_in),
    get("/dinh-ky/thi-truong-lao-dong", READ, market::show),
];

/// Word of a part of the year in the address, its name, its months.
const PARTS: [(&str, &str, i8, i8); 20] = [
    ("1", "Tháng 1", 1, 1),
    ("2", "Tháng 2", 2, 2),
    ("3", "Tháng 3", 3, 3),
    ("4", "Tháng 4", 4, 4),
    ("5", "Tháng 5", 5, 5),
    ("6", "Tháng 6", 6, 6),
    ("7", "Tháng 7", 7, 7),
    ("8", "Tháng 8", 8, 8),
    ("9", "Tháng 9", 9, 9),
    ("10", "Tháng 10", 10, 10),
    ("11", "Tháng 11", 11, 11),
    ("12", "Tháng 12", 12, 12),
    ("q1", "Quý I", 1, 3),
    ("q2", "Quý II", 4, 6),
    ("q3", "Quý III", 7, 9),
    ("q4", "Quý IV", 10, 12),
    ("h1", "6 tháng đầu năm", 1, 6),
    ("9m", "9 tháng", 1, 9),
    ("h2", "6 tháng cuối năm", 7, 12),
    ("nam", "Cả năm", 1, 12),
];

/// What period the address asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    year: i16,
    part: &'static str,
    months: Months,
}

impl Asked {
    /// The quarter that ended last where nothing is asked.
    fn of(visit: &Visit) -> Asked {
        let today = visit.ctx.on;
        let quarter = (today.month() - 1) / 3;
        let (ended, of_year) = if quarter == 0 { ("q4", today.year() - 1) } else { ("", today.year()) };
        let ended = match quarter {
            1 => "q1",
            2 => "q2",
            3 => "q3",
            _ => ended,
        };
        let year = visit.query.get("nam").parse().ok().filter(|year| (1945..=9000).contains(year));
        let word = visit.query.get("ky");
        let word = if word.is_empty() { ended } else { word };
        let part = PARTS.iter().find(|(known, ..)| *known == word);
        let found = part.and_then(|(word, _, first, last)| Some((*word, Months::new(*first, *last)?)));
        let (part, months) = found.unwrap_or(("nam", Months::YEAR));
        Asked { year: year.unwrap_or(of_year), part, months }
    }

    fn query(self) -> String {
        format!("?nam={}&ky={}", self.year, self.part)
    }

    fn told(self) -> String {
        format!("{} năm {}", period_name(self.months), self.year).trim().to_owned()
    }

    fn report(self, visit: &Visit) -> Result<Periodic, PageError> {
        Ok(periodic::report(&visit.ctx, self.year, self.months)?)
    }
}

#[derive(Template)]
#[template(path = "periodic/report.html")]
struct ReportPage {
    frame: Frame,
    told: String,
    years: Vec<(i16, bool)>,
    parts: Vec<(&'static str, &'static str, bool)>,
    query: String,
    /// `None` until a period is chosen: all figures of the catalogue take a moment.
    document: Option<Document>,
    link_before: &'static str,
    link_after: String,
    form: Option<Form>,
    is_sent: bool,
}

fn show(visit: &Visit) -> Answer {
    page(&view(visit, &Given::nothing())?)
}

fn view(visit: &Visit, given: &Given) -> Result<ReportPage, PageError> {
    let asked = Asked::of(visit);
    let frame = visit.frame(format!("Báo cáo {}", asked.told()));
    let this = visit.ctx.on.year();
    let form = typing_form(&frame.token, asked).given(given);
    Ok(ReportPage {
        told: asked.told(),
        years: (0..5).map(|ago| this - ago).map(|year| (year, year == asked.year)).collect(),
        parts: PARTS.iter().map(|(word, name, ..)| (*word, *name, *word == asked.part)).collect(),
        query: asked.query(),
        document: match visit.query.get("ky") {
            "" => None,
            _ => Some(periodic::document(&visit.ctx, asked.year, asked.months)?),
        },
        link_before: "/dinh-ky/can-cu/",
        link_after: asked.query(),
        form: visit.may(Permission::WriteReports, None).then_some(form),
        is_sent: given.is_sent(),
        frame,
    })
}

/// Figures that people may type: counted, summed, rates.
fn typing_form(token: &str, asked: Asked) -> Form {
    let own = CATALOGUE.iter().filter(|spec| {
        matches!(spec.fold, Fold::Count(_) | Fold::Sum(_) | Fold::Ratio { .. } | Fold::OfTarget { .. })
    });
    let keys = own.map(|spec| FigureKey::of_year(spec, asked.year));
    let figures = keys.map(|key| (key.id(), key.title())).collect();
    let kinds = vec![
        ("uoc".to_owned(), format!("ước thực hiện cả năm {}", asked.year)),
        ("so".to_owned(), "số của năm trước khi mở sổ".to_owned()),
    ];
    let fields = vec![
        form::choice("chi-tieu", "Chỉ tiêu", figures).required().wide(),
        form::choice("loai", "Ghi", kinds).required().value("uoc"),
        form::number("nam-so", "Năm của số liệu").required().value(asked.year.to_string()),
        form::text("gia-tri", "Giá trị").required().hint("265; 1.071.270.000; 0,61"),
        form::text("can-cu", "Văn bản hoặc căn cứ ước tính").required(),
    ];
    Form::new(token, format!("/dinh-ky/so-lieu{}", asked.query()), "uoc", "Ghi số liệu", fields)
}

fn type_in(visit: &Visit) -> Answer {
    let asked = Asked::of(visit);
    let mut given = Given::of(visit);
    let (figure, value, ground) = (given.need("chi-tieu"), given.need("gia-tri"), given.need("can-cu"));
    let is_estimate = given.need_choice("loai", |text| match text {
        "uoc" => Some(true),
        "so" => Some(false),
        _ => None,
    });
    given.need("nam-so");
    let year = given.number("nam-so").and_then(|year| i16::try_from(year).ok());
    if let (Some(is_estimate), Some(year), true) = (is_estimate, year, given.is_fine()) {
        let done = if is_estimate {
            figures::type_estimate(&visit.ctx, &figure, year, &value, &ground)
        } else {
            figures::type_in(&visit.ctx, &figure, year, &value, &ground)
        };
        match done {
            Ok(()) => {
                let text = if is_estimate {
                    "Đã ghi ước thực hiện."
                } else {
                    "Đã ghi số liệu của năm."
                };
                return Ok(Reply::see(format!("/dinh-ky{}", asked.query())).telling(text));
            }
            Err(error) => given.refused(error)?,
        }
    }
    Ok(page(&view(visit, &given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

fn download(visit: &Visit) -> Answer {
    let asked = Asked::of(visit);
    let name = visit.param("file");
    if !FILES.iter().any(|(known, _)| *known == name) {
        return Err(PageError::NoPage);
    }
    let report = asked.report(visit)?;
    let papers = |error: office::papers::PapersError| PageError::from(OfficeError::from(error));
    let bytes = match name {
        "bao-cao.docx" => word::document_docx(&report.document).map_err(papers)?,
        "can-cu.xlsx" => annex::annex_xlsx(&report.book).map_err(papers)?,
        _ => {
            let made = pdf::document_pdf(&report.document, visit.ctx.on);
            made.map_err(|error| PageError::Fault(error.to_string()))?.bytes
        }
    };
    let (base, ending) = name.split_once('.').unwrap_or((name, ""));
    let file = format!("{base}-{}-{}.{ending}", asked.year, asked.part);
    Ok(Reply::file(&file, content_type(name), bytes))
}

/// Files of a report by their names in the address.
const FILES: [(&str, &str); 3] =
    [("bao-cao.docx", "DOCX"), ("bao-cao.pdf", "PDF"), ("can-cu.xlsx", "Căn cứ (XLSX)")];

#[derive(Template)]
#[template(path = "periodic/evidence.html")]
struct Evidence {
    frame: Frame,
    told: String,
    back: String,
    title: String,
    exact: String,
    clock: String,
    formula: String,
    made_of: Vec<String>,
    quantity_title: String,
    rows: Vec<(String, String, String)>,
    pages: Pages,
}

/// The rows behind a figure of the report, in the window of the report.
fn evidence(visit: &Visit) -> Answer {
    let asked = Asked::of(visit);
    let id = visit.param("figure");
    let section = periodic::section(&visit.ctx, asked.year, asked.months, id)?;
    let pages = Pages::of(&visit.path, &visit.query, section.rows.len());
    let rows = pages
        .rows(&section.rows)
        .iter()
        .map(|row| (row.label.clone(), row.unit.clone(), domain::Vnd(row.quantity).to_string()));
    page(&Evidence {
        frame: visit.frame(section.title.clone()),
        told: asked.told(),
        back: format!("/dinh-ky{}", asked.query()),
        rows: rows.collect(),
        pages,
        title: section.title,
        exact: section.exact,
        clock: section.clock,
        formula: section.formula,
        made_of: section
            .made_of
            .into_iter()
            .map(|id| format!("/dinh-ky/can-cu/{}{}", crate::address::encode(&id), asked.query()))
            .collect(),
        quantity_title: section.quantity_title,
    })
}

fn sample() -> ReportPage {
    let frame = Frame::sample();
    let asked = Asked { year: 2023, part: "q2", months: Months::YEAR };
    let paragraph = Block::Paragraph {
        style: ParagraphStyle::Body,
        runs: vec![Run::Text("Giải quyết việc làm cho 1.204 lao động.".to_owned())],
    };
    let document = Document {
        title: "Báo cáo quý II năm 2023".to_owned(),
        blocks: vec![Block::Title(vec!["Báo cáo".to_owned(), "Quý II năm 2023".to_owned()]), paragraph],
        ..crate::report::sample().0
    };
    ReportPage {
        told: "quý II năm 2023".to_owned(),
        years: vec![(2023, true), (2022, false)],
        parts: PARTS.iter().map(|(word, name, ..)| (*word, *name, *word == "q2")).collect(),
        query: asked.query(),
        document: Some(document),
        link_before: "/dinh-ky/can-cu/",
        link_after: asked.query(),
        form: Some(typing_form(&frame.token, asked)),
        is_sent: true,
        frame,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}

pub fn sample_evidence() -> Result<String, askama::Error> {
    Evidence {
        frame: Frame::sample(),
        told: "quý II năm 2023".to_owned(),
        back: "/dinh-ky?nam=2023&ky=q2".to_owned(),
        title: "Số lao động được giải quyết việc làm mới".to_owned(),
        exact: "1.204 người".to_owned(),
        clock: "từ 01/04/2023 đến 30/06/2023".to_owned(),
        formula: "1.204 ÷ 3.200".to_owned(),
        made_of: vec!["/dinh-ky/can-cu/labour.jobs_created".to_owned()],
        quantity_title: "Số người".to_owned(),
        rows: vec![(
            "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned(),
            "phường An Hòa".to_owned(),
            "1".to_owned(),
        )],
        pages: Pages::of("/dinh-ky/can-cu/x", &crate::address::Fields::default(), 1204),
    }
    .render()
}
