//! Everything that was ever paid, returned or asked back under one enrolment, line by line; and sums of many runs.

use super::papers::label;
use crate::permission::Permission;
use crate::reach::Reach;
use crate::{Ctx, OfficeError};
use domain::decisions::{Enrolment, Origin};
use domain::ids::{DecisionId, EnrolmentId, EntryId, LineId, PersonId, RunId};
use domain::payments::{PaymentEvent, PaymentState, Source};
use domain::payroll::{Cause, LineKind, RunKind, RunState};
use domain::recovery::Recovery;
use jiff::civil::Date;
use law::{Month, Scheme, Sex, Vnd};
use std::collections::HashMap;
use store::runs::SchemeSum;
use store::{decisions, enrolments, payments, recoveries, runs};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineHistory {
    pub person: PersonId,
    pub full_name: String,
    pub scheme: Scheme,
    /// Oldest month first; within a month in the order in which they were paid.
    pub lines: Vec<PastLine>,
    pub recoveries: Vec<Recovery>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastLine {
    /// The month that it is for.
    pub month: Month,
    pub label: String,
    pub kind: LineKind,
    /// Negative for a deduction.
    pub amount: Vnd,
    pub cause: Option<Cause>,
    pub decision: Option<(DecisionId, String)>,
    pub run: RunId,
    pub run_kind: RunKind,
    pub run_month: Month,
    pub payment: i64,
    pub state: PaymentState,
    /// What was reported of the payment: day, event, the payer's words.
    pub results: Vec<(Date, PaymentEvent, String)>,
}

/// The whole history of one enrolment, approved runs only. Refused with `not_found` outside the officer's areas.
pub fn history(ctx: &Ctx, enrolment: EnrolmentId) -> Result<LineHistory, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let unknown = || OfficeError::NotFound(format!("diện hưởng số {enrolment}"));
        let Enrolment { person, scheme, .. } =
            enrolments::by_id(tx, ctx.office, enrolment)?.ok_or_else(unknown)?;
        if !Reach::load(ctx, tx, Permission::ReadPayroll)?.covers(person, scheme) {
            return Err(unknown());
        }
        let (own, reported) = payments::of_enrolment(tx, enrolment)?;
        let mut told: HashMap<DecisionId, String> = HashMap::new();
        let mut lines = Vec::new();
        for line in runs::lines_of_enrolment(tx, enrolment)? {
            let Some(payment) = own.iter().find(|payment| payment.id == line.payment) else { continue };
            if let Some(id) = line.decision
                && !told.contains_key(&id)
            {
                let decision = decisions::get(tx, ctx.office, id)?;
                let unnumbered = if decision.origin == Origin::Takeover {
                    "theo danh sách cũ"
                } else {
                    "(chưa có số)"
                };
                told.insert(id, decision.number.unwrap_or_else(|| unnumbered.to_owned()));
            }
            let results = reported.iter().filter(|one| one.payment == payment.id);
            lines.push(PastLine {
                month: line.month,
                label: label(&line.terms),
                kind: line.kind,
                amount: line.amount,
                cause: line.cause.as_ref().and_then(|(word, detail)| Cause::from_words(word, detail)),
                decision: line.decision.and_then(|id| Some((id, told.get(&id)?.clone()))),
                run: payment.run,
                run_kind: payment.kind,
                run_month: payment.month,
                payment: payment.number,
                state: payment.state,
                results: results
                    .map(|one| (one.on, one.result, one.note.clone().unwrap_or_default()))
                    .collect(),
            });
        }
        let of_office = recoveries::of_office(tx, ctx.office, EntryId(i64::MAX))?.into_iter();
        let own = of_office.filter(|row| row.recovery.enrolment == enrolment);
        let recoveries = own.filter(|row| row.is_final(EntryId(i64::MAX))).map(|row| row.recovery).collect();
        let full_name = enrolments::names(tx, ctx.office)?.remove(&person).unwrap_or_default();
        Ok(LineHistory { person, full_name, scheme, lines, recoveries })
    })
}

/// The enrolment that a line of an approved run belongs to.
pub fn enrolment_of(ctx: &Ctx, line: LineId) -> Result<EnrolmentId, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let found = runs::enrolment_of_line(tx, ctx.office, line)?;
        found.ok_or_else(|| OfficeError::NotFound(format!("khoản chi số {line}")))
    })
}

/// The enrolments of a person whose lines the officer may read, with their schemes.
pub fn enrolments_of(ctx: &Ctx, person: PersonId) -> Result<Vec<(EnrolmentId, Scheme)>, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let reach = Reach::load(ctx, tx, Permission::ReadPayroll)?;
        let own = enrolments::of_person(tx, ctx.office, person)?.into_iter();
        let own = own.filter(|one| reach.covers(one.person, one.scheme));
        Ok(own.map(|one| (one.id, one.scheme)).collect())
    })
}

/// What the runs since `from` paid by scheme and commune, of the officer's areas and fields.
pub fn by_scheme(ctx: &Ctx, from: Month) -> Result<Vec<SchemeSum>, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let reach = Reach::load(ctx, tx, Permission::ReadPayroll)?;
        let mut sums = runs::by_scheme(tx, ctx.office, from)?;
        sums.retain(|sum| reach.covers_payment(sum.unit, Source::of(sum.scheme)));
        Ok(sums)
    })
}

/// Years of age that one bar of the pyramid holds.
pub const AGE_BAND: i16 = 10;
const BANDS: usize = 10;

/// People of one age band whom the newest approved monthly run pays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AgeBand {
    /// Completed years: `from..from + AGE_BAND`, the last band without end.
    pub from: i16,
    pub male: i64,
    pub female: i64,
}

/// Age and sex of those who are paid each month, of the officer's areas and fields, with the month of the run. Ages are
/// those of the business date; a birth known by its year counts from the first of January.
pub fn ages(ctx: &Ctx) -> Result<Option<(Month, Vec<AgeBand>)>, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let monthly = runs::list(tx, ctx.office)?.into_iter().filter(|run| {
            run.kind == RunKind::Monthly && run.approved_entry.is_some() && run.state != RunState::Replaced
        });
        let Some(run) = monthly.max_by_key(|run| (run.last_month, run.recorded_entry)) else {
            return Ok(None);
        };
        let reach = Reach::load(ctx, tx, Permission::ReadPayroll)?;
        let mut bands: Vec<AgeBand> =
            (0i16..).take(BANDS).map(|band| AgeBand { from: band * AGE_BAND, male: 0, female: 0 }).collect();
        let mut last = None;
        for row in payments::born_of_run(tx, run.id)? {
            // Somebody with money of two sources stands in two rows, one after the other.
            if last == Some(row.person) || !reach.covers_payment(row.unit, row.source) {
                continue;
            }
            last = Some(row.person);
            let age = age_on(row.born.earliest(), ctx.on);
            let band = usize::try_from(age / AGE_BAND).unwrap_or(0).min(BANDS - 1);
            let Some(band) = bands.get_mut(band) else { continue };
            match row.sex {
                Sex::Male => band.male += 1,
                Sex::Female => band.female += 1,
            }
        }
        Ok(Some((run.last_month, bands)))
    })
}

fn age_on(born: Date, on: Date) -> i16 {
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    (on.year() - born.year() - i16::from(!had_birthday)).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ages_are_completed_years() {
        let check = |born, on, age| assert_eq!(age_on(born, on), age);
        check(date(1943, 12, 28), date(2023, 12, 28), 80);
        check(date(1943, 12, 29), date(2023, 12, 28), 79);
        check(date(2024, 2, 1), date(2023, 12, 28), 0);
    }
}
