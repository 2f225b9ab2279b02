//! The ledger: transactions whose postings sum to zero.

use crate::value::Value;
use crate::{StoreError, Tx, bulks, params, statements};
use domain::campaigns::FundPosting;
use domain::ids::{EntryId, OfficeId, RunId, TransactionId, UnitId};
use domain::ledger::Posting;
use domain::payments::Source;
use jiff::civil::Date;
use law::Vnd;

statements! {
    TRANSACTIONS = "select id, kind, on_date, run_id, text, recorded_entry from ledger_transactions
        where office_id = $1 order by on_date, id";
    BALANCES = "select p.account, p.source, cast(sum(p.amount) as bigint)
        from ledger_postings p join ledger_transactions t on t.id = p.transaction_id
        where t.office_id = $1 group by p.account, p.source order by p.account, p.source";
    UNBALANCED = "select t.id, cast(sum(p.amount) as bigint)
        from ledger_transactions t join ledger_postings p on p.transaction_id = t.id
        where t.office_id = $1 group by t.id having sum(p.amount) <> 0 order by t.id";
    /// Expenses of a year by source, for the budget.
    SPENT = "select p.source, cast(sum(p.amount) as bigint)
        from ledger_postings p join ledger_transactions t on t.id = p.transaction_id
        where t.office_id = $1 and substr(p.account, 1, 8) = 'expense/' and t.on_date >= $2 and t.on_date < $3
            and t.subject is null
        group by p.source order by p.source";
    /// What is booked of a campaign or fund, by the word of the event, account, source, purpose and place.
    OF_SUBJECT = "select t.kind, p.account, p.source, p.scheme, p.unit_id, cast(sum(p.amount) as bigint)
        from ledger_postings p join ledger_transactions t on t.id = p.transaction_id
        where t.office_id = $1 and t.subject = $2
        group by t.kind, p.account, p.source, p.scheme, p.unit_id
        order by t.kind, p.account, p.source, p.scheme, p.unit_id";
    /// What the entries of the gratitude fund have moved, see `movements::FUND_SUBJECT`.
    OF_GRATITUDE_FUND = "select p.account, p.source, cast(sum(p.amount) as bigint)
        from ledger_postings p join ledger_transactions t on t.id = p.transaction_id
        where t.office_id = $1 and substr(t.subject, 1, 15) = 'gratitude_fund/'
        group by p.account, p.source order by p.account, p.source";
    OF_RUN = "select p.account, p.source, cast(sum(p.amount) as bigint)
        from ledger_postings p join ledger_transactions t on t.id = p.transaction_id
        where t.run_id = $1 group by p.account, p.source order by p.account, p.source";
}

bulks! {
    LEDGER_TRANSACTIONS = "ledger_transactions" (
        "id", "office_id", "kind", "on_date", "run_id", "text", "recorded_entry"
    );
    FUND_TRANSACTIONS = "ledger_transactions" (
        "id", "office_id", "kind", "on_date", "run_id", "text", "recorded_entry", "subject"
    );
    LEDGER_POSTINGS = "ledger_postings" (
        "id", "transaction_id", "account", "source", "unit_id", "channel", "scheme", "amount"
    );
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionRow {
    pub id: TransactionId,
    pub kind: String,
    pub on: Date,
    pub run: Option<RunId>,
    pub text: String,
    pub entry: EntryId,
}

/// Writes a transaction with its postings.
pub fn insert(
    tx: &mut Tx,
    office: OfficeId,
    head: &TransactionRow,
    postings: &[Posting],
) -> Result<(), StoreError> {
    let row = params![head.id, office, &head.kind, head.on, head.run, &head.text, head.entry].to_vec();
    tx.insert_many(&LEDGER_TRANSACTIONS, [row])?;
    let first = tx.next_ids(postings.len() as u64)?;
    let rows = postings.iter().zip(first..).map(|(posting, id)| posting_values(id, head.id, posting));
    tx.insert_many(&LEDGER_POSTINGS, rows).map(drop)
}

/// Writes a transaction of a campaign or fund.
pub fn insert_fund(
    tx: &mut Tx,
    office: OfficeId,
    head: &TransactionRow,
    subject: &str,
    postings: &[FundPosting],
) -> Result<(), StoreError> {
    insert_head(tx, office, head, subject)?;
    let first = tx.next_ids(postings.len() as u64)?;
    let rows = postings.iter().zip(first..).map(|(one, id)| {
        let (account, purpose) = (one.account_name(), one.purpose);
        let channel: Option<&str> = None;
        params![id, head.id, account, &*one.source, one.unit, channel, purpose, one.amount].to_vec()
    });
    tx.insert_many(&LEDGER_POSTINGS, rows).map(drop)
}

/// What is booked of a campaign or fund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundBalance {
    /// Word of the event.
    pub kind: String,
    /// `expense/gifts`, `source/own_budget`.
    pub account: String,
    pub source: String,
    pub purpose: String,
    pub unit: Option<UnitId>,
    pub amount: Vnd,
}

pub fn of_subject(tx: &mut Tx, office: OfficeId, subject: &str) -> Result<Vec<FundBalance>, StoreError> {
    tx.all(&OF_SUBJECT, &params![office, subject], |row| {
        Ok(FundBalance {
            kind: row.get(0)?,
            account: row.get(1)?,
            source: row.get(2)?,
            purpose: row.get::<Option<String>>(3)?.unwrap_or_default(),
            unit: row.get(4)?,
            amount: row.get(5)?,
        })
    })
}

/// Books the opposite of whatever is booked of the subject.
pub fn reverse(
    tx: &mut Tx,
    office: OfficeId,
    head: &TransactionRow,
    subject: &str,
) -> Result<(), StoreError> {
    let booked = of_subject(tx, office, subject)?;
    insert_head(tx, office, head, subject)?;
    let first = tx.next_ids(booked.len() as u64)?;
    let rows = booked.into_iter().zip(first..).map(|(one, id)| {
        let channel: Option<&str> = None;
        params![id, head.id, one.account, one.source, one.unit, channel, one.purpose, -one.amount].to_vec()
    });
    tx.insert_many(&LEDGER_POSTINGS, rows).map(drop)
}

fn insert_head(
    tx: &mut Tx,
    office: OfficeId,
    head: &TransactionRow,
    subject: &str,
) -> Result<(), StoreError> {
    let row =
        params![head.id, office, &head.kind, head.on, head.run, &head.text, head.entry, subject].to_vec();
    tx.insert_many(&FUND_TRANSACTIONS, [row]).map(drop)
}

/// What the gratitude fund's receipts and payments have moved.
pub fn of_gratitude_fund(tx: &mut Tx, office: OfficeId) -> Result<Vec<Balance>, StoreError> {
    tx.all(&OF_GRATITUDE_FUND, &params![office], balance)
}

/// In the order of their dates.
pub fn transactions(tx: &mut Tx, office: OfficeId) -> Result<Vec<TransactionRow>, StoreError> {
    tx.all(&TRANSACTIONS, &params![office], |row| {
        Ok(TransactionRow {
            id: row.get(0)?,
            kind: row.get(1)?,
            on: row.get(2)?,
            run: row.get(3)?,
            text: row.get(4)?,
            entry: row.get(5)?,
        })
    })
}

/// The balance of an account in one source: debits positive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// `expense/merit`, `payer/post`.
    pub account: String,
    /// A word of `payments::Source`, or of the source of a campaign or fund.
    pub source: String,
    pub amount: Vnd,
}

pub fn balances(tx: &mut Tx, office: OfficeId) -> Result<Vec<Balance>, StoreError> {
    tx.all(&BALANCES, &params![office], balance)
}

/// What the transactions of a run have moved.
pub fn of_run(tx: &mut Tx, run: RunId) -> Result<Vec<Balance>, StoreError> {
    tx.all(&OF_RUN, &params![run], balance)
}

/// Transactions whose postings do not sum to zero, with the sum; there must be none.
pub fn unbalanced(tx: &mut Tx, office: OfficeId) -> Result<Vec<(TransactionId, Vnd)>, StoreError> {
    tx.all(&UNBALANCED, &params![office], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Expenses on days with `from ≤ day < until`, by source.
pub fn spent(
    tx: &mut Tx,
    office: OfficeId,
    from: Date,
    until: Date,
) -> Result<Vec<(Source, Vnd)>, StoreError> {
    tx.all(&SPENT, &params![office, from, until], |row| Ok((row.word(0)?, row.get(1)?)))
}

fn balance(row: &crate::Row) -> Result<Balance, StoreError> {
    Ok(Balance { account: row.get(0)?, source: row.get(1)?, amount: row.get(2)? })
}

fn posting_values(id: i64, transaction: TransactionId, posting: &Posting) -> Vec<Value> {
    let dimensions = posting.dimensions;
    let channel = dimensions.channel.map(|channel| channel.word());
    params![
        id,
        transaction,
        posting.account_name(),
        posting.source().word(),
        dimensions.unit,
        channel,
        dimensions.scheme.word(),
        posting.amount,
    ]
    .to_vec()
}
