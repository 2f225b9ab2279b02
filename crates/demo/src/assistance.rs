//! The register of social assistance and what its people were paid in December 2022.

use jiff::civil::Date;

use crate::month::{Month, birthday, ymd};
use crate::names;
use crate::office::{Line, Office};
use crate::person::{Papers, PersonId, Wanted};
use crate::places::COMMUNES;
use crate::rng::Rng;

pub const EIGHTY: &str = "Người từ đủ 80 tuổi không có lương hưu";
pub const SEVERE: &str = "Người khuyết tật nặng";
pub const EXCEPTIONAL: &str = "Người khuyết tật đặc biệt nặng";
pub const OWN_CARE: &str = "Hộ chăm sóc người khuyết tật đặc biệt nặng";
pub const ORPHAN: &str = "Trẻ em mồ côi cả cha và mẹ";
pub const ABANDONED: &str = "Trẻ em bị bỏ rơi";
pub const STUDENT: &str = "Người từ đủ 16 tuổi đang đi học";
pub const SINGLE_PARENT: &str = "Người đơn thân nghèo nuôi con";
pub const POOR_ELDERLY: &str = "Người cao tuổi nghèo không có người phụng dưỡng";
pub const FOSTERED_ELDERLY: &str = "Người cao tuổi nghèo được nhận chăm sóc tại cộng đồng";
pub const POOR_HIV: &str = "Người nhiễm HIV thuộc hộ nghèo";
pub const CHILD_HIV: &str = "Trẻ em nhiễm HIV thuộc hộ nghèo";
const MOTHER_CARE: &str = "Người khuyết tật mang thai hoặc nuôi một con dưới 36 tháng";
const FOSTER_ELDERLY: &str = "Nhận nuôi người cao tuổi nghèo";
const FOSTER_YOUNG: &str = "Nhận nuôi trẻ em dưới 4 tuổi";
const FOSTER_CHILD: &str = "Nhận nuôi trẻ em từ đủ 4 tuổi";

/// A row of the register.
#[derive(Clone, Debug, Default)]
pub struct Assisted {
    pub person: PersonId,
    pub category: &'static str,
    pub degree: &'static str,
    pub certificate: Option<Date>,
    /// Class of the household; empty when the poverty lists say it.
    pub household: &'static str,
    pub support: &'static str,
    pub father: &'static str,
    pub mother: &'static str,
    pub abandoned: bool,
    pub marital: &'static str,
    pub children: Vec<(String, Date)>,
    pub care: &'static str,
    pub hiv: bool,
    pub pension: Option<i64>,
    pub applied: Option<Date>,
    /// Month of 2023 in which the person comes onto the register; nothing: was there before.
    pub added: Option<Month>,
}

/// People on the old list, class by class; chosen so that the list of December 2023 has the source's totals.
struct Counts;

impl Counts {
    const EIGHTY: usize = 4100;
    /// Of these are also paid as people with merits.
    const EIGHTY_WITH_MERIT: usize = 160;
    const SEVERE_ADULT: usize = 1400;
    const SEVERE_OLD: usize = 550;
    const SEVERE_CHILD: usize = 120;
    const EXCEPTIONAL_ADULT: usize = 96;
    const EXCEPTIONAL_OLD: usize = 92;
    const EXCEPTIONAL_CHILD: usize = 22;
    const ORPHANS: usize = 64;
    const ABANDONED: usize = 5;
    const STUDENTS: usize = 4;
    const SINGLE_PARENTS: usize = 60;
    const POOR_ELDERLY: usize = 72;
    const FOSTERED_ELDERLY: usize = 3;
    const POOR_HIV: usize = 12;
    const CHILD_HIV: usize = 2;
}

/// Makes the register and its lines on the old list.
pub fn generate(office: &mut Office) {
    let mut rng = office.rng("assistance");
    eighty_with_merit(office, &mut rng);
    for _ in Counts::EIGHTY_WITH_MERIT..Counts::EIGHTY {
        let person = eighty_person(office, &mut rng);
        let row = eighty(office, person);
        enrol(office, row, vec![Line::social(EIGHTY, 10)]);
    }
    for (count, category, first, last) in disabled_groups() {
        for _ in 0..count {
            let born = office.people.born_between(first, last);
            let row = disabled(office, &mut rng, category, born);
            let lines = disability_lines(category, born, ymd(2022, 12, 31));
            enrol(office, row, lines);
        }
    }
    mothers(office, &mut rng);
    children(office, &mut rng);
    single_parents(office, &mut rng);
    poor_people(office, &mut rng);
    newly_poor(office, &mut rng);
}

/// Households that the review of 2022 found poor: their old and single-parent members apply in the new year.
fn newly_poor(office: &mut Office, rng: &mut Rng) {
    for month in [2, 2, 3, 3, 4, 5] {
        let row = poor_row(office, rng, POOR_ELDERLY, (ymd(1945, 1, 1), ymd(1961, 12, 31)));
        office.people.all[row.person].reserved = true;
        let added = Month::new(2023, month);
        let applied = Some(added.plus(-1).day(20));
        office.assisted.push(Assisted { support: "Không có", added: Some(added), applied, ..row });
    }
}

fn disabled_groups() -> [(usize, &'static str, Date, Date); 6] {
    let (child, adult, old) = (
        (ymd(2008, 1, 1), ymd(2020, 6, 30)),
        (ymd(1963, 1, 1), ymd(2006, 12, 31)),
        (ymd(1934, 1, 1), ymd(1962, 12, 31)),
    );
    [
        (Counts::SEVERE_ADULT, SEVERE, adult.0, adult.1),
        (Counts::SEVERE_OLD, SEVERE, old.0, old.1),
        (Counts::SEVERE_CHILD, SEVERE, ymd(2007, 1, 1), child.1),
        (Counts::EXCEPTIONAL_ADULT, EXCEPTIONAL, adult.0, adult.1),
        (Counts::EXCEPTIONAL_OLD, EXCEPTIONAL, old.0, old.1),
        (Counts::EXCEPTIONAL_CHILD, EXCEPTIONAL, child.0, child.1),
    ]
}

/// Puts the row on the register and its lines on the old list.
pub fn enrol(office: &mut Office, row: Assisted, lines: Vec<Line>) {
    office.enrol_old(row.person, lines);
    office.assisted.push(row);
}

/// Old people of the merit lists who have no pension draw both.
fn eighty_with_merit(office: &mut Office, rng: &mut Rng) {
    let limit = ymd(1941, 12, 31);
    let mut old: Vec<PersonId> = office
        .enrolments
        .iter()
        .map(|e| e.person)
        .filter(|p| office.people.all[*p].born <= limit && !office.people.all[*p].reserved)
        .collect();
    old.sort_unstable();
    old.dedup();
    rng.shuffle(&mut old);
    for person in old.into_iter().take(Counts::EIGHTY_WITH_MERIT) {
        let row = eighty(office, person);
        enrol(office, row, vec![Line::social(EIGHTY, 10)]);
    }
}

fn eighty_person(office: &mut Office, rng: &mut Rng) -> PersonId {
    // Fewer at every higher age; women live longer.
    let (first, last) =
        *rng.weighted(&[((1938, 1942), 520), ((1933, 1937), 290), ((1928, 1932), 135), ((1922, 1927), 55)]);
    let born = office.people.born_between(ymd(first, 1, 1), ymd(last, 12, 28));
    let female = rng.chance(640);
    let commune = office.people.commune();
    office.people.add(Wanted { female, born, commune, papers: Papers::Usual })
}

/// The register's row of somebody of eighty.
pub fn eighty(office: &Office, person: PersonId) -> Assisted {
    let reached = birthday(office.people.all[person].born, 80).max(ymd(2011, 1, 3));
    Assisted {
        person,
        category: EIGHTY,
        household: "Khác",
        support: "Có",
        // In the first days of the month of the birthday.
        applied: Some(Month::of(reached).day(2 + i64::try_from(person % 7).unwrap_or(0))),
        ..Assisted::default()
    }
}

/// A new disabled person with a certificate of some year before 2023.
fn disabled(office: &mut Office, rng: &mut Rng, category: &'static str, born: Date) -> Assisted {
    let first = ymd(2012, 6, 11).max(birthday(born, 2));
    let certificate = office.people.born_between(first, ymd(2022, 10, 28));
    disabled_person(office, rng, category, born, certificate)
}

/// A disabled person of whom one knows the day of the certificate.
pub fn disabled_person(
    office: &mut Office,
    rng: &mut Rng,
    category: &'static str,
    born: Date,
    certificate: Date,
) -> Assisted {
    let commune = office.people.commune();
    let person = office.people.add(Wanted { female: rng.chance(470), born, commune, papers: Papers::Usual });
    if category == EXCEPTIONAL || born > ymd(2006, 12, 31) {
        receiver(office, rng, person);
    }
    Assisted {
        person,
        category,
        degree: if category == EXCEPTIONAL { "Đặc biệt nặng" } else { "Nặng" },
        certificate: Some(certificate),
        household: "Khác",
        support: if born < ymd(1965, 1, 1) { "Có" } else { "" },
        care: if category == EXCEPTIONAL { "Hộ gia đình" } else { "" },
        applied: Some(certificate),
        ..Assisted::default()
    }
}

/// What a disabled person of that age is paid.
pub fn disability_lines(category: &'static str, born: Date, day: Date) -> Vec<Line> {
    let more = birthday(born, 16) > day || birthday(born, 60) <= day;
    let tenths = 15 + if more { 5 } else { 0 } + if category == EXCEPTIONAL { 5 } else { 0 };
    let mut lines = vec![Line::social(category, tenths)];
    if category == EXCEPTIONAL {
        lines.push(Line::care(OWN_CARE, 10));
    }
    lines
}

/// Somebody of the family collects the money.
pub fn receiver(office: &mut Office, rng: &mut Rng, person: PersonId) {
    let who = &office.people.all[person];
    let child = who.born > ymd(2005, 1, 1);
    let (relation, female) = match (child, rng.chance(550)) {
        (true, true) => ("Mẹ", true),
        (true, false) => ("Cha", false),
        (false, true) => ("Con", true),
        (false, false) => ("Em", false),
    };
    let family = if relation == "Mẹ" { names::family(rng) } else { who.family() };
    let year = if relation == "Em" { who.born.year() + 3 } else { 1975 };
    let name = names::full(rng, family, female, year);
    office.receivers.push((person, name, relation));
}

/// Severely disabled women with one small child: care support besides their allowance.
fn mothers(office: &mut Office, rng: &mut Rng) {
    for _ in 0..5 {
        let born = office.people.born_between(ymd(1986, 1, 1), ymd(1998, 12, 31));
        let commune = office.people.commune();
        let person = office.people.add(Wanted { female: true, born, commune, papers: Papers::Complete });
        let child = office.people.born_between(ymd(2021, 3, 1), ymd(2022, 8, 30));
        let family = names::family(rng);
        let girl = rng.chance(490);
        let name = names::full(rng, family, girl, child.year());
        let row = Assisted {
            person,
            category: SEVERE,
            degree: "Nặng",
            certificate: Some(ymd(2016, 5, 20)),
            household: "Khác",
            marital: "Kết hôn",
            children: vec![(name, child)],
            applied: Some(Month::of(child).day(25)),
            ..Assisted::default()
        };
        office.people.all[person].reserved = true;
        enrol(office, row, vec![Line::social(SEVERE, 15), Line::care(MOTHER_CARE, 15)]);
    }
}

/// Children without parents, some of them with a foster family, and those who have grown up meanwhile.
fn children(office: &mut Office, rng: &mut Rng) {
    for n in 0..Counts::ORPHANS {
        // Two of them pass their fourth birthday in the year.
        let (first, last) = match n {
            0 | 1 => (ymd(2019, 4, 1), ymd(2019, 9, 28)),
            2 | 3 => (ymd(2020, 2, 1), ymd(2021, 12, 28)),
            _ => (ymd(2007, 3, 1), ymd(2018, 12, 31)),
        };
        let born = office.people.born_between(first, last);
        let mut row = child_row(office, rng, ORPHAN, born);
        (row.father, row.mother) = ("Đã chết", "Đã chết");
        let tenths = if born > ymd(2018, 12, 31) { 25 } else { 15 };
        let mut lines = vec![Line::social(ORPHAN, tenths)];
        if (2..=8).contains(&n) {
            row.care = "Nhận nuôi";
            lines.push(Line::care(if tenths == 25 { FOSTER_YOUNG } else { FOSTER_CHILD }, tenths));
            office.people.all[row.person].reserved = true;
        }
        enrol(office, row, lines);
    }
    for _ in 0..Counts::ABANDONED {
        let born = office.people.born_between(ymd(2009, 1, 1), ymd(2017, 12, 31));
        let mut row = child_row(office, rng, ABANDONED, born);
        row.abandoned = true;
        (row.father, row.mother) = ("Không xác định", "Không xác định");
        enrol(office, row, vec![Line::social(ABANDONED, 15)]);
    }
    for _ in 0..Counts::STUDENTS {
        // The register has no column for studies: the engine cannot confirm these.
        let born = office.people.born_between(ymd(2003, 2, 1), ymd(2006, 10, 1));
        let mut row = child_row(office, rng, STUDENT, born);
        (row.father, row.mother) = ("Đã chết", "Đã chết");
        office.oddities.push(row.person);
        enrol(office, row, vec![Line::social(STUDENT, 15)]);
    }
}

fn child_row(office: &mut Office, rng: &mut Rng, category: &'static str, born: Date) -> Assisted {
    let commune = office.people.commune();
    let person =
        office.people.add(Wanted { female: rng.chance(490), born, commune, papers: Papers::Complete });
    let family = names::family(rng);
    let name = names::full(rng, family, true, 1958);
    office.receivers.push((person, name, "Bà"));
    let applied = Month::of(born).plus(14).day(12).min(ymd(2022, 10, 3)).max(ymd(2021, 7, 5));
    Assisted { person, category, household: "Khác", applied: Some(applied), ..Assisted::default() }
}

/// Widowed or unmarried parents; their households are on the poverty lists.
fn single_parents(office: &mut Office, rng: &mut Rng) {
    for n in 0..Counts::SINGLE_PARENTS {
        let born = office.people.born_between(ymd(1974, 1, 1), ymd(1990, 12, 31));
        let commune = office.people.commune();
        let person =
            office.people.add(Wanted { female: rng.chance(850), born, commune, papers: Papers::Complete });
        let family = office.people.all[person].family().to_owned();
        let mut children = Vec::new();
        for _ in 0..1 + i64::from(rng.chance(400)) {
            let child = office.people.born_between(ymd(2009, 1, 1), ymd(2019, 12, 31));
            let girl = rng.chance(490);
            children.push((names::full(rng, &family, girl, child.year()), child));
        }
        if n < 2 {
            // A sixteenth birthday within the year.
            let girl = rng.chance(490);
            children.push((names::full(rng, &family, girl, 2007), ymd(2007, 5, 9)));
        }
        let count = i64::try_from(children.len()).unwrap_or(1);
        let row = Assisted {
            person,
            category: SINGLE_PARENT,
            marital: if rng.chance(600) { "Góa" } else { "Chưa kết hôn" },
            children,
            applied: Some(ymd(2021, 7, 20)),
            ..Assisted::default()
        };
        enrol(office, row, vec![Line::per_child(SINGLE_PARENT, count)]);
    }
}

/// People who are paid because their household is poor; the poverty lists carry the household.
fn poor_people(office: &mut Office, rng: &mut Rng) {
    for n in 0..Counts::POOR_ELDERLY {
        let (first, last) = match n {
            // One turns eighty in the year, two are past it.
            0 => (ymd(1943, 6, 1), ymd(1943, 6, 28)),
            n if n % 3 == 0 => (ymd(1932, 1, 1), ymd(1941, 12, 31)),
            _ => (ymd(1945, 1, 1), ymd(1961, 12, 31)),
        };
        let row = poor_row(office, rng, POOR_ELDERLY, (first, last));
        let tenths = if last < ymd(1942, 12, 31) { 20 } else { 15 };
        enrol(office, Assisted { support: "Không có", ..row }, vec![Line::social(POOR_ELDERLY, tenths)]);
    }
    for _ in 0..Counts::FOSTERED_ELDERLY {
        let row = poor_row(office, rng, FOSTERED_ELDERLY, (ymd(1934, 1, 1), ymd(1941, 12, 31)));
        // Fitness for a facility has no column: the engine cannot confirm these.
        office.oddities.push(row.person);
        let lines = vec![Line::social(FOSTERED_ELDERLY, 30), Line::care(FOSTER_ELDERLY, 15)];
        enrol(office, Assisted { support: "Không có", care: "Nhận nuôi", ..row }, lines);
    }
    for _ in 0..Counts::POOR_HIV {
        let row = poor_row(office, rng, POOR_HIV, (ymd(1970, 1, 1), ymd(1995, 12, 31)));
        enrol(office, Assisted { hiv: true, ..row }, vec![Line::social(POOR_HIV, 15)]);
    }
    for _ in 0..Counts::CHILD_HIV {
        let row = poor_row(office, rng, CHILD_HIV, (ymd(2010, 1, 1), ymd(2016, 12, 31)));
        receiver(office, rng, row.person);
        enrol(office, Assisted { hiv: true, ..row }, vec![Line::social(CHILD_HIV, 20)]);
    }
}

fn poor_row(office: &mut Office, rng: &mut Rng, category: &'static str, born: (Date, Date)) -> Assisted {
    let born = office.people.born_between(born.0, born.1);
    let commune = rng.index(COMMUNES.len());
    let person =
        office.people.add(Wanted { female: rng.chance(560), born, commune, papers: Papers::Complete });
    Assisted { person, category, applied: Some(ymd(2021, 12, 20)), ..Assisted::default() }
}
