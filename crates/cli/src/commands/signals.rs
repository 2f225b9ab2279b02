//! `ansinh signals`: what the office should look at, counted or one by one.

use crate::Failure;
use crate::args::{Format, SignalsArgs};
use crate::console::{self, Console};
use crate::people::Names;
use crate::table;
use ::office::Ctx;
use ::office::signals::{self, Commune, Signal, SignalKind};
use domain::ids::UnitId;
use domain::labels::Labelled;
use domain::names::search_key;
use serde_json::json;
use std::collections::HashMap;

pub fn run(console: &Console, args: &SignalsArgs, format: Format) -> Result<(), Failure> {
    let on = console.date_or_today(args.on.as_deref())?;
    let month = args.month.as_deref().map(console::month).transpose()?;
    let month = month.unwrap_or_else(|| ::law::Month::of(on).next());
    let kind = args.kind.as_deref().map(kind).transpose()?;
    let ctx = console.reader(on);
    let mut found = signals::signals(&ctx, month)?;
    let communes = signals::communes(&ctx, &found)?;
    if let Some(kind) = kind {
        found.retain(|signal| signal.kind == kind);
    }
    if let Some(text) = &args.commune {
        let wanted = search_key(text);
        let named = |one: &Commune| one.code == text.trim() || search_key(&one.name).contains(&wanted);
        found.retain(|signal| signal.unit.and_then(|unit| communes.get(&unit)).is_some_and(named));
    }
    let counted = kind.is_none() && args.commune.is_none() && format == Format::Text;
    if counted { count(&found, &communes) } else { list(&ctx, &found, &communes, format) }
}

/// By its word, or by its label in any case and with or without marks.
fn kind(text: &str) -> Result<SignalKind, Failure> {
    let wanted = search_key(text);
    let named = |kind: &&SignalKind| kind.word() == text.trim() || search_key(kind.label()) == wanted;
    SignalKind::ALL.iter().find(named).copied().ok_or_else(|| {
        let words: Vec<&str> = SignalKind::ALL.iter().map(|kind| kind.word()).collect();
        Failure::Usage(format!("không có loại {text:?}; các loại: {}", words.join(", ")))
    })
}

fn count(found: &[Signal], communes: &HashMap<UnitId, Commune>) -> Result<(), Failure> {
    let groups = signals::grouped(found);
    let rows = groups.iter().map(|group| {
        let sum = |amount: law::Vnd| (!amount.is_zero()).then_some(amount.0);
        vec![
            json!(group.kind.word()),
            json!(group.kind.label()),
            json!(group.scheme.map(|scheme| scheme.label())),
            json!(group.unit.and_then(|unit| communes.get(&unit)).map(|one| &one.name)),
            json!(group.count),
            json!(sum(group.paid)),
            json!(sum(group.due)),
        ]
    });
    let columns = [
        ("kind", "Loại"),
        ("label", "Nội dung"),
        ("scheme", "Chế độ"),
        ("commune", "Xã, phường"),
        ("count", "Số việc"),
        ("paid", "Đang chi"),
        ("due", "Được hưởng"),
    ];
    table::print(Format::Text, &columns, rows.collect())?;
    say!("{} việc. Xem từng việc: thêm --kind LOẠI hoặc --commune XÃ.", found.len());
    Ok(())
}

fn list(
    ctx: &Ctx,
    found: &[Signal],
    communes: &HashMap<UnitId, Commune>,
    format: Format,
) -> Result<(), Failure> {
    let names = Names::load(ctx)?;
    let rows = found.iter().map(|signal| {
        let (kind, scheme) = match format {
            Format::Text => (signal.kind.label(), signal.scheme.map(Labelled::label)),
            Format::Json => (signal.kind.word(), signal.scheme.map(|scheme| scheme.word())),
        };
        let commune = signal.unit.and_then(|unit| communes.get(&unit));
        vec![
            json!(kind),
            json!(signal.person.map(|person| names.code(person))),
            json!(signal.person.map(|person| names.name(person))),
            json!(scheme),
            json!(commune.map(|one| match format {
                Format::Text => &one.name,
                Format::Json => &one.code,
            })),
            json!(signal.month.to_string()),
            json!(signal.paid.map(|amount| amount.0)),
            json!(signal.due.map(|amount| amount.0)),
            json!(signal.draft.as_ref().map(|draft| draft.kind.label())),
            json!(signal.decision.map(|decision| table::id(format, decision.0))),
            json!(signal.reasons.join(" ")),
        ]
    });
    let columns = [
        ("kind", "Nội dung"),
        ("code", "Mã"),
        ("name", "Họ và tên"),
        ("scheme", "Chế độ"),
        ("commune", "Xã, phường"),
        ("month", "Tháng"),
        ("paid", "Đang chi"),
        ("due", "Được hưởng"),
        ("draft", "Dự thảo"),
        ("decision", "Dự thảo số"),
        ("reasons", "Vì sao"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}
