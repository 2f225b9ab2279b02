//! Who calls, and the units that the office serves.

use super::call::Call;
use super::endpoint::{Endpoint, Sample, get};
use super::problem::ApiError;
use crate::guard::Guard;
use office::{Permission, offices};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const OFFICE: Guard = Guard::Needs(Permission::ReadOffice, None);

pub const ENDPOINTS: &[Endpoint] =
    &[get!(OFFICE, me -> Me), get!(OFFICE, units -> Units), get!(OFFICE, unit -> UnitPath)];

/// The client, the officer as whom it acts, and what it may do today.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct Me {
    pub client: i64,
    pub name: String,
    /// Account of the officer.
    pub officer: String,
    /// UTC instant.
    pub expires_at: String,
    /// The business date of the server.
    pub today: String,
    pub may: Vec<GrantOut>,
}

/// A permission, perhaps in one field, perhaps in one unit.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct GrantOut {
    pub permission: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitOut>,
}

/// A unit by its official code; codes are used again over time, so that the name belongs to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UnitOut {
    pub code: String,
    /// `phường An Hòa`
    pub name: String,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct Units {
    pub rows: Vec<UnitOut>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct UnitPath {
    /// The unit itself, then what it lies in.
    pub path: Vec<UnitOut>,
}

impl UnitOut {
    pub fn of(unit: &offices::UnitRow) -> UnitOut {
        UnitOut { code: unit.code.clone(), name: unit.full_name() }
    }
}

impl Sample for UnitOut {
    fn sample() -> UnitOut {
        UnitOut { code: "25735".to_owned(), name: "phường An Hòa".to_owned() }
    }
}

impl Sample for Me {
    fn sample() -> Me {
        let permission = Permission::ReadRegisters.word().to_owned();
        let field = Some("poverty".to_owned());
        Me {
            client: 1204,
            name: "Cổng dữ liệu của thị xã".to_owned(),
            officer: "truongphong".to_owned(),
            expires_at: "2024-12-28T02:00:00Z".to_owned(),
            today: "2023-12-28".to_owned(),
            may: vec![GrantOut { permission, field, unit: Some(UnitOut::sample()) }],
        }
    }
}

impl Sample for Units {
    fn sample() -> Units {
        Units { rows: vec![UnitOut::sample()] }
    }
}

impl Sample for UnitPath {
    fn sample() -> UnitPath {
        UnitPath { path: vec![UnitOut::sample()] }
    }
}

/// Chương trình đang gọi và những gì nó được làm
#[utoipa::path(get, path = "/api/v1/me", tag = "office", responses((status = 200, body = Me)))]
fn me(call: &Call) -> Result<Me, ApiError> {
    let caller = call.caller;
    let grants = caller.officer.client.iter().flat_map(|limits| limits.grants.iter().copied());
    let grants: Vec<_> = grants.collect();
    let units = offices::units(&call.ctx, grants.iter().filter_map(|grant| grant.unit))?;
    let may = grants.iter().map(|grant| GrantOut {
        permission: grant.permission.word().to_owned(),
        field: grant.field.map(|field| field.word().to_owned()),
        unit: grant.unit.and_then(|unit| units.get(&unit)).map(UnitOut::of),
    });
    Ok(Me {
        client: caller.client.0,
        name: caller.name.clone(),
        officer: caller.officer.account.clone(),
        expires_at: caller.expires_at.clone(),
        today: call.ctx.on.to_string(),
        may: may.collect(),
    })
}

/// Xã, phường của cơ quan vào một ngày
#[utoipa::path(get, path = "/api/v1/units", tag = "office",
    params(("on" = Option<String>, Query, description = "Ngày, YYYY-MM-DD; mặc định hôm nay")),
    responses((status = 200, body = Units)))]
fn units(call: &Call) -> Result<Units, ApiError> {
    let ctx = &call.ctx;
    let on = call.day("on")?.unwrap_or(ctx.on);
    let found = ctx.read(Permission::ReadOffice, |tx| offices::communes(tx, ctx.office, on))?;
    Ok(Units { rows: found.iter().map(UnitOut::of).collect() })
}

/// Đơn vị hành chính mang một mã vào một ngày, và cấp trên của nó
#[utoipa::path(get, path = "/api/v1/units/{code}", tag = "office",
    params(("code" = String, Path, description = "Mã đơn vị hành chính"),
        ("on" = Option<String>, Query, description = "Ngày, YYYY-MM-DD; mặc định hôm nay")),
    responses((status = 200, body = UnitPath)))]
fn unit(call: &Call) -> Result<UnitPath, ApiError> {
    let on = call.day("on")?.unwrap_or(call.ctx.on);
    let found = offices::unit_path(&call.ctx, call.param("code"), on)?;
    Ok(UnitPath { path: found.iter().map(UnitOut::of).collect() })
}
