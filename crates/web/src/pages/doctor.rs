//! The books examined: faults of the program, findings on which the office must act.

use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use office::Permission;
use office::doctor::{self, Level};

const RUN: Guard = Guard::Needs(Permission::RunDoctor, None);

pub const ROUTES: &[Route] = &[get("/kiem-tra", RUN, ask), post("/kiem-tra", RUN, run)];

#[derive(Template)]
#[template(path = "doctor/doctor.html")]
struct DoctorPage {
    frame: Frame,
    /// Nothing before the books have been examined.
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

fn ask(visit: &Visit) -> Answer {
    page(&DoctorPage {
        frame: visit.frame("Kiểm tra dữ liệu"), checks: Vec::new(), faults: 0, findings: 0
    })
}

fn run(visit: &Visit) -> Answer {
    let outcomes = doctor::run(&visit.ctx)?;
    let count = |level: Level| {
        outcomes.iter().flat_map(|one| &one.problems).filter(|problem| problem.level == level).count()
    };
    let (faults, findings) = (count(Level::Fault), count(Level::Finding));
    let check = |one: doctor::Outcome| CheckRow {
        number: one.number,
        title: one.title,
        more: one.problems.len().saturating_sub(SHOWN_MAX),
        problems: one
            .problems
            .into_iter()
            .take(SHOWN_MAX)
            .map(|problem| (problem.level == Level::Fault, problem.text, problem.place))
            .collect(),
    };
    let mut checks: Vec<CheckRow> = outcomes.into_iter().map(check).collect();
    checks.sort_by_key(|check| (check.problems.is_empty(), check.number));
    page(&DoctorPage { frame: visit.frame("Kiểm tra dữ liệu"), checks, faults, findings })
}

fn sample() -> DoctorPage {
    let problem =
        |fault| (fault, "Hai nhà có tổng nguồn khác quyết toán".to_owned(), "houses TN-2023-01".to_owned());
    let check = |number, title, problems| CheckRow { number, title, problems, more: 3 };
    DoctorPage {
        frame: Frame::sample(),
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
