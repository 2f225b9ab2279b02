//! Reports that a labour office passes on, worked out from what employers, communes and the survey have reported.

use super::{List, derived, number};
use crate::import::Kind;
use crate::import::headings::{Column, Input, labels, names_of, required};
use crate::labour_market::{Sources, UseSum, rows};
use crate::{Ctx, Field, OfficeError};
use domain::labels::Labelled;
use domain::labour::employers::EmployerKind;
use std::collections::BTreeMap;
use store::Tx;

const USE_COLUMNS: &[Column] = &[
    required("Kỳ báo cáo"),
    required("Loại hình đơn vị").ask(Input::Choice(labels::<EmployerKind>)),
    required("Số đơn vị báo cáo").ask(Input::Count),
    required("Tổng số lao động").ask(Input::Count),
    required("Lao động nữ").ask(Input::Count),
    required("Lao động trên 35 tuổi").ask(Input::Count),
    required("Tham gia BHXH bắt buộc").ask(Input::Count),
    required("Nhà quản lý").ask(Input::Count),
    required("Chuyên môn kỹ thuật bậc cao").ask(Input::Count),
    required("Chuyên môn kỹ thuật bậc trung").ask(Input::Count),
    required("Vị trí khác").ask(Input::Count),
    required("HĐLĐ không xác định thời hạn").ask(Input::Count),
    required("HĐLĐ xác định thời hạn").ask(Input::Count),
    required("HĐLĐ khác").ask(Input::Count),
];

const MARKET_COLUMNS: &[Column] = &[
    required("Năm").ask(Input::Year),
    required("Chỉ tiêu"),
    required("Kỳ trước").ask(Input::Count),
    required("Kỳ này").ask(Input::Count),
];

pub const LABOUR_USE_TOTALS: Kind = derived(
    "labour_use_totals",
    "Tổng hợp tình hình sử dụng lao động (02/PLI)",
    Some(Field::Labour),
    USE_COLUMNS,
    use_totals,
);

pub const LABOUR_MARKET: Kind =
    derived("labour_market", "Thông tin thị trường lao động", Some(Field::Labour), MARKET_COLUMNS, market);

/// Form 02/PLI of decree 145/2020: the employers' reports of a half-year by kind of employer.
fn use_totals(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut periods: BTreeMap<String, Vec<(&'static str, UseSum)>> = BTreeMap::new();
    for ((period, kind), sum) in Sources::load(ctx, tx)?.by_kind() {
        periods.entry(period).or_default().push((kind.label(), sum));
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (period, mut kinds) in periods {
        let mut whole = UseSum::default();
        kinds.iter().for_each(|(_, sum)| whole.add(sum));
        kinds.push(("Tổng cộng", whole));
        rows.extend(kinds.into_iter().map(|(kind, sum)| {
            let counts = std::iter::once(sum.employers).chain(sum.counts).map(|count| number(Some(count)));
            [period.clone(), kind.to_owned()].into_iter().chain(counts).collect()
        }));
    }
    // A name of a sheet has no stroke.
    let title = "Sử dụng lao động (02-PLI)";
    Ok(List { title, headings: const { &names_of::<14>(USE_COLUMNS) }, rows })
}

/// The yearly labour-market report with its two columns, every year below the other.
fn market(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let sources = Sources::load(ctx, tx)?;
    let mut found = Vec::new();
    for year in sources.years() {
        found.extend(
            rows(ctx, tx, &sources, year)?
                .into_iter()
                .map(|row| vec![year.to_string(), row.line.label(), number(row.before), number(row.now)]),
        );
    }
    let headings = const { &names_of::<4>(MARKET_COLUMNS) };
    Ok(List { title: LABOUR_MARKET.title, headings, rows: found })
}
