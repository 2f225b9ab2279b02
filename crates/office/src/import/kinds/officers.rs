//! `Danh sách cán bộ`: who works here, in which roles, for which commune and field.

use super::order;
use crate::import::headings::{COMMUNE_OPTIONAL, Column, Table, optional, required};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::{Change, Import, Kind};
use crate::officers::{self, NewOfficer};
use crate::permission::{Assignment, Field, Role};
use crate::{OfficeError, Permission};
use domain::names::fold;
use store::officers::RoleRow;

const COLUMNS: &[Column] = &[
    required("Tài khoản"),
    required("Họ và tên").or(&["Họ tên"]),
    required("Vai trò"),
    COMMUNE_OPTIONAL,
    optional("Lĩnh vực"),
];

pub const KIND: Kind = Kind {
    id: "officers",
    title: "Danh sách cán bộ",
    order: order::OFFICERS,
    permission: Permission::ManageOfficers,
    field: None,
    columns: COLUMNS,
    list: Some(crate::export::office_lists::officers),
    read,
};

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    for mut line in import.lines(table) {
        let wanted = officer(import, &mut line);
        match wanted {
            Some(wanted) if line.problems.is_empty() => {
                let change = put(import, &wanted)?;
                import.accept(line, change);
            }
            _ => import.set_aside(line),
        }
    }
    Ok(())
}

struct Wanted {
    account: String,
    full_name: String,
    roles: Vec<Assignment>,
}

fn officer(import: &Import, line: &mut Line) -> Option<Wanted> {
    let (account, full_name) = (line.required("Tài khoản"), line.required("Họ và tên"));
    let unit = place(line, import).map(|place| place.unit);
    let fields = names(line, "Lĩnh vực", |name| {
        Field::ALL.iter().copied().find(|field| name.starts_with(&fold(field.label())))
    });
    let roles =
        names(line, "Vai trò", |name| Role::ALL.iter().copied().find(|role| fold(role.label()) == name));
    let (account, full_name) = (account?, full_name?);
    for problem in officers::problems(&NewOfficer { account: &account, full_name: &full_name }) {
        line.refuse("Tài khoản", problem.message);
    }
    let fields: Vec<Option<Field>> =
        if fields.is_empty() { vec![None] } else { fields.into_iter().map(Some).collect() };
    let roles = roles
        .into_iter()
        .flat_map(|role| fields.iter().map(move |field| Assignment { role, unit, field: *field }));
    Some(Wanted { account, full_name, roles: roles.collect() })
}

/// A cell may name several, separated by commas or semicolons.
fn names<T>(line: &mut Line, column: &str, find: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let text = line.text(column).unwrap_or_default();
    let mut found = Vec::new();
    for name in text.split([',', ';']).map(str::trim).filter(|name| !name.is_empty()) {
        match find(&fold(name)) {
            Some(value) => found.push(value),
            None => line.refuse(column, format!("không có “{name}”")),
        }
    }
    found
}

/// Adds the officer and the roles that are missing; roles held besides stay.
fn put(import: &mut Import, wanted: &Wanted) -> Result<Change, OfficeError> {
    let known = store::officers::by_account(import.tx, import.office, &wanted.account)?;
    let (officer, mut change) = match known {
        Some(row) => (row.id, Change::Same),
        None => {
            let new = NewOfficer { account: &wanted.account, full_name: &wanted.full_name };
            (officers::insert(import.tx, import.office, &new, import.at)?, Change::New)
        }
    };
    let held = store::officers::roles(import.tx, officer)?;
    for assignment in &wanted.roles {
        let same = |row: &RoleRow| {
            row.role == assignment.role.word()
                && row.unit == assignment.unit
                && row.field.as_deref() == assignment.field.map(Field::word)
        };
        if !held.iter().any(same) {
            officers::insert_role(import.tx, officer, *assignment, import.entry)?;
            change = change.and(Change::Changed);
        }
    }
    Ok(change)
}
