//! `ansinh payroll recoveries …`: what is to come back.

use crate::Failure;
use crate::args::{Format, RecoveriesAction, RecoveriesArgs};
use crate::console::Console;
use crate::people::Names;
use crate::table;
use ::law::Vnd;
use ::office::payroll::{self, Plan, RecoveryView};
use domain::ids::RecoveryId;
use domain::labels::Labelled;
use domain::payroll::Cause;
use domain::recovery::RecoveryPlan;
use serde_json::{Value, json};

pub fn run(console: &Console, args: RecoveriesArgs, format: Format) -> Result<(), Failure> {
    match args.action {
        RecoveriesAction::List => {
            let ctx = console.reader(console.clock.today());
            let names = Names::load(&ctx)?;
            let rows = payroll::recoveries(&ctx)?.iter().map(|one| row(one, &names, format)).collect();
            Ok(table::print(format, &COLUMNS, rows)?)
        }
        RecoveriesAction::Plan { recovery, plan, ceiling, paper, acting } => {
            let plan = RecoveryPlan::from_word(&plan).ok_or_else(|| {
                let known: Vec<_> = RecoveryPlan::ALL.iter().map(|plan| plan.word()).collect();
                Failure::Usage(format!("phương án phải là một trong: {}", known.join(", ")))
            })?;
            let plan = Plan { plan, monthly_ceiling: ceiling.map(Vnd), paper };
            payroll::plan_recovery(&console.acting(&acting)?, RecoveryId(recovery), &plan)?;
            say!("khoản thu hồi {recovery}: {}", plan.plan.label());
            Ok(())
        }
        RecoveriesAction::Receive { recovery, amount, paper, acting } => {
            let ctx = console.acting(&acting)?;
            payroll::receive(&ctx, RecoveryId(recovery), Vnd(amount), ctx.on, paper.as_deref())?;
            say!("khoản thu hồi {recovery}: đã thu {} đồng", Vnd(amount));
            Ok(())
        }
    }
}

const COLUMNS: [(&str, &str); 11] = [
    ("recovery", "Số"),
    ("code", "Mã"),
    ("name", "Họ và tên"),
    ("scheme", "Chế độ"),
    ("month", "Tháng"),
    ("amount", "Số tiền"),
    ("remaining", "Còn phải thu"),
    ("state", "Trạng thái"),
    ("plan", "Phương án"),
    ("cause", "Vì sao"),
    ("provisional", "Chưa duyệt"),
];

fn row(one: &RecoveryView, names: &Names, format: Format) -> Vec<Value> {
    let recovery = &one.recovery;
    let (scheme, state, plan) = match format {
        Format::Text => {
            (recovery.scheme.label(), recovery.state.label(), recovery.plan.map(RecoveryPlan::label))
        }
        Format::Json => {
            (recovery.scheme.word(), recovery.state.word(), recovery.plan.map(RecoveryPlan::word))
        }
    };
    let cause = match format {
        Format::Text => Cause::from_words(&one.cause.0, &one.cause.1).map(|cause| cause.label().to_owned()),
        Format::Json => Some(one.cause.0.clone()),
    };
    vec![
        table::id(format, recovery.id.0),
        json!(names.code(one.person)),
        json!(names.name(one.person)),
        json!(scheme),
        json!(recovery.month.to_string()),
        json!(recovery.amount.0),
        json!(recovery.remaining().0),
        json!(state),
        json!(plan),
        json!(cause),
        json!(one.provisional),
    ]
}
