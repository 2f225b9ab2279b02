//! The catalogue of figures, and each figure with the rows that it is made of.

use crate::error::PageError;
use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, page};
use crate::route::{Route, get};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::figures::FigureKey;
use office::Permission;
use office::figures::{self, FigureOut};
use serde_json::Value;

mod evidence;

pub use evidence::{sample_page as sample_evidence, show_frozen};

const READ: Guard = Guard::Needs(Permission::ReadFigures, None);

pub const ROUTES: &[Route] = &[get("/so-lieu", READ, show), get("/so-lieu/{figure}", READ, evidence::show)];

#[derive(Template)]
#[template(path = "figures/figures.html")]
struct Figures {
    frame: Frame,
    year: i16,
    sections: Vec<Section>,
}

struct Section {
    title: &'static str,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    title: String,
    shown: String,
    unit: &'static str,
    target: String,
    /// Empty, `đạt`, `chưa đạt`.
    last_year: String,
    /// `+12%` against last year, or empty.
    change: String,
    change_class: &'static str,
    running: String,
    rows: String,
    from_totals: String,
    is_known: bool,
}

/// The year asked for as `nam`, else that of the business date.
pub fn year(visit: &Visit) -> Result<i16, PageError> {
    match visit.query.get("nam") {
        "" => Ok(visit.ctx.on.year()),
        text => text.parse().ok().filter(|year| (1945..=9000).contains(year)).ok_or(PageError::NoPage),
    }
}

fn show(visit: &Visit) -> Answer {
    let year = year(visit)?;
    let found = figures::figures(&visit.ctx, year)?;
    let mut sections: Vec<Section> = Vec::new();
    for figure in found {
        let key = FigureKey::find(&figure.id, year);
        let title = key.map_or("Khác", |key| key.spec.section.title_vi());
        let row = row(figure);
        match sections.iter_mut().find(|section| section.title == title) {
            Some(section) => section.rows.push(row),
            None => sections.push(Section { title, rows: vec![row] }),
        }
    }
    page(&Figures { frame: visit.frame(format!("Số liệu năm {year}")), year, sections })
}

fn row(figure: FigureOut) -> Row {
    let beside = |value: &Option<Value>| value.as_ref().map_or_else(String::new, shown);
    let (change, change_class) = change(&figure).unwrap_or_default();
    Row {
        change,
        change_class,
        is_known: !figure.value.is_null(),
        last_year: beside(&figure.last_year),
        running: beside(&figure.running_total),
        rows: Vnd(i64::try_from(figure.evidence).unwrap_or(i64::MAX)).to_string(),
        from_totals: if figure.from_totals == 0 {
            String::new()
        } else {
            Vnd(figure.from_totals).to_string()
        },
        target: figure.target.unwrap_or_default(),
        id: figure.id,
        title: figure.title,
        shown: figure.shown,
        unit: figure.unit,
    }
}

/// How far a number has moved since last year, in whole per cent.
fn change(figure: &FigureOut) -> Option<(String, &'static str)> {
    let (now, before) = (figure.value.as_i64()?, figure.last_year.as_ref()?.as_i64()?);
    if before <= 0 {
        return None;
    }
    let percent = (i128::from(now) - i128::from(before)) * 100 / i128::from(before);
    Some(match percent {
        0 => ("bằng".to_owned(), "phu"),
        1.. => (format!("▲ {percent}%"), ""),
        _ => (format!("▼ {}%", -percent), ""),
    })
}

/// A neighbouring value as people write it.
pub fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => number.as_i64().map_or_else(String::new, |number| Vnd(number).to_string()),
        Value::String(text) => match text.as_str() {
            "met" => "đạt".to_owned(),
            "not_met" => "chưa đạt".to_owned(),
            decimal => format!("{}%", decimal.replace('.', ",")),
        },
        _ => String::new(),
    }
}

fn sample() -> Figures {
    let row = |title: &str, shown: &str, target: &str| Row {
        id: "labour.jobs_created".to_owned(),
        title: title.to_owned(),
        shown: shown.to_owned(),
        unit: "người",
        target: target.to_owned(),
        last_year: "3.120".to_owned(),
        change: "▲ 19%".to_owned(),
        change_class: "",
        running: "3.716".to_owned(),
        rows: "3.716".to_owned(),
        from_totals: "412".to_owned(),
        is_known: true,
    };
    let rows = vec![
        row("Số lao động được giải quyết việc làm mới trong năm", "3.716", "không dưới 3.200"),
        Row {
            is_known: false,
            shown: "chưa có số liệu".to_owned(),
            ..row("Số lớp đào tạo nghề cho lao động nông thôn", "", "")
        },
    ];
    Figures {
        frame: Frame::sample(),
        year: 2023,
        sections: vec![Section { title: "Lao động, việc làm", rows }],
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
