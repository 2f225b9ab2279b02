//! `ansinh takeover`: last month's paid list becomes enrolments; a table says where the engine differs.

use super::import::print_problems;
use crate::Failure;
use crate::args::{Format, TakeoverArgs};
use crate::console::{self, Console};
use crate::people::Names;
use crate::table;
use ::law::{Month, Vnd};
use ::office::Ctx;
use ::office::import::{Mode, Progress, SheetReport};
use ::office::takeover::{self, Resolution};
use domain::ids::TakeoverLineId;
use domain::labels::{Labelled, Part};
use serde_json::json;
use std::fmt;
use std::path::Path;

pub fn run(console: &Console, args: &TakeoverArgs, format: Format) -> Result<(), Failure> {
    let resolutions = args.resolve.iter().map(|text| resolution(text));
    let resolutions = resolutions.collect::<Result<Vec<_>, Failure>>()?;
    let ctx = console.acting(&args.acting)?;
    if let Some(path) = &args.path {
        let Some(month) = &args.month else {
            return Err(Failure::Usage("tiếp nhận danh sách cần --month YYYY-MM".to_owned()));
        };
        let taken = take_over(&ctx, path, console::month(month)?)?;
        if format == Format::Text {
            say!("{taken}");
            taken.reports.iter().for_each(print_problems);
        }
    }
    for (line, resolution) in resolutions {
        takeover::resolve(&ctx, line, resolution)?;
    }
    print(&ctx, format)
}

/// `SỐ=keep` or `SỐ=engine`.
fn resolution(text: &str) -> Result<(TakeoverLineId, Resolution), Failure> {
    let read = || {
        let (line, word) = text.split_once('=')?;
        let resolution = match word {
            "keep" => Resolution::Keep,
            "engine" => Resolution::Engine,
            _ => return None,
        };
        Some((TakeoverLineId(line.parse().ok()?), resolution))
    };
    read().ok_or_else(|| Failure::Usage(format!("{text:?} không phải SỐ_DÒNG=keep hoặc SỐ_DÒNG=engine")))
}

/// What a takeover came to.
pub struct Taken {
    lines: usize,
    total: Vnd,
    same: usize,
    differs: usize,
    fact_missing: usize,
    reports: Vec<SheetReport>,
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set_aside: u64 = self.reports.iter().map(|report| report.parked + report.refused).sum();
        write!(
            f,
            "Tiếp nhận {} dòng, {} đồng: {} như quy định, {} khác, {} thiếu thông tin; {} dòng chưa nhận được",
            self.lines, self.total, self.same, self.differs, self.fact_missing, set_aside
        )
    }
}

/// Takes over the list that was paid for `month`, and opens the books with the month after.
pub fn take_over(ctx: &Ctx, path: &Path, month: Month) -> Result<Taken, Failure> {
    let mut ignore = |_: Progress| {};
    let reports = takeover::take_over_files(ctx, &[path.to_owned()], month, Mode::Import, &mut ignore)?;
    let table = takeover::table(ctx)?;
    let count = |finding: &str| table.iter().filter(|line| line.row.finding == finding).count();
    Ok(Taken {
        lines: table.len(),
        total: table.iter().map(|line| line.row.listed).sum(),
        same: count("same"),
        differs: count("differs"),
        fact_missing: count("fact_missing"),
        reports,
    })
}

fn print(ctx: &Ctx, format: Format) -> Result<(), Failure> {
    let names = Names::load(ctx)?;
    let mut table = takeover::table(ctx)?;
    if format == Format::Text {
        // What agrees needs no eyes.
        table.retain(|line| line.row.finding != "same");
    }
    let rows = table.iter().map(|line| {
        let row = &line.row;
        let part = match (format, Part::from_word(&row.key.part)) {
            (Format::Text, Some(part)) => part.label(),
            (Format::Text | Format::Json, _) => &row.key.part,
        };
        let finding = match (format, row.finding.as_str()) {
            (Format::Text, "differs") => "khác",
            (Format::Text, "fact_missing") => "thiếu thông tin",
            (Format::Text | Format::Json, other) => other,
        };
        vec![
            table::id(format, row.id.0),
            json!(names.code(line.person)),
            json!(names.name(line.person)),
            json!(part),
            json!(row.listed.0),
            json!(row.engine.map(|amount| amount.0)),
            json!(finding),
            json!(row.reason),
            json!(row.resolution),
        ]
    });
    let columns = [
        ("line", "Dòng"),
        ("code", "Mã"),
        ("name", "Họ và tên"),
        ("part", "Khoản"),
        ("listed", "Danh sách cũ"),
        ("engine", "Theo quy định"),
        ("finding", "Kết quả"),
        ("reason", "Vì sao"),
        ("resolution", "Đã xử lý"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}
