//! The gifts of a campaign: searched and filtered, handed over list by list, exceptions recorded one by one.

use super::address;
use crate::address::encode;
use crate::error::{PageError, sentence};
use crate::form::{self, Form, Given};
use crate::frame::Frame;
use crate::paging::Pages;
use crate::reply::{Answer, Reply, content_type, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::campaigns::{Gift, GiftState, Recipient};
use domain::dates::short;
use domain::ids::{HouseholdId, PersonId, UnitId};
use domain::labels::Labelled;
use domain::names::{fold, sort_key};
use office::campaigns::{self, CampaignView, Handed, Outcome, Receiver, desk};
use office::{Permission, offices, people};
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(Template)]
#[template(path = "campaigns/gifts.html")]
struct GiftsPage {
    frame: Frame,
    address: String,
    title: String,
    place: String,
    search: String,
    states: Vec<(&'static str, &'static str, bool)>,
    units: Vec<(i64, String, bool)>,
    recipients: Vec<(&'static str, String, bool)>,
    rows: Vec<Row>,
    pages: Pages,
    /// Of the list as filtered by commune and recipient: gifts that may be handed over, gifts that wait for approval.
    waiting: usize,
    unapproved: usize,
    deliver: Option<Form>,
    one: Option<Form>,
    one_name: String,
    unit: i64,
}

struct Row {
    name: String,
    person: i64,
    unit: String,
    recipient: String,
    source: &'static str,
    amount: String,
    goods: String,
    state: &'static str,
    class: &'static str,
    told: String,
    /// The form for what became of it.
    record: String,
}

/// What the address asks for.
struct Asked {
    unit: Option<UnitId>,
    recipient: Option<Recipient>,
    state: Option<GiftState>,
    words: Vec<String>,
    /// One gift's form is open.
    one: Option<(String, Recipient)>,
}

/// A receiver in the address: `p12`, `h7`, or `t` with the name of a collective.
fn receiver(text: &str) -> Option<Receiver<'_>> {
    let number = |text: &str| text.parse().ok();
    match text.split_at_checked(1)? {
        ("p", id) => number(id).map(|id| Receiver::Person(PersonId(id))),
        ("h", id) => number(id).map(|id| Receiver::Household(HouseholdId(id))),
        ("t", name) => Some(Receiver::Collective(name)),
        _ => None,
    }
}

fn receiver_text(gift: &Gift) -> Option<String> {
    Receiver::of(gift).map(|receiver| match receiver {
        Receiver::Person(id) => format!("p{id}"),
        Receiver::Household(id) => format!("h{id}"),
        Receiver::Collective(name) => format!("t{name}"),
    })
}

impl Asked {
    /// The states to choose from, and which one is chosen.
    fn states(&self) -> Vec<(&'static str, &'static str, bool)> {
        GiftState::ALL.iter().map(|one| (one.word(), one.label(), self.state == Some(*one))).collect()
    }

    /// The recipients of the campaign to choose from, and which one is chosen.
    fn recipients(&self, gifts: &[Gift]) -> Vec<(&'static str, String, bool)> {
        let all: BTreeSet<Recipient> = gifts.iter().map(|gift| gift.recipient).collect();
        all.into_iter().map(|one| (one.word(), desk::recipient(one), self.recipient == Some(one))).collect()
    }

    /// The gift that is to be recorded on its own.
    fn chosen<'g>(&self, gifts: &'g [Gift]) -> Option<&'g Gift> {
        let (to, _) = self.one.as_ref()?;
        gifts.iter().find(|gift| receiver_text(gift).as_ref() == Some(to))
    }

    fn of(visit: &Visit) -> Asked {
        let get = |name: &str| visit.query.get(name);
        let to = Some(get("cho").to_owned()).filter(|text| receiver(text).is_some());
        Asked {
            unit: get("xa").parse().ok().map(UnitId),
            recipient: Recipient::from_word(get("dien")),
            state: GiftState::from_word(get("trang-thai")),
            words: fold(get("tim")).split_whitespace().map(str::to_owned).collect(),
            one: to.zip(Recipient::from_word(get("suat"))),
        }
    }

    /// Of the list that one hands over at once.
    fn listed(&self, gift: &Gift) -> bool {
        self.unit.is_none_or(|unit| gift.unit == Some(unit))
            && self.recipient.is_none_or(|recipient| gift.recipient == recipient)
    }
}

pub fn show(visit: &Visit) -> Answer {
    page(&view(visit, Sent::Nothing, &Given::nothing())?)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sent {
    Nothing,
    List,
    One,
}

fn view(visit: &Visit, sent: Sent, given: &Given) -> Result<GiftsPage, PageError> {
    let code = visit.param("code");
    let asked = Asked::of(visit);
    let campaign = campaigns::show(&visit.ctx, code)?;
    let gifts = campaigns::gifts(&visit.ctx, code)?;
    let names = people::names(&visit.ctx, gifts.iter().filter_map(|gift| gift.person))?;
    let units = offices::unit_names(&visit.ctx, gifts.iter().filter_map(|gift| gift.unit))?;
    let homes = match gifts.iter().any(|gift| gift.person.is_none() && gift.household.is_some()) {
        true => desk::households_by_head(&visit.ctx)?,
        false => HashMap::new(),
    };
    let name = |gift: &Gift| {
        let named = gift.person.and_then(|person| names.get(&person).cloned());
        let home = || gift.household.and_then(|home| homes.get(&home));
        let home = || home().map(|(code, head)| desk::household_shown(code, head));
        named.or_else(home).or(gift.collective.clone()).unwrap_or_default()
    };
    let mut found: Vec<&Gift> = gifts
        .iter()
        .filter(|gift| asked.listed(gift) && asked.state.is_none_or(|state| gift.state == state))
        .filter(|gift| {
            asked.words.is_empty() || {
                let text = fold(&name(gift));
                asked.words.iter().all(|word| text.contains(word.as_str()))
            }
        })
        .collect();
    found.sort_by_cached_key(|gift| (gift.unit, sort_key(&name(gift)), gift.recipient));
    let path = format!("{}/danh-sach", address(code));
    let pages = Pages::of(&path, &visit.query, found.len());
    let frame = visit.frame(format!("Danh sách: {}", campaign.campaign.title));
    let (waiting, unapproved) = waiting(visit, &campaign, &gifts, &asked)?;
    let may = visit.may(Permission::RecordRegisters, None) && campaign.settlements.is_empty();
    let query = visit.query.with("cho", "").with("suat", "");
    let deliver = (may && waiting > 0).then(|| {
        let form = deliver_form(visit, &frame.token, code, waiting);
        if sent == Sent::List { form.given(given) } else { form }
    });
    let one = match (may, &asked.one) {
        (true, Some((to, recipient))) => {
            let form = one_form(visit, &frame.token, code, to, *recipient);
            Some(if sent == Sent::One { form.given(given) } else { form })
        }
        (false, _) | (_, None) => None,
    };
    let rows = pages.rows(&found).iter().map(|gift| row(gift, name(gift), &units, may, &path, &query));
    Ok(GiftsPage {
        address: address(code),
        title: campaign.campaign.title.clone(),
        place: asked.unit.and_then(|unit| units.get(&unit).cloned()).unwrap_or_default(),
        search: visit.query.get("tim").to_owned(),
        states: asked.states(),
        units: units.iter().map(|(id, name)| (id.0, name.clone(), asked.unit == Some(*id))).collect(),
        recipients: asked.recipients(&gifts),
        rows: rows.collect(),
        pages,
        waiting,
        unapproved,
        deliver,
        one_name: asked.chosen(&gifts).map(name).unwrap_or_default(),
        one,
        unit: asked.unit.map_or(0, |unit| unit.0),
        frame,
    })
}

/// Planned gifts of the list that may be handed over, and those that wait for approval.
fn waiting(
    visit: &Visit,
    campaign: &CampaignView,
    gifts: &[Gift],
    asked: &Asked,
) -> Result<(usize, usize), PageError> {
    let planned = gifts.iter().filter(|gift| gift.state == GiftState::Planned && asked.listed(gift)).count();
    if campaign.waiting == 0 {
        return Ok((planned, 0));
    }
    let approved = desk::approved(&visit.ctx, &campaign.campaign.code)?;
    let approved = approved.iter().filter(|gift| asked.listed(gift)).count();
    Ok((approved, planned.saturating_sub(approved)))
}

fn row(
    gift: &Gift,
    name: String,
    units: &BTreeMap<UnitId, String>,
    may: bool,
    path: &str,
    query: &crate::address::Fields,
) -> Row {
    let mut told = Vec::new();
    told.extend(gift.on.map(short));
    told.extend(gift.received_by.as_ref().map(|proxy| match &gift.relation {
        Some(relation) => format!("nhận thay: {proxy} ({relation})"),
        None => format!("nhận thay: {proxy}"),
    }));
    told.extend(gift.reason.clone());
    let place = gift.unit.and_then(|unit| units.get(&unit).cloned()).unwrap_or_default();
    let record = match receiver_text(gift) {
        Some(to) if may => {
            let query = query.with("cho", &to).with("suat", gift.recipient.word());
            format!("{path}{}#ghi", query.query())
        }
        Some(_) | None => String::new(),
    };
    Row {
        name,
        person: gift.person.map_or(0, |person| person.0),
        unit: match &gift.hamlet {
            Some(hamlet) => format!("{hamlet}, {place}"),
            None => place,
        },
        recipient: desk::recipient(gift.recipient),
        source: gift.source.label(),
        amount: gift.amount().to_string(),
        goods: gift.goods.clone().unwrap_or_default(),
        state: gift.state.label(),
        class: match gift.state {
            GiftState::Planned => "",
            GiftState::Given => "tot",
            GiftState::Returned | GiftState::Transferred => "canh-bao",
            GiftState::Cancelled => "xau",
        },
        told: told.join("; "),
        record,
    }
}

fn deliver_form(visit: &Visit, token: &str, code: &str, waiting: usize) -> Form {
    let query = visit.query.with("cho", "").with("suat", "").query();
    let fields = vec![form::date("ngay", "Ngày trao").required().day(visit.ctx.on)];
    let button = format!("Ghi {waiting} suất là đã trao");
    Form::new(token, format!("{}/trao{query}", address(code)), "trao", &button, fields)
}

fn one_form(visit: &Visit, token: &str, code: &str, to: &str, recipient: Recipient) -> Form {
    let states = GiftState::ALL.iter().filter(|state| **state != GiftState::Planned);
    let states = states.map(|state| (state.word().to_owned(), state.label().to_owned())).collect();
    let fields = vec![
        form::choice("ket-qua", "Kết quả", states).required(),
        form::date("ngay", "Ngày").required().day(visit.ctx.on),
        form::text("nhan-thay", "Người ký nhận thay").hint("khi người khác nhận"),
        form::text("quan-he", "Quan hệ").hint("với người được tặng"),
        form::text("ly-do", "Lý do").hint("khi hoàn trả, chuyển hoặc hủy").wide(),
    ];
    let query = visit.query.with("cho", to).with("suat", recipient.word()).query();
    Form::new(token, format!("{}/ghi{query}", address(code)), "mot", "Ghi kết quả", fields)
}

fn back(visit: &Visit, code: &str) -> Reply {
    let query = visit.query.with("cho", "").with("suat", "").query();
    Reply::see(format!("/cham-lo/{}/danh-sach{query}", encode(code)))
}

pub fn deliver(visit: &Visit) -> Answer {
    let code = visit.param("code");
    campaigns::show(&visit.ctx, code)?;
    let asked = Asked::of(visit);
    let mut given = Given::of(visit);
    let on = given.need_past("ngay");
    if given.is_fine() {
        let handed = Handed { unit: asked.unit, list: None, recipient: asked.recipient };
        match campaigns::deliver(&visit.ctx, code, &handed, on) {
            Ok(count) => return Ok(back(visit, code).telling(format!("Đã ghi {count} suất là đã trao."))),
            Err(error) => given.refused(error)?,
        }
    }
    Ok(page(&view(visit, Sent::List, &given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

pub fn record(visit: &Visit) -> Answer {
    let code = visit.param("code");
    campaigns::show(&visit.ctx, code)?;
    let Some((to, recipient)) = Asked::of(visit).one else { return Err(PageError::NoPage) };
    let to = receiver(&to).ok_or(PageError::NoPage)?;
    let mut given = Given::of(visit);
    let state = given.need_choice("ket-qua", GiftState::from_word);
    let on = given.need_past("ngay");
    if state.is_some_and(GiftState::needs_reason) {
        given.need("ly-do");
    }
    if let (Some(state), true) = (state, given.is_fine()) {
        let outcome = Outcome {
            state,
            on,
            received_by: given.text("nhan-thay"),
            relation: given.text("quan-he"),
            reason: given.text("ly-do"),
        };
        match campaigns::record_of(&visit.ctx, code, to, Some(recipient), &outcome) {
            Ok(_) => return Ok(back(visit, code).telling(sentence(&format!("đã ghi: {}", state.label())))),
            Err(error) => given.refused(error)?,
        }
    }
    Ok(page(&view(visit, Sent::One, &given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// The list that recipients sign.
pub fn download(visit: &Visit) -> Answer {
    let (code, unit) = (visit.param("code"), UnitId(visit.id("unit")?));
    let ending = match visit.param("file") {
        "danh-sach.pdf" => "pdf",
        "danh-sach.xlsx" => "xlsx",
        _ => return Err(PageError::NoPage),
    };
    let bytes = desk::signature_file(&visit.ctx, code, unit, ending)?;
    let name = format!("ky-nhan-{}-{unit}.{ending}", code.replace('/', "-"));
    Ok(Reply::file(&name, content_type(&name), bytes))
}

fn sample() -> GiftsPage {
    let frame = Frame::sample();
    let row = |name: &str, state: GiftState, class| Row {
        name: name.to_owned(),
        person: 12,
        unit: "khu phố An Bình, phường An Hòa".to_owned(),
        recipient: "Q05: Thương binh, bệnh binh từ 81%".to_owned(),
        source: "Ngân sách trung ương",
        amount: "600.000".to_owned(),
        goods: "túi quà".to_owned(),
        state: state.label(),
        class,
        told: "nhận thay: Lê Văn Tám (con)".to_owned(),
        record: "/cham-lo/TET-2023/danh-sach?cho=p12&suat=Q05#ghi".to_owned(),
    };
    let fields = vec![form::date("ngay", "Ngày trao").required().value("12/01/2023")];
    let deliver = Form::new(&frame.token, "/cham-lo/TET-2023/trao", "trao", "Ghi 12 suất là đã trao", fields);
    let one = Form::new(
        &frame.token,
        "/cham-lo/TET-2023/ghi",
        "mot",
        "Ghi kết quả",
        vec![form::text("ly-do", "Lý do")],
    );
    GiftsPage {
        address: "/cham-lo/TET-2023".to_owned(),
        title: "Tết Nguyên đán Quý Mão năm 2023".to_owned(),
        place: "phường An Hòa".to_owned(),
        search: String::new(),
        states: GiftState::ALL.iter().map(|one| (one.word(), one.label(), false)).collect(),
        units: vec![(1, "phường An Hòa".to_owned(), true)],
        recipients: vec![("Q05", "Q05: Thương binh, bệnh binh từ 81%".to_owned(), false)],
        rows: vec![
            row("Tôn Nữ Hoàng Phương Quỳnh Thùy Dương", GiftState::Planned, ""),
            row("Lê Thị Út", GiftState::Given, "tot"),
        ],
        pages: Pages::of("/cham-lo/TET-2023/danh-sach", &crate::address::Fields::default(), 2),
        waiting: 12,
        unapproved: 3,
        deliver: Some(deliver),
        one: Some(one),
        one_name: "Lê Thị Út".to_owned(),
        unit: 1,
        frame,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
