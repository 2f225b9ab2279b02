//! Programs that use the API. A client acts as the officer that it belongs to, never for more than that officer may,
//! narrowed to its scopes; its token is told once and only the hash of it is kept.

use crate::accounts::{fingerprint, instant, minutes, text, token};
use crate::context::{Ctx, Limits, Officer};
use crate::error::{OfficeError, Problem};
use crate::officers;
use crate::permission::{Field, Grant, Permission};
use domain::ids::{ClientId, OfficeId, UnitId};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use store::clients::{self as rows, ClientRow, ScopeRow};
use store::{Db, StoreError, Tx, units};

/// What a token begins with, so that one that has leaked is known for what it is.
pub const TOKEN_MARK: &str = "ansinh_";
/// A token lasts two years at most.
pub const DAYS_MAX: i64 = 730;
/// Answers to requests that write are kept so long.
const ANSWERS_HOURS: i64 = 24;
/// `last_used_at` is written at most so often: reading is not a write.
const USED_EVERY_MINUTES: i64 = 5;

/// What a program never does: to sign, to approve, to freeze, and to say who may do what. A person does that.
pub const BY_HAND: &[Permission] = &[
    Permission::ManageOffice,
    Permission::ManageOfficers,
    Permission::SignDecisions,
    Permission::ApprovePayroll,
    Permission::FreezeReports,
];

pub struct NewClient<'a> {
    /// The officer as whom it acts.
    pub account: &'a str,
    /// What the program is called, for those who look at the list.
    pub name: &'a str,
    pub scopes: &'a [Grant],
    pub days: i64,
}

/// A client as the administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    pub row: ClientRow,
    pub scopes: Vec<Grant>,
}

impl Client {
    pub fn is_live(&self, at: &str) -> bool {
        self.row.voided.is_none() && at < self.row.expires_at.as_str()
    }
}

/// Who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    pub client: ClientId,
    pub name: String,
    pub expires_at: String,
    /// With the limits of the client.
    pub officer: Officer,
}

/// Makes a client; its token is told here only.
pub fn create(ctx: &Ctx, new: &NewClient) -> Result<(ClientId, String), OfficeError> {
    let name = domain::names::clean(new.name);
    let mut problems = Vec::new();
    if name.is_empty() || name.chars().count() > 80 {
        problems.push(Problem::new("name", "hãy ghi tên chương trình, không quá 80 ký tự"));
    }
    if !(1..=DAYS_MAX).contains(&new.days) {
        problems.push(Problem::new("days", format!("mã dùng được từ 1 đến {DAYS_MAX} ngày")));
    }
    let officer = match officers::sign_in(ctx.db, ctx.office, new.account) {
        Ok(officer) => Some(officer),
        Err(OfficeError::NotFound(_)) => {
            problems.push(Problem::new("account", format!("không có cán bộ {}", new.account)));
            None
        }
        Err(other) => return Err(other),
    };
    problems.extend(officer.iter().flat_map(|officer| scope_problems(officer, new.scopes)));
    OfficeError::unless_empty(problems)?;
    let officer = officer.ok_or_else(|| OfficeError::NotFound(format!("cán bộ {}", new.account)))?;
    let secret = format!("{TOKEN_MARK}{}", token()?);
    let expires_at = text(instant(&ctx.at)? + SignedDuration::from_hours(24 * new.days));
    let detail = format!("officer {} scopes {} days {}", officer.id, new.scopes.len(), new.days);
    let id = ctx.write(Permission::ManageOfficers, "client_create", &detail, |tx, entry| {
        let row = ClientRow {
            id: ClientId(tx.next_ids(1)?),
            officer: officer.id,
            account: officer.account,
            name,
            created_at: ctx.at.clone(),
            expires_at,
            last_used_at: None,
            voided: None,
        };
        rows::insert(tx, &row, &fingerprint(&secret), entry)?;
        for scope in new.scopes {
            let Grant { permission, unit, field } = *scope;
            let field = field.map(|field| field.word().to_owned());
            let scope = ScopeRow { permission: permission.word().to_owned(), unit, field };
            rows::insert_scope(tx, row.id, &scope)?;
        }
        Ok(row.id)
    })?;
    Ok((id, secret))
}

fn scope_problems(officer: &Officer, scopes: &[Grant]) -> Vec<Problem> {
    let mut problems = Vec::new();
    if scopes.is_empty() {
        problems.push(Problem::new("scopes", "hãy chọn ít nhất một việc mà chương trình được làm"));
    }
    for permission in scopes.iter().map(|scope| scope.permission).collect::<BTreeSet<_>>() {
        if BY_HAND.contains(&permission) {
            let message = format!("{}: chỉ người làm, không giao cho chương trình", permission.label());
            problems.push(Problem::new("scopes", message));
        } else if officer.scope(permission).is_none() {
            let message = format!("tài khoản {} không có quyền {}", officer.account, permission.label());
            problems.push(Problem::new("scopes", message));
        }
    }
    problems
}

/// Every client of the office, revoked ones too.
pub fn list(ctx: &Ctx) -> Result<Vec<Client>, OfficeError> {
    ctx.read(Permission::ManageOfficers, |tx| {
        let all = rows::all(tx, ctx.office)?;
        all.into_iter().map(|row| Ok(Client { scopes: scopes(tx, row.id)?, row })).collect()
    })
}

pub fn revoke(ctx: &Ctx, client: ClientId) -> Result<(), OfficeError> {
    let detail = format!("client {client}");
    ctx.write(Permission::ManageOfficers, "client_revoke", &detail, |tx, entry| {
        if rows::void(tx, ctx.office, client, entry)? {
            return Ok(());
        }
        Err(OfficeError::NotFound(format!("mã truy cập số {client} đang dùng được")))
    })
}

/// `read_registers`, `read_registers:merit`, `read_registers@25708`, `read_registers:merit@25708`: a permission,
/// perhaps in one field, perhaps in the unit of that code on the day.
pub fn read_scope(ctx: &Ctx, text: &str) -> Result<Grant, OfficeError> {
    let invalid = |message: String| OfficeError::Invalid(vec![Problem::new("scopes", message)]);
    let (rest, code) = text.split_once('@').map_or((text, None), |(rest, code)| (rest, Some(code)));
    let (word, field) = rest.split_once(':').map_or((rest, None), |(word, field)| (word, Some(field)));
    let permission = Permission::from_word(word.trim());
    let permission = permission.ok_or_else(|| invalid(format!("không có quyền tên “{word}”")))?;
    let field = field.map(|word| Field::from_word(word).ok_or_else(|| format!("không có lĩnh vực “{word}”")));
    let field = field.transpose().map_err(invalid)?;
    let Some(code) = code else { return Ok(Grant { permission, unit: None, field }) };
    let unit = ctx.read(Permission::ReadOffice, |tx| Ok(units::by_code(tx, code, ctx.on)?))?;
    let unit = unit.ok_or_else(|| invalid(format!("không có đơn vị mã {code}")))?;
    Ok(Grant { permission, unit: Some(unit.id), field })
}

/// Who calls with this token; `None` if it is unknown, revoked or past its day.
pub fn authenticate(db: &Db, office: OfficeId, token: &str, at: &str) -> Result<Option<Caller>, OfficeError> {
    let now = instant(at)?;
    let hash = fingerprint(token);
    let found = db.read(|tx| -> Result<_, OfficeError> {
        let Some(row) = rows::by_token(tx, office, &hash)? else { return Ok(None) };
        if row.expires_at.as_str() <= at {
            return Ok(None);
        }
        let officer = officers::load(tx, office, &row.account)?;
        let scopes = scopes(tx, row.id)?;
        let grants = grants(tx, &officer, &scopes)?;
        Ok(Some((row, officer, grants)))
    })?;
    let Some((row, officer, grants)) = found else { return Ok(None) };
    let lately = text(now - minutes(USED_EVERY_MINUTES));
    if row.last_used_at.as_ref().is_none_or(|used| *used < lately) {
        db.write(|tx| rows::used(tx, row.id, at))?;
    }
    let officer = Officer { client: Some(Limits { client: row.id, grants }), ..officer };
    Ok(Some(Caller { client: row.id, name: row.name, expires_at: row.expires_at, officer }))
}

/// What the scopes and the officer's roles have in common today. What everybody may know of the office goes with it.
fn grants(tx: &mut Tx, officer: &Officer, scopes: &[Grant]) -> Result<Vec<Grant>, OfficeError> {
    let mut common = vec![Grant { permission: Permission::ReadOffice, unit: None, field: None }];
    for scope in scopes.iter().filter(|scope| !BY_HAND.contains(&scope.permission)) {
        let Some(own) = officer.scope(scope.permission) else { continue };
        let lies_in = |inner: UnitId, outer: UnitId| -> Result<bool, StoreError> {
            Ok(inner == outer || units::reach(tx, outer)?.contains(&inner))
        };
        let narrowed = own.narrowed(scope.unit, scope.field, lies_in)?;
        let of = |(unit, field)| Grant { permission: scope.permission, unit, field };
        common.extend(narrowed.into_iter().map(of));
    }
    Ok(common)
}

fn scopes(tx: &mut Tx, client: ClientId) -> Result<Vec<Grant>, OfficeError> {
    let unknown = |word: &str| {
        OfficeError::Store(StoreError::Column {
            statement: "api_scopes",
            column: "permission, field".to_owned(),
            expected: "một từ của chương trình",
            found: word.to_owned(),
        })
    };
    let read = |row: ScopeRow| {
        let permission = Permission::from_word(&row.permission).ok_or_else(|| unknown(&row.permission))?;
        let field = row.field.map(|word| Field::from_word(&word).ok_or_else(|| unknown(&word)));
        Ok(Grant { permission, unit: row.unit, field: field.transpose()? })
    };
    rows::scopes(tx, client)?.into_iter().map(read).collect()
}

/// An answer as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub status: u16,
    pub content_type: String,
    pub body: String,
}

/// Where a request with a key stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// Nobody has asked with this key: go on, then `keep` or `release`.
    Fresh,
    /// Done already, and answered so.
    Done(Answered),
    /// The key belongs to another request.
    Other,
    /// The first request with this key has not been answered yet.
    Running,
}

/// Notes that a request begins. `request` is the whole of it in its parts; only the hash is kept.
pub fn begin(
    db: &Db,
    client: ClientId,
    key: &str,
    request: &[&[u8]],
    at: &str,
) -> Result<Begun, OfficeError> {
    let oldest = text(instant(at)? - SignedDuration::from_hours(ANSWERS_HOURS));
    let parts: Vec<String> = request.iter().map(fingerprint).collect();
    let hash = fingerprint(parts.join(" "));
    db.write(|tx| {
        rows::sweep(tx, &oldest)?;
        let Some(known) = rows::answer(tx, client, key)? else {
            rows::begin(tx, client, key, &hash, at)?;
            return Ok(Begun::Fresh);
        };
        if known.request_hash != hash {
            return Ok(Begun::Other);
        }
        Ok(
            match (known.status.and_then(|status| u16::try_from(status).ok()), known.content_type, known.body)
            {
                (Some(status), Some(content_type), Some(body)) => {
                    Begun::Done(Answered { status, content_type, body })
                }
                _ => Begun::Running,
            },
        )
    })
}

pub fn keep(db: &Db, client: ClientId, key: &str, answer: &Answered) -> Result<(), OfficeError> {
    let Answered { status, content_type, body } = answer;
    Ok(db.write(|tx| rows::keep(tx, client, key, (i64::from(*status), content_type, body)))?)
}

/// The request came to nothing, so that it may be tried again with the same key.
pub fn release(db: &Db, client: ClientId, key: &str) -> Result<(), OfficeError> {
    Ok(db.write(|tx| rows::release(tx, client, key))?)
}
