//! A report's figures taken at one moment: answers, rows by figure, warnings.

use super::{Base, base_fold, base_rows, checked, complete_ledger, load_ledger, with_neighbours};
use crate::context::Ctx;
use crate::error::OfficeError;
use crate::permission::Permission;
use domain::Vnd;
use domain::figures::{Answer, FigureKey, Fold, Folded, Ledger, Query, Unit, Value, Warning, evaluate};
use domain::ids::{OfficeId, UnitId};
use domain::names;
use domain::reports::{EvidenceBook, EvidenceRow, EvidenceSection};
use std::collections::BTreeMap;
use store::Tx;
use store::figures::Evidence;

/// Everything that a report on a year rests on.
pub struct Taken {
    pub answers: Vec<Answer>,
    pub book: EvidenceBook,
    pub warnings: Vec<Warning>,
}

/// Takes every figure of the year with its rows, in one transaction.
pub fn take(tx: &mut Tx, office: OfficeId, period: i16) -> Result<Taken, OfficeError> {
    take_keys(tx, office, &FigureKey::of_period(period), title(period))
}

fn title(period: i16) -> String {
    format!("Căn cứ của số liệu báo cáo năm {period}")
}

/// The same for the figures asked for.
pub(crate) fn take_keys(
    tx: &mut Tx,
    office: OfficeId,
    keys: &[FigureKey],
    title: String,
) -> Result<Taken, OfficeError> {
    let asked = asked(keys);
    let told: Result<Vec<Told>, OfficeError> = asked.iter().map(|asked| tell(tx, office, asked)).collect();
    taken(tx, office, keys, title, asked.into_iter().zip(told?))
}

/// `take` with all cores, then `then` on the same snapshot.
pub(crate) fn take_split<T>(
    ctx: &Ctx,
    permission: Permission,
    period: i16,
    then: impl FnOnce(&mut Tx, Taken) -> Result<T, OfficeError>,
) -> Result<T, OfficeError> {
    let keys = FigureKey::of_period(period);
    let asked = asked(&keys);
    let tell = |tx: &mut Tx, asked: &Asked| tell(tx, ctx.office, asked);
    ctx.read_split(permission, &asked, tell, |tx, told| {
        let taken = taken(tx, ctx.office, &keys, title(period), asked.iter().copied().zip(told))?;
        then(tx, taken)
    })
}

/// A base figure: its rows, or where it only stands beside others, their fold.
#[derive(Clone, Copy)]
struct Asked {
    query: Query,
    base: FigureKey,
    is_listed: bool,
}

impl Asked {
    fn of(&self) -> Base {
        (self.query, self.base.year, self.base.months)
    }
}

enum Told {
    Rows(Vec<Evidence>),
    Fold(Folded),
}

/// Everything that the database is asked for, each once.
fn asked(keys: &[FigureKey]) -> Vec<Asked> {
    let mut asked: BTreeMap<Base, Asked> = BTreeMap::new();
    for (keys, is_listed) in [(keys, true), (&with_neighbours(keys), false)] {
        for (query, base) in keys.iter().flat_map(|key| key.bases()) {
            let one = Asked { query, base, is_listed };
            asked.entry(one.of()).or_insert(one);
        }
    }
    asked.into_values().collect()
}

fn tell(tx: &mut Tx, office: OfficeId, asked: &Asked) -> Result<Told, OfficeError> {
    Ok(match asked.is_listed {
        true => Told::Rows(base_rows(tx, office, asked.query, asked.base)?),
        false => Told::Fold(base_fold(tx, office, asked.query, asked.base)?),
    })
}

fn taken(
    tx: &mut Tx,
    office: OfficeId,
    keys: &[FigureKey],
    title: String,
    told: impl Iterator<Item = (Asked, Told)>,
) -> Result<Taken, OfficeError> {
    let mut listed = BTreeMap::new();
    let mut ledger = Ledger::default();
    for (asked, told) in told {
        let folded = match told {
            Told::Fold(folded) => folded,
            Told::Rows(rows) => {
                let folded = store::figures::folded(&rows);
                listed.insert(asked.of(), rows);
                folded
            }
        };
        ledger.folded.insert(asked.of(), folded);
    }
    complete_ledger(tx, office, &mut ledger)?;
    let answers: Vec<Answer> = keys.iter().map(|key| evaluate(*key, &ledger)).collect();
    let before: Vec<Answer> =
        keys.iter().filter_map(|key| key.last_year()).map(|key| evaluate(key, &ledger)).collect();
    let mut names = UnitNames::default();
    let mut sections = Vec::new();
    for answer in answers.iter().filter(|answer| answer.value.is_some()) {
        let rows = match answer.key.spec.fold {
            Fold::Count(query) | Fold::Sum(query) => {
                let base = (query, answer.key.year, answer.key.months);
                listed.get(&base).map_or(&[][..], Vec::as_slice)
            }
            Fold::Ratio { .. } | Fold::Fewer { .. } | Fold::OfTarget { .. } | Fold::Verdict { .. } => &[],
        };
        sections.push(section(tx, answer, rows, &ledger, &mut names)?);
    }
    let known = answers.iter().filter(|answer| answer.value.is_some()).map(|answer| answer.key);
    let spread: Vec<(FigureKey, &EvidenceSection)> =
        known.zip(&sections).filter(|(_, section)| section.made_of.is_empty()).collect();
    let warnings = checked(&answers, &before, &spread);
    Ok(Taken { answers, book: EvidenceBook { title, sections }, warnings })
}

fn section(
    tx: &mut Tx,
    answer: &Answer,
    listed: &[Evidence],
    ledger: &Ledger,
    names: &mut UnitNames,
) -> Result<EvidenceSection, OfficeError> {
    let key = answer.key;
    let mut rows = Vec::with_capacity(listed.len());
    for row in listed {
        let unit = names.of(tx, row.unit)?;
        let Evidence { kind, id, label, unit: _, quantity } = row.clone();
        rows.push(EvidenceRow { kind, id, label, unit, quantity });
    }
    rows.sort_by_cached_key(|row| {
        (row.unit.is_empty(), names::alphabetical_key(&row.unit), names::sort_key(&row.label), row.id)
    });
    Ok(EvidenceSection {
        id: key.id(),
        title: key.title(),
        exact: answer.exact(),
        clock: key.clock_shown(),
        made_of: key.operands().into_iter().map(FigureKey::id).collect(),
        formula: formula(answer, ledger),
        quantity_title: quantity_title(key.spec.unit).to_owned(),
        shares: EvidenceSection::shares_of(&rows),
        rows,
    })
}

/// `204 ÷ 44.347`, `265 − 204`, `0,46% so với dưới 1%`; empty for base figures.
fn formula(answer: &Answer, ledger: &Ledger) -> String {
    let operands: Vec<Answer> = answer.key.operands().into_iter().map(|key| evaluate(key, ledger)).collect();
    match (answer.key.spec.fold, operands.as_slice()) {
        (Fold::Ratio { .. }, [part, whole]) => format!("{} ÷ {}", part.shown(), whole.shown()),
        (Fold::Fewer { .. }, [before, now]) => format!("{} − {}", before.shown(), now.shown()),
        (Fold::OfTarget { .. }, [reached]) => {
            let target = reached.target.as_ref().map(|target| target.shown(reached.key.spec.unit));
            format!("{} so với {}", reached.shown(), target.unwrap_or_default())
        }
        (Fold::Verdict { .. }, [judged]) => {
            let target = answer.target.as_ref().map(|target| target.shown(judged.key.spec.unit));
            format!("{} so với {}", judged.shown(), target.unwrap_or_default())
        }
        (
            Fold::Count(_)
            | Fold::Sum(_)
            | Fold::Ratio { .. }
            | Fold::Fewer { .. }
            | Fold::OfTarget { .. }
            | Fold::Verdict { .. },
            _,
        ) => String::new(),
    }
}

fn quantity_title(unit: Unit) -> &'static str {
    match unit {
        Unit::Person => "Số người",
        Unit::Household => "Số hộ",
        Unit::Line | Unit::Gift => "Số suất",
        Unit::Item => "Số lượng",
        Unit::Vnd => "Số tiền (đồng)",
        Unit::PerCent | Unit::Points | Unit::Verdict => "Giá trị",
    }
}

/// Names of communes, each asked for once.
#[derive(Default)]
pub struct UnitNames(BTreeMap<UnitId, String>);

impl UnitNames {
    /// `Phường Lộc Hưng`; empty for rows without a unit.
    pub fn of(&mut self, tx: &mut Tx, unit: Option<UnitId>) -> Result<String, OfficeError> {
        let Some(id) = unit else { return Ok(String::new()) };
        if let Some(name) = self.0.get(&id) {
            return Ok(name.clone());
        }
        let found = store::units::by_id(tx, id)?;
        let name = found.map(|unit| capitalised(&unit.full_name())).unwrap_or_default();
        self.0.insert(id, name.clone());
        Ok(name)
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Invariant 6 for one period: every base figure, as the database folds it, equals the fold of its listed rows, row by
/// row. Gives the ids of figures that do not, with both values.
pub fn unfaithful(tx: &mut Tx, office: OfficeId, period: i16) -> Result<Vec<(String, String)>, OfficeError> {
    let keys = FigureKey::of_period(period);
    let ledger = load_ledger(tx, office, &keys)?;
    let mut found = Vec::new();
    for key in keys {
        let answer = evaluate(key, &ledger);
        let (Fold::Count(query) | Fold::Sum(query), Some(value)) = (key.spec.fold, &answer.value) else {
            continue;
        };
        let listed: i64 = base_rows(tx, office, query, key)?.iter().map(|row| row.quantity).sum();
        if *value != Value::Number(listed) {
            found.push((key.id(), format!("{} ≠ {}", answer.exact(), Vnd(listed))));
        }
    }
    Ok(found)
}
