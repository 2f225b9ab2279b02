//! Payments: what is handed over, what was carried into it, and what became of it.

use crate::as_of::AsOf;
use crate::value::{Row, Value};
use crate::{StoreError, Tx, bulks, params, statements};
use domain::ids::{EnrolmentId, EntryId, OfficeId, PayeeId, PaymentId, PersonId, RunId, UnitId};
use domain::payments::{Channel, Payee, PaymentEvent, PaymentState, Source};
use domain::payroll::RunKind;
use jiff::civil::Date;
use law::{Month, Vnd};
use std::collections::HashMap;

statements! {
    PAYEES = "select y.id, y.person_id, y.name, y.ground, y.channel, y.point, y.bank, y.account_number,
            y.account_holder, y.from_date, y.until_date, y.recorded_entry, y.voided_entry
        from payees y join people p on p.id = y.person_id where p.office_id = $1 order by y.person_id, y.id";
    OF_RUN = "select id, run_id, number, person_id, payee_id, payee_name, source, channel, point, bank, account_number,
            account_holder, unit_id, hamlet, amount_new, amount_carried, state
        from payments where run_id = $1 order by number";
    /// Sent and come back, and not yet carried into any run, drafts included.
    UNCOLLECTED = "select p.id, p.run_id, p.number, p.person_id, p.payee_id, p.payee_name, p.source, p.channel, p.point,
            p.bank, p.account_number, p.account_holder, p.unit_id, p.hamlet, p.amount_new, p.amount_carried, p.state
        from payments p join runs r on r.id = p.run_id
        where r.office_id = $1 and p.state = 'returned'
        and not exists (select 1 from payment_carries c where c.from_payment_id = p.id)
        order by p.id";
    CARRIES_OF_OFFICE = "select c.from_payment_id, c.to_payment_id, r.id, r.approved_entry, p.state
        from payment_carries c
        join payments p on p.id = c.to_payment_id join runs r on r.id = p.run_id where r.office_id = $1";
    CARRIES_INTO = "select c.from_payment_id, c.to_payment_id from payment_carries c
        join payments p on p.id = c.to_payment_id where p.run_id = $1 order by c.from_payment_id";
    CARRIED_AMOUNTS = "select cast(coalesce(sum(f.amount_new + f.amount_carried), 0) as bigint)
        from payment_carries c join payments t on t.id = c.to_payment_id join payments f on f.id = c.from_payment_id
        where t.run_id = $1";
    LINES_OF_RETURNED = "select l.payment_id, l.enrolment_id, l.scheme, l.part, l.reference, l.month, l.amount
        from run_lines l join payments p on p.id = l.payment_id join runs r on r.id = p.run_id
        where r.office_id = $1 and p.state in ('returned', 'carried') order by l.id";
    DELETE_CARRIES = "delete from payment_carries
        where to_payment_id in (select id from payments where run_id = $1)";
    DELETE_OF_RUN = "delete from payments where run_id = $1";
    /// Payments with ids one after the other.
    SET_STATES = "update payments set state = $4 where id between $1 and $2 and state = $3";
    /// All payments carried into a run, once it is approved.
    SET_CARRIED = "update payments set state = 'carried' where state = 'returned' and id in (
        select c.from_payment_id from payment_carries c join payments p on p.id = c.to_payment_id where p.run_id = $1)";
    UNANSWERED = "select count(*) from payments where run_id = $1 and state in ('pending', 'held')";
    RESULTS = "select x.payment_id, x.result, x.on_date, x.reason, x.note, x.recorded_entry from payment_results x
        join payments p on p.id = x.payment_id where p.run_id = $1 order by x.id";
    TOTALS = "select r.id, p.state, p.source, p.unit_id, cast(sum(p.amount_new) as bigint), cast(sum(p.amount_carried) as bigint),
            count(*)
        from payments p join runs r on r.id = p.run_id where r.office_id = $1
        group by r.id, p.state, p.source, p.unit_id order by r.id, p.state, p.source, p.unit_id";
    /// The last month of a list of which any result is known.
    LAST_ANSWERED = "select max(r.last_month) from runs r where r.office_id = $1 and r.sent_entry is not null
        and exists (select 1 from payments p where p.run_id = r.id and p.state not in ('pending', 'held'))";
    /// The payments in which an enrolment had a line.
    OF_ENROLMENT = "select p.id, p.run_id, r.kind, r.month, r.last_month, p.number, p.state
        from payments p join runs r on r.id = p.run_id
        where p.id in (select l.payment_id from run_lines l where l.enrolment_id = $1)
            and r.approved_entry is not null order by p.id";
    RESULTS_OF_ENROLMENT = "select x.payment_id, x.result, x.on_date, x.reason, x.note, x.recorded_entry
        from payment_results x
        where x.payment_id in (select l.payment_id from run_lines l where l.enrolment_id = $1) order by x.id";
    /// Who is paid by a run, with birth and sex: once for each place and source of money.
    BORN_OF_RUN = "select p.person_id, min(p.unit_id), p.source, min(r.born), min(r.sex)
        from payments p join person_records r on r.person_id = p.person_id and r.voided_entry is null
        where p.run_id = $1 group by p.person_id, p.source order by p.person_id, p.source";
}

bulks! {
    PAYMENTS = "payments" (
        "id", "run_id", "number", "person_id", "payee_id", "payee_name", "source", "channel", "point", "bank",
        "account_number", "account_holder", "unit_id", "hamlet", "amount_new", "amount_carried", "state"
    );
    PAYMENT_CARRIES = "payment_carries" ("from_payment_id", "to_payment_id");
    PAYMENT_RESULTS = "payment_results" (
        "id", "payment_id", "result", "on_date", "reason", "note", "recorded_entry"
    );
}

/// A payee with what is printed on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayeeRow {
    pub payee: Payee,
    pub person: PersonId,
    pub name: String,
    pub delivery: Delivery,
}

/// Where the money goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Delivery {
    /// Post office or counter.
    pub point: Option<String>,
    pub bank: Option<String>,
    pub account_number: Option<String>,
    pub account_holder: Option<String>,
}

/// Live payees of each person.
pub fn payees(
    tx: &mut Tx,
    office: OfficeId,
    as_of: &AsOf,
) -> Result<HashMap<PersonId, Vec<PayeeRow>>, StoreError> {
    let mut payees: HashMap<PersonId, Vec<PayeeRow>> = HashMap::new();
    tx.each(&PAYEES, &params![office], |row| {
        let (recorded, voided): (EntryId, Option<EntryId>) = (row.get(11)?, row.get(12)?);
        if as_of.stood(recorded, voided) {
            let payee = Payee {
                id: row.get(0)?,
                ground: row.word(3)?,
                channel: row.word(4)?,
                from: row.get(9)?,
                until: row.get(10)?,
            };
            let delivery = Delivery {
                point: row.get(5)?,
                bank: row.get(6)?,
                account_number: row.get(7)?,
                account_holder: row.get(8)?,
            };
            let person = row.get(1)?;
            payees.entry(person).or_default().push(PayeeRow { payee, person, name: row.get(2)?, delivery });
        }
        Ok(())
    })?;
    Ok(payees)
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRow {
    pub id: PaymentId,
    pub run: RunId,
    /// Number on the run's lists, from 1.
    pub number: i64,
    pub person: PersonId,
    pub payee: PayeeId,
    /// As printed.
    pub payee_name: String,
    pub source: Source,
    pub channel: Channel,
    pub delivery: Delivery,
    pub unit: UnitId,
    pub hamlet: Option<String>,
    /// Sum of the run's lines.
    pub new: Vnd,
    /// Sum of the payments carried into it.
    pub carried: Vnd,
    pub state: PaymentState,
}

impl PaymentRow {
    /// What is handed over.
    pub fn amount(&self) -> Vnd {
        self.new + self.carried
    }
}

/// In the order of their numbers.
pub fn of_run(tx: &mut Tx, run: RunId) -> Result<Vec<PaymentRow>, StoreError> {
    tx.all(&OF_RUN, &params![run], payment)
}

/// How many payments of the run have no result yet.
pub fn unanswered(tx: &mut Tx, run: RunId) -> Result<usize, StoreError> {
    let count: i64 = tx.one(&UNANSWERED, &params![run], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

pub fn insert(
    tx: &mut Tx,
    payments: &[PaymentRow],
    carries: &[(PaymentId, PaymentId)],
) -> Result<(), StoreError> {
    tx.insert_many(&PAYMENTS, payments.iter().map(payment_values))?;
    let carries = carries.iter().map(|(from, to)| params![*from, *to].to_vec());
    tx.insert_many(&PAYMENT_CARRIES, carries).map(drop)
}

/// Takes a replaced draft's payments away; its lines must be gone.
pub fn delete_of_run(tx: &mut Tx, run: RunId) -> Result<(), StoreError> {
    tx.execute(&DELETE_CARRIES, &params![run])?;
    tx.execute(&DELETE_OF_RUN, &params![run]).map(drop)
}

/// Returned payments that no run has taken up.
pub fn uncollected(tx: &mut Tx, office: OfficeId) -> Result<Vec<PaymentRow>, StoreError> {
    tx.all(&UNCOLLECTED, &params![office], payment)
}

/// A line of a payment that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedLine {
    pub payment: PaymentId,
    pub line: domain::payments::UncollectedLine,
}

/// Lines of all payments that have come back once.
pub fn returned_lines(tx: &mut Tx, office: OfficeId) -> Result<Vec<ReturnedLine>, StoreError> {
    tx.all(&LINES_OF_RETURNED, &params![office], |row| {
        let (part, reference): (String, String) = (row.get(3)?, row.get(4)?);
        let line = domain::payments::UncollectedLine {
            enrolment: row.get(1)?,
            scheme: row.word(2)?,
            key: domain::decisions::PartKey::new(&part, &reference),
            month: row.get(5)?,
            amount: row.get(6)?,
        };
        Ok(ReturnedLine { payment: row.get(0)?, line })
    })
}

/// Which payment moved into which, with the run that took it up and the entry that approved that run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carry {
    pub from: PaymentId,
    pub to: PaymentId,
    pub run: RunId,
    pub approved: Option<EntryId>,
    /// Of the payment that took it up.
    pub state: PaymentState,
}

pub fn carries(tx: &mut Tx, office: OfficeId) -> Result<Vec<Carry>, StoreError> {
    tx.all(&CARRIES_OF_OFFICE, &params![office], |row| {
        Ok(Carry {
            from: row.get(0)?,
            to: row.get(1)?,
            run: row.get(2)?,
            approved: row.get(3)?,
            state: row.word(4)?,
        })
    })
}

/// `(from, to)` of the payments carried into a run.
pub fn carries_into(tx: &mut Tx, run: RunId) -> Result<Vec<(PaymentId, PaymentId)>, StoreError> {
    tx.all(&CARRIES_INTO, &params![run], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Sum of the payments that a run takes up.
pub fn carried_amounts(tx: &mut Tx, run: RunId) -> Result<Vnd, StoreError> {
    tx.one(&CARRIED_AMOUNTS, &params![run], |row| row.get(0))
}

/// The payments that the approved run takes up are carried from now on; how many.
pub fn set_carried_into(tx: &mut Tx, run: RunId) -> Result<u64, StoreError> {
    tx.execute(&SET_CARRIED, &params![run])
}

/// Moves many states along, `(payment, from, to)`; another state than expected is an error, so that a race cannot
/// pay twice. A run's payments have ids one after the other, so most of a run is one statement.
pub fn set_states(
    tx: &mut Tx,
    changes: &[(PaymentId, PaymentState, PaymentState)],
) -> Result<(), StoreError> {
    let mut sorted = changes.to_vec();
    sorted.sort_unstable_by_key(|(id, _, _)| *id);
    let continues = |(id, from, to): &(PaymentId, PaymentState, PaymentState),
                     next: &(PaymentId, PaymentState, PaymentState)| {
        *next == (PaymentId(id.0 + 1), *from, *to)
    };
    for block in sorted.chunk_by(continues) {
        let [(first, from, to), ..] = block else { continue };
        let (last, _, _) = block[block.len() - 1];
        let found = tx.execute(&SET_STATES, &params![*first, last, from.word(), to.word()])?;
        if found != block.len() as u64 {
            return Err(StoreError::RowCount { statement: SET_STATES.name, found });
        }
    }
    Ok(())
}

/// What was reported of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultRow {
    pub payment: PaymentId,
    pub result: PaymentEvent,
    pub on: Date,
    /// `dead`, `away`, `wrong_number`, … as understood from the payer's words.
    pub reason: Option<String>,
    /// The payer's own words.
    pub note: Option<String>,
    pub entry: EntryId,
}

pub fn insert_results(tx: &mut Tx, results: &[ResultRow]) -> Result<(), StoreError> {
    let first = tx.next_ids(results.len() as u64)?;
    let rows = results.iter().zip(first..).map(|(r, id)| {
        params![id, r.payment, r.result.word(), r.on, r.reason.clone(), r.note.clone(), r.entry].to_vec()
    });
    tx.insert_many(&PAYMENT_RESULTS, rows).map(drop)
}

/// In the order in which they were recorded.
pub fn results(tx: &mut Tx, run: RunId) -> Result<Vec<ResultRow>, StoreError> {
    tx.all(&RESULTS, &params![run], result)
}

fn result(row: &Row) -> Result<ResultRow, StoreError> {
    Ok(ResultRow {
        payment: row.get(0)?,
        result: row.word(1)?,
        on: row.get(2)?,
        reason: row.get(3)?,
        note: row.get(4)?,
        entry: row.get(5)?,
    })
}

/// Sums of a run's payments in one state and source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateTotal {
    pub run: RunId,
    pub state: PaymentState,
    pub source: Source,
    /// The commune of the list.
    pub unit: UnitId,
    pub new: Vnd,
    pub carried: Vnd,
    pub payments: i64,
}

pub fn totals(tx: &mut Tx, office: OfficeId) -> Result<Vec<StateTotal>, StoreError> {
    tx.all(&TOTALS, &params![office], |row| {
        Ok(StateTotal {
            run: row.get(0)?,
            state: row.word(1)?,
            source: row.word(2)?,
            unit: row.get(3)?,
            new: row.get(4)?,
            carried: row.get(5)?,
            payments: row.get(6)?,
        })
    })
}

/// The last month of which any result came in.
pub fn last_answered(tx: &mut Tx, office: OfficeId) -> Result<Option<Month>, StoreError> {
    tx.one(&LAST_ANSWERED, &params![office], |row| row.get(0))
}

fn payment(row: &Row) -> Result<PaymentRow, StoreError> {
    Ok(PaymentRow {
        id: row.get(0)?,
        run: row.get(1)?,
        number: row.get(2)?,
        person: row.get(3)?,
        payee: row.get(4)?,
        payee_name: row.get(5)?,
        source: row.word(6)?,
        channel: row.word(7)?,
        delivery: Delivery {
            point: row.get(8)?,
            bank: row.get(9)?,
            account_number: row.get(10)?,
            account_holder: row.get(11)?,
        },
        unit: row.get(12)?,
        hamlet: row.get(13)?,
        new: row.get(14)?,
        carried: row.get(15)?,
        state: row.word(16)?,
    })
}

fn payment_values(p: &PaymentRow) -> Vec<Value> {
    let d = &p.delivery;
    params![
        p.id,
        p.run,
        p.number,
        p.person,
        p.payee,
        &p.payee_name,
        p.source.word(),
        p.channel.word(),
        d.point.clone(),
        d.bank.clone(),
        d.account_number.clone(),
        d.account_holder.clone(),
        p.unit,
        p.hamlet.clone(),
        p.new,
        p.carried,
        p.state.word(),
    ]
    .to_vec()
}

/// A payment in which an enrolment had a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnRow {
    pub id: PaymentId,
    pub run: RunId,
    pub kind: RunKind,
    pub month: Month,
    pub last_month: Month,
    pub number: i64,
    pub state: PaymentState,
}

/// Of approved runs, with what was reported of them.
pub fn of_enrolment(
    tx: &mut Tx,
    enrolment: EnrolmentId,
) -> Result<(Vec<OwnRow>, Vec<ResultRow>), StoreError> {
    let rows = tx.all(&OF_ENROLMENT, &params![enrolment], |row| {
        Ok(OwnRow {
            id: row.get(0)?,
            run: row.get(1)?,
            kind: row.word(2)?,
            month: row.get(3)?,
            last_month: row.get(4)?,
            number: row.get(5)?,
            state: row.word(6)?,
        })
    })?;
    Ok((rows, tx.all(&RESULTS_OF_ENROLMENT, &params![enrolment], result)?))
}

/// Somebody whom a run pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BornRow {
    pub person: PersonId,
    pub unit: UnitId,
    pub source: Source,
    pub born: law::Born,
    pub sex: law::Sex,
}

pub fn born_of_run(tx: &mut Tx, run: RunId) -> Result<Vec<BornRow>, StoreError> {
    tx.all(&BORN_OF_RUN, &params![run], |row| {
        Ok(BornRow {
            person: row.get(0)?,
            unit: row.get(1)?,
            source: row.word(2)?,
            born: row.get(3)?,
            sex: row.get(4)?,
        })
    })
}
