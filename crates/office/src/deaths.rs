//! What a recorded death brings by itself: drafts of the decision that stops the dead person's allowances and of the
//! one that grants the support on the occasion of the death. Somebody signs them; until then they bind nobody.

use crate::decisions::{Head, NewDecision, NewItem, build};
use crate::enrolments::{Enrolling, stream};
use crate::entitlement::{decision_facts, decision_scheme};
use crate::people::load_case;
use crate::permission::Field;
use crate::{Ctx, OfficeError};
use domain::dates;
use domain::decisions::{DecidedTerms, DecisionKind, Enrolment, Item, Standing, Timeline, is_worked_out};
use domain::ids::{DecisionId, EnrolmentId, EntryId, PersonId};
use jiff::civil::Date;
use law::{Award, Fact, Ground, LawError, Month, Scheme};
use std::collections::{HashMap, HashSet};
use store::as_of::AsOf;
use store::people::Known;
use store::{Tx, decisions, enrolments};

/// How the reason of such a draft begins.
pub const REASON: &str = "Đối tượng chết ngày";

/// What the books say of one dead person.
struct Book<'a> {
    person: PersonId,
    died: Date,
    enrolled: Vec<Enrolment>,
    items: HashMap<EnrolmentId, Vec<Item>>,
    /// Everybody's enrolments of which a draft waits for its signature.
    waiting: &'a HashSet<(EnrolmentId, DecisionKind)>,
}

impl Book<'_> {
    fn items(&self, enrolment: &Enrolment) -> &[Item] {
        self.items.get(&enrolment.id).map_or(&[], Vec::as_slice)
    }
}

/// Drafts what the deaths of these people call for, once their deaths are written. Deaths before the month ahead of
/// the first one on the books are history.
pub(crate) fn draft(
    ctx: &Ctx,
    tx: &mut Tx,
    entry: EntryId,
    people: &[PersonId],
) -> Result<Vec<DecisionId>, OfficeError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    // Before the office has opened its books there is nothing to stop.
    let Ok(opening) = crate::payroll::opening(tx, ctx.office) else { return Ok(Vec::new()) };
    let as_of = AsOf::known_on(tx, ctx.office, ctx.on)?;
    let waiting = decisions::open_drafts(tx, ctx.office)?.into_iter();
    let waiting: HashSet<_> = waiting.map(|(enrolment, _, kind, _)| (enrolment, kind)).collect();
    let mut enrolling = Enrolling::default();
    let mut drafted = Vec::new();
    for person in people.iter().copied() {
        let Some(died) = enrolments::death(tx, person, &as_of)? else { continue };
        if Month::of(died) < opening.previous() {
            continue;
        }
        let enrolled = enrolments::of_person(tx, ctx.office, person)?;
        enrolling.know(enrolled.iter().cloned());
        let items = enrolments::items_of_person(tx, ctx.office, person, &as_of)?;
        let book = Book { person, died, enrolled, items, waiting: &waiting };
        let mut wanted = stops(ctx, &book);
        wanted.extend(supports(ctx, tx, &book)?);
        for new in wanted {
            let built = build(ctx, tx, entry, &mut enrolling, Head::Draft, &new)?;
            enrolling.save_new(tx, ctx.office, entry)?;
            drafted.push(built.write(ctx, tx)?.decision);
        }
    }
    Ok(drafted)
}

/// The death was a mistake, or happened on another day: the drafts that nobody has signed go.
pub(crate) fn withdraw(ctx: &Ctx, tx: &mut Tx, entry: EntryId, person: PersonId) -> Result<(), OfficeError> {
    let own: HashSet<EnrolmentId> =
        enrolments::of_person(tx, ctx.office, person)?.into_iter().map(|one| one.id).collect();
    let drafts = decisions::open_drafts(tx, ctx.office)?.into_iter();
    let mut of_person: Vec<DecisionId> =
        drafts.filter(|(enrolment, ..)| own.contains(enrolment)).map(|(.., id)| id).collect();
    of_person.dedup();
    for id in of_person {
        let reason = decisions::get(tx, ctx.office, id)?.reason;
        if reason.is_some_and(|reason| reason.starts_with(REASON)) {
            decisions::void(tx, id, entry)?;
        }
    }
    Ok(())
}

/// The month of death is the last one owed. One decision per field: different bodies sign them.
fn stops(ctx: &Ctx, book: &Book) -> Vec<NewDecision> {
    let (person, died) = (book.person, book.died);
    let from_month = Month::of(died).next();
    let mut by_field: Vec<(Field, NewDecision)> = Vec::new();
    for enrolment in &book.enrolled {
        let standing = Timeline::of(book.items(enrolment), ctx.on).at(from_month);
        let runs = matches!(standing, Standing::Granted { .. } | Standing::Suspended { .. });
        let goes_on = enrolment.scheme.is_monthly() || *enrolment.stream == *crate::worship::STREAM;
        if !runs || !goes_on || book.waiting.contains(&(enrolment.id, DecisionKind::End)) {
            continue;
        }
        let (scheme, stream) = (enrolment.scheme, enrolment.stream.clone());
        let item = NewItem { person, scheme, stream, from_month, terms: Vec::new() };
        let field = Field::of(scheme);
        match by_field.iter_mut().find(|(known, _)| *known == field) {
            Some((_, new)) => new.items.push(item),
            None => by_field.push((field, of_death(DecisionKind::End, died, vec![item]))),
        }
    }
    by_field.into_iter().map(|(_, new)| new).collect()
}

/// Funeral support, and three months of a merit allowance, as the engine answers for the month of death. Where it
/// has no answer, nobody's guess is drafted.
fn supports(ctx: &Ctx, tx: &mut Tx, book: &Book) -> Result<Vec<NewDecision>, OfficeError> {
    let (person, died, own) = (book.person, book.died, &book.enrolled);
    let month = Month::of(died);
    let mut extra: Vec<Fact> = Vec::new();
    for enrolment in own {
        if let Some(scheme) = decision_scheme(enrolment.scheme) {
            extra.extend(decision_facts(scheme, book.items(enrolment), ctx.on));
        }
    }
    let case = load_case(tx, ctx.office, person, Known::Now, extra)?;
    let answer = match ctx.rules.one_off(&case, month, Some(ctx.on)) {
        Ok(answer) => answer,
        Err(
            LawError::RuleUnknown { .. }
            | LawError::TablesNotPublished { .. }
            | LawError::UnsupportedMonth(_),
        ) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut drafts: Vec<NewDecision> = Vec::new();
    for award in answer.awards.iter().filter(|award| award.grounds.contains(&Ground::Died)) {
        let item = support(person, month, award);
        let known = own.iter().find(|one| one.scheme == item.scheme && one.stream == item.stream);
        let granted = known.is_some_and(|one| {
            let standing = Timeline::of(book.items(one), ctx.on).at(month);
            matches!(standing, Standing::Granted { .. })
                || book.waiting.contains(&(one.id, DecisionKind::Grant))
        });
        if granted {
            continue;
        }
        let field = Field::of(item.scheme);
        match drafts.iter_mut().find(|new| Field::of(new.items[0].scheme) == field) {
            Some(new) => new.items.push(item),
            None => drafts.push(of_death(DecisionKind::Grant, died, vec![item])),
        }
    }
    Ok(drafts)
}

fn support(person: PersonId, from_month: Month, award: &Award) -> NewItem {
    let by_law = DecidedTerms::by_law(award.terms.clone(), &award.reference);
    // No table has three months of what somebody was paid: the draft writes the sum.
    let written = is_worked_out(&award.terms).then_some(award.amount);
    let terms = vec![DecidedTerms { written, ..by_law }];
    let scheme: Scheme = award.terms.scheme;
    NewItem { person, scheme, stream: stream(&award.terms), from_month, terms }
}

fn of_death(kind: DecisionKind, died: Date, items: Vec<NewItem>) -> NewDecision {
    NewDecision { kind, reason: Some(format!("{REASON} {}", dates::short(died))), items }
}
