//! Standard output: the one place that writes lines to it.

use std::fmt::Arguments;
use std::io::{self, Write};

/// Writes a line. `println!` would panic when whoever reads has gone (`ansinh figures | head -1`).
pub fn line(words: Arguments) {
    let mut out = io::stdout().lock();
    if let Err(error) = out.write_fmt(words).and_then(|()| out.write_all(b"\n")) {
        end(&error);
    }
}

/// Nobody reads any further, or the disk is full. What a command writes to the database is committed before it
/// tells of it, so ending here loses words only.
fn end(error: &io::Error) -> ! {
    if error.kind() == io::ErrorKind::BrokenPipe {
        std::process::exit(0);
    }
    eprintln!("lỗi [io]: {error}");
    std::process::exit(1);
}

/// As `println!`, by way of `line`.
macro_rules! say {
    () => { $crate::output::line(format_args!("")) };
    ($($words:tt)+) => { $crate::output::line(format_args!($($words)+)) };
}
