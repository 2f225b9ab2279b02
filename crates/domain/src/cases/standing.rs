//! Where a case stands: its events, folded over the steps of its procedure.

use super::{CaseEvent, CaseEventKind, CaseRecord, CaseResult, CaseState};
use crate::working_days::{Pause, UnknownYear, WorkCalendar};
use jiff::civil::Date;
use law::procedures::{Procedure, ProcedureStep};

/// When something must be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    On(Date),
    /// The clock stands while papers are supplemented.
    Stopped,
    /// No article names a limit and nobody has set one.
    NotSet,
    /// The limit reaches into a year whose holidays are not known.
    NoCalendar(i16),
}

impl Due {
    pub fn day(self) -> Option<Date> {
        match self {
            Due::On(day) => Some(day),
            Due::Stopped | Due::NotSet | Due::NoCalendar(_) => None,
        }
    }

    /// The deadline passed before `day` began.
    pub fn is_past(self, day: Date) -> bool {
        self.day().is_some_and(|due| due < day)
    }
}

/// A step that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepTaken {
    /// From 1.
    pub step: u8,
    pub from: Date,
    pub done: Date,
    pub due: Due,
}

impl StepTaken {
    pub fn is_late(self) -> bool {
        self.due.is_past(self.done)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub state: CaseState,
    /// The step at hand, from 1; `None`: all are done, or the case is concluded.
    pub step: Option<u8>,
    /// Since when it is at hand.
    pub since: Date,
    /// Of the step at hand, or of the whole case if that is earlier; of a concluded case, when its last step was
    /// due.
    pub due: Due,
    pub holder: Option<String>,
    pub taken: Vec<StepTaken>,
    pub concluded_on: Option<Date>,
    pub result: Option<CaseResult>,
}

impl Standing {
    pub fn late_steps(&self) -> usize {
        self.taken.iter().filter(|step| step.is_late()).count()
    }

    /// Every step kept its deadline, and so did the whole. `None` while the case is open.
    pub fn in_time(&self) -> Option<bool> {
        let concluded = self.concluded_on?;
        Some(self.late_steps() == 0 && !self.due.is_past(concluded))
    }

    /// Still to be done, and its deadline passed before `day` began.
    pub fn is_late(&self, day: Date) -> bool {
        self.concluded_on.is_none() && self.due.is_past(day)
    }
}

/// Why an event cannot happen to the case at that point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaseError {
    #[error("Hồ sơ đã kết thúc ngày {}; muốn làm tiếp phải mở lại.", crate::dates::short(*.0))]
    Concluded(Date),
    #[error("Hồ sơ chưa kết thúc nên không mở lại được.")]
    NotConcluded,
    #[error("Hồ sơ đang tạm dừng chờ bổ sung; ghi “Tiếp tục” trước.")]
    Stopped,
    #[error("Hồ sơ không tạm dừng nên không ghi tiếp tục được.")]
    NotStopped,
    #[error("Loại việc này không có bước {0}.")]
    NoSuchStep(u8),
    #[error("Bước {0} đã xong; muốn làm lại thì ghi “Bắt đầu bước”.")]
    StepOver(u8),
    #[error("Không còn bước nào để ghi xong; ghi kết thúc.")]
    NoStepLeft,
    #[error("Việc ngày {} có trước ngày tiếp nhận.", crate::dates::short(*.0))]
    BeforeReceived(Date),
    #[error("Kết thúc hồ sơ phải ghi kết quả.")]
    NoResult,
    #[error("Đặt hạn phải ghi ngày đến hạn.")]
    NoDueDate,
    #[error("Chuyển hoặc giao hồ sơ phải ghi nơi nhận, người nhận.")]
    NoHolder,
}

impl CaseError {
    pub fn code(self) -> &'static str {
        match self {
            CaseError::Concluded(_) => "case_concluded",
            CaseError::NotConcluded => "case_not_concluded",
            CaseError::Stopped => "case_stopped",
            CaseError::NotStopped => "case_not_stopped",
            CaseError::NoSuchStep(_) => "no_such_step",
            CaseError::StepOver(_) => "step_over",
            CaseError::NoStepLeft => "no_step_left",
            CaseError::BeforeReceived(_) => "before_received",
            CaseError::NoResult => "no_result",
            CaseError::NoDueDate => "no_due_date",
            CaseError::NoHolder => "no_holder",
        }
    }
}

/// Where the case stands after its events, which are in the order of their days and, within a day, of their
/// recording.
pub fn follow(
    case: &CaseRecord,
    procedure: &Procedure,
    events: &[CaseEvent],
    calendar: WorkCalendar,
) -> Result<Standing, CaseError> {
    let mut course = Course {
        steps: &procedure.steps,
        calendar,
        at: first_required(&procedure.steps, 0),
        since: case.received_on,
        pauses: Vec::new(),
        set: None,
        whole: case.due_on,
        holder: case.owner.clone(),
        taken: Vec::new(),
        concluded: None,
    };
    for event in events {
        if event.on < case.received_on {
            return Err(CaseError::BeforeReceived(event.on));
        }
        course.event(event)?;
    }
    Ok(course.standing())
}

fn first_required(steps: &[ProcedureStep], from: usize) -> Option<usize> {
    (from..steps.len()).find(|at| !steps[*at].is_optional)
}

struct Course<'a> {
    steps: &'a [ProcedureStep],
    calendar: WorkCalendar<'a>,
    /// Index of the step at hand.
    at: Option<usize>,
    since: Date,
    /// Of the step at hand.
    pauses: Vec<Pause>,
    /// Set by hand for the step at hand.
    set: Option<Date>,
    /// For the whole case.
    whole: Option<Date>,
    holder: Option<String>,
    taken: Vec<StepTaken>,
    concluded: Option<(Date, CaseResult, Due)>,
}

impl Course<'_> {
    fn event(&mut self, event: &CaseEvent) -> Result<(), CaseError> {
        if let (Some((on, ..)), false) = (self.concluded, event.kind == CaseEventKind::Reopened) {
            return Err(CaseError::Concluded(on));
        }
        match event.kind {
            CaseEventKind::StepBegun => {
                self.running()?;
                self.begin(Some(self.index(event.step.ok_or(CaseError::NoSuchStep(0))?)?), event.on);
            }
            CaseEventKind::StepDone => self.finish(event)?,
            CaseEventKind::HandedOver => {
                let holder = event.holder.clone().ok_or(CaseError::NoHolder)?;
                self.finish(event)?;
                self.holder = Some(holder);
            }
            CaseEventKind::Assigned => self.holder = Some(event.holder.clone().ok_or(CaseError::NoHolder)?),
            CaseEventKind::Stopped => {
                self.running()?;
                self.pauses.push(Pause { from: event.on, until: None });
            }
            CaseEventKind::Resumed => match self.pauses.last_mut() {
                Some(pause) if pause.until.is_none() => pause.until = Some(event.on),
                Some(_) | None => return Err(CaseError::NotStopped),
            },
            CaseEventKind::DeadlineSet => {
                let due = event.due_on.ok_or(CaseError::NoDueDate)?;
                (self.set, self.whole) = (Some(due), self.whole.map(|_| due));
            }
            CaseEventKind::Noted => {}
            CaseEventKind::Concluded => {
                let result = event.result.ok_or(CaseError::NoResult)?;
                let due = self.due();
                if let Some(at) = self.at {
                    self.take(at, event.on);
                }
                self.concluded = Some((event.on, result, due));
            }
            CaseEventKind::Reopened => {
                self.concluded.take().ok_or(CaseError::NotConcluded)?;
                let last = self.taken.last().map_or(0, |taken| usize::from(taken.step) - 1);
                let at = event.step.map(|step| self.index(step)).transpose()?.unwrap_or(last);
                // What was asked for the first time round is over.
                self.whole = event.due_on;
                self.begin(Some(at), event.on);
            }
        }
        Ok(())
    }

    fn index(&self, step: u8) -> Result<usize, CaseError> {
        let at = usize::from(step).checked_sub(1).filter(|at| *at < self.steps.len());
        at.ok_or(CaseError::NoSuchStep(step))
    }

    fn is_stopped(&self) -> bool {
        self.pauses.last().is_some_and(|pause| pause.until.is_none())
    }

    fn running(&self) -> Result<(), CaseError> {
        if self.is_stopped() { Err(CaseError::Stopped) } else { Ok(()) }
    }

    fn begin(&mut self, at: Option<usize>, on: Date) {
        (self.at, self.since, self.set) = (at, on, None);
        self.pauses.clear();
    }

    /// Ends the step named, or the one at hand. Steps between were passed over and are not judged.
    fn finish(&mut self, event: &CaseEvent) -> Result<(), CaseError> {
        self.running()?;
        let at = match event.step {
            None => self.at.ok_or(CaseError::NoStepLeft)?,
            Some(step) => {
                let at = self.index(step)?;
                let is_over = self.taken.iter().any(|taken| taken.step >= step) && self.at != Some(at);
                if is_over {
                    return Err(CaseError::StepOver(step));
                }
                at
            }
        };
        self.take(at, event.on);
        self.begin(first_required(self.steps, at + 1), event.on);
        Ok(())
    }

    fn take(&mut self, at: usize, done: Date) {
        self.at = Some(at);
        // A conclusion while papers are missing is late by nothing.
        let due = self.due();
        let step = u8::try_from(at + 1).unwrap_or(u8::MAX);
        self.taken.push(StepTaken { step, from: self.since, done, due });
    }

    fn due(&self) -> Due {
        match (self.set, self.whole, self.of_step()) {
            (Some(set), _, _) => Due::On(set),
            (None, Some(whole), Due::On(step)) => Due::On(step.min(whole)),
            (None, Some(whole), Due::Stopped | Due::NotSet | Due::NoCalendar(_)) => Due::On(whole),
            (None, None, step) => step,
        }
    }

    fn of_step(&self) -> Due {
        let Some(limit) = self.at.and_then(|at| self.steps[at].limit) else { return Due::NotSet };
        match self.calendar.deadline(limit, self.since, &self.pauses) {
            Ok(Some(day)) => Due::On(day),
            Ok(None) => Due::Stopped,
            Err(UnknownYear(year)) => Due::NoCalendar(year),
        }
    }

    fn standing(self) -> Standing {
        let state = match (&self.concluded, self.is_stopped()) {
            (Some(_), _) => CaseState::Concluded,
            (None, true) => CaseState::Stopped,
            (None, false) => CaseState::Open,
        };
        let step =
            self.at.filter(|_| self.concluded.is_none()).map(|at| u8::try_from(at + 1).unwrap_or(u8::MAX));
        let due = self.concluded.map_or_else(|| self.due(), |(_, _, due)| due);
        Standing {
            state,
            step,
            since: self.since,
            due,
            holder: self.holder,
            taken: self.taken,
            concluded_on: self.concluded.map(|(on, ..)| on),
            result: self.concluded.map(|(_, result, _)| result),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use law::Ruleset;
    use std::sync::OnceLock;

    fn rules() -> &'static Ruleset {
        static RULES: OnceLock<Ruleset> = OnceLock::new();
        RULES.get_or_init(|| Ruleset::embedded().unwrap())
    }

    /// Lines: `day event [number] [day due]`; the answer: state, step, due, late steps.
    fn check(kind: &str, received: &str, due_on: Option<&str>, events: &str, expected: &str) {
        let case = CaseRecord {
            code: "HS-1".to_owned(),
            kind: kind.to_owned(),
            subject: "thử".to_owned(),
            person: None,
            unit: None,
            received_on: received.parse().unwrap(),
            due_on: due_on.map(|day| day.parse().unwrap()),
            owner: None,
            source: None,
        };
        let procedure = rules().procedures.on(kind, case.received_on).unwrap();
        let events: Vec<CaseEvent> =
            events.lines().map(str::trim).filter(|l| !l.is_empty()).map(event).collect();
        let found = match follow(&case, procedure, &events, WorkCalendar(&rules().work_years)) {
            Err(error) => error.code().to_owned(),
            Ok(standing) => {
                let due = match standing.due {
                    Due::On(day) => day.to_string(),
                    Due::Stopped => "dừng".to_owned(),
                    Due::NotSet => "chưa đặt".to_owned(),
                    Due::NoCalendar(year) => format!("thiếu lịch {year}"),
                };
                let step = standing.step.map_or("-".to_owned(), |step| step.to_string());
                let late = standing.late_steps();
                let in_time =
                    standing.in_time().map_or("", |yes| if yes { " đúng hạn" } else { " quá hạn" });
                format!("{} {step} {due} {late}{in_time}", standing.state.word())
            }
        };
        assert_eq!(found, expected, "{kind} {received}");
    }

    fn event(line: &str) -> CaseEvent {
        let mut words = line.split(' ');
        let on = words.next().unwrap().parse().unwrap();
        let mut event = CaseEvent::new(CaseEventKind::from_word(words.next().unwrap()).unwrap(), on);
        for word in words {
            match (word.parse(), word.parse(), CaseResult::from_word(word)) {
                (Ok(step), _, _) => event.step = Some(step),
                (_, Ok(day), _) => event.due_on = Some(day),
                (_, _, Some(result)) => event.result = Some(result),
                _ => event.holder = Some(word.to_owned()),
            }
        }
        event
    }

    #[test]
    fn a_deadline_follows_from_the_records() {
        let grant = "assistance.allowance.grant";
        check(grant, "2023-05-08", None, "", "open 1 2023-05-17 0");
        check(grant, "2023-05-08", None, "2023-05-10 stopped", "stopped 1 dừng 0");
        check(grant, "2023-05-08", None, "2023-05-10 stopped\n2023-05-17 resumed", "open 1 2023-05-24 0");
        check(grant, "2023-05-08", None, "2023-05-18 step_done", "open 3 2023-05-23 1");
        check(
            grant,
            "2023-05-08",
            None,
            "2023-05-16 step_done\n2023-05-17 handed_over Huyện",
            "open 4 2023-05-26 0",
        );
        // The optional step of a complaint, taken when it comes.
        check(
            grant,
            "2023-05-08",
            None,
            "2023-05-16 step_done\n2023-05-18 step_begun 2",
            "open 2 2023-06-01 0",
        );
        let all =
            "2023-05-16 step_done\n2023-05-17 step_done\n2023-05-26 step_done\n2023-05-31 concluded resolved";
        check(grant, "2023-05-08", None, all, "concluded - 2023-05-31 0 đúng hạn");
        let late =
            "2023-05-16 step_done\n2023-05-17 step_done\n2023-05-26 step_done\n2023-06-01 concluded resolved";
        check(grant, "2023-05-08", None, late, "concluded - 2023-05-31 1 quá hạn");
        check(grant, "2023-05-08", None, &format!("{all}\n2023-07-03 reopened 4"), "open 4 2023-07-12 0");
    }

    #[test]
    fn limits_that_are_not_known_wait_for_one_set_by_hand() {
        let grant = "assistance.allowance.grant";
        check(grant, "2025-08-04", None, "", "open 1 chưa đặt 0");
        check(grant, "2025-08-04", None, "2025-08-05 deadline_set 2025-08-13", "open 1 2025-08-13 0");
        check("task", "2023-03-01", Some("2023-03-15"), "", "open 1 2023-03-15 0");
        check(
            "task",
            "2023-03-01",
            Some("2023-03-15"),
            "2023-03-10 deadline_set 2023-03-20",
            "open 1 2023-03-20 0",
        );
        check(
            "task",
            "2023-03-01",
            Some("2023-03-15"),
            "2023-03-16 concluded resolved",
            "concluded - 2023-03-15 1 quá hạn",
        );
        check("merit.worship", "2026-12-28", None, "", "open 1 thiếu lịch 2027 0");
    }

    #[test]
    fn what_cannot_happen_is_refused() {
        let kind = "dispute.individual";
        let end = "2023-05-10 concluded withdrawn";
        for (events, expected) in [
            ("2023-05-01 noted", "before_received"),
            ("2023-05-10 resumed", "case_not_stopped"),
            ("2023-05-10 stopped\n2023-05-11 step_done", "case_stopped"),
            ("2023-05-10 concluded", "no_result"),
            ("2023-05-10 handed_over", "no_holder"),
            ("2023-05-10 deadline_set", "no_due_date"),
            ("2023-05-10 step_done 9", "no_such_step"),
            ("2023-05-10 step_done 2\n2023-05-11 step_done 1", "step_over"),
            ("2023-05-10 step_done 3\n2023-05-11 step_done", "no_step_left"),
            ("2023-05-10 reopened", "case_not_concluded"),
        ] {
            check(kind, "2023-05-08", None, events, expected);
        }
        check(kind, "2023-05-08", None, &format!("{end}\n2023-05-11 noted"), "case_concluded");
        check(kind, "2023-05-08", None, end, "concluded - 2023-05-15 0 đúng hạn");
    }

    proptest::proptest! {
        /// Whatever is recorded, a case that can be followed has a state that agrees with its dates.
        #[test]
        fn a_standing_agrees_with_itself(kinds in proptest::collection::vec((0usize..10, 0i64..30), 0..12)) {
            let case = CaseRecord {
                code: String::new(), kind: "merit.worship".to_owned(), subject: String::new(), person: None,
                unit: None, received_on: date(2023, 2, 1), due_on: None, owner: None, source: None,
            };
            let procedure = rules().procedures.on(&case.kind, case.received_on).unwrap();
            let calendar = WorkCalendar(&rules().work_years);
            let mut events: Vec<CaseEvent> = Vec::new();
            let mut on = case.received_on;
            for (kind, wait) in kinds {
                on = on.saturating_add(jiff::ToSpan::days(wait));
                let event = CaseEvent {
                    holder: Some("ai".to_owned()), due_on: Some(on), result: Some(CaseResult::Resolved),
                    ..CaseEvent::new(CaseEventKind::ALL[kind], on)
                };
                events.push(event);
                if follow(&case, procedure, &events, calendar).is_err() {
                    events.pop();
                }
            }
            let standing = follow(&case, procedure, &events, calendar).unwrap();
            proptest::prop_assert_eq!(standing.state == CaseState::Concluded, standing.concluded_on.is_some());
            proptest::prop_assert_eq!(standing.concluded_on.is_some(), standing.result.is_some());
            proptest::prop_assert!(standing.step.is_none() || standing.concluded_on.is_none());
            proptest::prop_assert!(standing.taken.iter().all(|step| step.from <= step.done));
            proptest::prop_assert!(!standing.is_late(case.received_on));
        }
    }
}
