//! The journal: one entry per command, each holding the hash of its predecessor.

use crate::permission::Permission;
use crate::{Ctx, OfficeError};
use domain::ids::{EntryId, OfficeId, OfficerId};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write;
use store::journal::{self, EntryRow};
use store::{StoreError, Tx};

/// What an entry records of a command.
pub struct Act<'a> {
    pub officer: OfficerId,
    pub at: &'a str,
    pub on: Date,
    pub command: &'a str,
    pub detail: &'a str,
}

/// The chain of an office begins with this in place of a hash.
const FIRST: &str = "";

/// Adds an entry to the chain of the office; the caller's transaction holds the writers' lock.
pub fn append(tx: &mut Tx, office: OfficeId, act: &Act) -> Result<EntryId, StoreError> {
    let (sequence, previous_hash) =
        journal::last(tx, office)?.map_or((1, FIRST.to_owned()), |(last, hash)| (last + 1, hash));
    let id = EntryId(tx.next_ids(1)?);
    let mut entry = EntryRow {
        id,
        sequence,
        officer: act.officer,
        at: act.at.to_owned(),
        on: act.on,
        command: act.command.to_owned(),
        detail: act.detail.to_owned(),
        previous_hash,
        hash: String::new(),
    };
    entry.hash = hash(office, &entry);
    journal::insert(tx, office, &entry)?;
    Ok(id)
}

/// A place where the chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    #[error("bút ký số {expected} không có, sau đó là số {found}")]
    Gap { expected: i64, found: i64 },
    #[error("bút ký số {0} không nối với bút ký trước")]
    Unlinked(i64),
    #[error("nội dung bút ký số {0} đã bị sửa")]
    Altered(i64),
}

/// Walks the whole chain of the office and names every break. An end that was cut off is not seen from the
/// chain alone: compare `head` with one noted elsewhere.
pub fn verify(tx: &mut Tx, office: OfficeId) -> Result<Vec<Break>, StoreError> {
    let mut breaks = Vec::new();
    let (mut expected, mut previous) = (1, FIRST.to_owned());
    journal::each(tx, office, |entry| {
        if entry.sequence != expected {
            breaks.push(Break::Gap { expected, found: entry.sequence });
        } else if entry.previous_hash != previous {
            breaks.push(Break::Unlinked(entry.sequence));
        }
        if entry.hash != hash(office, &entry) {
            breaks.push(Break::Altered(entry.sequence));
        }
        expected = entry.sequence + 1;
        previous = entry.hash;
        Ok(())
    })?;
    Ok(breaks)
}

/// Entries older than the sequence number, newest first, with the full name of who acted.
pub fn page(ctx: &Ctx, before: Option<i64>, limit: u32) -> Result<Vec<(EntryRow, String)>, OfficeError> {
    ctx.read(Permission::ReadJournal, |tx| {
        let names: HashMap<OfficerId, String> =
            store::officers::all(tx, ctx.office)?.into_iter().map(|row| (row.id, row.full_name)).collect();
        let entries = journal::page(tx, ctx.office, before.unwrap_or(i64::MAX), limit)?;
        let named = |entry: EntryRow| {
            let name = names.get(&entry.officer).cloned().unwrap_or_default();
            (entry, name)
        };
        Ok(entries.into_iter().map(named).collect())
    })
}

/// Sequence number and hash of the newest entry: what a frozen report or a backup notes.
pub fn head(tx: &mut Tx, office: OfficeId) -> Result<Option<(i64, String)>, StoreError> {
    journal::last(tx, office)
}

/// SHA-256 over every column, each with its length, so that no text can pass for two.
fn hash(office: OfficeId, entry: &EntryRow) -> String {
    let EntryRow { id, sequence, officer, at, on, command, detail, previous_hash, hash: _ } = entry;
    let mut digest = Sha256::new();
    for part in [
        office.to_string().as_str(),
        id.to_string().as_str(),
        sequence.to_string().as_str(),
        officer.to_string().as_str(),
        at,
        on.to_string().as_str(),
        command,
        detail,
        previous_hash,
    ] {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
