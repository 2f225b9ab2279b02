//! The yearly money for worshipping martyrs: one for each martyr and year, to the one person who is authorised, where
//! no relative draws the monthly allowance (Decree 131/2021, Art. 28). Who worships whom stands in the register of
//! relatives; money is paid on a signed decision, by the annual run.

use crate::decisions::{self, NewDecision, NewItem};
use crate::permission::{Field, Permission};
use crate::{Ctx, OfficeError};
use domain::decisions::{DecidedTerms, DecisionKind, DecisionState, Item, Rhythm, Standing, Timeline};
use domain::facts::reference_to;
use domain::ids::{DecisionId, EntryId, PersonId, UnitId};
use domain::merit_files::{FileCategory, worship_from};
use law::{Month, Name, Scheme, Terms};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use store::as_of::AsOf;
use store::people::Known;
use store::{Tx, enrolments, merit_files, runs};

/// The stream of the yearly money.
pub const STREAM: &str = "martyr/worship";

/// Why a worshipper of the register is not proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PassedOver {
    /// A relative draws the monthly allowance for the martyr.
    Drawn,
    /// The register names several worshippers for the martyr: the family must agree on one.
    Several,
    WorshipperDead,
}

impl PassedOver {
    pub fn label(self) -> &'static str {
        match self {
            PassedOver::Drawn => "thân nhân của liệt sĩ đang hưởng trợ cấp tuất hằng tháng",
            PassedOver::Several => "sổ ghi nhiều người thờ cúng cùng một liệt sĩ: cần chọn một người",
            PassedOver::WorshipperDead => "người thờ cúng đã chết",
        }
    }
}

/// Worshippers of the register beside the decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposed {
    /// By person and month: each names every martyr whom the person worships by then.
    pub items: Vec<NewItem>,
    /// Worshipper, martyr and why not.
    pub passed: Vec<(PersonId, PersonId, PassedOver)>,
}

/// Who stands in the register as the worshipper of a martyr and has no decision for it yet.
pub fn proposed(ctx: &Ctx) -> Result<Proposed, OfficeError> {
    ctx.read(Permission::ReadDecisions, |tx| {
        let reach = ctx.reach(tx, Permission::ReadDecisions, Some(Field::Merit))?;
        propose(ctx, tx, reach.as_ref())
    })
}

/// One decision for everybody who is proposed; it pays once it is signed. `None` if nobody is.
pub fn draft(ctx: &Ctx) -> Result<Option<DecisionId>, OfficeError> {
    let proposed = ctx.read(Permission::DraftDecisions, |tx| {
        let reach = ctx.reach(tx, Permission::DraftDecisions, Some(Field::Merit))?;
        propose(ctx, tx, reach.as_ref())
    })?;
    if proposed.items.is_empty() {
        return Ok(None);
    }
    let reason = Some("Trợ cấp thờ cúng liệt sĩ theo sổ thân nhân".to_owned());
    let new = NewDecision { kind: DecisionKind::Grant, reason, items: proposed.items };
    decisions::draft(ctx, &new).map(Some)
}

/// What is granted to who worships the martyr.
pub fn terms(martyr: &Name) -> DecidedTerms {
    let terms = Terms {
        scheme: Scheme::MeritOneOff,
        category: FileCategory::Martyr.word().into(),
        part: "worship".into(),
        class: "".into(),
        rate: None,
        quantity: 1,
    };
    DecidedTerms::by_law(terms, martyr)
}

fn propose(ctx: &Ctx, tx: &mut Tx, reach: Option<&BTreeSet<UnitId>>) -> Result<Proposed, OfficeError> {
    let opening = crate::payroll::opening(tx, ctx.office)?;
    let as_of = AsOf::known_on(tx, ctx.office, ctx.on)?;
    let deaths = enrolments::deaths(tx, ctx.office, &as_of)?;
    let drawing = drawing(ctx, tx, &as_of)?;
    let worshipped = Worshipped::load(ctx, tx)?;
    let homes = enrolments::residences(tx, ctx.office, &as_of)?;
    let within = |person: &PersonId| {
        reach.is_none_or(|reach| {
            homes.get(person).and_then(|homes| homes.last()).is_some_and(|home| reach.contains(&home.unit))
        })
    };
    let martyrs: HashMap<_, _> = merit_files::files(tx, ctx.office, Known::Now)?
        .into_iter()
        .filter(|row| row.file.category == FileCategory::Martyr)
        .map(|row| (row.id, row.file.person))
        .collect();
    let mut by_martyr: BTreeMap<PersonId, Vec<(PersonId, Month)>> = BTreeMap::new();
    let mut drawn: HashSet<PersonId> = HashSet::new();
    for row in merit_files::relatives(tx, ctx.office, Known::Now)? {
        let relative = row.relative;
        let Some(martyr) = martyrs.get(&relative.file) else { continue };
        let holds = relative.from <= ctx.on && relative.until.is_none_or(|until| ctx.on < until);
        if relative.worships && holds {
            let from = worship_from(relative.from, opening);
            by_martyr.entry(*martyr).or_default().push((relative.person, from));
        } else if drawing.people.contains(&relative.person) {
            drawn.insert(*martyr);
        }
    }
    let mut found = Proposed::default();
    let mut new: BTreeMap<PersonId, BTreeMap<Month, Vec<Name>>> = BTreeMap::new();
    for (martyr, worshippers) in by_martyr {
        let reference: Name = reference_to(martyr).into();
        if worshipped.by.contains_key(&reference) {
            continue;
        }
        let living: Vec<_> = worshippers.iter().filter(|(person, _)| !deaths.contains_key(person)).collect();
        let why = if drawn.contains(&martyr) || drawing.martyrs.contains(&reference) {
            Some(PassedOver::Drawn)
        } else {
            match living.len() {
                0 => Some(PassedOver::WorshipperDead),
                1 => None,
                _ => Some(PassedOver::Several),
            }
        };
        match (why, living.first()) {
            (None, Some((person, from))) if within(person) => {
                let from = worshipped.first_unpaid(&reference, *person, *from);
                new.entry(*person).or_default().entry(from).or_default().push(reference);
            }
            (None, _) => {}
            (Some(why), _) => {
                found.passed.extend(worshippers.iter().map(|(person, _)| (*person, martyr, why)));
            }
        }
    }
    for (person, months) in new {
        let mut held = worshipped.terms.get(&person).cloned().unwrap_or_default();
        for (from_month, martyrs) in months {
            held.extend(martyrs.iter().map(terms));
            let (scheme, stream) = (Scheme::MeritOneOff, STREAM.into());
            found.items.push(NewItem { person, scheme, stream, from_month, terms: held.clone() });
        }
    }
    Ok(found)
}

/// Who draws a survivor's allowance each month, and the martyrs that the money rests on.
struct Drawing {
    people: HashSet<PersonId>,
    martyrs: HashSet<Name>,
}

fn drawing(ctx: &Ctx, tx: &mut Tx, as_of: &AsOf) -> Result<Drawing, OfficeError> {
    let mut items = enrolments::items(tx, ctx.office, as_of)?;
    let deaths = enrolments::deaths(tx, ctx.office, as_of)?;
    let mut drawing = Drawing { people: HashSet::new(), martyrs: HashSet::new() };
    for enrolment in enrolments::of_office(tx, ctx.office)? {
        let martyr = *enrolment.stream == *FileCategory::Martyr.word();
        if enrolment.scheme != Scheme::Merit || !martyr || deaths.contains_key(&enrolment.person) {
            continue;
        }
        let own = items.remove(&enrolment.id).unwrap_or_default();
        if let Standing::Granted { terms, .. } = Timeline::of(&own, ctx.on).at(Month::of(ctx.on)) {
            drawing.people.insert(enrolment.person);
            drawing.martyrs.extend(terms.terms.iter().map(|decided| decided.reference.clone()));
        }
    }
    Ok(drawing)
}

/// Which living person is granted the money of which martyr, and who was paid for which year.
pub(crate) struct Worshipped {
    /// By reference of the martyr; drafts that wait for their signature count.
    by: HashMap<Name, PersonId>,
    terms: HashMap<PersonId, Vec<DecidedTerms>>,
    paid: HashMap<Name, Vec<(i16, PersonId)>>,
}

impl Worshipped {
    pub fn load(ctx: &Ctx, tx: &mut Tx) -> Result<Worshipped, OfficeError> {
        let as_of = AsOf::known_on(tx, ctx.office, ctx.on)?;
        let mut items = enrolments::items(tx, ctx.office, &as_of)?;
        let deaths = enrolments::deaths(tx, ctx.office, &as_of)?;
        let mut posted = runs::posted(tx, ctx.office, Rhythm::Yearly, EntryId(i64::MAX))?;
        let mut worshipped = Worshipped { by: HashMap::new(), terms: HashMap::new(), paid: HashMap::new() };
        let of_stream = enrolments::of_office(tx, ctx.office)?.into_iter();
        for enrolment in of_stream.filter(|one| *one.stream == *STREAM) {
            let person = enrolment.person;
            if let Some(posted) = posted.remove(&enrolment.id) {
                for (key, month) in posted.posted_keys() {
                    worshipped.paid.entry(key.reference.clone()).or_default().push((month.year(), person));
                }
            }
            let own = items.remove(&enrolment.id).unwrap_or_default();
            if !deaths.contains_key(&person) {
                let held = held(&own, ctx);
                worshipped.by.extend(held.iter().map(|decided| (decided.reference.clone(), person)));
                worshipped.terms.insert(person, held);
            }
        }
        Ok(worshipped)
    }

    /// `from`, or the January after a year that somebody else was paid for.
    fn first_unpaid(&self, martyr: &Name, person: PersonId, from: Month) -> Month {
        let mut first = from;
        for (year, other) in self.paid.get(martyr).into_iter().flatten() {
            if *other != person && *year >= first.year() {
                first = Month::of(jiff::civil::date(*year, 12, 1)).next();
            }
        }
        first
    }

    /// Why the money of the martyr cannot be granted to the person from that month.
    pub fn taken(&self, martyr: &Name, person: PersonId, from: Month) -> Option<(&'static str, String)> {
        if self.by.get(martyr).is_some_and(|other| *other != person) {
            let message = "Liệt sĩ này đã có người khác được trợ cấp thờ cúng: hãy thôi hưởng người đó trước";
            return Some(("martyr_worshipped", message.to_owned()));
        }
        let year = self.first_unpaid(martyr, person, from).year();
        (year != from.year()).then(|| {
            let message = format!(
                "Trợ cấp thờ cúng liệt sĩ này năm {} đã chi cho người khác: hưởng từ tháng 01/{year}",
                from.year()
            );
            ("martyr_worship_paid", message)
        })
    }
}

/// What the decisions grant in the end, drafts included.
fn held(items: &[Item], ctx: &Ctx) -> Vec<DecidedTerms> {
    let last = items.iter().map(|item| item.from_month).max().unwrap_or(Month::of(ctx.on));
    let mut held = match Timeline::of(items, ctx.on).at(last.max(Month::of(ctx.on))) {
        Standing::Granted { terms, .. } | Standing::Suspended { terms, .. } => terms.terms.clone(),
        Standing::Nothing | Standing::Ended { .. } => Vec::new(),
    };
    let pending = items.iter().filter(|item| {
        item.decision.state() == DecisionState::Drafted
            || item.decision.state() == DecisionState::Signed && !item.decision.binds(ctx.on)
    });
    for decided in pending.flat_map(|item| &item.terms) {
        if !held.iter().any(|one| one.reference == decided.reference) {
            held.push(decided.clone());
        }
    }
    held
}

/// Refused: `martyr_worshipped`, `martyr_worship_paid`, if the decision would pay twice for one martyr.
pub(crate) fn refuse_second(ctx: &Ctx, tx: &mut Tx, new: &NewDecision) -> Result<(), OfficeError> {
    let mut named: BTreeMap<&Name, PersonId> = BTreeMap::new();
    let mut wanted = Vec::new();
    for item in &new.items {
        for decided in item.terms.iter().filter(|one| Rhythm::of(&one.terms) == Rhythm::Yearly) {
            if named.insert(&decided.reference, item.person).is_some_and(|other| other != item.person) {
                let message = "Quyết định ghi hai người cùng được trợ cấp thờ cúng một liệt sĩ";
                return Err(OfficeError::refused("martyr_worshipped", message));
            }
            wanted.push((&decided.reference, item.person, item.from_month));
        }
    }
    if wanted.is_empty() {
        return Ok(());
    }
    let worshipped = Worshipped::load(ctx, tx)?;
    for (martyr, person, from) in wanted {
        if let Some((code, message)) = worshipped.taken(martyr, person, from) {
            return Err(OfficeError::refused(code, message));
        }
    }
    Ok(())
}
