//! Tables on the terminal: aligned text for people, JSON objects for programs.

use crate::args::Format;
use serde_json::{Map, Value};
use std::io::{self, Write};

/// Prints rows under headings, `(key of the JSON object, Vietnamese heading)`. In text, numbers stand to the
/// right and are grouped the Vietnamese way.
pub fn print(format: Format, columns: &[(&str, &str)], rows: Vec<Vec<Value>>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match format {
        Format::Json => {
            let rows: Vec<Value> = rows.into_iter().map(|row| object(columns, row)).collect();
            serde_json::to_writer_pretty(&mut out, &rows)?;
            writeln!(out)
        }
        Format::Text => {
            let shown: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
            let width = |column: usize| {
                let cells = shown.iter().map(|row| row[column].chars().count());
                cells.max().unwrap_or(0).max(columns[column].1.chars().count())
            };
            let widths: Vec<usize> = (0..columns.len()).map(width).collect();
            let headings: Vec<String> = columns.iter().map(|(_, heading)| (*heading).to_owned()).collect();
            line(&mut out, &headings, &widths, &vec![false; columns.len()])?;
            writeln!(out, "{}", "─".repeat(widths.iter().sum::<usize>() + 2 * (columns.len().max(1) - 1)))?;
            for (row, values) in shown.iter().zip(&rows) {
                let is_number: Vec<bool> = values.iter().map(Value::is_number).collect();
                line(&mut out, row, &widths, &is_number)?;
            }
            Ok(())
        }
    }
}

/// A number that names something: for people without grouping.
pub fn id(format: Format, id: i64) -> Value {
    match format {
        Format::Text => Value::String(id.to_string()),
        Format::Json => Value::from(id),
    }
}

/// One value for programs.
pub fn json(value: &Value) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)
}

fn object(columns: &[(&str, &str)], row: Vec<Value>) -> Value {
    let pairs = columns.iter().map(|(key, _)| (*key).to_owned()).zip(row);
    Value::Object(pairs.filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>())
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) => match number.as_i64() {
            Some(number) => law::Vnd(number).to_string(),
            None => number.to_string(),
        },
        Value::Bool(true) => "có".to_owned(),
        Value::Bool(false) => "không".to_owned(),
        Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

fn line(out: &mut impl Write, cells: &[String], widths: &[usize], is_number: &[bool]) -> io::Result<()> {
    let mut text = String::new();
    for (index, cell) in cells.iter().enumerate() {
        let padding = " ".repeat(widths[index] - cell.chars().count());
        if is_number[index] {
            text.push_str(&padding);
            text.push_str(cell);
        } else {
            text.push_str(cell);
            text.push_str(&padding);
        }
        text.push_str("  ");
    }
    writeln!(out, "{}", text.trim_end())
}
