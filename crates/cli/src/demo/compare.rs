//! The figures of the synthetic office beside those that the source report prints.

use crate::Failure;
use crate::args::Format;
use crate::console::Console;
use crate::table;
use jiff::civil::Date;
use serde_json::{Value, json};

/// Prints the comparison; whether every figure agrees.
pub fn print(console: &Console, on: Date) -> Result<bool, Failure> {
    let figures = office::figures::figures(&console.reader(on), on.year())?;
    let mut rows = Vec::new();
    let mut agrees = true;
    for source in ::demo::SOURCE {
        let figure = figures.iter().find(|figure| figure.id == source.id);
        let value = figure.map_or_else(|| "—".to_owned(), |figure| as_text(&figure.value));
        let fits = figure.is_some() && fits(&value, source.value, source.at_least);
        agrees &= fits;
        rows.push(vec![
            json!(source.id),
            json!(value),
            json!(if source.at_least { format!("trên {}", source.value) } else { source.value.to_owned() }),
            json!(figure.map_or(0, |figure| figure.evidence)),
            json!(if fits { "khớp" } else { "KHÁC" }),
        ]);
    }
    say!();
    let columns = [
        ("id", "Chỉ tiêu"),
        ("value", "Tính được"),
        ("source", "Báo cáo nguồn"),
        ("evidence", "Số dòng"),
        ("", ""),
    ];
    table::print(Format::Text, &columns, rows)?;
    Ok(agrees)
}

fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn fits(value: &str, source: &str, at_least: bool) -> bool {
    if !at_least {
        return value == source;
    }
    match (value.parse::<i64>(), source.parse::<i64>()) {
        (Ok(value), Ok(source)) => value >= source,
        _ => false,
    }
}
