//! What an import would do, cell by cell, before anything is written.

use super::{title_of, waiting_room};
use crate::address::Fields;
use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::jobs;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
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
    /// Rows that would go in, and all that there are.
    writes: String,
    rows: u64,
}

struct Sheet {
    file: String,
    name: String,
    /// Empty: not recognised.
    title: &'static str,
    /// Read, new, changed, known, parked, refused.
    counts: [String; 6],
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
    let (reports, refusal) = match reports {
        Ok(reports) => (reports, String::new()),
        Err(office::OfficeError::File(text)) => (Vec::new(), sentence(&text)),
        Err(error) => {
            let error = PageError::from(error);
            let Some(reason) = error.refusal() else { return Err(error) };
            (Vec::new(), reason)
        }
    };
    let sum = |of: fn(&SheetReport) -> u64| reports.iter().map(of).sum::<u64>();
    let (writes, rows) = (dotted(sum(|report| report.new + report.changed)), sum(SheetReport::read));
    let sheets = reports.iter().map(sheet).collect();
    let (upload, only) = (visit.param("upload").to_owned(), only.to_owned());
    page(&Preview {
        frame: visit.frame("Xem trước khi nhập"), upload, only, sheets, refusal, writes, rows
    })
}

fn sheet(report: &SheetReport) -> Sheet {
    let (problems, warnings) = (import::told(&report.problems), import::told(&report.warnings));
    let notes: Vec<String> =
        report.notes.iter().map(|note| format!("dòng {}: {}", note.row, note.text)).collect();
    let over = |list: &Vec<String>| list.len().saturating_sub(SHOWN_MAX);
    let left_out = over(&problems) + over(&warnings) + over(&notes);
    let first = |list: Vec<String>| list.into_iter().take(SHOWN_MAX).collect();
    Sheet {
        file: report.file.clone(),
        name: report.sheet.clone(),
        title: report.kind.map_or("", title_of),
        counts: [report.read(), report.new, report.changed, report.same, report.parked, report.refused]
            .map(dotted),
        is_again: report.already.is_some(),
        problems: first(problems),
        warnings: first(warnings),
        notes: first(notes),
        left_out,
    }
}

/// A large list takes longer than a page may wait: it goes in behind its own page. Once begun it cannot be confirmed
/// again; refused, it waits where it was.
pub fn confirm(visit: &Visit) -> Answer {
    let taken = waiting_room::take(visit)?;
    let only = visit.form.get("loai").to_owned();
    let all = visit.form.get("so-dong").parse().unwrap_or(0);
    let back =
        format!("/nhap/cho/{}{}", visit.param("upload"), Fields::default().with("loai", &only).query());
    jobs::start(visit, "Đang nhập danh sách", &back, move |ctx, progress| {
        let wanted = (!only.is_empty()).then_some(only.as_str());
        let (mut before, mut own) = (0, 0);
        let mut tell = |step: import::Progress| {
            if let import::Progress::Rows { done } = step {
                let done = usize::try_from(done).unwrap_or(usize::MAX);
                // Rows are counted sheet by sheet.
                if done < own {
                    before += own;
                }
                own = done;
                progress.tell(before + own, all);
            }
        };
        match import::import(ctx, std::slice::from_ref(&taken.folder), KINDS, wanted, Mode::Import, &mut tell)
        {
            Ok(reports) => {
                taken.clear()?;
                Ok(Reply::see("/nhap").telling(imported(&reports)))
            }
            Err(error) => {
                taken.put_back()?;
                Err(error.into())
            }
        }
    })
}

fn dotted(count: u64) -> String {
    Vnd(i64::try_from(count).unwrap_or(i64::MAX)).to_string()
}

fn imported(reports: &[SheetReport]) -> String {
    let sum = |of: fn(&SheetReport) -> u64| dotted(reports.iter().map(of).sum::<u64>());
    let (new, changed, aside) = (sum(|r| r.new), sum(|r| r.changed), sum(|r| r.parked + r.refused));
    format!("Đã nhập: {new} dòng mới, {changed} dòng thay đổi, {aside} dòng để lại chờ xử lý.")
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
        counts: [1204, 1180, 12, 8, 3, 1].map(dotted),
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
        counts: [0; 6].map(dotted),
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
        writes: dotted(1192),
        rows: 1204,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
