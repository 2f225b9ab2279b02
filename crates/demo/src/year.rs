//! What happens in 2023: the decisions that the office signs or receives, and what the communes report.

use jiff::civil::Date;

use crate::assistance::{self, Assisted, EXCEPTIONAL, ORPHAN, POOR_ELDERLY, SEVERE, SINGLE_PARENT};
use crate::household;
use crate::month::{Month, birthday, ymd};
use crate::office::{Enrolment, Line, Office, Regime, Step};
use crate::person::{Papers, PersonId, Wanted};
use crate::rates::Level;
use crate::results;
use crate::rng::Rng;

mod deaths;
mod merits;
mod moves;

pub use deaths::{DIED, generate as deaths};
pub use merits::generate as merits;
pub use moves::generate as moves;

/// The first month that the office pays with the program.
pub const OPENING: Month = Month::new(2023, 1);
/// The month whose list the source's figures are.
pub const LAST: Month = Month::new(2023, 12);
/// What is received later than this day is not on the list of [`LAST`].
pub const LAST_CUT_OFF: Date = Date::constant(2023, 11, 22);

pub const GRANT: &str = "Hưởng";
pub const CHANGE: &str = "Điều chỉnh";
pub const SUSPEND: &str = "Tạm dừng";
pub const RESUME: &str = "Hưởng lại";
pub const STOP: &str = "Thôi hưởng";

const TOWN: &str = "UBND thị xã Trảng Bàng";
const PROVINCE: &str = "Sở Lao động - Thương binh và Xã hội tỉnh Tây Ninh";

/// A signed decision about one person.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Given by [`number`] when the year is complete.
    pub number: String,
    pub signed: Date,
    pub issuer: &'static str,
    pub kind: &'static str,
    pub person: PersonId,
    /// The parts that it grants, changes, or ends.
    pub lines: Vec<Line>,
    pub from: Month,
    /// Sums as written on paper: those of higher bodies carry them.
    pub written: Vec<i64>,
    pub arrears: Option<i64>,
    pub reason: String,
    pub received: Date,
}

/// A line of a commune's monthly report.
#[derive(Clone, Debug)]
pub struct Change {
    pub reported: Date,
    pub kind: &'static str,
    pub person: PersonId,
    pub happened: Date,
    /// Commune, place of payment, or heir.
    pub content: String,
    pub note: &'static str,
}

/// What a decision says, before it has a number.
pub struct Draft {
    pub kind: &'static str,
    pub person: PersonId,
    pub lines: Vec<Line>,
    pub from: Month,
    pub signed: Date,
    pub reason: String,
    /// Reaches the office after the cut-off of its month.
    pub late: bool,
}

/// Signs a decision of the town, files it, and lets it change what is owed.
pub fn sign(office: &mut Office, draft: Draft) {
    let merit = draft.lines.first().is_some_and(|l| l.regime == Regime::Merit);
    let issuer = if merit { PROVINCE } else { TOWN };
    let received = match (draft.late, merit) {
        (true, _) => Month::of(draft.signed).day(26),
        (false, false) => draft.signed,
        (false, true) => draft.signed.checked_add(jiff::Span::new().days(4)).unwrap_or(draft.signed),
    };
    follow(office, &draft, received);
    let level = if draft.signed >= ymd(2023, 9, 5) { Level::Since2023July } else { Level::December2022 };
    let grants = matches!(draft.kind, GRANT | CHANGE);
    let written: Vec<i64> = if merit && grants {
        draft.lines.iter().map(|l| l.amount(&office.rates, level)).collect()
    } else {
        Vec::new()
    };
    let arrears = if merit && grants { arrears(office, &draft, level) } else { None };
    office.decisions.push(Decision {
        number: String::new(),
        signed: draft.signed,
        issuer,
        kind: draft.kind,
        person: draft.person,
        lines: draft.lines,
        from: draft.from,
        written,
        arrears,
        reason: draft.reason,
        received,
    });
}

/// The months from the first owed to that of the signature, each at its level.
fn arrears(office: &Office, draft: &Draft, known: Level) -> Option<i64> {
    let months = Month::of(draft.signed).since(draft.from);
    let of_month = |offset: i32| {
        let new = draft.from.plus(offset) >= Month::new(2023, 7) && known == Level::Since2023July;
        let level = if new { Level::Since2023July } else { Level::December2022 };
        draft.lines.iter().map(|l| l.amount(&office.rates, level)).sum::<i64>()
    };
    let sum = (0..=months).map(of_month).sum();
    (sum > 0).then_some(sum)
}

/// Numbers the decisions of each issuer in the order of their signatures; other offices take the numbers between.
pub fn number(office: &mut Office) {
    office.decisions.sort_by_key(|decision| decision.signed);
    let (mut town, mut province) = (15, 40);
    for decision in &mut office.decisions {
        decision.number = if decision.issuer == PROVINCE {
            province += 3;
            format!("{province}/QĐ-SLĐTBXH")
        } else {
            town += 2;
            format!("{town}/QĐ-UBND")
        };
    }
}

fn follow(office: &mut Office, draft: &Draft, received: Date) {
    let lines = match draft.kind {
        GRANT | CHANGE | RESUME => draft.lines.clone(),
        _ => Vec::new(),
    };
    let step = Step { known: received, from: draft.from, lines };
    let Some(first) = draft.lines.first() else { return };
    // Of social assistance a person has one enrolment; of merit one for each category.
    let same_scheme = |line: &Line| match (line.regime, first.regime) {
        (Regime::Merit, Regime::Merit) => line.category == first.category,
        (line, first) => (line == Regime::Merit) == (first == Regime::Merit),
    };
    let same = |e: &&mut Enrolment| {
        e.person == draft.person
            && draft.kind != GRANT
            && e.old_list.iter().chain(e.steps.iter().flat_map(|s| &s.lines)).any(same_scheme)
    };
    match office.enrolments.iter_mut().find(same) {
        Some(enrolment) => enrolment.steps.push(step),
        None => {
            office.enrolments.push(Enrolment {
                person: draft.person,
                old_list: Vec::new(),
                steps: vec![step],
            });
        }
    }
}

/// Social assistance: newcomers, birthdays, degrees, poverty left, suspensions.
pub fn assistance(office: &mut Office) {
    let mut rng = office.rng("year");
    poverty_left(office);
    for month in 1..=12 {
        newcomers(office, &mut rng, Month::new(2023, month));
    }
    birthdays(office, &mut rng);
    degrees(office, &mut rng);
    suspensions(office);
}

fn poverty_left(office: &mut Office) {
    for (n, person) in household::left_poverty(office).into_iter().enumerate() {
        let Some(lines) = old_lines(office, person) else { continue };
        office.people.all[person].reserved = true;
        office.oddities.push(person);
        // The law's last month is December; two decisions come with the words of February.
        let from = if n < 2 { OPENING.plus(1) } else { OPENING };
        let reason = "Hộ thoát nghèo theo kết quả rà soát cuối năm 2022".to_owned();
        sign(
            office,
            Draft { kind: STOP, person, lines, from, signed: ymd(2023, 1, 16), reason, late: false },
        );
    }
}

fn old_lines(office: &Office, person: PersonId) -> Option<Vec<Line>> {
    let social =
        |e: &&Enrolment| e.person == person && e.old_list.first().is_some_and(|l| l.regime != Regime::Merit);
    office.enrolments.iter().find(social).map(|e| e.old_list.clone())
}

/// Grants signed in a month.
fn newcomers(office: &mut Office, rng: &mut Rng, month: Month) {
    for n in 0..19 {
        // Most in the month of the eightieth birthday, some a month or two later; none owed before the opening.
        let reached = month.plus(if n % 3 == 2 { -1 } else { 0 }).max(OPENING);
        let born = reached.plus(-80 * 12).day(rng.between(2, 28));
        let commune = office.people.commune();
        let wanted = Wanted { female: rng.chance(640), born, commune, papers: Papers::Usual };
        let person = office.people.add(wanted);
        let row = Assisted { added: Some(month), ..assistance::eighty(office, person) };
        office.assisted.push(row);
        grant(office, rng, person, vec![Line::social(assistance::EIGHTY, 10)], reached, month, "Đủ 80 tuổi");
    }
    let mut groups = vec![
        (SEVERE, ymd(1964, 6, 1), ymd(2006, 6, 1)),
        (SEVERE, ymd(1964, 6, 1), ymd(2006, 6, 1)),
        (SEVERE, ymd(1940, 1, 1), ymd(1962, 6, 1)),
        (SEVERE, ymd(2008, 2, 1), ymd(2018, 6, 1)),
    ];
    if month.number() % 3 == 0 {
        groups.push((EXCEPTIONAL, ymd(1940, 1, 1), ymd(1962, 6, 1)));
    }
    for (n, (category, first, last)) in groups.into_iter().enumerate() {
        let born = office.people.born_between(first, last);
        // One certificate is far older than its decision.
        let back = if month.number() == 6 && n == 0 { 4 } else { i32::from(n == 1 && month > OPENING) };
        let certificate = month.plus(-back).day(rng.between(3, 9));
        let row = assistance::disabled_person(office, rng, category, born, certificate);
        let (person, lines) = (row.person, assistance::disability_lines(category, born, month.day(31)));
        office.assisted.push(Assisted { added: Some(month), ..row });
        grant(
            office,
            rng,
            person,
            lines,
            Month::of(certificate),
            month,
            "Người khuyết tật theo giấy xác nhận",
        );
    }
    let waiting: Vec<PersonId> = office
        .assisted
        .iter()
        .filter(|row| row.added == Some(month) && row.category == POOR_ELDERLY)
        .map(|row| row.person)
        .collect();
    for person in waiting {
        let lines = vec![Line::social(POOR_ELDERLY, 15)];
        grant(office, rng, person, lines, month, month, "Người cao tuổi thuộc hộ nghèo");
    }
}

pub fn grant(
    office: &mut Office,
    rng: &mut Rng,
    person: PersonId,
    lines: Vec<Line>,
    from: Month,
    month: Month,
    reason: &str,
) {
    office.people.all[person].reserved = true;
    let signed = month.day(rng.between(10, 18));
    let late = rng.chance(70);
    sign(office, Draft { kind: GRANT, person, lines, from, signed, reason: reason.to_owned(), late });
}

/// Birthdays that change the class of somebody on the old list.
fn birthdays(office: &mut Office, rng: &mut Rng) {
    let rows: Vec<Assisted> = office.assisted.iter().filter(|row| row.added.is_none()).cloned().collect();
    for row in rows {
        let person = &office.people.all[row.person];
        let Some(lines) = old_lines(office, row.person) else { continue };
        if person.died.is_some() || office.oddities.contains(&row.person) {
            continue;
        }
        let born = person.born;
        let reached = |age: i16| {
            let day = birthday(born, age);
            (day.year() == 2023).then_some(day)
        };
        let (day, after, reason) = match row.category {
            SEVERE | EXCEPTIONAL => {
                let Some(day) = reached(16).or_else(|| reached(60)) else { continue };
                let tail = lines.iter().skip(2).cloned();
                let mut after = assistance::disability_lines(row.category, born, day);
                after.extend(tail);
                if row.category == SEVERE {
                    after.extend(lines.iter().skip(1).cloned());
                }
                (day, after, "Thay đổi hệ số theo tuổi")
            }
            POOR_ELDERLY => {
                let Some(day) = reached(80) else { continue };
                (day, vec![Line::social(POOR_ELDERLY, 20)], "Đủ 80 tuổi")
            }
            ORPHAN => match (reached(4), reached(16)) {
                (Some(day), _) => (day, vec![Line::social(ORPHAN, 15)], "Đủ 4 tuổi"),
                (_, Some(day)) => (day, Vec::new(), "Đủ 16 tuổi, không còn đi học"),
                _ => continue,
            },
            SINGLE_PARENT => {
                let Some((_, day)) =
                    row.children.iter().map(|c| (c, birthday(c.1, 16))).find(|(_, day)| day.year() == 2023)
                else {
                    continue;
                };
                let left = i64::try_from(row.children.len()).unwrap_or(1) - 1;
                (day, vec![Line::per_child(SINGLE_PARENT, left)], "Con đủ 16 tuổi")
            }
            _ => continue,
        };
        // A few birthdays pass without anybody writing the decision.
        if rng.chance(60) {
            continue;
        }
        office.people.all[row.person].reserved = true;
        let month = Month::of(day);
        let signed = month.day(rng.between(10, 18));
        let reason = reason.to_owned();
        let draft = if after.is_empty() {
            // The month in which the conditions are lost is still paid.
            let from = month.plus(1);
            Draft { kind: STOP, person: row.person, lines, from, signed, reason, late: false }
        } else {
            Draft { kind: CHANGE, person: row.person, lines: after, from: month, signed, reason, late: false }
        };
        sign(office, draft);
    }
}

/// New degrees after a new look: six worse, three better.
fn degrees(office: &mut Office, rng: &mut Rng) {
    let mut rows: Vec<Assisted> = office
        .assisted
        .iter()
        .filter(|row| row.category == SEVERE && row.added.is_none() && row.children.is_empty())
        .filter(|row| {
            let person = &office.people.all[row.person];
            person.died.is_none() && !person.reserved && !person.listed && person.born.year() > 1965
        })
        .cloned()
        .collect();
    rng.shuffle(&mut rows);
    for (n, row) in rows.into_iter().take(9).enumerate() {
        let month = Month::new(2023, i32::try_from(n).unwrap_or(0) + 2);
        let certificate = month.day(6);
        let (person, born) = (row.person, office.people.all[row.person].born);
        office.people.all[person].reserved = true;
        let worse = n % 3 != 2;
        let (degree, category) =
            if worse { ("Đặc biệt nặng", EXCEPTIONAL) } else { ("Nhẹ", SEVERE) };
        office.assisted.push(Assisted {
            degree,
            category,
            certificate: Some(certificate),
            care: if worse { "Hộ gia đình" } else { "" },
            household: "",
            added: Some(month),
            ..row
        });
        let signed = month.day(17);
        let draft = if worse {
            let lines = assistance::disability_lines(EXCEPTIONAL, born, certificate);
            let reason = "Xác định lại mức độ khuyết tật: đặc biệt nặng".to_owned();
            Draft { kind: CHANGE, person, lines, from: month, signed, reason, late: false }
        } else {
            let lines = vec![Line::social(SEVERE, 15)];
            let reason = "Xác định lại mức độ khuyết tật: nhẹ".to_owned();
            Draft { kind: STOP, person, lines, from: month.plus(1), signed, reason, late: false }
        };
        sign(office, draft);
    }
}

/// People who did not come for three months are suspended; half of them come back.
fn suspensions(office: &mut Office) {
    let absent: Vec<(PersonId, Month)> = office
        .enrolments
        .iter()
        .filter(|e| e.old_list.first().is_some_and(|l| l.regime == Regime::Assistance))
        .filter_map(|e| {
            let person = &office.people.all[e.person];
            let first = results::absent_from(office.seed, &person.citizen, &person.name)?;
            (person.died.is_none() && !person.listed).then_some((e.person, first))
        })
        .collect();
    for (n, (person, first)) in absent.into_iter().enumerate() {
        let Some(lines) = old_lines(office, person) else { continue };
        let month = first.plus(3);
        let suspend = Draft {
            kind: SUSPEND,
            person,
            lines: lines.clone(),
            from: month.plus(1),
            signed: month.day(14),
            reason: "Ba tháng liên tục không nhận trợ cấp".to_owned(),
            late: false,
        };
        sign(office, suspend);
        if n % 2 == 0 && month < Month::new(2023, 10) {
            let reason = "Có mặt tại địa phương, đề nghị nhận lại".to_owned();
            let from = month.plus(3);
            let signed = month.plus(2).day(15);
            sign(office, Draft { kind: RESUME, person, lines, from, signed, reason, late: false });
        }
    }
}
