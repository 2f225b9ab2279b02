//! `Sổ nhà tình nghĩa` and the sources of each house's money.

use super::order;
use crate::export::registers::{Source, who};
use crate::export::{List, day, number, text};
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE, Column, FULL_NAME, HAMLET, Input, MAN_BORN, SEX, WOMAN_BORN, labels, names_of,
    optional, required,
};
use crate::import::line::Line;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::labels::{Labelled, Labels};
use domain::movements::{CareSource, House, HouseKind, HouseMoney, HouseState, HouseWork};
use domain::names::search_key;
use std::collections::HashSet;
use store::Tx;
use store::movements;
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Mã nhà").or(&["Mã công trình"]),
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE,
    HAMLET,
    required("Loại nhà").ask(Input::Choice(labels::<HouseKind>)),
    required("Hình thức").or(&["Hình thức hỗ trợ", "Xây, sửa"]).ask(Input::Choice(labels::<HouseWork>)),
    optional("Hiện trạng").or(&["Hiện trạng trước"]).ask(Input::Note),
    optional("Diện tích").or(&["Diện tích (m2)"]).ask(Input::Count),
    optional("Số quyết định").or(&["Quyết định"]),
    optional("Mức hỗ trợ").or(&["Ngân sách hỗ trợ"]).ask(Input::Money),
    optional("Dự toán").ask(Input::Money),
    optional("Quyết toán").or(&["Kinh phí quyết toán"]).ask(Input::Money),
    optional("Gia đình đóng góp").ask(Input::Money),
    optional("Đơn vị thi công"),
    required("Trạng thái").or(&["Tiến độ"]).ask(Input::Choice(labels::<HouseState>)),
    optional("Ngày đề nghị").ask(Input::Date),
    optional("Ngày khảo sát").ask(Input::Date),
    optional("Ngày duyệt").or(&["Ngày quyết định"]).ask(Input::Date),
    optional("Ngày khởi công").ask(Input::Date),
    optional("Ngày nghiệm thu").ask(Input::Date),
    optional("Ngày bàn giao").ask(Input::Date),
    optional("Ngày quyết toán").ask(Input::Date),
    optional("Ảnh").or(&["Ảnh trước, sau"]),
    optional("Ghi chú").ask(Input::Note),
];

/// The column of each step's day, in the order of the steps.
const DAYS: [&str; 7] = [
    "Ngày đề nghị",
    "Ngày khảo sát",
    "Ngày duyệt",
    "Ngày khởi công",
    "Ngày nghiệm thu",
    "Ngày bàn giao",
    "Ngày quyết toán",
];

pub const HOUSES: Kind = Kind {
    id: "houses",
    title: "Sổ nhà tình nghĩa, nhà đại đoàn kết",
    order: order::HOUSES,
    permission: Permission::Import,
    field: Some(Field::Merit),
    columns: COLUMNS,
    list: Some(list),
    read: |import, table| {
        let (kinds, works, states) = (Labels::new(), Labels::new(), Labels::new());
        read_records(Houses { kinds, works, states }, import, table)
    },
};

struct Houses {
    kinds: Labels<HouseKind>,
    works: Labels<HouseWork>,
    states: Labels<HouseState>,
}

impl Book for Houses {
    type Record = House;
    type Key = String;

    stored_in!(movements::houses, HouseId);

    fn key(house: &House) -> String {
        house.code.clone()
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<House>, OfficeError> {
        for column in ["Loại nhà", "Hình thức", "Trạng thái", "Xã, phường"] {
            line.filled(column);
        }
        let code = line.required("Mã nhà");
        let kind = line.label("Loại nhà", &self.kinds);
        let work = line.label("Hình thức", &self.works);
        let state = line.label("Trạng thái", &self.states);
        let area = line.count("Diện tích");
        let [grant, estimate, final_cost, family_share] =
            ["Mức hỗ trợ", "Dự toán", "Quyết toán", "Gia đình đóng góp"].map(|column| line.amount(column));
        let days = DAYS.map(|column| line.date(column));
        let (Some(code), Some(kind), Some(work), Some(state)) = (code, kind, work, state) else {
            return Ok(None);
        };
        let unit = match crate::import::person::place(line, import) {
            Some(place) => place,
            None => return Ok(None),
        };
        let [proposed_on, surveyed_on, approved_on, started_on, accepted_on, handed_over_on, settled_on] =
            days;
        let mut house = House {
            code,
            kind,
            work,
            person: domain::ids::PersonId(0),
            unit: unit.unit,
            hamlet: unit.hamlet,
            before: line.text("Hiện trạng"),
            area,
            decision: line.text("Số quyết định"),
            grant,
            estimate,
            final_cost,
            family_share,
            contractor: line.text("Đơn vị thi công"),
            state,
            proposed_on,
            surveyed_on,
            approved_on,
            started_on,
            accepted_on,
            handed_over_on,
            settled_on,
            photos: line.text("Ảnh"),
            note: line.text("Ghi chú"),
        };
        if let Some((column, reason)) = house.problem() {
            line.refuse(column, reason);
        }
        check_level(import, line, &house);
        let Some((person, _)) = import.take_person(line)? else { return Ok(None) };
        house.person = person;
        Ok(Some(house))
    }
}

/// What a gratitude house is given from budgets is measured by the law's level of the day of the decision.
fn check_level(import: &Import, line: &mut Line, house: &House) {
    let (HouseKind::Gratitude, Some(grant), Some(day)) = (house.kind, house.grant, house.approved_on) else {
        return;
    };
    if let Ok(level) = import.ctx.rules.houses.level(house.work, day)
        && level.value != grant
    {
        let citation = &import.ctx.rules.provisions.get(level.provision).citation;
        line.warn("Mức hỗ trợ", format!("mức theo {citation} là {} đồng", level.value));
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let mut rows = Vec::new();
    for (_, house) in movements::houses::of_office(tx, ctx.office, Known::Now)? {
        let [name, man, woman, citizen] = who(source.person(house.person)?);
        let days = HouseState::ALL.iter().map(|state| day(house.day(*state)));
        let days: Vec<String> = days.collect();
        let money = |amount: Option<law::Vnd>| number(amount.map(|amount| amount.0));
        let mut row = vec![
            house.code,
            name,
            man,
            woman,
            String::new(),
            String::new(),
            citizen,
            source.code(Some(house.unit)),
            text(house.hamlet.as_ref()),
            house.kind.label().to_owned(),
            house.work.label().to_owned(),
            text(house.before.as_ref()),
            number(house.area),
            text(house.decision.as_ref()),
            money(house.grant),
            money(house.estimate),
            money(house.final_cost),
            money(house.family_share),
            text(house.contractor.as_ref()),
            house.state.label().to_owned(),
        ];
        row.extend(days);
        row.extend([text(house.photos.as_ref()), text(house.note.as_ref())]);
        rows.push(row);
    }
    Ok(List { title: HOUSES.title, headings: const { &names_of::<29>(COLUMNS) }, rows })
}

const MONEY_COLUMNS: &[Column] = &[
    required("Mã nhà").or(&["Mã công trình"]),
    required("Nguồn tiền").or(&["Nguồn vốn", "Nguồn kinh phí"]).ask(Input::Choice(labels::<CareSource>)),
    optional("Đơn vị đóng góp").or(&["Nhà tài trợ"]),
    required("Số tiền").ask(Input::Money),
    optional("Văn bản").or(&["Chứng từ"]),
];

pub const MONEYS: Kind = Kind {
    id: "house_moneys",
    title: "Nguồn tiền của nhà",
    order: order::HOUSE_MONEYS,
    permission: Permission::Import,
    field: Some(Field::Merit),
    columns: MONEY_COLUMNS,
    list: Some(list_moneys),
    read: |import, table| {
        let live = movements::houses::of_office(import.tx, import.office, Known::Now)?;
        let houses = live.into_iter().map(|(_, house)| house.code).collect();
        read_records(Moneys { houses, sources: Labels::new() }, import, table)
    },
};

struct Moneys {
    houses: HashSet<String>,
    sources: Labels<CareSource>,
}

impl Book for Moneys {
    type Record = HouseMoney;
    type Key = (String, CareSource, String);

    stored_in!(movements::house_moneys, HouseMoneyId);

    fn key(money: &HouseMoney) -> Self::Key {
        (money.house.clone(), money.source, search_key(&money.giver))
    }

    fn read(&mut self, _: &mut Import, line: &mut Line) -> Result<Option<HouseMoney>, OfficeError> {
        line.filled("Nguồn tiền");
        line.filled("Số tiền");
        let house = line.required("Mã nhà");
        if house.as_ref().is_some_and(|house| !self.houses.contains(house)) {
            line.park("Mã nhà", "chưa có nhà này trong sổ");
        }
        let source = line.label("Nguồn tiền", &self.sources);
        let amount = line.amount("Số tiền");
        if amount.is_some_and(|amount| amount.0 < 0) {
            line.refuse("Số tiền", "không được âm");
        }
        let (Some(house), Some(source), Some(amount)) = (house, source, amount) else { return Ok(None) };
        let giver = line.text("Đơn vị đóng góp").unwrap_or_default();
        Ok(Some(HouseMoney { house, source, giver, amount, paper: line.text("Văn bản") }))
    }
}

fn list_moneys(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let live = movements::house_moneys::of_office(tx, ctx.office, Known::Now)?;
    let rows = live.into_iter().map(|(_, money)| {
        let source = money.source.label().to_owned();
        vec![money.house, source, money.giver, money.amount.0.to_string(), text(money.paper.as_ref())]
    });
    Ok(List { title: MONEYS.title, headings: const { &names_of::<5>(MONEY_COLUMNS) }, rows: rows.collect() })
}
