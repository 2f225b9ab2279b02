//! The forms of the poverty report as tables: results, movement, deprivations, groups, causes, lists, programme.

mod view;
mod work;

use super::movement::derive;
use crate::{Ctx, OfficeError, Permission};
use domain::ids::UnitId;
use domain::poverty::{Cause, Closing, Column, Counted, Listed};
use domain::ratio::Ratio;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use std::collections::BTreeMap;
use std::path::Path;
use store::people::Known;
use store::{Tx, households};
use view::{HouseholdView, Views};

/// One form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportTable {
    /// Name of its sheet, 31 characters at most.
    pub sheet: &'static str,
    pub title: String,
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Every form of the year's review.
pub fn tables(ctx: &Ctx, year: i16) -> Result<Vec<ReportTable>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let views = Views::load(tx, ctx, year)?;
        let mut found = vec![results(tx, ctx, year, &views)?];
        let movement = derive(tx, ctx, year)?;
        for listed in Listed::ALL {
            let lines = movement.iter().filter(|((_, one, _), _)| one == listed);
            found.push(moved(
                &views,
                *listed,
                lines.map(|((unit, _, counted), line)| (*unit, *counted, *line)),
            ));
        }
        for listed in Listed::ALL {
            found.push(deprivations(ctx, &views, *listed, Shown::Counts));
            found.push(deprivations(ctx, &views, *listed, Shown::Rates));
        }
        found.push(groups(&views));
        found.push(ethnicities(&views));
        found.push(causes(&views));
        found.push(breakdowns(&views));
        for listed in Listed::ALL {
            found.push(list(&views, *listed));
        }
        found.extend(work::tables(tx, ctx, year, &views)?);
        Ok(found)
    })
}

/// Writes the forms as one workbook, a sheet each.
pub fn write(tables: &[ReportTable], path: &Path) -> Result<(), OfficeError> {
    write_xlsx(tables, path)
        .map_err(|error| OfficeError::File(format!("Không ghi được “{}”: {error}", path.display())))
}

/// The tables as the bytes of a workbook.
pub fn xlsx_bytes(tables: &[ReportTable]) -> Result<Vec<u8>, OfficeError> {
    let made = workbook(tables).and_then(|mut book| book.save_to_buffer());
    made.map_err(|error| OfficeError::File(format!("Không lập được bảng tính: {error}")))
}

fn write_xlsx(tables: &[ReportTable], path: &Path) -> Result<(), XlsxError> {
    workbook(tables)?.save(path)
}

fn workbook(tables: &[ReportTable]) -> Result<Workbook, XlsxError> {
    let mut book = crate::typeset::workbook::blank();
    let (bold, head) = (Format::new().set_bold(), Format::new().set_bold().set_text_wrap());
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(table.sheet)?;
        sheet.write_string_with_format(0, 0, &table.title, &bold)?;
        for (column, heading) in (0u16..).zip(&table.headings) {
            sheet.write_string_with_format(2, column, heading, &head)?;
            sheet.set_column_width(column, if column == 0 { 24 } else { 14 })?;
        }
        for (number, row) in (3u32..).zip(&table.rows) {
            for (column, cell) in (0u16..).zip(row) {
                match cell.parse::<i32>() {
                    Ok(count) if column > 0 => sheet.write_number(number, column, count)?,
                    Ok(_) | Err(_) => sheet.write_string(number, column, cell)?,
                };
            }
        }
        sheet.set_freeze_panes(3, 1)?;
    }
    Ok(book)
}

const PLACE: &str = "Xã, phường";

fn owned(headings: &[&str]) -> Vec<String> {
    headings.iter().map(|heading| (*heading).to_owned()).collect()
}

/// Two decimals, ties to even; nothing where there is nothing to divide by.
fn rate(part: i64, whole: i64) -> String {
    Ratio::new(part, whole).map_or_else(String::new, |ratio| ratio.per_cent().to_string())
}

/// One row per commune and their sum; `counts` gives the numbers of some households.
fn by_commune<'v>(
    views: &'v Views,
    counts: impl Fn(&[&'v HouseholdView], Option<UnitId>) -> Vec<String>,
) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (unit, name) in &views.units {
        let own: Vec<&HouseholdView> = views.households.iter().filter(|one| one.unit == *unit).collect();
        rows.push([vec![name.clone()], counts(&own, Some(*unit))].concat());
    }
    let all: Vec<&HouseholdView> = views.households.iter().collect();
    rows.push([vec!["Tổng cộng".to_owned()], counts(&all, None)].concat());
    rows
}

fn households(of: &[&HouseholdView], fits: impl Fn(&HouseholdView) -> bool) -> i64 {
    i64::try_from(of.iter().filter(|one| fits(one)).count()).unwrap_or(i64::MAX)
}

fn people(of: &[&HouseholdView], fits: impl Fn(&HouseholdView) -> bool) -> i64 {
    of.iter().filter(|one| fits(one)).map(|one| one.people).sum()
}

fn results(tx: &mut Tx, ctx: &Ctx, year: i16, views: &Views) -> Result<ReportTable, OfficeError> {
    let mut totals: BTreeMap<UnitId, (i64, i64)> = BTreeMap::new();
    let rows = households::totals(tx, ctx.office, Known::Now)?.into_iter().map(|row| row.total);
    let of_year: Vec<_> = rows.filter(|total| total.review_year == year).collect();
    for total in &of_year {
        // A commune counted by hamlets is the sum of its hamlets.
        let by_hamlet = of_year.iter().any(|other| other.unit == total.unit && other.hamlet.is_some());
        if total.hamlet.is_some() || !by_hamlet {
            let sum = totals.entry(total.unit).or_default();
            *sum = (sum.0 + total.households, sum.1 + total.people.unwrap_or_default());
        }
    }
    let whole = totals.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let counts = |of: &[&HouseholdView], unit: Option<UnitId>| {
        let total = unit.map_or(whole, |unit| totals.get(&unit).copied().unwrap_or_default());
        let is = |listed| move |one: &HouseholdView| one.listed == Some(listed);
        let (poor, near) = (households(of, is(Listed::Poor)), households(of, is(Listed::NearPoor)));
        let (poor_people, near_people) = (people(of, is(Listed::Poor)), people(of, is(Listed::NearPoor)));
        vec![
            total.0.to_string(),
            total.1.to_string(),
            poor.to_string(),
            rate(poor, total.0),
            near.to_string(),
            rate(near, total.0),
            (poor + near).to_string(),
            rate(poor + near, total.0),
            poor_people.to_string(),
            rate(poor_people, total.1),
            near_people.to_string(),
            rate(near_people, total.1),
        ]
    };
    Ok(ReportTable {
        sheet: "1 Kết quả",
        title: format!("Tổng hợp kết quả rà soát hộ nghèo, hộ cận nghèo năm {year}"),
        headings: owned(&[
            PLACE,
            "Tổng số hộ",
            "Tổng số khẩu",
            "Hộ nghèo",
            "Tỷ lệ hộ nghèo (%)",
            "Hộ cận nghèo",
            "Tỷ lệ hộ cận nghèo (%)",
            "Nghèo và cận nghèo",
            "Tỷ lệ nghèo đa chiều (%)",
            "Khẩu hộ nghèo",
            "Tỷ lệ khẩu nghèo (%)",
            "Khẩu hộ cận nghèo",
            "Tỷ lệ khẩu cận nghèo (%)",
        ]),
        rows: by_commune(views, counts),
    })
}

fn moved(
    views: &Views,
    listed: Listed,
    lines: impl Iterator<Item = (UnitId, Counted, Closing)>,
) -> ReportTable {
    let mut rows = Vec::new();
    let mut sums: BTreeMap<Counted, [i64; 9]> = BTreeMap::new();
    for (unit, counted, line) in lines {
        let sum = sums.entry(counted).or_insert([0; 9]);
        sum.iter_mut().zip(line.0).for_each(|(sum, column)| *sum += column);
        rows.push(line_of(views.name(unit), counted, line.0));
    }
    rows.extend(sums.into_iter().map(|(counted, sum)| line_of("Tổng cộng".to_owned(), counted, sum)));
    let columns = Column::ALL.iter().map(|column| column.title(listed).to_owned());
    let (sheet, what) = match listed {
        Listed::Poor => ("2 Diễn biến hộ nghèo", "hộ nghèo"),
        Listed::NearPoor => ("3 Diễn biến hộ cận nghèo", "hộ cận nghèo"),
    };
    ReportTable {
        sheet,
        title: format!("Tổng hợp diễn biến {what} năm {}", views.year),
        headings: owned(&[PLACE, "Tính theo"]).into_iter().chain(columns).collect(),
        rows,
    }
}

fn line_of(place: String, counted: Counted, columns: [i64; 9]) -> Vec<String> {
    let what = match counted {
        Counted::Households => "Hộ",
        Counted::People => "Nhân khẩu",
    };
    [vec![place, what.to_owned()], columns.iter().map(i64::to_string).collect()].concat()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Counts,
    Rates,
}

fn deprivations(ctx: &Ctx, views: &Views, listed: Listed, shown: Shown) -> ReportTable {
    let standard = ctx.rules.poverty.standard_on(jiff::civil::date(views.year + 1, 1, 1), None);
    let known = standard.map(|standard| ctx.rules.poverty.deprivations(standard)).unwrap_or_default();
    let counts = |of: &[&HouseholdView], _: Option<UnitId>| {
        let own = |one: &HouseholdView| one.listed == Some(listed);
        let total = households(of, own);
        let mut cells = vec![total.to_string()];
        for one in &known {
            let lacking = households(of, |view| own(view) && view.deprived.contains(&one.number));
            cells.push(if shown == Shown::Counts { lacking.to_string() } else { rate(lacking, total) });
        }
        cells
    };
    let (sheet, what) = match (listed, shown) {
        (Listed::Poor, Shown::Counts) => ("4 Thiếu hụt hộ nghèo", "Các chỉ số thiếu hụt của hộ nghèo"),
        (Listed::Poor, Shown::Rates) => ("5 Tỷ lệ thiếu hụt hộ nghèo", "Tỷ lệ (%) thiếu hụt của hộ nghèo"),
        (Listed::NearPoor, Shown::Counts) => {
            ("6 Thiếu hụt hộ cận nghèo", "Các chỉ số thiếu hụt của hộ cận nghèo")
        }
        (Listed::NearPoor, Shown::Rates) => {
            ("7 Tỷ lệ thiếu hụt cận nghèo", "Tỷ lệ (%) thiếu hụt của hộ cận nghèo")
        }
    };
    let names = known.iter().map(|one| format!("{}. {}", one.number, one.name));
    ReportTable {
        sheet,
        title: format!("{what} năm {}", views.year),
        headings: owned(&[PLACE, "Tổng số hộ"]).into_iter().chain(names).collect(),
        rows: by_commune(views, counts),
    }
}

/// Each household in the first group that it belongs to, so that the parts add up to the whole.
fn groups(views: &Views) -> ReportTable {
    let counts = |of: &[&HouseholdView], _: Option<UnitId>| {
        let mut cells = Vec::new();
        for listed in Listed::ALL {
            let own = |one: &HouseholdView| one.listed == Some(*listed);
            cells.push(households(of, own).to_string());
            for group in 0..4 {
                cells.push(households(of, |one| own(one) && one.group() == group).to_string());
            }
        }
        cells
    };
    ReportTable {
        sheet: "8 Nhóm đối tượng",
        title: format!(
            "Hộ nghèo, hộ cận nghèo theo nhóm đối tượng năm {} (mỗi hộ tính một nhóm, theo thứ tự cột)",
            views.year
        ),
        headings: owned(&[
            PLACE,
            "Hộ nghèo",
            "Dân tộc thiểu số",
            "Không có khả năng lao động",
            "Có người có công",
            "Khác",
            "Hộ cận nghèo",
            "Dân tộc thiểu số",
            "Không có khả năng lao động",
            "Có người có công",
            "Khác",
        ]),
        rows: by_commune(views, counts),
    }
}

fn ethnicities(views: &Views) -> ReportTable {
    let mut names: Vec<&str> = views.households.iter().map(|one| one.ethnicity.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let mut rows = Vec::new();
    for name in names {
        let mut cells = vec![if name.is_empty() { "Chưa ghi".to_owned() } else { name.to_owned() }];
        for listed in Listed::ALL {
            let own: Vec<&HouseholdView> = views.of(*listed).filter(|one| one.ethnicity == name).collect();
            cells.extend([households(&own, |_| true).to_string(), people(&own, |_| true).to_string()]);
        }
        rows.push(cells);
    }
    ReportTable {
        sheet: "9 Dân tộc",
        title: format!("Hộ nghèo, hộ cận nghèo theo dân tộc của chủ hộ năm {}", views.year),
        headings: owned(&["Dân tộc", "Hộ nghèo", "Khẩu nghèo", "Hộ cận nghèo", "Khẩu cận nghèo"]),
        rows,
    }
}

fn causes(views: &Views) -> ReportTable {
    use domain::labels::Labelled;
    let counts = |of: &[&HouseholdView], _: Option<UnitId>| {
        let mut cells = Vec::new();
        for listed in Listed::ALL {
            for cause in Cause::ALL {
                let fits = |one: &HouseholdView| one.listed == Some(*listed) && one.causes.contains(cause);
                cells.push(households(of, fits).to_string());
            }
        }
        cells
    };
    let of = |what: &'static str| Cause::ALL.iter().map(move |cause| format!("{what}: {}", cause.label()));
    ReportTable {
        sheet: "10 Nguyên nhân",
        title: format!(
            "Hộ nghèo, hộ cận nghèo theo nguyên nhân năm {} (một hộ có thể có nhiều nguyên nhân)",
            views.year
        ),
        headings: owned(&[PLACE]).into_iter().chain(of("Hộ nghèo")).chain(of("Hộ cận nghèo")).collect(),
        rows: by_commune(views, counts),
    }
}

/// Breakdowns that may overlap.
fn breakdowns(views: &Views) -> ReportTable {
    let parts: [fn(&HouseholdView) -> bool; 5] = [
        |one| one.is_minority(),
        |one| one.female_head,
        |one| one.merit,
        |one| one.assisted,
        |one| one.no_labour,
    ];
    let counts = |of: &[&HouseholdView], _: Option<UnitId>| {
        let mut cells = Vec::new();
        for listed in Listed::ALL {
            let own = |one: &HouseholdView| one.listed == Some(*listed);
            cells.extend([households(of, own).to_string(), people(of, own).to_string()]);
            cells.extend(parts.iter().map(|part| households(of, |one| own(one) && part(one)).to_string()));
            let children: i64 = of.iter().filter(|one| own(one)).map(|one| one.children).sum();
            cells.push(children.to_string());
        }
        cells
    };
    let of = |what: &'static str| {
        let names = [
            "số hộ",
            "số khẩu",
            "chủ hộ là người dân tộc thiểu số",
            "chủ hộ là nữ",
            "có người có công",
            "có người hưởng bảo trợ xã hội",
            "không có khả năng lao động",
            "trẻ em dưới 16 tuổi",
        ];
        names.map(|name| format!("{what}: {name}"))
    };
    ReportTable {
        sheet: "11-13 Phân tổ",
        title: format!("Phân tổ hộ nghèo, hộ cận nghèo năm {}", views.year),
        headings: owned(&[PLACE]).into_iter().chain(of("Hộ nghèo")).chain(of("Hộ cận nghèo")).collect(),
        rows: by_commune(views, counts),
    }
}

fn list(views: &Views, listed: Listed) -> ReportTable {
    let mut rows = Vec::new();
    for one in views.of(listed) {
        for (at, member) in one.members.iter().enumerate() {
            let first = |text: String| if at == 0 { text } else { String::new() };
            rows.push(vec![
                first(one.code.clone()),
                views.name(one.unit),
                one.hamlet.clone(),
                member.name.clone(),
                member.man_born.clone(),
                member.woman_born.clone(),
                member.ethnicity.clone(),
                member.relation.clone(),
                first(one.status(listed).to_owned()),
                first(crate::export::mark(one.merit)),
                first(crate::export::mark(one.no_labour)),
                first(one.wishes.clone()),
            ]);
        }
    }
    let (sheet, what) = match listed {
        Listed::Poor => ("15 Danh sách hộ nghèo", "hộ nghèo"),
        Listed::NearPoor => ("14 Danh sách hộ cận nghèo", "hộ cận nghèo"),
    };
    ReportTable {
        sheet,
        title: format!("Danh sách chi tiết {what} năm {}", views.year),
        headings: owned(&[
            "Mã hộ",
            PLACE,
            "Ấp, khu phố",
            "Họ và tên",
            "Năm sinh nam",
            "Năm sinh nữ",
            "Dân tộc",
            "Quan hệ với chủ hộ",
            "Mới, tái, cũ",
            "Người có công",
            "Không có khả năng lao động",
            "Nguyện vọng hỗ trợ",
        ]),
        rows,
    }
}
