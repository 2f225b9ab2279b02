//! The year's report: read with every figure a link, its warnings answered, frozen, compared with today, downloaded.

use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, Reply, content_type, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use domain::ids::ReportId;
use domain::reports::{Block, Document, EvidenceBook, Run};
use office::Permission;
use office::reports::{annex, frozen, pdf, word, year};

mod diff;
mod prose;

pub use diff::sample_page as sample_diff;
pub use prose::sample_page as sample_prose;

const READ: Guard = Guard::Needs(Permission::ReadFigures, None);

pub const ROUTES: &[Route] = &[
    get("/bao-cao", READ, index),
    get("/bao-cao/{year}", READ, show),
    get("/bao-cao/{year}/tep/{file}", READ, download),
    get("/bao-cao/{year}/loi-van", Guard::Needs(Permission::WriteReports, None), prose::show),
    post("/bao-cao/{year}/loi-van", Guard::Needs(Permission::WriteReports, None), prose::write),
    post("/bao-cao/{year}/tra-loi", Guard::Needs(Permission::WriteReports, None), answer),
    post("/bao-cao/{year}/chot", Guard::Needs(Permission::FreezeReports, None), freeze),
    get("/bao-cao/chot/{id}", READ, show_frozen),
    get("/bao-cao/chot/{id}/tep/{file}", READ, download_frozen),
    get("/bao-cao/chot/{id}/so-sanh", READ, diff::show),
    get("/bao-cao/chot/{id}/so-lieu/{figure}", READ, super::figures::show_frozen),
];

/// Files of a report by their names in the address.
const FILES: &[(&str, &str)] = &[
    ("bao-cao.docx", "DOCX"),
    ("bao-cao.pdf", "PDF"),
    ("can-cu.xlsx", "Căn cứ (XLSX)"),
    ("can-cu.pdf", "Căn cứ (PDF)"),
];

#[derive(Template)]
#[template(path = "reports/index.html")]
struct Index {
    frame: Frame,
    years: Vec<i16>,
    frozen: Vec<FrozenRow>,
}

struct FrozenRow {
    id: i64,
    year: i16,
    day: String,
    journal: i64,
}

fn index(visit: &Visit) -> Answer {
    let rows = frozen::list(&visit.ctx)?.into_iter().rev().map(|report| FrozenRow {
        id: report.id.0,
        year: report.year,
        day: domain::dates::short(report.frozen_on),
        journal: report.journal_sequence,
    });
    let this = visit.ctx.on.year();
    page(&Index {
        frame: visit.frame("Báo cáo"),
        years: vec![this, this - 1, this - 2],
        frozen: rows.collect(),
    })
}

#[derive(Template)]
#[template(path = "reports/report.html")]
struct ReportPage {
    frame: Frame,
    year: i16,
    document: Document,
    link_before: String,
    link_after: String,
    /// Where its files lie.
    files_at: String,
    files: &'static [(&'static str, &'static str)],
    warnings: Vec<WarningRow>,
    open: usize,
    /// `Chốt ngày …`; empty for the books as they stand.
    note: String,
    frozen: i64,
    may_answer: bool,
    may_freeze: bool,
}

struct WarningRow {
    key: String,
    text: String,
    answer: String,
}

fn period(visit: &Visit) -> Result<i16, PageError> {
    visit.id::<i16>("year").ok().filter(|year| (1945..=9000).contains(year)).ok_or(PageError::NoPage)
}

fn show(visit: &Visit) -> Answer {
    let period = period(visit)?;
    let report = year::year_report(&visit.ctx, period)?;
    let open = report.open_warnings().len();
    let warnings = report.warnings.iter().map(|(warning, answer)| WarningRow {
        key: warning.key(),
        text: warning.text.clone(),
        answer: answer.clone().unwrap_or_default(),
    });
    let view = ReportPage {
        frame: visit.frame(format!("Báo cáo năm {period}")),
        year: period,
        link_before: "/so-lieu/".to_owned(),
        link_after: format!("?nam={period}"),
        files_at: format!("/bao-cao/{period}/tep"),
        files: FILES,
        warnings: warnings.collect(),
        open,
        note: String::new(),
        frozen: 0,
        may_answer: visit.may(Permission::WriteReports, None),
        may_freeze: visit.may(Permission::FreezeReports, None),
        document: report.document,
    };
    page(&view)
}

fn show_frozen(visit: &Visit) -> Answer {
    let id: ReportId = visit.id("id")?;
    let (frozen, document, _) = frozen::thawed(&visit.ctx, id)?;
    let view = ReportPage {
        frame: visit.frame(format!("Báo cáo năm {} đã chốt", frozen.year)),
        year: frozen.year,
        document,
        link_before: format!("/bao-cao/chot/{id}/so-lieu/"),
        link_after: String::new(),
        files_at: format!("/bao-cao/chot/{id}/tep"),
        files: FILES,
        warnings: Vec::new(),
        open: 0,
        note: format!("Chốt ngày {}", domain::dates::short(frozen.frozen_on)),
        frozen: id.0,
        may_answer: false,
        may_freeze: false,
    };
    page(&view)
}

fn answer(visit: &Visit) -> Answer {
    let period = period(visit)?;
    let given = visit.form.all("canh-bao").zip(visit.form.all("tra-loi"));
    let given: Vec<(&str, &str)> = given.filter(|(_, text)| !text.is_empty()).collect();
    let back = Reply::see(format!("/bao-cao/{period}#canh-bao"));
    if given.is_empty() {
        return Ok(back.warning("Chưa có lời giải trình nào được ghi."));
    }
    match office::figures::answer_warnings(&visit.ctx, period, &given).map_err(PageError::from) {
        Ok(()) => Ok(back.telling(format!("Đã ghi {} lời giải trình.", given.len()))),
        Err(error) => match error.refusal() {
            Some(reason) => Ok(back.warning(sentence(&reason))),
            None => Err(error),
        },
    }
}

fn freeze(visit: &Visit) -> Answer {
    let period = period(visit)?;
    match frozen::freeze(&visit.ctx, period).map_err(PageError::from) {
        Ok(id) => {
            Ok(Reply::see(format!("/bao-cao/chot/{id}")).telling("Đã chốt báo cáo: bản này không đổi nữa."))
        }
        Err(error) => match error.refusal() {
            Some(reason) => Ok(Reply::see(format!("/bao-cao/{period}#canh-bao")).warning(reason)),
            None => Err(error),
        },
    }
}

fn download(visit: &Visit) -> Answer {
    let period = period(visit)?;
    let report = year::year_report(&visit.ctx, period)?;
    file(visit, &report.document, &report.book, &format!("nam-{period}"))
}

fn download_frozen(visit: &Visit) -> Answer {
    let (frozen, document, book) = frozen::thawed(&visit.ctx, visit.id("id")?)?;
    file(visit, &document, &book, &format!("nam-{}-chot-{}", frozen.year, frozen.frozen_on))
}

fn file(visit: &Visit, document: &Document, book: &EvidenceBook, stem: &str) -> Answer {
    let papers = |error: office::papers::PapersError| PageError::from(office::OfficeError::from(error));
    let name = visit.param("file");
    let bytes = match name {
        "bao-cao.docx" => word::document_docx(document).map_err(papers)?,
        "bao-cao.pdf" => {
            let made = pdf::document_pdf(document, visit.ctx.on);
            made.map_err(|error| PageError::Fault(error.to_string()))?.bytes
        }
        "can-cu.xlsx" => annex::annex_xlsx(book).map_err(papers)?,
        "can-cu.pdf" => annex::annex_pdf(book, visit.ctx.on).map_err(papers)?.bytes,
        _ => return Err(PageError::NoPage),
    };
    let (base, ending) = name.split_once('.').unwrap_or((name, ""));
    Ok(Reply::file(&format!("{base}-{stem}.{ending}"), content_type(name), bytes))
}

fn sample() -> (Index, ReportPage) {
    let frozen = vec![FrozenRow { id: 7, year: 2023, day: "28/12/2023".to_owned(), journal: 412 }];
    let index = Index { frame: Frame::sample(), years: vec![2023, 2022], frozen };
    let (document, _) = crate::report::sample();
    let warning = |text: &str, answer: &str| WarningRow {
        key: "k".to_owned(),
        text: text.to_owned(),
        answer: answer.to_owned(),
    };
    let report = ReportPage {
        frame: Frame::sample(),
        year: 2023,
        document,
        link_before: "/so-lieu/".to_owned(),
        link_after: "?nam=2023".to_owned(),
        files_at: "/bao-cao/2023/tep".to_owned(),
        files: FILES,
        warnings: vec![
            warning("Số hộ nghèo giảm hơn một nửa so với năm trước.", ""),
            warning("Tổng các xã khác số của thị xã.", "Một hộ chưa rõ địa chỉ."),
        ],
        open: 1,
        note: String::new(),
        frozen: 0,
        may_answer: true,
        may_freeze: true,
    };
    (index, report)
}

pub fn sample_index() -> Result<String, askama::Error> {
    sample().0.render()
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().1.render()
}
