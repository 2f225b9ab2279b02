//! `ansinh figures`, `ansinh evidence`: what was counted, and the rows that were.

use crate::Failure;
use crate::args::{EvidenceArgs, FiguresAction, FiguresArgs, Format, PeriodArgs};
use crate::console::Console;
use crate::table;
use ::office::figures;
use serde_json::{Value, json};

pub fn run(console: &Console, args: FiguresArgs, format: Format) -> Result<(), Failure> {
    match args.action {
        Some(FiguresAction::Type { figure, value, period, paper, acting }) => {
            let year = year(&PeriodArgs { period })?;
            figures::type_in(&console.acting(&acting)?, &figure, year, &value, &paper)?;
            say!("Đã ghi {figure} năm {year}: {value} ({paper})");
            Ok(())
        }
        None => list(console, &PeriodArgs { period: args.period.unwrap_or_default() }, format),
    }
}

fn list(console: &Console, args: &PeriodArgs, format: Format) -> Result<(), Failure> {
    let found = figures::figures(&console.reader(console.clock.today()), year(args)?)?;
    if format == Format::Json {
        let figures = found.iter().map(serde_json::to_value).collect::<Result<Vec<Value>, _>>();
        return Ok(table::json(&Value::Array(figures.map_err(std::io::Error::from)?))?);
    }
    let rows = found.into_iter().map(|figure| {
        let unit = if figure.value.is_number() { figure.unit } else { "" };
        vec![
            json!(figure.id),
            json!(figure.title),
            json!(format!("{} {unit}", figure.shown).trim_end()),
            json!(figure.target),
            json!(figure.estimate),
            json!(figure.evidence),
            json!(figure.clock),
        ]
    });
    let columns = [
        ("id", "Mã"),
        ("title", "Chỉ tiêu"),
        ("value", "Giá trị"),
        ("target", "Chỉ tiêu giao"),
        ("estimate", "Ước cả năm"),
        ("evidence", "Số dòng"),
        ("clock", "Thời điểm"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}

pub fn evidence(console: &Console, args: &EvidenceArgs, format: Format) -> Result<(), Failure> {
    let ctx = console.reader(console.clock.today());
    let found = figures::evidence(&ctx, &args.figure, year(&args.period)?)?;
    let rows = found.into_iter().map(|row| {
        let id = table::id(format, row.id);
        vec![json!(row.figure), json!(row.kind), id, json!(row.label), json!(row.unit), json!(row.quantity)]
    });
    let columns = [
        ("figure", "Chỉ tiêu"),
        ("kind", "Loại"),
        ("id", "Số"),
        ("label", "Nội dung"),
        ("unit", "Địa bàn"),
        ("quantity", "Số lượng"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}

/// The reported year.
pub fn year(args: &PeriodArgs) -> Result<i16, Failure> {
    let year = args.period.parse().ok().filter(|year| (1900..=9000).contains(year));
    year.ok_or_else(|| Failure::Usage(format!("kỳ {:?} không phải một năm, ví dụ 2023", args.period)))
}
