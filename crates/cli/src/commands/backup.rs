//! `ansinh backup` and `ansinh restore`.

use crate::Failure;
use crate::args::{BackupArgs, RestoreArgs};
use ::office::backup::{self as copies, Proof};
use store::db::{Db, Open};

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
