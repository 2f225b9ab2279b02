//! Decisions: received from a higher body, drafted here, signed, answered.

use crate::discretion;
use crate::enrolments::{Enrolling, stream};
use crate::permission::Permission;
use crate::reach::Reach;
use crate::{Ctx, OfficeError, Problem};
use domain::decisions::{
    DecidedTerms, DecisionEvent, DecisionKind, DecisionRefusal, Enrolment, Origin, is_worked_out,
};
use domain::ids::{DecisionId, DecisionItemId, DecisionTermsId, EnrolmentId, EntryId, PersonId};
use jiff::civil::Date;
use law::{Month, Name, Scheme, Vnd};
use std::collections::{HashMap, HashSet};
pub use store::decisions::DecisionRow;
use store::decisions::{ItemRow, Signature, TermsRow};
use store::{StoreError, Tx, decisions, enrolments};

/// The paper of a decision that is signed already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedPaper {
    pub number: String,
    pub signed_on: Date,
    pub issuer: String,
    pub signer: Option<String>,
    /// Where the paper or its scan lies.
    pub paper: Option<String>,
    /// The day on which the office has it; a run prepared before does not know it.
    pub known_on: Date,
}

/// What a decision does to one person in one stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewItem {
    pub person: PersonId,
    pub scheme: Scheme,
    /// For suspensions, resumptions and ends, which name no terms: the merit category, else empty.
    pub stream: Name,
    pub from_month: Month,
    /// A grant or a change names all parts that hold from the month.
    pub terms: Vec<DecidedTerms>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDecision {
    pub kind: DecisionKind,
    pub reason: Option<String>,
    pub items: Vec<NewItem>,
}

/// A decision recorded, and what somebody should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    pub decision: DecisionId,
    pub differences: Vec<Difference>,
}

/// A written sum that is not the law's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub terms: DecisionTermsId,
    pub decision: DecisionId,
    pub month: Month,
    pub written: Vnd,
    /// `None`: the law gives no value for the month, or none is known.
    pub by_law: Option<Vnd>,
    /// Why it may stand, in the words of the officer who asked.
    pub answer: Option<String>,
}

/// A decision with its items, for lists and pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionView {
    pub decision: DecisionRow,
    pub items: Vec<ItemRow>,
}

/// Records a decision that was signed elsewhere. Refused: `decision_exists`, `not_enrolled`, `decision_empty`,
/// `known_before_signed`; unknown terms are problems of the form.
pub fn record(ctx: &Ctx, paper: &SignedPaper, new: &NewDecision) -> Result<Recorded, OfficeError> {
    let detail = format!("{} items {} known {}", new.kind.word(), new.items.len(), paper.known_on);
    ctx.write(Permission::RecordDecisions, "decision.record", &detail, |tx, entry| {
        within(ctx, tx, Permission::RecordDecisions, new)?;
        let mut enrolling = Enrolling::begin(tx, ctx.office)?;
        let known = decisions::same_paper(tx, ctx.office, &paper.number, paper.signed_on, &paper.issuer)?;
        if known.is_some() {
            let signed_on = domain::dates::short(paper.signed_on);
            let message = format!("Quyết định số {} ngày {signed_on} đã được ghi", paper.number);
            return Err(OfficeError::refused("decision_exists", message));
        }
        let recorded = record_in(ctx, tx, entry, &mut enrolling, paper, new)?;
        enrolling.save(tx, ctx.office, entry)?;
        recorded.write(ctx, tx)
    })
}

/// Drafts a decision of the office; it binds nobody before it is signed. Refused: `not_enrolled`,
/// `decision_empty`, `draft_exists`.
pub fn draft(ctx: &Ctx, new: &NewDecision) -> Result<DecisionId, OfficeError> {
    let detail = format!("{} items {}", new.kind.word(), new.items.len());
    ctx.write(Permission::DraftDecisions, "decision.draft", &detail, |tx, entry| {
        within(ctx, tx, Permission::DraftDecisions, new)?;
        let mut enrolling = Enrolling::begin(tx, ctx.office)?;
        let built = build(ctx, tx, entry, &mut enrolling, Head::Draft, new)?;
        let open = decisions::open_drafts(tx, ctx.office)?;
        let same = |item: &ItemRow| {
            open.iter().any(|(enrolment, from, kind, _)| {
                *enrolment == item.enrolment && *from == item.from_month && *kind == new.kind
            })
        };
        if built.items.iter().any(same) {
            return Err(OfficeError::refused("draft_exists", "Đã có dự thảo quyết định như vậy đang chờ ký"));
        }
        enrolling.save(tx, ctx.office, entry)?;
        built.write(ctx, tx).map(|recorded| recorded.decision)
    })
}

/// Records the signature from the signed paper, by somebody other than the drafter. Refused: `decision_state`,
/// `decision_own_signature`, `known_before_signed`.
pub fn sign(ctx: &Ctx, id: DecisionId, paper: &SignedPaper) -> Result<(), OfficeError> {
    ctx.write(Permission::SignDecisions, "decision.sign", &format!("decision {id}"), |tx, entry| {
        let row = find_within(ctx, tx, Permission::SignDecisions, id)?;
        row.state().after(DecisionEvent::Sign)?;
        if row.drafted_by == ctx.officer.id {
            return Err(DecisionRefusal::SignedByPreparer.into());
        }
        in_order(paper)?;
        let signature = Signature {
            number: paper.number.clone(),
            signed_on: paper.signed_on,
            signer: paper.signer.clone().unwrap_or_else(|| ctx.officer.full_name.clone()),
            paper: paper.paper.clone(),
            issuer: paper.issuer.clone(),
            known_on: paper.known_on,
        };
        Ok(decisions::sign(tx, id, entry, &signature)?)
    })
}

/// Takes a decision out of force as if it had never been: a mistake, or annulled. What was paid on it becomes
/// recoveries of the next run. Refused: `decision_state`.
pub fn void(ctx: &Ctx, id: DecisionId) -> Result<(), OfficeError> {
    ctx.write(Permission::SignDecisions, "decision.void", &format!("decision {id}"), |tx, entry| {
        find_within(ctx, tx, Permission::SignDecisions, id)?.state().after(DecisionEvent::Void)?;
        Ok(decisions::void(tx, id, entry)?)
    })
}

/// Every decision of the office in the order in which it became known.
pub fn list(ctx: &Ctx) -> Result<Vec<DecisionRow>, OfficeError> {
    ctx.read(Permission::ReadDecisions, |tx| {
        let mut all = decisions::list(tx, ctx.office)?;
        let reach = Reach::load(ctx, tx, Permission::ReadDecisions)?;
        if !reach.is_whole() {
            let people = people_of(ctx, tx)?;
            let mut foreign: HashSet<DecisionId> = HashSet::new();
            for (decision, enrolment) in decisions::enrolments_named(tx, ctx.office)? {
                let covered = people.get(&enrolment).is_some_and(|one| reach.covers(one.person, one.scheme));
                if !covered {
                    foreign.insert(decision);
                }
            }
            all.retain(|row| !foreign.contains(&row.id));
        }
        for row in &mut all {
            row.reason = row.reason.take().map(discretion::told);
        }
        Ok(all)
    })
}

/// Whom each decision is about, for those among the wanted: a list of drafts without names helps nobody.
pub fn people_named(
    ctx: &Ctx,
    wanted: &[DecisionId],
) -> Result<HashMap<DecisionId, Vec<(PersonId, String)>>, OfficeError> {
    ctx.read(Permission::ReadDecisions, |tx| {
        let enrolled = people_of(ctx, tx)?;
        let reach = Reach::load(ctx, tx, Permission::ReadDecisions)?;
        let names = enrolments::names(tx, ctx.office)?;
        let wanted: HashSet<&DecisionId> = wanted.iter().collect();
        let mut found: HashMap<DecisionId, Vec<(PersonId, String)>> = HashMap::new();
        for (decision, enrolment) in decisions::enrolments_named(tx, ctx.office)? {
            let one = enrolled.get(&enrolment).filter(|_| wanted.contains(&decision));
            if let Some(one) = one.filter(|one| reach.covers(one.person, one.scheme)) {
                let own = found.entry(decision).or_default();
                if own.iter().all(|(person, _)| *person != one.person) {
                    own.push((one.person, names.get(&one.person).cloned().unwrap_or_default()));
                }
            }
        }
        Ok(found)
    })
}

/// What each of the wanted decisions grants, changes or ends, in words.
pub fn parts_named(ctx: &Ctx, wanted: &[DecisionId]) -> Result<HashMap<DecisionId, String>, OfficeError> {
    ctx.read(Permission::ReadDecisions, |tx| {
        let mut found = HashMap::new();
        for id in wanted {
            let mut parts: Vec<String> = Vec::new();
            for item in decisions::items(tx, *id)? {
                let labels =
                    item.terms.iter().map(|terms| crate::payroll::papers::label(&terms.decided.terms));
                parts.extend(labels);
            }
            parts.sort();
            parts.dedup();
            found.insert(*id, parts.join("; "));
        }
        Ok(found)
    })
}

pub fn view(ctx: &Ctx, id: DecisionId) -> Result<DecisionView, OfficeError> {
    ctx.read(Permission::ReadDecisions, |tx| {
        let mut decision = find_within(ctx, tx, Permission::ReadDecisions, id)?;
        decision.reason = decision.reason.map(discretion::told);
        Ok(DecisionView { decision, items: decisions::items(tx, id)? })
    })
}

/// Written sums of higher bodies that are not the law's, answered or not.
pub fn differences(ctx: &Ctx) -> Result<Vec<Difference>, OfficeError> {
    ctx.read(Permission::ReadDecisions, |tx| {
        let mut rows = decisions::written(tx, ctx.office)?;
        let reach = Reach::load(ctx, tx, Permission::ReadDecisions)?;
        if !reach.is_whole() {
            let people = people_of(ctx, tx)?;
            let covered =
                |id: &EnrolmentId| people.get(id).is_some_and(|one| reach.covers(one.person, one.scheme));
            rows.retain(|row| covered(&row.enrolment));
        }
        let difference = |row: store::decisions::WrittenRow| {
            let written = TermsRow { id: row.id, decided: row.decided, difference_answer: row.answer };
            difference(ctx, row.decision, row.from_month, &written)
        };
        Ok(rows.into_iter().filter_map(difference).collect())
    })
}

/// Answers in writing why a written sum may differ from the law's table.
pub fn answer(ctx: &Ctx, terms: DecisionTermsId, text: &str) -> Result<(), OfficeError> {
    if text.trim().is_empty() {
        return Err(OfficeError::Invalid(vec![Problem::new("answer", "hãy ghi lý do")]));
    }
    ctx.write(Permission::RecordDecisions, "decision.answer", &format!("terms {terms}"), |tx, _| {
        let owner = decisions::written(tx, ctx.office)?.into_iter().find(|row| row.id == terms);
        if let Some(row) = owner {
            let people = people_of(ctx, tx)?;
            let rows = people.get(&row.enrolment).map(|one| (one.person, one.scheme));
            Reach::load(ctx, tx, Permission::RecordDecisions)?.check(rows)?;
        }
        match decisions::answer(tx, terms, text.trim()) {
            Err(StoreError::RowCount { .. }) => {
                Err(OfficeError::NotFound(format!("khoản số {terms} trong quyết định")))
            }
            other => Ok(other?),
        }
    })
}

/// Builds a received decision within an import's transaction.
pub(crate) fn record_in(
    ctx: &Ctx,
    tx: &mut Tx,
    entry: EntryId,
    enrolling: &mut Enrolling,
    paper: &SignedPaper,
    new: &NewDecision,
) -> Result<Built, OfficeError> {
    in_order(paper)?;
    build(ctx, tx, entry, enrolling, Head::Received(paper), new)
}

/// Where the head of a new decision comes from.
pub(crate) enum Head<'a> {
    Draft,
    Received(&'a SignedPaper),
    /// Last month's list, taken over; known from its month on.
    Takeover {
        known_on: Date,
    },
}

/// A decision with its rows, ready to be written.
pub(crate) struct Built {
    pub head: DecisionRow,
    pub items: Vec<ItemRow>,
}

impl Built {
    pub fn write(self, ctx: &Ctx, tx: &mut Tx) -> Result<Recorded, OfficeError> {
        let id = self.head.id;
        decisions::insert(tx, ctx.office, std::slice::from_ref(&self.head), &self.items)?;
        Ok(Recorded { decision: id, differences: self.differences(ctx) })
    }

    pub fn differences(&self, ctx: &Ctx) -> Vec<Difference> {
        let terms =
            self.items.iter().flat_map(|item| item.terms.iter().map(|terms| (item.from_month, terms)));
        terms.filter_map(|(from, terms)| difference(ctx, self.head.id, from, terms)).collect()
    }
}

pub(crate) fn build(
    ctx: &Ctx,
    tx: &mut Tx,
    entry: EntryId,
    enrolling: &mut Enrolling,
    head: Head,
    new: &NewDecision,
) -> Result<Built, OfficeError> {
    if new.items.is_empty() {
        return Err(OfficeError::refused("decision_empty", "Quyết định không ghi người nào"));
    }
    OfficeError::unless_empty(problems(ctx, new))?;
    crate::worship::refuse_second(ctx, tx, new)?;
    crate::convalescence::refuse_second(ctx, tx, new)?;
    let rows: usize = new.items.iter().map(|item| 1 + item.terms.len()).sum();
    let mut ids = tx.next_ids(1 + rows as u64)?..;
    let mut next = || ids.next().unwrap_or(i64::MAX);
    let id = DecisionId(next());
    let mut items = Vec::with_capacity(new.items.len());
    for item in &new.items {
        let enrolment = match (new.kind, item.terms.first()) {
            (DecisionKind::Grant, Some(decided)) => {
                enrolling.open(tx, item.person, item.scheme, &stream(&decided.terms))?
            }
            (_, first) => {
                let stream = first.map_or_else(|| item.stream.clone(), |decided| stream(&decided.terms));
                enrolling.find(item.person, item.scheme, &stream).ok_or_else(not_enrolled)?
            }
        };
        let item_id = DecisionItemId(next());
        let terms = item.terms.iter().map(|decided| TermsRow {
            id: DecisionTermsId(next()),
            decided: decided.clone(),
            difference_answer: None,
        });
        let terms = terms.collect();
        items.push(ItemRow { id: item_id, decision: id, enrolment, from_month: item.from_month, terms });
    }
    Ok(Built { head: head_row(ctx, entry, id, head, new), items })
}

fn head_row(ctx: &Ctx, entry: EntryId, id: DecisionId, head: Head, new: &NewDecision) -> DecisionRow {
    let draft = DecisionRow {
        id,
        origin: Origin::Drafted,
        kind: new.kind,
        number: None,
        issuer: None,
        signed_on: None,
        known_on: ctx.on,
        signer: None,
        paper: None,
        reason: new.reason.clone(),
        drafted_by: ctx.officer.id,
        recorded_entry: entry,
        signed_entry: None,
        voided_entry: None,
    };
    match head {
        Head::Draft => draft,
        Head::Received(paper) => DecisionRow {
            origin: Origin::Received,
            number: Some(paper.number.clone()),
            issuer: Some(paper.issuer.clone()),
            signed_on: Some(paper.signed_on),
            known_on: paper.known_on,
            signer: paper.signer.clone(),
            paper: paper.paper.clone(),
            signed_entry: Some(entry),
            ..draft
        },
        Head::Takeover { known_on } => {
            DecisionRow { origin: Origin::Takeover, known_on, signed_entry: Some(entry), ..draft }
        }
    }
}

/// Terms that no page has would stop the payment later; here somebody can still correct the line.
fn problems(ctx: &Ctx, new: &NewDecision) -> Vec<Problem> {
    let mut problems = Vec::new();
    for item in &new.items {
        let names_terms = matches!(new.kind, DecisionKind::Grant | DecisionKind::Change);
        if names_terms && item.terms.is_empty() {
            problems
                .push(Problem::new("terms", "quyết định hưởng hoặc điều chỉnh phải ghi khoản được hưởng"));
        }
        for decided in &item.terms {
            if decided.terms.scheme != item.scheme {
                problems.push(Problem::new("scheme", "khoản không thuộc chế độ của dòng"));
            }
            if is_worked_out(&decided.terms) && decided.written.is_some() {
                continue;
            }
            // What an old list paid on a row that no table has is paid as listed until somebody resolves it.
            if let Err(error @ law::LawError::UnknownTerms(_)) =
                ctx.rules.value(&decided.terms, item.from_month, None)
                && !crate::takeover::is_as_listed(&decided.terms)
            {
                problems.push(Problem::new("category", error.to_string()));
            }
        }
    }
    problems
}

fn difference(ctx: &Ctx, decision: DecisionId, from: Month, row: &TermsRow) -> Option<Difference> {
    let written = row.decided.written?;
    let by_law = ctx.rules.value(&row.decided.terms, from, Some(ctx.on)).ok().map(|valued| valued.amount);
    (by_law != Some(written)).then(|| Difference {
        terms: row.id,
        decision,
        month: from,
        written,
        by_law,
        answer: row.difference_answer.clone(),
    })
}

fn in_order(paper: &SignedPaper) -> Result<(), OfficeError> {
    if paper.known_on < paper.signed_on {
        let message = format!("Ngày nhận {} trước ngày ký {}", paper.known_on, paper.signed_on);
        return Err(OfficeError::refused("known_before_signed", message));
    }
    Ok(())
}

fn not_enrolled() -> OfficeError {
    OfficeError::refused(
        "not_enrolled",
        "Người này chưa hưởng chế độ đó: không có gì để điều chỉnh hoặc dừng",
    )
}

/// Everybody whom the decision names lies within the officer's areas, their schemes within the fields.
fn within(ctx: &Ctx, tx: &mut Tx, permission: Permission, new: &NewDecision) -> Result<(), OfficeError> {
    let rows = new.items.iter().map(|item| (item.person, item.scheme));
    Reach::load(ctx, tx, permission)?.check(rows)
}

fn people_of(ctx: &Ctx, tx: &mut Tx) -> Result<HashMap<EnrolmentId, Enrolment>, OfficeError> {
    Ok(enrolments::of_office(tx, ctx.office)?.into_iter().map(|one| (one.id, one)).collect())
}

/// The decision, if the officer may touch everybody whom it names.
fn find_within(
    ctx: &Ctx,
    tx: &mut Tx,
    permission: Permission,
    id: DecisionId,
) -> Result<DecisionRow, OfficeError> {
    let row = find_in(ctx, tx, id)?;
    let reach = Reach::load(ctx, tx, permission)?;
    if !reach.is_whole() {
        let people = people_of(ctx, tx)?;
        let items = decisions::items(tx, id)?;
        let named = items.iter().filter_map(|item| people.get(&item.enrolment));
        reach.check(named.map(|one| (one.person, one.scheme)))?;
    }
    Ok(row)
}

fn find_in(ctx: &Ctx, tx: &mut Tx, id: DecisionId) -> Result<DecisionRow, OfficeError> {
    decisions::get(tx, ctx.office, id).map_err(|error| match error {
        StoreError::NotFound { .. } => OfficeError::NotFound(format!("quyết định số {id}")),
        other => OfficeError::Store(other),
    })
}
