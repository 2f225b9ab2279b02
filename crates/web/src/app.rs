//! What every request shares: the database, the law, the office, the clock.

use domain::ids::OfficerId;
use jiff::Timestamp;
use jiff::civil::Date;
use law::{Month, Ruleset};
use office::doctor::Outcome;
use office::signals::Group;
use office::vault::Vault;
use office::{Ctx, Db, Officer};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// The business date, and the instant in UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Now {
    pub on: Date,
    pub at: String,
}

pub struct App {
    pub db: Db,
    pub rules: Ruleset,
    pub office: domain::ids::OfficeId,
    /// `cli` is the one reader of the clock.
    pub clock: Box<dyn Fn() -> Now + Send + Sync>,
    /// Where uploaded files wait for their confirmation.
    pub uploads: PathBuf,
    /// Behind a server that speaks HTTPS: cookies travel there only.
    pub https: bool,
    /// How often a program may call the interface; one address may call twice as often.
    pub api_per_minute: u32,
    pub door: Turnstile,
    pub seen: Seen,
    /// The key of texts that are kept encrypted; without it none of them can be written or read.
    pub vault: Option<Vault>,
    pub jobs: crate::jobs::Jobs,
    /// What the books' last examination has found, since the program began.
    pub examined: Mutex<Option<Arc<Examined>>>,
}

/// An examination of the books.
pub struct Examined {
    /// The instant of its beginning.
    pub at: String,
    pub outcomes: Vec<Outcome>,
}

pub const API_PER_MINUTE: u32 = 600;

impl App {
    pub fn ctx(&self, officer: Officer, now: Now) -> Ctx<'_> {
        let Now { on, at } = now;
        Ctx { db: &self.db, rules: &self.rules, office: self.office, officer, on, at }
    }
}

/// For whom, about which month, known on which day, after which entry of the journal.
pub type SeenKey = (OfficerId, Month, Date, i64);

type SeenGroups = (SeenKey, Arc<Vec<Group>>);

/// Signals by kind as they were counted last for each officer.
#[derive(Default)]
pub struct Seen {
    groups: Mutex<HashMap<OfficerId, SeenGroups>>,
}

impl Seen {
    pub fn get(&self, key: &SeenKey) -> Option<Arc<Vec<Group>>> {
        let groups = self.groups.lock().unwrap_or_else(PoisonError::into_inner);
        groups.get(&key.0).filter(|(known, _)| known == key).map(|(_, groups)| Arc::clone(groups))
    }

    pub fn put(&self, key: SeenKey, groups: Arc<Vec<Group>>) {
        let mut all = self.groups.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(key.0, (key, groups));
    }
}

/// How often one place may try to sign in.
#[derive(Default)]
pub struct Turnstile {
    /// Minute and number of attempts by place.
    attempts: Mutex<HashMap<String, (i64, u32)>>,
}

const ATTEMPTS_PER_MINUTE: u32 = 12;
const PLACES_MAX: usize = 10_000;

impl Turnstile {
    /// Counts an attempt; `false` if there were too many in this minute.
    pub fn admits(&self, place: &str, at: &str) -> bool {
        self.admits_up_to(ATTEMPTS_PER_MINUTE, place, at)
    }

    /// The same for what may come more often.
    pub fn admits_up_to(&self, per_minute: u32, place: &str, at: &str) -> bool {
        let minute = at.parse::<Timestamp>().map_or(0, |at| at.as_second() / 60);
        let mut attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        if attempts.len() > PLACES_MAX {
            attempts.retain(|_, (when, _)| *when == minute);
        }
        let entry = attempts.entry(place.to_owned()).or_insert((minute, 0));
        if entry.0 != minute {
            *entry = (minute, 0);
        }
        entry.1 = entry.1.saturating_add(1);
        entry.1 <= per_minute
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_may_try_so_often_in_a_minute() {
        let door = Turnstile::default();
        let try_all = |at| (0..20).filter(|_| door.admits("10.0.0.7", at)).count();
        assert_eq!(try_all("2024-01-05T02:00:10Z"), 12);
        assert_eq!(try_all("2024-01-05T02:01:00Z"), 12);
        assert!(door.admits("10.0.0.8", "2024-01-05T02:01:00Z"));
    }
}
