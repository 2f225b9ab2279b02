//! Invariant 8, the poverty part: movement closes, forms are judged by the rule, decisions follow their meetings,
//! totals hold their names, projects spend what they have.

use super::{Check, Problem};
use crate::context::Ctx;
use crate::error::OfficeError;
use crate::poverty::{decide, movement, season};
use domain::households::HouseholdClass;
use domain::labels::Labelled;
use domain::poverty::{ClosingPaper, Column, Counted, FormKind, Listed, Movement, ReviewStep, SeasonKind};
use law::Vnd;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::people::Known;
use store::poverty::{forms, programme, review, support};
use store::{Tx, households};

pub(super) const CHECK: Check =
    Check { number: 8, title: "Diễn biến hộ nghèo khép kín, rà soát đúng quy trình", run };

fn run(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let mut problems = Vec::new();
    let told = review::closings(tx, ctx.office, Known::Now)?;
    let seasons = review::seasons(tx, ctx.office, Known::Now)?;
    let papers = told.iter().map(|(_, paper)| paper.year);
    let yearly = seasons.iter().filter(|(_, one)| one.kind == SeasonKind::Yearly).map(|(_, one)| one.year);
    let years: BTreeSet<i16> = papers.chain(yearly).collect();
    for year in years {
        let derived = movement::derive(tx, ctx, year)?;
        for ((unit, listed, counted), line) in derived.iter().filter(|(_, line)| !line.closes()) {
            let place = format!("diễn biến năm {year}, đơn vị {unit}");
            let text = format!("{} {}: {:?} không khép", listed.word(), counted.word(), line.0);
            problems.push(Problem::fault(place, text));
        }
        let of_year: Vec<&ClosingPaper> =
            told.iter().map(|(_, paper)| paper).filter(|paper| paper.year == year).collect();
        problems.extend(of_year.iter().flat_map(|paper| closing(paper, &derived, &of_year)));
        let before = told.iter().map(|(_, paper)| paper).filter(|paper| paper.year == year - 1);
        problems.extend(carried(&of_year, before.collect()));
    }
    judged(ctx, tx, &mut problems)?;
    decided(ctx, tx, &mut problems)?;
    given(ctx, tx, &mut problems)?;
    spent(ctx, tx, &mut problems)?;
    Ok(problems)
}

fn place(paper: &ClosingPaper) -> String {
    let (listed, counted) = (paper.listed.label(), paper.counted.label());
    format!("poverty_closings, năm {}, đơn vị {}, {listed}, {counted}", paper.year, paper.unit)
}

/// A commune's paper: it closes, agrees with the lists where there are lists, and what leaves one list arrives in the
/// other.
fn closing(paper: &ClosingPaper, derived: &Movement, of_year: &[&ClosingPaper]) -> Vec<Problem> {
    let mut found = Vec::new();
    if !paper.closing.closes() {
        let (expected, end) = (paper.closing.expected_end(), paper.closing.get(Column::End));
        let text = format!("biểu không khép: tính ra {expected}, ghi {end}; yêu cầu xã, phường báo cáo lại");
        found.push(Problem::finding(place(paper), text));
    }
    let named = derived.get(&(paper.unit, paper.listed, paper.counted));
    if let Some(named) = named.filter(|named| **named != paper.closing) {
        let text = format!("biểu ghi {:?}, tính theo danh sách {:?}", paper.closing.0, named.0);
        found.push(Problem::finding(place(paper), text));
    }
    if paper.counted == Counted::Households {
        let other = of_year.iter().find(|other| {
            other.unit == paper.unit && other.listed != paper.listed && other.counted == paper.counted
        });
        let (left, come) = (
            paper.closing.get(Column::ToOtherList),
            other.map(|other| other.closing.get(Column::FromOtherList)),
        );
        if come.is_some_and(|come| come != left) {
            let come = come.unwrap_or_default();
            let text = format!("{left} hộ chuyển sang danh sách kia, danh sách kia nhận {come} hộ");
            found.push(Problem::finding(place(paper), text));
        }
    }
    found
}

/// The year begins with what the year before ended with.
fn carried(of_year: &[&ClosingPaper], before: Vec<&ClosingPaper>) -> Vec<Problem> {
    let mut found = Vec::new();
    for paper in of_year {
        let last = before
            .iter()
            .find(|one| (one.unit, one.listed, one.counted) == (paper.unit, paper.listed, paper.counted));
        let (start, end) = (paper.closing.get(Column::Start), last.map(|last| last.closing.get(Column::End)));
        if end.is_some_and(|end| end != start) {
            let text = format!("đầu kỳ ghi {start}, cuối kỳ năm trước là {}", end.unwrap_or_default());
            found.push(Problem::finding(place(paper), text));
        }
    }
    found
}

/// The class of a form is that of the rule, and of the register once it is decided.
fn judged(ctx: &Ctx, tx: &mut Tx, problems: &mut Vec<Problem>) -> Result<(), OfficeError> {
    for form in decide::misjudged(tx, ctx)? {
        let place = format!("poverty_forms, hộ số {}, kỳ {}", form.household, form.season);
        problems.push(Problem::fault(place, "phân loại trên phiếu khác kết quả theo quy tắc"));
    }
    let reviews = review::seasons(tx, ctx.office, Known::Now)?;
    let yearly: HashMap<String, (i16, String)> = reviews
        .into_iter()
        .filter(|(_, one)| one.kind == SeasonKind::Yearly)
        .map(|(_, one)| (one.code, (one.year, one.standard)))
        .collect();
    let mut classes: HashMap<_, HouseholdClass> = HashMap::new();
    for row in households::classes(tx, ctx.office, Known::Now)? {
        classes.entry((row.household, row.value.review_year)).or_insert(row.value.class);
    }
    for (_, form) in forms::forms(tx, ctx.office, Known::Now)? {
        let Some((year, standard)) = yearly.get(&form.season) else { continue };
        if form.form != FormKind::B || form.standard != *standard {
            continue;
        }
        let own = form.class.map(|class| Listed::of(class.household()));
        let register = classes.get(&(form.household, *year)).map(|class| Listed::of(*class));
        if let (Some(own), Some(register)) = (own, register)
            && own != register
        {
            let shown = |listed: Option<Listed>| listed.map_or("không nghèo", Listed::label);
            let text = format!("phiếu là {}, danh sách là {}", shown(own), shown(register));
            let place = format!("poverty_forms, hộ số {}, kỳ {}", form.household, form.season);
            problems.push(Problem::finding(place, text));
        }
    }
    Ok(())
}

/// A decision rests on agreed meetings and a posting long enough.
fn decided(ctx: &Ctx, tx: &mut Tx, problems: &mut Vec<Problem>) -> Result<(), OfficeError> {
    for (_, decision) in review::decisions(tx, ctx.office, Known::Now)? {
        let steps = season::steps_of(tx, ctx, &decision.season, decision.unit)?;
        let place = format!("poverty_decisions, kỳ {}, đơn vị {}", decision.season, decision.unit);
        let told: Vec<_> = steps.iter().filter(|step| step.on <= decision.signed_on).cloned().collect();
        if !season::meetings_agree(ctx.rules, &told) {
            problems.push(Problem::finding(place.clone(), "quyết định khi họp thôn chưa đạt tỷ lệ nhất trí"));
        }
        if !season::posted_long_enough(ctx.rules, &steps, decision.signed_on) {
            problems.push(Problem::finding(place.clone(), "quyết định khi niêm yết chưa đủ số ngày"));
        }
        if !steps.iter().any(|step| step.step == ReviewStep::Decision) {
            problems.push(Problem::fault(place, "có quyết định mà tiến độ chưa ghi bước quyết định"));
        }
    }
    Ok(())
}

/// A list never has more names than the total of its paper.
fn given(ctx: &Ctx, tx: &mut Tx, problems: &mut Vec<Problem>) -> Result<(), OfficeError> {
    let totals = store::paper_totals::of_office(tx, ctx.office, Known::Now)?;
    let supports = support::supports(tx, ctx.office, Known::Now)?;
    let of_book = totals.iter().filter(|(_, one)| one.book == domain::paper_totals::Book::PovertySupport);
    for (id, total) in of_book {
        let named = supports.iter().filter(|(_, one)| {
            one.kind.label() == total.group
                && (total.source.is_empty() || one.source.label() == total.source)
                && total.unit.is_none_or(|unit| one.unit == unit)
                && one.on.year().to_string() == total.subject
        });
        let named = i64::try_from(named.count()).unwrap_or(i64::MAX);
        if named > total.quantity {
            let text = format!("danh sách có {named} lượt, số tổng hợp ghi {}", total.quantity);
            problems.push(Problem::finding(format!("paper_totals số {id}"), text));
        }
    }
    Ok(())
}

fn spent(ctx: &Ctx, tx: &mut Tx, problems: &mut Vec<Problem>) -> Result<(), OfficeError> {
    let mut sums: BTreeMap<String, Vnd> = BTreeMap::new();
    for (_, one) in programme::spendings(tx, ctx.office, Known::Now)? {
        let sum = sums.entry(one.project).or_default();
        *sum += one.amount;
    }
    for (_, project) in programme::projects(tx, ctx.office, Known::Now)? {
        let spent = sums.get(&project.code).copied().unwrap_or_default();
        let has = project.given + project.carried;
        if spent > has {
            let text = format!("đã giải ngân {spent} đồng, chỉ có {has} đồng");
            problems.push(Problem::finding(format!("programme_projects {}", project.code), text));
        }
    }
    Ok(())
}
