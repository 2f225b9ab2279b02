//! What a new instrument changes, and what the payers brought back.

use super::kinds::Kinds;
use super::{Book, CASH_PAYER, Office, PLACE, POST_PAYER, source_shown};
use crate::OfficeError;
use crate::payroll::RunView;
use domain::decisions::PartKey;
use domain::ids::{EnrolmentId, PaymentId};
use domain::papers::reconciliation::CountAndSum;
use domain::papers::{Adjustment, AdjustmentList, Reconciliation, Signer, UnpaidRow};
use domain::payments::{Channel, PaymentEvent, PaymentState, Source};
use domain::payroll::{Cause, LineKind, RunState};
use law::{Month, Vnd};
use std::collections::{BTreeMap, HashMap};
use store::payments::{PaymentRow, ResultRow};
use store::runs::LineRow;
use store::{Tx, payments};

/// One list per instrument and source: everybody whose earlier months are paid again because of it.
pub fn adjustments(view: &RunView, book: &Book, kinds: &Kinds) -> Vec<AdjustmentList> {
    let payments: HashMap<PaymentId, &PaymentRow> = view.payments.iter().map(|row| (row.id, row)).collect();
    let mut changed: BTreeMap<_, Vec<&LineRow>> = BTreeMap::new();
    for line in view.lines.iter().filter(|line| line.kind == LineKind::Arrears) {
        let Some(instrument) = instrument(line) else { continue };
        let Some(payment) = payments.get(&line.payment) else { continue };
        let key = (instrument, payment.source, payment.number, line.enrolment, line.key());
        changed.entry(key).or_default().push(line);
    }
    let current = current(view);
    let mut lists: Vec<AdjustmentList> = Vec::new();
    let mut last = None;
    for ((instrument, source, number, enrolment, key), lines) in changed {
        let Some(payment) = view.payments.iter().find(|row| row.number == number) else { continue };
        if last.as_ref() != Some(&(instrument.clone(), source)) {
            lists.push(AdjustmentList {
                instrument: instrument.clone(),
                source: source_shown(source).to_owned(),
                from: view.run.month,
                rows: Vec::new(),
            });
            last = Some((instrument, source));
        }
        let Some(list) = lists.last_mut() else { continue };
        list.from = lines.iter().map(|line| line.month).fold(list.from, Month::min);
        list.rows.push(adjustment(payment, &lines, current.get(&(enrolment, key)).copied(), book, kinds));
    }
    lists
}

/// The instrument of a cause: the citation up to its provision.
fn instrument(line: &LineRow) -> Option<String> {
    let (word, detail) = line.cause.as_ref()?;
    match Cause::from_words(word, detail)? {
        Cause::Law(citation) => Some(citation.split(',').next().unwrap_or(&citation).trim().to_owned()),
        Cause::Decision(_) | Cause::Voided(_) | Cause::Death(_) | Cause::Correction => None,
    }
}

/// What each key is paid for the run's last month.
fn current(view: &RunView) -> HashMap<(EnrolmentId, PartKey), Vnd> {
    let lines = view.lines.iter();
    let lines = lines.filter(|line| line.kind == LineKind::Current && line.month == view.run.last_month);
    lines.map(|line| ((line.enrolment, line.key()), line.amount)).collect()
}

/// `lines` are the arrears of one key and hold at least one month. Somebody who is no longer paid has the new
/// amount of the last month that is paid again.
fn adjustment(
    payment: &PaymentRow,
    lines: &[&LineRow],
    current: Option<Vnd>,
    book: &Book,
    kinds: &Kinds,
) -> Adjustment {
    let newest = lines.iter().max_by_key(|line| line.month);
    let difference = newest.map_or(Vnd::ZERO, |line| line.amount);
    let after = current.or_else(|| newest.and_then(|line| kinds.amount(&line.terms, line.month)));
    let after = after.unwrap_or(difference);
    Adjustment {
        code: book.code(payment.person),
        full_name: book.name(payment.person),
        unit: book.unit(payment.unit),
        kind: newest.map(|line| kinds.label(&line.terms)).unwrap_or_default(),
        rate: newest.map(|line| kinds.rate(&line.terms, line.month)).unwrap_or_default(),
        before: after - difference,
        after,
        months: u32::try_from(lines.len()).unwrap_or(u32::MAX),
        arrears: lines.iter().map(|line| line.amount).sum(),
    }
}

/// One record per source and payer, once the run is reconciled or every payment has its result.
pub fn reconciliations(
    tx: &mut Tx,
    view: &RunView,
    book: &Book,
    office: &Office,
) -> Result<Vec<Reconciliation>, OfficeError> {
    let is_open = |row: &PaymentRow| row.state == PaymentState::Pending;
    match view.run.state {
        RunState::Draft | RunState::Checked | RunState::Approved | RunState::Replaced => {
            return Ok(Vec::new());
        }
        RunState::Sent if view.payments.iter().any(is_open) => return Ok(Vec::new()),
        RunState::Sent | RunState::Reconciled | RunState::Closed => {}
    }
    let results = payments::results(tx, view.run.id)?;
    let on = results.iter().map(|result| result.on).max().unwrap_or(view.run.prepared_on);
    let mut latest: HashMap<PaymentId, &ResultRow> = HashMap::new();
    for result in &results {
        latest.insert(result.payment, result);
    }
    let mut groups: BTreeMap<(Source, String), Vec<&PaymentRow>> = BTreeMap::new();
    for payment in &view.payments {
        groups.entry((payment.source, payer(payment, office))).or_default().push(payment);
    }
    let record = |((source, payer), rows): ((Source, String), Vec<&PaymentRow>)| {
        let mut paid = CountAndSum::default();
        let mut handed_over = CountAndSum::default();
        let mut unpaid = Vec::new();
        for payment in rows {
            add(&mut handed_over, payment);
            match payment.state {
                PaymentState::Paid => add(&mut paid, payment),
                PaymentState::Pending
                | PaymentState::Returned
                | PaymentState::Held
                | PaymentState::Carried => {
                    unpaid.push(unpaid_row(payment, latest.get(&payment.id).copied(), book));
                }
            }
        }
        let payer_signer = Signer::new("ĐẠI DIỆN ĐƠN VỊ CHI TRẢ", "");
        let source = source_shown(source).to_owned();
        Reconciliation { payer, payer_signer, source, on, handed_over, paid, unpaid }
    };
    Ok(groups.into_iter().map(record).collect())
}

fn add(to: &mut CountAndSum, payment: &PaymentRow) {
    to.payments += 1;
    to.amount += payment.amount();
}

fn unpaid_row(payment: &PaymentRow, result: Option<&ResultRow>, book: &Book) -> UnpaidRow {
    let told = result.filter(|result| result.result != PaymentEvent::Pay);
    UnpaidRow {
        number: u32::try_from(payment.number).unwrap_or(u32::MAX),
        full_name: book.name(payment.person),
        unit: book.unit(payment.unit),
        amount: payment.amount(),
        reason: told.and_then(|result| result.note.clone()).unwrap_or_default(),
    }
}

/// Who hands the money over, as the record names it.
fn payer(payment: &PaymentRow, office: &Office) -> String {
    let named = |item: &str, otherwise: &str| match office.get(item) {
        "" => format!("{otherwise} {}", office.get(PLACE)).trim().to_owned(),
        name => name.to_owned(),
    };
    match payment.channel {
        Channel::Bank => payment.delivery.bank.clone().unwrap_or_else(|| "Ngân hàng".to_owned()),
        Channel::Post => named(POST_PAYER, "Bưu điện"),
        Channel::Cash => named(CASH_PAYER, "Bộ phận chi trả"),
    }
}
