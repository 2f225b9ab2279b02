//! What an import would do, cell by cell, before anything is written.

use super::{title_of, waiting_room};
use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use office::import::kinds::KINDS;
use office::import::{self, Mode, SheetReport};

/// Notes, problems and warnings of a sheet on the page.
const SHOWN_MAX: usize = 200;

#[derive(Template)]
#[template(path = "imports/preview.html")]
struct Preview {
    frame: Frame,
    upload: String,
    /// Kind wanted, or empty.
    only: String,
    sheets: Vec<Sheet>,
    /// Why nothing can be imported.
    refusal: String,
    /// Rows that would go in.
    writes: u64,
}

struct Sheet {
    file: String,
    name: String,
    /// Empty: not recognised.
    title: &'static str,
    read: u64,
    new: u64,
    changed: u64,
    same: u64,
    parked: u64,
    refused: u64,
    is_again: bool,
    problems: Vec<String>,
    warnings: Vec<String>,
    notes: Vec<String>,
    /// Lines that the page leaves out.
    left_out: usize,
}

pub fn show(visit: &Visit) -> Answer {
    let folder = waiting_room::find(visit)?;
    let only = visit.query.get("loai");
    let wanted = (!only.is_empty()).then_some(only);
    let reports = import::import(&visit.ctx, &[folder], KINDS, wanted, Mode::Rehearse, &mut |_| {});
    let (sheets, refusal) = match reports {
        Ok(reports) => (reports.iter().map(sheet).collect(), String::new()),
        Err(office::OfficeError::File(text)) => (Vec::new(), sentence(&text)),
        Err(error) => {
            let error = PageError::from(error);
            let Some(reason) = error.refusal() else { return Err(error) };
            (Vec::new(), reason)
        }
    };
    let writes = sheets.iter().map(|sheet: &Sheet| sheet.new + sheet.changed).sum();
    let (upload, only) = (visit.param("upload").to_owned(), only.to_owned());
    page(&Preview { frame: visit.frame("Xem trước khi nhập"), upload, only, sheets, refusal, writes })
}

fn sheet(report: &SheetReport) -> Sheet {
    let problems: Vec<String> =
        report.problems.iter().map(|(row, problem)| import::shown(*row, problem)).collect();
    let warnings: Vec<String> =
        report.warnings.iter().map(|(row, problem)| import::shown(*row, problem)).collect();
    let notes: Vec<String> =
        report.notes.iter().map(|note| format!("dòng {}: {}", note.row, note.text)).collect();
    let over = |list: &Vec<String>| list.len().saturating_sub(SHOWN_MAX);
    let left_out = over(&problems) + over(&warnings) + over(&notes);
    let first = |list: Vec<String>| list.into_iter().take(SHOWN_MAX).collect();
    Sheet {
        file: report.file.clone(),
        name: report.sheet.clone(),
        title: report.kind.map_or("", title_of),
        read: report.read(),
        new: report.new,
        changed: report.changed,
        same: report.same,
        parked: report.parked,
        refused: report.refused,
        is_again: report.already.is_some(),
        problems: first(problems),
        warnings: first(warnings),
        notes: first(notes),
        left_out,
    }
}

pub fn confirm(visit: &Visit) -> Answer {
    let folder = waiting_room::find(visit)?;
    let only = visit.form.get("loai");
    let wanted = (!only.is_empty()).then_some(only);
    let reports = import::import(&visit.ctx, &[folder], KINDS, wanted, Mode::Import, &mut |_| {})?;
    waiting_room::clear(visit)?;
    let sum = |of: fn(&SheetReport) -> u64| reports.iter().map(of).sum::<u64>();
    let (new, changed, aside) = (sum(|r| r.new), sum(|r| r.changed), sum(|r| r.parked + r.refused));
    let told = format!("Đã nhập: {new} dòng mới, {changed} dòng thay đổi, {aside} dòng để lại chờ xử lý.");
    Ok(Reply::see("/nhap").telling(told))
}

pub fn discard(visit: &Visit) -> Answer {
    waiting_room::clear(visit)?;
    Ok(Reply::see("/nhap").telling("Đã bỏ tệp, chưa ghi gì."))
}

fn sample() -> Preview {
    let sheet = Sheet {
        file: "ho-ngheo-2023.xlsx".to_owned(),
        name: "Danh sách".to_owned(),
        title: "Danh sách hộ nghèo, hộ cận nghèo",
        read: 1204,
        new: 1180,
        changed: 12,
        same: 8,
        parked: 3,
        refused: 1,
        is_again: false,
        problems: vec!["E7 (Số CCCD): có 11 chữ số, cần 12".to_owned()],
        warnings: vec!["C9 (Năm sinh): tuổi 104 hiếm gặp, hãy xem lại".to_owned()],
        notes: vec!["dòng 15: Ngày sinh: 1948 → 05/01/1948".to_owned()],
        left_out: 3,
    };
    let unknown = Sheet {
        file: sheet.file.clone(),
        name: "Ghi chú".to_owned(),
        title: "",
        read: 0,
        new: 0,
        changed: 0,
        same: 0,
        parked: 0,
        refused: 0,
        is_again: false,
        problems: Vec::new(),
        warnings: Vec::new(),
        notes: Vec::new(),
        left_out: 0,
    };
    let sheets = vec![sheet, unknown];
    let refusal = String::new();
    Preview {
        frame: Frame::sample(),
        upload: "0".repeat(64),
        only: String::new(),
        sheets,
        refusal,
        writes: 1192,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
