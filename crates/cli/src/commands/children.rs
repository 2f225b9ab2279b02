//! `ansinh child …` and `ansinh gratitude …`: what lists cannot do for children and for the movements of gratitude.

use crate::Failure;
use crate::args::{Acting, ChildAction, ChildArgs, Format, GratitudeAction, GratitudeArgs};
use crate::console::Console;
use crate::table;
use ::office::movements::{self, HouseStep};
use ::office::protection::{self, NewReport, ProtectionStep};
use ::office::vault::Vault;
use ::office::{OfficeError, children};
use domain::children::ChildGroup;
use domain::labels::{Labelled, Labels};
use domain::movements::HouseState;
use domain::names::fold;
use domain::protection::{FORM, ProtectionReport, ProtectionState, ReportChannel};
use law::Vnd;
use serde_json::json;
use std::io::Read;

pub fn run(console: &Console, args: ChildArgs, vault: Option<&Vault>, format: Format) -> Result<(), Failure> {
    match args.action {
        ChildAction::Groups { on } => groups(console, on.as_deref(), format),
        ChildAction::Sensitive { group, acting } => {
            let group = Labels::<ChildGroup>::new().find(&group).filter(|group| group.is_sensitive());
            let group = group.ok_or_else(|| Failure::Usage("không phải nhóm được bảo vệ".to_owned()))?;
            let rows = children::sensitive(&console.acting(&acting)?, group)?.into_iter();
            let rows =
                rows.map(|(row, name)| vec![json!(row.child.0), json!(name), json!(row.from.to_string())]);
            let columns = [("child", "Hồ sơ"), ("name", "Họ và tên"), ("from", "Từ ngày")];
            Ok(table::print(format, &columns, rows.collect())?)
        }
        ChildAction::Report { commune, channel, urgent, lead, acting } => {
            let ctx = console.acting(&acting)?;
            let channel = ReportChannel::from_word(&channel).ok_or_else(|| {
                Failure::Usage("kênh phải là phone, in_person, others, child_line".to_owned())
            })?;
            let unit = console.db.read(|tx| store::units::by_code(tx, &commune, ctx.on))?;
            let unit = unit.ok_or_else(|| OfficeError::NotFound(format!("xã, phường có mã {commune}")))?.id;
            let lead =
                lead.map(|account| console.ctx(&account, ctx.on)).transpose()?.map(|ctx| ctx.officer.id);
            let report = read_report(&input()?)?;
            let new = NewReport { unit, channel, received_on: ctx.on, urgent, lead, report };
            say!("vụ việc {}", protection::receive(&ctx, vault, &new)?);
            Ok(())
        }
        ChildAction::Cases { acting } => cases(console, &acting, format),
        ChildAction::Show { number, acting } => show(console, &number, vault, &acting),
        ChildAction::Step { number, to, decision, acting } => {
            let ctx = console.acting(&acting)?;
            let to = ProtectionState::from_word(&to)
                .ok_or_else(|| Failure::Usage(format!("không có bước {to}")))?;
            protection::step(&ctx, &number, &ProtectionStep { to, on: ctx.on, decision })?;
            say!("{number}: {}", to.label());
            Ok(())
        }
        ChildAction::Note { number, acting } => {
            protection::note(&console.acting(&acting)?, vault, &number, input()?.trim())?;
            say!("{number}: đã ghi");
            Ok(())
        }
        ChildAction::Admit { number, account, acting } => {
            let ctx = console.acting(&acting)?;
            let officer = console.ctx(&account, ctx.on)?.officer.id;
            protection::admit(&ctx, &number, officer)?;
            say!("{number}: {account} được xem");
            Ok(())
        }
    }
}

pub fn gratitude(console: &Console, args: GratitudeArgs, format: Format) -> Result<(), Failure> {
    match args.action {
        GratitudeAction::House { code, to, decision, cost, acting } => {
            let ctx = console.acting(&acting)?;
            let to =
                HouseState::from_word(&to).ok_or_else(|| Failure::Usage(format!("không có bước {to}")))?;
            let step = HouseStep { to, on: ctx.on, decision, final_cost: cost.map(Vnd) };
            movements::advance(&ctx, &code, &step)?;
            say!("{code}: {}", to.label());
            Ok(())
        }
        GratitudeAction::Fund { on } => {
            let ctx = console.reader(console.date_or_today(on.as_deref())?);
            let mut rows = Vec::new();
            for balance in movements::fund(&ctx)? {
                let unit = match balance.unit {
                    Some(unit) => console.db.read(|tx| store::units::by_id(tx, unit))?,
                    None => None,
                };
                let unit = unit.map_or_else(String::new, |unit| unit.full_name());
                rows.push(vec![json!(balance.level.label()), json!(unit), json!(balance.amount.0)]);
            }
            let columns = [("level", "Cấp"), ("unit", "Xã, phường"), ("balance", "Số dư")];
            Ok(table::print(format, &columns, rows)?)
        }
    }
}

fn groups(console: &Console, on: Option<&str>, format: Format) -> Result<(), Failure> {
    let ctx = console.reader(console.date_or_today(on)?);
    let rows = children::by_group(&ctx)?.into_iter().map(|count| {
        let total = match count.total {
            Some(total) => json!(total),
            None => json!("dưới 3"),
        };
        vec![json!(count.group.word()), json!(count.group.label()), total]
    });
    let columns = [("code", "Mã"), ("group", "Nhóm"), ("children", "Số trẻ em")];
    Ok(table::print(format, &columns, rows.collect())?)
}

fn cases(console: &Console, acting: &Acting, format: Format) -> Result<(), Failure> {
    let rows = protection::list(&console.acting(acting)?)?.into_iter().map(|case| {
        vec![
            json!(case.number),
            json!(case.received_on.to_string()),
            json!(case.channel.label()),
            json!(if case.urgent { "khẩn cấp" } else { "" }),
            json!(case.state.label()),
            json!(case.state_on.to_string()),
        ]
    });
    let columns = [
        ("number", "Số"),
        ("received", "Tiếp nhận"),
        ("channel", "Kênh"),
        ("urgent", ""),
        ("state", "Bước"),
        ("since", "Từ ngày"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}

fn show(console: &Console, number: &str, vault: Option<&Vault>, acting: &Acting) -> Result<(), Failure> {
    let ctx = console.acting(acting)?;
    let file = protection::read(&ctx, vault, number)?;
    say!("{number}: {}", file.case.state.label());
    for (label, text) in file.report.shown() {
        say!("{label}: {text}");
    }
    for note in file.notes {
        say!("--\n{note}");
    }
    Ok(())
}

/// Names and what happened never stand on a command line, which others can see.
fn input() -> Result<String, Failure> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    Ok(text)
}

fn read_report(text: &str) -> Result<ProtectionReport, Failure> {
    let mut fields: [String; FORM.len()] = Default::default();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (label, said) = line.split_once(':').unwrap_or((line, ""));
        let at = FORM.iter().position(|known| fold(known) == fold(label));
        let at = at.ok_or_else(|| {
            Failure::Usage(format!("dòng phải bắt đầu bằng một trong: {}", FORM.join("; ")))
        })?;
        fields[at] = said.trim().to_owned();
    }
    Ok(ProtectionReport::of(fields))
}
