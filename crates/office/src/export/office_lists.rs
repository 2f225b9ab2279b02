//! The office, its officers, targets and totals.

use super::{List, UnitCodes, day, text};
use crate::permission::{Field, Role};
use crate::{Ctx, OfficeError};
use domain::labels::Labelled;
use jiff::civil::Date;
use store::people::Known;
use store::{Tx, households, targets, units};

pub fn office(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut rows = Vec::new();
    for setting in store::offices::settings(tx, ctx.office)? {
        let label = crate::import::kinds::office::label(&setting.item);
        // Items that no list carries are settings of the program, not of the office.
        let Some(label) = label else { continue };
        let last = setting.until.and_then(|day: Date| day.yesterday().ok());
        rows.push(vec![label.to_owned(), setting.value, day(setting.from), day(last)]);
    }
    Ok(List {
        title: "Thông tin cơ quan", headings: &["Mục", "Giá trị", "Từ ngày", "Đến ngày"], rows
    })
}

pub fn officers(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut rows = Vec::new();
    let officers = store::officers::all(tx, ctx.office)?;
    let roles = store::officers::roles_of_office(tx, ctx.office)?;
    for officer in officers.iter().filter(|officer| officer.ended_at.is_none()) {
        for role in roles.iter().filter(|role| role.officer == officer.id) {
            let unit = match role.unit {
                Some(unit) => units::by_id(tx, unit)?.map_or_else(String::new, |unit| unit.code),
                None => String::new(),
            };
            let label = Role::from_word(&role.role).map_or("", Role::label);
            let field = role.field.as_deref().and_then(Field::from_word).map_or("", Field::label);
            rows.push(vec![
                officer.account.clone(),
                officer.full_name.clone(),
                label.to_owned(),
                unit,
                field.to_owned(),
            ]);
        }
    }
    let headings = &["Tài khoản", "Họ và tên", "Vai trò", "Xã, phường", "Lĩnh vực"];
    Ok(List { title: "Danh sách cán bộ", headings, rows })
}

pub fn targets(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut codes = UnitCodes::default();
    let mut rows = Vec::new();
    for row in targets::of_office(tx, ctx.office, Known::Now)? {
        let target = row.target;
        rows.push(vec![
            target.year.to_string(),
            target.figure.clone(),
            target.value.replace('.', ","),
            target.comparison.label().to_owned(),
            text(target.paper.as_ref()),
            codes.of(tx, target.unit)?,
        ]);
    }
    let headings = &["Năm", "Chỉ tiêu", "Giá trị", "So sánh", "Văn bản", "Xã, phường"];
    Ok(List { title: "Chỉ tiêu nghị quyết", headings, rows })
}

pub fn household_totals(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut rows = Vec::new();
    for row in households::totals(tx, ctx.office, Known::Now)? {
        let total = row.total;
        let unit = units::by_id(tx, total.unit)?.map_or_else(String::new, |unit| unit.code);
        rows.push(vec![
            total.review_year.to_string(),
            day(Some(total.reviewed_on)),
            unit,
            text(total.hamlet.as_ref()),
            total.households.to_string(),
            total.people.map_or_else(String::new, |people| people.to_string()),
            text(total.source.as_ref()),
        ]);
    }
    let headings = &[
        "Năm rà soát",
        "Ngày rà soát",
        "Xã, phường",
        "Ấp, khu phố",
        "Tổng số hộ",
        "Tổng số nhân khẩu",
        "Nguồn",
    ];
    Ok(List { title: "Tổng số hộ dân cư", headings, rows })
}
