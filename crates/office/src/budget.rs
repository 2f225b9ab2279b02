//! Budget lines by source and year, and warnings before they overdraw.

use crate::permission::Permission;
use crate::{Ctx, OfficeError, Problem};
use domain::budget::{Budget, BudgetWarning, MovementKind};
use domain::ids::{BudgetLineId, RunId};
use domain::payments::Source;
use jiff::civil::{Date, date};
use law::Vnd;
use store::budget::{BudgetLineRow, MovementRow};
use store::{Tx, budget, ledger, payments};

/// A budget line with its movements added up. What was spent is known by source: where a source has several
/// lines in a year, it stands with the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetView {
    pub line: BudgetLineRow,
    pub budget: Budget,
}

/// A movement on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMovement {
    pub line: BudgetLineId,
    pub kind: MovementKind,
    /// Positive, in its own direction.
    pub amount: Vnd,
    pub on: Date,
    pub paper: Option<String>,
}

/// Opens a line of the budget classification for a year.
pub fn open_line(
    ctx: &Ctx,
    year: i16,
    source: Source,
    code: &str,
    title: &str,
) -> Result<BudgetLineId, OfficeError> {
    let detail = format!("{year} {} {code}", source.word());
    ctx.write(Permission::RecordBudget, "budget.open_line", &detail, |tx, entry| {
        let line = BudgetLineRow {
            id: BudgetLineId(tx.next_ids(1)?),
            year,
            source,
            code: code.to_owned(),
            title: title.to_owned(),
        };
        budget::insert_line(tx, ctx.office, &line, entry)?;
        Ok(line.id)
    })
}

pub fn record_movement(ctx: &Ctx, movement: &NewMovement) -> Result<(), OfficeError> {
    if movement.amount <= Vnd::ZERO {
        return Err(OfficeError::Invalid(vec![Problem::new("amount", "số tiền phải lớn hơn 0")]));
    }
    let detail = format!("line {} {} {}", movement.line, movement.kind.word(), movement.amount.0);
    ctx.write(Permission::RecordBudget, "budget.record", &detail, |tx, entry| {
        if !budget::lines(tx, ctx.office)?.iter().any(|line| line.id == movement.line) {
            return Err(OfficeError::NotFound(format!("dòng dự toán số {}", movement.line)));
        }
        let row = MovementRow {
            line: movement.line,
            kind: movement.kind.word().to_owned(),
            amount: movement.amount,
            on: movement.on,
            paper: movement.paper.clone(),
        };
        Ok(budget::insert_movement(tx, &row, entry)?)
    })
}

/// The lines of a year.
pub fn view(ctx: &Ctx, year: i16) -> Result<Vec<BudgetView>, OfficeError> {
    ctx.read(Permission::ReadLedger, |tx| of_year(ctx, tx, year))
}

/// What the budget says before a run is sent: one list of warnings for each source that it draws on.
pub fn before_sending(ctx: &Ctx, run: RunId) -> Result<Vec<(Source, BudgetWarning)>, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let row = crate::payroll::find_in(tx, ctx.office, run)?;
        let lines = of_year(ctx, tx, row.month.year())?;
        let mut warnings = Vec::new();
        for source in Source::ALL {
            let of_source =
                payments::of_run(tx, run)?.into_iter().filter(|payment| payment.source == *source);
            let needed: Vnd = of_source.map(|payment| payment.new).sum();
            let mut of_lines = lines.iter().filter(|view| view.line.source == *source).peekable();
            if needed.is_zero() || of_lines.peek().is_none() {
                continue;
            }
            let mut budget = Budget::default();
            for view in of_lines {
                budget.given += view.budget.given;
                budget.drawn += view.budget.drawn;
                budget.advanced += view.budget.advanced;
                budget.returned += view.budget.returned;
                budget.spent += view.budget.spent;
            }
            // An approved run's expense is booked already.
            if row.approved_entry.is_some() {
                budget.spent -= needed;
            }
            warnings.extend(budget.before_spending(needed).into_iter().map(|warning| (*source, warning)));
        }
        Ok(warnings)
    })
}

fn of_year(ctx: &Ctx, tx: &mut Tx, year: i16) -> Result<Vec<BudgetView>, OfficeError> {
    let mut spent = ledger::spent(tx, ctx.office, date(year, 1, 1), date(year + 1, 1, 1))?;
    let movements = budget::movements(tx, ctx.office)?;
    let lines = budget::lines(tx, ctx.office)?.into_iter().filter(|line| line.year == year);
    let view = lines.map(|line| {
        let mut budget = Budget::default();
        for movement in movements.iter().filter(|movement| movement.line == line.id) {
            if let Some(kind) = MovementKind::from_word(&movement.kind) {
                budget.add(kind, movement.amount);
            }
        }
        if let Some(position) = spent.iter().position(|(source, _)| *source == line.source) {
            budget.spent = spent.remove(position).1;
        }
        BudgetView { line, budget }
    });
    Ok(view.collect())
}
