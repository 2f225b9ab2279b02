//! Passwords, second factors and sessions of officers. Not facts of the world: these rows are updated and deleted.

use crate::{StoreError, Tx, params, statements};
use domain::ids::{OfficeId, OfficerId};

statements! {
    SECRET = "select officer_id, password_hash, must_change, totp_secret, totp_step, failures, locked_until, changed_at
        from officer_secrets where officer_id = $1";
    SECRETS = "select s.officer_id, s.password_hash, s.must_change, s.totp_secret, s.totp_step, s.failures,
        s.locked_until, s.changed_at
        from officer_secrets s join officers o on o.id = s.officer_id where o.office_id = $1";
    SAVE = "insert into officer_secrets
        (officer_id, password_hash, must_change, totp_secret, totp_step, failures, locked_until, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (officer_id) do update set password_hash = $2, must_change = $3, totp_secret = $4,
        totp_step = $5, failures = $6, locked_until = $7, changed_at = $8";
    OPEN_SESSION = "insert into web_sessions (token_hash, officer_id, created_at, seen_at) values ($1, $2, $3, $3)";
    SESSION = "select s.officer_id, o.account, s.created_at, s.seen_at
        from web_sessions s join officers o on o.id = s.officer_id
        where s.token_hash = $1 and o.office_id = $2 and o.ended_at is null";
    SEEN = "update web_sessions set seen_at = $2 where token_hash = $1";
    CLOSE_SESSION = "delete from web_sessions where token_hash = $1";
    CLOSE_SESSIONS = "delete from web_sessions where officer_id = $1 and token_hash <> $2";
    SWEEP = "delete from web_sessions where seen_at < $1 or created_at < $2";
    LAST_SEEN = "select s.officer_id, max(s.seen_at) from web_sessions s join officers o on o.id = s.officer_id
        where o.office_id = $1 group by s.officer_id";
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretRow {
    pub officer: OfficerId,
    /// Argon2id in the PHC form; `None` before the first password.
    pub password_hash: Option<String>,
    pub must_change: bool,
    /// Base32.
    pub totp_secret: Option<String>,
    pub totp_step: i64,
    /// Wrong passwords in a row.
    pub failures: i64,
    /// UTC instants.
    pub locked_until: Option<String>,
    pub changed_at: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    pub officer: OfficerId,
    pub account: String,
    pub created_at: String,
    pub seen_at: String,
}

pub fn secret(tx: &mut Tx, officer: OfficerId) -> Result<Option<SecretRow>, StoreError> {
    tx.optional(&SECRET, &params![officer], secret_row)
}

pub fn secrets(tx: &mut Tx, office: OfficeId) -> Result<Vec<SecretRow>, StoreError> {
    tx.all(&SECRETS, &params![office], secret_row)
}

pub fn save_secret(tx: &mut Tx, row: &SecretRow) -> Result<(), StoreError> {
    let SecretRow {
        officer,
        password_hash,
        must_change,
        totp_secret,
        totp_step,
        failures,
        locked_until,
        changed_at,
    } = row.clone();
    tx.execute_one(
        &SAVE,
        &params![
            officer,
            password_hash,
            i64::from(must_change),
            totp_secret,
            totp_step,
            failures,
            locked_until,
            changed_at
        ],
    )
}

pub fn open_session(tx: &mut Tx, token_hash: &str, officer: OfficerId, at: &str) -> Result<(), StoreError> {
    tx.execute_one(&OPEN_SESSION, &params![token_hash, officer, at])
}

/// The session of an officer who still serves in the office.
pub fn session(tx: &mut Tx, token_hash: &str, office: OfficeId) -> Result<Option<SessionRow>, StoreError> {
    tx.optional(&SESSION, &params![token_hash, office], |row| {
        Ok(SessionRow {
            officer: row.get(0)?,
            account: row.get(1)?,
            created_at: row.get(2)?,
            seen_at: row.get(3)?,
        })
    })
}

pub fn seen(tx: &mut Tx, token_hash: &str, at: &str) -> Result<(), StoreError> {
    tx.execute(&SEEN, &params![token_hash, at]).map(drop)
}

pub fn close_session(tx: &mut Tx, token_hash: &str) -> Result<(), StoreError> {
    tx.execute(&CLOSE_SESSION, &params![token_hash]).map(drop)
}

/// All sessions of the officer but the one named (`""` for all).
pub fn close_sessions(tx: &mut Tx, officer: OfficerId, but: &str) -> Result<(), StoreError> {
    tx.execute(&CLOSE_SESSIONS, &params![officer, but]).map(drop)
}

/// Removes sessions last seen before the one instant or opened before the other.
pub fn sweep(tx: &mut Tx, seen_before: &str, opened_before: &str) -> Result<u64, StoreError> {
    tx.execute(&SWEEP, &params![seen_before, opened_before])
}

/// When each officer with an open session was last seen.
pub fn last_seen(tx: &mut Tx, office: OfficeId) -> Result<Vec<(OfficerId, String)>, StoreError> {
    tx.all(&LAST_SEEN, &params![office], |row| Ok((row.get(0)?, row.get(1)?)))
}

fn secret_row(row: &crate::Row) -> Result<SecretRow, StoreError> {
    Ok(SecretRow {
        officer: row.get(0)?,
        password_hash: row.get(1)?,
        must_change: row.get(2)?,
        totp_secret: row.get(3)?,
        totp_step: row.get(4)?,
        failures: row.get(5)?,
        locked_until: row.get(6)?,
        changed_at: row.get(7)?,
    })
}
