//! Figures of a period, the rows behind them, what looks wrong among them.

pub mod wire;
pub mod book;
mod beside;
pub(crate) mod sight;

use crate::context::Ctx;
use crate::error::{OfficeError, Problem};
use crate::permission::Permission;
use domain::figures::checks::{self, Spread};
use domain::figures::{
    Answer, FigureKey, Fold, Folded, Ledger, Months, Query, Register, Target, Value, Warning, Window,
    evaluate,
};
use domain::ids::OfficeId;
use domain::ratio::Decimal2;
use domain::reports::{Estimate, EvidenceSection};
use std::collections::{BTreeMap, BTreeSet};
use store::figures::{Asked, Evidence, Typed};
use store::people::Known;
use store::{StoreError, Tx};

pub use beside::{by_commune, some, trend};
pub use wire::{EvidenceOut, FigureOut};

/// Every figure of a report on `period`, known or not.
pub fn figures(ctx: &Ctx, period: i16) -> Result<Vec<FigureOut>, OfficeError> {
    let keys = FigureKey::of_period(check_period(period)?);
    load_ledger_split(ctx, &with_neighbours(&keys), |_, ledger| {
        Ok(keys.iter().map(|key| FigureOut::of(&evaluate(*key, &ledger), &ledger)).collect())
    })
}

/// One figure of a report on `period`.
pub fn figure(ctx: &Ctx, figure: &str, period: i16) -> Result<FigureOut, OfficeError> {
    let key = find(figure, check_period(period)?)?;
    ctx.read(Permission::ReadFigures, |tx| {
        let ledger = load_ledger(tx, ctx.office, &with_neighbours(&[key]))?;
        Ok(FigureOut::of(&evaluate(key, &ledger), &ledger))
    })
}

/// The figures of a year for which a target is set, with the target: the scale of a chart.
pub fn targeted(ctx: &Ctx, period: i16) -> Result<Vec<(FigureOut, Target)>, OfficeError> {
    let period = check_period(period)?;
    ctx.read(Permission::ReadFigures, |tx| {
        let mut targets = Ledger::default();
        load_targets(tx, ctx.office, &mut targets)?;
        let keys: Vec<FigureKey> = FigureKey::of_period(period)
            .into_iter()
            .filter(|key| key.year == period && targets.targets.contains_key(&(key.id(), period)))
            .collect();
        let ledger = load_ledger(tx, ctx.office, &with_neighbours(&keys))?;
        let with_target = |key: FigureKey| {
            let target = ledger.targets.get(&(key.id(), period))?.clone();
            Some((FigureOut::of(&evaluate(key, &ledger), &ledger), target))
        };
        Ok(keys.into_iter().filter_map(with_target).collect())
    })
}

/// The rows of a figure: those of its base figures, each with the figure it belongs to. People of other areas and fields
/// than the officer's are counted and not named.
pub fn evidence(ctx: &Ctx, figure: &str, period: i16) -> Result<Vec<EvidenceOut>, OfficeError> {
    let key = find(figure, check_period(period)?)?;
    ctx.read(Permission::ReadFigures, |tx| {
        let mut names = book::UnitNames::default();
        let sight = sight::Sight::load(ctx, tx)?;
        let mut rows = Vec::new();
        for (query, base) in key.bases() {
            let all = base_rows(tx, ctx.office, query, base)?;
            rows.extend(sight.narrow(base, all, |unit| names.of(tx, unit))?);
        }
        Ok(rows)
    })
}

/// What looks wrong, each with its written answer if there is one.
pub fn warnings(ctx: &Ctx, period: i16) -> Result<Vec<(Warning, Option<String>)>, OfficeError> {
    let period = check_period(period)?;
    book::take_split(ctx, Permission::ReadFigures, period, |tx, taken| {
        answered(tx, ctx.office, period, taken.warnings)
    })
}

/// Answers a warning in writing. `key` is that of the warning as it now stands.
pub fn answer_warning(ctx: &Ctx, period: i16, key: &str, answer: &str) -> Result<(), OfficeError> {
    answer_warnings(ctx, period, &[(key, answer)])
}

/// The same for several: all of them or none.
pub fn answer_warnings(ctx: &Ctx, period: i16, given: &[(&str, &str)]) -> Result<(), OfficeError> {
    if given.iter().any(|(_, answer)| answer.trim().is_empty()) {
        return Err(OfficeError::Invalid(vec![Problem::new("answer", "chưa có nội dung giải trình")]));
    }
    let standing = warnings(ctx, period)?;
    let stands = |key: &str| standing.iter().any(|(warning, _)| warning.key() == key);
    if !given.iter().all(|(key, _)| stands(key)) {
        return Err(OfficeError::NotFound("cảnh báo đó trong số liệu hiện nay".to_owned()));
    }
    save_answers(ctx, period, given)
}

/// Gives one answer to all warnings that stand unanswered and that `is_meant` takes.
pub fn answer_open(
    ctx: &Ctx,
    period: i16,
    answer: &str,
    is_meant: impl Fn(&Warning) -> bool,
) -> Result<(), OfficeError> {
    let standing = warnings(ctx, period)?;
    let open = standing.iter().filter(|(warning, answer)| answer.is_none() && is_meant(warning));
    let keys: Vec<String> = open.map(|(warning, _)| warning.key()).collect();
    save_answers(ctx, period, &keys.iter().map(|key| (key.as_str(), answer)).collect::<Vec<_>>())
}

fn save_answers(ctx: &Ctx, period: i16, given: &[(&str, &str)]) -> Result<(), OfficeError> {
    let detail = format!("period={period} answers={}", given.len());
    ctx.write(Permission::WriteReports, "figures_answer", &detail, |tx, entry| {
        for (key, answer) in given {
            store::figures::insert_answer(tx, ctx.office, period, key, answer.trim(), entry)?;
        }
        Ok(())
    })
}

/// Types in a figure of a year before the books began, with the paper that says so. A list of that year takes
/// its place as soon as there is one.
pub fn type_in(ctx: &Ctx, figure: &str, year: i16, value: &str, paper: &str) -> Result<(), OfficeError> {
    type_value(ctx, figure, year, value, paper, "")
}

/// Types in what a figure will come to by the end of its year, with the ground of the estimate. It never stands for the
/// figure itself.
pub fn type_estimate(
    ctx: &Ctx,
    figure: &str,
    year: i16,
    value: &str,
    ground: &str,
) -> Result<(), OfficeError> {
    type_value(ctx, figure, year, value, ground, store::figures::ESTIMATE)
}

/// The estimates of a year, by figure.
pub(crate) fn estimates(
    tx: &mut Tx,
    office: OfficeId,
    year: i16,
) -> Result<Vec<(String, Estimate)>, OfficeError> {
    let typed = store::figures::typed_estimates(tx, office, year)?;
    let read = |(id, quantity, hundredths, ground): (String, Option<i64>, Option<i64>, String)| {
        let value = quantity.map(Value::Number).or_else(|| Some(Value::Decimal(Decimal2(hundredths?))))?;
        Some((id, Estimate { value, ground }))
    };
    Ok(typed.into_iter().filter_map(read).collect())
}

fn type_value(
    ctx: &Ctx,
    figure: &str,
    year: i16,
    value: &str,
    paper: &str,
    suffix: &str,
) -> Result<(), OfficeError> {
    let key = find(figure, check_period(year)?)?;
    let mut problems = Vec::new();
    if paper.trim().is_empty() {
        problems.push(Problem::new("paper", "chưa có số, ngày văn bản"));
    }
    let plain = value.trim().replace('.', "").parse::<i64>().ok().filter(|number| *number >= 0);
    let (quantity, hundredths) = match key.spec.fold {
        Fold::Count(_) | Fold::Sum(_) => (plain, None),
        Fold::Ratio { .. } | Fold::OfTarget { .. } => (None, Decimal2::parse(value).map(|decimal| decimal.0)),
        Fold::Fewer { .. } | Fold::Verdict { .. } => {
            problems.push(Problem::new("figure", "chỉ tiêu này được tính từ chỉ tiêu khác, không nhập tay"));
            (None, None)
        }
    };
    if quantity.is_none() && hundredths.is_none() && problems.iter().all(|problem| problem.field != "figure")
    {
        problems.push(Problem::new("value", "giá trị không đọc được"));
    }
    OfficeError::unless_empty(problems)?;
    let id = format!("{}{suffix}", key.id());
    let detail = format!("figure={id} year={}", key.year);
    ctx.write(Permission::WriteReports, "figures_type", &detail, |tx, entry| {
        let typed = Typed { figure: &id, year: key.year, quantity, hundredths, paper: paper.trim() };
        Ok(store::figures::replace_typed(tx, ctx.office, &typed, entry)?)
    })
}

fn find(figure: &str, period: i16) -> Result<FigureKey, OfficeError> {
    FigureKey::find(figure, period).ok_or_else(|| OfficeError::NotFound(format!("chỉ tiêu {figure}")))
}

fn check_period(period: i16) -> Result<i16, OfficeError> {
    if (1945..=9000).contains(&period) {
        return Ok(period);
    }
    Err(OfficeError::Invalid(vec![Problem::new("period", "năm báo cáo phải từ 1945 đến 9000")]))
}

/// The figures and what stands beside them: last year's and the year's running totals.
fn with_neighbours(keys: &[FigureKey]) -> Vec<FigureKey> {
    let mut all = keys.to_vec();
    all.extend(keys.iter().filter_map(|key| key.last_year()));
    all.extend(keys.iter().filter_map(|key| key.running()));
    all
}

/// A base figure with its window.
pub(crate) type Base = (Query, i16, Months);

/// Folds, in the database, every base figure below `keys`.
pub fn load_ledger(tx: &mut Tx, office: OfficeId, keys: &[FigureKey]) -> Result<Ledger, OfficeError> {
    let mut ledger = Ledger::default();
    for (of, base) in bases_of(keys) {
        ledger.folded.insert(of, base_fold(tx, office, of.0, base)?);
    }
    complete_ledger(tx, office, &mut ledger)?;
    Ok(ledger)
}

/// The same with all cores, then `then` on the same snapshot.
fn load_ledger_split<T>(
    ctx: &Ctx,
    keys: &[FigureKey],
    then: impl FnOnce(&mut Tx, Ledger) -> Result<T, OfficeError>,
) -> Result<T, OfficeError> {
    let bases: Vec<(Base, FigureKey)> = bases_of(keys).into_iter().collect();
    let fold = |tx: &mut Tx, (of, base): &(Base, FigureKey)| Ok(base_fold(tx, ctx.office, of.0, *base)?);
    ctx.read_split(Permission::ReadFigures, &bases, fold, |tx, folded| {
        let mut ledger = Ledger::default();
        ledger.folded.extend(bases.iter().map(|(of, _)| *of).zip(folded));
        complete_ledger(tx, ctx.office, &mut ledger)?;
        then(tx, ledger)
    })
}

fn bases_of(keys: &[FigureKey]) -> BTreeMap<Base, FigureKey> {
    let bases = keys.iter().flat_map(|key| key.bases());
    bases.map(|(query, base)| ((query, base.year, base.months), base)).collect()
}

/// What else a ledger holds once its figures are folded: which books are open, what was typed in, the targets.
fn complete_ledger(tx: &mut Tx, office: OfficeId, ledger: &mut Ledger) -> Result<(), OfficeError> {
    let asked = || ledger.folded.keys();
    let registers: BTreeSet<(Register, i16)> =
        asked().map(|(query, year, _)| (query.register(), *year)).collect();
    let years: BTreeSet<i16> = asked().map(|(_, year, _)| *year).collect();
    for (register, year) in registers {
        if store::figures::is_open(tx, office, register, year)? {
            ledger.open.insert((register, year));
        }
    }
    for year in years {
        if let Some(month) = store::figures::last_closed_month(tx, office, year)? {
            ledger.closed.insert(year, month.number());
        }
    }
    for (figure, hundredths) in store::figures::typed_rates(tx, office)? {
        ledger.typed.insert(figure, Decimal2(hundredths));
    }
    load_targets(tx, office, ledger)
}

/// Targets name their figure by id or by title; a target that names none of ours belongs to a later register.
fn load_targets(tx: &mut Tx, office: OfficeId, ledger: &mut Ledger) -> Result<(), OfficeError> {
    for row in store::targets::of_office(tx, office, Known::Now)? {
        let target = row.target;
        // A commune's part is no target of the office.
        if target.unit.is_some() {
            continue;
        }
        let key = FigureKey::find(&target.figure, target.year);
        if let (Some(key), Some(value)) = (key, Decimal2::parse(&target.value)) {
            let paper = target.paper.unwrap_or_default();
            let read = Target { comparison: target.comparison, value, paper };
            ledger.targets.insert((key.id(), target.year), read);
        }
    }
    Ok(())
}

fn asked_for(office: OfficeId, query: Query, base: FigureKey, id: &str) -> Asked<'_> {
    // What is typed in stands for a whole year.
    let figure = if base.months == Months::YEAR { id } else { "" };
    Asked { office, query, window: base.window(), figure }
}

pub(crate) fn base_fold(
    tx: &mut Tx,
    office: OfficeId,
    query: Query,
    base: FigureKey,
) -> Result<Folded, StoreError> {
    let id = base.id();
    store::figures::fold(tx, &asked_for(office, query, base, &id))
}

pub(crate) fn base_rows(
    tx: &mut Tx,
    office: OfficeId,
    query: Query,
    base: FigureKey,
) -> Result<Vec<Evidence>, StoreError> {
    let id = base.id();
    store::figures::evidence(tx, &asked_for(office, query, base, &id))
}

/// The rows of a base figure in days of the caller's own: how far the year has come.
pub(crate) fn rows_within(
    tx: &mut Tx,
    office: OfficeId,
    query: Query,
    base: FigureKey,
    window: Window,
) -> Result<Vec<Evidence>, StoreError> {
    let id = base.id();
    store::figures::evidence(tx, &Asked { window, ..asked_for(office, query, base, &id) })
}

pub(crate) fn answered(
    tx: &mut Tx,
    office: OfficeId,
    period: i16,
    warnings: Vec<Warning>,
) -> Result<Vec<(Warning, Option<String>)>, OfficeError> {
    let answers = store::figures::answers(tx, office, period)?;
    let with_answer = |warning: Warning| {
        let key = warning.key();
        let answer = answers.iter().rev().find(|(answered, _)| *answered == key);
        let text = answer.map(|(_, text)| text.clone());
        (warning, text)
    };
    Ok(warnings.into_iter().map(with_answer).collect())
}

pub(crate) fn checked(
    answers: &[Answer],
    before: &[Answer],
    sections: &[(FigureKey, &EvidenceSection)],
) -> Vec<Warning> {
    let spreads: Vec<Spread> =
        sections.iter().map(|(key, section)| Spread { key: *key, units: section.shares.clone() }).collect();
    checks::warnings(answers, before, &spreads)
}
