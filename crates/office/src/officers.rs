//! Officers and their roles.

use crate::context::{Ctx, Officer};
use crate::error::{OfficeError, Problem};
use crate::permission::{Assignment, Field, Permission, Role};
use domain::ids::{EntryId, OfficeId, OfficerId, OfficerRoleId};
use domain::names;
use std::collections::HashMap;
use store::officers::{OfficerRow, RoleRow};
use store::{Db, StoreError, Tx};

#[derive(Clone, Copy, Debug)]
pub struct NewOfficer<'a> {
    /// What is typed at `--as` and at sign-in: lower-case letters, digits, `.`, `_`, `-`.
    pub account: &'a str,
    pub full_name: &'a str,
}

/// Adds an officer with the given roles.
pub fn add(ctx: &Ctx, new: &NewOfficer, roles: &[Assignment]) -> Result<OfficerId, OfficeError> {
    OfficeError::unless_empty(problems(new))?;
    // The journal names nobody: the row of the officer points to no entry, its roles do.
    ctx.write(Permission::ManageOfficers, "officer_add", "", |tx, entry| {
        let id = insert(tx, ctx.office, new, &ctx.at)?;
        for role in roles {
            insert_role(tx, id, *role, entry)?;
        }
        Ok(id)
    })
}

pub fn give_role(ctx: &Ctx, account: &str, role: Assignment) -> Result<(), OfficeError> {
    ctx.write(Permission::ManageOfficers, "officer_give_role", role.role.word(), |tx, entry| {
        let officer = load(tx, ctx.office, account)?;
        if officer.roles.contains(&role) {
            let message = format!("{} đã có vai trò {}", officer.account, role.role.label());
            return Err(OfficeError::refused("role_held", message));
        }
        insert_role(tx, officer.id, role, entry)
    })
}

/// Takes every assignment of the role away. The last administrator keeps theirs.
pub fn take_role(ctx: &Ctx, account: &str, role: Role) -> Result<(), OfficeError> {
    ctx.write(Permission::ManageOfficers, "officer_take_role", role.word(), |tx, entry| {
        let officer = load(tx, ctx.office, account)?;
        let mut own = store::officers::roles(tx, officer.id)?;
        own.retain(|held| held.role == role.word());
        if own.is_empty() {
            return Err(OfficeError::NotFound(format!("vai trò {} của {account}", role.label())));
        }
        for held in own {
            store::officers::void_role(tx, held.id, entry)?;
        }
        require_administrator(tx, ctx.office)
    })
}

/// The officer signs in no longer; what was done stays under the name. The last administrator stays.
pub fn end(ctx: &Ctx, account: &str) -> Result<(), OfficeError> {
    ctx.write(Permission::ManageOfficers, "officer_end", "", |tx, entry| {
        let officer = load(tx, ctx.office, account)?;
        for held in store::officers::roles(tx, officer.id)? {
            store::officers::void_role(tx, held.id, entry)?;
        }
        require_administrator(tx, ctx.office)?;
        Ok(store::officers::end(tx, officer.id, &ctx.at)?)
    })
}

/// The officers of the office by account, with their roles.
pub fn all(ctx: &Ctx) -> Result<Vec<Officer>, OfficeError> {
    ctx.read(Permission::ManageOfficers, |tx| {
        let roles = store::officers::roles_of_office(tx, ctx.office)?;
        let mut officers = Vec::new();
        for row in store::officers::all(tx, ctx.office)? {
            let own: Vec<RoleRow> = roles.iter().filter(|role| role.officer == row.id).cloned().collect();
            officers.push(officer(row, &own)?);
        }
        Ok(officers)
    })
}

/// Full names of everybody who ever worked here: who prepared, checked, approved.
pub fn names(ctx: &Ctx) -> Result<HashMap<OfficerId, String>, OfficeError> {
    ctx.read(Permission::ReadOffice, |tx| {
        let all = store::officers::all(tx, ctx.office)?;
        Ok(all.into_iter().map(|row| (row.id, row.full_name)).collect())
    })
}

/// The officer behind an account, for `--as` and for sign-in.
pub fn sign_in(db: &Db, office: OfficeId, account: &str) -> Result<Officer, OfficeError> {
    db.read(|tx| load(tx, office, account))
}

/// All problems of the form.
pub(crate) fn problems(new: &NewOfficer) -> Vec<Problem> {
    let mut problems = Vec::new();
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b);
    if new.account.is_empty() || !new.account.bytes().all(allowed) {
        problems.push(Problem::new("account", "tài khoản chỉ gồm chữ thường không dấu, chữ số và . _ -"));
    }
    if names::clean(new.full_name).is_empty() {
        problems.push(Problem::new("full_name", "chưa có họ tên"));
    }
    problems
}

pub(crate) fn insert(
    tx: &mut Tx,
    office: OfficeId,
    new: &NewOfficer,
    at: &str,
) -> Result<OfficerId, OfficeError> {
    let id = OfficerId(tx.next_ids(1)?);
    let row = OfficerRow {
        id,
        account: new.account.to_owned(),
        full_name: names::clean(new.full_name),
        created_at: at.to_owned(),
        ended_at: None,
    };
    match store::officers::insert(tx, office, &row) {
        Err(error) if error.breaks("officers_account") => {
            Err(OfficeError::Conflict(format!("tài khoản {} đã có", new.account)))
        }
        other => Ok(other.map(|()| id)?),
    }
}

pub(crate) fn insert_role(
    tx: &mut Tx,
    officer: OfficerId,
    assignment: Assignment,
    entry: EntryId,
) -> Result<(), OfficeError> {
    let Assignment { role, unit, field } = assignment;
    let id = OfficerRoleId(tx.next_ids(1)?);
    let (role, field) = (role.word().to_owned(), field.map(|field| field.word().to_owned()));
    Ok(store::officers::insert_role(tx, &RoleRow { id, officer, role, unit, field }, entry)?)
}

/// Refuses, and thereby rolls back, what has left the office without one.
fn require_administrator(tx: &mut Tx, office: OfficeId) -> Result<(), OfficeError> {
    let roles = store::officers::roles_of_office(tx, office)?;
    if roles.iter().any(|held| held.role == Role::Administrator.word()) {
        return Ok(());
    }
    let message = "cơ quan phải còn ít nhất một người quản trị";
    Err(OfficeError::refused("last_administrator", message))
}

pub(crate) fn load(tx: &mut Tx, office: OfficeId, account: &str) -> Result<Officer, OfficeError> {
    let row = store::officers::by_account(tx, office, account)?.filter(|row| row.ended_at.is_none());
    let row = row.ok_or_else(|| OfficeError::NotFound(format!("cán bộ {account}")))?;
    let roles = store::officers::roles(tx, row.id)?;
    Ok(officer(row, &roles)?)
}

fn officer(row: OfficerRow, roles: &[RoleRow]) -> Result<Officer, StoreError> {
    let OfficerRow { id, account, full_name, created_at: _, ended_at: _ } = row;
    let roles = roles.iter().map(assignment).collect::<Result<_, _>>()?;
    Ok(Officer { id, account, full_name, roles, client: None })
}

fn assignment(row: &RoleRow) -> Result<Assignment, StoreError> {
    let unknown = |column: &str, word: &str| StoreError::Column {
        statement: "officer_roles",
        column: column.to_owned(),
        expected: "một từ của chương trình",
        found: word.to_owned(),
    };
    let role = Role::from_word(&row.role).ok_or_else(|| unknown("role", &row.role))?;
    let field = row.field.as_deref();
    let field = field.map(|word| Field::from_word(word).ok_or_else(|| unknown("field", word))).transpose()?;
    Ok(Assignment { role, unit: row.unit, field })
}
