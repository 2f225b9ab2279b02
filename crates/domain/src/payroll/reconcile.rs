//! One enrolment in a run: what is owed beside what was posted.

use super::draft::{Enrolled, Past, Recipient, Stopped, Withdrawal};
use super::drafting::Drafting;
use super::explain;
use super::line::{Cause, Finding, FindingCode, Line, LineKind, Proposal, Waiting, WaitingCode};
use super::month_by_month::{Amount, Due, first_month, owed_between};
use super::values::Answered;
use crate::dates::month_long;
use crate::decisions::{Item, Origin, PartKey, Rhythm, Timeline};
use crate::ids::{DecisionId, EntryId, PayeeId};
use crate::recovery::RecoveryState;
use jiff::civil::Date;
use law::{Month, Vnd};

/// Adds the lines, proposals, withdrawals and findings of one enrolment. Lines get `payee`; without one the caller
/// takes them out again.
pub(super) fn enrolment(
    drafting: &mut Drafting,
    recipient: &Recipient,
    enrolled: &Enrolled,
    payee: Option<PayeeId>,
) {
    let spec = drafting.spec;
    let rhythm = spec.kind.rhythm();
    let first = match enrolled.past {
        Past::Recompute => first_month(&enrolled.items, spec.opening),
        Past::Settled => spec.month,
    };
    let timeline = Timeline::of(&enrolled.items, spec.prepared_on);
    let mut dues = Vec::new();
    let window = (first, spec.last_month);
    owed_between(&timeline, rhythm, window, recipient.died, &mut drafting.values, &mut dues);
    let mut case =
        Reconciling { drafting, recipient, enrolled, timeline, payee: payee.unwrap_or(PayeeId(0)) };
    let first_line = case.drafting.draft.lines.len();
    for due in &dues {
        case.due(due);
    }
    case.unowed(&dues, window);
    case.findings(&dues);
    case.arrears_written(&dues, first_line);
}

struct Reconciling<'d, 'a, 'r> {
    drafting: &'d mut Drafting<'a>,
    recipient: &'r Recipient,
    enrolled: &'r Enrolled,
    timeline: Timeline<'r>,
    payee: PayeeId,
}

impl Reconciling<'_, '_, '_> {
    /// One key and month that falls due.
    fn due(&mut self, due: &Due) {
        let Some(owed) = due.amount.known() else { return self.wait(due) };
        let posted = self.posted(&due.decided.terms.part, &due.decided.reference, due.month);
        // Worship money of a year in which the worshipper died before it was paid goes to the next one (Decree
        // 131/2021, Art. 28(5)): that person's decision names the year.
        let passes_on = self.drafting.spec.kind.rhythm() == Rhythm::Yearly && self.recipient.died.is_some();
        if passes_on && posted.is_zero() {
            return;
        }
        if owed == posted && self.enrolled.recoveries.is_empty() {
            return;
        }
        let key = due.decided.key();
        let difference = self.settle(&key, due.month, (owed, posted), Some(due));
        if difference > Vnd::ZERO {
            self.line(due, difference, owed - difference);
        }
    }

    fn posted(&self, part: &str, reference: &str, month: Month) -> Vnd {
        let posted = &self.enrolled.posted;
        posted.find(part, reference).map_or(Vnd::ZERO, |index| posted.at(index, month))
    }

    /// Brings recoveries into line with `owed − posted` and returns what is left to pay: positive or zero.
    /// Undecided proposals go first; what a person has planned stays.
    fn settle(&mut self, key: &PartKey, month: Month, (owed, posted): (Vnd, Vnd), due: Option<&Due>) -> Vnd {
        let standing = self.enrolled.recoveries.iter();
        let standing = standing.filter(|one| one.counts() && one.month == month && one.key == *key);
        let given_back: Vnd = standing.clone().map(|one| one.amount).sum();
        let mut difference = owed + given_back - posted;
        for recovery in standing.filter(|one| one.state == RecoveryState::Proposed) {
            if difference <= Vnd::ZERO {
                break;
            }
            difference -= recovery.amount;
            self.drafting
                .draft
                .withdrawals
                .push(Withdrawal { recovery: recovery.id, amount: recovery.amount });
        }
        if difference < Vnd::ZERO {
            let cause = self.cause(month, posted, due);
            self.drafting.draft.proposals.push(Proposal {
                person: self.recipient.person,
                enrolment: self.enrolled.enrolment.id,
                scheme: self.enrolled.enrolment.scheme,
                key: key.clone(),
                month,
                amount: -difference,
                cause,
            });
            return Vnd::ZERO;
        }
        difference
    }

    fn line(&mut self, due: &Due, amount: Vnd, posted: Vnd) {
        let spec = self.drafting.spec;
        let first_time = match spec.kind.rhythm() {
            Rhythm::Monthly | Rhythm::Term => spec.covers(due.month),
            Rhythm::Once | Rhythm::Yearly => posted.is_zero(),
        };
        let valued = due.valued(&mut self.drafting.values);
        let (kind, cause) = if first_time {
            (LineKind::Current, None)
        } else {
            (LineKind::Arrears, Some(self.cause(due.month, posted, Some(due))))
        };
        let body = explain::body(due.amount, valued.as_ref());
        let body = explain::arrears_body(&body, amount + posted, posted, cause.as_ref());
        let explanation = self.drafting.explanation(&body);
        self.drafting.draft.lines.push(Line {
            person: self.recipient.person,
            enrolment: self.enrolled.enrolment.id,
            kind,
            terms: due.decided.terms.clone(),
            reference: due.decided.reference.clone(),
            month: due.month,
            amount,
            cause,
            decision: Some(due.granted.decision.id),
            recovery: None,
            explanation,
            payee: self.payee,
        });
    }

    fn wait(&mut self, due: &Due) {
        let (code, message) = match due.why(&mut self.drafting.values) {
            Some(error) if due.amount == Amount::Unvalued => {
                (WaitingCode::Law(error.code()), error.to_string())
            }
            _ => (WaitingCode::DuplicatePart, "quyết định ghi hai lần cùng một khoản".to_owned()),
        };
        self.drafting.draft.waiting.push(Waiting {
            person: self.recipient.person,
            enrolment: self.enrolled.enrolment.id,
            key: due.decided.key(),
            month: due.month,
            code,
            message,
        });
    }

    /// Months that were posted and are owed no longer.
    fn unowed(&mut self, dues: &[Due], (first, last): (Month, Month)) {
        let enrolled = self.enrolled;
        let run_month = self.drafting.spec.month;
        let rhythm = self.drafting.spec.kind.rhythm();
        for (position, key) in enrolled.posted.keys().enumerate() {
            if Rhythm::of_part(enrolled.enrolment.scheme, &key.part) != rhythm {
                continue;
            }
            let mut owed: Vec<Month> =
                dues.iter().filter(|due| due.decided.has_key(key)).map(|due| due.month).collect();
            owed.dedup();
            for month in first.through(last) {
                let posted = enrolled.posted.at(position, month);
                if posted > Vnd::ZERO && owed.binary_search(&month).is_err() {
                    self.settle(key, month, (Vnd::ZERO, posted), None);
                }
            }
            let before = enrolled.posted.at(position, run_month.previous());
            if before > Vnd::ZERO && owed.binary_search(&run_month).is_err() {
                self.stopped(key, run_month, before);
            }
        }
    }

    fn stopped(&mut self, key: &PartKey, month: Month, before: Vnd) {
        if self.drafting.spec.kind.rhythm() != Rhythm::Monthly {
            return;
        }
        let cause = self.cause(month, before, None);
        let (person, enrolment) = (self.recipient.person, self.enrolled.enrolment.id);
        self.drafting.draft.stopped.push(Stopped { person, enrolment, key: key.clone(), cause });
    }

    /// Why a month differs from what was posted; `due` where something is owed.
    fn cause(&mut self, month: Month, posted: Vnd, due: Option<&Due>) -> Cause {
        if let Some(died) = self.recipient.died.filter(|died| month > Month::of(*died)) {
            return Cause::Death(died);
        }
        let by = self.timeline.at(month).by().map(|item| &item.decision);
        if let Some(decision) = by.filter(|decision| decision.signed_entry > self.seen()) {
            return Cause::Decision(decision.id);
        }
        if let Some(voided) = self.newly_voided(month) {
            return Cause::Voided(voided);
        }
        let decided = by.map_or(Cause::Correction, |decision| Cause::Decision(decision.id));
        let Some(due) = due else { return decided };
        let before = self.drafting.spec.previous.map(|cutoff| cutoff.prepared_on);
        if let Some(law) = before.and_then(|day| self.law_since(due, day)) {
            return law;
        }
        let binding =
            self.enrolled.items.iter().filter(|item| item.decision.binds(self.drafting.spec.prepared_on));
        if posted.is_zero() || binding.count() > 1 {
            return decided;
        }
        // One decision, posted before, nothing new since the last run: a difference that has waited, for want of
        // an heir, since the law changed.
        self.cited(due).unwrap_or(Cause::Correction)
    }

    /// The entry of the last approved run: later ones are news.
    fn seen(&self) -> Option<EntryId> {
        self.drafting.spec.previous.map(|cutoff| cutoff.entry)
    }

    fn newly_voided(&self, month: Month) -> Option<DecisionId> {
        let reaching = self.enrolled.items.iter().filter(|item| item.from_month <= month);
        let voided = reaching.map(|item| &item.decision).find(|decision| decision.voided_entry > self.seen());
        voided.map(|decision| decision.id)
    }

    /// The law as cause, if it said something else on `day`.
    fn law_since(&mut self, due: &Due, day: Date) -> Option<Cause> {
        if !matches!(due.amount, Amount::ByLaw(_)) {
            return None;
        }
        let values = &mut self.drafting.values;
        let before = values.known(due.index, &due.decided.terms, due.month, day);
        let now = due.answered(values);
        let amount = |answered: &Answered| answered.as_ref().as_ref().ok().map(|valued| valued.amount);
        if amount(&before) == amount(&now) { None } else { self.cited(due) }
    }

    /// The instrument and provision that the amount rests on.
    fn cited(&mut self, due: &Due) -> Option<Cause> {
        let valued = due.valued(&mut self.drafting.values)?;
        let citation = valued.steps.iter().rev().find_map(|step| step.citation.clone())?;
        Some(Cause::Law(format!("{}, {}", citation.instrument, citation.provision)))
    }

    /// What somebody should look at.
    fn findings(&mut self, dues: &[Due]) {
        let spec = self.drafting.spec;
        for due in dues.iter().filter(|due| due.decided.written.is_some() && due.month == spec.month) {
            self.written(due);
        }
        let first = first_month(&self.enrolled.items, spec.opening);
        let unpaid = self.enrolled.items.iter().find(|item| {
            item.decision.binds(spec.prepared_on)
                && item.decision.origin != Origin::Takeover
                && item.decision.signed_entry > self.seen()
                && item.decision.known_on >= spec.opening.first_day()
                && item.from_month < first
        });
        if let Some(item) = unpaid {
            let (told, from) = (item.decision.told(), item.from_month);
            let opening = month_long(spec.opening);
            let message = format!("{told}: hưởng từ {}, sổ mở từ {opening}", month_long(from));
            self.finding(FindingCode::BeforeOpening, from, message);
        }
        self.overtaken();
    }

    /// A new paper whose terms give way, from some month on, to those of a paper signed before it.
    fn overtaken(&mut self) {
        let naming =
            |item: &&Item| item.decision.binds(self.drafting.spec.prepared_on) && !item.terms.is_empty();
        let news =
            self.enrolled.items.iter().filter(naming).filter(|item| item.decision.signed_entry > self.seen());
        let overtaken = news.filter_map(|item| {
            let decision = &item.decision;
            let other = self.enrolled.items.iter().filter(naming).find(|other| {
                other.decision.origin != Origin::Takeover
                    && other.from_month > item.from_month
                    && other.decision.dated() < decision.dated()
            })?;
            Some((other.from_month, format!("{}; {}", decision.told(), other.decision.told())))
        });
        for (month, message) in overtaken.collect::<Vec<_>>() {
            self.finding(FindingCode::Overtaken, month, message);
        }
    }

    /// A written sum beside the law: new and different, unknown, or the law has moved under it.
    fn written(&mut self, due: &Due) {
        let Amount::AsWritten(written) = due.amount else { return };
        let values = &mut self.drafting.values;
        let law = due.valued(values).map(|valued| valued.amount);
        let terms = &due.decided.terms;
        let earlier = values.amount_now(due.index, terms, due.month.previous());
        let before = self.drafting.spec.previous.map(|cutoff| cutoff.prepared_on);
        let known_before = before.and_then(|day| {
            let answered = self.drafting.values.known(due.index, terms, due.month, day);
            answered.as_ref().as_ref().ok().map(|valued| valued.amount)
        });
        let told = due.granted.decision.told();
        let Some(law) = law else {
            let message = format!(
                "{told}: chi {written} đồng theo quyết định; {}",
                FindingCode::WrittenUnchecked.label()
            );
            return self.finding(FindingCode::WrittenUnchecked, due.month, message);
        };
        let message = format!("{told}: ghi {written} đồng, theo quy định {law} đồng");
        if due.granted.decision.signed_entry > self.seen() {
            self.finding(FindingCode::WrittenDiffers, due.month, message);
        } else if earlier.is_some_and(|sum| sum != law) || known_before.is_some_and(|sum| sum != law) {
            self.finding(FindingCode::WrittenAtChange, due.month, message);
        }
    }

    /// Arrears that a new decision wrote, beside those of this run.
    fn arrears_written(&mut self, dues: &[Due], first_line: usize) {
        let spec = self.drafting.spec;
        let news = dues
            .iter()
            .filter(|due| due.month == spec.month && due.granted.decision.signed_entry > self.seen());
        for due in news.copied().collect::<Vec<_>>() {
            let Some(written) = due.decided.arrears_written else { continue };
            let lines = self.drafting.draft.lines[first_line..].iter();
            let arrears =
                lines.filter(|line| line.kind == LineKind::Arrears && due.decided.has_key(&line.key()));
            let computed: Vnd = arrears.map(|line| line.amount).sum();
            if computed != written {
                let told = due.granted.decision.told();
                let message = format!("{told}: truy lĩnh ghi {written} đồng, tính được {computed} đồng");
                self.finding(FindingCode::ArrearsDiffer, due.month, message);
            }
        }
    }

    fn finding(&mut self, code: FindingCode, month: Month, message: String) {
        let (person, enrolment) = (self.recipient.person, Some(self.enrolled.enrolment.id));
        self.drafting.draft.findings.push(Finding { person, enrolment, month: Some(month), code, message });
    }
}
