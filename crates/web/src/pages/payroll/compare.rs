//! A run beside the one before it: new, ended, changed, and why.

use super::title;
use crate::frame::Frame;
use crate::paging::Pages;
use crate::reply::{Answer, page};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::ids::{PersonId, RunId};
use domain::labels::Labelled;
use domain::payroll::{Cause, Change, ChangeKind};
use office::{Permission, offices, payroll, people};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Template)]
#[template(path = "payroll/compare.html")]
struct ComparePage {
    frame: Frame,
    id: i64,
    title: String,
    /// `None` for the first run of an office.
    sides: Option<Sides>,
    groups: Vec<Group>,
    kinds: Vec<(&'static str, &'static str, bool)>,
    /// The cause that is asked for, and those that there are.
    causes: Vec<(String, bool)>,
    rows: Vec<Row>,
    pages: Pages,
}

struct Sides {
    before_lines: String,
    before: String,
    after_lines: String,
    after: String,
    difference: String,
}

struct Group {
    kind: &'static str,
    cause: String,
    lines: String,
    difference: String,
}

struct Row {
    kind: &'static str,
    /// Why the run pays it; the person, for whoever is on this list no longer.
    link: String,
    name: String,
    scheme: &'static str,
    unit: String,
    before: String,
    after: String,
    difference: String,
    class: &'static str,
    cause: String,
    /// The decision behind it, or empty.
    decision: String,
}

pub fn show(visit: &Visit) -> Answer {
    let id: RunId = visit.id("id")?;
    let view = payroll::view(&visit.ctx, id)?;
    let compared = payroll::compare(&visit.ctx, id)?;
    let sides = compared.as_ref().map(|compared| Sides {
        before_lines: Vnd(i64::from(compared.before.lines)).to_string(),
        before: compared.before.amount.to_string(),
        after_lines: Vnd(i64::from(compared.after.lines)).to_string(),
        after: compared.after.amount.to_string(),
        difference: signed(compared.after.amount - compared.before.amount),
    });
    let changes = compared.map(|compared| compared.changes).unwrap_or_default();
    let units = offices::unit_names(&visit.ctx, changes.iter().filter_map(Change::unit))?;
    let wanted = ChangeKind::from_word(visit.query.get("loai"));
    let found: Vec<&Change> =
        changes.iter().filter(|change| wanted.is_none_or(|kind| change.kind == kind)).collect();
    let why = visit.query.get("vi-sao");
    let label = |change: &Change| change.cause.as_ref().map_or("", Cause::label);
    let found: Vec<&Change> =
        found.into_iter().filter(|change| why.is_empty() || label(change) == why).collect();
    let known: std::collections::BTreeSet<&str> = changes.iter().map(label).collect();
    let causes = known.into_iter().filter(|label| !label.is_empty());
    let causes = causes.map(|label| (label.to_owned(), label == why)).collect();
    let pages = Pages::of(&visit.path, &visit.query, found.len());
    let amount = |side: &Option<domain::payroll::Snapshot>| {
        side.as_ref().map_or_else(String::new, |one| one.amount.to_string())
    };
    let shown = pages.rows(&found);
    let names = people::names(&visit.ctx, shown.iter().map(|change| change.person))?;
    let waits = view.waiting.iter().map(|waiting| waiting.person);
    let on_list: BTreeSet<PersonId> =
        view.payments.iter().map(|payment| payment.person).chain(waits).collect();
    let sees_decisions = visit.pays(Permission::ReadDecisions);
    let rows = shown.iter().map(|change| Row {
        kind: change.kind.label(),
        link: if on_list.contains(&change.person) {
            format!("/chi-tra/{id}/nguoi/{}", change.person)
        } else {
            format!("/nguoi/{}", change.person)
        },
        name: names.get(&change.person).cloned().unwrap_or_default(),
        scheme: change.scheme.label(),
        unit: change.unit().and_then(|unit| units.get(&unit).cloned()).unwrap_or_default(),
        before: amount(&change.before),
        after: amount(&change.after),
        difference: signed(change.difference()),
        class: match change.difference() {
            Vnd(0) => "",
            more if more > Vnd::ZERO => "tang",
            _ => "giam",
        },
        cause: cause(change.cause.as_ref()),
        decision: if sees_decisions { decision(change.cause.as_ref()) } else { String::new() },
    });
    let run = &view.run;
    page(&ComparePage {
        frame: visit.frame("So với kỳ trước"),
        id: id.0,
        title: title(run.kind, run.month, run.last_month),
        sides,
        groups: groups(&changes),
        kinds: ChangeKind::ALL
            .iter()
            .map(|kind| (kind.word(), kind.label(), wanted == Some(*kind)))
            .collect(),
        rows: rows.collect(),
        pages,
        causes,
    })
}

fn signed(amount: Vnd) -> String {
    if amount > Vnd::ZERO { format!("+{amount}") } else { amount.to_string() }
}

/// The address of the decision behind a change, or empty.
fn decision(cause: Option<&Cause>) -> String {
    match cause {
        Some(Cause::Decision(id) | Cause::Voided(id)) => format!("/quyet-dinh/{id}"),
        _ => String::new(),
    }
}

fn cause(cause: Option<&Cause>) -> String {
    match cause {
        Some(Cause::Law(citation)) if !citation.is_empty() => format!("theo {citation}"),
        Some(Cause::Death(day)) => format!("mất ngày {}", domain::dates::short(*day)),
        Some(other) => other.label().to_owned(),
        None => String::new(),
    }
}

fn groups(changes: &[Change]) -> Vec<Group> {
    let mut sums: BTreeMap<(usize, String), (ChangeKind, i64, Vnd)> = BTreeMap::new();
    for change in changes {
        let place = ChangeKind::ALL.iter().position(|kind| *kind == change.kind).unwrap_or(0);
        let told = change.cause.as_ref().map_or("", Cause::label).to_owned();
        let sum = sums.entry((place, told)).or_insert((change.kind, 0, Vnd::ZERO));
        sum.1 += 1;
        sum.2 += change.difference();
    }
    let group = |((_, cause), (kind, lines, sum)): ((usize, String), (ChangeKind, i64, Vnd))| Group {
        kind: kind.label(),
        cause,
        lines: Vnd(lines).to_string(),
        difference: signed(sum),
    };
    sums.into_iter().map(group).collect()
}

fn sample() -> ComparePage {
    let row = |name: &str, is_more| Row {
        kind: "thay đổi mức",
        link: "/chi-tra/7/nguoi/12".to_owned(),
        name: name.to_owned(),
        scheme: "Trợ cấp xã hội",
        unit: "phường An Hòa".to_owned(),
        before: "540.000".to_owned(),
        after: "750.000".to_owned(),
        difference: if is_more { "+210.000".to_owned() } else { "-540.000".to_owned() },
        class: if is_more { "tang" } else { "giam" },
        cause: "theo quyết định".to_owned(),
        decision: if is_more { "/quyet-dinh/4".to_owned() } else { String::new() },
    };
    ComparePage {
        frame: Frame::sample(),
        id: 7,
        title: "Chi trả hằng tháng, tháng 12 năm 2023".to_owned(),
        sides: Some(Sides {
            before_lines: "9.031".to_owned(),
            before: "7.196.385.000".to_owned(),
            after_lines: "9.020".to_owned(),
            after: "7.234.586.000".to_owned(),
            difference: "+38.201.000".to_owned(),
        }),
        groups: vec![Group {
            kind: "tăng",
            cause: "theo quyết định".to_owned(),
            lines: "31".to_owned(),
            difference: "+16.740.000".to_owned(),
        }],
        kinds: ChangeKind::ALL.iter().map(|kind| (kind.word(), kind.label(), false)).collect(),
        causes: vec![("theo quyết định".to_owned(), false)],
        rows: vec![row("Tôn Nữ Hoàng Phương Quỳnh Thùy Dương", true), row("Lê Thị Út", false)],
        pages: Pages::of("/chi-tra/7/so-sanh", &crate::address::Fields::default(), 2),
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
