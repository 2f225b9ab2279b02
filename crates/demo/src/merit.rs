//! Files of people with merits other than martyrs: their own statuses and what these were paid in December 2022.

use jiff::civil::Date;

use crate::month::{Month, ymd};
use crate::office::{Line, Office};
use crate::person::{Papers, PersonId, Wanted};
use crate::rng::Rng;
use crate::targets;

pub const MARTYR: &str = "Liệt sĩ";
pub const MOTHER: &str = "Bà mẹ Việt Nam anh hùng";
pub const HERO: &str = "Anh hùng Lực lượng vũ trang nhân dân";
pub const WAR_INVALID: &str = "Thương binh";
pub const SICK_SOLDIER: &str = "Bệnh binh";
pub const EXPOSURE: &str = "Người hoạt động kháng chiến bị nhiễm chất độc hóa học";
pub const IMPRISONED: &str = "Người bị địch bắt tù, đày";
pub const HELPER: &str = "Người có công giúp đỡ cách mạng";
pub const UPRISING: &str = "Người hoạt động cách mạng từ 01/01/1945 đến khởi nghĩa tháng Tám";
const PRE_1945: &str = "Người hoạt động cách mạng trước 01/01/1945";
const ACTIVIST: &str = "Người hoạt động kháng chiến";
pub const CLASS_B: &str = "Thương binh loại B";
pub const TREATED_AS: &str = "Người hưởng chính sách như thương binh";
pub const SEVERE_DETAIL: &str = "đặc biệt nặng";

/// A row of the register of files.
#[derive(Clone, Debug, Default)]
pub struct MeritFile {
    pub number: String,
    pub person: PersonId,
    pub category: &'static str,
    /// `Loại`.
    pub kind: &'static str,
    pub rate: Option<i64>,
    pub examined: Option<Date>,
    pub recognised: Option<Date>,
    pub certificate: String,
    /// `Phong tặng`, `Truy tặng`.
    pub title: &'static str,
    pub place_of_death: &'static str,
    pub seniority: Option<i64>,
    pub severe: bool,
    pub alone: bool,
    pub carer: bool,
    pub injured: Option<Date>,
    pub malformed: bool,
    /// Month of 2023 in which the file comes; nothing: was there before.
    pub added: Option<Month>,
}

/// Living people, file by file.
struct Counts;

impl Counts {
    const WAR_INVALIDS: usize = 425;
    const SICK_SOLDIERS: usize = 72;
    const EXPOSED: usize = 112;
    const EXPOSED_CHILDREN: usize = 45;
    const IMPRISONED: usize = 364;
    /// Of these are war invalids as well.
    const IMPRISONED_INVALIDS: usize = 25;
    const HELPERS: usize = 244;
    const MEDALS: usize = 30;
    const ACTIVISTS: usize = 90;
    const DEAD_MOTHERS: usize = targets::HEROIC_MOTHERS - targets::HEROIC_MOTHERS_LIVING_2022;
}

/// Makes the files of the living and of the honoured dead; martyrs must be there already.
pub fn generate(office: &mut Office) {
    let mut rng = office.rng("merit");
    for n in 0..Counts::WAR_INVALIDS {
        war_invalid(office, &mut rng, n);
    }
    for n in 0..Counts::SICK_SOLDIERS {
        sick_soldier(office, &mut rng, n);
    }
    for n in 0..Counts::EXPOSED + Counts::EXPOSED_CHILDREN {
        exposed(office, &mut rng, n);
    }
    others(office, &mut rng);
    mothers(office, &mut rng);
    heroes(office, &mut rng);
}

/// The number of a new file: its letters, the town, a running number.
pub fn number(office: &Office, letters: &str) -> String {
    format!("{letters}/TB {:05}", office.files.len() + 1)
}

/// A person with a file of their own, alive in December 2022.
pub fn veteran(office: &mut Office, rng: &mut Rng, first: Date, last: Date, women: u64) -> PersonId {
    let born = office.people.born_between(first, last);
    let commune = office.people.commune();
    office.people.add(Wanted { female: rng.chance(women), born, commune, papers: Papers::Usual })
}

/// A rate for the `n`-th of `count` people: each band gets exactly its share (per mille), so that the sums hardly
/// depend on the seed.
fn band(rng: &mut Rng, n: usize, count: usize, bands: &[((i64, i64), usize)]) -> i64 {
    // 37 is prime to the counts: neighbours in the register fall into different bands.
    let mut left = (n * 37) % count * 1000 / count;
    for ((low, high), share) in bands {
        if left < *share {
            return rng.between(*low, *high);
        }
        left -= share;
    }
    bands[0].0.0
}

fn war_invalid(office: &mut Office, rng: &mut Rng, n: usize) {
    let person = veteran(office, rng, ymd(1936, 1, 1), ymd(1963, 12, 31), 150);
    let kind = match n {
        0..=14 => CLASS_B,
        15..=89 => TREATED_AS,
        _ => "",
    };
    let bands = [((21, 40), 700), ((41, 60), 210), ((61, 80), 68), ((81, 100), 22)];
    let rate = band(rng, n, Counts::WAR_INVALIDS, &bands);
    let severe = rate >= 81 && n.is_multiple_of(3);
    let carer = rate >= 81 && !n.is_multiple_of(5);
    let year = i16::try_from(rng.between(i64::from(office.people.all[person].born.year()) + 18, 1989))
        .unwrap_or(1975);
    let examined = office.people.day_in(i16::try_from(rng.between(1991, 2016)).unwrap_or(2000));
    let injured = office.people.day_in(year.max(1960));
    let file = MeritFile {
        number: number(office, "TB"),
        person,
        category: WAR_INVALID,
        kind,
        rate: Some(rate),
        examined: Some(examined),
        recognised: Some(Month::of(examined).plus(2).day(15)),
        certificate: format!("TB-{:06}", rng.below(1_000_000)),
        severe,
        carer,
        injured: Some(injured),
        ..MeritFile::default()
    };
    let lines = war_invalid_lines(&file);
    office.files.push(file);
    office.enrol_old(person, lines);
}

/// Allowance by subtype and rate, supplement and carer from 81 per cent.
pub fn war_invalid_lines(file: &MeritFile) -> Vec<Line> {
    let rate = file.rate.unwrap_or(0);
    let row =
        if file.kind == CLASS_B { format!("war_invalid_b_{rate}") } else { format!("war_invalid_{rate}") };
    let mut lines =
        vec![Line { detail: file.kind, rate: Some(rate), ..Line::merit(WAR_INVALID, "Trợ cấp", &row) }];
    supplements(file, "war_invalid", &mut lines);
    lines
}

fn supplements(file: &MeritFile, rows: &str, lines: &mut Vec<Line>) {
    let (detail, ending) = if file.severe { (SEVERE_DETAIL, "81_severe") } else { ("", "81") };
    if file.rate >= Some(81) {
        let row = format!("{rows}_supplement_{ending}");
        lines.push(Line { detail, rate: file.rate, ..Line::merit(file.category, "Phụ cấp", &row) });
    }
    if file.rate >= Some(81) && file.carer {
        let row = format!("{rows}_carer_{ending}");
        lines.push(Line {
            detail, rate: file.rate, ..Line::merit(file.category, "Người phục vụ", &row)
        });
    }
}

fn sick_soldier(office: &mut Office, rng: &mut Rng, n: usize) {
    let person = veteran(office, rng, ymd(1938, 1, 1), ymd(1963, 12, 31), 60);
    let bands = [((41, 50), 120), ((51, 60), 180), ((61, 70), 560), ((71, 80), 100), ((81, 90), 40)];
    let rate = band(rng, n, Counts::SICK_SOLDIERS, &bands);
    let examined = office.people.day_in(i16::try_from(rng.between(1988, 2008)).unwrap_or(1995));
    let file = MeritFile {
        number: number(office, "BB"),
        person,
        category: SICK_SOLDIER,
        rate: Some(rate),
        examined: Some(examined),
        recognised: Some(Month::of(examined).plus(1).day(20)),
        certificate: format!("BB-{:05}", rng.below(100_000)),
        carer: rate >= 81,
        ..MeritFile::default()
    };
    let low = (rate - 1).div_euclid(10) * 10 + 1;
    let row = format!("sick_soldier_{low}_{}", low + 9);
    let mut lines = vec![Line { rate: Some(rate), ..Line::merit(SICK_SOLDIER, "Trợ cấp", &row) }];
    supplements(&file, "sick_soldier", &mut lines);
    office.files.push(file);
    office.enrol_old(person, lines);
}

fn exposed(office: &mut Office, rng: &mut Rng, n: usize) {
    let own = n < Counts::EXPOSED;
    let (first, last) =
        if own { (ymd(1940, 1, 1), ymd(1956, 12, 31)) } else { (ymd(1973, 1, 1), ymd(1994, 12, 31)) };
    let person = veteran(office, rng, first, last, if own { 180 } else { 450 });
    let rate = if own {
        band(rng, n, Counts::EXPOSED, &[((21, 40), 560), ((41, 60), 310), ((61, 80), 115), ((81, 90), 15)])
    } else {
        band(rng, n - Counts::EXPOSED, Counts::EXPOSED_CHILDREN, &[((61, 80), 740), ((81, 95), 260)])
    };
    let examined = office.people.day_in(i16::try_from(rng.between(2008, 2020)).unwrap_or(2010));
    let file = MeritFile {
        number: number(office, "HH"),
        person,
        category: EXPOSURE,
        kind: if own { "" } else { "Con đẻ" },
        rate: Some(rate),
        examined: Some(examined),
        recognised: Some(Month::of(examined).plus(2).day(10)),
        certificate: format!("HH-{:05}", rng.below(100_000)),
        carer: own && rate >= 81,
        ..MeritFile::default()
    };
    let lines = exposure_lines(&file);
    if !own && rate >= 81 {
        crate::assistance::receiver(office, rng, person);
    }
    office.files.push(file);
    office.enrol_old(person, lines);
}

/// The banded allowance of somebody exposed, or of the child of such a person.
pub fn exposure_lines(file: &MeritFile) -> Vec<Line> {
    let rate = file.rate.unwrap_or(0);
    let own = file.kind.is_empty();
    let row = match (own, rate) {
        (true, ..=40) => "chemical_exposure_21_40",
        (true, 41..=60) => "chemical_exposure_41_60",
        (true, 61..=80) => "chemical_exposure_61_80",
        (true, _) => "chemical_exposure_81_100",
        (false, ..=80) => "chemical_exposure_child_61_80",
        (false, _) => "chemical_exposure_child_81",
    };
    let mut lines =
        vec![Line { detail: file.kind, rate: Some(rate), ..Line::merit(EXPOSURE, "Trợ cấp", row) }];
    if own {
        supplements(file, "chemical_exposure", &mut lines);
    }
    lines
}

fn others(office: &mut Office, rng: &mut Rng) {
    let invalids: Vec<PersonId> = office
        .files
        .iter()
        .filter(|f| f.category == WAR_INVALID)
        .take(Counts::IMPRISONED_INVALIDS)
        .map(|f| f.person)
        .collect();
    for n in 0..Counts::IMPRISONED {
        let person = match invalids.get(n) {
            Some(person) => *person,
            None => veteran(office, rng, ymd(1932, 1, 1), ymd(1955, 12, 31), 320),
        };
        simple(office, person, "TĐ", IMPRISONED, "", "imprisoned");
    }
    for n in 0..Counts::HELPERS {
        let person = veteran(office, rng, ymd(1928, 1, 1), ymd(1950, 12, 31), 620);
        let (kind, row) = if n < 2 {
            ("Kỷ niệm chương", "helper_certificate_pre_1945")
        } else {
            ("Huân chương", "helper_order")
        };
        simple(office, person, "HC", HELPER, kind, row);
    }
    for _ in 0..Counts::MEDALS {
        let person = veteran(office, rng, ymd(1932, 1, 1), ymd(1952, 12, 31), 600);
        simple(office, person, "HC", HELPER, "Huy chương", "");
    }
    for n in 0..Counts::ACTIVISTS {
        let person = veteran(office, rng, ymd(1930, 1, 1), ymd(1954, 12, 31), 300);
        if n % 3 != 0 {
            office.people.all[person].died =
                Some(office.people.born_between(ymd(2005, 1, 1), ymd(2022, 6, 30)));
        }
        simple(office, person, "KC", ACTIVIST, "", "");
    }
    let person = veteran(office, rng, ymd(1922, 1, 1), ymd(1924, 12, 31), 0);
    office.people.all[person].reserved = true;
    simple(office, person, "LT", PRE_1945, "Thoát ly", "pre_1945_thoat_ly");
    if let (Some(file), Some(enrolment)) = (office.files.last_mut(), office.enrolments.last_mut()) {
        file.seniority = Some(9);
        enrolment.old_list.push(Line {
            detail: "phụ cấp thâm niên",
            quantity: Some(9),
            price: crate::office::Price::Row { row: "pre_1945_thoat_ly_seniority".to_owned(), times: 9 },
            ..Line::merit(PRE_1945, "Phụ cấp", "")
        });
        enrolment.old_list[0].quantity = None;
    }
    for _ in 0..2 {
        let person = veteran(office, rng, ymd(1924, 1, 1), ymd(1927, 12, 31), 0);
        simple(office, person, "TK", UPRISING, "", "uprising_1945");
    }
}

/// A status with one fixed row of the tables; an empty row means that nothing is paid monthly.
pub fn simple(
    office: &mut Office,
    person: PersonId,
    letters: &str,
    category: &'static str,
    kind: &'static str,
    row: &str,
) {
    let recognised = office.people.born_between(ymd(1996, 2, 1), ymd(2019, 11, 20));
    let file = MeritFile {
        number: number(office, letters),
        person,
        category,
        kind,
        recognised: Some(recognised),
        certificate: format!("{letters}-{:05}", office.files.len() * 7 % 100_000),
        ..MeritFile::default()
    };
    office.files.push(file);
    if !row.is_empty() {
        office.enrol_old(person, vec![Line { detail: kind, ..Line::merit(category, "Trợ cấp", row) }]);
    }
}

fn mothers(office: &mut Office, rng: &mut Rng) {
    for n in 0..targets::HEROIC_MOTHERS_LIVING_2022 {
        let person = veteran(office, rng, ymd(1924, 1, 1), ymd(1934, 12, 31), 1000);
        office.people.all[person].reserved = true;
        let carer = n % 4 != 3;
        let file = mother(office, rng, person, "Phong tặng", ymd(2014, 12, 17));
        let mut lines = vec![
            Line::merit(MOTHER, "Trợ cấp", "heroic_mother"),
            Line::merit(MOTHER, "Phụ cấp", "heroic_mother_supplement"),
        ];
        if carer {
            lines.push(Line::merit(MOTHER, "Người phục vụ", "heroic_mother_carer"));
        }
        office.files.push(MeritFile { carer, ..file });
        office.enrol_old(person, lines);
    }
    for _ in 0..Counts::DEAD_MOTHERS {
        let born = office.people.born_between(ymd(1893, 1, 1), ymd(1930, 12, 31));
        let commune = office.people.commune();
        let person = office.people.add(Wanted { female: true, born, commune, papers: Papers::Historic });
        let first = ymd(born.year() + 55, 1, 1);
        let died = office.people.born_between(first, ymd(2021, 12, 31).min(ymd(born.year() + 98, 12, 31)));
        office.people.all[person].died = Some(died);
        let signed = *rng.pick(&[ymd(1994, 12, 17), ymd(1996, 8, 24), ymd(2014, 12, 17), ymd(2015, 10, 2)]);
        let title = if died < signed { "Truy tặng" } else { "Phong tặng" };
        let file = mother(office, rng, person, title, signed);
        office.files.push(file);
    }
}

fn mother(office: &Office, rng: &mut Rng, person: PersonId, title: &'static str, signed: Date) -> MeritFile {
    MeritFile {
        number: number(office, "BM"),
        person,
        category: MOTHER,
        recognised: Some(signed),
        certificate: format!("{}/QĐ-CTN", rng.between(400, 2900)),
        title,
        ..MeritFile::default()
    }
}

/// Heroes: some alive (and war invalids too), most honoured after their death, often as martyrs.
fn heroes(office: &mut Office, rng: &mut Rng) {
    let of = |office: &Office, category: &str, count: usize| -> Vec<PersonId> {
        office
            .files
            .iter()
            .filter(|f| f.category == category)
            .skip(40)
            .step_by(31)
            .take(count)
            .map(|f| f.person)
            .collect()
    };
    let mut living = of(office, WAR_INVALID, targets::HEROES_LIVING - 1);
    living.push(veteran(office, rng, ymd(1946, 1, 1), ymd(1952, 12, 31), 0));
    let mut dead = of(office, MARTYR, targets::HEROES - targets::HEROES_LIVING - 2);
    for year in [1931, 1940] {
        let wanted =
            Wanted { female: false, born: ymd(year, 6, 1), commune: rng.index(10), papers: Papers::Historic };
        let person = office.people.add(wanted);
        office.people.all[person].died = Some(ymd(1998, 4, 17));
        dead.push(person);
    }
    for (person, title) in
        living.iter().map(|p| (*p, "Phong tặng")).chain(dead.iter().map(|p| (*p, "Truy tặng")))
    {
        let file = MeritFile {
            number: number(office, "AH"),
            person,
            category: HERO,
            recognised: Some(*rng.pick(&[ymd(1978, 11, 6), ymd(2010, 4, 23), ymd(2014, 12, 31)])),
            certificate: format!("{}/QĐ-CTN", rng.between(400, 2900)),
            title,
            ..MeritFile::default()
        };
        office.files.push(file);
        office.people.all[person].reserved = true;
        if title == "Phong tặng" {
            office.enrol_old(person, vec![Line::merit(HERO, "Trợ cấp", "armed_forces_hero")]);
        }
    }
}
