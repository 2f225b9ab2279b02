//! The ledger: transactions whose postings sum to zero.

use crate::value::Row;
use crate::{StoreError, Tx, bulks, params, statements};
use domain::ids::{EntryId, OfficeId, RunId, TransactionId, UnitId};
use domain::payments::{Channel, Source};
use jiff::civil::Date;
use law::{Scheme, Vnd};

statements! {
    TRANSACTIONS = "select id, kind, on_date, run_id, text, recorded_entry from ledger_transactions
        where office_id = $1 order by on_date, id";
    POSTINGS = "select p.transaction_id, p.account, p.source, p.unit_id, p.channel, p.scheme, p.amount
        from ledger_postings p join ledger_transactions t on t.id = p.transaction_id
        where t.office_id = $1 order by p.transaction_id, p.id";
    BALANCES = "select p.account, p.source, cast(sum(p.amount) as bigint)
        from ledger_postings p join ledger_transactions t on t.id = p.transaction_id
        where t.office_id = $1 group by p.account, p.source order by p.account, p.source";
    UNBALANCED = "select t.id, cast(sum(p.amount) as bigint)
        from ledger_transactions t join ledger_postings p on p.transaction_id = t.id
        where t.office_id = $1 group by t.id having sum(p.amount) <> 0 order by t.id";
    /// Expenses of a year by source, for the budget.
    SPENT = "select p.source, cast(sum(p.amount) as bigint)
        from ledger_postings p join ledger_transactions t on t.id = p.transaction_id
        where t.office_id = $1 and p.account = 'expense' and t.on_date >= $2 and t.on_date < $3
        group by p.source order by p.source";
    OF_RUN = "select p.account, p.source, cast(sum(p.amount) as bigint)
        from ledger_postings p join ledger_transactions t on t.id = p.transaction_id
        where t.run_id = $1 group by p.account, p.source order by p.account, p.source";
}

bulks! {
    LEDGER_TRANSACTIONS = "ledger_transactions" (
        "id", "office_id", "kind", "on_date", "run_id", "text", "recorded_entry"
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
