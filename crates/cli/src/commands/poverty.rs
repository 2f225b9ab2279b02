//! `ansinh poverty …`: the review of poor households from plan to certificate, its movement and its report.

use crate::Failure;
use crate::args::{Format, PovertyAction, PovertyArgs};
use crate::console::{Console, date};
use crate::table;
use ::office::poverty::season::{Agreed, Wanted};
use ::office::poverty::{self, SignedReview};
use ::office::{Ctx, OfficeError, Permission};
use domain::labels::{Labelled, Labels};
use domain::poverty::{Column, ReviewStep, SeasonKind, StepDone};
use law::Month;
use serde_json::json;
use store::units::UnitRow;

pub fn run(console: &Console, args: PovertyArgs, format: Format) -> Result<(), Failure> {
    match args.action {
        PovertyAction::LoadPoints { path, acting } => {
            let args = crate::args::ImportArgs {
                paths: vec![path],
                kind: Some("poverty_points".to_owned()),
                dry_run: false,
                acting,
            };
            super::import::run(console, &args, format)
        }
        PovertyAction::Seasons => seasons(console, format),
        PovertyAction::Open { code, also, plan, acting } => {
            open(&console.acting(&acting)?, &code, also, plan)
        }
        PovertyAction::Step { season, commune, hamlet, step, present, agreed, paper, acting } => {
            let ctx = console.acting(&acting)?;
            let unit = find(&ctx, &commune)?.id;
            let step = Labels::<ReviewStep>::new().find(&step).ok_or_else(|| {
                let known: Vec<&str> = ReviewStep::VALUES.iter().map(|step| step.label()).collect();
                Failure::Usage(format!("bước phải là một trong: {}", known.join(", ")))
            })?;
            let on = ctx.on;
            let done = StepDone { season, unit, hamlet, step, on, present, agreed, paper, note: None };
            match poverty::record_step(&ctx, done)? {
                Agreed::Yes => say!("đã ghi: {}", step.label()),
                Agreed::HoldAgain => say!("đã ghi; chưa đạt tỷ lệ nhất trí: khảo sát và họp lại"),
            }
            Ok(())
        }
        PovertyAction::Decide { season, commune, number, signed_on, signer, acting } => {
            let ctx = console.acting(&acting)?;
            let unit = find(&ctx, &commune)?.id;
            let signed = SignedReview { number, signed_on: date(&signed_on)?, signer, paper: None };
            let found = poverty::decide(&ctx, &season, unit, &signed)?;
            say!(
                "{} hộ nghèo, {} hộ cận nghèo, {} hộ không thuộc diện, {} giấy chứng nhận",
                found.poor,
                found.near_poor,
                found.others,
                found.certificates
            );
            Ok(())
        }
        PovertyAction::Papers { season, commune, out, acting } => {
            let ctx = console.acting(&acting)?;
            for path in poverty::papers::write(&ctx, &season, find(&ctx, &commune)?.id, &out)? {
                say!("{}", path.display());
            }
            Ok(())
        }
        PovertyAction::Movement { year } => movement(console, year, format),
        PovertyAction::Report { year, out, acting } => {
            let tables = poverty::report::tables(&console.acting(&acting)?, year)?;
            poverty::report::write(&tables, &out)?;
            say!("{} biểu, {}", tables.len(), out.display());
            Ok(())
        }
    }
}

fn seasons(console: &Console, format: Format) -> Result<(), Failure> {
    let rows = poverty::seasons(&console.reader(console.clock.today()))?.into_iter().map(|season| {
        vec![
            json!(season.code),
            json!(season.kind.label()),
            json!(season.standard),
            json!(season.other_standard),
            json!(season.starts_on.to_string()),
            json!(season.ends_on.to_string()),
            json!(season.plan),
        ]
    });
    let columns = [
        ("code", "Kỳ"),
        ("kind", "Loại"),
        ("standard", "Chuẩn"),
        ("other_standard", "Chuẩn song song"),
        ("from", "Từ ngày"),
        ("to", "Đến ngày"),
        ("plan", "Kế hoạch"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}

fn open(ctx: &Ctx, code: &str, also: Option<String>, plan: Option<String>) -> Result<(), Failure> {
    let kind = if Month::parse(code).is_some() { SeasonKind::InYear } else { SeasonKind::Yearly };
    let year = code.get(..4).and_then(|year| year.parse().ok());
    let year = year.ok_or_else(|| Failure::Usage("kỳ phải là năm (2023) hoặc tháng (2023-05)".to_owned()))?;
    let wanted =
        Wanted { code, kind, year, standard: None, other_standard: also, from: None, to: None, plan };
    let season = poverty::open(ctx, wanted)?;
    say!(
        "kỳ rà soát {}: chuẩn {}, từ {} đến {}",
        season.code,
        season.standard,
        season.starts_on,
        season.ends_on
    );
    Ok(())
}

fn movement(console: &Console, year: i16, format: Format) -> Result<(), Failure> {
    let ctx = console.reader(console.clock.today());
    let found = poverty::movement_of(&ctx, year)?;
    let mut rows = Vec::new();
    for ((unit, listed, counted), line) in found {
        let name = ctx.read(Permission::ReadRegisters, |tx| Ok(store::units::by_id(tx, unit)?));
        let name = name?.map_or_else(String::new, |unit| unit.full_name());
        let mut cells = vec![json!(name), json!(listed.label()), json!(counted.label())];
        cells.extend(Column::ALL.iter().map(|column| json!(line.get(*column))));
        rows.push(cells);
    }
    let mut columns = vec![("commune", "Xã, phường"), ("listed", "Danh sách"), ("counted", "Tính theo")];
    columns.extend(Column::ALL.iter().map(|column| (column.word(), column.word())));
    Ok(table::print(format, &columns, rows)?)
}

/// The communes of the office's area.
pub fn communes(ctx: &Ctx) -> Result<Vec<UnitRow>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| ::office::offices::communes(tx, ctx.office, ctx.on))
}

fn find(ctx: &Ctx, commune: &str) -> Result<UnitRow, OfficeError> {
    let wanted = domain::names::search_key(commune);
    let is_it = |unit: &UnitRow| {
        let names = [&unit.code, &unit.name, &unit.full_name()].map(|name| domain::names::search_key(name));
        names.contains(&wanted)
    };
    let found = communes(ctx)?.into_iter().find(is_it);
    found.ok_or_else(|| OfficeError::NotFound(format!("xã, phường “{commune}” trong địa bàn")))
}
