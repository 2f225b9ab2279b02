//! `ansinh signals`: what the office should look at.

use crate::Failure;
use crate::args::{Format, SignalsArgs};
use crate::console::{self, Console};
use crate::people::Names;
use crate::table;
use ::office::signals;
use domain::labels::Labelled;
use serde_json::json;

pub fn run(console: &Console, args: &SignalsArgs, format: Format) -> Result<(), Failure> {
    let on = console.date_or_today(args.on.as_deref())?;
    let month = args.month.as_deref().map(console::month).transpose()?;
    let month = month.unwrap_or_else(|| ::law::Month::of(on).next());
    let ctx = console.reader(on);
    let found = signals::signals(&ctx, month)?;
    let names = Names::load(&ctx)?;
    let rows = found.into_iter().map(|signal| {
        vec![
            match format {
                Format::Text => json!(signal.kind.label()),
                Format::Json => json!(signal.kind.word()),
            },
            json!(signal.person.map(|person| names.code(person))),
            json!(signal.person.map(|person| names.name(person))),
            json!(signal.scheme.map(|scheme| match format {
                Format::Text => scheme.label(),
                Format::Json => scheme.word(),
            })),
            json!(signal.month.to_string()),
            json!(signal.paid.map(|amount| amount.0)),
            json!(signal.due.map(|amount| amount.0)),
            json!(signal.draft.as_ref().map(|draft| draft.kind.label())),
            json!(signal.reasons.join(" ")),
        ]
    });
    let columns = [
        ("kind", "Nội dung"),
        ("code", "Mã"),
        ("name", "Họ và tên"),
        ("scheme", "Chế độ"),
        ("month", "Tháng"),
        ("paid", "Đang chi"),
        ("due", "Được hưởng"),
        ("draft", "Dự thảo"),
        ("reasons", "Vì sao"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}
