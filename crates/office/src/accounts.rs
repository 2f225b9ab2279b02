//! Signing in: passwords, second factors, sessions. A session is a random id of which only the hash is kept.

use crate::context::{Ctx, Officer};
use crate::error::{OfficeError, Problem};
use crate::permission::{Permission, Role};
use crate::{journal, officers};
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use domain::ids::{OfficeId, OfficerId};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::OnceLock;
use store::accounts::{self as rows, SecretRow};
use store::{Db, Tx};

mod second_factor;
pub use second_factor::{
    Enrolment, begin_second_factor, confirm_second_factor, has_second_factor, remove_second_factor,
    same_enrolment,
};

/// Wrong passwords in a row that lock an account.
pub const FAILURES_MAX: i64 = 5;
/// How long it stays locked.
pub const LOCKED_MINUTES: i64 = 15;
/// A session ends when nothing was asked for so long, and in any case at the end of a working day.
pub const IDLE_MINUTES: i64 = 60;
pub const SESSION_HOURS: i64 = 12;
pub const PASSWORD_LENGTH_MIN: usize = 10;
const PASSWORD_LENGTH_MAX: usize = 200;
/// `seen_at` is written at most so often: reading a page is not a write.
const SEEN_EVERY_MINUTES: i64 = 5;

/// What the door asks for.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    pub account: &'a str,
    pub password: &'a str,
    /// The six digits of the second factor, where one is set up.
    pub code: &'a str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Door {
    /// The token of a new session: it is told once, and only its hash is kept.
    Open(String),
    /// The password is right, and a code of the second factor is missing.
    CodeWanted,
    /// One answer for an unknown account, a wrong password, a wrong code and a locked account.
    Shut,
}

/// Who asks, as long as the session lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub officer: Officer,
    /// The password serves once: the officer must set an own one before anything else.
    pub must_change: bool,
}

/// Opens a session if the credentials are right. Failures are counted; a locked account stays shut for a while,
/// whatever the password.
pub fn sign_in(db: &Db, office: OfficeId, given: Credentials, at: &str) -> Result<Door, OfficeError> {
    let now = instant(at)?;
    let found = db.read(|tx| -> Result<_, OfficeError> {
        let row = store::officers::by_account(tx, office, given.account)?;
        let Some(row) = row.filter(|row| row.ended_at.is_none()) else { return Ok(None) };
        Ok(rows::secret(tx, row.id)?)
    })?;
    let hash = found.as_ref().and_then(|secret| secret.password_hash.as_deref());
    // The same work for an account that is not there.
    let fits = verify(given.password, hash.unwrap_or_else(|| nobody()));
    let Some(secret) = found.filter(|secret| secret.password_hash.is_some()) else { return Ok(Door::Shut) };
    if secret.locked_until.as_deref().is_some_and(|until| at < until) {
        return Ok(Door::Shut);
    }
    let code = second_factor::check(&secret, given.code, now);
    if fits && code == second_factor::Answer::Missing {
        return Ok(Door::CodeWanted);
    }
    let step = match code {
        second_factor::Answer::Right(step) if fits => step,
        _ => {
            db.write(|tx| fail(tx, secret.officer, now, at))?;
            return Ok(Door::Shut);
        }
    };
    let token = token()?;
    db.write(|tx| -> Result<(), OfficeError> {
        rows::sweep(
            tx,
            &text(now - minutes(IDLE_MINUTES)),
            &text(now - SignedDuration::from_hours(SESSION_HOURS)),
        )?;
        let row = SecretRow { failures: 0, locked_until: None, totp_step: step, ..secret };
        rows::save_secret(tx, &row)?;
        Ok(rows::open_session(tx, &fingerprint(&token), row.officer, at)?)
    })?;
    Ok(Door::Open(token))
}

/// The session behind a token; `None` if there is none, or it has ended.
pub fn session(db: &Db, office: OfficeId, token: &str, at: &str) -> Result<Option<Session>, OfficeError> {
    let now = instant(at)?;
    let hash = fingerprint(token);
    let found = db.read(|tx| -> Result<_, OfficeError> {
        let Some(row) = rows::session(tx, &hash, office)? else { return Ok(None) };
        let is_over = row.seen_at < text(now - minutes(IDLE_MINUTES))
            || row.created_at < text(now - SignedDuration::from_hours(SESSION_HOURS));
        if is_over {
            return Ok(None);
        }
        let officer = officers::load(tx, office, &row.account)?;
        let must_change = rows::secret(tx, officer.id)?.is_some_and(|secret| secret.must_change);
        Ok(Some((Session { officer, must_change }, row.seen_at)))
    })?;
    let Some((session, seen_at)) = found else { return Ok(None) };
    if seen_at < text(now - minutes(SEEN_EVERY_MINUTES)) {
        db.write(|tx| rows::seen(tx, &hash, at))?;
    }
    Ok(Some(session))
}

pub fn sign_out(db: &Db, token: &str) -> Result<(), OfficeError> {
    Ok(db.write(|tx| rows::close_session(tx, &fingerprint(token)))?)
}

/// Ends every session of the officer, on whatever machine.
pub fn sign_out_everywhere(ctx: &Ctx) -> Result<(), OfficeError> {
    ctx.write(Permission::ReadOffice, "officer_end_sessions", "", |tx, _| {
        Ok(rows::close_sessions(tx, ctx.officer.id, "")?)
    })
}

/// The token of forms of a session: derived from it, so that nothing is kept, and useless to open one.
pub fn form_token(session_token: &str) -> String {
    fingerprint(format!("form {session_token}"))
}

/// The officer sets an own password; the other sessions of the account end.
pub fn change_password(ctx: &Ctx, session_token: &str, old: &str, new: &str) -> Result<(), OfficeError> {
    let secret = ctx.read(Permission::ReadOffice, |tx| Ok(rows::secret(tx, ctx.officer.id)?))?;
    let secret = secret.ok_or_else(|| OfficeError::NotFound("mật khẩu của tài khoản".to_owned()))?;
    let mut problems = password_problems(&ctx.officer.account, new);
    if !verify(old, secret.password_hash.as_deref().unwrap_or_else(|| nobody())) {
        problems.push(Problem::new("old", "mật khẩu hiện nay không đúng"));
    } else if old == new {
        problems.push(Problem::new("new", "mật khẩu mới phải khác mật khẩu hiện nay"));
    }
    OfficeError::unless_empty(problems)?;
    let hash = hash(new)?;
    ctx.write(Permission::ReadOffice, "officer_change_password", "", |tx, _| {
        let row = SecretRow {
            password_hash: Some(hash),
            must_change: false,
            failures: 0,
            locked_until: None,
            changed_at: ctx.at.clone(),
            ..secret
        };
        rows::save_secret(tx, &row)?;
        Ok(rows::close_sessions(tx, row.officer, &fingerprint(session_token))?)
    })
}

/// Gives an officer a password that serves once, and ends their sessions. The password is told here only.
pub fn hand_out_password(ctx: &Ctx, account: &str) -> Result<String, OfficeError> {
    let password = once()?;
    set_password(ctx, account, &password, MustChange::Yes)?;
    Ok(password)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MustChange {
    Yes,
    /// For an office made for trying things out.
    No,
}

/// Sets an officer's password on behalf of the administrator.
pub fn set_password(ctx: &Ctx, account: &str, password: &str, must: MustChange) -> Result<(), OfficeError> {
    OfficeError::unless_empty(password_problems(account, password))?;
    let hash = hash(password)?;
    ctx.write(Permission::ManageOfficers, "officer_set_password", "", |tx, _| {
        let officer = officers::load(tx, ctx.office, account)?;
        store_password(tx, officer.id, hash, must, &ctx.at)
    })
}

/// At the first start: if no officer can sign in yet, gives the first administrator a password that serves once.
/// Its account and the password, to be shown on the console.
pub fn open_door(
    db: &Db,
    office: OfficeId,
    on: Date,
    at: &str,
) -> Result<Option<(String, String)>, OfficeError> {
    let wanted = db.read(|tx| -> Result<_, OfficeError> {
        if rows::secrets(tx, office)?.iter().any(|row| row.password_hash.is_some() && !row.must_change) {
            return Ok(None);
        }
        let roles = store::officers::roles_of_office(tx, office)?;
        let first = roles.iter().find(|held| held.role == Role::Administrator.word());
        let all = store::officers::all(tx, office)?;
        Ok(first.and_then(|held| all.into_iter().find(|row| row.id == held.officer)))
    })?;
    let Some(administrator) = wanted else { return Ok(None) };
    let password = once()?;
    let hash = hash(&password)?;
    db.write(|tx| -> Result<(), OfficeError> {
        let act =
            journal::Act { officer: administrator.id, at, on, command: "officer_set_password", detail: "" };
        journal::append(tx, office, &act)?;
        store_password(tx, administrator.id, hash, MustChange::Yes, at)
    })?;
    Ok(Some((administrator.account, password)))
}

/// How an officer's account stands, for the administrator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub has_password: bool,
    pub must_change: bool,
    pub second_factor: bool,
    pub locked_until: Option<String>,
    /// UTC instant of the last page, while a session is open.
    pub last_seen: Option<String>,
}

pub fn standings(ctx: &Ctx) -> Result<Vec<(OfficerId, Standing)>, OfficeError> {
    ctx.read(Permission::ManageOfficers, |tx| {
        let seen = rows::last_seen(tx, ctx.office)?;
        let of = |row: SecretRow| {
            let last = seen.iter().find(|(officer, _)| *officer == row.officer);
            let standing = Standing {
                has_password: row.password_hash.is_some(),
                must_change: row.must_change,
                second_factor: row.totp_secret.is_some(),
                locked_until: row.locked_until.filter(|until| ctx.at < *until),
                last_seen: last.map(|(_, at)| at.clone()),
            };
            (row.officer, standing)
        };
        Ok(rows::secrets(tx, ctx.office)?.into_iter().map(of).collect())
    })
}

fn store_password(
    tx: &mut Tx,
    officer: OfficerId,
    hash: String,
    must: MustChange,
    at: &str,
) -> Result<(), OfficeError> {
    let old = rows::secret(tx, officer)?.unwrap_or_else(|| fresh(officer));
    let row = SecretRow {
        password_hash: Some(hash),
        must_change: must == MustChange::Yes,
        failures: 0,
        locked_until: None,
        changed_at: at.to_owned(),
        ..old
    };
    rows::save_secret(tx, &row)?;
    Ok(rows::close_sessions(tx, officer, "")?)
}

fn fresh(officer: OfficerId) -> SecretRow {
    SecretRow {
        officer,
        password_hash: None,
        must_change: false,
        totp_secret: None,
        totp_step: 0,
        failures: 0,
        locked_until: None,
        changed_at: String::new(),
    }
}

/// Counts one more failure on what the row says now, not on what was read before the password was tried.
fn fail(tx: &mut Tx, officer: OfficerId, now: Timestamp, at: &str) -> Result<(), OfficeError> {
    let Some(mut row) = rows::secret(tx, officer)? else { return Ok(()) };
    if row.locked_until.as_deref().is_some_and(|until| until <= at) {
        (row.failures, row.locked_until) = (0, None);
    }
    row.failures += 1;
    if row.failures >= FAILURES_MAX {
        row.locked_until = Some(text(now + minutes(LOCKED_MINUTES)));
    }
    Ok(rows::save_secret(tx, &row)?)
}

fn password_problems(account: &str, password: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let length = password.chars().count();
    if !(PASSWORD_LENGTH_MIN..=PASSWORD_LENGTH_MAX).contains(&length) {
        let message = format!("mật khẩu mới phải có ít nhất {PASSWORD_LENGTH_MIN} ký tự");
        problems.push(Problem::new("new", message));
    } else if password.to_lowercase().contains(&account.to_lowercase()) {
        problems.push(Problem::new("new", "mật khẩu mới không được chứa tên tài khoản"));
    } else if password.chars().collect::<std::collections::BTreeSet<_>>().len() < 5 {
        problems.push(Problem::new("new", "mật khẩu mới quá đơn giản: hãy dùng nhiều ký tự khác nhau hơn"));
    }
    problems
}

fn hash(password: &str) -> Result<String, OfficeError> {
    let hashed = Argon2::default().hash_password(password.as_bytes());
    let hashed = hashed.map_err(|error| OfficeError::File(format!("Không băm được mật khẩu: {error}")))?;
    Ok(hashed.to_string())
}

fn verify(password: &str, hash: &str) -> bool {
    Argon2::default().verify_password(password.as_bytes(), hash).is_ok()
}

/// A hash that no password fits but costs as much to try.
fn nobody() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| once().and_then(|password| hash(&password)).unwrap_or_default())
}

/// A name that nobody can guess: 256 bits from the system, as hex.
pub fn token() -> Result<String, OfficeError> {
    Ok(hex(&random::<32>()?))
}

/// A password to be copied from a screen or a slip: 80 bits in letters that are not taken for each other.
fn once() -> Result<String, OfficeError> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let letters = random::<16>()?.map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    let groups: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
    Ok(groups.join("-"))
}

fn random<const N: usize>() -> Result<[u8; N], OfficeError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| OfficeError::File(format!("Hệ thống không cho số ngẫu nhiên: {error}")))?;
    Ok(bytes)
}

pub(crate) fn fingerprint(text: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(text.as_ref()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

pub(crate) fn instant(at: &str) -> Result<Timestamp, OfficeError> {
    at.parse().map_err(|_| OfficeError::refused("instant", format!("“{at}” không phải là một thời điểm")))
}

pub(crate) fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

pub(crate) fn text(at: Timestamp) -> String {
    format!("{at:.0}")
}
