//! `ansinh outside …`: lists of other bodies beside the people who are paid.

use super::import;
use crate::Failure;
use crate::args::{Format, OutsideAction, OutsideArgs};
use crate::console::{self, Console};
use crate::people::Names;
use crate::table;
use ::office::Ctx;
use ::office::outside::{self, Compared, Confirmed};
use domain::Vnd;
use domain::dates::born_short;
use domain::ids::{OutsideRowId, PersonId};
use domain::labels::Labelled;
use serde_json::json;

pub fn run(console: &Console, args: OutsideArgs, format: Format) -> Result<(), Failure> {
    match args.action {
        OutsideAction::Match { paths, acting } => {
            let ctx = console.acting(&acting)?;
            if format == Format::Text {
                let kinds = ["outside_deaths", "outside_pensions", "outside_population"];
                import::only(&ctx, &paths, &kinds, format)?;
            } else {
                import::quietly(&ctx, &paths)?;
            }
            list(&console.reader(ctx.on), false, format)
        }
        OutsideAction::List { all, on } => {
            list(&console.reader(console.date_or_today(on.as_deref())?), all, format)
        }
        OutsideAction::Confirm { pair, day, amount, acting } => {
            let (row, person) = read_pair(&pair)?;
            let on = day.as_deref().map(console::date).transpose()?;
            let more = Confirmed { on, amount: amount.map(Vnd) };
            outside::confirm(&console.acting(&acting)?, row, person, more)?;
            say!("đã xác nhận {pair}");
            Ok(())
        }
        OutsideAction::Reject { pair, reason, acting } => {
            let (row, person) = read_pair(&pair)?;
            outside::reject(&console.acting(&acting)?, row, person, reason.as_deref())?;
            say!("đã ghi {pair}: không phải người này");
            Ok(())
        }
    }
}

/// `12-345`: row and person.
fn read_pair(text: &str) -> Result<(OutsideRowId, PersonId), Failure> {
    let pair = text.split_once('-').and_then(|(row, person)| {
        Some((OutsideRowId(row.trim().parse().ok()?), PersonId(person.trim().parse().ok()?)))
    });
    pair.ok_or_else(|| Failure::Usage(format!("{text:?} không phải DÒNG-NGƯỜI, ví dụ 12-345")))
}

fn list(ctx: &Ctx, all: bool, format: Format) -> Result<(), Failure> {
    let compared: Compared = outside::compared(ctx)?;
    let names = Names::load(ctx)?;
    let shown = compared.matches.iter().filter(|one| all || one.is_open());
    let rows = shown.map(|one| {
        let known: Vec<i64> = one.paid.iter().filter_map(|(_, sum)| sum.map(|sum| sum.0)).collect();
        let schemes: Vec<&str> = one.paid.iter().map(|(scheme, _)| scheme.label()).collect();
        vec![
            json!(format!("{}-{}", one.row, one.person)),
            json!(match format {
                Format::Text => one.listed.list.label(),
                Format::Json => one.listed.list.word(),
            }),
            json!(one.name),
            json!(names.code(one.person)),
            json!(born_short(one.born)),
            json!(match format {
                Format::Text => one.certainty.label(),
                Format::Json => one.certainty.word(),
            }),
            json!(outside::told(one)),
            json!(schemes.join(", ")),
            json!((!known.is_empty()).then(|| known.iter().sum::<i64>())),
            json!(one.answer.as_ref().map(|answer| answer.answer.label())),
        ]
    });
    let columns = [
        ("pair", "Số"),
        ("list", "Danh sách"),
        ("name", "Họ và tên"),
        ("code", "Mã đối tượng"),
        ("born", "Sinh"),
        ("certainty", "Mức khớp"),
        ("told", "Danh sách ghi"),
        ("schemes", "Đang hưởng"),
        ("paid", "Mỗi tháng"),
        ("answer", "Trả lời"),
    ];
    table::print(format, &columns, rows.collect())?;
    if format == Format::Text {
        for (list, rows, unmatched) in &compared.rows {
            say!("{}: {rows} dòng, {unmatched} dòng không khớp ai đang hưởng.", list.label());
        }
    }
    Ok(())
}
