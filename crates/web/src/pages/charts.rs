//! The charts of the office, each with its table: on a page of their own, and where an officer looks anyway.

use crate::chart::{self, Chart, Group};
use crate::error::PageError;
use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, page};
use crate::route::{Route, get};
use crate::visit::Visit;
use askama::Template;
use domain::labels::Labelled;
use domain::payroll::RunState;
use law::{Month, Scheme};
use office::payroll::{self, AGE_BAND};
use office::{Permission, figures};
use std::collections::BTreeMap;

pub const ROUTES: &[Route] = &[get("/so-lieu/bieu-do", Guard::Needs(Permission::ReadFigures, None), show)];

#[derive(Template)]
#[template(path = "figures/charts.html")]
struct Charts {
    frame: Frame,
    year: i16,
    targets: Vec<super::home::Target>,
    charts: Vec<Chart>,
}

fn show(visit: &Visit) -> Answer {
    let year = super::figures::year(visit)?;
    let charts = [payments(visit)?, poverty(visit, year)?, ages(visit)?, gifts(visit, year)?];
    page(&Charts {
        frame: visit.frame(format!("Biểu đồ năm {year}")),
        year,
        targets: super::home::targets(visit, year)?,
        charts: charts.into_iter().flatten().collect(),
    })
}

/// Months on the chart of payments.
const MONTHS: i32 = 12;

/// What the runs of the last twelve months paid, by scheme. Of the officer's areas and fields; `None` where
/// there is nothing to draw.
pub fn payments(visit: &Visit) -> Result<Option<Chart>, PageError> {
    if !visit.pays(Permission::ReadPayroll) {
        return Ok(None);
    }
    let runs: BTreeMap<_, Month> = payroll::runs(&visit.ctx)?
        .into_iter()
        .filter(|run| run.approved_entry.is_some() && run.state != RunState::Replaced)
        .map(|run| (run.id, run.last_month))
        .collect();
    let Some(last) = runs.values().max().copied() else { return Ok(None) };
    let first = last.plus(1 - MONTHS);
    let mut sums: BTreeMap<Month, BTreeMap<Scheme, i64>> = BTreeMap::new();
    let mut schemes: BTreeMap<Scheme, i64> = BTreeMap::new();
    for sum in payroll::by_scheme(&visit.ctx, first)? {
        let Some(month) = runs.get(&sum.run) else { continue };
        *sums.entry(*month).or_default().entry(sum.scheme).or_default() += sum.amount.0;
        *schemes.entry(sum.scheme).or_default() += sum.amount.0;
    }
    if schemes.is_empty() {
        return Ok(None);
    }
    Ok(Some(payments_chart(&sums, schemes)))
}

/// The largest four schemes by name, the others together: more colours nobody tells apart.
fn payments_chart(sums: &BTreeMap<Month, BTreeMap<Scheme, i64>>, schemes: BTreeMap<Scheme, i64>) -> Chart {
    let mut ranked: Vec<(Scheme, i64)> = schemes.into_iter().collect();
    ranked.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    let named: Vec<Scheme> = ranked.iter().take(4).map(|(scheme, _)| *scheme).collect();
    let mut series: Vec<String> = named.iter().map(|scheme| scheme.label().to_owned()).collect();
    if ranked.len() > named.len() {
        series.push("Khác".to_owned());
    }
    let group = |(month, own): (&Month, &BTreeMap<Scheme, i64>)| {
        let rest = own.iter().filter(|(scheme, _)| !named.contains(scheme)).map(|(_, sum)| *sum).sum();
        let values = named.iter().map(|scheme| own.get(scheme).copied().unwrap_or(0));
        Group {
            label: domain::dates::month_short(*month).get(..2).unwrap_or_default().to_owned(),
            name: domain::dates::month_long(*month),
            values: values.chain((series.len() > named.len()).then_some(rest)).collect(),
        }
    };
    let groups: Vec<Group> = sums.iter().map(group).collect();
    let span = match (groups.first(), groups.last()) {
        (Some(first), Some(last)) if groups.len() > 1 => format!("{} đến {}", first.name, last.name),
        (Some(only), _) => only.name.clone(),
        (None, _) => String::new(),
    };
    chart::columns(
        "Chi trả theo tháng và chế độ (đồng)",
        &format!("Từ {span}, mỗi cột là một tháng, các phần của cột là các chế độ."),
        "Tháng",
        &series,
        &groups,
    )
}

/// Poor households by commune, this year and two before it.
pub fn poverty(visit: &Visit, year: i16) -> Result<Option<Chart>, PageError> {
    const YEARS: i16 = 3;
    if !visit.may(Permission::ReadFigures, None) {
        return Ok(None);
    }
    let found = figures::by_commune(&visit.ctx, &format!("poverty.{year}.households"), year, YEARS)?;
    if found.is_empty() {
        return Ok(None);
    }
    let series: Vec<String> = (year - YEARS + 1..=year).map(|year| year.to_string()).collect();
    let groups: Vec<Group> =
        found.into_iter().map(|(unit, values)| Group { label: unit.clone(), name: unit, values }).collect();
    let title = "Hộ nghèo theo xã, phường và năm";
    let told = "Mỗi xã, phường có một thanh cho mỗi năm.";
    Ok(Some(chart::grouped(title, told, "Xã, phường", &series, &groups)))
}

/// Age and sex of those who are paid each month.
pub fn ages(visit: &Visit) -> Result<Option<Chart>, PageError> {
    if !visit.pays(Permission::ReadPayroll) {
        return Ok(None);
    }
    let Some((month, bands)) = payroll::ages(&visit.ctx)? else { return Ok(None) };
    if bands.iter().all(|band| band.male + band.female == 0) {
        return Ok(None);
    }
    let last = bands.len() - 1;
    let group = |(at, band): (usize, &payroll::AgeBand)| {
        let label = if at == last {
            format!("{}+", band.from)
        } else {
            format!("{}–{}", band.from, band.from + AGE_BAND - 1)
        };
        Group { name: format!("{label} tuổi"), label, values: vec![band.male, band.female] }
    };
    let groups: Vec<Group> = bands.iter().enumerate().map(group).collect();
    Ok(Some(chart::pyramid(
        "Tuổi và giới tính của người hưởng hằng tháng",
        &format!("Người có tên trong danh sách {}.", domain::dates::month_long(month)),
        "Tuổi",
        &["Nam".to_owned(), "Nữ".to_owned()],
        &groups,
    )))
}

const GIFTS: &[&str] = &[
    "tet.amount.central",
    "tet.amount.province",
    "tet.amount.town",
    "tet.amount.communes",
    "tet.amount.mobilised",
    "tet.amount.funds",
];

/// What the Tết campaign came from.
pub fn gifts(visit: &Visit, year: i16) -> Result<Option<Chart>, PageError> {
    if !visit.may(Permission::ReadFigures, None) {
        return Ok(None);
    }
    let found = figures::some(&visit.ctx, GIFTS, year)?;
    let mut sums: Vec<(String, i64)> = found
        .into_iter()
        .filter_map(|figure| Some((source(&figure.title), figure.value.as_i64()?)))
        .collect();
    sums.retain(|(_, sum)| *sum > 0);
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    if sums.is_empty() {
        return Ok(None);
    }
    let title = format!("Kinh phí chăm lo Tết theo nguồn, năm {year} (đồng)");
    Ok(Some(chart::ranked(&title, "Mỗi thanh là một nguồn tiền.", ["Nguồn", "Số tiền (đồng)"], &sums)))
}

/// `Kinh phí Tết từ ngân sách tỉnh` → `Ngân sách tỉnh`.
fn source(title: &str) -> String {
    title.split_once(" từ ").map_or_else(|| title.to_owned(), |(_, source)| super::registers::capital(source))
}

/// A figure through the years; `None` where fewer than two of them are known as numbers.
pub fn trend(found: &[(i16, figures::FigureOut)]) -> Option<Chart> {
    let groups: Vec<Group> = found
        .iter()
        .filter_map(|(year, figure)| {
            let values = vec![figure.value.as_i64()?];
            Some(Group { label: year.to_string(), name: year.to_string(), values })
        })
        .collect();
    let (_, newest) = found.last()?;
    if groups.len() < 2 || groups.iter().any(|group| group.values.iter().any(|value| *value < 0)) {
        return None;
    }
    let unit = if newest.unit.is_empty() { String::new() } else { format!(" ({})", newest.unit) };
    let told = format!("{}: mỗi cột là một năm.", newest.title);
    let mut chart = chart::columns("Qua các năm", &told, "Năm", &[format!("Giá trị{unit}")], &groups);
    for ((_, cells), (_, figure)) in chart.rows.iter_mut().zip(found) {
        *cells = vec![figure.shown.clone()];
    }
    Some(chart)
}

pub(crate) fn sample_payments() -> Chart {
    let first = Month::of(jiff::civil::date(2023, 1, 1));
    let own = |number: i32| {
        let more = i64::from(number) * 31_234_567;
        BTreeMap::from([(Scheme::Merit, 4_012_345_678 + more), (Scheme::SocialAllowance, 2_412_345_678)])
    };
    let sums: BTreeMap<Month, _> = (0..12).map(|number| (first.plus(number), own(number))).collect();
    payments_chart(&sums, own(12))
}

pub(crate) fn sample_poverty() -> Chart {
    let group = |unit: &str, values: [i64; 3]| Group {
        label: unit.to_owned(),
        name: unit.to_owned(),
        values: values.to_vec(),
    };
    let years = ["2021", "2022", "2023"].map(str::to_owned);
    let groups = [
        group("Phường An Hòa", [60, 42, 31]),
        group("Xã Phước Bình", [44, 40, 21]),
        group("Xã Hưng Thuận", [5, 1, 0]),
    ];
    chart::grouped("Hộ nghèo theo xã, phường và năm", "Ba năm.", "Xã, phường", &years, &groups)
}

pub(crate) fn sample_ages() -> Chart {
    let groups: Vec<Group> = (0..10i64)
        .map(|band| Group {
            label: format!("{}–{}", band * 10, band * 10 + 9),
            name: format!("{}–{} tuổi", band * 10, band * 10 + 9),
            values: vec![band * 40, band * 55],
        })
        .collect();
    let heads = ["Nam", "Nữ"].map(str::to_owned);
    chart::pyramid("Tuổi và giới tính của người hưởng hằng tháng", "Một tháng.", "Tuổi", &heads, &groups)
}

fn sample() -> Charts {
    let gifts = [("Ngân sách tỉnh".to_owned(), 6_105_217_321), ("Nguồn vận động".to_owned(), 2_212_345_678)];
    Charts {
        frame: Frame::sample(),
        year: 2023,
        targets: vec![super::home::sample_target()],
        charts: vec![
            sample_payments(),
            sample_poverty(),
            sample_ages(),
            chart::ranked(
                "Kinh phí chăm lo Tết theo nguồn",
                "Theo nguồn.",
                ["Nguồn", "Số tiền (đồng)"],
                &gifts,
            ),
        ],
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
