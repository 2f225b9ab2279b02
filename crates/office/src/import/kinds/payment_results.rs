//! `Danh sách chưa chi trả` and its `Bảng tổng hợp`: what the payer brings back of a month.

use super::order;
use crate::import::headings::{
    CITIZEN, COMMUNE, COMMUNE_OPTIONAL, Column, FULL_NAME, Table, optional, required,
};
use crate::import::line::Line;
use crate::import::{Change, Import, Kind};
use crate::payroll::{PayerTotal, RunResults, Unpaid, record_in};
use crate::{Field, OfficeError, Permission};
use domain::Month;
use domain::dates::month_long;
use domain::ids::RunId;
use domain::names::fold;
use domain::payments::{PaymentEvent, ResultOutcome, Source, record};
use domain::payroll::{RunKind, RunState};
use law::Vnd;
use std::collections::{BTreeMap, HashMap};
use store::payments::{self, PaymentRow};
use store::runs;

const COLUMNS: &[Column] = &[
    required("Kỳ chi trả"),
    FULL_NAME,
    required("Mã chi trả"),
    CITIZEN,
    COMMUNE_OPTIONAL,
    required("Số tiền"),
    required("Lý do"),
    optional("Nguồn"),
];

const TOTAL_COLUMNS: &[Column] = &[
    required("Kỳ chi trả"),
    required("Nguồn"),
    COMMUNE,
    required("Số người nhận"),
    required("Số tiền đã chi"),
    required("Số người chưa nhận"),
    required("Số tiền chưa chi"),
];

pub const KIND: Kind = Kind {
    id: "payment_results",
    title: "Danh sách chưa chi trả",
    order: order::PAYMENT_RESULTS,
    permission: Permission::RecordResults,
    field: None::<Field>,
    columns: COLUMNS,
    list: None,
    read,
};

/// Read after the exceptions: when they agree, everybody who is not named is paid.
pub const TOTALS: Kind = Kind {
    id: "payment_totals",
    title: "Bảng tổng hợp chi trả",
    order: order::PAYMENT_TOTALS,
    permission: Permission::RecordResults,
    field: None::<Field>,
    columns: TOTAL_COLUMNS,
    list: None,
    read: read_totals,
};

/// A run with its payments by number.
type List = (RunId, HashMap<i64, PaymentRow>);

/// The runs that the results of each month are about.
struct Lists {
    by_month: HashMap<Month, Option<List>>,
}

impl Lists {
    fn of(&mut self, import: &mut Import, month: Month) -> Result<Option<&List>, OfficeError> {
        if let std::collections::hash_map::Entry::Vacant(slot) = self.by_month.entry(month) {
            let sent = runs::list(import.tx, import.office)?.into_iter().filter(|run| {
                run.kind == RunKind::Monthly
                    && run.month <= month
                    && month <= run.last_month
                    && matches!(run.state, RunState::Sent | RunState::Reconciled)
            });
            let list = match sent.max_by_key(|run| run.sequence) {
                Some(run) => {
                    let payments = payments::of_run(import.tx, run.id)?;
                    Some((run.id, payments.into_iter().map(|row| (row.number, row)).collect()))
                }
                None => None,
            };
            slot.insert(list);
        }
        Ok(self.by_month.get(&month).and_then(Option::as_ref))
    }
}

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let mut lists = Lists { by_month: HashMap::new() };
    let mut by_run: BTreeMap<RunId, Vec<Unpaid>> = BTreeMap::new();
    for mut line in import.lines(table) {
        match unpaid(import, &mut line, &mut lists)? {
            Some((run, unpaid, change)) if line.problems.is_empty() => {
                by_run.entry(run).or_default().push(unpaid);
                import.accept(line, change);
            }
            _ => import.set_aside(line),
        }
    }
    for (run, unpaid) in by_run {
        let results = RunResults { unpaid, totals: Vec::new() };
        record_in(import.ctx, import.tx, import.entry, run, &results)?;
    }
    Ok(())
}

/// Only what can be recorded without a doubt: the number, the amount and the name are those of the list.
fn unpaid(
    import: &mut Import,
    line: &mut Line,
    lists: &mut Lists,
) -> Result<Option<(RunId, Unpaid, Change)>, OfficeError> {
    let name = line.required("Họ và tên");
    let number = if line.filled("Mã chi trả") { line.count("Mã chi trả") } else { None };
    let amount = if line.filled("Số tiền") { line.amount("Số tiền") } else { None };
    let reason = line.required("Lý do");
    let month = if line.filled("Kỳ chi trả") { line.month("Kỳ chi trả") } else { None };
    let (Some(number), Some(amount), Some(reason), Some(month), Some(name)) =
        (number, amount, reason, month, name)
    else {
        return Ok(None);
    };
    let Some((run, payments)) = lists.of(import, month)? else {
        line.park("Kỳ chi trả", format!("{} chưa có danh sách đã chuyển chi trả", month_long(month)));
        return Ok(None);
    };
    let Some(payment) = payments.get(&number) else {
        line.park("Mã chi trả", "danh sách không có mã này");
        return Ok(None);
    };
    if payment.amount() != amount {
        line.park("Số tiền", format!("danh sách ghi {} đồng", payment.amount()));
    }
    import.know(payment.person)?;
    let known = import.register.people.get(&payment.person).map(|person| person.key.clone());
    let same_name = known.is_some_and(|key| key == domain::names::search_key(&name))
        || fold(&payment.payee_name) == fold(&name);
    if !same_name {
        line.park("Họ và tên", "mã chi trả này là của người khác");
    }
    let change = match record(payment.state, PaymentEvent::Return) {
        Ok(ResultOutcome::Becomes(_)) => Change::New,
        Ok(ResultOutcome::Unchanged) => Change::Same,
        Err(refusal) => {
            line.park("Mã chi trả", refusal.to_string());
            return Ok(None);
        }
    };
    Ok(Some((*run, Unpaid { number, amount: Some(amount), reason }, change)))
}

/// The totals of one month agree as a whole or not at all.
fn read_totals(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let mut lists = Lists { by_month: HashMap::new() };
    let mut by_run: BTreeMap<RunId, (Vec<Line>, Vec<PayerTotal>)> = BTreeMap::new();
    for mut line in import.lines(table) {
        match total(import, &mut line, &mut lists)? {
            Some((run, total)) if line.problems.is_empty() => {
                let of_run = by_run.entry(run).or_default();
                of_run.0.push(line);
                of_run.1.push(total);
            }
            _ => import.set_aside(line),
        }
    }
    for (run, (lines, totals)) in by_run {
        let results = RunResults { unpaid: Vec::new(), totals };
        match record_in(import.ctx, import.tx, import.entry, run, &results) {
            Ok(recorded) => {
                let change = if recorded.paid > 0 { Change::New } else { Change::Same };
                lines.into_iter().for_each(|line| import.accept(line, change));
            }
            Err(OfficeError::Refused(refusal)) if refusal.code == "totals_differ" => {
                for mut line in lines {
                    line.park("Số tiền đã chi", refusal.message.clone());
                    import.set_aside(line);
                }
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn total(
    import: &mut Import,
    line: &mut Line,
    lists: &mut Lists,
) -> Result<Option<(RunId, PayerTotal)>, OfficeError> {
    let month = if line.filled("Kỳ chi trả") { line.month("Kỳ chi trả") } else { None };
    let source = line.required("Nguồn").and_then(|text| {
        let found = source(&text);
        if found.is_none() {
            line.refuse("Nguồn", format!("“{text}” không phải nguồn kinh phí"));
        }
        found
    });
    let unit = line.required("Xã, phường").and_then(|text| match import.places.find(&text) {
        Ok(unit) => Some(unit.id),
        Err(reason) => {
            line.park("Xã, phường", reason);
            None
        }
    });
    let mut count = |column: &str| line.count(column).and_then(|count| usize::try_from(count).ok());
    let (paid, unpaid) = (count("Số người nhận"), count("Số người chưa nhận"));
    let (paid_sum, unpaid_sum) = (line.amount("Số tiền đã chi"), line.amount("Số tiền chưa chi"));
    let (Some(month), Some(source), Some(unit), Some(paid)) = (month, source, unit, paid) else {
        return Ok(None);
    };
    let Some((run, _)) = lists.of(import, month)? else {
        line.park("Kỳ chi trả", format!("{} chưa có danh sách đã chuyển chi trả", month_long(month)));
        return Ok(None);
    };
    let total = PayerTotal {
        source,
        unit: Some(unit),
        paid,
        paid_sum: paid_sum.unwrap_or(Vnd::ZERO),
        unpaid: unpaid.unwrap_or(0),
        unpaid_sum: unpaid_sum.unwrap_or(Vnd::ZERO),
    };
    Ok(Some((*run, total)))
}

/// `Ngân sách trung ương`, `central`, `NSTW`; `Ngân sách địa phương`, `local`, `NSĐP`.
fn source(text: &str) -> Option<Source> {
    let folded = fold(text);
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if says(&["trung uong", "central", "nstw"]) {
        Some(Source::Central)
    } else if says(&["dia phuong", "local", "nsdp"]) {
        Some(Source::Local)
    } else {
        None
    }
}
