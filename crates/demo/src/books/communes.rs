//! The last quarter's reports as each commune sends them, and the lists that other bodies hand over in December.

use crate::assistance::EIGHTY;
use crate::books::{Book, Naming, events, person};
use crate::month::{Month, day_text, ymd};
use crate::names;
use crate::office::{Office, Regime};
use crate::person::{PersonId, Precision};
use crate::places::COMMUNES;
use crate::sheet::{Table, Value};
use crate::year::{Change, DIED};

/// From this month on each commune sends its own report, one for each field; until then one workbook holds all.
pub const FIRST: Month = Month::new(2023, 10);
/// Ending of the names of files for people with merits and for social assistance.
const FIELDS: [&str; 2] = ["ncc", "btxh"];
/// Communes whose first report of a month forgets the day of a death, and is sent back.
const FORGETS: usize = 2;

/// `bao-cao-xa-2023/10/25708-ncc.xlsx`; what was sent back comes again as `…-2.xlsx`.
pub fn reports(office: &Office, month: Month) -> Vec<Book> {
    let mut books = Vec::new();
    for (commune, place) in COMMUNES.iter().enumerate() {
        for field in FIELDS {
            let own: Vec<&Change> =
                office.changes.iter().filter(|c| is_of(office, c, month, commune, field)).collect();
            if own.is_empty() {
                continue;
            }
            let path =
                |end: &str| format!("bao-cao-xa-2023/{:02}/{}-{field}{end}.xlsx", month.number(), place.code);
            let full = table(office, month, place.name, &own);
            let forgotten = own.iter().position(|change| change.kind == DIED);
            match forgotten.filter(|_| commune % 5 == FORGETS && field == "btxh") {
                Some(at) => {
                    let mut first = full.clone();
                    let happened = first.headings.iter().position(|heading| *heading == "Ngày xảy ra");
                    if let (Some(happened), Some(row)) = (happened, first.rows.get_mut(at)) {
                        row[happened] = Value::None;
                    }
                    books.push(Book::new(&path(""), vec![first]));
                    books.push(Book::new(&path("-2"), vec![full]));
                }
                None => books.push(Book::new(&path(""), vec![full])),
            }
        }
    }
    books
}

fn is_of(office: &Office, change: &Change, month: Month, commune: usize, field: &str) -> bool {
    let of_place = office.people.all[change.person].commune == commune && Month::of(change.reported) == month;
    of_place && FIELDS[usize::from(!is_merit(office, change.person))] == field
}

fn is_merit(office: &Office, person: PersonId) -> bool {
    let own = office.enrolments.iter().filter(|enrolment| enrolment.person == person);
    let mut lines = own.flat_map(|e| e.old_list.iter().chain(e.steps.iter().flat_map(|step| &step.lines)));
    lines.any(|line| line.regime == Regime::Merit)
}

fn table(office: &Office, month: Month, commune: &str, changes: &[&Change]) -> Table {
    let template = events::changes_table(month);
    Table {
        sheet: "Biến động".to_owned(),
        title: format!("{} - {}", template.title, commune.to_uppercase()),
        rows: changes.iter().map(|change| events::change_row(office, change)).collect(),
        ..template
    }
}

/// Payees whom the lists name and of whom the office has not heard, of each kind.
const UNHEARD: usize = 2;
/// Registered deaths of people whom the office does not pay.
const OTHER_DEATHS: usize = 40;
const OTHER_PENSIONS: usize = 60;
const OTHER_MOVES: usize = 50;

pub fn outside(office: &Office) -> Book {
    Book::new("danh-sach-ngoai-2023.xlsx", vec![deaths(office), pensions(office), population(office)])
}

/// People of 80 and more whom social assistance pays and nothing else happens to.
fn payees(office: &Office) -> Vec<PersonId> {
    let rows = office.assisted.iter().filter(|row| {
        let who = &office.people.all[row.person];
        row.category == EIGHTY && row.added.is_none() && who.died.is_none() && !who.reserved && !who.listed
    });
    rows.map(|row| row.person).collect()
}

const HEAD: [&str; 5] = ["Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Xã, phường"];

/// Name, birth, sex, number and commune as that body writes them.
fn who(office: &Office, id: PersonId, with_number: bool) -> Vec<Value> {
    let one = &office.people.all[id];
    let cells = person(office, id, Naming::Full);
    let citizen = if with_number { cells[3].clone() } else { Value::None };
    vec![
        Value::owned(one.name.to_uppercase()),
        Value::Born(one.born, one.precision),
        Value::text(if one.female { "Nữ" } else { "Nam" }),
        citizen,
        cells[4].clone(),
    ]
}

/// Somebody whom the office has never met.
fn stranger(rng: &mut crate::rng::Rng) -> Vec<Value> {
    let (female, year) = (rng.chance(500), i16::try_from(rng.between(1930, 1985)).unwrap_or(1950));
    let family = names::family(rng);
    let name = names::full(rng, family, female, year);
    let place = &COMMUNES[usize::try_from(rng.between(0, 9)).unwrap_or(0)];
    vec![
        Value::owned(name.to_uppercase()),
        Value::Born(ymd(year, 1, 1), Precision::Year),
        Value::text(if female { "Nữ" } else { "Nam" }),
        Value::None,
        Value::text(place.name),
    ]
}

fn deaths(office: &Office) -> Table {
    let mut rng = office.rng("outside deaths");
    let payees = payees(office);
    let mut rows: Vec<Vec<Value>> = Vec::new();
    let mut add = |mut cells: Vec<Value>, died, rng: &mut crate::rng::Rng| {
        cells.extend([
            Value::Day(died),
            Value::owned(format!("{}/TLKT", rng.between(100, 900))),
            Value::text("Danh sách khai tử tháng 12/2023"),
        ]);
        rows.push(cells);
    };
    // The communes reported these long ago: nobody is asked about them.
    for change in
        office.changes.iter().filter(|change| change.kind == DIED && change.reported >= ymd(2023, 10, 1))
    {
        add(who(office, change.person, true), change.happened, &mut rng);
    }
    for id in payees.iter().step_by(211).take(UNHEARD) {
        add(who(office, *id, true), ymd(2023, 12, 9), &mut rng);
    }
    // The same name in the same commune, another person: born in the same year, as far as the list says it.
    for id in payees.iter().skip(17).step_by(307).take(1) {
        let mut cells = who(office, *id, false);
        cells[1] = Value::Born(office.people.all[*id].born, Precision::Year);
        add(cells, ymd(2023, 12, 3), &mut rng);
    }
    for _ in 0..OTHER_DEATHS {
        let cells = stranger(&mut rng);
        let day = rng.between(1, 18);
        add(cells, Month::new(2023, 12).day(day), &mut rng);
    }
    Table {
        title: format!("DANH SÁCH KHAI TỬ ĐẾN NGÀY {}", day_text(ymd(2023, 12, 18))),
        headings: HEAD.into_iter().chain(["Ngày chết", "Số trích lục khai tử", "Nguồn danh sách"]).collect(),
        rows,
        ..Table::new("outside_deaths", "Khai tử")
    }
}

fn pensions(office: &Office) -> Table {
    let mut rng = office.rng("outside pensions");
    let payees = payees(office);
    let mut rows: Vec<Vec<Value>> = Vec::new();
    let mut add = |mut cells: Vec<Value>, rng: &mut crate::rng::Rng| {
        let year = i16::try_from(rng.between(1995, 2022)).unwrap_or(2010);
        cells.extend([
            Value::text("Lương hưu"),
            Value::Money(rng.between(26, 68) * 100_000),
            Value::Day(ymd(year, 6, 1)),
            Value::owned(format!("72{:08}", rng.between(1, 99_999_999))),
            Value::text("BHXH thị xã, tháng 12/2023"),
        ]);
        rows.push(cells);
    };
    for id in payees.iter().skip(40).step_by(173).take(UNHEARD) {
        add(who(office, *id, true), &mut rng);
    }
    for _ in 0..OTHER_PENSIONS {
        let cells = stranger(&mut rng);
        add(cells, &mut rng);
    }
    let own = ["Loại hưởng BHXH", "Mức hưởng BHXH", "Hưởng từ ngày", "Số sổ BHXH", "Nguồn danh sách"];
    Table {
        title: "DANH SÁCH NGƯỜI HƯỞNG LƯƠNG HƯU THÁNG 12/2023".to_owned(),
        headings: HEAD.into_iter().chain(own).collect(),
        rows,
        ..Table::new("outside_pensions", "Lương hưu")
    }
}

/// Who lives here no more, as the police have it.
fn population(office: &Office) -> Table {
    let mut rng = office.rng("outside population");
    let payees = payees(office);
    let mut rows: Vec<Vec<Value>> = Vec::new();
    let mut add = |mut cells: Vec<Value>, rng: &mut crate::rng::Rng| {
        let where_to = ["huyện Củ Chi, Thành phố Hồ Chí Minh", "huyện Đức Hòa, tỉnh Long An", ""];
        let place = where_to[usize::try_from(rng.between(0, 2)).unwrap_or(2)];
        let day = rng.between(1, 15);
        cells.extend([
            Value::text(if place.is_empty() { "Không cư trú" } else { "Đã chuyển đi" }),
            Value::Day(Month::new(2023, 11).day(day)),
            Value::text(place),
            Value::text("Công an thị xã, tháng 12/2023"),
        ]);
        rows.push(cells);
    };
    for id in payees.iter().skip(59).step_by(223).take(UNHEARD) {
        add(who(office, *id, true), &mut rng);
    }
    for _ in 0..OTHER_MOVES {
        let cells = stranger(&mut rng);
        add(cells, &mut rng);
    }
    Table {
        title: "DANH SÁCH NGƯỜI KHÔNG CÒN CƯ TRÚ ĐẾN THÁNG 12/2023".to_owned(),
        headings: HEAD
            .into_iter()
            .chain(["Tình trạng cư trú", "Ngày thay đổi cư trú", "Nơi đến", "Nguồn danh sách"])
            .collect(),
        rows,
        ..Table::new("outside_population", "Cư trú")
    }
}
