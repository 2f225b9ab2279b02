//! Officers and their roles.

use crate::{StoreError, Tx, params, statements};
use domain::ids::{EntryId, OfficeId, OfficerId, OfficerRoleId, UnitId};

statements! {
    INSERT = "insert into officers (id, office_id, account, full_name, created_at) values ($1, $2, $3, $4, $5)";
    ALL = "select id, account, full_name, created_at, ended_at from officers where office_id = $1 order by account";
    BY_ACCOUNT = "select id, account, full_name, created_at, ended_at from officers
        where office_id = $1 and account = $2";
    END = "update officers set ended_at = $2 where id = $1 and ended_at is null";
    INSERT_ROLE = "insert into officer_roles (id, officer_id, role, unit_id, field, recorded_entry)
        values ($1, $2, $3, $4, $5, $6)";
    VOID_ROLE = "update officer_roles set voided_entry = $2 where id = $1 and voided_entry is null";
    ROLES = "select id, officer_id, role, unit_id, field from officer_roles
        where officer_id = $1 and voided_entry is null order by id";
    ROLES_OF_OFFICE = "select r.id, r.officer_id, r.role, r.unit_id, r.field
        from officer_roles r join officers o on o.id = r.officer_id
        where o.office_id = $1 and r.voided_entry is null order by r.id";
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerRow {
    pub id: OfficerId,
    pub account: String,
    pub full_name: String,
    /// UTC instants.
    pub created_at: String,
    pub ended_at: Option<String>,
}

/// `unit` and `field` narrow the role; without them it holds for the whole office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRow {
    pub id: OfficerRoleId,
    pub officer: OfficerId,
    pub role: String,
    pub unit: Option<UnitId>,
    pub field: Option<String>,
}

pub fn insert(tx: &mut Tx, office: OfficeId, officer: &OfficerRow) -> Result<(), StoreError> {
    let OfficerRow { id, account, full_name, created_at, ended_at: _ } = officer;
    tx.execute_one(&INSERT, &params![*id, office, account, full_name, created_at])
}

pub fn all(tx: &mut Tx, office: OfficeId) -> Result<Vec<OfficerRow>, StoreError> {
    tx.all(&ALL, &params![office], officer)
}

pub fn by_account(tx: &mut Tx, office: OfficeId, account: &str) -> Result<Option<OfficerRow>, StoreError> {
    tx.optional(&BY_ACCOUNT, &params![office, account], officer)
}

/// The officer signs in no longer; what was done stays under the name.
pub fn end(tx: &mut Tx, id: OfficerId, at: &str) -> Result<(), StoreError> {
    tx.execute_one(&END, &params![id, at])
}

pub fn insert_role(tx: &mut Tx, role: &RoleRow, entry: EntryId) -> Result<(), StoreError> {
    let RoleRow { id, officer, role, unit, field } = role;
    tx.execute_one(&INSERT_ROLE, &params![*id, *officer, role, *unit, field.clone(), entry])
}

pub fn void_role(tx: &mut Tx, id: OfficerRoleId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_ROLE, &params![id, entry])
}

pub fn roles(tx: &mut Tx, officer: OfficerId) -> Result<Vec<RoleRow>, StoreError> {
    tx.all(&ROLES, &params![officer], role)
}

pub fn roles_of_office(tx: &mut Tx, office: OfficeId) -> Result<Vec<RoleRow>, StoreError> {
    tx.all(&ROLES_OF_OFFICE, &params![office], role)
}

fn officer(row: &crate::Row) -> Result<OfficerRow, StoreError> {
    Ok(OfficerRow {
        id: row.get(0)?,
        account: row.get(1)?,
        full_name: row.get(2)?,
        created_at: row.get(3)?,
        ended_at: row.get(4)?,
    })
}

fn role(row: &crate::Row) -> Result<RoleRow, StoreError> {
    Ok(RoleRow {
        id: row.get(0)?,
        officer: row.get(1)?,
        role: row.get(2)?,
        unit: row.get(3)?,
        field: row.get(4)?,
    })
}
