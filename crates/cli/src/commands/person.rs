//! `ansinh person …`: people found, shown, merged.

use crate::Failure;
use crate::args::{Format, PersonAction, PersonArgs};
use crate::console::Console;
use crate::people::find;
use crate::table;
use ::office::people::{self, Hit, Query};
use ::office::{Ctx, OfficeError, Permission};
use domain::dates::{born_short, short};
use domain::ids::{MergeId, PersonId};
use domain::labels::Labelled;
use serde_json::{Value, json};
use store::people::Known;

pub fn run(console: &Console, args: PersonArgs, format: Format) -> Result<(), Failure> {
    match args.action {
        PersonAction::Find { text, born, area, limit, after, acting } => {
            let ctx = console.acting(&acting)?;
            let unit = area.as_deref().map(|code| unit(&ctx, code)).transpose()?;
            let text = text.join(" ");
            let page = people::search(&ctx, &Query { text, born_year: born, unit, after, limit })?;
            print_hits(&page.people, format)?;
            if let (Some(next), Format::Text) = (&page.next, format) {
                say!("còn nữa: thêm --after {next}");
            }
            Ok(())
        }
        PersonAction::Show { person, acting } => {
            let ctx = console.acting(&acting)?;
            let person = people::survivor(&ctx, find(&ctx, &person)?)?;
            show(&ctx, person, format)
        }
        PersonAction::Duplicates { limit, acting } => duplicates(&console.acting(&acting)?, limit, format),
        PersonAction::Merge { kept, merged, reason, dry_run, acting } => {
            let ctx = console.acting(&acting)?;
            let (kept, merged) = (find(&ctx, &kept)?, find(&ctx, &merged)?);
            let plan = people::merge_preview(&ctx, kept, merged)?;
            plan.gains.iter().for_each(|gain| say!("  nhập thêm: {gain}"));
            plan.drops.iter().for_each(|drop| say!("  giữ theo hồ sơ giữ lại, bỏ: {drop}"));
            if dry_run {
                plan.refusals.iter().for_each(|(code, message)| say!("  không gộp được [{code}]: {message}"));
                say!("Chạy thử: chưa ghi gì.");
                return Ok(());
            }
            let merge = people::merge(&ctx, kept, merged, &reason)?;
            say!("đã gộp, lần gộp số {merge}");
            Ok(())
        }
        PersonAction::Unmerge { merge, acting } => {
            let replaced = people::unmerge(&console.acting(&acting)?, MergeId(merge))?;
            say!("đã tách lần gộp số {merge}");
            if replaced > 0 {
                say!(
                    "{replaced} dòng đã được sửa từ sau lần gộp: nội dung sửa ở lại hồ sơ giữ lại, hãy xem lại cả hai hồ sơ"
                );
            }
            Ok(())
        }
        PersonAction::Distinct { one, other, acting } => {
            let ctx = console.acting(&acting)?;
            people::set_distinct(&ctx, find(&ctx, &one)?, find(&ctx, &other)?)?;
            say!("đã ghi: hai người khác nhau");
            Ok(())
        }
    }
}

fn unit(ctx: &Ctx, code: &str) -> Result<domain::ids::UnitId, Failure> {
    let unit = ctx.read(Permission::ReadRegisters, |tx| Ok(store::units::by_code(tx, code, ctx.on)?))?;
    let unit = unit.ok_or_else(|| OfficeError::NotFound(format!("đơn vị hành chính có mã {code}")))?;
    Ok(unit.id)
}

fn print_hits(hits: &[Hit], format: Format) -> Result<(), Failure> {
    let rows = hits.iter().map(|hit| {
        vec![
            table::id(format, hit.found.person.0),
            json!(hit.found.full_name),
            json!(born_short(hit.found.born)),
            json!(hit.found.sex.label()),
            json!(hit.place),
            json!(hit.found.hamlet),
            json!(hit.number),
            json!(hit.code),
            json!(hit.found.died.map(short)),
        ]
    });
    let columns = [
        ("person", "Số"),
        ("name", "Họ và tên"),
        ("born", "Ngày sinh"),
        ("sex", "Giới tính"),
        ("place", "Nơi ở"),
        ("hamlet", "Ấp, khu phố"),
        ("number", "Số CCCD"),
        ("code", "Mã đối tượng"),
        ("died", "Ngày mất"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}

fn show(ctx: &Ctx, person: PersonId, format: Format) -> Result<(), Failure> {
    let hit = people::glance(ctx, person)?;
    let sheet = people::show(ctx, person, Known::Now)?;
    let until = |day: Option<jiff::civil::Date>| day.map(short);
    let facts = sheet.facts.iter().map(|(_, fact)| {
        vec![
            json!(fact.kind.label()),
            json!(people::fact_text(fact)),
            json!(short(fact.from)),
            json!(until(fact.until)),
        ]
    });
    let merges = people::merges_into(ctx, person)?;
    if format == Format::Json {
        let numbers: Vec<Value> =
            sheet.numbers.iter().map(|(_, n)| json!({ "kind": n.kind.word(), "number": n.number })).collect();
        let merged: Vec<Value> = merges
            .iter()
            .map(|m| json!({ "merge": m.id.0, "person": m.merged.0, "name": m.full_name }))
            .collect();
        return Ok(table::json(&json!({
            "person": person.0,
            "name": sheet.record.full_name,
            "born": domain::dates::born_iso(sheet.record.born),
            "sex": sheet.record.sex.label(),
            "died": sheet.death.as_ref().map(|death| death.died_on.to_string()),
            "place": hit.place,
            "numbers": numbers,
            "facts": facts.map(Value::Array).collect::<Vec<_>>(),
            "merged": merged,
        }))?);
    }
    say!("{} ({}), sinh {}", sheet.record.full_name, sheet.record.sex.label(), born_short(sheet.record.born));
    say!("Hồ sơ số {person}; {}", if hit.place.is_empty() { "chưa rõ nơi ở" } else { &hit.place });
    sheet.numbers.iter().for_each(|(_, number)| say!("{}: {}", number.kind.label(), number.number));
    sheet.death.iter().for_each(|death| say!("Mất ngày {}", short(death.died_on)));
    for (_, payee) in &sheet.payees {
        say!("Nhận tiền từ {}: {}, {}", short(payee.from), payee.name, payee.channel.label().to_lowercase());
    }
    merges.iter().for_each(|merge| say!("Gồm hồ sơ đã gộp: {} (lần gộp số {})", merge.full_name, merge.id));
    let columns =
        [("kind", "Thông tin"), ("text", "Nội dung"), ("from", "Từ ngày"), ("until", "Đến trước ngày")];
    Ok(table::print(format, &columns, facts.collect())?)
}

fn duplicates(ctx: &Ctx, limit: usize, format: Format) -> Result<(), Failure> {
    let (proposals, all) = people::propose(ctx, limit)?;
    let rows = proposals.iter().map(|proposal| {
        let side =
            |hit: &Hit| format!("{} {} {}", hit.found.full_name, born_short(hit.found.born), hit.place);
        vec![
            table::id(format, proposal.one.found.person.0),
            json!(side(&proposal.one)),
            table::id(format, proposal.other.found.person.0),
            json!(side(&proposal.other)),
            json!(proposal.likeness.points),
            json!(proposal.likeness.reasons.join(", ")),
        ]
    });
    let columns = [
        ("one", "Số"),
        ("one_shown", "Người"),
        ("other", "Số"),
        ("other_shown", "Người"),
        ("points", "Điểm"),
        ("reasons", "Vì"),
    ];
    table::print(format, &columns, rows.collect())?;
    if format == Format::Text {
        say!("{all} cặp");
    }
    Ok(())
}
