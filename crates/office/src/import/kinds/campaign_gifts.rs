//! Lists of gifts by name, the register of who represents which martyr, and whose gift a ministry pays.

use super::campaigns::{CODE, Codes, GOODS, GOODS_VALUE, RECIPIENT, SOURCE, money};
use super::order;
use crate::export::{List, day, text};
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE_OPTIONAL, Column, FILE_CODE_OPTIONAL, FULL_NAME, HAMLET, Input, MAN_BORN, SEX,
    Table, WOMAN_BORN, labels, names_of, optional, required,
};
use crate::import::line::Line;
use crate::import::person::{Identity, Who};
use crate::import::places::Places;
use crate::import::records::{Book, read_records};
use crate::import::register::Register;
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::campaigns::{
    Gift, GiftKey, GiftSource, GiftState, MartyrRole, PaidByMinistry, PayingMinistry, Recipient,
    Representative,
};
use domain::dates::born_short;
use domain::ids::{
    EntryId, GiftId, HouseholdId, OfficeId, PaidByMinistryId, PersonId, RepresentativeId, UnitId,
};
use domain::labels::{Labelled, Labels};
use domain::people::{NumberKind, PersonRecord};
use domain::{Sex, Vnd};
use std::collections::{HashMap, HashSet};
use store::campaigns::{self as books, With};
use store::people::Known;
use store::{StoreError, Tx, gift_approvals, households, representatives};

const GIFT_COLUMNS: &[Column] = &[
    CODE,
    SOURCE,
    RECIPIENT,
    required("Họ và tên").or(FULL_NAME.synonyms),
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    FILE_CODE_OPTIONAL,
    COMMUNE_OPTIONAL,
    HAMLET,
    optional("Mã hộ"),
    optional("Tập thể").or(&["Tên tập thể", "Đơn vị nhận"]),
    optional("Hồ sơ liệt sĩ").or(&["Số hồ sơ liệt sĩ"]),
    optional("Số tiền").or(&["Tiền mặt"]).ask(Input::Money),
    GOODS,
    GOODS_VALUE,
    optional("Danh sách số").or(&["Số danh sách"]),
    required("Tình trạng").or(&["Kết quả trao", "Ký nhận"]).ask(Input::Choice(labels::<GiftState>)),
    optional("Ngày nhận").or(&["Ngày trao", "Ngày ký nhận"]).ask(Input::Date),
    optional("Người nhận thay").or(&["Người ký nhận thay"]),
    optional("Quan hệ người nhận").or(&["Quan hệ"]),
    optional("Lý do").ask(Input::Note),
];

pub const GIFTS: Kind = Kind {
    id: "campaign_gifts",
    title: "Danh sách tặng quà",
    order: order::CAMPAIGN_GIFTS,
    permission: Permission::Import,
    field: None,
    columns: GIFT_COLUMNS,
    list: Some(list_gifts),
    read: read_gifts,
};

/// Money and goods of one gift, as the budget line of the campaign says.
struct Level {
    cash: Vnd,
    goods: Option<String>,
    goods_value: Vnd,
}

struct Gifts {
    /// Planned gifts that nobody has approved.
    waiting: HashSet<GiftKey>,
    codes: Codes,
    sources: Labels<GiftSource>,
    recipients: Labels<Recipient>,
    states: Labels<GiftState>,
    households: HashMap<String, HouseholdId>,
    levels: HashMap<(String, GiftSource, Recipient, Option<UnitId>), Level>,
}

fn waiting(import: &mut Import) -> Result<HashSet<GiftKey>, OfficeError> {
    let unapproved = gift_approvals::unapproved(import.tx, import.office)?;
    if unapproved.is_empty() {
        return Ok(HashSet::new());
    }
    let unapproved: HashSet<GiftId> = unapproved.into_iter().map(|one| one.gift).collect();
    let all = books::gifts(import.tx, import.office, Known::Now)?.into_iter();
    Ok(all.filter(|row| unapproved.contains(&row.id)).map(|row| row.value.key()).collect())
}

fn read_gifts(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let codes = Codes::load(import)?;
    let households = households::codes(import.tx, import.office)?;
    let mut levels = HashMap::new();
    for row in books::lines(import.tx, import.office, Known::Now)? {
        let line = row.value;
        if let Some(cash) = line.cash.or((!line.goods_value.is_zero()).then_some(Vnd(0))) {
            let level = Level { cash, goods: line.goods, goods_value: line.goods_value };
            levels.insert((line.campaign, line.source, line.recipient, line.unit), level);
        }
    }
    let gifts = Gifts {
        waiting: waiting(import)?,
        codes,
        sources: Labels::new(),
        recipients: Labels::new(),
        states: Labels::new(),
        households: households.into_iter().map(|(id, code)| (code, id)).collect(),
        levels,
    };
    read_records(gifts, import, table)
}

/// Who receives, before anything is written.
enum Receiver {
    Collective(String),
    Person(Box<Who>, Identity, Option<PersonRecord>),
}

/// The person of a row: known, or new with everything that a record needs.
fn receiver(import: &Import, line: &mut Line) -> Option<Receiver> {
    if let Some(collective) = line.text("Tập thể") {
        return Some(Receiver::Collective(collective));
    }
    let who = Who::read(line, import)?;
    let identity = import.identify(line, &who)?;
    let record = match identity {
        Identity::New => Some(who.record(line)?),
        Identity::Known(_) => None,
    };
    Some(Receiver::Person(Box::new(who), identity, record))
}

/// The martyr whose file the row names.
fn martyr(import: &Import, line: &mut Line, column: &str) -> Option<PersonId> {
    let number = line.text(column)?;
    let files = import.register.files(&number);
    let martyr = domain::merit_files::FileCategory::Martyr;
    let found = files.iter().find(|row| row.file.category == martyr).map(|row| row.file.person);
    if found.is_none() {
        line.park(column, "chưa có hồ sơ liệt sĩ số này");
    }
    found
}

impl Gifts {
    /// What the row says; else what the budget line of its commune says; else that of the whole office.
    fn level(&self, line: &mut Line, key: (&str, GiftSource, Recipient, Option<UnitId>)) -> Option<Level> {
        let (cash, goods_value) = (line.amount("Số tiền"), line.amount("Trị giá hiện vật"));
        let goods = line.text("Hiện vật");
        if cash.is_some() || goods_value.is_some() {
            let (cash, goods_value) = (cash.unwrap_or_default(), goods_value.unwrap_or_default());
            return Some(Level { cash, goods, goods_value });
        }
        let (campaign, source, recipient, unit) = key;
        let found = [unit, None]
            .into_iter()
            .find_map(|unit| self.levels.get(&(campaign.to_owned(), source, recipient, unit)));
        if found.is_none() {
            line.refuse("Số tiền", "để trống, và dự toán của đợt không có mức cho diện, nguồn này");
        }
        found.map(|level| Level {
            cash: level.cash,
            goods: goods.or_else(|| level.goods.clone()),
            goods_value: level.goods_value,
        })
    }

    fn household(&self, line: &mut Line) -> Option<HouseholdId> {
        let code = line.text("Mã hộ")?;
        let found = self.households.get(&code).copied();
        if found.is_none() {
            line.park("Mã hộ", "chưa có hộ mang mã này");
        }
        found
    }
}

impl Book for Gifts {
    type Record = Gift;
    type Key = GiftKey;

    fn live(tx: &mut Tx, office: OfficeId) -> Result<Vec<(i64, Gift)>, StoreError> {
        let rows = books::gifts(tx, office, Known::Now)?;
        Ok(rows.into_iter().map(|row| (row.id.0, row.value)).collect())
    }

    fn key(record: &Gift) -> GiftKey {
        record.key()
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Gift>, OfficeError> {
        line.filled("Nguồn");
        line.filled("Diện nhận quà");
        let campaign = self.codes.read(line);
        let source = line.label("Nguồn", &self.sources);
        let recipient = line.label("Diện nhận quà", &self.recipients);
        let household = self.household(line);
        let martyr = martyr(import, line, "Hồ sơ liệt sĩ");
        let on = line.date("Ngày nhận");
        let state = line.label("Tình trạng", &self.states);
        let state = state.unwrap_or(if on.is_some() { GiftState::Given } else { GiftState::Planned });
        let reason = line.text("Lý do");
        if state.needs_reason() && reason.is_none() {
            line.refuse("Lý do", "quà hoàn trả, chuyển hoặc hủy phải ghi lý do");
        }
        if state == GiftState::Given && on.is_none() {
            line.refuse("Ngày nhận", "quà đã nhận phải ghi ngày nhận");
        }
        if recipient.is_some_and(Recipient::stands_for_martyr) && martyr.is_none() {
            line.refuse("Hồ sơ liệt sĩ", "Q15 và Q16 phải ghi số hồ sơ của liệt sĩ");
        }
        let place = crate::import::person::place(line, import);
        let receiver = receiver(import, line);
        let (Some(campaign), Some(source), Some(recipient)) = (campaign, source, recipient) else {
            return Ok(None);
        };
        let level = self.level(line, (&campaign, source, recipient, place.as_ref().map(|place| place.unit)));
        let (Some(level), Some(receiver), true) = (level, receiver, line.problems.is_empty()) else {
            return Ok(None);
        };
        let (person, collective) = match receiver {
            Receiver::Collective(name) => (None, Some(name)),
            Receiver::Person(who, identity, record) => {
                (Some(import.put_person(line, identity, &who, record)?.0), None)
            }
        };
        let home = person.and_then(|person| import.register.people.get(&person)?.unit(import.on));
        let gift = Gift {
            campaign,
            source,
            recipient,
            person,
            household,
            collective,
            martyr,
            unit: place.as_ref().map(|place| place.unit).or(home),
            hamlet: place.and_then(|place| place.hamlet),
            list: line.text("Danh sách số"),
            cash: level.cash,
            goods: level.goods,
            goods_value: level.goods_value,
            state,
            on,
            received_by: line.text("Người nhận thay"),
            relation: line.text("Quan hệ người nhận"),
            reason,
        };
        if matches!(state, GiftState::Given | GiftState::Returned) && self.waiting.contains(&gift.key()) {
            line.park("Tình trạng", "danh sách có suất này chưa được duyệt, chưa trao được");
        }
        Ok(Some(gift))
    }

    fn void(tx: &mut Tx, id: i64, entry: EntryId) -> Result<(), StoreError> {
        books::void_gift(tx, GiftId(id), entry)
    }

    fn insert(
        tx: &mut Tx,
        office: OfficeId,
        entry: EntryId,
        rows: Vec<(i64, Gift)>,
    ) -> Result<(), StoreError> {
        let rows = rows.into_iter().map(|(id, value)| With { id: GiftId(id), value });
        books::insert_gifts(tx, office, entry, rows).map(drop)
    }
}

/// People and places, for lists that go out.
struct Source {
    register: Register,
    places: Places,
    files: HashMap<PersonId, String>,
}

impl Source {
    fn load(ctx: &Ctx, tx: &mut Tx) -> Result<Source, OfficeError> {
        let files = store::merit_files::files(tx, ctx.office, Known::Now)?;
        let martyr = domain::merit_files::FileCategory::Martyr;
        let files = files.into_iter().filter(|row| row.file.category == martyr);
        Ok(Source {
            register: Register::load(tx, ctx.office)?,
            places: Places::load(tx, ctx.office, ctx.on)?,
            files: files.map(|row| (row.file.person, row.file.file_number)).collect(),
        })
    }

    /// `Họ và tên`, `Nam`, `Nữ`, `Số CCCD`, `Mã đối tượng`.
    fn who(&self, person: Option<PersonId>) -> [String; 5] {
        let Some(person) = person.and_then(|id| self.register.people.get(&id)) else {
            return Default::default();
        };
        let born = born_short(person.record.born);
        let (man, woman) = match person.record.sex {
            Sex::Male => (born, String::new()),
            Sex::Female => (String::new(), born),
        };
        let number = |kinds: &[NumberKind]| {
            let found =
                kinds.iter().find_map(|kind| person.numbers.iter().find(|number| number.kind == *kind));
            found.map_or_else(String::new, |number| number.number.clone())
        };
        let citizen = number(&[NumberKind::Citizen, NumberKind::Older]);
        [person.record.full_name.clone(), man, woman, citizen, number(&[NumberKind::File])]
    }

    fn unit(&self, unit: Option<UnitId>) -> String {
        unit.and_then(|unit| self.places.unit(unit)).map_or_else(String::new, |unit| unit.code.clone())
    }

    fn home(&self, ctx: &Ctx, person: PersonId) -> String {
        self.unit(self.register.people.get(&person).and_then(|person| person.unit(ctx.on)))
    }

    fn file(&self, martyr: Option<PersonId>) -> String {
        martyr.and_then(|martyr| self.files.get(&martyr).cloned()).unwrap_or_default()
    }
}

fn list_gifts(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let codes: HashMap<HouseholdId, String> = households::codes(tx, ctx.office)?.into_iter().collect();
    let rows = books::gifts(tx, ctx.office, Known::Now)?.into_iter().map(|row| {
        let gift = row.value;
        let [name, man, woman, citizen, file_code] = source.who(gift.person);
        // A list needs a name in every row.
        let name = gift.collective.clone().filter(|_| name.is_empty()).unwrap_or(name);
        vec![
            gift.campaign,
            gift.source.label().to_owned(),
            gift.recipient.label().to_owned(),
            name,
            man,
            woman,
            String::new(),
            String::new(),
            citizen,
            file_code,
            source.unit(gift.unit),
            text(gift.hamlet.as_ref()),
            gift.household.and_then(|household| codes.get(&household).cloned()).unwrap_or_default(),
            text(gift.collective.as_ref()),
            source.file(gift.martyr),
            gift.cash.0.to_string(),
            text(gift.goods.as_ref()),
            money(gift.goods_value),
            text(gift.list.as_ref()),
            gift.state.label().to_owned(),
            day(gift.on),
            text(gift.received_by.as_ref()),
            text(gift.relation.as_ref()),
            text(gift.reason.as_ref()),
        ]
    });
    Ok(List { title: GIFTS.title, headings: GIFT_HEADINGS, rows: rows.collect() })
}

const GIFT_HEADINGS: &[&str] = &names_of::<24>(GIFT_COLUMNS);

/// Named in full: without marks `Năm` would be the heading of men's births.
const YEAR: Column = required("Năm tặng quà").or(&["Năm"]).ask(Input::Year);

const REPRESENTATIVE_COLUMNS: &[Column] = &[
    required("Hồ sơ liệt sĩ").or(&["Số hồ sơ liệt sĩ"]),
    YEAR,
    required("Vai trò").ask(Input::Choice(labels::<MartyrRole>)),
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE_OPTIONAL,
    optional("Quan hệ với liệt sĩ").or(&["Quan hệ"]),
    optional("Biên bản").or(&["Văn bản"]),
];

pub const REPRESENTATIVES: Kind = Kind {
    id: "martyr_representatives",
    title: "Sổ đại diện thân nhân liệt sĩ",
    order: order::MARTYR_REPRESENTATIVES,
    permission: Permission::Import,
    field: Some(Field::Merit),
    columns: REPRESENTATIVE_COLUMNS,
    list: Some(list_representatives),
    read: |import, table| read_records(Representatives { roles: Labels::new() }, import, table),
};

struct Representatives {
    roles: Labels<MartyrRole>,
}

impl Book for Representatives {
    type Record = Representative;
    type Key = (PersonId, i16);

    fn live(tx: &mut Tx, office: OfficeId) -> Result<Vec<(i64, Representative)>, StoreError> {
        let rows = representatives::of_office(tx, office, Known::Now)?;
        Ok(rows.into_iter().map(|(id, value)| (id.0, value)).collect())
    }

    fn key(record: &Representative) -> Self::Key {
        (record.martyr, record.year)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Representative>, OfficeError> {
        for column in ["Hồ sơ liệt sĩ", "Năm tặng quà", "Vai trò"] {
            line.filled(column);
        }
        let martyr = martyr(import, line, "Hồ sơ liệt sĩ");
        let (year, role) = (line.year("Năm tặng quà"), line.label("Vai trò", &self.roles));
        let Some(who) = Who::read(line, import) else { return Ok(None) };
        let person = import.known_person(line, &who);
        let (Some(martyr), Some(year), Some(role)) = (martyr, year, role) else { return Ok(None) };
        let Some(person) = person else { return Ok(None) };
        let (relation, paper) = (line.text("Quan hệ với liệt sĩ"), line.text("Biên bản"));
        Ok(Some(Representative { martyr, person, year, role, relation, paper }))
    }

    fn void(tx: &mut Tx, id: i64, entry: EntryId) -> Result<(), StoreError> {
        representatives::void(tx, RepresentativeId(id), entry)
    }

    fn insert(
        tx: &mut Tx,
        office: OfficeId,
        entry: EntryId,
        rows: Vec<(i64, Representative)>,
    ) -> Result<(), StoreError> {
        let rows = rows.into_iter().map(|(id, value)| (RepresentativeId(id), value));
        representatives::insert_many(tx, office, entry, rows).map(drop)
    }
}

fn list_representatives(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let rows = representatives::of_office(tx, ctx.office, Known::Now)?.into_iter().map(|(_, row)| {
        let [name, man, woman, citizen, _] = source.who(Some(row.person));
        vec![
            source.file(Some(row.martyr)),
            row.year.to_string(),
            row.role.label().to_owned(),
            name,
            man,
            woman,
            String::new(),
            String::new(),
            citizen,
            source.home(ctx, row.person),
            text(row.relation.as_ref()),
            text(row.paper.as_ref()),
        ]
    });
    Ok(List { title: REPRESENTATIVES.title, headings: REPRESENTATIVE_HEADINGS, rows: rows.collect() })
}

const REPRESENTATIVE_HEADINGS: &[&str] = &names_of::<12>(REPRESENTATIVE_COLUMNS);

const MINISTRY_COLUMNS: &[Column] = &[
    YEAR,
    required("Bộ chi quà").ask(Input::Choice(labels::<PayingMinistry>)),
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE_OPTIONAL,
    optional("Văn bản"),
];

pub const PAID_BY_MINISTRY: Kind = Kind {
    id: "gifts_paid_by_ministry",
    title: "Người do quân đội, công an chi quà",
    order: order::GIFTS_PAID_BY_MINISTRY,
    permission: Permission::Import,
    field: Some(Field::Merit),
    columns: MINISTRY_COLUMNS,
    list: Some(list_paid_by_ministry),
    read: |import, table| read_records(Ministries { ministries: Labels::new() }, import, table),
};

struct Ministries {
    ministries: Labels<PayingMinistry>,
}

impl Book for Ministries {
    type Record = PaidByMinistry;
    type Key = (PersonId, i16);

    fn live(tx: &mut Tx, office: OfficeId) -> Result<Vec<(i64, PaidByMinistry)>, StoreError> {
        let rows = representatives::paid_by_ministry(tx, office, Known::Now)?;
        Ok(rows.into_iter().map(|(id, value)| (id.0, value)).collect())
    }

    fn key(record: &PaidByMinistry) -> Self::Key {
        (record.person, record.year)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<PaidByMinistry>, OfficeError> {
        line.filled("Năm tặng quà");
        line.filled("Bộ chi quà");
        let (year, ministry) = (line.year("Năm tặng quà"), line.label("Bộ chi quà", &self.ministries));
        let Some(who) = Who::read(line, import) else { return Ok(None) };
        let person = import.known_person(line, &who);
        let (Some(person), Some(year), Some(ministry)) = (person, year, ministry) else { return Ok(None) };
        Ok(Some(PaidByMinistry { person, year, ministry, paper: line.text("Văn bản") }))
    }

    fn void(tx: &mut Tx, id: i64, entry: EntryId) -> Result<(), StoreError> {
        representatives::void_paid_by_ministry(tx, PaidByMinistryId(id), entry)
    }

    fn insert(
        tx: &mut Tx,
        office: OfficeId,
        entry: EntryId,
        rows: Vec<(i64, PaidByMinistry)>,
    ) -> Result<(), StoreError> {
        let rows = rows.into_iter().map(|(id, value)| (PaidByMinistryId(id), value));
        representatives::insert_paid_by_ministry(tx, office, entry, rows).map(drop)
    }
}

fn list_paid_by_ministry(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let rows = representatives::paid_by_ministry(tx, ctx.office, Known::Now)?.into_iter().map(|(_, row)| {
        let [name, man, woman, citizen, _] = source.who(Some(row.person));
        vec![
            row.year.to_string(),
            row.ministry.label().to_owned(),
            name,
            man,
            woman,
            String::new(),
            String::new(),
            citizen,
            source.home(ctx, row.person),
            text(row.paper.as_ref()),
        ]
    });
    Ok(List { title: PAID_BY_MINISTRY.title, headings: MINISTRY_HEADINGS, rows: rows.collect() })
}

const MINISTRY_HEADINGS: &[&str] = &names_of::<10>(MINISTRY_COLUMNS);
