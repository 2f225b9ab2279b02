//! The first page: what an office looks at every week, each part for those whose work it is.

use super::charts;
use crate::chart::{Bullet, Chart, bullet};
use crate::error::PageError;
use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, page};
use crate::route::{Route, get};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::payroll::{RunKind, RunState};
use law::Month;
use office::import::history;
use office::signals::SignalKind;
use office::{Permission, budget, cases, communes, figures, payroll, signals};
use serde_json::Value;

pub const ROUTES: &[Route] = &[get("/", Guard::SignedIn, show)];

#[derive(Template)]
#[template(path = "home/home.html")]
struct Home {
    frame: Frame,
    runs: Vec<Run>,
    /// People who have not collected one, two, three months or more.
    uncollected: Option<[usize; 3]>,
    signals: Vec<Seen>,
    late: Vec<Case>,
    due: Vec<Case>,
    targets: Vec<Target>,
    money: Vec<Money>,
    aside: Vec<Aside>,
    charts: Vec<Chart>,
    reports: Option<Reports>,
    /// People who are paid and stand in a list of another body.
    listed: Option<String>,
    greeting: &'static str,
    /// What this officer begins most often: address and title.
    shortcuts: Vec<(&'static str, &'static str)>,
}

/// A kind of what the system has noticed, and how often.
struct Seen {
    kind: SignalKind,
    count: String,
}

/// A monthly run beside the one before.
struct Run {
    id: i64,
    title: String,
    state: &'static str,
    is_open: bool,
    new: String,
    payments: String,
}

struct Case {
    code: String,
    address: String,
    /// What it is about, under which procedure and with whom.
    title: String,
    procedure: String,
    step: String,
    days: String,
}

pub(super) struct Target {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) shown: String,
    pub(super) target: String,
    pub(super) last_year: String,
    pub(super) percent: String,
    pub(super) is_met: bool,
    pub(super) chart: String,
}

struct Money {
    title: String,
    given: String,
    spent: String,
    left: String,
    percent: String,
    is_short: bool,
}

struct Aside {
    id: i64,
    file: String,
    rows: i64,
}

/// The month's reports of the communes.
struct Reports {
    title: String,
    missing: usize,
    all: usize,
    waiting: usize,
    returned: usize,
    /// Communes that have something still to send.
    names: Vec<String>,
}

/// Lines of each part on the page.
const PART_MAX: usize = 8;

fn show(visit: &Visit) -> Answer {
    let pays = visit.pays(Permission::ReadPayroll);
    let mut home = Home {
        frame: visit.frame("Trang chủ"),
        runs: Vec::new(),
        uncollected: None,
        signals: Vec::new(),
        late: Vec::new(),
        due: Vec::new(),
        targets: Vec::new(),
        money: Vec::new(),
        aside: Vec::new(),
        charts: Vec::new(),
        reports: None,
        listed: None,
        greeting: greeting(visit),
        shortcuts: Vec::new(),
    };
    if pays {
        home.runs = runs(visit)?;
        home.uncollected = Some(signals::uncollected_people(&visit.ctx)?).filter(|people| people != &[0; 3]);
        home.signals = so_far(told(visit))?;
        let listed = home.signals.iter().find(|seen| seen.kind == SignalKind::Listed);
        home.listed = listed.map(|seen| seen.count.clone());
    }
    if visit.may(Permission::ReadRegisters, None) {
        home.late =
            so_far(cases::late(&visit.ctx).map(|found| cases(found, visit)).map_err(PageError::from))?;
        home.due =
            so_far(cases::due(&visit.ctx, 7).map(|found| cases(found, visit)).map_err(PageError::from))?;
        home.due.retain(|case| home.late.iter().all(|late| late.code != case.code));
    }
    if visit.may(Permission::ReadRegisters, None) {
        home.reports = reports(visit)?;
    }
    home.shortcuts = shortcuts(visit, home.reports.is_some());
    if visit.may(Permission::ReadFigures, None) {
        home.targets = so_far(targets(visit, visit.ctx.on.year()))?;
        home.targets.truncate(PART_MAX);
    }
    if visit.may(Permission::ReadLedger, None) {
        home.money = money(visit)?;
    }
    if visit.may(Permission::Import, None) {
        home.aside = aside(visit)?;
    }
    // Who answers for the whole office sees it drawn.
    if visit.may(Permission::FreezeReports, None) {
        let charts = [charts::payments(visit)?, charts::poverty(visit, visit.ctx.on.year())?];
        home.charts = charts.into_iter().flatten().collect();
    }
    page(&home)
}

/// A young office cannot say everything yet: what a command refuses is left out here, and said where it belongs.
fn so_far<T>(part: Result<Vec<T>, PageError>) -> Result<Vec<T>, PageError> {
    match part {
        Err(error) if error.refusal().is_some() => Ok(Vec::new()),
        other => other,
    }
}

/// For those whose day begins with papers that come in; changes are told of fields that report them.
fn shortcuts(visit: &Visit, reports: bool) -> Vec<(&'static str, &'static str)> {
    let takes_in = visit.may(Permission::HandInReports, None);
    let all = [
        ("/bien-dong/dong", "Báo một biến động", takes_in && reports),
        ("/ho-so/tiep-nhan", "Tiếp nhận hồ sơ", takes_in && visit.may(Permission::RecordRegisters, None)),
    ];
    all.into_iter().filter(|(.., may)| *may).map(|(address, title, _)| (address, title)).collect()
}

fn greeting(visit: &Visit) -> &'static str {
    if visit.may(Permission::ManageOfficers, None) && !visit.may(Permission::ReadRegisters, None) {
        return "Cấp tài khoản, giao việc cho cán bộ và giữ thông tin của cơ quan.";
    }
    "Những việc cần xem trong tuần."
}

/// The two newest monthly runs.
fn runs(visit: &Visit) -> Result<Vec<Run>, PageError> {
    let totals = payroll::totals(&visit.ctx)?;
    let mut runs = payroll::runs(&visit.ctx)?;
    runs.retain(|run| run.kind == RunKind::Monthly && run.state != RunState::Replaced);
    runs.sort_by_key(|run| std::cmp::Reverse(run.last_month));
    let line = |run: &_| {
        let run: &office::payroll::RunRow = run;
        let own = || totals.iter().filter(|total| total.run == run.id);
        Run {
            id: run.id.0,
            title: domain::dates::month_long(run.last_month),
            state: run.state.label(),
            is_open: !matches!(run.state, RunState::Closed),
            // Of an officer of one field or area: their part.
            new: own().map(|total| total.new).sum::<Vnd>().to_string(),
            payments: Vnd(own().map(|total| total.payments).sum()).to_string(),
        }
    };
    Ok(runs.iter().take(2).map(line).collect())
}

/// Signals of the coming month by kind.
fn told(visit: &Visit) -> Result<Vec<Seen>, PageError> {
    let groups = super::signals::groups(visit, Month::of(visit.ctx.on).next())?;
    let mut kinds: Vec<(SignalKind, usize)> = Vec::new();
    for group in groups.iter() {
        match kinds.iter_mut().find(|(kind, _)| *kind == group.kind) {
            Some((_, count)) => *count += group.count,
            None => kinds.push((group.kind, group.count)),
        }
    }
    let shown = |count: usize| Vnd(i64::try_from(count).unwrap_or(i64::MAX)).to_string();
    Ok(kinds.into_iter().map(|(kind, count)| Seen { kind, count: shown(count) }).collect())
}

fn cases(mut found: Vec<cases::CaseView>, visit: &Visit) -> Vec<Case> {
    // One's own before what others hold.
    let own = Some(visit.ctx.officer.full_name.as_str());
    found.sort_by_key(|view| view.case.owner.as_deref() != own);
    let view = |case: cases::CaseView| Case {
        title: case.case.subject.to_string(),
        procedure: match &case.case.owner {
            Some(owner) => format!("{} · {owner}", case.procedure.name),
            None => case.procedure.name.to_string(),
        },
        step: case.step_shown(),
        days: match case.days_left(&visit.ctx) {
            Some(days) if days < 0 => format!("quá {} ngày làm việc", -days),
            Some(0) => "đến hạn hôm nay".to_owned(),
            Some(days) => format!("còn {days} ngày làm việc"),
            None => String::new(),
        },
        address: super::cases::address(&case.case.code),
        code: case.case.code.to_string(),
    };
    found.into_iter().take(PART_MAX).map(view).collect()
}

/// Figures of the year that have a target, each with its bullet.
pub(super) fn targets(visit: &Visit, year: i16) -> Result<Vec<Target>, PageError> {
    let found = figures::targeted(&visit.ctx, year)?;
    let view = |(figure, target): (figures::FigureOut, domain::figures::Target)| {
        let value = hundredths(&figure.value)?;
        let before = figure.last_year.as_ref().and_then(hundredths);
        let aim = target.value.0;
        let is_met = match target.comparison {
            domain::targets::Comparison::AtLeast => value >= aim,
            domain::targets::Comparison::Below => value < aim,
        };
        let shown_target = figure.target.clone().unwrap_or_default();
        let description = format!("Thực hiện {}, mục tiêu {shown_target}", figure.shown);
        Some(Target {
            chart: bullet(&figure.title, &description, Bullet { value, target: aim, before }),
            last_year: figure.last_year.as_ref().map_or_else(String::new, super::figures::shown),
            percent: percent(value, aim),
            shown: format!("{} {}", figure.shown, if figure.unit == "%" { "" } else { figure.unit }),
            target: shown_target,
            id: figure.id,
            title: figure.title,
            is_met,
        })
    };
    Ok(found.into_iter().filter_map(view).collect())
}

/// Numbers and rates on one scale.
fn hundredths(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64()?.checked_mul(100),
        Value::String(text) => domain::ratio::Decimal2::parse(text).map(|decimal| decimal.0),
        _ => None,
    }
}

/// `116%`, rounded down; empty where there is nothing to divide by.
fn percent(part: i64, whole: i64) -> String {
    if whole <= 0 {
        return String::new();
    }
    format!("{}%", i128::from(part) * 100 / i128::from(whole))
}

fn money(visit: &Visit) -> Result<Vec<Money>, PageError> {
    let lines = budget::view(&visit.ctx, visit.ctx.on.year())?;
    let view = |one: budget::BudgetView| Money {
        title: format!("{} ({})", one.line.title, one.line.source.label()),
        given: one.budget.given.to_string(),
        spent: one.budget.spent.to_string(),
        left: one.budget.left().to_string(),
        percent: percent(one.budget.spent.0, one.budget.given.0),
        is_short: one.budget.left() < Vnd::ZERO,
    };
    Ok(lines.into_iter().map(view).collect())
}

/// `None` where no commune reports.
fn reports(visit: &Visit) -> Result<Option<Reports>, PageError> {
    let month = Month::of(visit.ctx.on);
    let board = communes::board(&visit.ctx, month)?;
    let (missing, all) = board.missing();
    let open = board.rows.iter().filter(|row| row.cells.iter().flatten().any(|cell| !cell.sending.is_sent()));
    let names = open.take(PART_MAX).map(|row| row.name.clone()).collect();
    let (waiting, returned) = (board.waiting(), board.returned());
    let title = domain::dates::month_long(month);
    Ok((all > 0).then_some(Reports { title, missing, all, waiting, returned, names }))
}

fn aside(visit: &Visit) -> Result<Vec<Aside>, PageError> {
    let past = history::history(&visit.ctx, 60)?.into_iter().map(|past| past.record);
    let open = past.filter(|record| record.undone.is_none() && record.parked + record.refused > 0);
    let view = |record: office::import::ImportRecord| Aside {
        id: record.id.0,
        rows: record.parked + record.refused,
        file: record.file_name,
    };
    Ok(open.take(PART_MAX).map(view).collect())
}

pub(super) fn sample_target() -> Target {
    Target {
        id: "labour.jobs_created".to_owned(),
        title: "Số lao động được giải quyết việc làm mới".to_owned(),
        shown: "3.716 người".to_owned(),
        target: "không dưới 3.200".to_owned(),
        last_year: "3.120".to_owned(),
        percent: "116%".to_owned(),
        is_met: true,
        chart: bullet(
            "Việc làm mới",
            "Thực hiện 3.716",
            Bullet { value: 3716, target: 3200, before: Some(3120) },
        ),
    }
}

fn sample() -> Home {
    let run = |id, title: &str, is_open| Run {
        id,
        title: title.to_owned(),
        state: if is_open { "đã chuyển chi trả" } else { "đã khóa" },
        is_open,
        new: "7.234.586.000".to_owned(),
        payments: "8.637".to_owned(),
    };
    let case = |days: &str| Case {
        code: "HS-2023-0142".to_owned(),
        address: "/ho-so/so/HS-2023-0142".to_owned(),
        title: "Trợ cấp cho cụ Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned(),
        procedure: "Hưởng trợ cấp xã hội hằng tháng".to_owned(),
        step: "3/5 Thẩm định hồ sơ".to_owned(),
        days: days.to_owned(),
    };
    Home {
        frame: Frame::sample(),
        runs: vec![run(2, "tháng 12 năm 2023", true), run(1, "tháng 11 năm 2023", false)],
        uncollected: Some([31, 8, 2]),
        signals: vec![Seen { kind: SignalKind::Entitled, count: "41".to_owned() }],
        late: vec![case("quá 2 ngày làm việc")],
        due: vec![case("còn 3 ngày làm việc")],
        targets: vec![sample_target()],
        money: vec![Money {
            title: "Trợ cấp bảo trợ xã hội (ngân sách địa phương)".to_owned(),
            given: "42.000.000.000".to_owned(),
            spent: "41.120.000.000".to_owned(),
            left: "880.000.000".to_owned(),
            percent: "97%".to_owned(),
            is_short: false,
        }],
        charts: vec![charts::sample_payments(), charts::sample_poverty()],
        reports: Some(Reports {
            title: "tháng 12 năm 2023".to_owned(),
            missing: 2,
            all: 20,
            waiting: 5,
            returned: 1,
            names: vec!["phường An Hòa".to_owned(), "xã Phước Bình".to_owned()],
        }),
        listed: Some("11".to_owned()),
        aside: vec![Aside { id: 4, file: "so-bao-tro-xa-hoi.xlsx".to_owned(), rows: 3 }],
        greeting: "Những việc cần xem trong tuần.",
        shortcuts: vec![("/bien-dong/dong", "Báo một biến động")],
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
