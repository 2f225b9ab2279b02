//! The books examined: faults of the program, findings on which the office must act. It takes a while, so that it is a
//! work of its own; the page shows what the last one found.

use crate::app::Examined;
use crate::frame::Frame;
use crate::guard::Guard;
use crate::jobs;
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use jiff::Timestamp;
use jiff::tz::Offset;
use office::Permission;
use office::doctor::{self, Level, Outcome};
use std::sync::{Arc, PoisonError};

const RUN: Guard = Guard::Needs(Permission::RunDoctor, None);
const ADDRESS: &str = "/kiem-tra";

pub const ROUTES: &[Route] = &[get(ADDRESS, RUN, show), post(ADDRESS, RUN, run)];

#[derive(Template)]
#[template(path = "doctor/doctor.html")]
struct DoctorPage {
    frame: Frame,
    /// `14:05 ngày 28/12/2023`; empty before the books have been examined.
    at: String,
    checks: Vec<CheckRow>,
    faults: usize,
    findings: usize,
}

struct CheckRow {
    number: u8,
    title: &'static str,
    problems: Vec<(bool, String, String)>,
    more: usize,
}

/// Problems of a check on the page.
const SHOWN_MAX: usize = 50;

/// The clock of Asia/Ho_Chi_Minh, which has no summer time.
const OFFICE_TIME: Offset = Offset::constant(7);

fn show(visit: &Visit) -> Answer {
    let last = visit.app.examined.lock().unwrap_or_else(PoisonError::into_inner).clone();
    page(&view(visit.frame("Kiểm tra dữ liệu"), last.as_deref()))
}

fn run(visit: &Visit) -> Answer {
    let app = Arc::clone(visit.app);
    jobs::start(visit, "Đang kiểm tra dữ liệu", ADDRESS, move |ctx, progress| {
        let outcomes = doctor::run_telling(ctx, |done, all| progress.tell(done, all))?;
        let examined = Examined { at: ctx.at.clone(), outcomes };
        *app.examined.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(examined));
        Ok(Reply::see(ADDRESS))
    })
}

fn view(frame: Frame, last: Option<&Examined>) -> DoctorPage {
    let Some(Examined { at, outcomes }) = last else {
        return DoctorPage { frame, at: String::new(), checks: Vec::new(), faults: 0, findings: 0 };
    };
    let count = |level: Level| {
        outcomes.iter().flat_map(|one| &one.problems).filter(|problem| problem.level == level).count()
    };
    let row = |one: &Outcome| CheckRow {
        number: one.number,
        title: one.title,
        more: one.problems.len().saturating_sub(SHOWN_MAX),
        problems: one
            .problems
            .iter()
            .take(SHOWN_MAX)
            .map(|problem| (problem.level == Level::Fault, problem.text.clone(), problem.place.clone()))
            .collect(),
    };
    let mut checks: Vec<CheckRow> = outcomes.iter().map(row).collect();
    checks.sort_by_key(|check| (check.problems.is_empty(), check.number));
    let at = at.parse::<Timestamp>().map_or_else(|_| at.clone(), moment);
    DoctorPage { frame, at, checks, faults: count(Level::Fault), findings: count(Level::Finding) }
}

/// `14:05 ngày 28/12/2023`.
fn moment(at: Timestamp) -> String {
    let at = OFFICE_TIME.to_datetime(at);
    format!("{:02}:{:02} ngày {}", at.hour(), at.minute(), domain::dates::short(at.date()))
}

fn sample() -> DoctorPage {
    let problem =
        |fault| (fault, "Hai nhà có tổng nguồn khác quyết toán".to_owned(), "houses TN-2023-01".to_owned());
    let check = |number, title, problems| CheckRow { number, title, problems, more: 3 };
    DoctorPage {
        frame: Frame::sample(),
        at: "14:05 ngày 28/12/2023".to_owned(),
        checks: vec![
            check(1, "Mọi bút toán cân", vec![problem(true), problem(false)]),
            CheckRow { number: 7, title: "Chuỗi nhật ký liền mạch", problems: Vec::new(), more: 0 },
        ],
        faults: 1,
        findings: 1,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
