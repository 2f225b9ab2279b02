//! What the doctor asks of the payroll and the books: invariants 1 to 5 of money.

use super::prepare::{preview, redraft_after, redraft_against};
use super::steps::{fingerprint, totals_agree};
use crate::doctor::{Check, Problem};
use crate::{Ctx, OfficeError};
use domain::decisions::{PartKey, Rhythm};
use domain::ids::{EnrolmentId, EntryId, PersonId};
use domain::payments::{PaymentState, Source};
use domain::payroll::{LineKind, Posted, RunKind};
use jiff::civil::Date;
use law::{Month, Vnd};
use std::collections::{BTreeMap, HashMap};
use store::as_of::AsOf;
use store::runs::{LineRow, RunRow};
use store::{Tx, enrolments, journal, ledger, payments, recoveries, runs};

/// Invariants 1 to 5 of money.
pub const CHECKS: [Check; 5] = [
    Check { number: 1, title: "Sổ cân và tiền chi khớp với danh sách", run: money_balances },
    Check { number: 2, title: "Không dòng nào cao hơn mức được hưởng", run: lines_were_owed },
    Check { number: 3, title: "Danh sách đã duyệt không đổi", run: lines_are_unchanged },
    Check { number: 4, title: "Tính lại quá khứ không ra chênh lệch", run: past_is_settled },
    Check { number: 5, title: "Không chi sau khi chết, không chi hai lần", run: nobody_too_much },
];

type Found = Result<Vec<Problem>, OfficeError>;

fn posted(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<RunRow>, OfficeError> {
    let mut posted = runs::list(tx, ctx.office)?;
    posted.retain(|run| run.state.is_posted());
    Ok(posted)
}

fn money_balances(ctx: &Ctx, tx: &mut Tx) -> Found {
    let (mut found, posted) = (Vec::new(), posted(ctx, tx)?);
    books_balance(ctx, tx, &mut found)?;
    runs_balance(tx, &posted, &mut found)?;
    payables_stand(ctx, tx, &posted, &mut found)?;
    Ok(found)
}

fn nobody_too_much(ctx: &Ctx, tx: &mut Tx) -> Found {
    let (mut found, posted) = (Vec::new(), posted(ctx, tx)?);
    nothing_after_death(ctx, tx, &posted, &mut found)?;
    nothing_twice(ctx, tx, &mut found)?;
    recoveries_wait(ctx, tx, &mut found)?;
    Ok(found)
}

/// Invariant 1: every transaction sums to zero.
fn books_balance(ctx: &Ctx, tx: &mut Tx, found: &mut Vec<Problem>) -> Result<(), OfficeError> {
    for (transaction, sum) in ledger::unbalanced(tx, ctx.office)? {
        let message = format!("Bút toán số {transaction} lệch {sum} đồng");
        found.push(Problem::fault("posting_unbalanced", message));
    }
    Ok(())
}

/// Invariant 1: handed over = pending + paid + returned + carried away; new + carried in = handed over.
fn runs_balance(tx: &mut Tx, posted: &[RunRow], found: &mut Vec<Problem>) -> Result<(), OfficeError> {
    for run in posted {
        if let Err(error) = totals_agree(tx, run) {
            found.push(Problem::fault("run_unbalanced", format!("Kỳ chi trả số {}: {error}", run.id)));
        }
    }
    Ok(())
}

/// Invariant 1: what the books owe to people is what the lists have not handed over yet.
fn payables_stand(
    ctx: &Ctx,
    tx: &mut Tx,
    posted: &[RunRow],
    found: &mut Vec<Problem>,
) -> Result<(), OfficeError> {
    let mut outstanding: BTreeMap<Source, Vnd> = BTreeMap::new();
    let listed: std::collections::HashSet<_> = posted.iter().map(|run| run.id).collect();
    for total in payments::totals(tx, ctx.office)? {
        let open = match total.state {
            PaymentState::Pending | PaymentState::Held | PaymentState::Returned => true,
            PaymentState::Paid | PaymentState::Carried => false,
        };
        if open && listed.contains(&total.run) {
            *outstanding.entry(total.source).or_default() += total.new + total.carried;
        }
    }
    let mut payable: BTreeMap<Source, Vnd> = BTreeMap::new();
    for balance in ledger::balances(tx, ctx.office)? {
        // Campaigns and funds keep sources of their own.
        if let Some(source) = Source::from_word(&balance.source)
            && balance.account.starts_with("payable/")
        {
            *payable.entry(source).or_default() -= balance.amount;
        }
    }
    for source in Source::ALL {
        let (books, lists) = (payable.get(source).copied(), outstanding.get(source).copied());
        let (books, lists) = (books.unwrap_or_default(), lists.unwrap_or_default());
        if books != lists {
            let message =
                format!("{}: sổ còn phải trả {books} đồng, danh sách còn {lists} đồng", source.label());
            found.push(Problem::fault("payable_differs", message));
        }
    }
    Ok(())
}

/// Invariant 2: no line exceeds what was owed as known at its preparation.
fn lines_were_owed(ctx: &Ctx, tx: &mut Tx) -> Found {
    let (mut found, mut posted) = (Vec::new(), posted(ctx, tx)?);
    posted.sort_by_key(|run| run.recorded_entry);
    let mut books = Books::default();
    for run in &posted {
        let draft = redraft_against(ctx, tx, run, books.until(run))?;
        let mut owed: HashMap<(EnrolmentId, PartKey, Month), Vnd> = HashMap::new();
        for line in draft.lines.iter().filter(|line| line.kind != LineKind::Deduction) {
            *owed.entry((line.enrolment, line.key(), line.month)).or_default() += line.amount;
        }
        let mut lines = runs::lines(tx, run.id)?;
        lines.retain(|line| line.kind != LineKind::Deduction);
        for line in &lines {
            let owed = owed.get(&(line.enrolment, line.key(), line.month)).copied().unwrap_or_default();
            if line.amount > owed {
                let message = format!(
                    "Kỳ số {}, dòng số {}: ghi {} đồng, tính lại theo dữ liệu lúc lập được {owed} đồng",
                    run.id, line.id, line.amount
                );
                found.push(Problem::fault("line_exceeds_owed", message));
            }
        }
        books.add(run, &lines);
    }
    excess_waits(ctx, tx, &posted, &mut found)?;
    Ok(found)
}

/// What was posted, added up run by run: each line is read once for all redrafts.
#[derive(Default)]
struct Books {
    posted: HashMap<Rhythm, HashMap<EnrolmentId, Posted>>,
    /// Lines of runs that were approved later than the last run asked about was prepared.
    later: Vec<Approved>,
}

/// The lines of one approved run.
struct Approved {
    entry: EntryId,
    rhythm: Rhythm,
    lines: Vec<(EnrolmentId, PartKey, Month, Vnd)>,
}

impl Books {
    /// Postings of the run's rhythm when it was prepared; runs are asked about in the order of their preparation.
    fn until(&mut self, run: &RunRow) -> &HashMap<EnrolmentId, Posted> {
        let all = std::mem::take(&mut self.later).into_iter();
        let (now, later): (Vec<_>, Vec<_>) = all.partition(|approved| approved.entry < run.recorded_entry);
        self.later = later;
        for approved in now {
            let posted = self.posted.entry(approved.rhythm).or_default();
            for (enrolment, key, month, amount) in approved.lines {
                posted.entry(enrolment).or_default().add(&key, month, amount);
            }
        }
        self.posted.entry(run.kind.rhythm()).or_default()
    }

    fn add(&mut self, run: &RunRow, lines: &[LineRow]) {
        let Some(entry) = run.approved_entry else { return };
        let lines = lines.iter().map(|line| (line.enrolment, line.key(), line.month, line.amount));
        self.later.push(Approved { entry, rhythm: run.kind.rhythm(), lines: lines.collect() });
    }
}

/// Invariant 3: the lists are those whose hash the journal holds since their approval.
fn lines_are_unchanged(ctx: &Ctx, tx: &mut Tx) -> Found {
    let mut found = Vec::new();
    for run in posted(ctx, tx)? {
        let Some(entry) = run.approved_entry else { continue };
        let hash = fingerprint(tx, run.id)?.hash;
        let sealed =
            journal::by_id(tx, entry)?.is_some_and(|entry| entry.detail.ends_with(&format!("hash {hash}")));
        if !sealed {
            let message = format!("Danh sách của kỳ số {} không còn như lúc được duyệt", run.id);
            found.push(Problem::fault("approved_line_changed", message));
        }
    }
    Ok(found)
}

/// Invariant 4: computed again from the same knowledge, the newest run of each rhythm leaves nothing over.
fn past_is_settled(ctx: &Ctx, tx: &mut Tx) -> Found {
    let (mut found, posted) = (Vec::new(), posted(ctx, tx)?);
    for kind in RunKind::ALL {
        let same = posted.iter().filter(|run| run.kind.rhythm() == kind.rhythm());
        let Some(run) = same.max_by_key(|run| run.approved_entry).filter(|run| run.kind == *kind) else {
            continue;
        };
        let Some(approved) = run.approved_entry else { continue };
        let draft = redraft_after(ctx, tx, run, approved)?;
        let left = draft.lines.iter().filter(|line| line.kind != LineKind::Deduction).count();
        if left > 0 || !draft.proposals.is_empty() {
            let message = format!(
                "Tính lại kỳ số {}: còn {left} dòng chênh lệch, {} khoản thu hồi",
                run.id,
                draft.proposals.len()
            );
            found.push(Problem::fault("past_differs", message));
        }
    }
    Ok(found)
}

/// Invariant 5: money posted for a month after the death stands as a recovery, at the latest since the first run
/// that was prepared with the death known.
fn nothing_after_death(
    ctx: &Ctx,
    tx: &mut Tx,
    posted: &[RunRow],
    found: &mut Vec<Problem>,
) -> Result<(), OfficeError> {
    let Some(newest) =
        posted.iter().filter(|run| run.kind == RunKind::Monthly).max_by_key(|run| run.approved_entry)
    else {
        return Ok(());
    };
    let known = AsOf::at_entry(tx, ctx.office, newest.recorded_entry, newest.prepared_on)?;
    let deaths = enrolments::deaths(tx, ctx.office, &known)?;
    let people: HashMap<EnrolmentId, PersonId> =
        enrolments::of_office(tx, ctx.office)?.into_iter().map(|one| (one.id, one.person)).collect();
    let died = |enrolment: &EnrolmentId| -> Option<Date> { deaths.get(people.get(enrolment)?).copied() };
    let mut excess: BTreeMap<EnrolmentId, Vnd> = BTreeMap::new();
    let monthly = runs::posted(tx, ctx.office, RunKind::Monthly.rhythm(), EntryId(i64::MAX))?;
    for (enrolment, sums) in &monthly {
        let Some(died) = died(enrolment) else { continue };
        for key in sums.keys() {
            for month in Month::of(died).next().through(newest.last_month) {
                *excess.entry(*enrolment).or_default() += sums.amount(key, month);
            }
        }
    }
    for row in recoveries::of_office(tx, ctx.office, EntryId(i64::MAX))? {
        let recovery = row.recovery;
        let after = died(&recovery.enrolment).is_some_and(|died| recovery.month > Month::of(died));
        if after && recovery.counts() {
            *excess.entry(recovery.enrolment).or_default() -= recovery.amount;
        }
    }
    for (enrolment, sum) in excess.into_iter().filter(|(_, sum)| *sum > Vnd::ZERO) {
        let message =
            format!("Hồ sơ hưởng số {enrolment}: {sum} đồng ghi chi sau khi chết chưa đề xuất thu hồi");
        found.push(Problem::fault("posted_after_death", message));
    }
    Ok(())
}

/// Invariant 5: nobody is owed twice for the same key and month.
fn nothing_twice(ctx: &Ctx, tx: &mut Tx, found: &mut Vec<Problem>) -> Result<(), OfficeError> {
    for (enrolment, key, month) in runs::keys_twice(tx, ctx.office)? {
        let message =
            format!("Hồ sơ hưởng số {enrolment}: khoản {} tháng {month} được chi hai lần", key.part);
        found.push(Problem::fault("key_paid_twice", message));
    }
    Ok(())
}

/// Invariant 2, as a finding: what is known today makes earlier lines too high; the next run will propose it.
fn excess_waits(
    ctx: &Ctx,
    tx: &mut Tx,
    posted: &[RunRow],
    found: &mut Vec<Problem>,
) -> Result<(), OfficeError> {
    let monthly = posted.iter().filter(|run| run.kind == RunKind::Monthly);
    let Some(last) = monthly.map(|run| run.last_month).max() else { return Ok(()) };
    let draft = preview(ctx, tx, last.next())?;
    if !draft.proposals.is_empty() {
        let sum: Vnd = draft.proposals.iter().map(|proposal| proposal.amount).sum();
        let message = format!(
            "{} khoản đã chi cao hơn mức nay biết, cộng {sum} đồng: kỳ tới sẽ đề xuất thu hồi",
            draft.proposals.len()
        );
        found.push(Problem::finding("excess_waits", message));
    }
    Ok(())
}

/// Recoveries that stand and that nobody has decided.
fn recoveries_wait(ctx: &Ctx, tx: &mut Tx, found: &mut Vec<Problem>) -> Result<(), OfficeError> {
    let rows = recoveries::of_office(tx, ctx.office, EntryId(i64::MAX))?;
    let undecided = rows.iter().filter(|row| row.is_final(EntryId(i64::MAX)) && row.recovery.plan.is_none());
    let open: Vec<_> = undecided.filter(|row| row.recovery.remaining() > Vnd::ZERO).collect();
    if !open.is_empty() {
        let sum: Vnd = open.iter().map(|row| row.recovery.remaining()).sum();
        let message = format!("{} khoản phải thu hồi, cộng {sum} đồng, chưa có phương án", open.len());
        found.push(Problem::finding("recovery_unplanned", message));
    }
    Ok(())
}
