//! Protection of children: for those only who may read what is sensitive. What was told is sealed; a page opens it at
//! a wish, and each opening is an entry of the journal. Nothing of it stands in other lists, in searches or logs.

use crate::address::encode;
use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::children::ChildGroup;
use domain::dates::short;
use domain::labels::Labelled;
use domain::protection::{ProtectionCase, ProtectionState};
use office::{Field, Permission, children, offices, protection};

mod file;
mod group;
mod new;

pub use file::sample_content;
pub use file::sample_page as sample_file;
pub use group::sample_page as sample_group;
pub use new::sample_page as sample_new;

const FIELD: Option<Field> = Some(Field::Children);
const OWN: Guard = Guard::Needs(Permission::ReadSensitive, FIELD);

pub const ROUTES: &[Route] = &[
    get("/bao-ve-tre-em", OWN, list),
    get("/bao-ve-tre-em/tiep-nhan", OWN, new::blank),
    post("/bao-ve-tre-em/tiep-nhan", OWN, new::receive),
    post("/bao-ve-tre-em/nhom", OWN, group::read),
    get("/bao-ve-tre-em/vu/{code}", OWN, file::show),
    post("/bao-ve-tre-em/vu/{code}/xem", OWN, file::read),
    post("/bao-ve-tre-em/vu/{code}/buoc", OWN, file::step),
    post("/bao-ve-tre-em/vu/{code}/ghi", OWN, file::note),
    post("/bao-ve-tre-em/vu/{code}/them", OWN, file::admit),
];

#[derive(Template)]
#[template(path = "protection/list.html")]
struct ListPage {
    frame: Frame,
    has_key: bool,
    open: Vec<Row>,
    over: Vec<Row>,
    groups: Vec<GroupRow>,
    sensitive: Vec<(&'static str, &'static str)>,
}

struct Row {
    address: String,
    number: String,
    received: String,
    channel: &'static str,
    urgent: bool,
    unit: String,
    state: &'static str,
    class: &'static str,
    since: String,
}

struct GroupRow {
    label: &'static str,
    total: String,
}

fn address(number: &str) -> String {
    format!("/bao-ve-tre-em/vu/{}", encode(number))
}

fn class(state: ProtectionState) -> &'static str {
    match state {
        ProtectionState::Received | ProtectionState::Reopened => "xau",
        ProtectionState::Verified | ProtectionState::Assessed | ProtectionState::PlanDrafted => "canh-bao",
        ProtectionState::PlanApproved | ProtectionState::InProgress | ProtectionState::Reviewed => "chinh",
        ProtectionState::Closed | ProtectionState::Referred | ProtectionState::Unfounded => "tot",
    }
}

fn list(visit: &Visit) -> Answer {
    let mut cases = protection::list(&visit.ctx)?;
    cases.sort_by(|a, b| b.received_on.cmp(&a.received_on).then(b.number.cmp(&a.number)));
    let units = offices::unit_names(&visit.ctx, cases.iter().map(|case| case.unit))?;
    let row = |case: &ProtectionCase| Row {
        address: address(&case.number),
        number: case.number.clone(),
        received: short(case.received_on),
        channel: case.channel.label(),
        urgent: case.urgent,
        unit: units.get(&case.unit).cloned().unwrap_or_default(),
        state: case.state.label(),
        class: class(case.state),
        since: short(case.state_on),
    };
    let (open, over): (Vec<_>, Vec<_>) = cases.iter().partition(|case| case.state.is_open());
    let groups = children::by_group(&visit.ctx)?.into_iter().map(|count| GroupRow {
        label: count.group.label(),
        total: count.total.map_or_else(|| "dưới 3".to_owned(), |total| Vnd(total).to_string()),
    });
    page(&ListPage {
        frame: visit.frame("Bảo vệ trẻ em"),
        has_key: visit.app.vault.is_some(),
        open: open.into_iter().map(row).collect(),
        over: over.into_iter().map(row).collect(),
        groups: groups.collect(),
        sensitive: sensitive(),
    })
}

fn sensitive() -> Vec<(&'static str, &'static str)> {
    let all = ChildGroup::ALL.iter().filter(|group| group.is_sensitive());
    all.map(|group| (group.word(), group.label())).collect()
}

fn sample() -> ListPage {
    let row = |state: ProtectionState| Row {
        address: "/bao-ve-tre-em/vu/BVTE-2023-004".to_owned(),
        number: "BVTE-2023-004".to_owned(),
        received: "12/12/2023".to_owned(),
        channel: "Tổng đài 111",
        urgent: true,
        unit: "phường An Hòa".to_owned(),
        state: state.label(),
        class: class(state),
        since: "13/12/2023".to_owned(),
    };
    ListPage {
        frame: Frame::sample(),
        has_key: false,
        open: vec![row(ProtectionState::Verified)],
        over: vec![row(ProtectionState::Closed)],
        groups: vec![GroupRow { label: "Trẻ em mồ côi cả cha và mẹ", total: "61".to_owned() }],
        sensitive: sensitive(),
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
