//! Runs and what the payers bring back.

use super::{Failed, Told, Words, World};
use domain::ids::{PaymentId, RunId};
use domain::payments::PaymentState;
use domain::payroll::{Cause, LineKind, RunKind};
use law::Vnd;
use office::payroll::{self, Order, PayerTotal, RunResults, RunView, Unpaid};
use office::permission::Role;
use std::collections::BTreeMap;
use store::payments::PaymentRow;

/// `prepare KIND MONTH [through MONTH] [by ACCOUNT] => NAME AMOUNT [+ CARRIED]; … waiting NAME PART MONTH CODE;
/// recovery NAME PART MONTH AMOUNT CAUSE; finding NAME CODE`. May be asked: `total N`, `carried N`, `timing CODE`,
/// `lines N`, and `settled N`: how many pasts were skipped. Every draft is held against one that skips none.
pub fn prepare(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let kind = words.next("the kind of run")?;
    let kind = RunKind::from_word(kind).ok_or_else(|| format!("no kind of run: {kind}"))?;
    let month = words.month("the month")?;
    let last_month = words.month_after("through")?.unwrap_or(month);
    let ctx = world.by(words, Role::Specialist)?;
    let prepared = payroll::prepare(&ctx, Order { kind, month, last_month })?;
    world.run = Some(prepared.run);
    let view = payroll::view(&world.ctx(Role::Accountant), prepared.run)?;
    let mut told = Told::default();
    let mut sums: BTreeMap<String, (Vnd, Vnd)> = BTreeMap::new();
    for payment in &view.payments {
        let sum = sums.entry(world.name(payment.person)).or_default();
        sum.0 += payment.new;
        sum.1 += payment.carried;
    }
    for (name, (new, carried)) in sums {
        let carried = if carried.is_zero() { String::new() } else { format!(" + {}", carried.0) };
        told.always.push(format!("{name} {}{carried}", new.0));
    }
    for waiting in &view.waiting {
        let row = &waiting.row;
        let part = if row.key.part.is_empty() { "-" } else { &row.key.part };
        told.always.push(format!("waiting {} {part} {} {}", world.name(waiting.person), row.month, row.code));
    }
    for found in &prepared.proposals {
        let (name, part) = (world.name(found.person), &found.key.part);
        let cause = found.cause.words().0;
        told.always.push(format!("recovery {name} {part} {} {} {cause}", found.month, found.amount.0));
    }
    for finding in &prepared.findings {
        told.always.push(format!("finding {} {}", world.name(finding.person), finding.code.word()));
    }
    told.asked.push(format!("settled {}", drafted_both_ways(world, prepared.run)?));
    told.asked.push(format!("total {}", prepared.new.0));
    told.asked.push(format!("carried {}", prepared.carried.0));
    told.asked.push(format!("lines {}", prepared.lines));
    told.asked.extend(prepared.timing.map(|timing| format!("timing {}", timing.code())));
    Ok(told)
}

fn drafted_both_ways(world: &World, run: RunId) -> Result<usize, Failed> {
    let mut both = payroll::both_ways(&world.ctx(Role::Accountant), run)?;
    // What has stopped is told in the order of the lines that were read.
    for draft in [&mut both.skipping, &mut both.recomputed] {
        draft.stopped.sort_by(|one, other| (one.enrolment, &one.key).cmp(&(other.enrolment, &other.key)));
    }
    if both.skipping == both.recomputed {
        return Ok(both.settled);
    }
    Err(Failed::Text(format!("skipping {:#?}\nrecomputed {:#?}", both.skipping, both.recomputed)))
}

/// `lines [KIND MONTH] NAME => KIND PART MONTH AMOUNT [CAUSE]`; of a law its instrument may be asked:
/// `law PART MONTH CITATION`.
pub fn lines(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let run = world.run_of(words)?;
    let person = world.person(words.next("a name")?)?;
    let view = viewed(world, run)?;
    let own: Vec<PaymentId> = view.payments.iter().filter(|p| p.person == person).map(|p| p.id).collect();
    let mut told = Told::default();
    for line in view.lines.iter().filter(|line| own.contains(&line.payment)) {
        let (kind, part, month, amount) = (line.kind, &line.terms.part, line.month, line.amount.0);
        let cause = line.cause.as_ref().map(|(word, _)| &**word).filter(|_| kind != LineKind::Current);
        let cause = cause.map(|word| format!(" {word}")).unwrap_or_default();
        told.always.push(format!("{} {part} {month} {amount}{cause}", kind.word()));
        if let Some(Cause::Law(cited)) = line.cause.as_ref().and_then(|(w, d)| Cause::from_words(w, d)) {
            told.asked.push(format!("law {part} {month} {cited}"));
        }
    }
    Ok(told)
}

/// `compare [KIND MONTH] => CHANGE NAME PART DIFFERENCE [CAUSE]`.
pub fn compare(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let run = world.run_of(words)?;
    let ctx = world.by(words, Role::Accountant)?;
    let changes = payroll::compare(&ctx, run)?.map(|compared| compared.changes).unwrap_or_default();
    let always = changes.iter().map(|change| {
        let cause = change.cause.as_ref().map(|cause| format!(" {}", cause.words().0)).unwrap_or_default();
        let (name, part) = (world.name(change.person), &change.key.part);
        format!("{} {name} {part} {}{cause}", change.kind.word(), change.difference().0)
    });
    Ok(Told { always: always.collect(), asked: Vec::new() })
}

pub fn check(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let run = world.run_of(words)?;
    payroll::check(&world.by(words, Role::Accountant)?, run)?;
    Ok(Told::default())
}

/// `approve [KIND MONTH] [by ACCOUNT] [paper TEXT]`.
pub fn approve(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let run = world.run_of(words)?;
    let ctx = world.by(words, Role::Head)?;
    payroll::approve(&ctx, run, words.after("paper")?)?;
    Ok(Told::default())
}

pub fn send(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let run = world.run_of(words)?;
    payroll::send(&world.by(words, Role::Accountant)?, run)?;
    Ok(Told::default())
}

pub fn reconcile(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let run = world.run_of(words)?;
    payroll::reconcile(&world.by(words, Role::Accountant)?, run)?;
    Ok(Told::default())
}

pub fn close(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let run = world.run_of(words)?;
    payroll::close(&world.by(words, Role::Accountant)?, run)?;
    Ok(Told::default())
}

/// `results [KIND MONTH] {unpaid NAME REASON} [totals agree | totals off by N | no totals] [by ACCOUNT]
/// => paid N; returned N; unchanged N`. Totals that agree are those that the payer would write.
pub fn results(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let run = world.run_of(words)?;
    let view = viewed(world, run)?;
    let mut results = RunResults::default();
    while words.takes("unpaid") {
        let person = world.person(words.next("a name")?)?;
        let reason = words.next("the reason")?.to_owned();
        let own = view.payments.iter().filter(|payment| payment.person == person);
        results.unpaid.extend(own.map(|payment| Unpaid {
            number: payment.number,
            amount: Some(payment.amount()),
            reason: reason.clone(),
        }));
        words.takes(",");
    }
    if words.takes("totals") {
        let off = if words.takes("agree") { Vnd::ZERO } else { off_by(words)? };
        results.totals = totals(&view, &results.unpaid, off);
    }
    let recorded = payroll::record_results(&world.by(words, Role::Accountant)?, run, &results)?;
    let always = vec![format!("paid {}", recorded.paid), format!("returned {}", recorded.returned)];
    Ok(Told { always, asked: vec![format!("unchanged {}", recorded.unchanged)] })
}

fn off_by(words: &mut Words) -> Result<Vnd, String> {
    words.must("off")?;
    words.must("by")?;
    words.vnd("the difference")
}

fn totals(view: &RunView, unpaid: &[Unpaid], off: Vnd) -> Vec<PayerTotal> {
    let mut totals: BTreeMap<_, PayerTotal> = BTreeMap::new();
    for payment in &view.payments {
        let source = payment.source;
        let empty =
            PayerTotal { source, unit: None, paid: 0, paid_sum: off, unpaid: 0, unpaid_sum: Vnd::ZERO };
        let total = totals.entry(source).or_insert(empty);
        let came_back = matches!(payment.state, PaymentState::Returned | PaymentState::Carried);
        if came_back || unpaid.iter().any(|one| one.number == payment.number) {
            total.unpaid += 1;
            total.unpaid_sum += payment.amount();
        } else {
            total.paid += 1;
            total.paid_sum += payment.amount();
        }
    }
    totals.into_values().collect()
}

/// `hold [KIND MONTH] NAME REASON [by ACCOUNT]`: a stop order after sending.
pub fn hold(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let (run, own, reason) = own_payments(world, words)?;
    let ctx = world.by(words, Role::Accountant)?;
    for payment in own {
        payroll::hold(&ctx, run, payment.id, &reason)?;
    }
    Ok(Told::default())
}

/// `release [KIND MONTH] NAME REASON [by ACCOUNT]`.
pub fn release(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let (run, own, reason) = own_payments(world, words)?;
    let ctx = world.by(words, Role::Accountant)?;
    for payment in own {
        payroll::release(&ctx, run, payment.id, &reason)?;
    }
    Ok(Told::default())
}

fn own_payments(world: &World, words: &mut Words) -> Result<(RunId, Vec<PaymentRow>, String), Failed> {
    let run = world.run_of(words)?;
    let person = world.person(words.next("a name")?)?;
    let reason = words.next("the reason")?.to_owned();
    let own = viewed(world, run)?.payments.into_iter().filter(|payment| payment.person == person);
    Ok((run, own.collect(), reason))
}

/// `payments [KIND MONTH] => NAME AMOUNT STATE SOURCE "PAYEE"`.
pub fn payments(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let run = world.run_of(words)?;
    let view = viewed(world, run)?;
    let always = view.payments.iter().map(|payment| {
        let (name, amount) = (world.name(payment.person), payment.amount().0);
        let (state, source) = (payment.state.word(), payment.source.word());
        format!("{name} {amount} {state} {source} {}", payment.payee_name)
    });
    Ok(Told { always: always.collect(), asked: Vec::new() })
}

fn viewed(world: &World, run: RunId) -> Result<RunView, Failed> {
    Ok(payroll::view(&world.ctx(Role::Accountant), run)?)
}
