//! `Tổng số hộ dân cư`: households and people of every commune or hamlet at a review.

use super::order;
use crate::import::headings::{COMMUNE, Column, HAMLET, Input, Table, optional, required};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::{Change, Import, Kind};
use crate::{Field, OfficeError, Permission};
use domain::households::HouseholdTotal;
use domain::ids::HouseholdTotalId;
use store::households::{self, TotalRow};
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Năm rà soát").or(&["Năm"]).ask(Input::Year),
    required("Ngày rà soát").ask(Input::Date),
    COMMUNE,
    HAMLET,
    required("Tổng số hộ").ask(Input::Count),
    optional("Tổng số nhân khẩu").ask(Input::Count),
    optional("Nguồn"),
];

pub const KIND: Kind = Kind {
    id: "household_totals",
    title: "Tổng số hộ dân cư",
    order: order::HOUSEHOLD_TOTALS,
    permission: Permission::Import,
    field: Some(Field::Poverty),
    columns: COLUMNS,
    list: Some(crate::export::office_lists::household_totals),
    read,
};

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let mut live = households::totals(import.tx, import.office, Known::Now)?;
    for mut line in import.lines(table) {
        let total = total(import, &mut line);
        match total {
            Some(total) if line.problems.is_empty() => {
                let change = put(import, &mut live, total)?;
                import.accept(line, change);
            }
            _ => import.set_aside(line),
        }
    }
    Ok(())
}

fn total(import: &Import, line: &mut Line) -> Option<HouseholdTotal> {
    line.filled("Năm rà soát");
    line.filled("Tổng số hộ");
    line.filled("Xã, phường");
    let review_year = line.year("Năm rà soát");
    let reviewed_on = line.required_date("Ngày rà soát");
    let (households, people) = (line.count("Tổng số hộ"), line.count("Tổng số nhân khẩu"));
    let place = place(line, import)?;
    Some(HouseholdTotal {
        unit: place.unit,
        hamlet: place.hamlet,
        review_year: review_year?,
        reviewed_on: reviewed_on?,
        households: households?,
        people,
        source: line.text("Nguồn"),
    })
}

/// One total of a place and review; another one corrects it.
fn put(import: &mut Import, live: &mut Vec<TotalRow>, total: HouseholdTotal) -> Result<Change, OfficeError> {
    let same_place = |row: &TotalRow| {
        row.total.unit == total.unit
            && row.total.hamlet == total.hamlet
            && row.total.review_year == total.review_year
    };
    let mut change = Change::New;
    if let Some(index) = live.iter().position(same_place) {
        if live[index].total == total {
            return Ok(Change::Same);
        }
        change = Change::Changed;
        import.flush()?;
        households::void_total(import.tx, live.remove(index).id, import.entry)?;
    }
    let row = TotalRow { id: HouseholdTotalId(import.buffer.id(import.tx)?), total };
    live.push(row.clone());
    import.buffer.totals.push(row);
    Ok(change)
}
