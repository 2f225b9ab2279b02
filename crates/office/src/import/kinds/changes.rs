//! `Báo cáo tăng, giảm, thay đổi`: what a commune reports of a month. People must be known; strangers are parked.

use super::order;
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE, Column, FILE_CODE_OPTIONAL, FULL_NAME, HAMLET, Input, MAN_BORN, SEX, Table,
    WOMAN_BORN, labels, optional, required,
};
use crate::import::line::Line;
use crate::import::person::{AFTER_TODAY, Identity, Who, proper_case};
use crate::import::{Change, Import, Kind};
use crate::{Field, OfficeError, Permission};
use domain::Born;
use domain::citizen_number::{self, Warning};
use domain::dates;
use domain::facts::FactKind;
use domain::ids::{FactId, PersonId};
use domain::labels::{Labelled, Labels};
use domain::names::{clean, compare_key, fold};
use domain::people::{Channel, Death, NumberKind, Payee, PayeeGround, PersonNumber, PersonRecord, Place};
use domain::timeline::Dating;
use jiff::civil::Date;

const COLUMNS: &[Column] = &[
    required("Ngày báo cáo").ask(Input::Date),
    required("Loại biến động").ask(Input::Choice(labels::<Event>)),
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    FILE_CODE_OPTIONAL,
    COMMUNE,
    HAMLET,
    optional("Ngày xảy ra").ask(Input::Date),
    optional("Nội dung mới").ask(Input::Note).hint(
        "Chết: Người nhận: …; Quan hệ: …; Giấy tờ: …. Chuyển: tên xã, phường nơi đến. Đổi nơi nhận: Bưu điện; Điểm chi \
         trả: …, hoặc Ngân hàng; Số tài khoản: …; Ngân hàng: …, hoặc Tiền mặt. Đính chính: Họ và tên: …; Ngày sinh: …; \
         Số CCCD: …",
    ),
    optional("Ghi chú").ask(Input::Note),
];

pub const KIND: Kind = Kind {
    id: "changes",
    title: "Báo cáo tăng, giảm, thay đổi",
    order: order::CHANGES,
    // Communes hand their changes in as a report, which somebody else accepts.
    permission: Permission::CheckReports,
    field: None::<Field>,
    columns: COLUMNS,
    list: Some(crate::export::people::changes),
    read,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    Died,
    MovedAway,
    Arrived,
    Born,
    Payee,
    Correction,
}

impl Labelled for Event {
    const VALUES: &'static [Event] =
        &[Event::Died, Event::MovedAway, Event::Arrived, Event::Born, Event::Payee, Event::Correction];

    fn labels(self) -> &'static [&'static str] {
        match self {
            Event::Died => &["Chết", "Mất", "Qua đời", "Từ trần"],
            Event::MovedAway => &["Chuyển đi", "Chuyển nơi cư trú"],
            Event::Arrived => &["Chuyển đến"],
            Event::Born => &["Mới sinh", "Sinh", "Khai sinh"],
            Event::Payee => &["Đổi nơi nhận", "Đổi người nhận", "Đổi hình thức nhận"],
            Event::Correction => &["Đính chính", "Điều chỉnh thông tin"],
        }
    }
}

/// What a complete row does.
enum Act {
    /// With who receives what is owed for months lived, if the family has named somebody.
    Die(Date, Option<Box<Payee>>),
    Live {
        place: Place,
        from: Date,
    },
    /// Out of the area: the residence ends.
    Leave(Date),
    Pay(Box<Payee>),
    Correct(Vec<Correction>),
}

/// Whom a row is about.
enum Reported {
    Known(PersonId, Act),
    /// A child that the register does not have yet, and where it lives from its birth on.
    Newborn(Box<Who>, Identity, Place, Date),
}

enum Correction {
    Name(String),
    Born(Born),
    Number(PersonNumber),
}

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let events = Labels::new();
    for mut line in import.lines(table) {
        let act = act(import, &mut line, &events);
        match act {
            Some(Reported::Known(person, act)) if line.problems.is_empty() => {
                let change = apply(import, &mut line, person, act)?;
                import.accept(line, change);
            }
            Some(Reported::Newborn(who, identity, place, born)) if line.problems.is_empty() => {
                match newborn(import, &mut line, &who, identity, &place, born)? {
                    Some(change) => import.accept(line, change),
                    None => import.set_aside(line),
                }
            }
            _ => import.set_aside(line),
        }
    }
    Ok(())
}

fn act(import: &Import, line: &mut Line, events: &Labels<Event>) -> Option<Reported> {
    line.filled("Loại biến động");
    line.filled("Xã, phường");
    let reported = line.required_date("Ngày báo cáo");
    let event = line.label("Loại biến động", events);
    let happened = line.date("Ngày xảy ra");
    let who = Who::read(line, import)?;
    let event = event?;
    let from = happened.or(reported)?;
    if event == Event::Born {
        return birth(import, line, who, happened);
    }
    let person = reported_person(import, line, &who, event)?;
    let act = match event {
        Event::Died => match happened {
            Some(day) if day > import.on => {
                line.park("Ngày xảy ra", AFTER_TODAY);
                return None;
            }
            Some(day) => Act::Die(day, heir(import, line, person, day).map(Box::new)),
            None => {
                line.park("Ngày xảy ra", "báo chết phải có ngày chết");
                return None;
            }
        },
        Event::MovedAway | Event::Arrived | Event::Born => moved(import, line, &who, event, from)?,
        Event::Payee => Act::Pay(Box::new(payee(import, line, person, from)?)),
        Event::Correction => Act::Correct(corrections(line)?),
    };
    Some(Reported::Known(person, act))
}

/// A birth is told by its day; the day on which it happened says the same.
fn birth(import: &Import, line: &mut Line, mut who: Who, happened: Option<Date>) -> Option<Reported> {
    who.born = who.born.or(happened.map(Born::Day));
    let born = match who.born {
        Some(Born::Day(day)) => day,
        _ => {
            line.park("Ngày sinh", "báo mới sinh phải có ngày sinh");
            return None;
        }
    };
    let identity = import.identify(line, &who)?;
    let place = who.place.clone()?;
    Some(Reported::Newborn(Box::new(who), identity, place, born))
}

fn newborn(
    import: &mut Import,
    line: &mut Line,
    who: &Who,
    identity: Identity,
    place: &Place,
    born: Date,
) -> Result<Option<Change>, OfficeError> {
    let record = match identity {
        Identity::Known(_) => None,
        Identity::New => match who.record(line) {
            Some(record) => Some(record),
            None => return Ok(None),
        },
    };
    let (person, change) = import.put_person(line, identity, who, record)?;
    Ok(Some(change.and(import.put_residence(person, place, born)?)))
}

/// Reports name the commune that reports: for somebody who arrives it is not yet the one in the register.
fn reported_person(import: &Import, line: &mut Line, who: &Who, event: Event) -> Option<PersonId> {
    match import.identify(line, who)? {
        Identity::Known(person) => Some(person),
        Identity::New if event == Event::Arrived => {
            import.known_person(line, &Who { place: None, ..who.clone() })
        }
        Identity::New => import.known_person(line, who),
    }
}

fn moved(import: &Import, line: &mut Line, who: &Who, event: Event, from: Date) -> Option<Act> {
    let target = line.text("Nội dung mới");
    match (event, target) {
        (Event::Arrived, None) => who.place.clone().map(|place| Act::Live { place, from }),
        (_, None) => Some(Act::Leave(from)),
        (_, Some(text)) => match import.places.find(&text) {
            Ok(unit) => Some(Act::Live { place: Place { unit: unit.id, hamlet: None }, from }),
            Err(_) if event == Event::MovedAway => Some(Act::Leave(from)),
            Err(reason) => {
                line.park("Nội dung mới", reason);
                None
            }
        },
    }
}

/// `Người nhận: …; Quan hệ: …; Giấy tờ: …`: who receives from the day after the death, where the dead was paid; an
/// account of the dead is none of the heir's, so that a new one is named or the money is handed over in cash. What
/// cannot be read is noted: the death itself must not wait for it.
fn heir(import: &Import, line: &mut Line, person: PersonId, died: Date) -> Option<Payee> {
    let text = line.text("Nội dung mới")?;
    let from = died.tomorrow().ok()?;
    let mut heir = payee_before(import, person, from)?;
    (heir.ground, heir.payee_person) = (PayeeGround::Heir, None);
    (heir.name, heir.relation, heir.paper) = (String::new(), None, None);
    if heir.channel == Channel::Bank {
        pay_through(&mut heir, Channel::Cash);
    }
    let unread = read_payee(&text, &mut heir);
    if unread.is_empty() && !heir.name.is_empty() {
        return Some(heir);
    }
    let unread = if heir.name.is_empty() { vec!["chưa có người nhận".to_owned()] } else { unread };
    line.notes.push(format!("chưa ghi nhận được người nhận thay người chết: {}", unread.join("; ")));
    None
}

/// `Ngân hàng; Số tài khoản: …; Ngân hàng: …; Chủ tài khoản: …`, `Bưu điện; Điểm chi trả: …`, `Tiền mặt`; also
/// `Người nhận thay: …; Quan hệ: …; Giấy tờ: …`. What is not named stays as it was.
fn payee(import: &Import, line: &mut Line, person: PersonId, from: Date) -> Option<Payee> {
    let text = line.required("Nội dung mới")?;
    let mut payee = payee_before(import, person, from)?;
    for reason in read_payee(&text, &mut payee) {
        line.park("Nội dung mới", reason);
    }
    Some(payee)
}

/// Who receives until `from`, as a payee from then on.
fn payee_before(import: &Import, person: PersonId, from: Date) -> Option<Payee> {
    let registered = import.register.people.get(&person)?;
    let current = import.register.payees(person).iter().map(|(_, payee)| payee);
    let current =
        current.filter(|payee| payee.until.is_none_or(|until| from < until)).max_by_key(|payee| payee.from);
    let mut payee = current.cloned().unwrap_or_else(|| own_payee(person, &registered.record, from));
    (payee.from, payee.until) = (from, None);
    Some(payee)
}

/// A channel, with nothing left of the one before.
fn pay_through(payee: &mut Payee, channel: Channel) {
    payee.channel = channel;
    (payee.point, payee.bank) = (None, None);
    (payee.account_number, payee.account_holder) = (None, None);
}

/// Reads the text into the payee, and tells what is wrong with it.
fn read_payee(text: &str, payee: &mut Payee) -> Vec<String> {
    let mut wrong = Vec::new();
    let channels = Labels::<Channel>::new();
    for (index, piece) in text.split(';').map(str::trim).filter(|piece| !piece.is_empty()).enumerate() {
        match piece.split_once(':') {
            Some((name, value)) => {
                let value = Some(clean(value)).filter(|value| !value.is_empty());
                match (fold(name).as_str(), value) {
                    ("so tai khoan" | "stk", value) => payee.account_number = value,
                    ("ngan hang", value) => payee.bank = value,
                    ("chu tai khoan", value) => payee.account_holder = value,
                    ("diem chi tra", value) => payee.point = value,
                    ("nguoi nhan thay" | "nguoi nhan", Some(name)) => {
                        (payee.name, payee.payee_person) = (name, None);
                        if payee.ground != PayeeGround::Heir {
                            payee.ground = PayeeGround::Proxy;
                        }
                    }
                    ("quan he", value) => payee.relation = value,
                    ("giay to", value) => payee.paper = value,
                    (other, _) => wrong.push(format!("không hiểu mục “{other}”")),
                }
            }
            None => match channels.find(piece) {
                Some(channel) if index == 0 => pay_through(payee, channel),
                _ => wrong.push(format!("không hiểu “{piece}”")),
            },
        }
    }
    if payee.channel == Channel::Bank && payee.account_number.is_none() {
        wrong.push("nhận qua ngân hàng phải có số tài khoản".to_owned());
    }
    wrong
}

fn own_payee(person: PersonId, record: &PersonRecord, from: Date) -> Payee {
    Payee {
        payee_person: Some(person),
        name: record.full_name.clone(),
        ground: PayeeGround::SelfPaid,
        relation: None,
        paper: None,
        channel: Channel::Cash,
        point: None,
        bank: None,
        account_number: None,
        account_holder: None,
        from,
        until: None,
    }
}

/// `Họ và tên…: X`, `Ngày sinh…: dd/mm/yyyy`, `Số CCCD…: …`, separated by semicolons; anything else is parked.
fn corrections(line: &mut Line) -> Option<Vec<Correction>> {
    let text = line.required("Nội dung mới")?;
    let mut found = Vec::new();
    for piece in text.split(';').map(str::trim).filter(|piece| !piece.is_empty()) {
        let correction = piece.split_once(':').and_then(|(name, value)| {
            let (name, value) = (fold(name), clean(value));
            if name.starts_with("ho va ten") || name.starts_with("ho ten") {
                return Some(Correction::Name(proper_case(&value))).filter(|_| !value.is_empty());
            }
            if name.starts_with("ngay sinh") || name.starts_with("nam sinh") {
                return dates::parse_born(&value, line.latest).ok().map(Correction::Born);
            }
            if name.starts_with("so cccd") || name.starts_with("cccd") {
                let reading = citizen_number::read(&value, None, None);
                let twelve = !reading.warnings.contains(&Warning::NotTwelveDigits);
                let number = PersonNumber { kind: NumberKind::Citizen, number: reading.number };
                return twelve.then_some(Correction::Number(number));
            }
            None
        });
        match correction {
            Some(correction) => found.push(correction),
            None => line.park("Nội dung mới", format!("cần người xem xét: “{piece}”")),
        }
    }
    Some(found)
}

fn apply(import: &mut Import, line: &mut Line, person: PersonId, act: Act) -> Result<Change, OfficeError> {
    match act {
        Act::Die(died_on, heir) => {
            let change = import.put_death(person, Death { died_on, certificate: None })?;
            match heir {
                Some(heir) => Ok(change.and(import.put_payee(person, *heir, Dating::Known)?)),
                None => Ok(change),
            }
        }
        Act::Live { place, from } => {
            let row = import.residence(&place, from);
            import.put_fact(person, row, Dating::Known)
        }
        Act::Leave(day) => leave(import, person, day),
        Act::Pay(payee) => import.put_payee(person, *payee, Dating::Known),
        Act::Correct(corrections) => correct(import, line, person, corrections),
    }
}

/// The residence ends; where the person lives now is no longer this office's to say.
fn leave(import: &mut Import, person: PersonId, day: Date) -> Result<Change, OfficeError> {
    let Some(known) = import.register.people.get_mut(&person) else { return Ok(Change::Same) };
    let home = known.facts.iter().position(|(_, row)| row.kind == FactKind::Residence && row.holds_on(day));
    let Some(at) = home else { return Ok(Change::Same) };
    let (id, row) = known.facts[at].clone();
    let edit = domain::timeline::end_fact(id, &row, day);
    if edit.is_empty() {
        return Ok(Change::Same);
    }
    known.facts.remove(at);
    import.buffer.void_fact(id);
    for row in edit.write {
        let id = FactId(import.buffer.id(import.tx)?);
        import.buffer.fact(id, person, row.clone());
        if let Some(known) = import.register.people.get_mut(&person) {
            known.facts.push((id, row));
        }
    }
    Ok(Change::Changed)
}

fn correct(
    import: &mut Import,
    line: &mut Line,
    person: PersonId,
    corrections: Vec<Correction>,
) -> Result<Change, OfficeError> {
    let Some(known) = import.register.people.get(&person) else { return Ok(Change::Same) };
    let old = known.record.clone();
    let mut record = old.clone();
    let mut change = Change::Same;
    for correction in corrections {
        match correction {
            Correction::Name(name) => {
                if compare_key(&name) != compare_key(&record.full_name) {
                    record.full_name = name;
                }
            }
            Correction::Born(born) => record.born = born,
            Correction::Number(number) => change = change.and(import.put_number(person, number)?),
        }
    }
    if record != old {
        line.notes.push(format!("{} → {}", old.full_name, record.full_name));
        import.replace_record(person, record)?;
        change = change.and(Change::Changed);
    }
    Ok(change)
}
