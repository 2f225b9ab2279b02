//! Decisions: heads, items and terms as written, and the states that follow.

use crate::value::{Row, Value};
use crate::{StoreError, Tx, bulks, params, statements};
use domain::decisions::{DecidedTerms, DecisionKind, DecisionState, Origin};
use domain::ids::{DecisionId, DecisionItemId, DecisionTermsId, EnrolmentId, EntryId, OfficeId, OfficerId};
use jiff::civil::Date;
use law::{Month, Terms};

statements! {
    GET = "select d.id, d.origin, d.kind, d.number, d.issuer, d.signed_on, d.known_on, d.signer, d.paper, d.reason,
            d.drafted_by, d.recorded_entry, d.signed_entry, d.voided_entry
        from decisions d where d.office_id = $1 and d.id = $2";
    LIST = "select d.id, d.origin, d.kind, d.number, d.issuer, d.signed_on, d.known_on, d.signer, d.paper, d.reason,
            d.drafted_by, d.recorded_entry, d.signed_entry, d.voided_entry
        from decisions d where d.office_id = $1 order by d.known_on, d.id";
    /// The same paper recorded before.
    SAME_PAPER = "select id from decisions
        where office_id = $1 and number = $2 and signed_on = $3 and issuer = $4 and voided_entry is null";
    ITEMS = "select id, enrolment_id, from_month from decision_items where decision_id = $1 order by id";
    TERMS = "select t.id, t.item_id, e.scheme, t.category, t.part, t.class, t.rate, t.quantity, t.reference,
            t.amount_written, t.arrears_written, t.difference_answer
        from decision_terms t join decision_items i on i.id = t.item_id
        join enrolments e on e.id = i.enrolment_id where i.decision_id = $1 order by t.id";
    SIGN = "update decisions set signed_entry = $2, number = $3, signed_on = $4, signer = $5, paper = $6, known_on = $7,
            issuer = coalesce(issuer, $8)
        where id = $1 and signed_entry is null and voided_entry is null";
    VOID = "update decisions set voided_entry = $2 where id = $1 and voided_entry is null";
    ANSWER = "update decision_terms set difference_answer = $2 where id = $1";
    NAMED = "select i.decision_id, i.enrolment_id from decision_items i
        join enrolments e on e.id = i.enrolment_id where e.office_id = $1 order by i.id";
    /// What drafts waiting for their signature would do.
    OPEN_DRAFTS = "select i.enrolment_id, i.from_month, d.kind, d.id from decisions d
        join decision_items i on i.decision_id = d.id
        where d.office_id = $1 and d.signed_entry is null and d.voided_entry is null order by d.id";
    /// Written sums of decisions received, with the answer given to a difference.
    WRITTEN = "select t.id, d.id, i.enrolment_id, i.from_month, t.difference_answer, e.scheme, t.category, t.part, t.class,
            t.rate, t.quantity, t.reference, t.amount_written, t.arrears_written
        from decision_terms t join decision_items i on i.id = t.item_id join decisions d on d.id = i.decision_id
        join enrolments e on e.id = i.enrolment_id
        where d.office_id = $1 and d.origin = 'received' and t.amount_written is not null and d.voided_entry is null
        order by t.id";
}

bulks! {
    DECISIONS = "decisions" (
        "id", "office_id", "origin", "kind", "number", "issuer", "signed_on", "known_on", "signer", "paper",
        "reason", "drafted_by", "recorded_entry", "signed_entry"
    );
    DECISION_ITEMS = "decision_items" ("id", "decision_id", "enrolment_id", "from_month");
    DECISION_TERMS = "decision_terms" (
        "id", "item_id", "part", "reference", "category", "class", "rate", "quantity", "amount_written",
        "arrears_written"
    );
}

/// A decision as it lies in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionRow {
    pub id: DecisionId,
    pub origin: Origin,
    pub kind: DecisionKind,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub signed_on: Option<Date>,
    pub known_on: Date,
    pub signer: Option<String>,
    /// Where the signed paper or its scan lies.
    pub paper: Option<String>,
    pub reason: Option<String>,
    pub drafted_by: OfficerId,
    pub recorded_entry: EntryId,
    pub signed_entry: Option<EntryId>,
    pub voided_entry: Option<EntryId>,
}

impl DecisionRow {
    pub fn state(&self) -> DecisionState {
        match (self.signed_entry, self.voided_entry) {
            (_, Some(_)) => DecisionState::Void,
            (Some(_), None) => DecisionState::Signed,
            (None, None) => DecisionState::Drafted,
        }
    }
}

/// What a decision does to one enrolment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    pub id: DecisionItemId,
    pub decision: DecisionId,
    pub enrolment: EnrolmentId,
    pub from_month: Month,
    pub terms: Vec<TermsRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsRow {
    pub id: DecisionTermsId,
    pub decided: DecidedTerms,
    /// Why the written sum differs from the law's table, in the words of the officer who asked.
    pub difference_answer: Option<String>,
}

pub fn get(tx: &mut Tx, office: OfficeId, id: DecisionId) -> Result<DecisionRow, StoreError> {
    tx.one(&GET, &params![office, id], head)
}

/// In the order in which they became known.
pub fn list(tx: &mut Tx, office: OfficeId) -> Result<Vec<DecisionRow>, StoreError> {
    tx.all(&LIST, &params![office], head)
}

pub fn same_paper(
    tx: &mut Tx,
    office: OfficeId,
    number: &str,
    signed_on: Date,
    issuer: &str,
) -> Result<Option<DecisionId>, StoreError> {
    Ok(of_paper(tx, office, number, signed_on, issuer)?.first().copied())
}

/// A paper that was typed in twice, or in parts, has several.
pub fn of_paper(
    tx: &mut Tx,
    office: OfficeId,
    number: &str,
    signed_on: Date,
    issuer: &str,
) -> Result<Vec<DecisionId>, StoreError> {
    tx.all(&SAME_PAPER, &params![office, number, signed_on, issuer], |row| row.get(0))
}

/// The items of one decision with their terms.
pub fn items(tx: &mut Tx, id: DecisionId) -> Result<Vec<ItemRow>, StoreError> {
    let mut items = tx.all(&ITEMS, &params![id], |row| {
        Ok(ItemRow {
            id: row.get(0)?,
            decision: id,
            enrolment: row.get(1)?,
            from_month: row.get(2)?,
            terms: Vec::new(),
        })
    })?;
    tx.each(&TERMS, &params![id], |row| {
        let item: DecisionItemId = row.get(1)?;
        let terms = TermsRow { id: row.get(0)?, decided: decided(row, 2)?, difference_answer: row.get(11)? };
        if let Some(owner) = items.iter_mut().find(|owner| owner.id == item) {
            owner.terms.push(terms);
        }
        Ok(())
    })?;
    Ok(items)
}

/// A written sum, and whether somebody has answered its difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenRow {
    pub id: DecisionTermsId,
    pub decision: DecisionId,
    pub enrolment: EnrolmentId,
    pub from_month: Month,
    pub answer: Option<String>,
    pub decided: DecidedTerms,
}

pub fn written(tx: &mut Tx, office: OfficeId) -> Result<Vec<WrittenRow>, StoreError> {
    tx.all(&WRITTEN, &params![office], |row| {
        Ok(WrittenRow {
            id: row.get(0)?,
            decision: row.get(1)?,
            enrolment: row.get(2)?,
            from_month: row.get(3)?,
            answer: row.get(4)?,
            decided: decided(row, 5)?,
        })
    })
}

/// Which enrolments each decision acts on.
pub fn enrolments_named(tx: &mut Tx, office: OfficeId) -> Result<Vec<(DecisionId, EnrolmentId)>, StoreError> {
    tx.all(&NAMED, &params![office], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Enrolment, first month and kind of every draft that waits for its signature.
pub fn open_drafts(
    tx: &mut Tx,
    office: OfficeId,
) -> Result<Vec<(EnrolmentId, Month, DecisionKind, DecisionId)>, StoreError> {
    tx.all(&OPEN_DRAFTS, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.word(2)?, row.get(3)?)))
}

/// Writes decisions with their items and terms; all ids are already drawn.
pub fn insert(
    tx: &mut Tx,
    office: OfficeId,
    decisions: &[DecisionRow],
    items: &[ItemRow],
) -> Result<(), StoreError> {
    tx.insert_many(&DECISIONS, decisions.iter().map(|d| head_values(office, d)))?;
    let rows = items.iter().map(|i| params![i.id, i.decision, i.enrolment, i.from_month].to_vec());
    tx.insert_many(&DECISION_ITEMS, rows)?;
    let terms = items.iter().flat_map(|item| item.terms.iter().map(|terms| terms_values(item.id, terms)));
    tx.insert_many(&DECISION_TERMS, terms).map(drop)
}

/// What is known of a signature when it is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub number: String,
    pub signed_on: Date,
    pub signer: String,
    pub paper: Option<String>,
    /// The body that signed, where the draft does not name it.
    pub issuer: String,
    pub known_on: Date,
}

pub fn sign(tx: &mut Tx, id: DecisionId, entry: EntryId, signature: &Signature) -> Result<(), StoreError> {
    let Signature { number, signed_on, signer, paper, issuer, known_on } = signature;
    let params = params![id, entry, number, *signed_on, signer, paper.clone(), *known_on, issuer];
    tx.execute_one(&SIGN, &params)
}

pub fn void(tx: &mut Tx, id: DecisionId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID, &params![id, entry])
}

/// The written answer to a difference between the sum of a decision and the law's table.
pub fn answer(tx: &mut Tx, terms: DecisionTermsId, answer: &str) -> Result<(), StoreError> {
    tx.execute_one(&ANSWER, &params![terms, answer])
}

fn head(row: &Row) -> Result<DecisionRow, StoreError> {
    Ok(DecisionRow {
        id: row.get(0)?,
        origin: row.word(1)?,
        kind: row.word(2)?,
        number: row.get(3)?,
        issuer: row.get(4)?,
        signed_on: row.get(5)?,
        known_on: row.get(6)?,
        signer: row.get(7)?,
        paper: row.get(8)?,
        reason: row.get(9)?,
        drafted_by: row.get(10)?,
        recorded_entry: row.get(11)?,
        signed_entry: row.get(12)?,
        voided_entry: row.get(13)?,
    })
}

/// Terms in the columns from `first` on: scheme, category, part, class, rate, quantity, reference, sums.
fn decided(row: &Row, first: usize) -> Result<DecidedTerms, StoreError> {
    let name = |index: usize| row.get::<String>(first + index).map(law::Name::from);
    Ok(DecidedTerms {
        terms: Terms {
            scheme: row.word(first)?,
            category: name(1)?,
            part: name(2)?,
            class: name(3)?,
            rate: row.get(first + 4)?,
            quantity: row.get(first + 5)?,
        },
        reference: name(6)?,
        written: row.get(first + 7)?,
        arrears_written: row.get(first + 8)?,
    })
}

fn head_values(office: OfficeId, d: &DecisionRow) -> Vec<Value> {
    params![
        d.id,
        office,
        d.origin.word(),
        d.kind.word(),
        d.number.clone(),
        d.issuer.clone(),
        d.signed_on,
        d.known_on,
        d.signer.clone(),
        d.paper.clone(),
        d.reason.clone(),
        d.drafted_by,
        d.recorded_entry,
        d.signed_entry,
    ]
    .to_vec()
}

fn terms_values(item: DecisionItemId, terms: &TermsRow) -> Vec<Value> {
    let DecidedTerms { terms: t, reference, written, arrears_written } = &terms.decided;
    params![
        terms.id,
        item,
        &*t.part,
        &**reference,
        &*t.category,
        &*t.class,
        t.rate,
        t.quantity,
        *written,
        *arrears_written,
    ]
    .to_vec()
}
