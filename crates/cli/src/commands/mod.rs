//! One module per command: arguments in, an `office` command called, its answer printed.

mod office;
mod user;

use crate::Failure;
use crate::args::{Cli, Command};
use crate::console::Console;
use store::db::{Db, Open};

const DATABASE: &str = "sqlite:ansinh.db";

pub fn run(cli: Cli) -> Result<(), Failure> {
    let format = cli.format;
    let url = cli.database.as_deref().unwrap_or(DATABASE);
    let existing = || Console::open(url, Open::Existing);
    match cli.command {
        Command::Office(args) => office::run(url, args, format),
        Command::User(args) => user::run(&existing()?, args, format),
        Command::Migrate => migrate(url),
        _ => Err(Failure::Usage("chưa nối".to_owned())),
    }
}

fn migrate(url: &str) -> Result<(), Failure> {
    let applied = Db::open(url, Open::OrCreate)?.migrate()?;
    if applied.is_empty() {
        println!("cơ sở dữ liệu đã ở phiên bản mới nhất");
    }
    for name in applied {
        println!("đã chạy {name}");
    }
    Ok(())
}
