//! One person: who it is, what is due and why, and everything that happened.

use super::search::person_of;
use crate::address::encode;
use crate::explained::ExplainedStep;
use crate::frame::Frame;
use crate::pages::communes::link_to_change;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use domain::dates::{born_short, month_long, short};
use domain::labels::Labelled;
use domain::people::NumberKind;
use office::Permission;
use office::people::{self, Sheet, Story, StoryEvent, StoryKind};

#[derive(Template)]
#[template(path = "people/person.html")]
struct PersonPage {
    frame: Frame,
    id: i64,
    name: String,
    died: String,
    pairs: Vec<(String, String)>,
    household: Option<Household>,
    merges: Vec<MergedRow>,
    month: String,
    dues: Vec<DueRow>,
    missing: String,
    silence: String,
    turns: Vec<TurnRow>,
    kinds: Vec<KindChoice>,
    events: Vec<EventRow>,
    may_record: bool,
    may_merge: bool,
    change: String,
    /// Where an application of this person is taken in.
    intake: String,
    /// Enrolments whose whole history is a click away.
    histories: Vec<(i64, String)>,
}

struct Household {
    code: String,
    members: Vec<(i64, String, String)>,
}

struct MergedRow {
    id: i64,
    name: String,
    reason: String,
}

struct DueRow {
    label: String,
    amount: String,
    steps: Vec<ExplainedStep>,
}

struct TurnRow {
    month: String,
    before: String,
    after: String,
}

struct KindChoice {
    title: &'static str,
    address: String,
    is_here: bool,
}

struct EventRow {
    days: String,
    kind: &'static str,
    title: String,
    text: String,
    amount: String,
    /// Where the amount is explained.
    why: String,
    /// Where the fact is ended or corrected.
    change: String,
    /// The decision that it tells of.
    decision: String,
    is_open: bool,
}

const KINDS: &[(&str, StoryKind)] = &[
    ("thong-tin", StoryKind::Fact),
    ("quyet-dinh", StoryKind::Decision),
    ("chi-tra", StoryKind::Payment),
    ("noi-nhan", StoryKind::Payee),
    ("ho", StoryKind::Household),
    ("vu-viec", StoryKind::Case),
    ("qua", StoryKind::Gift),
    ("su-kien", StoryKind::Event),
];

/// Payments beyond these are a click away.
const EVENTS_MAX: usize = 60;

pub fn show(visit: &Visit) -> Answer {
    let person = person_of(visit.param("id"))?;
    let survivor = people::survivor(&visit.ctx, person)?;
    if survivor != person {
        let told = "Hồ sơ này đã được gộp; đây là hồ sơ giữ lại.";
        return Ok(Reply::see(format!("/nguoi/{survivor}")).telling(told));
    }
    let story = people::story(&visit.ctx, person)?;
    let change = link_to_change(visit, &story.sheet);
    let chosen = visit.query.get("loai");
    let intake = intake(visit, &story.sheet);
    page(&view(
        visit.frame(story.sheet.record.full_name.clone()),
        story,
        chosen,
        Rights {
            may_record: visit.may(Permission::RecordRegisters, None),
            pays: visit.pays(Permission::ReadPayroll),
            change,
            intake,
            may_merge: visit.may(Permission::MergePeople, None),
            histories: if visit.pays(Permission::ReadPayroll) {
                crate::pages::payroll::histories(visit, person)?
            } else {
                Vec::new()
            },
        },
    ))
}

struct Rights {
    may_record: bool,
    /// May open why a payment has its amount.
    pays: bool,
    /// Where a death, a move or another payee is told; empty for those who tell none.
    change: String,
    intake: String,
    may_merge: bool,
    histories: Vec<(i64, String)>,
}

fn view(frame: Frame, story: Story, chosen: &str, rights: Rights) -> PersonPage {
    let id = story.sheet.id.0;
    let kind = KINDS.iter().find(|(word, _)| *word == chosen).map(|(_, kind)| *kind);
    let shown = story.events.iter().filter(|event| kind.is_none_or(|kind| event.kind == kind));
    let limit = if kind.is_some() { usize::MAX } else { EVENTS_MAX };
    let events = shown.take(limit).map(|event| row(id, event, &rights)).collect();
    let used = |kind: StoryKind| story.events.iter().any(|event| event.kind == kind);
    let all = KindChoice { title: "Tất cả", address: format!("/nguoi/{id}"), is_here: kind.is_none() };
    let choice = |(word, own): &(&str, StoryKind)| KindChoice {
        title: own.label(),
        address: format!("/nguoi/{id}?loai={word}"),
        is_here: kind == Some(*own),
    };
    let kinds =
        std::iter::once(all).chain(KINDS.iter().filter(|(_, kind)| used(*kind)).map(choice)).collect();
    let sums = |sums: &[(String, domain::Vnd)]| match sums {
        [] => "không hưởng".to_owned(),
        sums => {
            let each = sums.iter().map(|(label, amount)| format!("{label} {amount} đồng"));
            each.collect::<Vec<_>>().join("; ")
        }
    };
    PersonPage {
        frame,
        id,
        name: story.sheet.record.full_name.clone(),
        died: story.sheet.death.as_ref().map(|death| short(death.died_on)).unwrap_or_default(),
        pairs: pairs(&story),
        household: story.household.map(|(code, members)| Household {
            code,
            members: members.into_iter().map(|(person, name, relation)| (person.0, name, relation)).collect(),
        }),
        merges: story
            .merges
            .into_iter()
            .map(|merge| MergedRow { id: merge.id.0, name: merge.full_name, reason: merge.reason })
            .collect(),
        month: month_long(story.month),
        dues: story
            .dues
            .into_iter()
            .map(|due| DueRow {
                label: due.label,
                amount: due.amount.to_string(),
                steps: due.steps.iter().map(|step| ExplainedStep::of(step)).collect(),
            })
            .collect(),
        missing: story.missing.join(", "),
        silence: story.silence.unwrap_or_default(),
        turns: story
            .turns
            .iter()
            .map(|turn| TurnRow {
                month: month_long(turn.month),
                before: sums(&turn.before),
                after: sums(&turn.after),
            })
            .collect(),
        kinds,
        events,
        may_record: rights.may_record,
        may_merge: rights.may_merge,
        change: rights.change,
        intake: rights.intake,
        histories: rights.histories,
    }
}

/// The form of a new case with the number that names this person.
fn intake(visit: &Visit, person: &Sheet) -> String {
    let named = [NumberKind::Citizen, NumberKind::File];
    let mut numbers = named.iter().filter_map(|kind| {
        let own = person.numbers.iter().find(|(_, number)| number.kind == *kind)?;
        Some(format!("/ho-so/tiep-nhan?nguoi={}", encode(&own.1.number)))
    });
    let first = numbers.next().filter(|_| visit.may(Permission::RecordRegisters, None));
    first.unwrap_or_default()
}

fn pairs(story: &Story) -> Vec<(String, String)> {
    let record = &story.sheet.record;
    let place = [story.hit.found.hamlet.clone().unwrap_or_default(), story.hit.place.clone()];
    let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let mut pairs = vec![
        ("Ngày sinh".to_owned(), born_short(record.born)),
        ("Giới tính".to_owned(), record.sex.label().to_owned()),
        ("Nơi ở".to_owned(), if place.is_empty() { "chưa rõ".to_owned() } else { place.join(", ") }),
    ];
    pairs.extend(story.sheet.numbers.iter().map(|(_, n)| (n.kind.label().to_owned(), n.number.clone())));
    pairs.extend(record.ethnicity.iter().map(|text| ("Dân tộc".to_owned(), text.clone())));
    pairs.extend(record.phone.iter().map(|text| ("Điện thoại".to_owned(), text.clone())));
    pairs
}

fn row(person: i64, event: &StoryEvent, rights: &Rights) -> EventRow {
    let days = match event.until {
        Some(until) => format!("{} – {}", short(event.on), until.yesterday().map(short).unwrap_or_default()),
        None => short(event.on),
    };
    EventRow {
        days,
        kind: event.kind.label(),
        title: event.title.clone(),
        text: event.text.clone(),
        amount: event.amount.map_or_else(String::new, |amount| amount.to_string()),
        why: event
            .run
            .filter(|_| rights.pays)
            .map_or_else(String::new, |run| format!("/nguoi/{person}/vi-sao/{run}")),
        change: match event.fact {
            Some(fact) if rights.may_record => format!("/nguoi/{person}/thong-tin/{fact}"),
            _ => String::new(),
        },
        decision: event.decision.map_or_else(String::new, |id| format!("/quyet-dinh/{id}")),
        is_open: event.is_open,
    }
}

fn sample_events() -> Vec<EventRow> {
    let event = |kind: StoryKind, days: &str, title: &str, text: &str, amount: &str| EventRow {
        days: days.to_owned(),
        kind: kind.label(),
        title: title.to_owned(),
        text: text.to_owned(),
        amount: amount.to_owned(),
        why: if amount.is_empty() { String::new() } else { "/nguoi/1/vi-sao/2".to_owned() },
        change: if kind == StoryKind::Fact { "/nguoi/1/thong-tin/3".to_owned() } else { String::new() },
        decision: if kind == StoryKind::Decision { "/quyet-dinh/4".to_owned() } else { String::new() },
        is_open: false,
    };
    vec![
        event(StoryKind::Payment, "01/09/2023", "Chi trả hằng tháng, tháng 9 năm 2023", "đã nhận", "540.000"),
        event(StoryKind::Decision, "12/06/2023", "Hưởng số 214/QĐ-UBND", "Người khuyết tật nặng", ""),
        event(StoryKind::Fact, "04/03/2015", "Khuyết tật", "Nặng", ""),
        event(StoryKind::Life, "05/01/1948", "Sinh", "", ""),
    ]
}

fn sample() -> PersonPage {
    PersonPage {
        frame: Frame::sample(),
        id: 1,
        name: "Đặng Nguyễn Hoàng Thùy Dương".to_owned(),
        died: String::new(),
        pairs: vec![
            ("Ngày sinh".to_owned(), "05/01/1948".to_owned()),
            ("Giới tính".to_owned(), "Nữ".to_owned()),
            ("Nơi ở".to_owned(), "khu phố Lộc Thành, phường Trảng Bàng".to_owned()),
            ("Số CCCD".to_owned(), "072148000123".to_owned()),
        ],
        household: Some(Household {
            code: "TB-0123".to_owned(),
            members: vec![
                (2, "Lê Văn Chín".to_owned(), "Chủ hộ".to_owned()),
                (1, "Đặng Nguyễn Hoàng Thùy Dương".to_owned(), "Vợ".to_owned()),
            ],
        }),
        histories: vec![(3, "Trợ cấp xã hội".to_owned())],
        merges: vec![MergedRow {
            id: 5,
            name: "Đặng Thị Dương".to_owned(),
            reason: "Giấy xác nhận số 12".to_owned(),
        }],
        month: "tháng 9 năm 2023".to_owned(),
        dues: vec![DueRow {
            label: "Người khuyết tật nặng".to_owned(),
            amount: "540.000".to_owned(),
            steps: ["Khuyết tật nặng từ 04/03/2015", "Hệ số 1,5 (Nghị định 20/2021/NĐ-CP, Điều 6)"]
                .map(ExplainedStep::of)
                .to_vec(),
        }],
        missing: String::new(),
        silence: String::new(),
        turns: vec![TurnRow {
            month: "tháng 2 năm 2024".to_owned(),
            before: "Người khuyết tật nặng 540.000 đồng".to_owned(),
            after: "Người khuyết tật nặng 720.000 đồng".to_owned(),
        }],
        kinds: vec![
            KindChoice { title: "Tất cả", address: "/nguoi/1".to_owned(), is_here: true },
            KindChoice { title: "Chi trả", address: "/nguoi/1?loai=chi-tra".to_owned(), is_here: false },
        ],
        events: sample_events(),
        may_record: true,
        may_merge: true,
        change: "/bien-dong/dong?M%C3%A3=BT1".to_owned(),
        intake: "/ho-so/tiep-nhan?nguoi=072148000123".to_owned(),
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
