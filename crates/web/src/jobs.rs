//! Work that takes longer than a page may wait: it goes on in a thread of its own, its page says so, and whoever asked
//! may leave and come back.

use crate::app::{App, Now};
use crate::error::PageError;
use crate::reply::Answer;
use crate::visit::Visit;
use domain::ids::OfficerId;
use office::Ctx;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a form waits for its answer before it sends to the page of the work.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Works that nobody has come back for; older ones are forgotten.
const KEPT_MAX: usize = 200;

#[derive(Default)]
pub struct Jobs(Mutex<BTreeMap<u64, Job>>);

struct Job {
    officer: OfficerId,
    title: &'static str,
    /// Where a refusal is told.
    back: String,
    since: String,
    progress: Arc<Progress>,
    /// `None` while it goes on.
    done: Option<Answer>,
}

/// How far a work has come, where it can tell.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Progress {
    pub fn tell(&self, done: usize, all: usize) {
        self.all.store(all, Ordering::Relaxed);
        self.done.store(done, Ordering::Relaxed);
    }
}

/// A work that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    pub title: &'static str,
    /// The instant of its beginning.
    pub since: String,
    pub done: usize,
    /// Zero where the work cannot tell.
    pub all: usize,
}

/// What is known of a work.
pub enum JobState {
    Running(Running),
    /// The answer, and where it was asked.
    Done(Answer, String),
    /// Nothing of that number is this officer's, or it was told already.
    Gone,
}

impl Jobs {
    fn all(&self) -> MutexGuard<'_, BTreeMap<u64, Job>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self, job: Job) -> u64 {
        let mut all = self.all();
        if all.len() >= KEPT_MAX {
            let oldest = all.iter().find(|(_, job)| job.done.is_some()).map(|(number, _)| *number);
            oldest.map(|number| all.remove(&number));
        }
        let number = all.last_key_value().map_or(1, |(last, _)| last + 1);
        all.insert(number, job);
        number
    }

    fn close(&self, number: u64, answer: Answer) {
        if let Some(job) = self.all().get_mut(&number)
            && job.done.is_none()
        {
            job.done = Some(answer);
        }
    }

    /// Takes the answer if there is one: it is told once.
    pub fn look(&self, number: u64, officer: OfficerId) -> JobState {
        let mut all = self.all();
        match all.get(&number) {
            Some(job) if job.officer != officer => JobState::Gone,
            Some(Job { done: None, title, since, progress, .. }) => JobState::Running(Running {
                title,
                since: since.clone(),
                done: progress.done.load(Ordering::Relaxed),
                all: progress.all.load(Ordering::Relaxed),
            }),
            Some(_) => match all.remove(&number).and_then(|job| Some((job.done?, job.back))) {
                Some((answer, back)) => JobState::Done(answer, back),
                None => JobState::Gone,
            },
            None => JobState::Gone,
        }
    }
}

/// Ends the job of a thread that did not come to its end.
struct Ending {
    app: Arc<App>,
    number: u64,
}

impl Drop for Ending {
    fn drop(&mut self) {
        let fault = PageError::Fault("the work stopped before its end".to_owned());
        self.app.jobs.close(self.number, Err(fault));
    }
}

/// Does the work in a thread of its own. Its answer, if it comes soon; else the way to the page that waits for it.
pub fn start(
    visit: &Visit,
    title: &'static str,
    back: &str,
    work: impl FnOnce(&Ctx, &Progress) -> Answer + Send + 'static,
) -> Answer {
    let app = Arc::clone(visit.app);
    let officer = visit.ctx.officer.clone();
    let now = Now { on: visit.ctx.on, at: visit.ctx.at.clone() };
    let by = officer.id;
    let progress = Arc::new(Progress::default());
    let number = app.jobs.open(Job {
        officer: by,
        title,
        back: back.to_owned(),
        since: now.at.clone(),
        progress: Arc::clone(&progress),
        done: None,
    });
    let (send, receive) = channel();
    std::thread::spawn(move || {
        let ending = Ending { app: Arc::clone(&app), number };
        let answer = work(&app.ctx(officer, now), &progress);
        app.jobs.close(number, answer);
        drop(ending);
        // Nobody listens any more when the work was long.
        let _ = send.send(());
    });
    match receive.recv_timeout(PATIENCE) {
        Ok(()) | Err(RecvTimeoutError::Disconnected) => match visit.app.jobs.look(number, by) {
            JobState::Done(answer, _) => answer,
            JobState::Running(_) | JobState::Gone => Err(PageError::NoPage),
        },
        Err(RecvTimeoutError::Timeout) => Ok(crate::Reply::see(format!("/viec/{number}"))),
    }
}
