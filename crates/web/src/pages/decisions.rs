//! Decisions: received and drafted, signed, answered, taken out of force.

use crate::error::{PageError, sentence};
use crate::form::{self, Form, Given};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::pages::registers::capital;
use crate::paging::Pages;
use crate::reply::{Answer, Reply, content_type, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::decisions::DecisionState;
use domain::ids::{DecisionId, DecisionTermsId, PersonId};
use domain::names::fold;
use jiff::civil::Date;
use office::decisions::{self, DecisionRow, SignedPaper};
use office::export::{self, List};
use office::{OfficeError, Permission};

pub const ROUTES: &[Route] = &[
    get("/quyet-dinh", Guard::Pays(Permission::ReadDecisions), show),
    get("/quyet-dinh/xuat", Guard::Pays(Permission::ReadDecisions), export),
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
    search: String,
    /// The filters, for the export of what they leave.
    query: String,
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
    /// What it grants, changes or ends, as far as it says.
    parts: String,
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

/// What the filters leave, newest first; and how many of all wait for a signature.
fn asked(visit: &Visit) -> Result<(Vec<DecisionRow>, usize), PageError> {
    let mut all = decisions::list(&visit.ctx)?;
    all.reverse();
    let waiting = all.iter().filter(|row| row.state() == DecisionState::Drafted).count();
    if visit.query.get("cho") == "1" {
        all.retain(|row| row.state() == DecisionState::Drafted);
    }
    let search = visit.query.get("tim");
    Ok((if search.is_empty() { all } else { found(visit, all, search)? }, waiting))
}

fn show(visit: &Visit) -> Answer {
    let (all, waiting) = asked(visit)?;
    let pages = Pages::of(&visit.path, &visit.query, all.len());
    let ids: Vec<DecisionId> = pages.rows(&all).iter().map(|row| row.id).collect();
    let mut people = decisions::people_named(&visit.ctx, &ids)?;
    let mut parts = decisions::parts_named(&visit.ctx, &ids)?;
    let rows = pages.rows(&all).iter().map(|row| {
        let own = people.remove(&row.id).unwrap_or_default();
        let parts = parts.remove(&row.id).unwrap_or_default();
        Row { parts, ..row_of(row, own, NAMES_MAX) }
    });
    page(&Decisions {
        frame: visit.frame("Quyết định"),
        only_waiting: visit.query.get("cho") == "1",
        waiting,
        search: visit.query.get("tim").to_owned(),
        query: visit.query.query(),
        rows: rows.collect(),
        pages,
        may_record: visit.may(Permission::RecordDecisions, None),
    })
}

/// The head of a decision, with at most so many of its people.
fn row_of(row: &DecisionRow, people: Vec<(PersonId, String)>, most: usize) -> Row {
    Row {
        parts: String::new(),
        others: people.len().saturating_sub(most),
        people: people.into_iter().take(most).map(|(id, name)| (id.0, name)).collect(),
        id: row.id.0,
        number: row.number.clone().unwrap_or_else(|| "(chưa có số)".to_owned()),
        signed_on: day(row.signed_on),
        issuer: row.issuer.clone().unwrap_or_default(),
        kind: row.kind.label(),
        origin: row.origin.label(),
        known_on: domain::dates::short(row.known_on),
        state: row.state().label(),
        class: class(row.state()),
    }
}

fn day(date: Option<Date>) -> String {
    date.map_or_else(String::new, domain::dates::short)
}

const HEADINGS: &[&str] = &[
    "Số quyết định",
    "Ngày ký",
    "Cơ quan ban hành",
    "Loại quyết định",
    "Nội dung",
    "Họ và tên",
    "Nguồn",
    "Biết từ ngày",
    "Trạng thái",
    "Lý do",
];

/// What the filters leave, as a workbook.
fn export(visit: &Visit) -> Answer {
    let (all, _) = asked(visit)?;
    let ids: Vec<DecisionId> = all.iter().map(|row| row.id).collect();
    let mut people = decisions::people_named(&visit.ctx, &ids)?;
    let mut parts = decisions::parts_named(&visit.ctx, &ids)?;
    let rows = all.into_iter().map(|row| {
        let names = people.remove(&row.id).unwrap_or_default().into_iter().map(|(_, name)| name);
        vec![
            row.number.clone().unwrap_or_default(),
            day(row.signed_on),
            row.issuer.clone().unwrap_or_default(),
            capital(row.kind.label()),
            parts.remove(&row.id).unwrap_or_default(),
            names.collect::<Vec<_>>().join("; "),
            capital(row.origin.label()),
            domain::dates::short(row.known_on),
            capital(row.state().label()),
            row.reason.clone().unwrap_or_default(),
        ]
    });
    let list = List { title: "Quyết định", headings: HEADINGS, rows: rows.collect() };
    let name = format!("quyet-dinh-{}.xlsx", visit.ctx.on);
    Ok(Reply::file(&name, content_type(&name), export::xlsx_bytes(&list)?))
}

/// Those whose number or people have every word of the search.
fn found(visit: &Visit, all: Vec<DecisionRow>, search: &str) -> Result<Vec<DecisionRow>, PageError> {
    let words: Vec<String> = fold(search).split_whitespace().map(str::to_owned).collect();
    let ids: Vec<DecisionId> = all.iter().map(|row| row.id).collect();
    let people = decisions::people_named(&visit.ctx, &ids)?;
    let fits = |row: &DecisionRow| {
        let named = people.get(&row.id).into_iter().flatten();
        let mut texts = vec![fold(row.number.as_deref().unwrap_or_default())];
        texts.extend(named.map(|(_, name)| fold(name)));
        texts.iter().any(|text| words.iter().all(|word| text.contains(word.as_str())))
    };
    Ok(all.into_iter().filter(fits).collect())
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
    facts: Vec<(&'static str, String)>,
    items: Vec<Item>,
    differences: Vec<Difference>,
    signing: Option<Form>,
    /// Why somebody else has to sign.
    refusal: &'static str,
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
    page(&one_view(visit, visit.id("id")?, &Given::nothing())?)
}

fn one_view(visit: &Visit, id: DecisionId, given: &Given) -> Result<One, PageError> {
    let view = decisions::view(&visit.ctx, id)?;
    let row = &view.decision;
    let state = row.state();
    let items = view.items.iter().map(|item| Item {
        from: domain::dates::month_long(item.from_month),
        parts: item
            .terms
            .iter()
            .map(|terms| {
                let own = &terms.decided.terms;
                let by_law = visit.ctx.rules.value(own, item.from_month, Some(visit.ctx.on)).ok();
                let sum = match (terms.decided.written, by_law) {
                    (Some(written), _) => format!("{written} đồng"),
                    (None, Some(valued)) => format!("theo quy định, {} đồng", valued.amount),
                    (None, None) => "theo quy định".to_owned(),
                };
                (office::payroll::papers::label(own), sum)
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
    let people = decisions::people_named(&visit.ctx, &[id])?.remove(&id).unwrap_or_default();
    let frame = visit.frame("Quyết định");
    let signs = state == DecisionState::Drafted && visit.may(Permission::SignDecisions, None);
    let is_own = row.drafted_by == visit.ctx.officer.id;
    let facts = [
        ("Ngày ký", day(row.signed_on)),
        ("Cơ quan", row.issuer.clone().unwrap_or_default()),
        ("Người ký", row.signer.clone().unwrap_or_default()),
        ("Nguồn", row.origin.label().to_owned()),
        ("Biết từ ngày", domain::dates::short(row.known_on)),
        ("Bản giấy", row.paper.clone().unwrap_or_default()),
        ("Lý do", row.reason.clone().unwrap_or_default()),
    ];
    Ok(One {
        facts: facts.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        signing: (signs && !is_own).then(|| signing(&frame, id).given(given)),
        refusal: if signs && is_own {
            "Bạn đã dự thảo quyết định này: người khác ghi nhận đã ký."
        } else {
            ""
        },
        frame,
        row: row_of(row, people, usize::MAX),
        items: items.collect(),
        differences: own.collect(),
        may_void: state != DecisionState::Void && visit.may(Permission::SignDecisions, None),
        may_answer: visit.may(Permission::RecordDecisions, None),
    })
}

fn signing(frame: &Frame, id: DecisionId) -> Form {
    let fields = vec![
        form::text("so", "Số quyết định").required(),
        form::date("ngay", "Ngày ký").required().value(&frame.today),
        form::text("nguoi-ky", "Người ký"),
        form::text("co-quan", "Cơ quan ký").required().value(&frame.office),
        form::text("giay", "Bản giấy, bản chụp ở đâu"),
    ];
    Form::new(&frame.token, format!("/quyet-dinh/{id}/ky"), "", "Ghi nhận đã ký", fields)
}

fn sign(visit: &Visit) -> Answer {
    let id: DecisionId = visit.id("id")?;
    let mut given = Given::of(visit);
    let paper = SignedPaper {
        number: given.need("so"),
        signed_on: given.need_past("ngay"),
        issuer: given.need("co-quan"),
        signer: given.text("nguoi-ky"),
        paper: given.text("giay"),
        known_on: visit.ctx.on,
    };
    if given.is_fine() {
        match decisions::sign(&visit.ctx, id, &paper) {
            Ok(()) => {
                let told = "Đã ghi nhận quyết định đã ký: kỳ chi trả tới tính theo đó.";
                return Ok(Reply::see(format!("/quyet-dinh/{id}")).telling(told));
            }
            Err(error) => given.refused(error)?,
        }
    }
    Ok(page(&one_view(visit, id, &given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
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
        parts: "Người khuyết tật nặng".to_owned(),
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
        search: "ut".to_owned(),
        query: "?tim=ut".to_owned(),
        rows: vec![sample_row(DecisionState::Drafted), sample_row(DecisionState::Signed)],
        pages: Pages::of("/quyet-dinh", &crate::address::Fields::default(), 2),
        may_record: true,
    };
    let one = One {
        frame: Frame::sample(),
        row: sample_row(DecisionState::Drafted),
        facts: vec![("Người ký", "Lê Thị Ngọc Ánh".to_owned()), ("Bản giấy", "Tủ 3, cặp 12".to_owned())],
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
        signing: Some(signing(&Frame::sample(), DecisionId(12))),
        refusal: "",
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
