//! One commune of a season: steps recorded, every household with its class and why, the decision, the papers.

use super::FIELD;
use super::board::count;
use crate::error::PageError;
use crate::form::{self, Form, Given};
use crate::frame::Frame;
use crate::paging::Pages;
use crate::reply::{Answer, Reply, content_type, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::dates::short;
use domain::ids::UnitId;
use domain::labels::{Labelled, Labels};
use domain::poverty::{FormKind, ReviewStep, ScoreOrigin, StepDone};
use office::papers::PapersError;
use office::poverty::board::{self, CommuneFile, Surveyed};
use office::poverty::season::Agreed;
use office::poverty::{self, SignedReview, papers};
use office::reports::{pdf, word};
use office::{OfficeError, Permission};

#[derive(Template)]
#[template(path = "poverty/commune.html")]
struct Commune {
    frame: Frame,
    season: String,
    unit: i64,
    name: String,
    rules: Vec<RuleRow>,
    steps: Vec<StepRow>,
    step_form: Option<Form>,
    is_step_sent: bool,
    waits: Vec<String>,
    decision: String,
    decision_form: Option<Form>,
    rows: Vec<Household>,
    has_income: bool,
    poor: String,
    near_poor: String,
    others: String,
    open: String,
    pages: Pages,
    papers: Vec<(usize, String)>,
}

struct RuleRow {
    step: &'static str,
    who: String,
    does: String,
    asks: String,
    citation: String,
    is_done: bool,
}

struct StepRow {
    on: String,
    step: &'static str,
    hamlet: String,
    present: String,
    paper: String,
    note: String,
}

struct Household {
    code: String,
    head: String,
    form: &'static str,
    b1: String,
    b2: String,
    income: String,
    class: &'static str,
    badge: &'static str,
    why: String,
    citation: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sent {
    Nothing,
    Step,
    Decision,
}

fn file_of(visit: &Visit) -> Result<CommuneFile, PageError> {
    let unit: UnitId = UnitId(visit.id("unit")?);
    Ok(board::commune(&visit.ctx, visit.param("season"), unit)?)
}

pub fn show(visit: &Visit) -> Answer {
    let file = file_of(visit)?;
    page(&view(visit, file, Sent::Nothing, &Given::nothing())?)
}

fn view(visit: &Visit, file: CommuneFile, sent: Sent, given: &Given) -> Result<Commune, PageError> {
    let CommuneFile { season, board, steps, surveyed, waits } = file;
    let frame = visit.frame(format!("{}, kỳ {}", super::super::registers::capital(&board.name), season.code));
    let address = format!("/ra-soat/ky/{}/{}", season.code, board.unit);
    let step_form = step_form(visit, &frame.token, &address);
    let decision_form = decision_form(visit, &frame.token, &address);
    let pages = Pages::of(&address, &visit.query, surveyed.len());
    let rows: Vec<&Surveyed> = surveyed.iter().collect();
    let may_decide = visit.may(Permission::RecordDecisions, FIELD) && board.decision.is_none();
    let decision = board.decision.as_ref().map_or_else(String::new, |one| {
        let signer = one.signer.as_ref().map_or_else(String::new, |signer| format!(", {signer} ký"));
        format!("Quyết định số {} ngày {}{signer}", one.number, short(one.signed_on))
    });
    let papers = papers::documents(&visit.ctx, &season.code, board.unit)?;
    Ok(Commune {
        unit: board.unit.0,
        name: super::super::registers::capital(&board.name),
        rules: ReviewStep::ALL.iter().map(|step| rule(visit, &board, *step)).collect(),
        steps: steps.into_iter().rev().map(step_row).collect(),
        is_step_sent: sent == Sent::Step,
        step_form: visit.may(Permission::RecordRegisters, FIELD).then(|| match sent {
            Sent::Step => step_form.given(given),
            Sent::Nothing | Sent::Decision => step_form,
        }),
        decision_form: may_decide.then(|| match sent {
            Sent::Decision => decision_form.given(given),
            Sent::Nothing | Sent::Step => decision_form,
        }),
        waits,
        decision,
        poor: count(board.forms.poor),
        near_poor: count(board.forms.near_poor),
        others: count(board.forms.others),
        open: count(board.forms.open),
        has_income: surveyed.iter().any(|one| one.form.income.is_some()),
        rows: pages.rows(&rows).iter().map(|one| household(one)).collect(),
        pages,
        papers: papers.into_iter().map(|(name, ..)| name).enumerate().map(paper_name).collect(),
        season: season.code,
        frame,
    })
}

/// Names of files are without marks; people read what the paper is.
fn paper_name((number, name): (usize, String)) -> (usize, String) {
    let last = name.rsplit('/').next().unwrap_or_default();
    let told = match name.split(['/', '-']).next() {
        Some("bien") => format!("Biên bản họp {}", last.rsplit('-').next().unwrap_or_default()),
        Some("giay") => format!("Giấy chứng nhận {last}"),
        Some("quyet") => "Quyết định công nhận".to_owned(),
        _ => name.clone(),
    };
    (number, told)
}

fn rule(visit: &Visit, board: &board::CommuneBoard, step: ReviewStep) -> RuleRow {
    let rule = visit.ctx.rules.poverty.step(step, visit.ctx.on);
    let mut asks = Vec::new();
    if let Some(rule) = rule {
        asks.extend(rule.working_days.map(|days| format!("{days} ngày làm việc")));
        asks.extend(rule.agree_percent.map(|least| format!("từ {least}% người dự nhất trí")));
    }
    RuleRow {
        step: step.label(),
        who: rule.map_or_else(String::new, |rule| rule.who.clone()),
        does: rule.map_or_else(String::new, |rule| rule.does.clone()),
        asks: asks.join(", "),
        citation: rule.map_or_else(String::new, |rule| rule.citation.to_string()),
        is_done: match step {
            ReviewStep::Meeting => board.agreed,
            ReviewStep::Decision => board.decision.is_some(),
            ReviewStep::Certificate => board.certificates > 0,
            ReviewStep::List | ReviewStep::Survey | ReviewStep::Posting | ReviewStep::Opinion => {
                board.steps.contains_key(&step)
            }
        },
    }
}

fn step_row(step: StepDone) -> StepRow {
    let number = |count: Option<i64>| count.map_or_else(String::new, |count| domain::Vnd(count).to_string());
    StepRow {
        on: short(step.on),
        step: step.step.label(),
        hamlet: step.hamlet.unwrap_or_default(),
        present: match step.present {
            Some(_) => format!("{}/{} nhất trí", number(step.agreed), number(step.present)),
            None => String::new(),
        },
        paper: step.paper.unwrap_or_default(),
        note: step.note.unwrap_or_default(),
    }
}

fn household(one: &Surveyed) -> Household {
    let points = |score: Option<(i64, ScoreOrigin)>| match score {
        Some((points, ScoreOrigin::Table)) => points.to_string(),
        Some((points, ScoreOrigin::Paper)) => format!("{points} *"),
        None => String::new(),
    };
    let class = one.form.class.map_or("", Labelled::label);
    let badge = match one.form.class.map(|class| class.household()) {
        Some(law::facts::HouseholdClass::Poor) => "xau",
        Some(law::facts::HouseholdClass::NearPoor) => "canh-bao",
        Some(law::facts::HouseholdClass::Other) => "tot",
        None => "",
    };
    let citation = one.why.as_ref().and_then(|step| step.citation.as_ref());
    Household {
        code: one.code.clone(),
        head: one.head.clone(),
        form: if one.form.form == FormKind::A { "A" } else { "B" },
        b1: points(one.form.b1),
        b2: points(one.form.b2),
        income: one.form.income.map_or_else(String::new, |income| income.to_string()),
        class,
        badge,
        why: one.why.as_ref().map_or_else(String::new, |step| step.text.clone()),
        citation: citation.map_or_else(String::new, ToString::to_string),
    }
}

fn step_form(visit: &Visit, token: &str, address: &str) -> Form {
    let steps =
        ReviewStep::ALL.iter().filter(|step| !matches!(step, ReviewStep::Decision | ReviewStep::Certificate));
    let steps = steps.map(|step| (step.label().to_owned(), step.label().to_owned())).collect();
    let fields = vec![
        form::choice("buoc", "Bước", steps).required(),
        form::date("ngay", "Ngày").required().day(visit.ctx.on),
        form::text("ap", "Ấp, khu phố").hint("để trống nếu là cả xã, phường"),
        form::number("du-hop", "Số người dự họp").hint("khi họp"),
        form::number("nhat-tri", "Số người nhất trí").hint("khi họp"),
        form::text("van-ban", "Biên bản, văn bản"),
        form::text("ghi-chu", "Ghi chú").wide(),
    ];
    Form::new(token, format!("{address}/buoc"), "buoc", "Ghi bước", fields)
}

fn decision_form(visit: &Visit, token: &str, address: &str) -> Form {
    let fields = vec![
        form::text("so", "Số quyết định").required(),
        form::date("ngay", "Ngày ký").required().day(visit.ctx.on),
        form::text("nguoi-ky", "Người ký"),
        form::text("ban-giay", "Nơi lưu bản giấy"),
    ];
    Form::new(token, format!("{address}/quyet-dinh"), "qd", "Ghi nhận quyết định", fields)
}

pub fn step(visit: &Visit) -> Answer {
    let file = file_of(visit)?;
    let mut given = Given::of(visit);
    let step = given.need_choice("buoc", |text| Labels::<ReviewStep>::new().find(text));
    let on = given.need_past("ngay");
    let (present, agreed) = (given.number("du-hop"), given.number("nhat-tri"));
    if step == Some(ReviewStep::Meeting) {
        for (name, count) in [("du-hop", present), ("nhat-tri", agreed)] {
            if count.is_none() && given.text(name).is_none() {
                given.wrong(name, "họp phải ghi số người");
            }
        }
    }
    if let (Some(step), true) = (step, given.is_fine()) {
        let done = StepDone {
            season: file.season.code.clone(),
            unit: file.board.unit,
            hamlet: given.text("ap"),
            step,
            on,
            present,
            agreed,
            paper: given.text("van-ban"),
            note: given.text("ghi-chu"),
        };
        match poverty::record_step(&visit.ctx, done) {
            Ok(agreed) => {
                let back = Reply::see(format!("/ra-soat/ky/{}/{}", file.season.code, file.board.unit));
                return Ok(match agreed {
                    Agreed::Yes => back.telling(format!("Đã ghi: {}.", step.label())),
                    Agreed::HoldAgain => {
                        back.warning("Đã ghi; chưa đạt tỷ lệ nhất trí nên phải khảo sát và họp lại.")
                    }
                });
            }
            Err(error) => given.refused(error)?,
        }
    }
    Ok(page(&view(visit, file, Sent::Step, &given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

pub fn decide(visit: &Visit) -> Answer {
    let file = file_of(visit)?;
    let mut given = Given::of(visit);
    let signed = SignedReview {
        number: given.need("so"),
        signed_on: given.need_past("ngay"),
        signer: given.text("nguoi-ky"),
        paper: given.text("ban-giay"),
    };
    if given.is_fine() {
        match poverty::decide(&visit.ctx, &file.season.code, file.board.unit, &signed) {
            Ok(found) => {
                let text = format!(
                    "Đã ghi nhận quyết định: {} hộ nghèo, {} hộ cận nghèo, {} hộ không thuộc diện, {} giấy chứng nhận.",
                    found.poor, found.near_poor, found.others, found.certificates
                );
                let back = format!("/ra-soat/ky/{}/{}", file.season.code, file.board.unit);
                return Ok(Reply::see(back).telling(text));
            }
            Err(error) => given.refused(error)?,
        }
    }
    Ok(page(&view(visit, file, Sent::Decision, &given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// One paper as a file, made anew.
pub fn paper(visit: &Visit) -> Answer {
    let file = file_of(visit)?;
    let (season, unit) = (&file.season.code, file.board.unit);
    let number: usize = visit.id("number")?;
    let documents = papers::documents(&visit.ctx, season, unit)?;
    let (name, on, document) = documents.into_iter().nth(number).ok_or(PageError::NoPage)?;
    let wrong = |error: PapersError| PageError::from(OfficeError::from(error));
    let (ending, bytes) = match visit.param("file") {
        "van-ban.docx" => ("docx", word::document_docx(&document).map_err(wrong)?),
        "van-ban.pdf" => {
            let made = pdf::document_pdf(&document, on);
            ("pdf", made.map_err(PapersError::from).map_err(wrong)?.bytes)
        }
        _ => return Err(PageError::NoPage),
    };
    let name = format!("{}-{season}-{unit}.{ending}", name.replace('/', "-"));
    Ok(Reply::file(&name, content_type(&name), bytes))
}

fn sample() -> Commune {
    let frame = Frame::sample();
    let fields = vec![form::date("ngay", "Ngày").required()];
    let step_form = Form::new(&frame.token, "/ra-soat/ky/2023/1/buoc", "buoc", "Ghi bước", fields);
    let fields = vec![form::text("so", "Số quyết định").required()];
    let decision_form = Form::new(&frame.token, "/ra-soat/ky/2023/1/quyet-dinh", "qd", "Ghi nhận", fields);
    let rule = |step: &ReviewStep| RuleRow {
        step: step.label(),
        who: "Ban Chỉ đạo rà soát cấp xã, trưởng thôn".to_owned(),
        does: "Tổ chức họp dân, thống nhất kết quả".to_owned(),
        asks: "từ 50% người dự nhất trí".to_owned(),
        citation: "Quyết định 24/2021/QĐ-TTg, Điều 4, khoản 3".to_owned(),
        is_done: *step == ReviewStep::List,
    };
    Commune {
        season: "2023".to_owned(),
        unit: 1,
        name: "Phường An Hòa".to_owned(),
        rules: ReviewStep::ALL.iter().map(rule).collect(),
        steps: vec![StepRow {
            on: "12/10/2023".to_owned(),
            step: "Họp thôn",
            hamlet: "khu phố An Bình".to_owned(),
            present: "38/41 nhất trí".to_owned(),
            paper: "BB-02".to_owned(),
            note: String::new(),
        }],
        step_form: Some(step_form),
        is_step_sent: true,
        waits: vec!["Chưa niêm yết hoặc niêm yết chưa đủ số ngày làm việc theo quy định.".to_owned()],
        decision: String::new(),
        decision_form: Some(decision_form),
        rows: vec![Household {
            code: "HN-0412".to_owned(),
            head: "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned(),
            form: "B",
            b1: "125 *".to_owned(),
            b2: "30".to_owned(),
            income: "1.250.000".to_owned(),
            class: "Nghèo",
            badge: "xau",
            why: "nông thôn: điểm B1 125, điểm B2 30: hộ nghèo".to_owned(),
            citation: "Thông tư 07/2021/TT-BLĐTBXH, Điều 3".to_owned(),
        }],
        has_income: true,
        poor: "14".to_owned(),
        near_poor: "52".to_owned(),
        others: "240".to_owned(),
        open: "6".to_owned(),
        pages: Pages::of("/ra-soat/ky/2023/1", &crate::address::Fields::default(), 312),
        papers: vec![(0, "Biên bản họp 01".to_owned())],
        frame,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
