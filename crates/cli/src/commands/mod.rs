//! One module per command: arguments in, an `office` command called, its answer printed.

pub mod assess;
pub mod backup;
pub mod budget;
pub mod cases;
pub mod children;
pub mod communes;
pub mod outside;
pub mod vault;
pub mod campaign;
pub mod decide;
pub mod doctor;
pub mod export;
pub mod figures;
pub mod import;
pub mod law;
pub mod office;
pub mod payroll;
pub mod poverty;
pub mod person;
pub mod record;
pub mod recoveries;
pub mod report;
pub mod signals;
pub mod takeover;
pub mod targets;
pub mod serve;
pub mod token;
pub mod user;

use crate::Failure;
use crate::args::{Cli, Command};
use crate::console::Console;
use ::office::vault::Vault;
use store::db::{Db, Open};

const DATABASE: &str = "sqlite:ansinh.db";

pub fn run(cli: Cli) -> Result<(), Failure> {
    let format = cli.format;
    let url = cli.database.as_deref().unwrap_or(DATABASE);
    let key_file = cli.key_file;
    let vault = || key_file.as_deref().map(Vault::open).transpose();
    let existing = || Console::open(url, Open::Existing);
    match cli.command {
        Command::Office(args) => office::run(url, args, format),
        Command::User(args) => user::run(&existing()?, args, format),
        Command::Token(args) => token::run(&existing()?, args, format),
        Command::Import(args) => import::run(&Console::open(url, Open::OrCreate)?, &args, format),
        Command::Record(args) => record::run(&existing()?, &args, format),
        Command::Person(args) => person::run(&existing()?, args, format),
        Command::Undo(args) => import::undo(&existing()?, &args),
        Command::Export(args) => export::run(&existing()?, &args),
        Command::Takeover(args) => takeover::run(&existing()?, &args, format),
        Command::Assess(args) => assess::run(args),
        Command::Law(args) => law::run(args, format),
        Command::Decide(args) => decide::run(&existing()?, args, format),
        Command::Payroll(args) => payroll::run(&existing()?, args, format),
        Command::Case(args) => cases::run(&existing()?, args, format),
        Command::Cases(args) => cases::list(&existing()?, &args, format),
        Command::Vault(args) => vault::run(args),
        Command::Child(args) => children::run(&existing()?, args, vault()?.as_ref(), format),
        Command::Gratitude(args) => children::gratitude(&existing()?, args, format),
        Command::Campaign(args) => campaign::run(&existing()?, args, format),
        Command::Communes(args) => communes::run(&existing()?, args, format),
        Command::Outside(args) => outside::run(&existing()?, args, format),
        Command::Signals(args) => signals::run(&existing()?, &args, format),
        Command::Targets(args) => targets::run(&existing()?, &args, format),
        Command::Poverty(args) => poverty::run(&existing()?, args, format),
        Command::Figures(args) => figures::run(&existing()?, args, format),
        Command::Evidence(args) => figures::evidence(&existing()?, &args, format),
        Command::Report(args) => report::run(&existing()?, args, format),
        Command::Doctor(args) => doctor::run(&existing()?, &args, format),
        Command::Serve(args) => serve::run(Console::open(url, Open::OrCreate)?, &args, vault()?),
        Command::Backup(args) => backup::backup(url, &args),
        Command::Restore(args) => backup::restore(url, &args),
        Command::Migrate => migrate(url),
        Command::Demo(args) => crate::demo::run(args, cli.database.as_deref()),
        Command::Bench(args) => crate::bench::run(url, args),
    }
}

/// Opening a database with the will to create it brings it to this program's version.
fn migrate(url: &str) -> Result<(), Failure> {
    Db::open(url, Open::OrCreate)?;
    say!("cơ sở dữ liệu ở phiên bản của chương trình");
    Ok(())
}
