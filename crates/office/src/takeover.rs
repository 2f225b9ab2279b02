//! Takeover: an office starts with last month's paid list, not with history.
//!
//! Each line becomes an enrolment "theo danh sách cũ" with the amount of the list, so that the first run repeats
//! the list to the đồng; a table says what the engine thinks of each line, and somebody resolves it.

use crate::decisions::{Built, Head, NewDecision, NewItem, build};
use crate::enrolments::{Enrolling, stream};
use crate::entitlement::{self, Verdict};
use crate::import::kinds::{KINDS, paid_list};
use crate::import::{self, Mode, Progress, SheetReport};
use crate::permission::Permission;
use crate::reach::Reach;
use crate::{Ctx, OfficeError, offices};
use domain::decisions::{DecidedTerms, DecisionKind};
use domain::ids::{EnrolmentId, EntryId, OfficeSettingId, PersonId, TakeoverLineId};
use law::{Month, Name, Scheme, Terms, Vnd};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use store::offices::SettingRow;
use store::takeover::TakeoverRow;
use store::{Tx, enrolments, runs, takeover as rows};

/// One line of the old list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedLine {
    pub person: PersonId,
    pub terms: Terms,
    /// Whose death or status a survivor's line rests on; else empty.
    pub reference: Name,
    pub amount: Vnd,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakenOver {
    pub enrolments: usize,
    pub lines: usize,
    /// Sum of the list: the first run's.
    pub total: Vnd,
    pub same: usize,
    pub differs: usize,
    pub fact_missing: usize,
}

/// What the engine says of a line, for the table of differences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeoverView {
    pub row: TakeoverRow,
    pub person: PersonId,
}

/// What somebody decides about a line on which list and engine differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// The list's amount stays until a decision changes it.
    Keep,
    /// The engine's terms hold from the opening month on.
    Engine,
}

impl Resolution {
    pub fn word(self) -> &'static str {
        match self {
            Resolution::Keep => "keep",
            Resolution::Engine => "engine",
        }
    }
}

/// The class of a line that fits no row of the law's tables: its sum is paid as listed, and the table of differences
/// tells it.
pub(crate) const AS_LISTED: &str = "as_listed";

pub(crate) fn is_as_listed(terms: &Terms) -> bool {
    &*terms.class == AS_LISTED
}

/// Takes over the list paid for `month`; the month after becomes the first on the office's own books. Refused:
/// `takeover_late` (a run is approved already), `opening_differs`, `listed_twice`.
pub fn take_over(ctx: &Ctx, month: Month, lines: &[ListedLine]) -> Result<TakenOver, OfficeError> {
    let detail = format!("{month} lines {}", lines.len());
    ctx.write(Permission::Takeover, "takeover", &detail, |tx, entry| {
        take_over_in(ctx, tx, entry, month, lines)
    })
}

/// Takes over the lists of workbooks: the opening month is settled first, then their rows go the importer's way,
/// good ones in, doubtful ones parked. The same file twice changes nothing. Refused: `takeover_late`,
/// `opening_differs`, and what the importer refuses.
pub fn take_over_files(
    ctx: &Ctx,
    paths: &[PathBuf],
    month: Month,
    mode: Mode,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<SheetReport>, OfficeError> {
    if mode == Mode::Import {
        open_books(ctx, month)?;
    }
    import::import(ctx, paths, KINDS, Some(paid_list::KIND.id), mode, progress)
}

/// Settles the opening month before the list of `month` is rehearsed and imported like any other. Refused:
/// `takeover_late`, `opening_differs`.
pub fn open_books(ctx: &Ctx, month: Month) -> Result<(), OfficeError> {
    ctx.write(Permission::Takeover, "takeover.opening", &month.next().to_string(), |tx, entry| {
        refuse_late(ctx, tx)?;
        set_opening(ctx, tx, entry, month.next())
    })
}

/// The same within an import's transaction.
pub(crate) fn take_over_in(
    ctx: &Ctx,
    tx: &mut Tx,
    entry: EntryId,
    month: Month,
    lines: &[ListedLine],
) -> Result<TakenOver, OfficeError> {
    refuse_late(ctx, tx)?;
    set_opening(ctx, tx, entry, month.next())?;
    let mut enrolling = Enrolling::begin(tx, ctx.office)?;
    let built = grant(ctx, tx, entry, &mut enrolling, month, lines)?;
    let enrolments = built.items.len();
    enrolling.save(tx, ctx.office, entry)?;
    built.write(ctx, tx)?;
    let table = judge(ctx, tx, entry, month, lines)?;
    let count = |finding: &str| table.iter().filter(|row| row.finding == finding).count();
    let taken = TakenOver {
        enrolments,
        lines: lines.len(),
        total: lines.iter().map(|line| line.amount).sum(),
        same: count(Verdict::SAME),
        differs: count(Verdict::DIFFERS),
        fact_missing: count(Verdict::FACT_MISSING),
    };
    rows::insert(tx, ctx.office, &table)?;
    Ok(taken)
}

fn refuse_late(ctx: &Ctx, tx: &mut Tx) -> Result<(), OfficeError> {
    if runs::list(tx, ctx.office)?.iter().any(|run| run.approved_entry.is_some()) {
        let message = "Đã có kỳ chi trả được duyệt: không tiếp nhận danh sách cũ được nữa";
        return Err(OfficeError::refused("takeover_late", message));
    }
    Ok(())
}

/// The table of differences, of the officer's areas and fields.
pub fn table(ctx: &Ctx) -> Result<Vec<TakeoverView>, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let reach = Reach::load(ctx, tx, Permission::ReadPayroll)?;
        let enrolled = enrolled(ctx, tx)?;
        let view = |row: TakeoverRow| {
            let (person, scheme) = *enrolled.get(&row.enrolment)?;
            reach.covers(person, scheme).then_some(TakeoverView { row, person })
        };
        Ok(rows::of_office(tx, ctx.office)?.into_iter().filter_map(view).collect())
    })
}

/// Resolves a line once. Accepting the engine writes its terms from the opening month on; what was posted
/// meanwhile becomes arrears or a recovery of the next run. Refused: `takeover_resolved`, `nothing_to_accept`.
pub fn resolve(ctx: &Ctx, line: TakeoverLineId, resolution: Resolution) -> Result<(), OfficeError> {
    let detail = format!("line {line} {}", resolution.word());
    ctx.write(Permission::Takeover, "takeover.resolve", &detail, |tx, entry| {
        let row = rows::get(tx, ctx.office, line)?;
        if row.resolved_entry.is_some() {
            return Err(OfficeError::refused("takeover_resolved", "Dòng này đã được xử lý"));
        }
        Reach::load(ctx, tx, Permission::Takeover)?.check(enrolled(ctx, tx)?.get(&row.enrolment).copied())?;
        if resolution == Resolution::Engine {
            accept_engine(ctx, tx, entry, &row)?;
        }
        Ok(rows::resolve(tx, line, entry, resolution.word())?)
    })
}

/// Whose enrolment, and in which scheme.
fn enrolled(ctx: &Ctx, tx: &mut Tx) -> Result<HashMap<EnrolmentId, (PersonId, Scheme)>, OfficeError> {
    let all = enrolments::of_office(tx, ctx.office)?.into_iter();
    Ok(all.map(|one| (one.id, (one.person, one.scheme))).collect())
}

fn set_opening(ctx: &Ctx, tx: &mut Tx, entry: EntryId, opening: Month) -> Result<(), OfficeError> {
    let known = store::offices::settings_of(tx, ctx.office, offices::OPENING_MONTH)?;
    match known.last() {
        Some(setting) if setting.value == opening.to_string() => Ok(()),
        Some(setting) => {
            let message = format!(
                "Cơ quan đã ghi tháng mở sổ {}: danh sách cũ phải là của tháng liền trước",
                setting.value
            );
            Err(OfficeError::refused("opening_differs", message))
        }
        None => {
            let setting = SettingRow {
                id: OfficeSettingId(tx.next_ids(1)?),
                item: offices::OPENING_MONTH.to_owned(),
                value: opening.to_string(),
                from: None,
                until: None,
            };
            Ok(store::offices::insert_setting(tx, ctx.office, &setting, entry)?)
        }
    }
}

/// One paper for the whole list, known from its month on.
fn grant(
    ctx: &Ctx,
    tx: &mut Tx,
    entry: EntryId,
    enrolling: &mut Enrolling,
    month: Month,
    lines: &[ListedLine],
) -> Result<Built, OfficeError> {
    let mut grouped: BTreeMap<(PersonId, Scheme, Name), Vec<DecidedTerms>> = BTreeMap::new();
    for line in lines {
        let key = (line.person, line.terms.scheme, stream(&line.terms));
        let decided = DecidedTerms {
            terms: line.terms.clone(),
            reference: line.reference.clone(),
            written: Some(line.amount),
            arrears_written: None,
        };
        let of_stream = grouped.entry(key).or_default();
        if of_stream.iter().any(|other| other.key() == decided.key()) {
            let message = format!(
                "Danh sách ghi hai lần khoản {} của cùng một người ({})",
                line.terms.part, line.person
            );
            return Err(OfficeError::refused("listed_twice", message));
        }
        of_stream.push(decided);
    }
    let items = grouped.into_iter().map(|((person, scheme, stream), terms)| NewItem {
        person,
        scheme,
        stream,
        from_month: month,
        terms,
    });
    let new = NewDecision { kind: DecisionKind::Grant, reason: None, items: items.collect() };
    build(ctx, tx, entry, enrolling, Head::Takeover { known_on: month.first_day() }, &new)
}

fn judge(
    ctx: &Ctx,
    tx: &mut Tx,
    entry: EntryId,
    month: Month,
    lines: &[ListedLine],
) -> Result<Vec<TakeoverRow>, OfficeError> {
    let known: HashMap<(PersonId, Scheme, Name), EnrolmentId> = enrolments::of_office(tx, ctx.office)?
        .into_iter()
        .map(|one| ((one.person, one.scheme, one.stream), one.id))
        .collect();
    let cases = entitlement::cases_of(ctx, tx, &lines.iter().map(|line| line.person).collect())?;
    let first = tx.next_ids(lines.len() as u64)?;
    let mut table = Vec::with_capacity(lines.len());
    for (line, id) in lines.iter().zip(first..) {
        let key = (line.person, line.terms.scheme, stream(&line.terms));
        let Some(enrolment) = known.get(&key) else { continue };
        let verdict = match cases.get(&line.person) {
            Some(case) => entitlement::judge(ctx, case, &line.terms, &line.reference, line.amount, month),
            None => Verdict::unknown(),
        };
        table.push(TakeoverRow {
            id: TakeoverLineId(id),
            month,
            enrolment: *enrolment,
            key: domain::decisions::PartKey {
                part: line.terms.part.clone(),
                reference: line.reference.clone(),
            },
            listed: line.amount,
            engine: verdict.amount,
            finding: verdict.finding.to_owned(),
            reason: verdict.reason,
            resolved_entry: None,
            resolution: None,
            recorded_entry: entry,
        });
    }
    Ok(table)
}

/// The enrolment's terms with the engine's in place of the line's.
fn accept_engine(ctx: &Ctx, tx: &mut Tx, entry: EntryId, row: &TakeoverRow) -> Result<(), OfficeError> {
    let refused = || {
        let message = "Máy tính không ra khoản này: hãy giữ mức cũ, hoặc bổ sung thông tin, hoặc ra quyết định thôi hưởng";
        OfficeError::refused("nothing_to_accept", message)
    };
    let enrolment = enrolments::by_id(tx, ctx.office, row.enrolment)?.ok_or_else(refused)?;
    let as_of = store::as_of::AsOf::known_on(tx, ctx.office, ctx.on)?;
    let mut items = enrolments::items_of_person(tx, ctx.office, enrolment.person, &as_of)?;
    let items = items.remove(&enrolment.id).unwrap_or_default();
    let opening = crate::payroll::opening(tx, ctx.office)?;
    let domain::decisions::Standing::Granted { terms, .. } =
        domain::decisions::in_force(&items, opening, ctx.on)
    else {
        return Err(refused());
    };
    let mut named = terms.terms.clone();
    let listed = named.iter_mut().find(|decided| decided.key() == row.key).ok_or_else(refused)?;
    let cases = entitlement::cases_of(ctx, tx, &BTreeSet::from([enrolment.person]))?;
    let case = cases.get(&enrolment.person).ok_or_else(refused)?;
    let award = entitlement::award_for(ctx, case, &listed.terms, &listed.reference, opening);
    let award = award.ok_or_else(refused)?;
    *listed = DecidedTerms { written: None, terms: award.terms, ..listed.clone() };
    let item = NewItem {
        person: enrolment.person,
        scheme: enrolment.scheme,
        stream: enrolment.stream.clone(),
        from_month: opening,
        terms: named,
    };
    let new = NewDecision {
        kind: DecisionKind::Change,
        reason: Some("Chấp nhận mức tính theo quy định khi tiếp nhận".to_owned()),
        items: vec![item],
    };
    let mut enrolling = Enrolling::begin(tx, ctx.office)?;
    let built = build(ctx, tx, entry, &mut enrolling, Head::Takeover { known_on: ctx.on }, &new)?;
    built.write(ctx, tx).map(drop)
}
