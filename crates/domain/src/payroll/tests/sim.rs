//! The office: people, decisions, runs that are approved as soon as they are drafted.

use super::table::{month, terms, value};
use crate::decisions::{DecidedTerms, Decision, DecisionKind, Enrolment, Item, Origin};
use crate::ids::{DecisionId, EnrolmentId, EntryId, PayeeId, PaymentId, PersonId, RecoveryId, UnitId};
use crate::payments::{Channel, Payee, PayeeGround, Uncollected, UncollectedLine};
use crate::payroll::{
    Cutoff, Draft, Enrolled, LineKind, News, Past, Place, Posted, Recipient, RunKind, RunSpec, Since,
    draft_run,
};
use crate::recovery::{Recovery, RecoveryPlan, RecoveryState};
use jiff::civil::Date;
use law::{Month, Scheme, Vnd};
use std::collections::HashSet;
use std::fmt::Write;
use std::sync::Arc;

pub struct Office {
    pub names: Vec<String>,
    pub people: Vec<Recipient>,
    pub opening: Month,
    pub on: Date,
    entry: i64,
    decisions: i64,
    recoveries: i64,
    payments: i64,
    /// Latest approved runs by kind.
    pub previous: Vec<(RunKind, Month, Cutoff)>,
    pub last: Option<Draft>,
    carried_away: Vec<Uncollected>,
    /// Deaths, waiting lines and other runs since the last monthly run.
    touched: HashSet<PersonId>,
    last_month: Option<Month>,
    /// How many pasts were skipped: the comparison must not be empty.
    pub settled: usize,
}

/// Runs the text and compares what each `run` or `draft` gives with the indented lines under it.
pub fn check(text: &str) {
    let mut office = Office::new();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    while let Some(line) = lines.next() {
        let Some(shown) = office.does(line.trim()) else { continue };
        let mut expected = String::new();
        while let Some(next) = lines.next_if(|next| next.trim().starts_with("- ")) {
            writeln!(expected, "{}", next.trim()).unwrap();
        }
        assert_eq!(shown, expected, "\nafter: {}\n", line.trim());
    }
}

impl Office {
    pub fn new() -> Office {
        Office {
            names: Vec::new(),
            people: Vec::new(),
            opening: month("2023-01"),
            on: "2023-01-01".parse().unwrap(),
            entry: 0,
            decisions: 0,
            recoveries: 0,
            payments: 0,
            previous: Vec::new(),
            last: None,
            carried_away: Vec::new(),
            touched: HashSet::new(),
            last_month: None,
            settled: 0,
        }
    }

    /// One line of a scenario; what a run shows.
    pub fn does(&mut self, line: &str) -> Option<String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        self.entry += 1;
        match words[..] {
            ["opening", at] => self.opening = month(at),
            ["on", day] => self.on = day.parse().unwrap(),
            ["died", name, day] => {
                let day = day.parse().unwrap();
                self.person(name).died = Some(day);
                self.touch(name);
            }
            ["lives", name] => {
                self.person(name).died = None;
                self.touch(name);
            }
            ["move", name, unit] => self.person(name).place.unit = UnitId(unit.parse().unwrap()),
            ["heir", name] => self.payee(name, PayeeGround::Heir),
            ["nobody", name] => self.person(name).payees.clear(),
            ["void", number] => self.void(number.parse().unwrap()),
            ["returned", name] => self.returned(name),
            ["plan", name, at, plan, ceiling] => self.plan(name, month(at), plan, ceiling.parse().unwrap()),
            ["draft", kind, months] => return Some(self.run(kind, months).1),
            ["run", kind, months] => {
                let (spec, shown) = self.run(kind, months);
                self.approve(&spec);
                return Some(shown);
            }
            [kind, name, ref rest @ ..] => self.decide(kind, name, rest),
            _ => panic!("not understood: {line}"),
        }
        None
    }

    fn position(&mut self, name: &str) -> usize {
        if let Some(position) = self.names.iter().position(|known| known == name) {
            return position;
        }
        self.names.push(name.to_owned());
        self.people.push(Recipient {
            person: PersonId(self.names.len() as i64),
            died: None,
            place: Place { unit: UnitId(1), hamlet: None },
            sort_key: name.into(),
            payees: Vec::new(),
            enrolments: Vec::new(),
            uncollected: Vec::new(),
        });
        self.payee(name, PayeeGround::SelfPaid);
        self.names.len() - 1
    }

    fn touch(&mut self, name: &str) {
        let person = self.person(name).person;
        self.touched.insert(person);
    }

    fn person(&mut self, name: &str) -> &mut Recipient {
        let position = self.position(name);
        &mut self.people[position]
    }

    fn payee(&mut self, name: &str, ground: PayeeGround) {
        let id = PayeeId(self.entry * 100 + self.names.len() as i64);
        let from = "2000-01-01".parse().unwrap();
        self.person(name).payees.push(Payee { id, ground, channel: Channel::Post, from, until: None });
    }

    /// `grant An merit inv61 inv41=500000 from 2023-01 signed 2023-01-05 takeover`
    fn decide(&mut self, kind: &str, name: &str, words: &[&str]) {
        let scheme = Scheme::from_word(words[0]).unwrap_or_else(|| panic!("scheme {}", words[0]));
        self.decisions += 1;
        let mut decision = Decision {
            id: DecisionId(self.decisions),
            origin: Origin::Received,
            kind: DecisionKind::from_word(kind).unwrap_or_else(|| panic!("kind {kind}")),
            number: Some(format!("{}/QĐ", self.decisions)),
            issuer: None,
            signed_on: Some(self.on),
            known_on: self.on,
            signed_entry: Some(EntryId(self.entry)),
            voided_entry: None,
        };
        let mut from_month = Month::of(self.on);
        let mut decided = Vec::new();
        let mut words = words[1..].iter();
        while let Some(word) = words.next() {
            match *word {
                "from" => from_month = month(words.next().unwrap()),
                "signed" => decision.signed_on = Some(words.next().unwrap().parse().unwrap()),
                "takeover" => decision.origin = Origin::Takeover,
                word => {
                    let (word, arrears) = word.split_once('+').map_or((word, None), |(w, a)| (w, Some(a)));
                    let (word, written) =
                        word.split_once('=').map_or((word, None), |(w, sum)| (w, Some(sum)));
                    let sum = |text: &str| Vnd(text.parse().unwrap());
                    let mut one = DecidedTerms::by_law(terms(word), "");
                    one.written = written.map(sum);
                    one.arrears_written = arrears.map(sum);
                    decided.push(one);
                }
            }
        }
        let item = Item { decision: Arc::new(decision), from_month, terms: decided };
        let person = self.person(name);
        let id = person.person;
        if let Some(enrolled) = person.enrolments.iter_mut().find(|one| one.enrolment.scheme == scheme) {
            enrolled.items.push(item);
            return;
        }
        let id =
            Enrolment { id: EnrolmentId(id.0 * 10 + scheme as i64), person: id, scheme, stream: "".into() };
        person.enrolments.push(Enrolled {
            enrolment: id,
            items: vec![item],
            posted: Posted::default(),
            recoveries: Vec::new(),
            past: Past::Recompute,
        });
    }

    fn void(&mut self, number: i64) {
        let entry = EntryId(self.entry);
        let items = self.people.iter_mut().flat_map(|one| &mut one.enrolments).flat_map(|one| &mut one.items);
        for item in items.filter(|item| item.decision.id.0 == number) {
            Arc::make_mut(&mut item.decision).voided_entry = Some(entry);
        }
    }

    fn plan(&mut self, name: &str, month: Month, plan: &str, ceiling: i64) {
        let recoveries = self.person(name).enrolments.iter_mut().flat_map(|one| &mut one.recoveries);
        let mut planned = 0;
        for recovery in recoveries.filter(|one| one.month == month) {
            recovery.state = RecoveryState::Planned;
            recovery.plan = RecoveryPlan::from_word(plan);
            recovery.monthly_ceiling = (ceiling > 0).then_some(Vnd(ceiling));
            planned += 1;
        }
        assert_eq!(planned, 1, "one recovery of {name} {month}");
    }

    /// Everything proposed is to be taken from later payments.
    pub fn plan_all(&mut self, ceiling: Vnd) {
        let all =
            self.people.iter_mut().flat_map(|one| &mut one.enrolments).flat_map(|one| &mut one.recoveries);
        for recovery in all.filter(|one| one.state == RecoveryState::Proposed) {
            recovery.state = RecoveryState::Planned;
            recovery.plan = Some(RecoveryPlan::FromPayments);
            recovery.monthly_ceiling = Some(ceiling);
        }
    }

    /// The payment of the last run came back.
    fn returned(&mut self, name: &str) {
        let position = self.position(name);
        let person = &mut self.people[position];
        let draft = self.last.as_ref().unwrap();
        for payment in draft.payments.iter().filter(|payment| payment.person == person.person) {
            self.payments += 1;
            let own = payment.lines.iter().map(|index| &draft.lines[*index]).map(|line| UncollectedLine {
                enrolment: line.enrolment,
                scheme: line.terms.scheme,
                key: line.key(),
                month: line.month,
                amount: line.amount,
            });
            let mut lines: Vec<UncollectedLine> = own.collect();
            for carried in &payment.carries {
                let before = self.carried_away.iter().find(|one| one.payment == *carried).unwrap();
                lines.extend(before.lines.clone());
            }
            person.uncollected.push(Uncollected {
                payment: PaymentId(self.payments),
                source: payment.source,
                lines,
            });
        }
    }

    pub fn spec(&self, kind: &str, months: &str) -> RunSpec {
        let kind = RunKind::from_word(kind).unwrap_or_else(|| panic!("kind {kind}"));
        let (first, last) = months.split_once("..").unwrap_or((months, months));
        let same = |of: RunKind, at: Month| match kind {
            RunKind::Supplementary => of == RunKind::Monthly && at == month(first),
            RunKind::Monthly | RunKind::OneOff | RunKind::Annual | RunKind::Term => of == kind,
        };
        let previous =
            self.previous.iter().rev().find(|(of, at, _)| same(*of, *at)).map(|(_, _, cutoff)| *cutoff);
        let (month, last_month) = (month(first), month(last));
        RunSpec { kind, month, last_month, prepared_on: self.on, opening: self.opening, previous }
    }

    fn run(&mut self, kind: &str, months: &str) -> (RunSpec, String) {
        let spec = self.spec(kind, months);
        let draft = draft_run(&spec, &self.people, &value);
        assert!(draft == draft_run(&spec, &self.people, &value), "drafting twice");
        let skipping = draft_run(&spec, &self.with_settled_past(&spec), &value);
        assert_eq!(self.shown(&skipping), self.shown(&draft), "skipping the settled past");
        assert!(skipping == draft);
        let payments: Vnd = draft.payments.iter().map(|payment| payment.amount_new).sum();
        assert_eq!(payments, draft.total(), "payments hold all lines");
        let shown = self.shown(&draft);
        self.last = Some(draft);
        (spec, shown)
    }

    /// The same people, those whose past is settled marked so.
    fn with_settled_past(&mut self, spec: &RunSpec) -> Vec<Recipient> {
        let mut people = self.people.clone();
        let (Some(cutoff), Some(last_month), RunKind::Monthly) = (spec.previous, self.last_month, spec.kind)
        else {
            return people;
        };
        let all = self.people.iter().flat_map(|one| &one.enrolments).flat_map(|one| &one.items);
        let terms = all.flat_map(|item| &item.terms).map(|one| &one.terms);
        let since = Since::new(cutoff, (month("2021-07"), last_month), spec.prepared_on, terms, &value);
        for person in &mut people {
            let news = if self.touched.contains(&person.person) { News::Something } else { News::Nothing };
            for enrolled in &mut person.enrolments {
                enrolled.past = since.past(spec, enrolled, news);
                self.settled += usize::from(enrolled.past == Past::Settled);
            }
        }
        people
    }

    /// Lines, then what else the draft says, one line each.
    fn shown(&self, draft: &Draft) -> String {
        let mut out = String::new();
        let name = |person: PersonId| &self.names[(person.0 - 1) as usize];
        for line in &draft.lines {
            let cause = line.cause.as_ref().map_or(String::new(), |cause| {
                let (word, detail) = cause.words();
                format!(" {word} {detail}")
            });
            let (who, kind) = (name(line.person), line.kind.word());
            writeln!(out, "- {who} {kind} {} {} {}{cause}", line.month, line.terms.part, line.amount.0)
                .unwrap();
        }
        for payment in draft.payments.iter().filter(|payment| !payment.carries.is_empty()) {
            let (who, carried) = (name(payment.person), payment.amount_carried.0);
            writeln!(out, "- {who} carried {carried}, handed over {}", payment.amount().0).unwrap();
        }
        for one in &draft.waiting {
            writeln!(out, "- {} waits {} {} {}", name(one.person), one.month, one.key.part, one.code.word())
                .unwrap();
        }
        for one in &draft.withdrawals {
            writeln!(out, "- withdraws {}", one.amount.0).unwrap();
        }
        for one in &draft.proposals {
            let (word, detail) = one.cause.words();
            let who = name(one.person);
            writeln!(out, "- {who} recover {} {} {} {word} {detail}", one.month, one.key.part, one.amount.0)
                .unwrap();
        }
        for one in &draft.stopped {
            let (word, detail) = one.cause.words();
            writeln!(out, "- {} stopped {} {word} {detail}", name(one.person), one.key.part).unwrap();
        }
        for one in &draft.findings {
            writeln!(out, "- {} finding {}", name(one.person), one.code.word()).unwrap();
        }
        out
    }

    /// Posts the last draft.
    pub fn approve(&mut self, spec: &RunSpec) {
        let draft = self.last.clone().unwrap();
        self.entry += 1;
        if spec.kind == RunKind::Monthly {
            self.touched.clear();
            self.last_month = Some(spec.last_month);
            self.touched.extend(draft.waiting.iter().map(|one| one.person));
        } else {
            self.touched.extend(draft.lines.iter().map(|one| one.person));
        }
        self.previous.push((
            spec.kind,
            spec.month,
            Cutoff { prepared_on: self.on, entry: EntryId(self.entry) },
        ));
        for line in &draft.lines {
            let enrolled = self.enrolled(line.enrolment);
            if line.kind == LineKind::Deduction {
                let recovery =
                    enrolled.recoveries.iter_mut().find(|one| Some(one.id) == line.recovery).unwrap();
                recovery.taken += -line.amount;
                if recovery.taken == recovery.amount {
                    recovery.state = RecoveryState::Settled;
                }
            } else {
                enrolled.posted.add(&line.key(), line.month, line.amount);
            }
        }
        for withdrawal in &draft.withdrawals {
            let all = self
                .people
                .iter_mut()
                .flat_map(|one| &mut one.enrolments)
                .flat_map(|one| &mut one.recoveries);
            for recovery in all.filter(|one| one.id == withdrawal.recovery) {
                recovery.state = RecoveryState::Withdrawn;
            }
        }
        for proposal in &draft.proposals {
            self.recoveries += 1;
            let id = RecoveryId(self.recoveries);
            self.enrolled(proposal.enrolment).recoveries.push(Recovery {
                id,
                enrolment: proposal.enrolment,
                scheme: proposal.scheme,
                key: proposal.key.clone(),
                month: proposal.month,
                amount: proposal.amount,
                taken: Vnd::ZERO,
                state: RecoveryState::Proposed,
                plan: None,
                monthly_ceiling: None,
            });
        }
        for carried in draft.payments.iter().flat_map(|one| &one.carries) {
            for person in &mut self.people {
                let gone = person.uncollected.extract_if(.., |one| one.payment == *carried);
                self.carried_away.extend(gone);
            }
        }
        self.last = Some(draft);
    }

    fn enrolled(&mut self, id: EnrolmentId) -> &mut Enrolled {
        self.people.iter_mut().flat_map(|one| &mut one.enrolments).find(|one| one.enrolment.id == id).unwrap()
    }
}
