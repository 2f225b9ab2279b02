//! Registers of people: households of reviews, merit files, relatives.

use super::{List, day, mark, text};
use crate::import::places::Places;
use crate::import::register::{Register, Registered};
use crate::{Ctx, OfficeError};
use domain::Sex;
use domain::dates::born_short;
use domain::facts::{FactKind, FactRow};
use domain::ids::{HouseholdId, PersonId, UnitId};
use domain::labels::Labelled;
use domain::merit_files::{FileCategory, MeritSubtype};
use domain::people::{NumberKind, Place};
use std::collections::HashMap;
use store::merit_files::{self as files, RelativeRow};
use store::people::Known;
use store::{Tx, households};

/// What the lists take together.
pub(crate) struct Source {
    pub(crate) register: Register,
    places: Places,
}

impl Source {
    pub(crate) fn load(ctx: &Ctx, tx: &mut Tx) -> Result<Source, OfficeError> {
        Ok(Source {
            register: Register::load(tx, ctx.office)?,
            places: Places::load(tx, ctx.office, ctx.on)?,
        })
    }

    pub(crate) fn person(&self, id: PersonId) -> Result<&Registered, OfficeError> {
        let missing = || OfficeError::NotFound(format!("hồ sơ người số {id}"));
        self.register.people.get(&id).ok_or_else(missing)
    }

    /// The commune's code; empty for none.
    pub(crate) fn code(&self, unit: Option<UnitId>) -> String {
        let unit = unit.and_then(|unit| self.places.unit(unit));
        unit.map_or_else(String::new, |unit| unit.code.clone())
    }

    /// The commune's code and the hamlet: names change, codes of a day do not.
    pub(crate) fn place(&self, place: Option<&Place>) -> [String; 2] {
        let Some(place) = place else { return [String::new(), String::new()] };
        let code = self.places.unit(place.unit).map_or_else(String::new, |unit| unit.code.clone());
        [code, text(place.hamlet.as_ref())]
    }
}

/// `Họ và tên`, `Nam`, `Nữ`, `Số CCCD`.
pub(crate) fn who(person: &Registered) -> [String; 4] {
    let born = born_short(person.record.born);
    let (man, woman) = match person.record.sex {
        Sex::Male => (born, String::new()),
        Sex::Female => (String::new(), born),
    };
    let kinds = [NumberKind::Citizen, NumberKind::Older];
    let number = kinds.iter().find_map(|kind| person.numbers.iter().find(|number| number.kind == *kind));
    let number = number.map_or_else(String::new, |number| number.number.clone());
    [person.record.full_name.clone(), man, woman, number]
}

pub(crate) fn home(ctx: &Ctx, person: &Registered) -> Option<Place> {
    let row = person.residence(ctx.on)?;
    Some(Place { unit: row.unit?, hamlet: row.hamlet.clone() })
}

/// The members of each household at each review: those of the day on which the review's classes begin to hold.
pub fn residents(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let codes: HashMap<HouseholdId, String> = households::codes(tx, ctx.office)?.into_iter().collect();
    let places = households::places(tx, ctx.office, Known::Now)?;
    let mut places_of: HashMap<HouseholdId, Vec<_>> = HashMap::new();
    places.into_iter().for_each(|row| places_of.entry(row.household).or_default().push(row.value));
    let mut members: HashMap<HouseholdId, Vec<_>> = HashMap::new();
    for row in households::members(tx, ctx.office, Known::Now)? {
        members.entry(row.member.household).or_default().push(row.member);
    }
    let mut classes = households::classes(tx, ctx.office, Known::Now)?;
    classes.sort_by_key(|row| (row.value.review_year, row.household, row.value.from));
    // The class that the review gave, not those that seasons within the year changed it to.
    classes.dedup_by_key(|row| (row.value.review_year, row.household));
    let mut rows = Vec::new();
    for class in classes {
        let day = class.value.from;
        let holds = |from, until: Option<_>| from <= day && until.is_none_or(|until| day < until);
        let of_day = places_of.get(&class.household);
        let place = of_day.and_then(|all| all.iter().find(|place| holds(place.from, place.until)));
        let [commune, hamlet] = source.place(place.map(|place| &place.place));
        for member in members.get(&class.household).into_iter().flatten() {
            let person = source.person(member.person)?;
            let dead = person.death.as_ref().is_some_and(|(_, death)| death.died_on < day);
            if dead || !holds(member.from, member.until) {
                continue;
            }
            let [name, man, woman, number] = who(person);
            rows.push(vec![
                class.value.review_year.to_string(),
                codes.get(&class.household).cloned().unwrap_or_default(),
                name,
                member.relation.clone(),
                class.value.class.label().to_owned(),
                man,
                woman,
                number,
                commune.clone(),
                hamlet.clone(),
                text(person.record.ethnicity.as_ref()),
            ]);
        }
    }
    let headings = &[
        "Năm rà soát",
        "Mã hộ",
        "Họ và tên",
        "Quan hệ với chủ hộ",
        "Phân loại hộ",
        "Nam",
        "Nữ",
        "Số CCCD",
        "Xã, phường",
        "Ấp, khu phố",
        "Dân tộc",
    ];
    Ok(List { title: "Hộ nghèo, hộ cận nghèo", headings, rows })
}

/// The live fact of a kind whose first word is that of the category.
fn fact(person: &Registered, kind: FactKind, category: Option<FileCategory>) -> Option<&FactRow> {
    let fits = |row: &&FactRow| {
        row.kind == kind
            && row.until.is_none()
            && category.is_none_or(|category| row.words[0].as_deref() == Some(category.word()))
    };
    person.facts.iter().map(|(_, row)| row).filter(fits).max_by_key(|row| row.from)
}

pub fn merit_files(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let mut rows = Vec::new();
    for row in files::files(tx, ctx.office, Known::Now)? {
        let file = row.file;
        let person = source.person(file.person)?;
        let [name, man, woman, number] = who(person);
        let [commune, hamlet] = source.place(home(ctx, person).as_ref());
        let status = fact(person, FactKind::MeritStatus, Some(file.category));
        let injury = fact(person, FactKind::InjuryRate, Some(file.category));
        let rate = injury.map_or_else(String::new, |row| match row.numbers {
            [Some(low), Some(high)] => format!("{low}-{high}"),
            [Some(rate), None] => rate.to_string(),
            [None, _] => String::new(),
        });
        let flag =
            |row: Option<&FactRow>, index: usize| mark(row.is_some_and(|row| row.flags[index] == Some(true)));
        let holds = |kind| mark(fact(person, kind, None).is_some());
        let years = status.and_then(|row| row.numbers[0]).map_or_else(String::new, |years| years.to_string());
        rows.push(vec![
            file.file_number,
            name,
            man,
            woman,
            number,
            commune,
            hamlet,
            file.category.category().label().unwrap_or_default().to_owned(),
            file.subtype.map_or("", MeritSubtype::label).to_owned(),
            rate,
            day(injury.map(|row| row.from)),
            day(file.recognised_on),
            text(file.certificate_number.as_ref()),
            file.title.map_or("", |title| title.label()).to_owned(),
            day(person.death.as_ref().map(|(_, death)| death.died_on)),
            text(file.died_place.as_ref()),
            years,
            flag(injury, 0),
            holds(FactKind::LivesAlone),
            holds(FactKind::HomeCarer),
            day(status.and_then(|row| row.ref_date)),
            flag(status, 1),
        ]);
    }
    let headings = &[
        "Số hồ sơ",
        "Họ và tên",
        "Nam",
        "Nữ",
        "Số CCCD",
        "Xã, phường",
        "Ấp, khu phố",
        "Diện",
        "Loại",
        "Tỷ lệ",
        "Ngày kết luận giám định",
        "Ngày công nhận",
        "Số bằng, giấy chứng nhận",
        "Danh hiệu",
        "Ngày mất",
        "Nơi mất",
        "Thâm niên",
        "Đặc biệt nặng",
        "Cô đơn",
        "Có người phục vụ",
        "Ngày bị thương",
        "Dị dạng, dị tật",
    ];
    Ok(List { title: "Hồ sơ người có công", headings, rows })
}

pub fn merit_relatives(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let numbers: HashMap<_, _> =
        files::files(tx, ctx.office, Known::Now)?.into_iter().map(|row| (row.id, row.file)).collect();
    let mut rows = Vec::new();
    for RelativeRow { relative, .. } in files::relatives(tx, ctx.office, Known::Now)? {
        let Some(file) = numbers.get(&relative.file) else { continue };
        let person = source.person(relative.person)?;
        let [name, man, woman, number] = who(person);
        let [commune, hamlet] = source.place(home(ctx, person).as_ref());
        let about = |kind: FactKind| {
            person
                .facts
                .iter()
                .map(|(_, row)| row)
                .find(|row| row.kind == kind && row.ref_person == Some(file.person))
        };
        let decided = about(if relative.worships { FactKind::Worship } else { FactKind::SurvivorOf });
        let study = fact(person, FactKind::Study, None);
        let level = study.and_then(|row| row.words[0].as_deref()).and_then(law::facts::StudyLevel::from_word);
        rows.push(vec![
            file.file_number.clone(),
            name,
            man,
            woman,
            number,
            commune,
            hamlet,
            relative.relation.clone(),
            day(decided.map(|row| row.from)),
            mark(fact(person, FactKind::LivesAlone, None).is_some()),
            mark(relative.worships),
            level.map_or("", |level| level.label()).to_owned(),
        ]);
        if let Some(row) = rows.last_mut() {
            row.extend(delivery(&source, ctx, relative.person));
        }
    }
    let headings = &[
        "Số hồ sơ",
        "Họ và tên",
        "Nam",
        "Nữ",
        "Số CCCD",
        "Xã, phường",
        "Ấp, khu phố",
        "Quan hệ",
        "Ngày quyết định",
        "Cô đơn",
        "Thờ cúng",
        "Đang học",
        "Hình thức",
        "Điểm chi trả",
        "Số tài khoản",
        "Ngân hàng",
        "Chủ tài khoản",
    ];
    Ok(List { title: "Thân nhân người có công", headings, rows })
}

/// `Hình thức`, `Điểm chi trả`, `Số tài khoản`, `Ngân hàng`, `Chủ tài khoản` of the day.
fn delivery(source: &Source, ctx: &Ctx, person: PersonId) -> [String; 5] {
    let payees = source.register.payees(person).iter().map(|(_, payee)| payee);
    let mut holding =
        payees.filter(|payee| payee.from <= ctx.on && payee.until.is_none_or(|until| ctx.on < until));
    holding.next_back().map_or_else(Default::default, |payee| {
        [
            payee.channel.label().to_owned(),
            text(payee.point.as_ref()),
            text(payee.account_number.as_ref()),
            text(payee.bank.as_ref()),
            text(payee.account_holder.as_ref()),
        ]
    })
}
