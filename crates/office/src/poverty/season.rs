//! Seasons: opened by the dated rule, their steps recorded.

use crate::{Ctx, Field, OfficeError, Permission};
use domain::ids::{PovertySeasonId, PovertyStepId, UnitId};
use domain::poverty::{ReviewStep, Season, SeasonKind, StepDone};
use domain::working_days::WorkCalendar;
use jiff::civil::{Date, date};
use law::{LawError, Month, Ruleset};
use store::Tx;
use store::people::Known;
use store::poverty::review;

/// What a plan says of a season; the rule gives the rest.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// `2023`; in a year `2023-05`.
    pub code: &'a str,
    pub kind: SeasonKind,
    pub year: i16,
    pub standard: Option<String>,
    pub other_standard: Option<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub plan: Option<String>,
}

/// The season with days and standard by the rule where the plan says nothing; else the column and reason.
pub fn by_rule(rules: &Ruleset, wanted: Wanted) -> Result<Season, (&'static str, String)> {
    let month = month_of(&wanted);
    let told = |error: LawError| error.to_string();
    let (from, to) = match (wanted.from, wanted.to) {
        (Some(from), Some(to)) => (from, to),
        (from, to) => {
            let rule = rules.poverty.season(wanted.kind, month).map_err(|error| ("Từ ngày", told(error)))?;
            (from.unwrap_or(rule.0), to.unwrap_or(rule.1))
        }
    };
    if to < from {
        return Err(("Đến ngày", "trước ngày bắt đầu".to_owned()));
    }
    let standard = match wanted.standard {
        Some(id) => rules.poverty.standard(&id),
        None => rules.poverty.standard_on(class_day(wanted.kind, wanted.year, from), None),
    };
    let standard = standard.map_err(|error| ("Chuẩn nghèo", told(error)))?.id.to_string();
    if let Some(other) = &wanted.other_standard {
        rules.poverty.standard(other).map_err(|error| ("Chuẩn tính song song", told(error)))?;
        if *other == standard {
            return Err(("Chuẩn tính song song", "trùng với chuẩn của kỳ rà soát".to_owned()));
        }
    }
    Ok(Season {
        code: wanted.code.to_owned(),
        kind: wanted.kind,
        year: wanted.year,
        standard,
        other_standard: wanted.other_standard,
        starts_on: from,
        ends_on: to,
        plan: wanted.plan,
    })
}

/// The first day of the classes that a season gives: the next year's, or those of the year that runs.
pub fn class_day(kind: SeasonKind, year: i16, starts_on: Date) -> Date {
    match kind {
        SeasonKind::Yearly => date(year + 1, 1, 1),
        SeasonKind::InYear => starts_on,
    }
}

/// `2023-05` is of May; a yearly season is of its last month.
fn month_of(wanted: &Wanted) -> Month {
    let named = Month::parse(wanted.code).filter(|month| month.year() == wanted.year);
    let last = date(wanted.year, 12, 1);
    named.or(wanted.from.map(Month::of)).unwrap_or_else(|| Month::of(last))
}

/// Opens a season from its plan. Refused: `season_exists`, problems of the plan as `invalid_season`.
pub fn open(ctx: &Ctx, wanted: Wanted) -> Result<Season, OfficeError> {
    let season = by_rule(ctx.rules, wanted)
        .map_err(|(column, reason)| OfficeError::refused("invalid_season", format!("{column}: {reason}.")))?;
    let detail = format!("season {}", season.code);
    ctx.write(Permission::RecordRegisters, "poverty.open", &detail, |tx, entry| {
        if find(tx, ctx, &season.code).is_ok() {
            let message = format!("Kỳ rà soát {} đã được mở.", season.code);
            return Err(OfficeError::refused("season_exists", message));
        }
        let id = PovertySeasonId(tx.next_ids(1)?);
        review::insert_seasons(tx, ctx.office, entry, [(id, season.clone())])?;
        Ok(())
    })?;
    Ok(season)
}

pub fn seasons(ctx: &Ctx) -> Result<Vec<Season>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let rows = review::seasons(tx, ctx.office, Known::Now)?;
        Ok(rows.into_iter().map(|(_, season)| season).collect())
    })
}

pub(crate) fn find(tx: &mut Tx, ctx: &Ctx, code: &str) -> Result<Season, OfficeError> {
    let rows = review::seasons(tx, ctx.office, Known::Now)?;
    let found = rows.into_iter().map(|(_, season)| season).find(|season| season.code == code);
    found.ok_or_else(|| OfficeError::NotFound(format!("kỳ rà soát {code}")))
}

/// Records a step of a commune or hamlet. A meeting without the agreement that the rule asks is kept too: the
/// survey and the meeting are to be held again. Refused: `step_too_early` for a posting before any agreed meeting,
/// `step_by_decision` for decision and certificate, which `decide` records.
pub fn record_step(ctx: &Ctx, step: StepDone) -> Result<Agreed, OfficeError> {
    if matches!(step.step, ReviewStep::Decision | ReviewStep::Certificate) {
        let message = "Quyết định và giấy chứng nhận được ghi khi ghi nhận quyết định công nhận.";
        return Err(OfficeError::refused("step_by_decision", message));
    }
    if step.step == ReviewStep::Meeting && (step.present.is_none() || step.agreed > step.present) {
        let message = "Họp thôn phải ghi số người dự và số người nhất trí, không nhiều hơn số người dự.";
        return Err(OfficeError::refused("meeting_without_count", message));
    }
    let detail = format!("season {} unit {} {}", step.season, step.unit, step.step.word());
    ctx.write(Permission::RecordRegisters, "poverty.step", &detail, |tx, entry| {
        ctx.check_place(tx, Permission::RecordRegisters, step.unit, Some(Field::Poverty))?;
        find(tx, ctx, &step.season)?;
        let done = steps_of(tx, ctx, &step.season, step.unit)?;
        if step.step == ReviewStep::Posting && !meetings_agree(ctx.rules, &done) {
            let message =
                "Chưa có biên bản họp thôn, ấp, khu phố đạt tỷ lệ nhất trí: họp lại rồi mới niêm yết.";
            return Err(OfficeError::refused("step_too_early", message));
        }
        let rule = ctx.rules.poverty.step(step.step, step.on);
        let passed = step.is_passed(rule.and_then(|rule| rule.agree_percent));
        let id = PovertyStepId(tx.next_ids(1)?);
        review::insert_steps(tx, ctx.office, entry, [(id, step)])?;
        Ok(if passed { Agreed::Yes } else { Agreed::HoldAgain })
    })
}

/// What a step leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreed {
    Yes,
    /// Too few agreed: survey and meeting again.
    HoldAgain,
}

pub(crate) fn steps_of(
    tx: &mut Tx,
    ctx: &Ctx,
    season: &str,
    unit: UnitId,
) -> Result<Vec<StepDone>, OfficeError> {
    let rows = review::steps(tx, ctx.office, Known::Now)?.into_iter().map(|(_, step)| step);
    Ok(rows.filter(|step| step.season == season && step.unit == unit).collect())
}

/// Every hamlet that met has agreed at its last meeting, and at least one has met.
pub(crate) fn meetings_agree(rules: &Ruleset, steps: &[StepDone]) -> bool {
    let meetings: Vec<&StepDone> = steps.iter().filter(|step| step.step == ReviewStep::Meeting).collect();
    let is_last =
        |step: &StepDone| !meetings.iter().any(|other| other.hamlet == step.hamlet && other.on > step.on);
    let passed = |step: &StepDone| {
        let rule = rules.poverty.step(ReviewStep::Meeting, step.on);
        step.is_passed(rule.and_then(|rule| rule.agree_percent))
    };
    !meetings.is_empty() && meetings.iter().filter(|step| is_last(step)).all(|step| passed(step))
}

/// Posted for as many working days as the rule asks by that day.
pub(crate) fn posted_long_enough(rules: &Ruleset, steps: &[StepDone], by: Date) -> bool {
    let last = steps.iter().filter(|step| step.step == ReviewStep::Posting).map(|step| step.on).max();
    let Some(posted) = last else { return false };
    let rule = rules.poverty.step(ReviewStep::Posting, posted);
    let days = rule.and_then(|rule| rule.working_days).and_then(|days| u32::try_from(days).ok());
    let passed = WorkCalendar(&rules.work_years).between(posted, by);
    // A year without its calendar: nothing can be counted, so that nothing is refused.
    let enough = passed.map_or(true, |passed| passed >= days.unwrap_or_default());
    enough && posted <= by
}
