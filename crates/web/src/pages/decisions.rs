//! Decisions: received and drafted, signed, answered, taken out of force.

use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::paging::Pages;
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use domain::decisions::DecisionState;
use domain::ids::{DecisionId, DecisionTermsId};
use office::decisions::{self, SignedPaper};
use office::{OfficeError, Permission};

pub const ROUTES: &[Route] = &[
    get("/quyet-dinh", Guard::Pays(Permission::ReadDecisions), show),
    get("/quyet-dinh/{id}", Guard::Pays(Permission::ReadDecisions), one),
    post("/quyet-dinh/{id}/ky", Guard::Needs(Permission::SignDecisions, None), sign),
    post("/quyet-dinh/{id}/huy", Guard::Needs(Permission::SignDecisions, None), void),
    post("/quyet-dinh/{id}/tra-loi", Guard::Needs(Permission::RecordDecisions, None), answer),
];

#[derive(Template)]
#[template(path = "decisions/decisions.html")]
struct Decisions {
    frame: Frame,
    only_waiting: bool,
    waiting: usize,
    rows: Vec<Row>,
    pages: Pages,
    may_record: bool,
}

struct Row {
    id: i64,
    number: String,
    signed_on: String,
    issuer: String,
    kind: &'static str,
    origin: &'static str,
    known_on: String,
    state: &'static str,
    class: &'static str,
    /// Whom it is about: the first of them, and how many more.
    people: Vec<(i64, String)>,
    others: usize,
}

/// Names of a decision on the list.
const NAMES_MAX: usize = 2;

fn show(visit: &Visit) -> Answer {
    let mut all = decisions::list(&visit.ctx)?;
    all.reverse();
    let waiting = all.iter().filter(|row| row.state() == DecisionState::Drafted).count();
    let only_waiting = visit.query.get("cho") == "1";
    all.retain(|row| !only_waiting || row.state() == DecisionState::Drafted);
    let pages = Pages::of(&visit.path, &visit.query, all.len());
    let day = |date: Option<jiff::civil::Date>| date.map_or_else(String::new, domain::dates::short);
    let ids: Vec<DecisionId> = pages.rows(&all).iter().map(|row| row.id).collect();
    let mut people = decisions::people_named(&visit.ctx, &ids)?;
    let rows = pages.rows(&all).iter().map(|row| {
        let own = people.remove(&row.id).unwrap_or_default();
        (row, own)
    });
    let rows = rows.map(|(row, own)| Row {
        others: own.len().saturating_sub(NAMES_MAX),
        people: own.into_iter().take(NAMES_MAX).map(|(id, name)| (id.0, name)).collect(),
        id: row.id.0,
        number: row.number.clone().unwrap_or_else(|| "(chưa có số)".to_owned()),
        signed_on: day(row.signed_on),
        issuer: row.issuer.clone().unwrap_or_default(),
        kind: row.kind.label(),
        origin: row.origin.label(),
        known_on: domain::dates::short(row.known_on),
        state: row.state().label(),
        class: class(row.state()),
    });
    page(&Decisions {
        frame: visit.frame("Quyết định"),
        only_waiting,
        waiting,
        rows: rows.collect(),
        pages,
        may_record: visit.may(Permission::RecordDecisions, None),
    })
}

fn class(state: DecisionState) -> &'static str {
    match state {
        DecisionState::Drafted => "canh-bao",
        DecisionState::Signed => "tot",
        DecisionState::Void => "",
    }
}

#[derive(Template)]
#[template(path = "decisions/one.html")]
struct One {
    frame: Frame,
    row: Row,
    signer: String,
    paper: String,
    reason: String,
    items: Vec<Item>,
    differences: Vec<Difference>,
    may_sign: bool,
    may_void: bool,
    may_answer: bool,
}

struct Item {
    from: String,
    parts: Vec<(String, String)>,
}

struct Difference {
    terms: i64,
    month: String,
    written: String,
    by_law: String,
    answer: String,
}

fn one(visit: &Visit) -> Answer {
    let id: DecisionId = visit.id("id")?;
    let view = decisions::view(&visit.ctx, id)?;
    let row = &view.decision;
    let state = row.state();
    let items = view.items.iter().map(|item| Item {
        from: domain::dates::month_long(item.from_month),
        parts: item
            .terms
            .iter()
            .map(|terms| {
                let written = terms.decided.written;
                let sum = written.map_or_else(|| "theo quy định".to_owned(), |sum| format!("{sum} đồng"));
                (office::payroll::papers::label(&terms.decided.terms), sum)
            })
            .collect(),
    });
    let differences = decisions::differences(&visit.ctx)?;
    let own = differences.into_iter().filter(|one| one.decision == id).map(|one| Difference {
        terms: one.terms.0,
        month: domain::dates::month_short(one.month),
        written: one.written.to_string(),
        by_law: one.by_law.map_or_else(|| "chưa rõ".to_owned(), |sum| sum.to_string()),
        answer: one.answer.unwrap_or_default(),
    });
    let day = |date: Option<jiff::civil::Date>| date.map_or_else(String::new, domain::dates::short);
    page(&One {
        frame: visit.frame("Quyết định"),
        row: Row {
            others: 0,
            people: decisions::people_named(&visit.ctx, &[id])?
                .remove(&id)
                .unwrap_or_default()
                .into_iter()
                .map(|(id, name)| (id.0, name))
                .collect(),
            id: row.id.0,
            number: row.number.clone().unwrap_or_else(|| "(chưa có số)".to_owned()),
            signed_on: day(row.signed_on),
            issuer: row.issuer.clone().unwrap_or_default(),
            kind: row.kind.label(),
            origin: row.origin.label(),
            known_on: domain::dates::short(row.known_on),
            state: state.label(),
            class: class(state),
        },
        signer: row.signer.clone().unwrap_or_default(),
        paper: row.paper.clone().unwrap_or_default(),
        reason: row.reason.clone().unwrap_or_default(),
        items: items.collect(),
        differences: own.collect(),
        may_sign: state == DecisionState::Drafted && visit.may(Permission::SignDecisions, None),
        may_void: state != DecisionState::Void && visit.may(Permission::SignDecisions, None),
        may_answer: visit.may(Permission::RecordDecisions, None),
    })
}

fn sign(visit: &Visit) -> Answer {
    let id: DecisionId = visit.id("id")?;
    let given = |name: &str| Some(visit.form.get(name).to_owned()).filter(|text| !text.is_empty());
    let signed_on = domain::dates::parse_date(visit.form.get("ngay"), visit.ctx.on).ok();
    let (Some(number), Some(signed_on)) = (given("so"), signed_on) else {
        let reason = "Hãy ghi số quyết định và ngày ký như 05/01/2024.";
        return Ok(Reply::see(format!("/quyet-dinh/{id}")).warning(reason));
    };
    let paper = SignedPaper {
        number,
        signed_on,
        issuer: given("co-quan").unwrap_or_else(|| visit.frame("").office),
        signer: given("nguoi-ky"),
        paper: given("giay"),
        known_on: visit.ctx.on,
    };
    told(
        id,
        decisions::sign(&visit.ctx, id, &paper),
        "Đã ghi nhận quyết định đã ký: kỳ chi trả tới tính theo đó.",
    )
}

fn void(visit: &Visit) -> Answer {
    let id: DecisionId = visit.id("id")?;
    told(
        id,
        decisions::void(&visit.ctx, id),
        "Đã hủy quyết định; tiền đã chi theo đó thành đề nghị thu hồi của kỳ tới.",
    )
}

fn answer(visit: &Visit) -> Answer {
    let id: DecisionId = visit.id("id")?;
    let terms: DecisionTermsId = visit.form.get("khoan").parse().map_err(|_| PageError::NoPage)?;
    told(id, decisions::answer(&visit.ctx, terms, visit.form.get("tra-loi")), "Đã ghi lời giải trình.")
}

fn told(id: DecisionId, done: Result<(), OfficeError>, text: &str) -> Answer {
    let back = Reply::see(format!("/quyet-dinh/{id}"));
    match done.map_err(PageError::from) {
        Ok(()) => Ok(back.telling(text)),
        Err(error) => match error.refusal() {
            Some(reason) => Ok(back.warning(sentence(&reason))),
            None => Err(error),
        },
    }
}

fn sample_row(state: DecisionState) -> Row {
    Row {
        people: vec![(12, "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned()), (13, "Lê Thị Út".to_owned())],
        others: 3,
        id: 12,
        number: "214/QĐ-UBND".to_owned(),
        signed_on: "12/06/2023".to_owned(),
        issuer: "Ủy ban nhân dân thị xã Trảng Bàng".to_owned(),
        kind: "hưởng",
        origin: "dự thảo tại đây",
        known_on: "15/06/2023".to_owned(),
        state: state.label(),
        class: class(state),
    }
}

fn sample() -> (Decisions, One) {
    let list = Decisions {
        frame: Frame::sample(),
        only_waiting: false,
        waiting: 3,
        rows: vec![sample_row(DecisionState::Drafted), sample_row(DecisionState::Signed)],
        pages: Pages::of("/quyet-dinh", &crate::address::Fields::default(), 2),
        may_record: true,
    };
    let one = One {
        frame: Frame::sample(),
        row: sample_row(DecisionState::Drafted),
        signer: "Lê Thị Ngọc Ánh".to_owned(),
        paper: "Tủ 3, cặp 12".to_owned(),
        reason: "Đủ 80 tuổi".to_owned(),
        items: vec![Item {
            from: "tháng 6 năm 2023".to_owned(),
            parts: vec![("Người khuyết tật nặng".to_owned(), "540.000 đồng".to_owned())],
        }],
        differences: vec![Difference {
            terms: 3,
            month: "06/2023".to_owned(),
            written: "560.000".to_owned(),
            by_law: "540.000".to_owned(),
            answer: String::new(),
        }],
        may_sign: true,
        may_void: true,
        may_answer: true,
    };
    (list, one)
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().0.render()
}

pub fn sample_one() -> Result<String, askama::Error> {
    sample().1.render()
}
