//! `ansinh targets`: how far the year's targets have been reached, for the office and for each commune.

use crate::Failure;
use crate::args::{Format, TargetsArgs};
use crate::console::Console;
use crate::table;
use ::office::targets;
use domain::labels::Labelled;
use serde_json::json;

pub fn run(console: &Console, args: &TargetsArgs, format: Format) -> Result<(), Failure> {
    let on = console.date_or_today(args.on.as_deref())?;
    let rows = targets::progress(&console.reader(on), on)?.into_iter().map(|progress| {
        let target = &progress.target;
        vec![
            json!(progress.figure),
            json!(progress.title),
            json!(progress.commune),
            json!(match format {
                Format::Text => target.comparison.label(),
                Format::Json => target.comparison.word(),
            }),
            json!(target.value.parse::<i64>().ok()),
            json!(progress.reached),
            json!(progress.share.map(|share| match format {
                Format::Text => format!("{share}%"),
                Format::Json => share.plain(),
            })),
            json!(target.paper),
        ]
    });
    let columns = [
        ("figure", "Mã"),
        ("title", "Chỉ tiêu"),
        ("commune", "Xã, phường"),
        ("comparison", "So sánh"),
        ("target", "Chỉ tiêu giao"),
        ("reached", "Đạt được"),
        ("share", "Tỷ lệ"),
        ("paper", "Văn bản"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}
