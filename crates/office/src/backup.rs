//! Backups that prove that they can be restored: a copy is opened, read whole, and its journal walked, before anybody
//! relies on it.

use crate::error::OfficeError;
use crate::journal;
use std::fs;
use std::path::{Path, PathBuf};
use store::backup as copies;
use store::{Db, Open, StoreError};

/// What a copy holds, told after it was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub bytes: u64,
    pub offices: usize,
    /// Entries of all journals, each chain whole.
    pub entries: i64,
}

/// Writes a checked copy of the database to `to`, which must not be there yet.
pub fn write(db: &Db, to: &Path) -> Result<Proof, OfficeError> {
    if to.exists() {
        let message = format!("Tệp {} đã có; hãy chọn tên khác, bản sao cũ không bị ghi đè.", to.display());
        return Err(OfficeError::refused("backup_exists", message));
    }
    let part = beside(to, "dang-chep");
    discard(&part)?;
    copies::copy(db, &part)?;
    only_for_us(&part)?;
    let proof = prove(&part)?;
    fs::rename(&part, to).map_err(|error| file(to, &error))?;
    Ok(proof)
}

/// Puts a copy in the place of the database at `url`. A database that is there is moved aside first, and only with
/// `replace`. The name under which it was put aside.
pub fn restore(url: &str, from: &Path, replace: bool) -> Result<(Proof, Option<PathBuf>), OfficeError> {
    let target = copies::file_of(url)?;
    let part = beside(&target, "dang-khoi-phuc");
    discard(&part)?;
    fs::copy(from, &part).map_err(|error| file(from, &error))?;
    only_for_us(&part)?;
    let proof = prove(&part)?;
    let mut aside = None;
    if target.exists() {
        if !replace {
            discard(&part)?;
            let message = format!(
                "Đã có cơ sở dữ liệu {}; thêm --replace để thay, bản đang có được giữ lại bên cạnh.",
                target.display()
            );
            return Err(OfficeError::refused("restore_exists", message));
        }
        copies::close_for_good(&target).map_err(|error| match error {
            StoreError::Busy => OfficeError::refused(
                "restore_in_use",
                "Có người đang dùng cơ sở dữ liệu này: hãy dừng `ansinh serve` rồi khôi phục lại.",
            ),
            other => other.into(),
        })?;
        let old = (1..).map(|number| beside(&target, &format!("cu-{number}"))).find(|name| !name.exists());
        let old = old.unwrap_or_else(|| beside(&target, "cu"));
        fs::rename(&target, &old).map_err(|error| file(&target, &error))?;
        aside = Some(old);
    }
    fs::rename(&part, &target).map_err(|error| file(&target, &error))?;
    // A copy of an older version comes up to this program's, as any database does.
    drop(Db::open(url, Open::OrCreate)?);
    Ok((proof, aside))
}

/// Reads the copy whole. Of an older version the journal is walked all the same: its table has not changed.
fn prove(copy: &Path) -> Result<Proof, OfficeError> {
    copies::check(copy)?;
    let bytes = fs::metadata(copy).map_err(|error| file(copy, &error))?.len();
    // Opened on a copy of its own, so that bringing it up to this version leaves the backup as it is.
    let trial = beside(copy, "thu");
    discard(&trial)?;
    fs::copy(copy, &trial).map_err(|error| file(copy, &error))?;
    let proof = walk(&trial, bytes);
    for ending in ["", "-wal", "-shm"] {
        discard(&PathBuf::from(format!("{}{ending}", trial.display())))?;
    }
    proof
}

fn walk(trial: &Path, bytes: u64) -> Result<Proof, OfficeError> {
    let db = Db::open(&format!("sqlite:{}", trial.display()), Open::OrCreate)?;
    let offices = crate::offices::all(&db)?;
    let mut entries = 0;
    for office in &offices {
        let breaks = db.read(|tx| journal::verify(tx, *office))?;
        if let Some(first) = breaks.first() {
            let message = format!("Bản sao không dùng được: nhật ký của cơ quan bị đứt ({first}).");
            return Err(OfficeError::refused("backup_journal", message));
        }
        entries += db.read(|tx| store::journal::last(tx, *office))?.map_or(0, |(sequence, _)| sequence);
    }
    Ok(Proof { bytes, offices: offices.len(), entries })
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}.{ending}", path.display()))
}

fn discard(path: &Path) -> Result<(), OfficeError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(file(path, &error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// A copy holds everything that the database holds: nobody else reads it.
fn only_for_us(path: &Path) -> Result<(), OfficeError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(|error| file(path, &error))?;
    }
    Ok(())
}

fn file(path: &Path, error: &std::io::Error) -> OfficeError {
    OfficeError::File(format!("Không ghi, đọc được {}: {error}", path.display()))
}
