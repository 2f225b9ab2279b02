//! One figure: what it says, how it is made, and its rows.

use super::year;
use crate::chart::{Bar, Chart, bars};
use crate::error::PageError;
use crate::frame::Frame;
use crate::pages::{charts, records};
use crate::paging::Pages;
use crate::reply::{Answer, page};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::figures::FigureKey;
use domain::ids::ReportId;
use domain::names::fold;
use domain::reports::EvidenceRow;
use office::figures::{self, EvidenceOut, FigureOut};
use office::reports::annex::kind_shown;
use office::reports::frozen;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "figures/evidence.html")]
struct EvidencePage {
    frame: Frame,
    year: i16,
    title: String,
    shown: String,
    unit: &'static str,
    clock: String,
    /// `204 ÷ 44.347`, or empty.
    formula: String,
    target: String,
    last_year: String,
    from_totals: String,
    /// Figures that this one is made of: address and title.
    made_of: Vec<(String, String)>,
    chart: String,
    shares: Vec<(String, String)>,
    search: String,
    rows: Vec<Row>,
    pages: Pages,
    here: String,
    /// Through the years, where they are known.
    trend: Option<Chart>,
    /// The frozen report that this is taken from; zero for the books of today.
    frozen: i64,
}

struct Row {
    kind: String,
    label: String,
    /// Where its record is, or empty.
    link: String,
    unit: String,
    quantity: String,
}

pub fn show(visit: &Visit) -> Answer {
    let year = year(visit)?;
    let id = visit.param("figure");
    let key = FigureKey::find(id, year).ok_or(PageError::NoPage)?;
    let figure = figures::figure(&visit.ctx, id, year)?;
    let all = figures::evidence(&visit.ctx, id, year)?;
    let search = visit.query.get("tim");
    let words: Vec<String> = fold(search).split_whitespace().map(str::to_owned).collect();
    let fits = |row: &&EvidenceOut| {
        let text = fold(&format!("{} {}", row.label, row.unit));
        words.iter().all(|word| text.contains(word.as_str()))
    };
    let found: Vec<&EvidenceOut> = all.iter().filter(fits).collect();
    let here = format!("/so-lieu/{id}");
    let pages = Pages::of(&here, &visit.query, found.len());
    let is_base = key.operands().is_empty();
    let shares = if is_base { shares(&all) } else { Vec::new() };
    let rows = pages.rows(&found).iter().map(|row| Row {
        kind: kind_shown(&row.kind).to_owned(),
        link: records::link(visit, &row.kind, row.id, &row.label),
        label: row.label.clone(),
        unit: row.unit.clone(),
        quantity: Vnd(row.quantity).to_string(),
    });
    let operand = |key: FigureKey| (format!("/so-lieu/{}?nam={}", key.id(), key.year), key.title());
    let view = EvidencePage {
        rows: rows.collect(),
        chart: chart(&figure, &shares),
        shares: shares.into_iter().map(|(unit, sum)| (unit, Vnd(sum).to_string())).collect(),
        made_of: key.operands().into_iter().map(operand).collect(),
        formula: formula(&figure),
        target: figure.target.clone().unwrap_or_default(),
        last_year: figure.last_year.as_ref().map_or_else(String::new, super::shown),
        from_totals: if figure.from_totals == 0 {
            String::new()
        } else {
            Vnd(figure.from_totals).to_string()
        },
        frame: visit.frame(figure.title.clone()),
        title: figure.title,
        shown: figure.shown,
        unit: figure.unit,
        clock: figure.clock,
        year,
        search: search.to_owned(),
        pages,
        here,
        trend: charts::trend(&figures::trend(&visit.ctx, id, year, TREND_YEARS)?),
        frozen: 0,
    };
    page(&view)
}

/// Years on the chart of a figure.
const TREND_YEARS: i16 = 6;

/// A figure as a frozen report keeps it.
pub fn show_frozen(visit: &Visit) -> Answer {
    let id: ReportId = visit.id("id")?;
    let (report, _, book) = frozen::thawed(&visit.ctx, id)?;
    let wanted = visit.param("figure");
    let section = book.sections.iter().find(|section| section.id == wanted).ok_or(PageError::NoPage)?;
    let search = visit.query.get("tim");
    let words: Vec<String> = fold(search).split_whitespace().map(str::to_owned).collect();
    let fits = |row: &&EvidenceRow| {
        let text = fold(&format!("{} {}", row.label, row.unit));
        words.iter().all(|word| text.contains(word.as_str()))
    };
    let found: Vec<&EvidenceRow> = section.rows.iter().filter(fits).collect();
    let here = format!("/bao-cao/chot/{id}/so-lieu/{wanted}");
    let pages = Pages::of(&here, &visit.query, found.len());
    let rows = pages.rows(&found).iter().map(|row| Row {
        kind: kind_shown(&row.kind).to_owned(),
        link: records::link(visit, &row.kind, row.id, &row.label),
        label: row.label.clone(),
        unit: row.unit.clone(),
        quantity: Vnd(row.quantity).to_string(),
    });
    let title = |id: &String| {
        let other = book.sections.iter().find(|section| section.id == *id);
        (format!("/bao-cao/chot/{}/so-lieu/{id}", report.id), other.map_or(id, |other| &other.title).clone())
    };
    let shares: Vec<(String, i64)> = section
        .shares
        .iter()
        .filter(|share| !share.unit.is_empty())
        .map(|share| (share.unit.clone(), share.quantity))
        .collect();
    page(&EvidencePage {
        frame: visit.frame(section.title.clone()),
        year: report.year,
        title: section.title.clone(),
        shown: section.exact.clone(),
        unit: "",
        clock: section.clock.clone(),
        formula: section.formula.clone(),
        target: String::new(),
        last_year: String::new(),
        from_totals: String::new(),
        made_of: section.made_of.iter().map(title).collect(),
        chart: String::new(),
        shares: shares.into_iter().map(|(unit, sum)| (unit, Vnd(sum).to_string())).collect(),
        search: search.to_owned(),
        rows: rows.collect(),
        pages,
        here,
        trend: None,
        frozen: id.0,
    })
}

fn formula(figure: &FigureOut) -> String {
    match (figure.numerator, figure.denominator) {
        (Some(part), Some(whole)) => format!("{} ÷ {}", Vnd(part), Vnd(whole)),
        _ => String::new(),
    }
}

/// Sums by commune, largest first.
fn shares(rows: &[EvidenceOut]) -> Vec<(String, i64)> {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.unit.is_empty()) {
        *sums.entry(row.unit.as_str()).or_default() += row.quantity;
    }
    let mut sums: Vec<_> = sums.into_iter().map(|(unit, sum)| (unit.to_owned(), sum)).collect();
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    sums
}

fn chart(figure: &FigureOut, shares: &[(String, i64)]) -> String {
    if shares.len() < 2 {
        return String::new();
    }
    let bar = |(unit, sum): &(String, i64)| Bar { label: unit.clone(), value: *sum, before: None };
    let all: Vec<Bar> = shares.iter().take(40).map(bar).collect();
    bars(&figure.title, &format!("Theo xã, phường, đơn vị {}", figure.unit), &all)
}

fn sample() -> EvidencePage {
    let row = |label: &str| Row {
        kind: "hộ".to_owned(),
        label: label.to_owned(),
        link: "/so/residents?tim=HN001".to_owned(),
        unit: "Phường An Hòa".to_owned(),
        quantity: "1".to_owned(),
    };
    let bar = |label: &str, value| Bar { label: label.to_owned(), value, before: None };
    EvidencePage {
        frame: Frame::sample(),
        year: 2023,
        title: "Số hộ nghèo cuối năm 2023".to_owned(),
        shown: "204".to_owned(),
        unit: "hộ",
        clock: "kết quả rà soát năm 2023".to_owned(),
        formula: "204 ÷ 44.347".to_owned(),
        target: "dưới 1%".to_owned(),
        last_year: "265".to_owned(),
        from_totals: "12".to_owned(),
        made_of: vec![("/so-lieu/poverty.2023.households?nam=2023".to_owned(), "Số hộ nghèo".to_owned())],
        chart: bars("Số hộ nghèo", "Theo xã", &[bar("Phường An Hòa", 40), bar("Xã Phước Bình", 21)]),
        shares: vec![("Phường An Hòa".to_owned(), "40".to_owned())],
        search: String::new(),
        rows: vec![row("HN001 - Lê Thị Út"), row("HN002 - Thạch Sa Phép")],
        pages: Pages::of("/so-lieu/x", &crate::address::Fields::default(), 204),
        here: "/so-lieu/poverty.2023.households".to_owned(),
        trend: Some(charts::sample_payments()),
        frozen: 0,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
