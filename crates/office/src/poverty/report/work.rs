//! What was done for households: helpers, support by kind and source, the programme's projects.

use super::view::Views;
use super::{ReportTable, owned, rate};
use crate::{Ctx, OfficeError};
use domain::ids::HouseholdId;
use domain::labels::Labelled;
use domain::poverty::{Outcome, SupportKind, SupportSource};
use jiff::civil::date;
use law::Vnd;
use std::collections::{BTreeMap, HashSet};
use store::Tx;
use store::people::Known;
use store::poverty::{programme, support};

pub(super) fn tables(
    tx: &mut Tx,
    ctx: &Ctx,
    year: i16,
    views: &Views,
) -> Result<Vec<ReportTable>, OfficeError> {
    Ok(vec![given(tx, ctx, year)?, helpers(tx, ctx, year, views)?, projects(tx, ctx, year)?])
}

/// What one kind of support from one source came to.
#[derive(Default)]
struct Given {
    households: HashSet<HouseholdId>,
    times: i64,
    value: Vnd,
    /// In the order of `Outcome::ALL`.
    outcomes: [i64; 4],
}

/// Support of the calendar year by kind and source.
fn given(tx: &mut Tx, ctx: &Ctx, year: i16) -> Result<ReportTable, OfficeError> {
    let mut sums: BTreeMap<(SupportKind, SupportSource), Given> = BTreeMap::new();
    for (_, one) in support::supports(tx, ctx.office, Known::Now)? {
        if one.on.year() != year {
            continue;
        }
        let sum = sums.entry((one.kind, one.source)).or_default();
        sum.households.insert(one.household);
        sum.times += 1;
        sum.value += one.value.unwrap_or(Vnd::ZERO);
        if let Some(outcome) = one.outcome {
            sum.outcomes[outcome as usize] += 1;
        }
    }
    let row = |((kind, source), given): ((SupportKind, SupportSource), Given)| {
        let mut cells = vec![
            kind.label().to_owned(),
            source.label().to_owned(),
            given.households.len().to_string(),
            given.times.to_string(),
            given.value.to_string(),
        ];
        cells.extend(given.outcomes.iter().map(i64::to_string));
        cells
    };
    let outcomes = Outcome::ALL.iter().map(|outcome| outcome.label().to_owned());
    Ok(ReportTable {
        sheet: "16 Hỗ trợ",
        title: format!("Hỗ trợ hộ nghèo, hộ cận nghèo năm {year} (theo danh sách)"),
        headings: owned(&["Loại hỗ trợ", "Nguồn", "Số hộ", "Số lượt", "Giá trị (đồng)"])
            .into_iter()
            .chain(outcomes)
            .collect(),
        rows: sums.into_iter().map(row).collect(),
    })
}

fn helpers(tx: &mut Tx, ctx: &Ctx, year: i16, views: &Views) -> Result<ReportTable, OfficeError> {
    let (first, after) = (date(year, 1, 1), date(year + 1, 1, 1));
    let mut rows = Vec::new();
    for (_, one) in support::helpers(tx, ctx.office, Known::Now)? {
        if one.from >= after || one.until.is_some_and(|until| until <= first) {
            continue;
        }
        let household = views.find(one.household);
        rows.push(vec![
            one.name,
            one.kind.label().to_owned(),
            household.map_or_else(String::new, |household| household.code.clone()),
            household
                .and_then(|household| household.members.first())
                .map_or_else(String::new, |head| head.name.clone()),
            one.task.unwrap_or_default(),
            match household.and_then(|household| household.listed) {
                Some(listed) => listed.label().to_owned(),
                None => "Ra khỏi danh sách".to_owned(),
            },
        ]);
    }
    rows.sort();
    Ok(ReportTable {
        sheet: "17 Phân công giúp đỡ",
        title: format!("Phân công giúp đỡ hộ nghèo năm {year} và kết quả cuối năm"),
        headings: owned(&["Đơn vị giúp đỡ", "Loại", "Mã hộ", "Chủ hộ", "Nội dung", "Cuối năm"]),
        rows,
    })
}

fn projects(tx: &mut Tx, ctx: &Ctx, year: i16) -> Result<ReportTable, OfficeError> {
    let spendings = programme::spendings(tx, ctx.office, Known::Now)?;
    let obstacles = programme::obstacles(tx, ctx.office, Known::Now)?;
    let mut rows = Vec::new();
    for (_, project) in programme::projects(tx, ctx.office, Known::Now)? {
        if project.year != year {
            continue;
        }
        let of = spendings.iter().filter(|(_, one)| one.project == project.code);
        let spent: Vnd = of.map(|(_, one)| one.amount).sum();
        let own = || obstacles.iter().filter(|(_, one)| one.project == project.code);
        let open: Vec<&str> =
            own().filter(|(_, one)| one.solved_on.is_none()).map(|(_, one)| one.content.as_str()).collect();
        let whole = project.given + project.carried;
        rows.push(vec![
            format!("{} {}", project.number, project.title),
            project.owner,
            project.given.to_string(),
            project.carried.to_string(),
            spent.to_string(),
            rate(spent.0, whole.0),
            (whole - spent).to_string(),
            project.households.map_or_else(String::new, |count| count.to_string()),
            project.models.map_or_else(String::new, |count| count.to_string()),
            project.state.label().to_owned(),
            own().count().to_string(),
            open.join("; "),
        ]);
    }
    rows.sort();
    Ok(ReportTable {
        sheet: "18 Chương trình MTQG",
        title: format!("Dự án của Chương trình mục tiêu quốc gia giảm nghèo bền vững năm {year}"),
        headings: owned(&[
            "Dự án, tiểu dự án",
            "Cơ quan chủ trì",
            "Vốn giao",
            "Vốn chuyển nguồn",
            "Đã giải ngân",
            "Tỷ lệ giải ngân (%)",
            "Còn lại",
            "Số hộ",
            "Số mô hình",
            "Tình trạng",
            "Vướng mắc đã nêu",
            "Vướng mắc chưa giải quyết",
        ]),
        rows,
    })
}
