//! `ansinh payroll …`: a run from its preparation to its close.

use super::{budget, import, recoveries};
use crate::Failure;
use crate::args::{Format, PayrollAction, PayrollArgs, RunArgs};
use crate::console::{self, Console};
use crate::people::{self, Names};
use crate::table;
use ::office::payroll::{self, Order, Prepared};
use ::office::{Ctx, budget as books};
use domain::labels::Labelled;
use domain::payments::PaymentEvent;
use domain::payroll::{Change, Compared, RunKind, RunState};
use indicatif::ProgressBar;
use serde_json::{Value, json};
use std::path::Path;
use store::runs::RunRow;

mod explain;
mod payment;

pub fn run(console: &Console, args: PayrollArgs, format: Format) -> Result<(), Failure> {
    let today = || console.reader(console.clock.today());
    match args.action {
        PayrollAction::Prepare { run, through, acting } => {
            let (kind, month) = (kind(&run)?, console::month(&run.month)?);
            let last_month = through.as_deref().map(console::month).transpose()?.unwrap_or(month);
            let ctx = console.acting(&acting)?;
            let prepared = payroll::prepare(&ctx, Order { kind, month, last_month })?;
            print_prepared(&prepared, &Names::load(&ctx)?, format)
        }
        PayrollAction::Compare { run } => compare(&today(), &run, format),
        PayrollAction::Check { run, acting } => {
            let ctx = console.acting(&acting)?;
            payroll::check(&ctx, found(&ctx, &run)?.id)?;
            tell(&ctx, &run)
        }
        PayrollAction::Approve { run, paper, acting } => {
            let ctx = console.acting(&acting)?;
            payroll::approve(&ctx, found(&ctx, &run)?.id, paper.as_deref())?;
            tell(&ctx, &run)
        }
        PayrollAction::Send { run, acting } => send(&console.acting(&acting)?, &run),
        PayrollAction::Papers { run, out } => papers(&today(), &run, &out, format),
        PayrollAction::Results { run, path, acting } => {
            let ctx = console.acting(&acting)?;
            found(&ctx, &run)?;
            import::only(&ctx, &[path], &["payment_results", "payment_totals"], format)
        }
        PayrollAction::Hold { payment, reason, acting } => {
            payment::mark(&console.acting(&acting)?, &payment, PaymentEvent::Hold, Some(&reason))
        }
        PayrollAction::Release { payment, reason, acting } => {
            payment::mark(&console.acting(&acting)?, &payment, PaymentEvent::Release, Some(&reason))
        }
        PayrollAction::Tick { payment, result, reason, acting } => {
            let event = payment::event(&result)?;
            payment::mark(&console.acting(&acting)?, &payment, event, reason.as_deref())
        }
        PayrollAction::Reconcile { run, acting } => {
            let ctx = console.acting(&acting)?;
            payroll::reconcile(&ctx, found(&ctx, &run)?.id)?;
            tell(&ctx, &run)
        }
        PayrollAction::Close { run, acting } => {
            let ctx = console.acting(&acting)?;
            payroll::close(&ctx, found(&ctx, &run)?.id)?;
            tell(&ctx, &run)
        }
        PayrollAction::List => list(&today(), format),
        PayrollAction::Explain { run, person, out } => {
            let ctx = today();
            let (run, person) = (found(&ctx, &run)?, people::find(&ctx, &person)?);
            match out {
                Some(out) => explain::write(&ctx, &run, person, &out),
                None => explain::run(&ctx, run.id, person, format),
            }
        }
        PayrollAction::Recoveries(args) => recoveries::run(console, args, format),
        PayrollAction::Budget(args) => budget::run(console, args, format),
    }
}

fn send(ctx: &Ctx, run: &RunArgs) -> Result<(), Failure> {
    let id = found(ctx, run)?.id;
    for (source, warning) in books::before_sending(ctx, id)? {
        eprintln!("lưu ý [{}] {}: {warning}", warning.code(), source.label());
    }
    payroll::send(ctx, id)?;
    tell(ctx, run)
}

fn papers(ctx: &Ctx, run: &RunArgs, out: &Path, format: Format) -> Result<(), Failure> {
    let bar = ProgressBar::new(0);
    let step = |done: usize, all: usize| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    };
    let written = payroll::papers::write(ctx, found(ctx, run)?.id, out, step)?;
    bar.finish_and_clear();
    let rows = written.iter().map(|path| vec![json!(path.display().to_string())]).collect();
    Ok(table::print(format, &[("file", "Tệp")], rows)?)
}

fn kind(run: &RunArgs) -> Result<RunKind, Failure> {
    RunKind::from_word(&run.kind).ok_or_else(|| {
        let known: Vec<_> = RunKind::ALL.iter().map(|kind| kind.word()).collect();
        Failure::Usage(format!("không có loại kỳ chi trả {:?}; có: {}", run.kind, known.join(", ")))
    })
}

fn found(ctx: &Ctx, run: &RunArgs) -> Result<RunRow, Failure> {
    Ok(payroll::find(ctx, kind(run)?, console::month(&run.month)?)?)
}

fn tell(ctx: &Ctx, run: &RunArgs) -> Result<(), Failure> {
    let row = found(ctx, run)?;
    say!("Kỳ {} {} (số {}): {}", row.kind.label(), row.month, row.id, row.state.label());
    Ok(())
}

fn print_prepared(prepared: &Prepared, names: &Names, format: Format) -> Result<(), Failure> {
    if format == Format::Json {
        return Ok(table::json(&prepared_object(prepared, names))?);
    }
    say!(
        "Kỳ chi trả số {}: {} khoản chi, {} dòng, {} đồng mới, {} đồng kỳ trước chuyển sang",
        prepared.run,
        prepared.payments,
        prepared.lines,
        prepared.new,
        prepared.carried
    );
    if let Some(replaced) = prepared.replaced {
        say!("Thay bản chưa duyệt số {replaced}");
    }
    if let Some(timing) = &prepared.timing {
        say!("Lưu ý: {timing}");
    }
    let who = |person| format!("{} {}", names.code(person), names.name(person));
    section(
        "Chờ xử lý",
        prepared
            .waiting
            .iter()
            .map(|one| format!("{}, tháng {}: {}", who(one.person), one.month, one.message)),
    );
    section(
        "Đề nghị thu hồi",
        prepared.proposals.iter().map(|one| {
            format!("{}, tháng {}: {} đồng, {}", who(one.person), one.month, one.amount, one.cause.label())
        }),
    );
    section("Cần xem", prepared.findings.iter().map(|one| format!("{}: {}", who(one.person), one.message)));
    Ok(())
}

fn prepared_object(prepared: &Prepared, names: &Names) -> Value {
    let waiting = prepared.waiting.iter().map(|one| {
        json!({
            "code": names.code(one.person),
            "name": names.name(one.person),
            "part": &*one.key.part,
            "month": one.month.to_string(),
            "reason": one.code.word(),
            "message": one.message,
        })
    });
    let proposals = prepared.proposals.iter().map(|one| {
        json!({
            "code": names.code(one.person),
            "name": names.name(one.person),
            "scheme": one.scheme.word(),
            "part": &*one.key.part,
            "month": one.month.to_string(),
            "amount": one.amount.0,
            "cause": one.cause.words().0,
        })
    });
    let findings = prepared.findings.iter().map(|one| {
        json!({
            "code": names.code(one.person),
            "name": names.name(one.person),
            "finding": one.code.word(),
            "message": one.message,
        })
    });
    json!({
        "run": prepared.run.0,
        "replaced": prepared.replaced.map(|run| run.0),
        "lines": prepared.lines,
        "payments": prepared.payments,
        "new": prepared.new.0,
        "carried": prepared.carried.0,
        "timing": prepared.timing.as_ref().map(ToString::to_string),
        "waiting": waiting.collect::<Vec<Value>>(),
        "recoveries": proposals.collect::<Vec<Value>>(),
        "findings": findings.collect::<Vec<Value>>(),
    })
}

fn section(title: &str, lines: impl ExactSizeIterator<Item = String>) {
    if lines.len() > 0 {
        say!("{title} ({}):", lines.len());
        for line in lines {
            say!("  {line}");
        }
    }
}

fn list(ctx: &Ctx, format: Format) -> Result<(), Failure> {
    let mut rows = Vec::new();
    for run in payroll::runs(ctx)? {
        let (mut payments, mut new, mut handed_over) = (None, None, None);
        if run.state != RunState::Replaced {
            let view = payroll::view(ctx, run.id)?;
            payments = Some(view.payments.len());
            new = Some(view.newly().0);
            handed_over = Some(view.handed_over().0);
        }
        let (kind, state) = match format {
            Format::Text => (run.kind.label(), run.state.label()),
            Format::Json => (run.kind.word(), run.state.word()),
        };
        rows.push(vec![
            table::id(format, run.id.0),
            json!(kind),
            json!(run.month.to_string()),
            json!((run.last_month != run.month).then(|| run.last_month.to_string())),
            json!(run.sequence),
            json!(state),
            json!(run.prepared_on.to_string()),
            json!(payments),
            json!(new),
            json!(handed_over),
        ]);
    }
    let columns = [
        ("run", "Số"),
        ("kind", "Loại"),
        ("month", "Tháng"),
        ("last_month", "Đến tháng"),
        ("sequence", "Lần"),
        ("state", "Trạng thái"),
        ("prepared_on", "Ngày lập"),
        ("payments", "Khoản chi"),
        ("new", "Tiền mới"),
        ("handed_over", "Tổng chi"),
    ];
    Ok(table::print(format, &columns, rows)?)
}

fn compare(ctx: &Ctx, run: &RunArgs, format: Format) -> Result<(), Failure> {
    let Some(compared) = payroll::compare(ctx, found(ctx, run)?.id)? else {
        match format {
            Format::Text => say!("Đây là kỳ đầu tiên, không có kỳ trước để so."),
            Format::Json => table::json(&Value::Null)?,
        }
        return Ok(());
    };
    let names = Names::load(ctx)?;
    match format {
        Format::Json => table::json(&compared_object(&compared, &names))?,
        Format::Text => {
            let (before, after) = (compared.before, compared.after);
            say!("Kỳ trước: {} dòng, {} đồng", before.lines, before.amount);
            say!("Kỳ này:   {} dòng, {} đồng", after.lines, after.amount);
            let rows = compared.changes.iter().map(|change| change_row(change, &names)).collect();
            let columns = [
                ("kind", "Thay đổi"),
                ("code", "Mã"),
                ("name", "Họ và tên"),
                ("scheme", "Chế độ"),
                ("before", "Kỳ trước"),
                ("after", "Kỳ này"),
                ("difference", "Chênh lệch"),
                ("cause", "Vì sao"),
            ];
            table::print(format, &columns, rows)?;
        }
    }
    Ok(())
}

fn change_row(change: &Change, names: &Names) -> Vec<Value> {
    let amount = |side: &Option<domain::payroll::Snapshot>| side.as_ref().map(|one| one.amount.0);
    vec![
        json!(change.kind.label()),
        json!(names.code(change.person)),
        json!(names.name(change.person)),
        json!(change.scheme.label()),
        json!(amount(&change.before)),
        json!(amount(&change.after)),
        json!(change.difference().0),
        json!(change.cause.as_ref().map(|cause| cause.label())),
    ]
}

fn compared_object(compared: &Compared, names: &Names) -> Value {
    let amount = |side: &Option<domain::payroll::Snapshot>| side.as_ref().map(|one| one.amount.0);
    let changes = compared.changes.iter().map(|change| {
        json!({
            "kind": change.kind.word(),
            "code": names.code(change.person),
            "name": names.name(change.person),
            "scheme": change.scheme.word(),
            "part": &*change.key.part,
            "unit": change.unit().map(|unit| unit.0),
            "before": amount(&change.before),
            "after": amount(&change.after),
            "difference": change.difference().0,
            "cause": change.cause.as_ref().map(|cause| cause.words().0),
        })
    });
    json!({
        "before": { "lines": compared.before.lines, "amount": compared.before.amount.0 },
        "after": { "lines": compared.after.lines, "amount": compared.after.amount.0 },
        "changes": changes.collect::<Vec<Value>>(),
    })
}
