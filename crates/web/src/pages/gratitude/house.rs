//! One house: its steps with their days, its money by source, the next step.

use super::{amount, class, day};
use crate::address::encode;
use crate::error::PageError;
use crate::form::{self, Form, Given};
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::Vnd;
use domain::labels::Labelled;
use domain::movements::{House, HouseMoney, HouseState};
use office::movements::{self, HouseStep};
use office::{Field, Permission, offices, people};

#[derive(Template)]
#[template(path = "gratitude/house.html")]
struct HousePage {
    frame: Frame,
    code: String,
    person: i64,
    name: String,
    state: &'static str,
    class: &'static str,
    steps: Vec<Step>,
    facts: Vec<(&'static str, String)>,
    moneys: Vec<(&'static str, String, String, String)>,
    total: String,
    next: Vec<(String, bool, Form)>,
    edit: String,
    money_form: String,
    may_record: bool,
}

struct Step {
    label: &'static str,
    day: String,
    is_done: bool,
    is_here: bool,
}

pub fn show(visit: &Visit) -> Answer {
    page(&view(visit, None, &Given::nothing())?)
}

fn facts(house: &House, unit: String) -> Vec<(&'static str, String)> {
    let place = match &house.hamlet {
        Some(hamlet) => format!("{hamlet}, {unit}"),
        None => unit,
    };
    let mut facts = vec![
        ("Địa bàn", place),
        ("Loại nhà", house.kind.label().to_owned()),
        ("Hình thức", house.work.label().to_owned()),
    ];
    let mut add = |label, text: Option<String>| facts.extend(text.map(|text| (label, text)));
    add("Hiện trạng trước", house.before.clone());
    add("Diện tích", house.area.map(|area| format!("{area} m²")));
    add("Quyết định", house.decision.clone());
    add("Mức hỗ trợ", house.grant.map(|amount| format!("{amount} đồng")));
    add("Dự toán", house.estimate.map(|amount| format!("{amount} đồng")));
    add("Quyết toán", house.final_cost.map(|amount| format!("{amount} đồng")));
    add("Gia đình đóng góp", house.family_share.map(|amount| format!("{amount} đồng")));
    add("Đơn vị thi công", house.contractor.clone());
    add("Ảnh", house.photos.clone());
    add("Ghi chú", house.note.clone());
    facts
}

fn view(visit: &Visit, sent: Option<HouseState>, given: &Given) -> Result<HousePage, PageError> {
    let (house, moneys) = movements::house(&visit.ctx, visit.param("code"))?;
    let names = people::names(&visit.ctx, [house.person])?;
    let units = offices::unit_names(&visit.ctx, [house.unit])?;
    let name = names.get(&house.person).cloned().unwrap_or_default();
    let frame = visit.frame(format!("Nhà {}", house.code));
    let may_record = visit.may(Permission::RecordRegisters, Some(Field::Merit));
    let next = if may_record { next(visit, &house, &frame.token, sent, given) } else { Vec::new() };
    let at = HouseState::ALL.iter().position(|state| *state == house.state).unwrap_or(0);
    let steps = HouseState::ALL.iter().enumerate().map(|(number, state)| Step {
        label: state.label(),
        day: day(house.day(*state)),
        is_done: number <= at,
        is_here: number == at,
    });
    Ok(HousePage {
        code: house.code.clone(),
        person: house.person.0,
        name,
        state: house.state.label(),
        class: class(house.state),
        steps: steps.collect(),
        facts: facts(&house, units.get(&house.unit).cloned().unwrap_or_default()),
        total: moneys.iter().map(|money| money.amount).sum::<Vnd>().to_string(),
        moneys: moneys.into_iter().map(money).collect(),
        next,
        edit: format!("/so/houses?tim={}", encode(&house.code)),
        money_form: if crate::pages::registers::may_record(visit, "house_moneys") {
            format!("/so/house_moneys/moi?{}={}", encode("Mã nhà"), encode(&house.code))
        } else {
            String::new()
        },
        may_record,
        frame,
    })
}

fn money(money: HouseMoney) -> (&'static str, String, String, String) {
    (money.source.label(), money.giver, money.amount.to_string(), money.paper.unwrap_or_default())
}

fn next(
    visit: &Visit,
    house: &House,
    token: &str,
    sent: Option<HouseState>,
    given: &Given,
) -> Vec<(String, bool, Form)> {
    let here = HouseState::ALL.iter().position(|state| *state == house.state);
    let forms = house.state.next().iter().enumerate().map(|(number, to)| {
        let is_back = HouseState::ALL.iter().position(|state| state == to) < here;
        let mut fields = vec![form::date("ngay", "Ngày").required().day(visit.ctx.on)];
        if *to == HouseState::Approved {
            let known = house.decision.clone().unwrap_or_default();
            fields.push(form::text("quyet-dinh", "Số quyết định phê duyệt").required().value(known));
        }
        if *to == HouseState::Settled {
            fields.push(
                form::number("quyet-toan", "Kinh phí quyết toán (đồng)").value(amount(house.final_cost)),
            );
        }
        let title = if is_back { format!("Làm lại: {}", to.label()) } else { to.label().to_owned() };
        let address = format!("/den-on/nha/{}", encode(&house.code));
        let form = Form::new(token, address, to.word(), "Ghi", fields).hidden("buoc", to.word());
        let is_sent = sent == Some(*to);
        let form = if is_sent { form.given(given) } else { form };
        (title, is_sent || sent.is_none() && number == 0, form)
    });
    forms.collect()
}

pub fn advance(visit: &Visit) -> Answer {
    let code = visit.param("code");
    movements::house(&visit.ctx, code)?;
    let to = HouseState::from_word(visit.form.get("buoc")).ok_or(PageError::NoPage)?;
    let mut given = Given::of(visit);
    let on = given.need_past("ngay");
    let decision =
        if to == HouseState::Approved { Some(given.need("quyet-dinh")) } else { given.text("quyet-dinh") };
    let final_cost = given.money("quyet-toan");
    if given.is_fine() {
        match movements::advance(&visit.ctx, code, &HouseStep { to, on, decision, final_cost }) {
            Ok(()) => {
                let text = format!("Đã ghi: {}.", to.label());
                return Ok(Reply::see(format!("/den-on/nha/{}", encode(code))).telling(text));
            }
            Err(error) => given.refused(error)?,
        }
    }
    Ok(page(&view(visit, Some(to), &given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

fn sample() -> HousePage {
    let frame = Frame::sample();
    let fields = vec![form::date("ngay", "Ngày").required().value("28/12/2023")];
    let form = Form::new(&frame.token, "/den-on/nha/NTN-01", "accepted", "Ghi", fields);
    let step = |number: usize, state: &HouseState| Step {
        label: state.label(),
        day: if number < 4 { "12/10/2023".to_owned() } else { String::new() },
        is_done: number < 4,
        is_here: number == 3,
    };
    HousePage {
        code: "NTN-2023-01".to_owned(),
        person: 12,
        name: "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned(),
        state: "Đang thi công",
        class: "chinh",
        steps: HouseState::ALL.iter().enumerate().map(|(number, state)| step(number, state)).collect(),
        facts: vec![("Địa bàn", "ấp An Phú, xã Phước Bình".to_owned())],
        moneys: vec![(
            "Vận động",
            "Công ty TNHH Dệt may Thành Công".to_owned(),
            "20.000.000".to_owned(),
            String::new(),
        )],
        total: "80.000.000".to_owned(),
        next: vec![("Đã nghiệm thu".to_owned(), true, form)],
        edit: "/so/houses?tim=NTN".to_owned(),
        money_form: "/so/house_moneys/moi".to_owned(),
        may_record: true,
        frame,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
