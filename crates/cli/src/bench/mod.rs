//! `ansinh bench …`: each prints one JSON object with a check, wall time, CPU time and peak memory.

mod entitlement;
mod http;
mod meter;
mod payroll;
mod search;

use crate::Failure;
use crate::args::{BenchArgs, BenchWhat};
use crate::console::Console;
use store::db::Open;

pub fn run(url: &str, args: BenchArgs) -> Result<(), Failure> {
    let measured = match args.what {
        BenchWhat::Entitlement { people, months } => entitlement::run(people, months)?,
        BenchWhat::Search { people, times } => search::run(url, people, times)?,
        BenchWhat::Http { people, requests, connections } => {
            http::run(url, http::Load { people, requests, connections })?
        }
        BenchWhat::Payroll { officer, times } => {
            payroll::run(&Console::open(url, Open::Existing)?, &officer, times)?
        }
    };
    say!("{measured}");
    Ok(())
}
