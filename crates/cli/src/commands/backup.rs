//! `ansinh backup` and `ansinh restore`.

use crate::Failure;
use ::office::backup::{self as copies, Proof};
use clap::Args;
use std::path::PathBuf;
use store::db::{Db, Open};

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

pub fn backup(url: &str, args: &BackupArgs) -> Result<(), Failure> {
    let proof = copies::write(&Db::open(url, Open::Existing)?, &args.to)?;
    say!("đã sao lưu vào {}", args.to.display());
    tell(&proof);
    say!("tệp khóa của nội dung mã hóa không nằm trong bản sao: cất riêng");
    Ok(())
}

pub fn restore(url: &str, args: &RestoreArgs) -> Result<(), Failure> {
    let (proof, aside) = copies::restore(url, &args.from, args.replace)?;
    say!("đã khôi phục từ {}", args.from.display());
    tell(&proof);
    if let Some(aside) = aside {
        say!("cơ sở dữ liệu trước đó được giữ ở {}", aside.display());
    }
    Ok(())
}

fn tell(proof: &Proof) {
    let Proof { bytes, offices, entries } = proof;
    say!("đã mở thử và đọc hết: {bytes} byte, {offices} cơ quan, {entries} bút ký nối liền nhau");
}
