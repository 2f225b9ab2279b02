//! The arguments of `ansinh backup` and `ansinh restore`.

use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct BackupArgs {
    /// Tệp sẽ được viết; không ghi đè tệp đã có
    pub to: PathBuf,
}

#[derive(Args, Debug)]
pub struct RestoreArgs {
    /// Tệp do `ansinh backup` viết
    pub from: PathBuf,
    /// Thay cơ sở dữ liệu đang có; bản đang có được giữ lại bên cạnh
    #[arg(long)]
    pub replace: bool,
}
