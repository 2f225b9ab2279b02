//! `ansinh vault …`: the key file of texts that are kept encrypted.

use crate::Failure;
use ::office::vault::{self, Vault};
use clap::{Args, Subcommand};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Args, Debug)]
pub struct VaultArgs {
    #[command(subcommand)]
    pub action: VaultAction,
}

#[derive(Subcommand, Debug)]
pub enum VaultAction {
    /// Tạo tệp khóa mới; cất một bản niêm phong, mất tệp là mất nội dung
    Create { path: PathBuf },
    /// Kiểm tra một tệp khóa và cho biết tên của khóa
    Check { path: PathBuf },
}

pub fn run(args: VaultArgs) -> Result<(), Failure> {
    match args.action {
        VaultAction::Create { path } => {
            say!("đã tạo khóa {} trong {}", create(&path)?.name(), path.display());
            say!("cất tệp này tách khỏi cơ sở dữ liệu và bản sao lưu; giữ một bản niêm phong");
        }
        VaultAction::Check { path } => say!("khóa {}", Vault::open(&path)?.name()),
    }
    Ok(())
}

/// A new key in a file that nobody else can read; an older key is never overwritten.
pub fn create(path: &Path) -> Result<Vault, Failure> {
    let key = vault::new_key()?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(key.as_bytes())?;
    Ok(Vault::from_text(&key)?)
}
