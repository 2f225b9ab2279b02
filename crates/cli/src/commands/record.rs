//! `ansinh record`: one record of any list, entered or corrected by hand.

use crate::Failure;
use crate::args::{Format, RecordArgs};
use crate::console::Console;
use crate::table;
use ::office::import::Change;
use ::office::import::entry::{self, Entered};
use ::office::import::headings::{Column, Input, Presence};
use ::office::import::kinds::KINDS;
use serde_json::json;
use std::fmt::Write;

pub fn run(console: &Console, args: &RecordArgs, format: Format) -> Result<(), Failure> {
    if !KINDS.iter().any(|kind| kind.id == args.kind) {
        let known: Vec<_> = KINDS.iter().map(|kind| kind.id).collect();
        return Err(Failure::Usage(format!(
            "không có loại danh sách {:?}; có: {}",
            args.kind,
            known.join(", ")
        )));
    }
    let cells = args.cells.iter().map(|cell| match cell.split_once('=') {
        Some((name, value)) => Ok((name.trim().to_owned(), value.trim().to_owned())),
        None => Err(Failure::Usage(format!("{cell:?} không có dạng \"Cột=giá trị\""))),
    });
    let cells = cells.collect::<Result<Vec<_>, Failure>>()?;
    let entered = entry::enter(&console.acting(&args.acting)?, &args.kind, &cells)?;
    match (entered, format) {
        (Entered::Done(change, notes), Format::Json) => {
            Ok(table::json(&json!({ "change": word(change), "notes": notes }))?)
        }
        (Entered::Done(change, notes), Format::Text) => {
            say!("{}", told(change));
            notes.iter().for_each(|note| say!("  lưu ý: {note}"));
            Ok(())
        }
        (Entered::Problems(problems), _) => {
            let mut text = "chưa ghi gì:".to_owned();
            for problem in problems {
                let column = problem.column.map_or_else(String::new, |column| format!("{column}: "));
                let _ = write!(text, "\n  {column}{}", problem.reason);
            }
            Err(Failure::Refused(text))
        }
    }
}

fn word(change: Change) -> &'static str {
    match change {
        Change::Same => "same",
        Change::Changed => "changed",
        Change::New => "new",
    }
}

fn told(change: Change) -> &'static str {
    match change {
        Change::Same => "không có gì mới: sổ đã ghi như vậy",
        Change::Changed => "đã ghi: bổ sung hoặc đính chính điều đã có",
        Change::New => "đã ghi mới",
    }
}

/// Every kind with its columns; `*` marks those that must be given.
pub fn kinds_help() -> String {
    let mut text = "Các loại danh sách và cột (* bắt buộc):\n".to_owned();
    for kind in KINDS {
        let columns: Vec<String> = kind.columns.iter().map(shown).collect();
        let _ = write!(text, "\n  {}: {}\n    {}\n", kind.id, kind.title, columns.join("; "));
    }
    text
}

fn shown(column: &Column) -> String {
    let star = if column.presence == Presence::Required { "*" } else { "" };
    match column.input {
        Input::Choice(labels) => format!("{}{star} ({})", column.name, labels().join(" | ")),
        _ => format!("{}{star}", column.name),
    }
}
