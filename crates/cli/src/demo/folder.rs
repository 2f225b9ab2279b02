//! The folder of the synthetic office. A marker says that we made it; without the marker nothing is touched.

use crate::Failure;
use office::vault::Vault;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const MARKER: &str = ".ansinh-demo";
/// The key of the texts that the office keeps encrypted.
pub const KEY: &str = "vault.key";

pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Makes the folder, or takes one that an earlier demo made.
    pub fn open(root: &Path) -> Result<Folder, Failure> {
        let marker = root.join(MARKER);
        let is_empty = !root.exists() || fs::read_dir(root)?.next().is_none();
        if !is_empty && !marker.exists() {
            let message = format!(
                "thư mục {} không do `ansinh demo` tạo ra nên không được động đến: hãy chọn thư mục khác bằng --dir",
                root.display()
            );
            return Err(office::OfficeError::refused("foreign_folder", message).into());
        }
        fs::create_dir_all(root)?;
        fs::write(marker, "Thư mục của cơ quan mô phỏng: `ansinh demo` viết lại nội dung ở đây.\n")?;
        Ok(Folder { root: root.to_owned() })
    }

    /// The key of an earlier demo, or a new one: a database that was made elsewhere may need it again.
    pub fn vault(&self) -> Result<Vault, Failure> {
        let path = self.path(KEY);
        if path.exists() {
            return Ok(Vault::open(&path)?);
        }
        crate::commands::vault::create(&path)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub fn clear_workbooks(&self) -> io::Result<()> {
        remove_folder(&self.path("workbooks"))
    }

    /// The database of an earlier demo, with its journal files, and the papers made from it.
    pub fn clear_database(&self) -> io::Result<()> {
        for name in ["office.db", "office.db-wal", "office.db-shm"] {
            match fs::remove_file(self.path(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
        remove_folder(&self.path("papers"))
    }
}

fn remove_folder(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}
