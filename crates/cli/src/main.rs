//! `ansinh`: the program. Reads arguments, environment and clock, calls the commands, prints what they say.

// Lines go out by `say!`: `println!` panics when the reader has gone.
#![deny(clippy::print_stdout)]

#[macro_use]
mod output;

mod args;
mod bench;
mod commands;
mod console;
mod demo;
mod people;
mod table;

use args::Cli;
use clap::Parser;
use office::OfficeError;
use std::io;
use std::process::ExitCode;

/// Why a command did not end well, ready to be told.
#[derive(Debug)]
pub enum Failure {
    Office(OfficeError),
    /// The work was done, and the answer is no: a doctor's fault, a figure that differs.
    Refused(String),
    /// Bad usage that the argument parser cannot see.
    Usage(String),
    /// The reader of our output has gone, or a file cannot be written.
    Io(io::Error),
}

impl From<OfficeError> for Failure {
    fn from(error: OfficeError) -> Failure {
        Failure::Office(error)
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Failure {
        Failure::Office(error.into())
    }
}

impl From<law::LawError> for Failure {
    fn from(error: law::LawError) -> Failure {
        Failure::Office(error.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Io(error)
    }
}

/// Exit status 0 done, 1 refused or failed, 2 bad usage.
/// Whole months are loaded, drafted and dropped: in a process that goes on for long the system's allocator takes a fifth
/// of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let failure = match commands::run(cli) {
        Ok(()) => return ExitCode::SUCCESS,
        Err(failure) => failure,
    };
    match failure {
        Failure::Office(error) => eprintln!("lỗi [{}]: {error}", error.code()),
        Failure::Refused(message) => eprintln!("{message}"),
        Failure::Usage(message) => {
            eprintln!("lỗi [usage]: {message}");
            return ExitCode::from(2);
        }
        Failure::Io(error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
        Failure::Io(error) => eprintln!("lỗi [io]: {error}"),
    }
    ExitCode::FAILURE
}
