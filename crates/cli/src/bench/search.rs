//! Finding people by parts of their names among many: a database of its own, filled once.

use super::meter::Meter;
use crate::Failure;
use crate::console::{Clock, Console};
use domain::Born;
use domain::facts::{FactKind, FactRow};
use domain::ids::{FactId, PersonId, PersonNumberId, PersonRecordId};
use domain::people::{NumberKind, PersonNumber, PersonRecord};
use jiff::civil::{Date, date};
use law::Sex;
use office::officers::NewOfficer;
use office::people::{Query, search};
use office::permission::Permission;
use office::{Ctx, OfficeError};
use serde_json::{Value, json};
use store::db::{Db, Open};
use store::people::Of;
use store::{facts, names, people};

pub const DAY: Date = date(2024, 1, 5);
const AREA: &str = "712";
/// Rows per transaction.
const BATCH: u32 = 1 << 15;

/// Family names by how common they are among Vietnamese, in thousandths.
const FAMILIES: &[(&str, u64)] = &[
    ("Nguyễn", 384),
    ("Trần", 110),
    ("Lê", 95),
    ("Phạm", 70),
    ("Huỳnh", 51),
    ("Phan", 45),
    ("Vũ", 20),
    ("Võ", 39),
    ("Đặng", 21),
    ("Bùi", 20),
    ("Đỗ", 14),
    ("Hồ", 13),
    ("Ngô", 13),
    ("Dương", 10),
    ("Lý", 5),
    ("Đinh", 10),
    ("Trương", 22),
    ("Lâm", 14),
    ("Mai", 12),
    ("Cao", 10),
    ("Châu", 8),
    ("Tô", 7),
    ("Tạ", 7),
];
const MIDDLES_MEN: &[&str] = &[
    "Văn", "Văn", "Văn", "Văn", "Hữu", "Đức", "Minh", "Quốc", "Thanh", "Hoàng", "Ngọc", "Xuân", "Tấn", "Công",
];
const MIDDLES_WOMEN: &[&str] = &[
    "Thị",
    "Thị",
    "Thị",
    "Thị",
    "Thị",
    "Thị",
    "Ngọc",
    "Thị Kim",
    "Thị Mỹ",
    "Thị Thanh",
    "Thùy",
    "Hồng",
    "Thị Ngọc",
];
const GIVEN: &[&str] = &[
    "An",
    "Anh",
    "Ánh",
    "Ân",
    "Ba",
    "Bảy",
    "Bé",
    "Bình",
    "Bích",
    "Cẩm",
    "Châu",
    "Chi",
    "Chiến",
    "Chín",
    "Cường",
    "Cúc",
    "Dung",
    "Dũng",
    "Duy",
    "Dương",
    "Đào",
    "Đạt",
    "Điệp",
    "Định",
    "Đức",
    "Em",
    "Én",
    "Gái",
    "Giang",
    "Hà",
    "Hai",
    "Hải",
    "Hạnh",
    "Hằng",
    "Hân",
    "Hậu",
    "Hiền",
    "Hiếu",
    "Hiệp",
    "Hoa",
    "Hòa",
    "Hoàng",
    "Hồng",
    "Huệ",
    "Hùng",
    "Huy",
    "Huyền",
    "Hương",
    "Hường",
    "Khánh",
    "Khoa",
    "Kiệt",
    "Kiều",
    "Lan",
    "Lành",
    "Lâm",
    "Lệ",
    "Liên",
    "Linh",
    "Loan",
    "Long",
    "Lộc",
    "Lợi",
    "Luân",
    "Lụa",
    "Lượm",
    "Lý",
    "Mai",
    "Mẫn",
    "Mận",
    "Minh",
    "Mỹ",
    "Nam",
    "Nga",
    "Ngân",
    "Nghĩa",
    "Ngọc",
    "Nguyệt",
    "Nhàn",
    "Nhân",
    "Nhi",
    "Như",
    "Nhung",
    "Oanh",
    "Phát",
    "Phong",
    "Phúc",
    "Phụng",
    "Phương",
    "Phượng",
    "Quang",
    "Quân",
    "Quế",
    "Quý",
    "Quyên",
    "Sang",
    "Sáu",
    "Sen",
    "Sơn",
    "Sửu",
    "Tám",
    "Tâm",
    "Tân",
    "Thạch",
    "Thanh",
    "Thành",
    "Thảo",
    "Thắm",
    "Thắng",
    "Thiện",
    "Thoa",
    "Thọ",
    "Thu",
    "Thủy",
    "Thúy",
    "Thư",
    "Tiên",
    "Tiến",
    "Tín",
    "Toàn",
    "Trang",
    "Trâm",
    "Trí",
    "Trinh",
    "Trung",
    "Tú",
    "Tuấn",
    "Tùng",
    "Tuyền",
    "Tuyết",
    "Tư",
    "Út",
    "Vân",
    "Vi",
    "Việt",
    "Vinh",
    "Vũ",
    "Vy",
    "Xuân",
    "Yên",
    "Yến",
];

/// What officers type: whole names, parts, beginnings, words that rarely meet, with a year, with marks, numbers.
const QUERIES: &[&str] = &[
    "nguyễn văn hải",
    "nguyen thi hoa",
    "le en",
    "hoa",
    "ng",
    "n",
    "thị",
    "van thi",
    "thi van",
    "ngọc văn",
    "tran van t",
    "nguyen",
    "nguyen van",
    "nguyễn thị thanh hoà",
    "huỳnh tấn phát",
    "phat tan",
    "võ thị sáu 1950",
    "an 1948",
    "sen",
    "kim yến",
    "mỹ xuân lý",
    "ta thi ty",
    "xyz",
    "nguyen xyz",
    "072150",
    "072",
    "quý",
    "quí ",
    "đào thị",
    "hòa ",
    "nguyen thi kim ngoc",
    "anh minh",
    "minh anh",
    "van van",
    "tu",
    "út em",
    "lam van vu 1977",
];

struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[usize::try_from(self.below(words.len() as u64)).unwrap_or(0)]
    }

    fn family(&mut self) -> &'static str {
        let mut left = self.below(1000);
        for (family, share) in FAMILIES {
            match left.checked_sub(*share) {
                Some(rest) => left = rest,
                None => return family,
            }
        }
        "Nguyễn"
    }

    fn record(&mut self) -> PersonRecord {
        let sex = if self.below(2) == 0 { Sex::Male } else { Sex::Female };
        let middle = match sex {
            Sex::Male => self.of(MIDDLES_MEN),
            Sex::Female => self.of(MIDDLES_WOMEN),
        };
        let full_name = format!("{} {middle} {}", self.family(), self.of(GIVEN));
        let year = i16::try_from(1930 + self.below(90)).unwrap_or(1950);
        let born = match self.below(4) {
            0 => Born::Year(year),
            _ => Born::Day(date(year, 1 + self.below(12) as i8, 1 + self.below(28) as i8)),
        };
        PersonRecord { full_name, sex, born, ethnicity: None, phone: None }
    }
}

/// A database of its own with so many people, filled unless it is filled.
pub fn prepared(url: &str, count: u32) -> Result<Console, Failure> {
    let db = Db::open(url, Open::OrCreate)?;
    if office::offices::all(&db)?.is_empty() {
        let creator = NewOfficer { account: "quantri", full_name: "Người đo" };
        crate::commands::office::create(&db, "Cơ quan để đo", AREA, creator, DAY, &Clock::Fixed(DAY))?;
    }
    drop(db);
    let mut console = Console::open(url, Open::Existing)?;
    console.clock = Clock::Fixed(DAY);
    fill(&reader(&console)?, count)?;
    Ok(console)
}

fn reader(console: &Console) -> Result<Ctx<'_>, OfficeError> {
    let mut ctx = console.ctx("quantri", DAY)?;
    ctx.officer.roles.push(office::permission::Assignment {
        role: office::Role::Specialist,
        unit: None,
        field: None,
    });
    Ok(ctx)
}

/// What is typed into the search of a served list.
pub fn queries(count: usize) -> Vec<String> {
    let mut dice = Dice(77_003);
    let names: Vec<String> = (0..count).map(|_| dice.record().full_name).collect();
    mixture(&names, count)
}

/// What officers type, half with marks and half without: whole names, the last two words, and a few that half the
/// country bears. The mixture is that of the peers' script.
fn mixture(names_of: &[String], count: usize) -> Vec<String> {
    let typed = |at: usize, name: &String| -> String {
        let words: Vec<&str> = name.split(' ').collect();
        match at * 20 / count.max(1) {
            0..=6 => name.clone(),
            7..=12 => domain::names::fold(name),
            13..=18 => domain::names::fold(&words[words.len().saturating_sub(2)..].join(" ")),
            _ => words.iter().take(2).copied().collect::<Vec<_>>().join(" "),
        }
    };
    names_of.iter().enumerate().map(|(at, name)| typed(at, name)).collect()
}

/// Two hundred of the people.
pub fn some_people(console: &Console) -> Result<Vec<PersonId>, OfficeError> {
    let page = search(&reader(console)?, &Query { limit: 200, ..Query::text("an ") })?;
    Ok(page.people.iter().map(|hit| hit.found.person).collect())
}

/// Fills the database unless it is filled, asks every query `times` times and prints the slowest per cent.
pub fn run(url: &str, count: u32, times: u32) -> Result<Value, Failure> {
    let console = prepared(url, count)?;
    let ctx = reader(&console)?;
    let mut walls: Vec<(u64, &str)> = Vec::new();
    let mut found = 0;
    let meter = Meter::start();
    for round in 0..times.max(1) {
        for text in QUERIES {
            let one = Meter::start();
            let page = search(&ctx, &Query::text(text))?;
            // The first round reads from the disk what later ones find in memory.
            if round > 0 || times <= 1 {
                walls.push((one.stop().wall_us, text));
            }
            found += page.people.len();
        }
    }
    let measured = meter.stop();
    walls.sort_unstable();
    let at = |share: usize| walls[(walls.len() - 1) * share / 100].0;
    Ok(json!({
        "bench": "search",
        "check": { "people": count, "queries": walls.len(), "found": found },
        "p50_us": at(50),
        "p99_us": at(99),
        "max_us": walls[walls.len() - 1].0,
        "slowest": walls[walls.len() - 1].1,
        "cpu_ms": measured.cpu_ms,
        "peak_kib": measured.peak_kib,
    }))
}

fn fill(ctx: &Ctx, count: u32) -> Result<(), OfficeError> {
    let filled = ctx.read(Permission::ReadRegisters, |tx| {
        Ok(names::count(tx, &names::Stretch::of_word("nguyen"), 1)? > 0)
    })?;
    let mut dice = Dice(20_231_123);
    let mut left = if filled { 0 } else { count };
    while left > 0 {
        let batch = left.min(BATCH);
        ctx.write(Permission::RecordRegisters, "bench.search", "", |tx, entry| {
            let mut units = Vec::new();
            for unit in office::offices::communes(tx, ctx.office, ctx.on)? {
                units.push(unit.id);
            }
            let first = tx.next_ids(u64::from(batch) * 4)?;
            let ids = || (0..i64::from(batch)).map(|at| first + at * 4);
            people::insert_people(tx, ctx.office, entry, ids().map(PersonId))?;
            let records: Vec<PersonRecord> = ids().map(|_| dice.record()).collect();
            let rows = ids().zip(records);
            let rows = rows.map(|(id, value)| Of { id: PersonRecordId(id + 1), person: PersonId(id), value });
            people::insert_records(tx, entry, rows)?;
            let numbers = ids().map(|id| {
                let number = format!("072{:09}", id % 1_000_000_000);
                let value = PersonNumber { kind: NumberKind::Citizen, number };
                Of { id: PersonNumberId(id + 2), person: PersonId(id), value }
            });
            people::insert_numbers(tx, entry, numbers)?;
            let homes = ids().map(|id| {
                let mut value = FactRow::empty(FactKind::Residence, date(2020, 1, 1), None);
                value.unit = units.get(usize::try_from(id / 4).unwrap_or(0) % units.len().max(1)).copied();
                value.ref_text = Some(AREA.to_owned());
                value.flags = [Some(false), Some(false), None, None];
                Of { id: FactId(id + 3), person: PersonId(id), value }
            });
            facts::insert_many(tx, entry, homes)?;
            Ok::<(), OfficeError>(())
        })?;
        left -= batch;
    }
    Ok(())
}
