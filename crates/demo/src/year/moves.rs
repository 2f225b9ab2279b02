//! People who move, who want their money elsewhere, or whose particulars were wrong.

use crate::assistance::{self, Assisted, EIGHTY};
use crate::month::{Month, ymd};
use crate::office::{Line, Office, Regime};
use crate::person::{Papers, PersonId, Wanted};
use crate::places::COMMUNES;
use crate::rng::Rng;
use crate::year::{Change, Draft, STOP, grant, sign};

/// Lets the communes report moves, payees and corrections of every month.
pub fn generate(office: &mut Office) {
    let mut rng = office.rng("moves");
    let mut free: Vec<PersonId> = office
        .enrolments
        .iter()
        .filter(|e| e.old_list.first().is_some_and(|l| l.category == EIGHTY || l.regime == Regime::Merit))
        .map(|e| e.person)
        .filter(|p| {
            let person = &office.people.all[*p];
            !person.reserved && !person.listed && person.died.is_none()
        })
        .collect();
    free.sort_unstable();
    free.dedup();
    rng.shuffle(&mut free);
    for month in 1..=12 {
        let month = Month::new(2023, month);
        for _ in 0..3 {
            within(office, &mut rng, &mut free, month);
        }
        for _ in 0..2 {
            away(office, &mut free, month);
        }
        arrive(office, &mut rng, month);
        for _ in 0..4 {
            payee(office, &mut rng, &mut free, month);
        }
        if month.number() % 2 == 0 {
            correct(office, &mut free, month);
        }
    }
}

fn next(office: &mut Office, free: &mut Vec<PersonId>) -> Option<PersonId> {
    let person = free.pop()?;
    office.people.all[person].reserved = true;
    Some(person)
}

fn push(
    office: &mut Office,
    kind: &'static str,
    person: PersonId,
    month: Month,
    content: String,
    note: &'static str,
) {
    let happened = month.day(5 + i64::try_from(person % 10).unwrap_or(0));
    office.changes.push(Change { reported: month.day(19), kind, person, happened, content, note });
}

fn within(office: &mut Office, rng: &mut Rng, free: &mut Vec<PersonId>, month: Month) {
    let Some(person) = next(office, free) else { return };
    let from = office.people.all[person].commune;
    let to = (from + 1 + rng.index(COMMUNES.len() - 1)) % COMMUNES.len();
    push(office, "Chuyển đi", person, month, COMMUNES[to].name.to_owned(), "Chuyển trong thị xã");
}

/// Leaves the town: the report and a decision that ends everything paid here.
fn away(office: &mut Office, free: &mut Vec<PersonId>, month: Month) {
    let Some(person) = next(office, free) else { return };
    push(
        office,
        "Chuyển đi",
        person,
        month,
        "huyện Củ Chi, Thành phố Hồ Chí Minh".to_owned(),
        "Chuyển hồ sơ",
    );
    let paid: Vec<Vec<Line>> =
        office.enrolments.iter().filter(|e| e.person == person).map(|e| e.old_list.clone()).collect();
    for lines in paid {
        let draft = Draft {
            kind: STOP,
            person,
            lines,
            from: month.plus(1),
            signed: month.day(15),
            reason: "Chuyển nơi cư trú ngoài thị xã".to_owned(),
            late: false,
        };
        sign(office, draft);
    }
}

/// Comes from elsewhere with a file; paid here from the month after.
fn arrive(office: &mut Office, rng: &mut Rng, month: Month) {
    let born = office.people.born_between(ymd(1932, 1, 1), ymd(1941, 12, 31));
    let commune = office.people.commune();
    let wanted = Wanted { female: rng.chance(600), born, commune, papers: Papers::Complete };
    let person = office.people.add(wanted);
    let row = Assisted { added: Some(month), ..assistance::eighty(office, person) };
    office.assisted.push(row);
    push(
        office,
        "Chuyển đến",
        person,
        month,
        COMMUNES[commune].name.to_owned(),
        "Từ huyện Gò Dầu, đã thôi hưởng nơi cũ",
    );
    let lines = vec![Line::social(EIGHTY, 10)];
    grant(office, rng, person, lines, month.plus(1), month, "Tiếp nhận hồ sơ chuyển đến");
}

fn payee(office: &mut Office, rng: &mut Rng, free: &mut Vec<PersonId>, month: Month) {
    let Some(person) = next(office, free) else { return };
    let who = &office.people.all[person];
    let content = if rng.chance(650) {
        let holder = crate::names::plain(&who.name).to_uppercase();
        let account = rng.below(1_000_000);
        format!("Ngân hàng; Số tài khoản: 5701205{account:06}; Ngân hàng: Agribank; Chủ tài khoản: {holder}")
    } else {
        format!("Bưu điện; Điểm chi trả: Bưu điện văn hóa {}", COMMUNES[who.commune].short)
    };
    push(office, "Đổi nơi nhận", person, month, content, "");
}

fn correct(office: &mut Office, free: &mut Vec<PersonId>, month: Month) {
    let Some(person) = next(office, free) else { return };
    let who = &office.people.all[person];
    let content = format!("Họ và tên đúng theo CCCD: {}", who.name.to_uppercase());
    push(office, "Đính chính", person, month, content, "Sai chữ trên danh sách");
}
