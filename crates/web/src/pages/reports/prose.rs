//! The report's sentences, each edited around its figures.

use super::period;
use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use domain::reports::document::plain;
use domain::reports::{Prose, Run};
use office::reports::prose;

#[derive(Template)]
#[template(path = "reports/prose.html")]
struct ProsePage {
    frame: Frame,
    year: i16,
    rows: Vec<Row>,
    edited: usize,
}

struct Row {
    ours: String,
    theirs: String,
    /// As it is said; empty while a figure that it needs is not known.
    said: String,
    is_edited: bool,
    figures: Vec<(String, String)>,
    lines: usize,
}

pub fn show(visit: &Visit) -> Answer {
    let year = period(visit)?;
    let rows: Vec<Row> = prose::prose(&visit.ctx, year)?.into_iter().map(row).collect();
    let edited = rows.iter().filter(|row| row.is_edited).count();
    page(&ProsePage {
        frame: visit.frame(format!("Lời văn của báo cáo năm {year}")), year, rows, edited
    })
}

fn row(prose: Prose) -> Row {
    let figures = prose.runs.iter().flatten().filter_map(|run| match run {
        Run::Figure(figure) => Some((format!("{{{}}}", figure.id), figure.exact.clone())),
        Run::Text(_) | Run::Strong(_) | Run::Emphasis(_) => None,
    });
    let mut figures: Vec<_> = figures.collect();
    figures.dedup();
    let theirs = prose.edit.clone().unwrap_or_else(|| prose.template.clone());
    Row {
        figures,
        said: prose.runs.as_deref().map(plain).unwrap_or_default(),
        is_edited: prose.edit.is_some(),
        lines: (theirs.chars().count() / 90 + 2).min(12),
        theirs,
        ours: prose.template,
    }
}

/// One sentence said otherwise, or put back.
pub fn write(visit: &Visit) -> Answer {
    let year = period(visit)?;
    let ours = visit.form.get("cau-goc");
    let text = if visit.form.get("viec") == "tra-lai" { ours } else { visit.form.get("cau") };
    let back = Reply::see(format!("/bao-cao/{year}/loi-van"));
    match prose::say(&visit.ctx, year, ours, text).map_err(PageError::from) {
        Ok(()) => Ok(back.telling("Đã ghi lời văn; con số vẫn lấy từ sổ sách.")),
        Err(error) => match error.refusal() {
            Some(reason) => Ok(back.warning(sentence(&reason))),
            None => Err(error),
        },
    }
}

fn sample() -> ProsePage {
    let ours = "Quy tập được {merit.remains} hài cốt liệt sĩ về nghĩa trang liệt sĩ.".to_owned();
    let row = |is_edited, said: &str| Row {
        ours: ours.clone(),
        theirs: ours.clone(),
        said: said.to_owned(),
        is_edited,
        figures: vec![("{merit.remains}".to_owned(), "3".to_owned())],
        lines: 3,
    };
    ProsePage {
        frame: Frame::sample(),
        year: 2023,
        rows: vec![row(true, "Quy tập được 03 hài cốt liệt sĩ về nghĩa trang liệt sĩ."), row(false, "")],
        edited: 1,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
