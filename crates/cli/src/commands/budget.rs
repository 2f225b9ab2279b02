//! `ansinh payroll budget …`: budget lines of a year by source.

use crate::Failure;
use crate::args::{BudgetAction, BudgetArgs, Format};
use crate::console::Console;
use crate::table;
use ::law::Vnd;
use ::office::budget::{self, NewMovement};
use domain::budget::MovementKind;
use domain::ids::BudgetLineId;
use domain::payments::Source;
use serde_json::json;

pub fn run(console: &Console, args: BudgetArgs, format: Format) -> Result<(), Failure> {
    match args.action {
        BudgetAction::List { year } => list(console, year, format),
        BudgetAction::Open { year, source, code, title, acting } => {
            let source = Source::from_word(&source)
                .ok_or_else(|| Failure::Usage("nguồn phải là central hoặc local".to_owned()))?;
            let id = budget::open_line(&console.acting(&acting)?, year, source, &code, &title)?;
            say!("đã mở dòng dự toán {id}");
            Ok(())
        }
        BudgetAction::Record { line, kind, amount, paper, acting } => {
            let kind = MovementKind::from_word(&kind).ok_or_else(|| {
                let known: Vec<_> = MovementKind::ALL.iter().map(|kind| kind.word()).collect();
                Failure::Usage(format!("loại phải là một trong: {}", known.join(", ")))
            })?;
            let ctx = console.acting(&acting)?;
            let movement =
                NewMovement { line: BudgetLineId(line), kind, amount: Vnd(amount), on: ctx.on, paper };
            budget::record_movement(&ctx, &movement)?;
            say!("dòng dự toán {line}: {} {} đồng", kind.label(), Vnd(amount));
            Ok(())
        }
    }
}

fn list(console: &Console, year: i16, format: Format) -> Result<(), Failure> {
    let rows = budget::view(&console.reader(console.clock.today()), year)?.into_iter().map(|view| {
        let (line, sums) = (view.line, view.budget);
        vec![
            table::id(format, line.id.0),
            json!(match format {
                Format::Text => line.source.label(),
                Format::Json => line.source.word(),
            }),
            json!(line.code),
            json!(line.title),
            json!(sums.given.0),
            json!(sums.drawn.0),
            json!(sums.advanced.0),
            json!(sums.spent.0),
            json!(sums.returned.0),
            json!(sums.left().0),
        ]
    });
    let columns = [
        ("line", "Số"),
        ("source", "Nguồn"),
        ("code", "Mã"),
        ("title", "Nội dung"),
        ("given", "Dự toán giao"),
        ("drawn", "Đã rút"),
        ("advanced", "Tạm ứng"),
        ("spent", "Đã chi"),
        ("returned", "Nộp trả"),
        ("left", "Còn lại"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}
