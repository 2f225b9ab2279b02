//! The page of a work that goes on: it looks again by itself, with or without script.

use crate::error::sentence;
use crate::frame::Frame;
use crate::guard::Guard;
use crate::jobs::{JobState, Running};
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use jiff::Timestamp;

pub const ROUTES: &[Route] = &[get("/viec/{job}", Guard::SignedIn, show)];

#[derive(Template)]
#[template(path = "job.html")]
struct JobPage {
    frame: Frame,
    title: &'static str,
    /// Since it began.
    seconds: i64,
    done: usize,
    all: usize,
    is_running: bool,
}

impl JobPage {
    /// `9.000 trong 9.396`.
    fn so_far(&self) -> String {
        let dotted = |count: usize| Vnd(i64::try_from(count).unwrap_or(i64::MAX)).to_string();
        format!("{} trong {}", dotted(self.done), dotted(self.all))
    }
}

fn show(visit: &Visit) -> Answer {
    let number = visit.id("job")?;
    match visit.app.jobs.look(number, visit.ctx.officer.id) {
        JobState::Done(Err(error), back) => match error.refusal() {
            Some(reason) => Ok(Reply::see(back).warning(sentence(&reason))),
            None => Err(error),
        },
        JobState::Done(done, _) => done,
        JobState::Running(Running { title, since, done, all }) => {
            let at = |text: &str| text.parse::<Timestamp>().map_or(0, Timestamp::as_second);
            let seconds = (at(&visit.ctx.at) - at(&since)).max(0);
            page(&JobPage { frame: visit.frame(title), title, seconds, done, all, is_running: true })
        }
        JobState::Gone => {
            let title = "Việc này đã xong";
            let frame = visit.frame(title);
            page(&JobPage { frame, title, seconds: 0, done: 0, all: 0, is_running: false })
        }
    }
}

fn sample() -> JobPage {
    let title = "Đang lập danh sách chi trả";
    JobPage { frame: Frame::sample(), title, seconds: 4, done: 12, all: 40, is_running: true }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
