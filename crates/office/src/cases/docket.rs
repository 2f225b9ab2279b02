//! Cases while they are changed: what is known, what is new, and the standings that follow.

use crate::OfficeError;
use domain::cases::{CaseEvent, CaseEventKind, CaseRecord, Standing, follow};
use domain::ids::{CaseEventId, CaseId, CaseRecordId, CaseStandingId, EntryId, OfficeId};
use domain::working_days::WorkCalendar;
use law::Ruleset;
use law::procedures::Procedure;
use std::collections::{BTreeSet, HashMap};
use store::Tx;
use store::cases::{self as rows, EventRow, StandingRow};
use store::people::Known;

/// What a change did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    Added,
    Replaced,
    Same,
}

/// A case with everything that holds of it.
pub struct Held {
    pub id: CaseId,
    /// `None`: new.
    record_id: Option<CaseRecordId>,
    pub record: CaseRecord,
    /// In the order of their days; the id is `None` for a new one.
    pub events: Vec<(Option<CaseEventId>, CaseEvent)>,
    /// The record must be written.
    changed: bool,
}

/// Some or all cases of an office, to be changed together and written at once.
pub struct Docket<'r> {
    rules: &'r Ruleset,
    office: OfficeId,
    /// Every code ever used, with the kind of its case.
    codes: HashMap<String, (CaseId, String)>,
    held: HashMap<CaseId, Held>,
    new_cases: Vec<CaseId>,
    void_records: Vec<CaseRecordId>,
    void_events: Vec<CaseEventId>,
    touched: BTreeSet<CaseId>,
}

impl<'r> Docket<'r> {
    pub fn load(tx: &mut Tx, rules: &'r Ruleset, office: OfficeId) -> Result<Docket<'r>, OfficeError> {
        let mut docket = Docket::empty(rules, office);
        docket.codes =
            rows::codes(tx, office)?.into_iter().map(|(code, id, kind)| (code, (id, kind))).collect();
        for row in rows::of_office(tx, office, Known::Now)? {
            docket.hold(row.id, Some(row.record_id), row.case);
        }
        for row in rows::events_of_office(tx, office, Known::Now)? {
            if let Some(held) = docket.held.get_mut(&row.case) {
                held.events.push((Some(row.id), row.event));
            }
        }
        docket.held.values_mut().for_each(|held| held.events.sort_by_key(|(_, event)| event.order()));
        Ok(docket)
    }

    /// One case alone.
    pub fn load_one(
        tx: &mut Tx,
        rules: &'r Ruleset,
        office: OfficeId,
        code: &str,
    ) -> Result<Docket<'r>, OfficeError> {
        let mut docket = Docket::empty(rules, office);
        let row = rows::by_code(tx, office, code)?;
        let row = row.ok_or_else(|| OfficeError::NotFound(format!("hồ sơ số “{code}”")))?;
        docket.codes.insert(row.case.code.clone(), (row.id, row.case.kind.clone()));
        let events = rows::events_of(tx, row.id)?.into_iter().map(|row| (Some(row.id), row.event)).collect();
        let held = docket.hold(row.id, Some(row.record_id), row.case);
        held.events = events;
        held.events.sort_by_key(|(_, event)| event.order());
        Ok(docket)
    }

    fn empty(rules: &'r Ruleset, office: OfficeId) -> Docket<'r> {
        Docket {
            rules,
            office,
            codes: HashMap::new(),
            held: HashMap::new(),
            new_cases: Vec::new(),
            void_records: Vec::new(),
            void_events: Vec::new(),
            touched: BTreeSet::new(),
        }
    }

    fn hold(&mut self, id: CaseId, record_id: Option<CaseRecordId>, record: CaseRecord) -> &mut Held {
        let held = Held { id, record_id, record, events: Vec::new(), changed: record_id.is_none() };
        self.held.entry(id).or_insert(held)
    }

    pub fn cases(&self) -> impl Iterator<Item = &Held> {
        self.held.values()
    }

    /// By day of receipt and code.
    pub fn sorted(&self) -> Vec<&Held> {
        let mut cases: Vec<&Held> = self.held.values().collect();
        cases.sort_by(|a, b| {
            let key = |held: &Held| (held.record.received_on, held.record.code.clone());
            key(a).cmp(&key(b))
        });
        cases
    }

    pub fn get(&self, code: &str) -> Option<&Held> {
        self.held.get(&self.codes.get(code)?.0)
    }

    pub fn procedure(&self, record: &CaseRecord) -> Result<&'r Procedure, OfficeError> {
        procedure(self.rules, record)
    }

    pub fn standing(&self, held: &Held) -> Result<Standing, OfficeError> {
        standing(self.rules, &held.record, held.events.iter().map(|(_, event)| event))
    }

    /// A new case, or a correction of what is said of one.
    pub fn put_case(&mut self, tx: &mut Tx, record: CaseRecord) -> Result<Put, OfficeError> {
        self.put_stated(tx, record, Vec::new())
    }

    /// A case with the course that a list tells of it: an event of the same kind and step is corrected, also in its
    /// day. What the list does not tell stays.
    pub fn put_stated(
        &mut self,
        tx: &mut Tx,
        record: CaseRecord,
        stated: Vec<CaseEvent>,
    ) -> Result<Put, OfficeError> {
        self.procedure(&record)?;
        let known = self.codes.get(&record.code);
        if known.is_some_and(|(_, kind)| *kind != record.kind) {
            let message =
                format!("Số “{}” đã dùng cho một việc loại khác; mỗi hồ sơ phải có số riêng.", record.code);
            return Err(OfficeError::refused("case_code_used", message));
        }
        let known = known.map(|(id, _)| *id);
        let held = known.and_then(|id| self.held.get(&id));
        let mut events = held.map(|held| held.events.clone()).unwrap_or_default();
        let (mut void, mut is_changed) = (Vec::new(), false);
        for event in stated {
            let old = events.iter().position(|(_, old)| old.kind == event.kind && old.step == event.step);
            let event = match old {
                // The list of cases has no column for these: what it does not say stands.
                Some(at) => CaseEvent {
                    note: event.note.or_else(|| events[at].1.note.clone()),
                    paper: event.paper.or_else(|| events[at].1.paper.clone()),
                    ..event
                },
                None => event,
            };
            match old {
                Some(at) if events[at].1 == event => continue,
                Some(at) => void.extend(events.remove(at).0),
                None => {}
            }
            insert(&mut events, event);
            is_changed = true;
        }
        standing(self.rules, &record, events.iter().map(|(_, event)| event))?;
        let put = match held {
            Some(held) if held.record == record && !is_changed => return Ok(Put::Same),
            Some(_) => Put::Replaced,
            None => Put::Added,
        };
        let id = match known {
            Some(id) => id,
            None => {
                let id = CaseId(tx.next_ids(1)?);
                self.codes.insert(record.code.clone(), (id, record.kind.clone()));
                self.new_cases.push(id);
                id
            }
        };
        self.touched.insert(id);
        self.void_events.extend(void);
        match self.held.get_mut(&id) {
            Some(held) => {
                if held.record != record {
                    // What was written by this very change has no id yet and is simply replaced.
                    self.void_records.extend(held.record_id.take());
                    (held.record, held.changed) = (record, true);
                }
                held.events = events;
            }
            None => self.hold(id, None, record).events = events,
        }
        Ok(put)
    }

    /// Something happened to a case. The same kind on the same day at the same step is a correction.
    pub fn put_event(&mut self, code: &str, event: CaseEvent) -> Result<Put, OfficeError> {
        let missing = || OfficeError::NotFound(format!("hồ sơ số “{code}”"));
        let id = self.codes.get(code).ok_or_else(missing)?.0;
        let held = self.held.get(&id).ok_or_else(missing)?;
        let same = held.events.iter().position(|(_, old)| is_same(old, &event));
        let mut events = held.events.clone();
        let (put, old) = match same {
            Some(at) if events[at].1 == event => return Ok(Put::Same),
            Some(at) => {
                let old = std::mem::replace(&mut events[at], (None, event)).0;
                (Put::Replaced, old)
            }
            None => {
                insert(&mut events, event);
                (Put::Added, None)
            }
        };
        standing(self.rules, &held.record, events.iter().map(|(_, event)| event))?;
        self.void_events.extend(old);
        self.touched.insert(id);
        if let Some(held) = self.held.get_mut(&id) {
            held.events = events;
        }
        Ok(put)
    }

    /// Where every case stands is written again: after a change of law pages or calendar.
    pub fn touch_all(&mut self) {
        self.touched.extend(self.held.keys());
    }

    /// Writes what is new; the standings of the cases touched follow.
    pub fn finish(mut self, tx: &mut Tx, entry: EntryId) -> Result<(), OfficeError> {
        let anchors = std::mem::take(&mut self.new_cases);
        let anchors = anchors.into_iter().filter_map(|id| {
            self.held.get(&id).map(|held| (id, held.record.code.clone(), held.record.kind.clone()))
        });
        rows::insert_cases(tx, self.office, entry, anchors.collect::<Vec<_>>())?;
        for id in self.void_records {
            rows::void_record(tx, id, entry)?;
        }
        for id in self.void_events {
            rows::void_event(tx, id, entry)?;
        }
        let (mut records, mut events, mut standings) = (Vec::new(), Vec::new(), Vec::new());
        for id in &self.touched {
            let Some(held) = self.held.get(id) else { continue };
            if held.changed {
                records.push((*id, held.record.clone()));
            }
            let new = held.events.iter().filter(|(id, _)| id.is_none());
            events.extend(new.map(|(_, event)| (*id, event.clone())));
            let all = held.events.iter().map(|(_, event)| event);
            standings.push(standing_row(*id, &standing(self.rules, &held.record, all)?));
        }
        let count = |rows: usize| u64::try_from(rows).unwrap_or(u64::MAX);
        let first = tx.next_ids(count(records.len() + events.len() + standings.len()).max(1))?;
        let mut ids = first..;
        let records =
            records.into_iter().zip(&mut ids).map(|((case, record), id)| (CaseRecordId(id), case, record));
        rows::insert_records(tx, entry, records.collect::<Vec<_>>())?;
        let events = events.into_iter().zip(&mut ids);
        let events = events.map(|((case, event), id)| EventRow { id: CaseEventId(id), case, event });
        rows::insert_events(tx, entry, events.collect::<Vec<_>>())?;
        let standings = standings.into_iter().zip(ids).map(|(row, id)| (CaseStandingId(id), row));
        rows::replace_standings(tx, entry, standings.collect())?;
        Ok(())
    }
}

fn insert(events: &mut Vec<(Option<CaseEventId>, CaseEvent)>, event: CaseEvent) {
    let at = events.partition_point(|(_, other)| other.order() <= event.order());
    events.insert(at, (None, event));
}

fn is_same(old: &CaseEvent, new: &CaseEvent) -> bool {
    let keyed = old.kind == new.kind && old.on == new.on && old.step == new.step;
    keyed && (new.kind != CaseEventKind::Noted || old.note == new.note)
}

/// The procedure by which the case runs: that of the day on which it came in.
pub fn procedure<'r>(rules: &'r Ruleset, record: &CaseRecord) -> Result<&'r Procedure, OfficeError> {
    let found = rules.procedures.on(&record.kind, record.received_on);
    found.ok_or_else(|| {
        let day = domain::dates::short(record.received_on);
        let message = if rules.procedures.is_known(&record.kind) {
            format!("Loại việc này chưa có trình tự vào ngày {day}; sửa ngày tiếp nhận.")
        } else {
            format!("Không có loại việc “{}”; xem `ansinh case kinds`.", record.kind)
        };
        OfficeError::refused("no_procedure", message)
    })
}

/// Derived, never read from what was written.
pub fn standing<'e>(
    rules: &Ruleset,
    record: &CaseRecord,
    events: impl Iterator<Item = &'e CaseEvent>,
) -> Result<Standing, OfficeError> {
    let events: Vec<CaseEvent> = events.cloned().collect();
    follow(record, procedure(rules, record)?, &events, WorkCalendar(&rules.work_years))
        .map_err(|error| OfficeError::refused(error.code(), error.to_string()))
}

pub fn standing_row(case: CaseId, standing: &Standing) -> StandingRow {
    StandingRow {
        case,
        state: standing.state,
        step: standing.step,
        due_on: standing.due.day(),
        holder: standing.holder.clone(),
        concluded_on: standing.concluded_on,
        result: standing.result,
        late_steps: i64::try_from(standing.late_steps()).unwrap_or(i64::MAX),
        in_time: standing.in_time(),
    }
}
