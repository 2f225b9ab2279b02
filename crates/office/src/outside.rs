//! Lists of other bodies against the people who are paid: who may be meant, what an officer said of it, and what
//! follows. Nothing follows by itself.

use crate::permission::Permission;
use crate::reach::Reach;
use crate::signals::{Signal, SignalKind};
use crate::{Ctx, OfficeError, people};
use domain::decisions::{Enrolment, Item, Standing, Timeline};
use domain::facts::{FactKind, FactRow};
use domain::ids::{EntryId, OfficerId, OutsideAnswerId, OutsideRowId, PersonId, UnitId};
use domain::outside::{Candidate, Certainty, MatchAnswer, OutsideList, OutsideRow, compare};
use domain::people::Death;
use domain::timeline::{Dating, place_fact};
use jiff::civil::Date;
use law::{Month, Scheme, Vnd};
use std::collections::HashMap;
use store::as_of::AsOf;
use store::outside::{self as table, AnswerRow, Meant};
use store::people::Known;
use store::{Tx, enrolments, facts};

/// A row that may mean somebody who is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    pub row: OutsideRowId,
    pub listed: OutsideRow,
    pub person: PersonId,
    /// As the register has it.
    pub name: String,
    pub born: law::Born,
    pub unit: Option<UnitId>,
    pub certainty: Certainty,
    /// What is paid in the coming month: scheme, đồng where it is known.
    pub paid: Vec<(Scheme, Option<Vnd>)>,
    pub answer: Option<Answered>,
}

/// What an officer has said of a match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub id: OutsideAnswerId,
    pub answer: MatchAnswer,
    pub reason: Option<String>,
    pub by: OfficerId,
    pub on: Date,
}

impl Match {
    pub fn is_open(&self) -> bool {
        self.answer.is_none()
    }
}

/// The lists as they stand beside the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Exact ones first, then by list and name.
    pub matches: Vec<Match>,
    /// Rows of each list, and how many of them mean nobody who is paid.
    pub rows: Vec<(OutsideList, usize, usize)>,
}

/// Everybody who is paid and whom a list may mean: of the officer's areas and fields. What the register knows already,
/// such as the same death, is no match; what somebody has answered is there with its answer.
pub fn compared(ctx: &Ctx) -> Result<Compared, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let (rows, all) = load(ctx, tx)?;
        let mut counted = Vec::new();
        for list in OutsideList::ALL {
            let own = rows.values().filter(|row| row.list == *list).count();
            let mut meant: Vec<OutsideRowId> =
                all.iter().filter(|one| one.listed.list == *list).map(|one| one.row).collect();
            meant.sort_unstable();
            meant.dedup();
            if own > 0 {
                counted.push((*list, own, own - meant.len()));
            }
        }
        let reach = Reach::load(ctx, tx, Permission::ReadPayroll)?;
        Ok(Compared { matches: within(&reach, all), rows: counted })
    })
}

/// Only what the officer may see of each person; people of whom that is nothing are left out.
fn within(reach: &Reach, mut all: Vec<Match>) -> Vec<Match> {
    for one in &mut all {
        let person = one.person;
        one.paid.retain(|(scheme, _)| reach.covers(person, *scheme));
    }
    // Whoever is off the lists since an answer was given is shown with that answer.
    all.retain(|one| !one.paid.is_empty() || !one.is_open() && reach.is_whole());
    all
}

type Rows = HashMap<OutsideRowId, OutsideRow>;

fn load(ctx: &Ctx, tx: &mut Tx) -> Result<(Rows, Vec<Match>), OfficeError> {
    if !table::has_rows(tx, ctx.office)? {
        return Ok(Default::default());
    }
    let rows: Rows = table::of_office(tx, ctx.office, Known::Now)?.into_iter().collect();
    let mut pairs: HashMap<(OutsideRowId, PersonId), bool> = HashMap::new();
    for (row, person, by_number) in table::meant(tx, ctx.office)? {
        *pairs.entry((row, person)).or_default() |= by_number;
    }
    if pairs.is_empty() {
        return Ok((rows, Vec::new()));
    }
    let mut register = Beside::load(ctx, tx)?;
    let mut found = Vec::new();
    for ((id, person), has_number) in pairs {
        let Some(row) = rows.get(&id) else { continue };
        found.extend(register.look(ctx, tx, (id, row), person, has_number)?);
    }
    found.sort_by_key(|one: &Match| (one.certainty, one.listed.list, one.name.clone(), one.row, one.person));
    Ok((rows, found))
}

/// What the comparison asks of the register.
struct Beside {
    items: HashMap<domain::ids::EnrolmentId, Vec<Item>>,
    answers: HashMap<(OutsideList, String, PersonId), AnswerRow>,
    people: HashMap<PersonId, Option<Meant>>,
}

impl Beside {
    fn load(ctx: &Ctx, tx: &mut Tx) -> Result<Beside, OfficeError> {
        let as_of = AsOf::known_on(tx, ctx.office, ctx.on)?;
        let answers = table::answers(tx, ctx.office)?.into_iter();
        Ok(Beside {
            items: enrolments::items(tx, ctx.office, &as_of)?,
            answers: answers.map(|row| ((row.list, row.row_key.clone(), row.person), row)).collect(),
            people: HashMap::new(),
        })
    }

    fn look(
        &mut self,
        ctx: &Ctx,
        tx: &mut Tx,
        (id, row): (OutsideRowId, &OutsideRow),
        person: PersonId,
        has_number: bool,
    ) -> Result<Option<Match>, OfficeError> {
        if let std::collections::hash_map::Entry::Vacant(slot) = self.people.entry(person) {
            slot.insert(table::record(tx, person)?);
        }
        let Some(Some(known)) = self.people.get(&person) else { return Ok(None) };
        if !has_number && known.folded_name != row.folded_name {
            return Ok(None);
        }
        let own: Vec<FactRow> =
            facts::of_person(tx, person, Known::Now)?.into_iter().map(|fact| fact.value).collect();
        let home = own.iter().find(|fact| fact.kind == FactKind::Residence && fact.holds_on(ctx.on));
        let candidate = Candidate {
            folded_name: known.folded_name.clone(),
            born: known.born,
            has_number,
            has_citizen_number: known.has_citizen_number,
            unit: home.and_then(|home| home.unit),
        };
        let Some(certainty) = compare(row, &candidate) else { return Ok(None) };
        let answer = self.answers.get(&(row.list, row.key(), person));
        let answer = answer.map(|row| Answered {
            id: row.id,
            answer: row.answer,
            reason: row.reason.clone(),
            by: row.officer,
            on: row.on,
        });
        if answer.is_none() && is_known(ctx, tx, row, person, &own)? {
            return Ok(None);
        }
        let paid = paid(ctx, tx, &self.items, person)?;
        if answer.is_none() && paid.is_empty() {
            return Ok(None);
        }
        Ok(Some(Match {
            row: id,
            listed: row.clone(),
            person,
            name: known.full_name.clone(),
            born: known.born,
            unit: candidate.unit,
            certainty,
            paid,
            answer,
        }))
    }
}

/// The register says already what the list says.
fn is_known(
    ctx: &Ctx,
    tx: &mut Tx,
    row: &OutsideRow,
    person: PersonId,
    own: &[FactRow],
) -> Result<bool, OfficeError> {
    Ok(match row.list {
        OutsideList::Deaths => store::people::death(tx, person, Known::Now)?.is_some(),
        OutsideList::Pensions => own.iter().any(|fact| {
            let kind = row.pension.map(|pension| pension.benefit().word());
            fact.kind == FactKind::Benefit && fact.words[0].as_deref() == kind && fact.until.is_none()
        }),
        OutsideList::Population => {
            !own.iter().any(|fact| fact.kind == FactKind::Residence && fact.holds_on(ctx.on))
        }
    })
}

/// What runs in the month after today's, with its sum as decided or by law.
fn paid(
    ctx: &Ctx,
    tx: &mut Tx,
    items: &HashMap<domain::ids::EnrolmentId, Vec<Item>>,
    person: PersonId,
) -> Result<Vec<(Scheme, Option<Vnd>)>, OfficeError> {
    let month = Month::of(ctx.on).next();
    let mut paid = Vec::new();
    for enrolment in enrolments::of_person(tx, ctx.office, person)? {
        let goes_on = enrolment.scheme.is_monthly() || *enrolment.stream == *crate::worship::STREAM;
        let own = items.get(&enrolment.id).map_or(&[][..], Vec::as_slice);
        if goes_on && let Standing::Granted { terms, .. } = Timeline::of(own, ctx.on).at(month) {
            paid.push((enrolment.scheme, sum(ctx, &enrolment, terms, month)));
        }
    }
    Ok(paid)
}

fn sum(ctx: &Ctx, enrolment: &Enrolment, item: &Item, month: Month) -> Option<Vnd> {
    if !enrolment.scheme.is_monthly() {
        return None;
    }
    let value = |decided: &domain::decisions::DecidedTerms| {
        let by_law = || ctx.rules.value(&decided.terms, month, Some(ctx.on)).ok().map(|one| one.amount);
        decided.written.or_else(by_law)
    };
    item.terms.iter().map(value).sum()
}

/// What an officer adds to a row when confirming it, where the list does not say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// Day of death, or first day of the pension.
    pub on: Option<Date>,
    /// Đồng a month of a pension.
    pub amount: Option<Vnd>,
}

/// The row means the person. A death is recorded, with everything that follows from one; a pension becomes the fact
/// that the law asks for; whoever has moved away stays a signal until somebody has found out where to.
pub fn confirm(ctx: &Ctx, row: OutsideRowId, person: PersonId, more: Confirmed) -> Result<(), OfficeError> {
    let detail = format!("row {row}, person {person}");
    ctx.write(Permission::CheckReports, "outside.confirm", &detail, |tx, entry| {
        let found = own(ctx, tx, row, person)?;
        let before = found.answer.as_ref();
        if before.is_some_and(|answer| answer.answer == MatchAnswer::Confirmed) {
            return Err(settled());
        }
        let listed = &found.listed;
        let on = more.on.or(listed.on);
        match listed.list {
            OutsideList::Deaths => {
                let died_on = on.ok_or_else(|| missing("ngày chết"))?;
                if died_on > ctx.on {
                    return Err(OfficeError::refused("match_day_ahead", "Ngày chết sau ngày hôm nay."));
                }
                let death = Death { died_on, certificate: listed.paper.clone() };
                people::put_death(ctx, tx, entry, person, Some(death))?;
            }
            OutsideList::Pensions => {
                let kind = listed.pension.ok_or_else(|| missing("loại hưởng"))?;
                let from = on.ok_or_else(|| missing("ngày bắt đầu hưởng"))?;
                let amount = more.amount.or(listed.amount).ok_or_else(|| missing("mức hưởng"))?;
                let mut fact = FactRow::empty(FactKind::Benefit, from, None);
                fact.words[0] = Some(kind.benefit().word().to_owned());
                fact.amount = Some(amount);
                let live = facts::of_person(tx, person, Known::Now)?.into_iter();
                let live: Vec<_> = live.map(|row| (row.id, row.value)).collect();
                people::write_facts(tx, entry, person, place_fact(&live, &fact, Dating::Known))?;
            }
            OutsideList::Population => {}
        }
        save(ctx, tx, entry, &found, MatchAnswer::Confirmed, None)
    })
}

/// The row means somebody else: the same row is not asked again, in this list or in the next.
pub fn reject(
    ctx: &Ctx,
    row: OutsideRowId,
    person: PersonId,
    reason: Option<&str>,
) -> Result<(), OfficeError> {
    let detail = format!("row {row}, person {person}");
    ctx.write(Permission::CheckReports, "outside.reject", &detail, |tx, entry| {
        let found = own(ctx, tx, row, person)?;
        if found.answer.is_some() {
            return Err(settled());
        }
        let reason = reason.map(domain::names::clean).filter(|reason| !reason.is_empty());
        save(ctx, tx, entry, &found, MatchAnswer::Rejected, reason)
    })
}

fn settled() -> OfficeError {
    OfficeError::refused(
        "match_settled",
        "Trường hợp này đã có người trả lời. Hãy tải lại danh sách đối chiếu.",
    )
}

fn missing(what: &str) -> OfficeError {
    let message = format!("Danh sách không ghi {what}: hãy ghi khi xác nhận.");
    OfficeError::refused("match_incomplete", message)
}

/// The match of a row and a person, of the officer's area and field.
fn own(ctx: &Ctx, tx: &mut Tx, row: OutsideRowId, person: PersonId) -> Result<Match, OfficeError> {
    let reach = Reach::load(ctx, tx, Permission::CheckReports)?;
    let (_, all) = load(ctx, tx)?;
    let found = all.into_iter().find(|one| one.row == row && one.person == person);
    let found = found.ok_or_else(|| OfficeError::NotFound(format!("trường hợp đối chiếu {row}-{person}")))?;
    // One of the person's schemes is enough; of somebody off the lists only the whole office speaks.
    let is_own = found.paid.iter().any(|(scheme, _)| reach.covers(person, *scheme));
    if is_own || found.paid.is_empty() && reach.is_whole() {
        return Ok(found);
    }
    Err(OfficeError::Forbidden(Permission::CheckReports))
}

fn save(
    ctx: &Ctx,
    tx: &mut Tx,
    entry: EntryId,
    found: &Match,
    answer: MatchAnswer,
    reason: Option<String>,
) -> Result<(), OfficeError> {
    if let Some(before) = &found.answer {
        table::void_answer(tx, before.id, entry)?;
    }
    let id = OutsideAnswerId(tx.next_ids(1)?);
    let (list, row_key) = (found.listed.list, found.listed.key());
    let row = AnswerRow {
        id,
        list,
        row_key,
        person: found.person,
        answer,
        reason,
        officer: ctx.officer.id,
        on: ctx.on,
    };
    Ok(table::insert_answer(tx, ctx.office, entry, row)?)
}

/// Matches that wait for an answer, and people who have moved away and are still paid.
pub(crate) fn signals(ctx: &Ctx, tx: &mut Tx, found: &mut Vec<Signal>) -> Result<(), OfficeError> {
    let month = Month::of(ctx.on).next();
    let matches = load(ctx, tx)?.1;
    if matches.is_empty() {
        return Ok(());
    }
    let reach = Reach::load(ctx, tx, Permission::ReadPayroll)?;
    for one in within(&reach, matches) {
        let moved = one.listed.list == OutsideList::Population;
        let kind = match one.answer.as_ref().map(|answer| answer.answer) {
            None => SignalKind::Listed,
            Some(MatchAnswer::Confirmed) if moved => SignalKind::MovedAway,
            Some(MatchAnswer::Confirmed | MatchAnswer::Rejected) => continue,
        };
        let Some((scheme, _)) = one.paid.first().copied() else { continue };
        let sums = one.paid.iter().filter_map(|(_, sum)| *sum).sum();
        found.push(Signal {
            person: Some(one.person),
            scheme: Some(scheme),
            paid: Some(sums),
            reasons: vec![told(&one)],
            ..Signal::new(kind, month)
        });
    }
    Ok(())
}

/// What the list says, in a sentence.
pub fn told(one: &Match) -> String {
    use domain::labels::Labelled;
    let row = &one.listed;
    let on = row.on.map_or_else(String::new, |day| format!(" ngày {}", domain::dates::short(day)));
    let source = row.source.as_ref().map_or_else(String::new, |source| format!(" ({source})"));
    match row.list {
        OutsideList::Deaths => format!("Danh sách khai tử ghi đã chết{on}{source}"),
        OutsideList::Pensions => {
            let kind = row.pension.map_or("trợ cấp bảo hiểm xã hội", Labelled::label);
            let sum = row.amount.map_or_else(String::new, |sum| format!(" {sum} đồng một tháng"));
            let on =
                row.on.map_or_else(String::new, |day| format!(", hưởng từ {}", domain::dates::short(day)));
            format!("Danh sách bảo hiểm xã hội ghi đang hưởng: {kind}{sum}{on}{source}")
        }
        OutsideList::Population => {
            let what = row.residence.map_or("không còn cư trú", Labelled::label);
            format!("Danh sách cư trú ghi: {what}{on}{source}")
        }
    }
}
