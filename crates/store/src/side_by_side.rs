//! Reading on several connections at once, all of them on the same state.

use crate::db::Reader;
use crate::{Db, StoreError, Tx, params, statements};
use domain::ids::EntryId;
use std::sync::atomic::{AtomicUsize, Ordering};

statements! {
    /// Entries are written one transaction after the other, and nothing of the registers without one: two snapshots
    /// with the same newest entry are the same.
    NEWEST_ENTRY = "select coalesce(max(id), 0) from journal_entries where id < $1";
}

/// Readers that one work takes at most: others read too.
const SIDE_BY_SIDE: usize = 4;

impl Db {
    /// Runs `each` for every job, on as many cores as there are and readers are free, then `then` with the answers in
    /// the order of the jobs; all on one and the same state. Of several errors, that of the first job is told.
    pub fn read_split<J, A, T, E>(
        &self,
        jobs: &[J],
        each: impl Fn(&mut Tx, &J) -> Result<A, E> + Sync,
        then: impl FnOnce(&mut Tx, Vec<A>) -> Result<T, E>,
    ) -> Result<T, E>
    where
        J: Sync,
        A: Send,
        E: From<StoreError> + Send,
    {
        let mut own = self.reader()?;
        let mut others = self.others_like(&mut own, jobs.len())?;
        let next = AtomicUsize::new(0);
        let work = |tx: &mut Tx| {
            let mut done = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(job) = jobs.get(index) else { return done };
                let answer = each(tx, job);
                if answer.is_err() {
                    next.store(jobs.len(), Ordering::Relaxed);
                }
                done.push((index, answer));
            }
        };
        let mut answers = std::thread::scope(|scope| {
            let work = &work;
            let threads: Vec<_> =
                others.iter_mut().map(|other| scope.spawn(move || work(&mut other.tx()))).collect();
            let mut answers = work(&mut own.tx());
            for thread in threads {
                answers.extend(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            answers
        });
        for other in others {
            other.end()?;
        }
        answers.sort_by_key(|(index, _)| *index);
        let answers: Result<Vec<A>, E> = answers.into_iter().map(|(_, answer)| answer).collect();
        let answer = answers.and_then(|answers| then(&mut own.tx(), answers));
        own.end()?;
        answer
    }

    /// Further readers, as far as they are free, whose snapshot is that of `own`: another writer may have come between.
    fn others_like<'a>(&'a self, own: &mut Reader<'a>, jobs: usize) -> Result<Vec<Reader<'a>>, StoreError> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from).min(SIDE_BY_SIDE).min(jobs);
        let mut others = Vec::new();
        if cores < 2 {
            return Ok(others);
        }
        let seen = newest_entry(&mut own.tx())?;
        for _ in 1..cores {
            let Some(mut other) = self.free_reader()? else { break };
            match newest_entry(&mut other.tx())? == seen {
                true => others.push(other),
                false => other.end()?,
            }
        }
        Ok(others)
    }
}

/// The newest entry of all offices.
pub fn newest_entry(tx: &mut Tx) -> Result<EntryId, StoreError> {
    newest_entry_before(tx, EntryId(i64::MAX))
}

/// The newest one before a writer's own: what was read when it was the newest still stands.
pub fn newest_entry_before(tx: &mut Tx, entry: EntryId) -> Result<EntryId, StoreError> {
    tx.one(&NEWEST_ENTRY, &params![entry], |row| row.get(0))
}
