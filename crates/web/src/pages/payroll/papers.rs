//! The papers of a run: made at a wish, then downloaded one by one.

use super::{title, told};
use crate::error::PageError;
use crate::frame::Frame;
use crate::jobs;
use crate::reply::{Answer, Reply, content_type, page};
use crate::visit::Visit;
use askama::Template;
use domain::ids::RunId;
use office::OfficeError;
use office::payroll;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Template)]
#[template(path = "payroll/papers.html")]
struct Papers {
    frame: Frame,
    id: i64,
    title: String,
    files: Vec<(usize, String, String)>,
}

pub fn show(visit: &Visit) -> Answer {
    let id: RunId = visit.id("id")?;
    let runs = payroll::runs(&visit.ctx)?;
    let run = runs.into_iter().find(|run| run.id == id).ok_or(PageError::NoPage)?;
    let folder = folder(visit, id);
    let files = made(&folder).into_iter().enumerate().map(|(number, path)| {
        let size = fs::metadata(&path).map_or(0, |about| about.len().div_ceil(1024));
        let name = path.strip_prefix(&folder).unwrap_or(&path).display().to_string();
        (number, name, domain::Vnd(i64::try_from(size).unwrap_or(0)).to_string())
    });
    let title = title(run.kind, run.month, run.last_month);
    page(&Papers {
        frame: visit.frame("Giấy tờ của kỳ chi trả"), id: id.0, title, files: files.collect()
    })
}

/// Each officer's own: papers hold what their areas and fields let them see.
fn folder(visit: &Visit, run: RunId) -> PathBuf {
    visit.app.uploads.join(visit.ctx.officer.id.to_string()).join(format!("giay-to-{run}"))
}

/// All files below, by path.
fn made(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

pub fn write(visit: &Visit) -> Answer {
    let id: RunId = visit.id("id")?;
    let folder = folder(visit, id);
    let fail = |error: std::io::Error| OfficeError::File(format!("Không ghi được giấy tờ: {error}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(fail)?;
    }
    fs::create_dir_all(&folder).map_err(fail)?;
    let back = format!("/chi-tra/{id}/giay-to");
    let there = back.clone();
    let done =
        jobs::start(visit, "Đang lập giấy tờ của kỳ chi trả", &back, move |ctx, progress| {
            let files = payroll::papers::write(ctx, id, &folder, |done, all| progress.tell(done, all))?;
            Ok(Reply::see(there).telling(format!("Đã lập {} tệp.", files.len())))
        });
    match done {
        Err(PageError::Office(error)) => told(visit, Err(error), ""),
        other => other,
    }
}

pub fn download(visit: &Visit) -> Answer {
    let id: RunId = visit.id("id")?;
    let number: usize = visit.id("number")?;
    let path = made(&folder(visit, id)).into_iter().nth(number).ok_or(PageError::NoPage)?;
    let bytes = fs::read(&path).map_err(|error| OfficeError::File(format!("Không đọc được tệp: {error}")))?;
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(Reply::file(&name, content_type(&name), bytes))
}

fn sample() -> Papers {
    let files = vec![(0, "danh-sach-ky-nhan/phuong-an-hoa.pdf".to_owned(), "412".to_owned())];
    let title = "Chi trả hằng tháng, tháng 12 năm 2023".to_owned();
    Papers { frame: Frame::sample(), id: 7, title, files }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
