//! `ansinh import`, `ansinh undo`: lists into the register, and back.

use crate::Failure;
use crate::args::{Format, ImportArgs, UndoArgs};
use crate::console::Console;
use crate::table;
use ::office::Ctx;
use ::office::import::kinds::KINDS;
use ::office::import::{self, Kind, Mode, Progress, SheetReport};
use domain::ids::ImportId;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use std::path::PathBuf;

pub fn run(console: &Console, args: &ImportArgs, format: Format) -> Result<(), Failure> {
    if let Some(kind) = &args.kind
        && !KINDS.iter().any(|known| known.id == kind)
    {
        let known: Vec<_> = KINDS.iter().map(|kind| kind.id).collect();
        return Err(Failure::Usage(format!("không có loại danh sách {kind:?}; có: {}", known.join(", "))));
    }
    let mode = if args.dry_run { Mode::Rehearse } else { Mode::Import };
    let ctx = console.acting(&args.acting)?;
    let reports = with_progress(&ctx, &args.paths, KINDS, args.kind.as_deref(), mode)?;
    print(&reports, mode, format)
}

pub fn undo(console: &Console, args: &UndoArgs) -> Result<(), Failure> {
    let undone = import::undo(&console.acting(&args.acting)?, ImportId(args.import))?;
    let ids: Vec<String> = undone.iter().map(ImportId::to_string).collect();
    say!("đã hủy lần nhập {}", ids.join(", "));
    Ok(())
}

/// Imports as part of a longer work: only what was set aside is told.
pub fn quietly(ctx: &Ctx, paths: &[PathBuf]) -> Result<(), Failure> {
    let mut ignore = |_: Progress| {};
    for report in import::import(ctx, paths, KINDS, None, Mode::Import, &mut ignore)? {
        if report.parked + report.refused > 0 {
            say!("{}", summary(&report));
            print_problems(&report);
        }
    }
    Ok(())
}

/// Imports lists of the named kinds only.
pub fn only(ctx: &Ctx, paths: &[PathBuf], ids: &[&str], format: Format) -> Result<(), Failure> {
    let kinds: Vec<&Kind> = KINDS.iter().copied().filter(|kind| ids.contains(&kind.id)).collect();
    let reports = with_progress(ctx, paths, &kinds, None, Mode::Import)?;
    print(&reports, Mode::Import, format)
}

fn with_progress(
    ctx: &Ctx,
    paths: &[PathBuf],
    kinds: &[&Kind],
    only_kind: Option<&str>,
    mode: Mode,
) -> Result<Vec<SheetReport>, Failure> {
    let bar = bar();
    let mut tell = |progress: Progress| match progress {
        Progress::File { path } => bar.set_message(format!("đọc {}", path.display())),
        Progress::Rows { done } => bar.set_message(format!("{done} dòng")),
    };
    let reports = import::import(ctx, paths, kinds, only_kind, mode, &mut tell);
    bar.finish_and_clear();
    Ok(reports?)
}

/// On standard error, and only on a terminal.
pub fn bar() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {wide_msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(120));
    bar
}

fn print(reports: &[SheetReport], mode: Mode, format: Format) -> Result<(), Failure> {
    if format == Format::Json {
        return Ok(table::json(&Value::Array(reports.iter().map(object).collect()))?);
    }
    let rows = reports.iter().map(|report| {
        let id = |id: Option<ImportId>| id.map(|id| id.to_string());
        vec![
            json!(match mode {
                Mode::Import | Mode::Whole => id(report.import),
                Mode::Rehearse => None,
            }),
            json!(report.file),
            json!(report.sheet),
            json!(report.kind.unwrap_or("bỏ qua")),
            json!(report.read()),
            json!(report.new),
            json!(report.changed),
            json!(report.same),
            json!(report.parked),
            json!(report.refused),
        ]
    });
    let columns = [
        ("import", "Lần nhập"),
        ("file", "Tệp"),
        ("sheet", "Trang"),
        ("kind", "Loại"),
        ("read", "Đọc"),
        ("new", "Mới"),
        ("changed", "Đổi"),
        ("same", "Như cũ"),
        ("parked", "Chờ xem"),
        ("refused", "Từ chối"),
    ];
    table::print(format, &columns, rows.collect())?;
    for report in reports {
        if let Some(earlier) = report.already {
            say!("{} [{}]: danh sách này đã nhập ở lần {earlier}", report.file, report.sheet);
        }
        if mode == Mode::Rehearse {
            for note in &report.notes {
                say!("  dòng {}: {}", note.row, note.text);
            }
        }
        for warning in import::told(&report.warnings) {
            say!("  lưu ý {warning}");
        }
        print_problems(report);
    }
    if mode == Mode::Rehearse {
        say!("Chạy thử: chưa ghi gì.");
    }
    Ok(())
}

fn summary(report: &SheetReport) -> String {
    format!(
        "{} [{}]: đọc {}, nhận {}, chờ xem {}, từ chối {}",
        report.file,
        report.sheet,
        report.read(),
        report.accepted(),
        report.parked,
        report.refused
    )
}

/// The cells that were not read, and why.
pub fn print_problems(report: &SheetReport) {
    for problem in import::told(&report.problems) {
        say!("  {problem}");
    }
}

fn object(report: &SheetReport) -> Value {
    let problems = |problems: &[(u32, import::line::Problem)]| {
        let one = |(row, problem): &(u32, import::line::Problem)| {
            json!({
                "row": row,
                "outcome": problem.set_aside.word(),
                "cell": problem.address,
                "column": problem.column,
                "reason": problem.reason,
            })
        };
        problems.iter().map(one).collect::<Vec<Value>>()
    };
    let notes = report.notes.iter().map(|note| json!({ "row": note.row, "text": note.text }));
    json!({
        "file": report.file,
        "sheet": report.sheet,
        "kind": report.kind,
        "import": report.import.map(|id| id.0),
        "already": report.already.map(|id| id.0),
        "read": report.read(),
        "accepted": report.accepted(),
        "new": report.new,
        "changed": report.changed,
        "same": report.same,
        "parked": report.parked,
        "refused": report.refused,
        "notes": notes.collect::<Vec<Value>>(),
        "problems": problems(&report.problems),
        "warnings": problems(&report.warnings),
    })
}
