//! Encrypted texts; what they say is not for this layer.

use crate::{StoreError, Tx, params, statements};
use domain::ids::{EntryId, OfficeId, SealedTextId};

statements! {
    INSERT = "insert into sealed_texts
        (id, office_id, topic, subject_id, key_name, nonce, sealed, recorded_entry)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    OF_SUBJECT = "select id, key_name, nonce, sealed, recorded_entry from sealed_texts
        where office_id = $1 and topic = $2 and subject_id = $3 and voided_entry is null order by id";
    VOID = "update sealed_texts set voided_entry = $2 where id = $1 and voided_entry is null";
    KEYS = "select key_name, count(*) from sealed_texts where office_id = $1 and voided_entry is null
        group by key_name order by key_name";
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedText {
    /// Which key sealed it: the first characters of the key's hash, never the key.
    pub key_name: String,
    /// Hexadecimal.
    pub nonce: String,
    /// Hexadecimal.
    pub sealed: String,
}

pub fn insert(
    tx: &mut Tx,
    office: OfficeId,
    id: SealedTextId,
    topic: &str,
    subject: i64,
    text: &SealedText,
    entry: EntryId,
) -> Result<(), StoreError> {
    let SealedText { key_name, nonce, sealed } = text;
    tx.execute_one(&INSERT, &params![id, office, topic, subject, &**key_name, &**nonce, &**sealed, entry])
}

/// Oldest first, each with the entry that recorded it.
pub fn of_subject(
    tx: &mut Tx,
    office: OfficeId,
    topic: &str,
    subject: i64,
) -> Result<Vec<(SealedTextId, SealedText, EntryId)>, StoreError> {
    tx.all(&OF_SUBJECT, &params![office, topic, subject], |row| {
        let text = SealedText { key_name: row.get(1)?, nonce: row.get(2)?, sealed: row.get(3)? };
        Ok((row.get(0)?, text, row.get(4)?))
    })
}

pub fn void(tx: &mut Tx, id: SealedTextId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID, &params![id, entry])
}

/// The keys that live texts need, with how many each.
pub fn keys(tx: &mut Tx, office: OfficeId) -> Result<Vec<(String, i64)>, StoreError> {
    tx.all(&KEYS, &params![office], |row| Ok((row.get(0)?, row.get(1)?)))
}
