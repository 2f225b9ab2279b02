//! `ansinh decide …`: decisions received, drafted, signed.

use super::import;
use crate::Failure;
use crate::args::{DecideAction, DecideArgs, Format};
use crate::console::{self, Console};
use crate::people;
use crate::table;
use ::office::decisions::{self, SignedPaper};
use ::office::worship as office_worship;
use ::office::{Ctx, OfficeError, Permission, offices, signals};
use domain::decisions::DecisionState;
use domain::ids::{DecisionId, DecisionTermsId};
use serde_json::json;

pub fn run(console: &Console, args: DecideArgs, format: Format) -> Result<(), Failure> {
    match args.action {
        DecideAction::List { waiting } => list(&console.reader(console.clock.today()), waiting, format),
        DecideAction::Worship { dry_run, acting } => worship(&console.acting(&acting)?, dry_run, format),
        DecideAction::Draft { person, month, acting } => {
            let month = console::month(&month)?;
            let ctx = console.acting(&acting)?;
            let person = people::find(&ctx, &person)?;
            let found = signals::signals(&ctx, month)?;
            let mut rows = Vec::new();
            for signal in found.iter().filter(|one| one.person == Some(person) && one.draft.is_some()) {
                let id = signals::draft(&ctx, signal)?;
                rows.push(vec![
                    table::id(format, id.0),
                    json!(signal.kind.label()),
                    json!(signal.reasons.join(" ")),
                ]);
            }
            if rows.is_empty() {
                let message = format!("Không có việc nào của người này trong tháng {month} cần quyết định");
                return Err(OfficeError::refused("no_draft", message).into());
            }
            let columns = [("decision", "Dự thảo số"), ("signal", "Nội dung"), ("reasons", "Vì sao")];
            Ok(table::print(format, &columns, rows)?)
        }
        DecideAction::Record { path, acting } => {
            import::only(&console.acting(&acting)?, &[path], &["decisions"], format)
        }
        DecideAction::Sign { decision, number, signer, signed_on, issuer, acting } => {
            let signed_on = console::date(&signed_on)?;
            let ctx = console.acting(&acting)?;
            let issuer = match issuer {
                Some(issuer) => issuer,
                None => office_name(&ctx)?,
            };
            let paper = SignedPaper {
                number,
                signed_on,
                issuer,
                signer: Some(signer),
                paper: None,
                known_on: ctx.on,
            };
            decisions::sign(&ctx, DecisionId(decision), &paper)?;
            say!("quyết định {decision} đã ký, số {}", paper.number);
            Ok(())
        }
        DecideAction::Void { decision, acting } => {
            decisions::void(&console.acting(&acting)?, DecisionId(decision))?;
            say!("quyết định {decision} đã hủy");
            Ok(())
        }
        DecideAction::Differences => differences(&console.reader(console.clock.today()), format),
        DecideAction::Answer { terms, text, acting } => {
            Ok(decisions::answer(&console.acting(&acting)?, DecisionTermsId(terms), &text)?)
        }
    }
}

/// Drafts the yearly money of who worships martyrs, and tells whom the register names in vain.
fn worship(ctx: &Ctx, dry_run: bool, format: Format) -> Result<(), Failure> {
    let names = people::Names::load(ctx)?;
    let proposed = office_worship::proposed(ctx)?;
    let granted = proposed.items.iter().map(|item| {
        let martyrs = item.terms.len();
        (item.person, item.from_month.to_string(), format!("đề nghị, {martyrs} liệt sĩ"))
    });
    let passed = proposed.passed.iter();
    let passed = passed.map(|(person, _, why)| (*person, String::new(), why.label().to_owned()));
    let rows = granted.chain(passed).map(|(person, from, what)| {
        vec![json!(names.code(person)), json!(names.name(person)), json!(from), json!(what)]
    });
    let rows: Vec<_> = rows.collect();
    if !dry_run {
        match office_worship::draft(ctx)? {
            Some(id) => say!("Dự thảo quyết định số {id}: {} người", proposed.items.len()),
            None => say!("Không có người thờ cúng nào cần quyết định mới"),
        }
        return Ok(());
    }
    let columns = [("code", "Mã"), ("name", "Người thờ cúng"), ("from", "Từ tháng"), ("proposed", "Đề nghị")];
    Ok(table::print(format, &columns, rows)?)
}

fn office_name(ctx: &Ctx) -> Result<String, Failure> {
    let name =
        ctx.read(Permission::ReadDecisions, |tx| offices::setting_on(tx, ctx.office, offices::NAME, ctx.on))?;
    Ok(name.unwrap_or_default())
}

/// Newest first.
fn list(ctx: &Ctx, waiting: bool, format: Format) -> Result<(), Failure> {
    let mut decisions = decisions::list(ctx)?;
    decisions.retain(|row| !waiting || row.state() == DecisionState::Drafted);
    let rows = decisions.iter().rev().map(|row| {
        let (state, origin, kind) = match format {
            Format::Text => (row.state().label(), row.origin.label(), row.kind.label()),
            Format::Json => (row.state().word(), row.origin.word(), row.kind.word()),
        };
        vec![
            table::id(format, row.id.0),
            json!(state),
            json!(origin),
            json!(kind),
            json!(row.number),
            json!(row.signed_on.map(|day| day.to_string())),
            json!(row.issuer),
            json!(row.known_on.to_string()),
            json!(row.reason),
        ]
    });
    let columns = [
        ("decision", "Số"),
        ("state", "Trạng thái"),
        ("origin", "Nguồn"),
        ("kind", "Loại"),
        ("number", "Số quyết định"),
        ("signed_on", "Ngày ký"),
        ("issuer", "Cơ quan ban hành"),
        ("known_on", "Ngày nhận"),
        ("reason", "Lý do"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}

fn differences(ctx: &Ctx, format: Format) -> Result<(), Failure> {
    let rows = decisions::differences(ctx)?.into_iter().map(|one| {
        vec![
            table::id(format, one.terms.0),
            table::id(format, one.decision.0),
            json!(one.month.to_string()),
            json!(one.written.0),
            json!(one.by_law.map(|amount| amount.0)),
            json!(one.answer),
        ]
    });
    let columns = [
        ("terms", "Khoản số"),
        ("decision", "Quyết định"),
        ("month", "Tháng"),
        ("written", "Ghi trong quyết định"),
        ("by_law", "Theo quy định"),
        ("answer", "Trả lời"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}
