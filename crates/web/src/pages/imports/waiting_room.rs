//! Files that were sent and wait for their confirmation, in a folder of the process.

use crate::app::App;
use crate::error::PageError;
use crate::visit::Visit;
use office::import::reader::{self, Sheet};
use office::{Ctx, OfficeError};
use std::fs;
use std::path::PathBuf;

/// Keeps the files of the request; the name under which they wait.
pub fn leave(visit: &Visit) -> Result<String, PageError> {
    let name = office::accounts::token()?;
    let folder = place(visit, &name);
    fs::create_dir_all(&folder).map_err(|error| fault(&error))?;
    for (number, file) in visit.files.iter().enumerate() {
        // Two files of one name in different folders are two files.
        let inside = if number == 0 { folder.clone() } else { folder.join(format!("{number}")) };
        fs::create_dir_all(&inside).map_err(|error| fault(&error))?;
        fs::write(inside.join(safe(&file.file_name)), &file.bytes).map_err(|error| fault(&error))?;
    }
    Ok(name)
}

/// The sheets of the files of the request, read at once; nothing of them stays behind.
pub fn sheets(visit: &Visit) -> Result<Result<Vec<Sheet>, OfficeError>, PageError> {
    let folder = place(visit, &leave(visit)?);
    let mut sheets = Ok(Vec::new());
    for (number, file) in visit.files.iter().enumerate().filter(|(_, file)| !file.bytes.is_empty()) {
        let inside = if number == 0 { folder.clone() } else { folder.join(format!("{number}")) };
        sheets = sheets.and_then(|mut sheets: Vec<Sheet>| {
            sheets.extend(reader::read(&inside.join(safe(&file.file_name)))?);
            Ok(sheets)
        });
    }
    fs::remove_dir_all(&folder).map_err(|error| fault(&error))?;
    Ok(sheets)
}

/// A file that a program has sent, as long as it is read.
pub struct Kept {
    pub folder: PathBuf,
}

pub fn kept_for(app: &App, ctx: &Ctx, file_name: &str, bytes: &[u8]) -> Result<Kept, PageError> {
    let folder = app.uploads.join(ctx.officer.id.to_string()).join(office::accounts::token()?);
    fs::create_dir_all(&folder).map_err(|error| fault(&error))?;
    fs::write(folder.join(safe(file_name)), bytes).map_err(|error| fault(&error))?;
    Ok(Kept { folder })
}

impl Kept {
    pub fn clear(self) -> Result<(), PageError> {
        fs::remove_dir_all(self.folder).map_err(|error| fault(&error))
    }
}

/// The folder of files that wait; `NoPage` if there is none of that name left by this officer.
pub fn find(visit: &Visit) -> Result<PathBuf, PageError> {
    named(visit, visit.param("upload"))
}

/// The same for a name that does not stand in the path.
pub fn named(visit: &Visit, name: &str) -> Result<PathBuf, PageError> {
    let is_name = name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    let folder = place(visit, name);
    if is_name && folder.is_dir() { Ok(folder) } else { Err(PageError::NoPage) }
}

pub fn clear(visit: &Visit) -> Result<(), PageError> {
    fs::remove_dir_all(find(visit)?).map_err(|error| fault(&error))
}

/// Files on their way in: nobody confirms them a second time.
pub struct Taken {
    pub folder: PathBuf,
    waited_at: PathBuf,
}

pub fn take(visit: &Visit) -> Result<Taken, PageError> {
    let waited_at = find(visit)?;
    let folder = waited_at.with_extension("nhap");
    fs::rename(&waited_at, &folder).map_err(|error| fault(&error))?;
    Ok(Taken { folder, waited_at })
}

impl Taken {
    pub fn clear(&self) -> Result<(), PageError> {
        fs::remove_dir_all(&self.folder).map_err(|error| fault(&error))
    }

    pub fn put_back(&self) -> Result<(), PageError> {
        fs::rename(&self.folder, &self.waited_at).map_err(|error| fault(&error))
    }
}

/// Each officer's files under their own number: nobody opens another's.
fn place(visit: &Visit, name: &str) -> PathBuf {
    visit.app.uploads.join(visit.ctx.officer.id.to_string()).join(name)
}

/// No path, no hidden file, and not longer than file systems like.
fn safe(name: &str) -> String {
    let kept: String = name.chars().filter(|c| !c.is_control() && !"/\\:".contains(*c)).collect();
    let kept = kept.trim_start_matches('.');
    let length = kept.chars().count();
    let short: String = kept.chars().skip(length.saturating_sub(80)).collect();
    if short.is_empty() { "danh-sach.xlsx".to_owned() } else { short }
}

fn fault(error: &std::io::Error) -> PageError {
    PageError::Office(OfficeError::File(format!("Máy chủ không giữ được tệp gửi lên: {error}")))
}
