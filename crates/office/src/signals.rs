//! The system looks for people: who seems entitled and is not paid, who is paid and no longer entitled, whose
//! amount changes and why, and what work waits.

use crate::decisions::{NewDecision, NewItem};
use crate::discretion;
use crate::enrolments::stream;
use crate::entitlement::{self, Person, decision_scheme, same_line, standing, told};
use crate::permission::Permission;
use crate::reach::Reach;
use crate::{Ctx, OfficeError, decisions, payroll};
use domain::dates::month_long;
use domain::decisions::{DecidedTerms, DecisionKind, Enrolment, Item, Standing};
use domain::ids::{DecisionId, EnrolmentId, PersonId, RunId, UnitId};
use domain::payroll::{Calendar, Cause, RunState};
use domain::worded;
use law::{Award, Fact, Month, Scheme, Vnd, What};
use std::collections::{HashMap, HashSet};
use store::as_of::AsOf;
use store::people::Known;
use store::{Tx, enrolments, runs};

mod uncollected;
mod grouped;

pub use grouped::{Commune, Group, communes, grouped};
pub use uncollected::uncollected_people;

worded!(
    /// What a signal is about.
    SignalKind {
        Entitled = "entitled",
        NoLonger = "no_longer",
        /// Off the lists already; the decision that stops the allowance is not signed.
        DiedStopWaits = "died_stop_waits",
        Changes = "changes",
        FactMissing = "fact_missing",
        PaidAfterDeath = "paid_after_death",
        Suspend = "suspend",
        Verify = "verify",
        DecisionWaits = "decision_waits",
        RunWaits = "run_waits",
        ResultsLate = "results_late",
        Unanswered = "unanswered",
        Unresolved = "unresolved",
        RecoveryWaits = "recovery_waits",
        /// In a list of deaths, pensions or residents, and still paid.
        Listed = "listed",
        /// Moved away by such a list, as somebody has confirmed, and still paid.
        MovedAway = "moved_away",
    }
);

impl SignalKind {
    pub fn label(self) -> &'static str {
        match self {
            SignalKind::Entitled => "có vẻ đủ điều kiện nhưng chưa hưởng",
            SignalKind::NoLonger => "đang hưởng nhưng không còn đủ điều kiện",
            SignalKind::DiedStopWaits => "đã mất, chờ quyết định thôi hưởng",
            SignalKind::Changes => "mức hưởng thay đổi",
            SignalKind::FactMissing => "thiếu thông tin để xác định",
            SignalKind::PaidAfterDeath => "đã chết nhưng còn chi",
            SignalKind::Suspend => "ba tháng chưa nhận: đề xuất tạm dừng",
            SignalKind::Verify => "ba tháng chưa nhận: cần xác minh",
            SignalKind::DecisionWaits => "quyết định chờ ký",
            SignalKind::RunWaits => "danh sách chờ xử lý",
            SignalKind::ResultsLate => "quá hạn báo cáo kết quả chi trả",
            SignalKind::Unanswered => "số tiền trong quyết định khác quy định, chưa trả lời",
            SignalKind::Unresolved => "dòng tiếp nhận chưa xử lý",
            SignalKind::RecoveryWaits => "khoản thu hồi chưa có phương án",
            SignalKind::Listed => "có trong danh sách chết, lương hưu hoặc chuyển đi mà vẫn đang hưởng",
            SignalKind::MovedAway => "đã chuyển đi nhưng vẫn đang hưởng ở đây",
        }
    }
}

/// Something that the office should look at, with the draft that would settle it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    pub kind: SignalKind,
    pub person: Option<PersonId>,
    pub enrolment: Option<EnrolmentId>,
    pub decision: Option<DecisionId>,
    pub run: Option<RunId>,
    pub scheme: Option<Scheme>,
    /// The commune in which the person lives.
    pub unit: Option<UnitId>,
    pub month: Month,
    /// Đồng a month as decided, and as the engine has it; or the sum concerned.
    pub paid: Option<Vnd>,
    pub due: Option<Vnd>,
    /// Vietnamese sentences with their citations.
    pub reasons: Vec<String>,
    /// What would settle it once signed.
    pub draft: Option<NewDecision>,
}

impl Signal {
    pub(crate) fn new(kind: SignalKind, month: Month) -> Signal {
        Signal {
            kind,
            person: None,
            enrolment: None,
            decision: None,
            run: None,
            scheme: None,
            unit: None,
            month,
            paid: None,
            due: None,
            reasons: Vec::new(),
            draft: None,
        }
    }
}

/// Signals about `month`, usually the next one, as known on `ctx.on`: of the officer's areas and fields.
pub fn signals(ctx: &Ctx, month: Month) -> Result<Vec<Signal>, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let mut found = Vec::new();
        let stops = drafted_stops(ctx, tx)?;
        for person in entitlement::cases(ctx, tx, Known::Now)? {
            entitlements(ctx, &person, month, &mut found);
        }
        for signal in found.iter_mut().filter(|one| one.kind == SignalKind::DiedStopWaits) {
            let drafted = signal.enrolment.and_then(|enrolment| stops.get(&enrolment));
            if let Some(decision) = drafted {
                (signal.decision, signal.draft) = (Some(*decision), None);
            }
        }
        after_death(ctx, tx, month, &mut found)?;
        uncollected::signals(ctx, tx, month, &mut found)?;
        waiting(ctx, tx, month, &mut found)?;
        crate::outside::signals(ctx, tx, &mut found)?;
        drop_told_twice(&mut found);
        placed(ctx, tx, found)
    })
}

/// Drafts that would end an enrolment.
fn drafted_stops(ctx: &Ctx, tx: &mut Tx) -> Result<HashMap<EnrolmentId, DecisionId>, OfficeError> {
    let open = store::decisions::open_drafts(tx, ctx.office)?.into_iter();
    let ends = open.filter(|(_, _, kind, _)| *kind == DecisionKind::End);
    Ok(ends.map(|(enrolment, _, _, decision)| (enrolment, decision)).collect())
}

/// A draft that the signal of a death names already waits for nothing else.
fn drop_told_twice(found: &mut Vec<Signal>) {
    let of_deaths = found.iter().filter(|one| one.kind == SignalKind::DiedStopWaits);
    let told: HashSet<_> = of_deaths.filter_map(|one| Some((one.enrolment?, one.decision?))).collect();
    found.retain(|one| {
        one.kind != SignalKind::DecisionWaits
            || !one.enrolment.zip(one.decision).is_some_and(|draft| told.contains(&draft))
    });
}

/// Adds whom a signal is about and where they live; leaves out what the officer may not see.
fn placed(ctx: &Ctx, tx: &mut Tx, mut found: Vec<Signal>) -> Result<Vec<Signal>, OfficeError> {
    let reach = Reach::load(ctx, tx, Permission::ReadPayroll)?;
    let all = enrolments::of_office(tx, ctx.office)?;
    let enrolled: HashMap<EnrolmentId, Enrolment> = all.into_iter().map(|one| (one.id, one)).collect();
    let as_of = AsOf::known_on(tx, ctx.office, ctx.on)?;
    let homes = enrolments::residences(tx, ctx.office, &as_of)?;
    for signal in &mut found {
        if let Some(enrolment) = signal.enrolment.and_then(|id| enrolled.get(&id)) {
            signal.person = Some(enrolment.person);
            signal.scheme = Some(enrolment.scheme);
        }
        let homes = signal.person.and_then(|person| homes.get(&person)).map_or(&[][..], Vec::as_slice);
        let home = homes.iter().rev().find(|home| home.from <= ctx.on).or(homes.first());
        signal.unit = home.map(|home| home.unit);
        for reason in &mut signal.reasons {
            *reason = discretion::told(std::mem::take(reason));
        }
    }
    found.retain(|signal| match (signal.person, signal.scheme) {
        (Some(person), Some(scheme)) => reach.covers(person, scheme),
        (Some(person), None) => {
            reach.covers(person, Scheme::Merit) || reach.covers(person, Scheme::SocialAllowance)
        }
        (None, _) => true,
    });
    Ok(found)
}

/// Makes the draft of a signal. Refused: `no_draft`, and what `decisions::draft` refuses.
pub fn draft(ctx: &Ctx, signal: &Signal) -> Result<DecisionId, OfficeError> {
    match &signal.draft {
        Some(new) => decisions::draft(ctx, new),
        None => Err(OfficeError::refused("no_draft", "Việc này không giải quyết bằng một quyết định")),
    }
}

/// The engine's answer for one person beside the standing decisions. Where a social scheme has no decision, the
/// engine is asked as if one were signed today.
fn entitlements(ctx: &Ctx, person: &Person, month: Month, found: &mut Vec<Signal>) {
    let mut case = person.case.clone();
    for scheme in [Scheme::SocialAllowance, Scheme::CareSupport, Scheme::SocialPension] {
        let decided = |fact: &Fact| matches!(&fact.what, What::Decision { scheme: one } if Some(*one) == decision_scheme(scheme));
        let ended = person.enrolments.iter().any(|(enrolment, items)| {
            enrolment.scheme == scheme
                && matches!(
                    standing(items, month, ctx.on),
                    Standing::Ended { .. } | Standing::Suspended { .. }
                )
        });
        if let Some(scheme) = decision_scheme(scheme).filter(|_| !ended && !case.facts.iter().any(decided)) {
            let from = ctx.on.max(month.first_day());
            case.facts.push(Fact { from, until: None, what: What::Decision { scheme } });
        }
    }
    let answer = match ctx.rules.assess(&case, month, Some(ctx.on)) {
        Ok(answer) => answer,
        Err(error) => {
            if person.enrolments.iter().any(|(_, items)| is_granted(items, month, ctx)) {
                let reasons = vec![error.to_string()];
                let person = Some(person.person);
                found.push(Signal { person, reasons, ..Signal::new(SignalKind::FactMissing, month) });
            }
            return;
        }
    };
    let mut unpaid: Vec<&Award> = answer.awards.iter().collect();
    for (enrolment, items) in &person.enrolments {
        let own: Vec<&Award> = answer
            .awards
            .iter()
            .filter(|award| {
                award.terms.scheme == enrolment.scheme && stream(&award.terms) == enrolment.stream
            })
            .collect();
        match standing(items, month, ctx.on) {
            Standing::Granted { terms, .. } => {
                unpaid.retain(|award| !own.contains(award));
                let missing = entitlement::missing_for(&answer, enrolment.scheme);
                granted(ctx, &case, (enrolment, terms), &own, &missing, month, found);
            }
            // Suspended and ended people are somebody's decision: no signal against it.
            Standing::Suspended { .. } | Standing::Ended { .. } => {
                unpaid.retain(|award| !own.contains(award))
            }
            Standing::Nothing => {}
        }
    }
    let mut streams: Vec<_> = unpaid.iter().map(|award| (award.terms.scheme, stream(&award.terms))).collect();
    streams.dedup();
    for (scheme, stream_of) in streams {
        let awards: Vec<&Award> = unpaid
            .iter()
            .copied()
            .filter(|award| award.terms.scheme == scheme && stream(&award.terms) == stream_of)
            .collect();
        found.push(Signal {
            person: Some(person.person),
            scheme: Some(scheme),
            due: Some(awards.iter().map(|award| award.amount).sum()),
            reasons: explained(ctx, &case, &awards),
            draft: Some(draft_of(DecisionKind::Grant, person.person, scheme, &stream_of, month, &awards)),
            ..Signal::new(SignalKind::Entitled, month)
        });
    }
}

fn is_granted(items: &[Item], month: Month, ctx: &Ctx) -> bool {
    matches!(standing(items, month, ctx.on), Standing::Granted { .. })
}

/// One enrolment that is paid, beside the awards of its scheme and stream.
fn granted(
    ctx: &Ctx,
    case: &law::Case,
    (enrolment, item): (&Enrolment, &Item),
    own: &[&Award],
    missing: &[&str],
    month: Month,
    found: &mut Vec<Signal>,
) {
    let value = |decided: &DecidedTerms| {
        decided
            .written
            .or_else(|| ctx.rules.value(&decided.terms, month, Some(ctx.on)).ok().map(|one| one.amount))
    };
    let paid: Option<Vnd> = item.terms.iter().map(value).sum();
    let died = case.person.died.filter(|day| Month::of(*day) < month);
    let yearly = *enrolment.stream == *crate::worship::STREAM;
    // What is paid once needs no stop, and worship of martyrs only one: the death of who worships.
    if !(enrolment.scheme.is_monthly() || yearly && died.is_some()) {
        return;
    }
    let base = Signal {
        person: Some(enrolment.person),
        enrolment: Some(enrolment.id),
        scheme: Some(enrolment.scheme),
        paid,
        ..Signal::new(SignalKind::NoLonger, month)
    };
    let (person, scheme, stream) = (enrolment.person, enrolment.scheme, &enrolment.stream);
    if own.is_empty() {
        if let Some(day) = died {
            let reasons = vec![format!("Đã chết ngày {}", domain::dates::short(day))];
            let draft = Some(draft_of(DecisionKind::End, person, scheme, stream, Month::of(day).next(), &[]));
            found.push(Signal { kind: SignalKind::DiedStopWaits, reasons, draft, ..base });
        } else if missing.is_empty() {
            let reasons = vec!["Theo thông tin đang có thì không còn thuộc diện hưởng".to_owned()];
            let draft = Some(draft_of(DecisionKind::End, person, scheme, stream, month, &[]));
            found.push(Signal { reasons, draft, ..base });
        } else {
            let reasons = vec![format!("Thiếu thông tin: {}", missing.join(", "))];
            found.push(Signal { kind: SignalKind::FactMissing, reasons, ..base });
        }
        return;
    }
    let same = |award: &&Award| {
        let decided = item.terms.iter().find(|decided| same_line(award, &decided.terms, &decided.reference));
        decided.is_some_and(|decided| decided.terms == award.terms)
    };
    if own.len() != item.terms.len() || !own.iter().all(same) {
        found.push(Signal {
            kind: SignalKind::Changes,
            due: Some(own.iter().map(|award| award.amount).sum()),
            reasons: explained(ctx, case, own),
            draft: Some(draft_of(DecisionKind::Change, person, scheme, stream, month, own)),
            ..base
        });
    }
}

fn explained(ctx: &Ctx, case: &law::Case, awards: &[&Award]) -> Vec<String> {
    awards.iter().flat_map(|award| ctx.rules.steps(case, award)).map(told).collect()
}

fn draft_of(
    kind: DecisionKind,
    person: PersonId,
    scheme: Scheme,
    stream: &law::Name,
    from_month: Month,
    awards: &[&Award],
) -> NewDecision {
    let decided = |award: &&Award| DecidedTerms::by_law(award.terms.clone(), &award.reference);
    let terms = awards.iter().map(decided).collect();
    let item = NewItem { person, scheme, stream: stream.clone(), from_month, terms };
    NewDecision { kind, reason: None, items: vec![item] }
}

/// Paid for months after the death: what the next run would propose to take back.
fn after_death(ctx: &Ctx, tx: &mut Tx, month: Month, found: &mut Vec<Signal>) -> Result<(), OfficeError> {
    let draft = payroll::preview(ctx, tx, month)?;
    for proposal in draft.proposals.iter().filter(|one| matches!(one.cause, Cause::Death(_))) {
        found.push(Signal {
            person: Some(proposal.person),
            enrolment: Some(proposal.enrolment),
            scheme: Some(proposal.scheme),
            paid: Some(proposal.amount),
            reasons: vec![format!("Đã ghi chi {} sau khi chết", month_long(proposal.month))],
            ..Signal::new(SignalKind::PaidAfterDeath, proposal.month)
        });
    }
    Ok(())
}

/// Papers and lists that wait for somebody.
fn waiting(ctx: &Ctx, tx: &mut Tx, month: Month, found: &mut Vec<Signal>) -> Result<(), OfficeError> {
    for (enrolment, from, kind, decision) in store::decisions::open_drafts(tx, ctx.office)? {
        let reasons = vec![format!("Dự thảo quyết định {} từ {}", kind.label(), month_long(from))];
        let (enrolment, decision) = (Some(enrolment), Some(decision));
        found.push(Signal { enrolment, decision, reasons, ..Signal::new(SignalKind::DecisionWaits, from) });
    }
    for run in runs::list(tx, ctx.office)? {
        let late = Calendar::default().reported(run.month, ctx.on);
        let (kind, reason) = match run.state {
            RunState::Draft | RunState::Checked | RunState::Approved => (
                SignalKind::RunWaits,
                format!("Kỳ {} {}: {}", run.kind.label(), run.month, run.state.label()),
            ),
            RunState::Sent => match late {
                Some(late) => (SignalKind::ResultsLate, late.to_string()),
                None => continue,
            },
            RunState::Reconciled | RunState::Closed | RunState::Replaced => continue,
        };
        found.push(Signal { run: Some(run.id), reasons: vec![reason], ..Signal::new(kind, run.month) });
    }
    for row in store::decisions::written(tx, ctx.office)?.into_iter().filter(|row| row.answer.is_none()) {
        let by_law =
            ctx.rules.value(&row.decided.terms, row.from_month, Some(ctx.on)).ok().map(|one| one.amount);
        if by_law != row.decided.written {
            found.push(Signal {
                enrolment: Some(row.enrolment),
                decision: Some(row.decision),
                paid: row.decided.written,
                due: by_law,
                ..Signal::new(SignalKind::Unanswered, row.from_month)
            });
        }
    }
    let unresolved = store::takeover::of_office(tx, ctx.office)?.into_iter();
    for row in unresolved.filter(|row| row.resolved_entry.is_none() && row.finding != "same") {
        found.push(Signal {
            enrolment: Some(row.enrolment),
            paid: Some(row.listed),
            due: row.engine,
            reasons: row.reason.into_iter().collect(),
            ..Signal::new(SignalKind::Unresolved, row.month)
        });
    }
    let last = domain::ids::EntryId(i64::MAX);
    for row in store::recoveries::of_office(tx, ctx.office, last)? {
        if row.is_final(last) && row.recovery.plan.is_none() && row.recovery.remaining() > Vnd::ZERO {
            found.push(Signal {
                enrolment: Some(row.recovery.enrolment),
                scheme: Some(row.recovery.scheme),
                paid: Some(row.recovery.remaining()),
                ..Signal::new(SignalKind::RecoveryWaits, row.recovery.month.max(month.previous()))
            });
        }
    }
    Ok(())
}
