//! Programs that use the API: their tokens, scopes and the answers that they were given.

use crate::{StoreError, Tx, params, statements};
use domain::ids::{ClientId, EntryId, OfficeId, OfficerId, UnitId};

statements! {
    INSERT = "insert into api_clients (id, officer_id, name, token_hash, created_at, expires_at, recorded_entry)
        values ($1, $2, $3, $4, $5, $6, $7)";
    INSERT_SCOPE = "insert into api_scopes (id, client_id, permission, unit_id, field) values ($1, $2, $3, $4, $5)";
    BY_TOKEN = "select c.id, c.officer_id, o.account, c.name, c.created_at, c.expires_at, c.last_used_at, c.voided_entry
        from api_clients c join officers o on o.id = c.officer_id
        where c.token_hash = $1 and o.office_id = $2 and o.ended_at is null and c.voided_entry is null";
    ALL = "select c.id, c.officer_id, o.account, c.name, c.created_at, c.expires_at, c.last_used_at, c.voided_entry
        from api_clients c join officers o on o.id = c.officer_id where o.office_id = $1 order by c.id";
    SCOPES = "select permission, unit_id, field from api_scopes where client_id = $1 order by id";
    VOID = "update api_clients set voided_entry = $3 where id = $2 and voided_entry is null
        and officer_id in (select id from officers where office_id = $1)";
    USED = "update api_clients set last_used_at = $2 where id = $1";
    SWEEP = "delete from api_answers where created_at < $1";
    ANSWER = "select request_hash, status, content_type, body from api_answers where client_id = $1 and key = $2";
    BEGIN = "insert into api_answers (client_id, key, request_hash, created_at) values ($1, $2, $3, $4)";
    KEEP = "update api_answers set status = $3, content_type = $4, body = $5 where client_id = $1 and key = $2";
    RELEASE = "delete from api_answers where client_id = $1 and key = $2 and status is null";
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientRow {
    pub id: ClientId,
    pub officer: OfficerId,
    pub account: String,
    pub name: String,
    /// UTC instants.
    pub created_at: String,
    pub expires_at: String,
    pub last_used_at: Option<String>,
    /// The entry that revoked it.
    pub voided: Option<EntryId>,
}

/// A permission by its word, narrowed to a unit or a field where these are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeRow {
    pub permission: String,
    pub unit: Option<UnitId>,
    pub field: Option<String>,
}

/// A request that writes, and its answer once there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRow {
    pub request_hash: String,
    pub status: Option<i64>,
    pub content_type: Option<String>,
    pub body: Option<String>,
}

pub fn insert(tx: &mut Tx, row: &ClientRow, token_hash: &str, entry: EntryId) -> Result<(), StoreError> {
    let ClientRow { id, officer, account: _, name, created_at, expires_at, last_used_at: _, voided: _ } =
        row.clone();
    tx.execute_one(&INSERT, &params![id, officer, name, token_hash, created_at, expires_at, entry])
}

pub fn insert_scope(tx: &mut Tx, client: ClientId, scope: &ScopeRow) -> Result<(), StoreError> {
    let id = tx.next_ids(1)?;
    let ScopeRow { permission, unit, field } = scope.clone();
    tx.execute_one(&INSERT_SCOPE, &params![id, client, permission, unit, field])
}

/// The live client of a token whose officer still serves.
pub fn by_token(tx: &mut Tx, office: OfficeId, token_hash: &str) -> Result<Option<ClientRow>, StoreError> {
    tx.optional(&BY_TOKEN, &params![token_hash, office], client)
}

/// Revoked ones too, in the order in which they were made.
pub fn all(tx: &mut Tx, office: OfficeId) -> Result<Vec<ClientRow>, StoreError> {
    tx.all(&ALL, &params![office], client)
}

pub fn scopes(tx: &mut Tx, client: ClientId) -> Result<Vec<ScopeRow>, StoreError> {
    tx.all(&SCOPES, &params![client], |row| {
        Ok(ScopeRow { permission: row.get(0)?, unit: row.get(1)?, field: row.get(2)? })
    })
}

/// `false` if there is no live client of that number.
pub fn void(tx: &mut Tx, office: OfficeId, id: ClientId, entry: EntryId) -> Result<bool, StoreError> {
    Ok(tx.execute(&VOID, &params![office, id, entry])? == 1)
}

pub fn used(tx: &mut Tx, id: ClientId, at: &str) -> Result<(), StoreError> {
    tx.execute(&USED, &params![id, at]).map(drop)
}

/// Forgets answers to requests from before the instant.
pub fn sweep(tx: &mut Tx, before: &str) -> Result<u64, StoreError> {
    tx.execute(&SWEEP, &params![before])
}

pub fn answer(tx: &mut Tx, client: ClientId, key: &str) -> Result<Option<AnswerRow>, StoreError> {
    tx.optional(&ANSWER, &params![client, key], |row| {
        Ok(AnswerRow {
            request_hash: row.get(0)?,
            status: row.get(1)?,
            content_type: row.get(2)?,
            body: row.get(3)?,
        })
    })
}

pub fn begin(tx: &mut Tx, client: ClientId, key: &str, hash: &str, at: &str) -> Result<(), StoreError> {
    tx.execute_one(&BEGIN, &params![client, key, hash, at])
}

pub fn keep(
    tx: &mut Tx,
    client: ClientId,
    key: &str,
    (status, content_type, body): (i64, &str, &str),
) -> Result<(), StoreError> {
    tx.execute_one(&KEEP, &params![client, key, status, content_type, body])
}

/// The request came to nothing: its key is free again.
pub fn release(tx: &mut Tx, client: ClientId, key: &str) -> Result<(), StoreError> {
    tx.execute(&RELEASE, &params![client, key]).map(drop)
}

fn client(row: &crate::Row) -> Result<ClientRow, StoreError> {
    Ok(ClientRow {
        id: row.get(0)?,
        officer: row.get(1)?,
        account: row.get(2)?,
        name: row.get(3)?,
        created_at: row.get(4)?,
        expires_at: row.get(5)?,
        last_used_at: row.get(6)?,
        voided: row.get(7)?,
    })
}
