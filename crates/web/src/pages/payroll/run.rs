//! One run: where it stands, what it sums to, the step that comes next.

use super::{title, told, whole};
use crate::error::PageError;
use crate::frame::Frame;
use crate::reply::{Answer, page};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::ids::{RunId, UnitId};
use domain::labels::Labelled;
use domain::payments::{PaymentState, Source};
use domain::payroll::RunState;
use office::budget;
use office::payroll::{self, PayerTotal, RunResults, RunView};
use office::{Permission, officers, offices};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Template)]
#[template(path = "payroll/run.html")]
struct RunPage {
    frame: Frame,
    id: i64,
    title: String,
    state: RunState,
    steps: Vec<Step>,
    facts: Vec<(&'static str, String)>,
    payments: String,
    new: String,
    carried: String,
    handed: String,
    sources: Vec<Sum>,
    units: Vec<Sum>,
    states: Vec<(&'static str, String, String)>,
    waiting: Vec<(String, String, String)>,
    budget: Vec<String>,
    may: May,
}

struct Step {
    label: &'static str,
    is_done: bool,
    is_here: bool,
}

struct Sum {
    word: &'static str,
    label: String,
    payments: String,
    new: String,
    carried: String,
    all: String,
}

/// The step that the officer may take now.
#[derive(Default)]
struct May {
    check: bool,
    approve: bool,
    send: bool,
    results: bool,
    reconcile: bool,
    close: bool,
}

const WAY: &[(RunState, &str)] = &[
    (RunState::Draft, "Lập"),
    (RunState::Checked, "Kiểm tra"),
    (RunState::Approved, "Duyệt"),
    (RunState::Sent, "Chuyển chi trả"),
    (RunState::Reconciled, "Đối chiếu"),
    (RunState::Closed, "Khóa"),
];

/// Waiting lines on the page.
const WAITING_MAX: usize = 100;

pub fn show(visit: &Visit) -> Answer {
    let id: RunId = visit.id("id")?;
    let view = payroll::view(&visit.ctx, id)?;
    let names = officers::names(&visit.ctx)?;
    let name = |id| names.get(&id).cloned().unwrap_or_default();
    let run = &view.run;
    let mut facts =
        vec![("Ngày lập", domain::dates::short(run.prepared_on)), ("Người lập", name(run.prepared_by))];
    facts.extend(run.checked_by.map(|officer| ("Người kiểm tra", name(officer))));
    facts.extend(run.approved_by.map(|officer| ("Người duyệt", name(officer))));
    facts.extend(run.approval_paper.clone().map(|paper| ("Bản giấy đã ký", paper)));
    let waiting = view.waiting.iter().take(WAITING_MAX).map(|one| {
        let name = view.names.get(&one.person).cloned().unwrap_or_default();
        (name, domain::dates::month_short(one.row.month), one.row.message.clone())
    });
    let state = run.state;
    let draws = state == RunState::Approved && whole(visit, Permission::SendPayroll);
    let budget = if draws { budget::before_sending(&visit.ctx, id)? } else { Vec::new() };
    let place = WAY.iter().position(|(known, _)| *known == state).unwrap_or(0);
    let steps = WAY.iter().enumerate().map(|(at, (_, label))| Step {
        label,
        is_done: at <= place && state != RunState::Replaced,
        is_here: at == place + 1,
    });
    page(&RunPage {
        frame: visit.frame(title(run.kind, run.month, run.last_month)),
        id: id.0,
        title: title(run.kind, run.month, run.last_month),
        state,
        steps: steps.collect(),
        facts,
        payments: count(view.payments.len()),
        new: view.newly().to_string(),
        carried: view.payments.iter().map(|row| row.carried).sum::<Vnd>().to_string(),
        handed: view.handed_over().to_string(),
        sources: by_source(&view),
        units: by_unit(visit, &view)?,
        states: by_state(&view),
        waiting: waiting.collect(),
        budget: budget
            .into_iter()
            .map(|(source, warning)| format!("{}: {warning}", source.label()))
            .collect(),
        may: may(visit, state),
    })
}

fn count(number: usize) -> String {
    Vnd(i64::try_from(number).unwrap_or(i64::MAX)).to_string()
}

fn may(visit: &Visit, state: RunState) -> May {
    let holds = |permission| whole(visit, permission);
    match state {
        RunState::Draft => May { check: holds(Permission::CheckPayroll), ..May::default() },
        RunState::Checked => May { approve: holds(Permission::ApprovePayroll), ..May::default() },
        RunState::Approved => May { send: holds(Permission::SendPayroll), ..May::default() },
        RunState::Sent => May {
            results: holds(Permission::RecordResults),
            reconcile: holds(Permission::ReconcilePayroll),
            ..May::default()
        },
        RunState::Reconciled => May { close: holds(Permission::ClosePayroll), ..May::default() },
        RunState::Closed | RunState::Replaced => May::default(),
    }
}

#[derive(Default)]
struct Tally {
    payments: usize,
    new: Vnd,
    carried: Vnd,
}

impl Tally {
    fn sum(&self, word: &'static str, label: String) -> Sum {
        Sum {
            word,
            label,
            payments: count(self.payments),
            new: self.new.to_string(),
            carried: self.carried.to_string(),
            all: (self.new + self.carried).to_string(),
        }
    }
}

fn by_source(view: &RunView) -> Vec<Sum> {
    let mut sums: BTreeMap<(&str, &str), (Source, Tally)> = BTreeMap::new();
    for row in &view.payments {
        let key = (row.source.word(), row.channel.label());
        let (_, tally) = sums.entry(key).or_insert((row.source, Tally::default()));
        tally.payments += 1;
        tally.new += row.new;
        tally.carried += row.carried;
    }
    let label = |source: Source, channel: &str| {
        format!("{}, {channel}", super::super::registers::capital(source.label()))
    };
    sums.iter()
        .map(|((_, channel), (source, tally))| tally.sum(source.word(), label(*source, channel)))
        .collect()
}

fn by_unit(visit: &Visit, view: &RunView) -> Result<Vec<Sum>, PageError> {
    let mut sums: BTreeMap<UnitId, Tally> = BTreeMap::new();
    for row in &view.payments {
        let tally = sums.entry(row.unit).or_default();
        tally.payments += 1;
        tally.new += row.new;
        tally.carried += row.carried;
    }
    let names = offices::unit_names(&visit.ctx, sums.keys().copied())?;
    let name = |unit| names.get(unit).map_or_else(String::new, |name| super::super::registers::capital(name));
    Ok(sums.iter().map(|(unit, tally)| tally.sum("", name(unit))).collect())
}

fn by_state(view: &RunView) -> Vec<(&'static str, String, String)> {
    let states = PaymentState::ALL.iter().filter_map(|state| {
        let own = || view.payments.iter().filter(|row| row.state == *state);
        let number = own().count();
        let sum: Vnd = own().map(|row| row.new + row.carried).sum();
        (number > 0).then(|| (state.label(), count(number), sum.to_string()))
    });
    states.collect()
}

pub fn check(visit: &Visit) -> Answer {
    told(visit, payroll::check(&visit.ctx, visit.id("id")?), "Đã ghi nhận kiểm tra. Người thứ ba duyệt tiếp.")
}

pub fn approve(visit: &Visit) -> Answer {
    let [number, day, signer] = ["so", "ngay", "nguoi-ky"].map(|name| visit.form.get(name));
    let paper = if [number, day, signer] == [""; 3] {
        None
    } else {
        let signed_on = domain::dates::parse_date(day, visit.ctx.on).ok();
        let Some(signed_on) = signed_on.filter(|_| !number.is_empty() && !signer.is_empty()) else {
            let reason = "Bản giấy đã ký cần đủ số, ngày ký như 05/01/2024 và người ký";
            let refused = office::OfficeError::refused("paper_incomplete", reason);
            return told(visit, Err(refused), "");
        };
        Some(format!("số {number}, ngày {}, {signer} ký", domain::dates::short(signed_on)))
    };
    let done = payroll::approve(&visit.ctx, visit.id("id")?, paper.as_deref());
    told(visit, done, "Đã duyệt: các dòng không đổi nữa.")
}

pub fn send(visit: &Visit) -> Answer {
    told(
        visit,
        payroll::send(&visit.ctx, visit.id("id")?),
        "Đã ghi nhận chuyển danh sách và tiền cho đơn vị chi trả.",
    )
}

pub fn reconcile(visit: &Visit) -> Answer {
    told(visit, payroll::reconcile(&visit.ctx, visit.id("id")?), "Đã đối chiếu.")
}

pub fn close(visit: &Visit) -> Answer {
    told(visit, payroll::close(&visit.ctx, visit.id("id")?), "Đã khóa kỳ chi trả.")
}

/// The payer's totals sheet: when they agree, everybody not ticked as an exception was paid.
pub fn results(visit: &Visit) -> Answer {
    let run: RunId = visit.id("id")?;
    let mut totals = Vec::new();
    for source in Source::ALL {
        let read = |what: &str| {
            let text: String = visit
                .form
                .get(&format!("{what}-{}", source.word()))
                .chars()
                .filter(char::is_ascii_digit)
                .collect();
            text.parse::<i64>().ok()
        };
        let given = [read("chi"), read("tien-chi"), read("tra"), read("tien-tra")];
        let [Some(paid), Some(paid_sum), Some(unpaid), Some(unpaid_sum)] = given else {
            if given.iter().any(Option::is_some) {
                let reason = format!("Nguồn {}: cần điền đủ bốn ô.", source.label());
                let refused = office::OfficeError::refused("totals_incomplete", reason);
                return told(visit, Err(refused), "");
            }
            continue;
        };
        let number = |count: i64| usize::try_from(count).unwrap_or(usize::MAX);
        totals.push(PayerTotal {
            source: *source,
            unit: None,
            paid: number(paid),
            paid_sum: Vnd(paid_sum),
            unpaid: number(unpaid),
            unpaid_sum: Vnd(unpaid_sum),
        });
    }
    if totals.is_empty() {
        let refused = office::OfficeError::refused("totals_missing", "Chưa điền số của đơn vị chi trả.");
        return told(visit, Err(refused), "");
    }
    let results = RunResults { unpaid: Vec::new(), totals };
    let recorded = payroll::record_results(&visit.ctx, run, &results);
    let text = recorded
        .as_ref()
        .map_or_else(|_| String::new(), |done| format!("Số khớp: {} khoản đã nhận.", done.paid));
    told(visit, recorded.map(drop), &text)
}

impl RunPage {
    /// The sources of the run, once each, for the payer's totals.
    fn source_words(&self) -> Vec<(&'static str, &'static str)> {
        let words: BTreeSet<&str> = self.sources.iter().map(|sum| sum.word).collect();
        let known = Source::ALL.iter().filter(|source| words.contains(source.word()));
        known.map(|source| (source.word(), source.label())).collect()
    }
}

fn sample() -> RunPage {
    let sum = |label: &str| Sum {
        word: "local",
        label: label.to_owned(),
        payments: "5.120".to_owned(),
        new: "2.812.400.000".to_owned(),
        carried: "12.060.000".to_owned(),
        all: "2.824.460.000".to_owned(),
    };
    let step = |label, is_done, is_here| Step { label, is_done, is_here };
    let waiting =
        ("Nguyễn Thị Kim Hoàng Oanh".to_owned(), "12/2023".to_owned(), "chưa rõ ngày sinh".to_owned());
    RunPage {
        frame: Frame::sample(),
        id: 7,
        title: "Chi trả hằng tháng, tháng 12 năm 2023".to_owned(),
        state: RunState::Sent,
        steps: vec![step("Lập", true, false), step("Kiểm tra", true, false), step("Duyệt", false, true)],
        facts: vec![("Ngày lập", "22/11/2023".to_owned()), ("Người lập", "Nguyễn Thị Kim Thoa".to_owned())],
        payments: "8.637".to_owned(),
        new: "7.234.586.000".to_owned(),
        carried: "46.573.000".to_owned(),
        handed: "7.281.159.000".to_owned(),
        sources: vec![sum("Ngân sách địa phương, bưu điện")],
        units: vec![sum("Phường An Hòa"), sum("Xã Phước Bình")],
        states: vec![("chờ kết quả", "8.637".to_owned(), "7.281.159.000".to_owned())],
        waiting: vec![waiting],
        budget: vec!["ngân sách địa phương: vượt dự toán".to_owned()],
        may: May { check: true, approve: true, send: true, results: true, reconcile: true, close: true },
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
