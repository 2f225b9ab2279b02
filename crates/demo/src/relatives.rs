//! Martyrs, the other dead whose survivors are paid, and those relatives.

use jiff::civil::Date;

use crate::merit::{
    EXPOSURE, MARTYR, MOTHER, MeritFile, SICK_SOLDIER, UPRISING, WAR_INVALID, number, veteran,
};
use crate::month::{Month, ymd};
use crate::office::{Line, Office};
use crate::person::{Papers, PersonId, Wanted};
use crate::rng::Rng;
use crate::targets;

/// A row of the register of relatives.
#[derive(Clone, Debug)]
pub struct Relative {
    /// Number of the file of the person with merits.
    pub file: String,
    pub person: PersonId,
    pub relation: &'static str,
    pub decided: Date,
    pub alone: bool,
    pub worship: bool,
    pub studying: bool,
    /// Month of 2023 in which the row comes; nothing: was there before.
    pub added: Option<Month>,
}

/// Relatives, row by row.
struct Counts;

impl Counts {
    /// Families that lost two, and three.
    const PAIRS: usize = 60;
    const TRIPLES: usize = 6;
    const WIVES: usize = 397;
    const MOTHERS: usize = 125;
    const FATHERS: usize = 25;
    const MOTHERS_OF_TWO: usize = 25;
    const MOTHERS_OF_THREE: usize = 2;
    const REMARRIED: usize = 40;
    const WORSHIPPERS: usize = 120;
    /// Decided in the course of 2023.
    const NEW_WORSHIPPERS: i32 = 12;
    const INVALIDS: usize = 150;
    const SICK_SOLDIERS: usize = 50;
    const EXPOSED: usize = 30;
    const UPRISING: usize = 3;
}

/// The martyrs' files: families that lost several first.
pub fn martyrs(office: &mut Office) {
    let mut rng = office.rng("martyrs");
    for n in 0..Counts::PAIRS + Counts::TRIPLES {
        let size = if n < Counts::PAIRS { 2 } else { 3 };
        let born = office.people.born_between(ymd(1944, 1, 1), ymd(1951, 12, 31));
        let commune = office.people.commune();
        let family = crate::names::family(&mut rng);
        for younger in 0..size {
            let born = ymd(born.year() + 2 * younger, 7, 1);
            martyr(office, &mut rng, born, commune, family);
        }
    }
    while office.files.len() < targets::MARTYRS {
        let (first, last) = *rng.weighted(&[
            ((1918, 1934), 150),
            ((1935, 1950), 660),
            ((1951, 1958), 150),
            ((1959, 1966), 40),
        ]);
        let born = office.people.born_between(ymd(first, 1, 1), ymd(last, 12, 31));
        let commune = office.people.commune();
        let family = crate::names::family(&mut rng);
        martyr(office, &mut rng, born, commune, family);
    }
}

fn martyr(office: &mut Office, rng: &mut Rng, born: Date, commune: usize, family: &str) {
    let wanted = Wanted { female: rng.chance(110), born, commune, papers: Papers::Historic };
    let person = office.people.add_to_family(wanted, family);
    let first = ymd((born.year() + 17).max(1946), 1, 1);
    let last = ymd(if born.year() < 1957 { 1975 } else { 1987 }, 4, 28).max(ymd(first.year() + 1, 12, 31));
    let died = office.people.born_between(first, last);
    office.people.all[person].died = Some(died);
    let place = *rng.pick(&[
        "Trảng Bàng, Tây Ninh",
        "Củ Chi",
        "Dương Minh Châu, Tây Ninh",
        "Chiến trường miền Đông Nam Bộ",
        "Bến Cầu, Tây Ninh",
        "Tân Biên, Tây Ninh",
        "Đức Huệ, Long An",
        "",
    ]);
    let place = if died > ymd(1977, 12, 1) { "Chiến trường Campuchia" } else { place };
    let recognised = ymd(i16::try_from(rng.between(1976, 2002)).unwrap_or(1985), 7, 27)
        .max(Month::of(died).plus(6).day(20));
    let file = MeritFile {
        number: number(office, "LS"),
        person,
        category: MARTYR,
        recognised: Some(recognised),
        certificate: format!("{} bt", rng.between(1000, 99_999)),
        place_of_death: place,
        ..MeritFile::default()
    };
    office.files.push(file);
}

/// The relatives and what they were paid in December 2022.
pub fn generate(office: &mut Office) {
    let mut rng = office.rng("relatives");
    let families = Counts::PAIRS * 2 + Counts::TRIPLES * 3;
    let mut single: Vec<usize> = (families..targets::MARTYRS).collect();
    rng.shuffle(&mut single);
    mothers_of_several(office, &mut rng);
    martyrs_spouses(office, &mut rng, &mut single);
    parents(office, &mut rng, &mut single);
    worshippers(office, &mut rng, &mut single);
    for (count, category, letters, row) in [
        (Counts::INVALIDS, WAR_INVALID, "TB", "war_invalid"),
        (Counts::SICK_SOLDIERS, SICK_SOLDIER, "BB", "sick_soldier"),
        (Counts::EXPOSED, EXPOSURE, "HH", "chemical_exposure"),
        (Counts::UPRISING, UPRISING, "TK", "uprising_1945"),
    ] {
        for n in 0..count {
            let file = dead_file(office, &mut rng, category, letters);
            survivors(office, &mut rng, file, row, n);
        }
    }
}

/// Mothers of two or three martyrs: those that are no Heroic Mothers are paid by their number, those that are
/// draw more as such.
fn mothers_of_several(office: &mut Office, rng: &mut Rng) {
    let heroic: Vec<PersonId> = office
        .files
        .iter()
        .filter(|f| f.category == MOTHER && office.people.all[f.person].died.is_none())
        .map(|f| f.person)
        .collect();
    for n in 0..Counts::MOTHERS_OF_TWO + heroic.len() {
        let files = [n * 2, n * 2 + 1];
        let mother = heroic.get(n).copied();
        bereaved_mother(office, rng, &files, mother, "martyr_relative_2");
    }
    for n in 0..Counts::MOTHERS_OF_THREE {
        let first = Counts::PAIRS * 2 + n * 3;
        bereaved_mother(office, rng, &[first, first + 1, first + 2], None, "martyr_relative_3_plus");
    }
}

fn bereaved_mother(office: &mut Office, rng: &mut Rng, files: &[usize], heroic: Option<PersonId>, row: &str) {
    let son = &office.people.all[office.files[files[0]].person];
    let (commune, born) = (son.commune, son.born);
    let mother = heroic.unwrap_or_else(|| {
        let born = office.people.day_in(born.year() - 18);
        office.people.add(Wanted { female: true, born, commune, papers: Papers::Usual })
    });
    for file in files {
        relate(office, *file, mother, "Mẹ đẻ", false);
    }
    if heroic.is_none() {
        let quantity = i64::try_from(files.len()).ok();
        let mut lines = vec![Line { quantity, ..survivor_line(office, files[0], "Tuất", row) }];
        if rng.chance(200) {
            mark_alone(office, files.len());
            lines.push(survivor_line(office, files[0], "Tuất nuôi dưỡng", "martyr_relative_care"));
        }
        office.enrol_old(mother, lines);
    }
}

fn mark_alone(office: &mut Office, rows: usize) {
    let start = office.relatives.len() - rows;
    for relative in &mut office.relatives[start..] {
        relative.alone = true;
    }
}

fn relate(office: &mut Office, file: usize, person: PersonId, relation: &'static str, worship: bool) {
    let recognised = office.files[file].recognised.unwrap_or(ymd(1990, 1, 1));
    office.relatives.push(Relative {
        file: office.files[file].number.clone(),
        person,
        relation,
        decided: recognised.max(ymd(1995, 7, 27)),
        alone: false,
        worship,
        studying: false,
        added: None,
    });
}

/// A line that rests on the file of the dead.
pub fn survivor_line(office: &Office, file: usize, part: &'static str, row: &str) -> Line {
    let file = &office.files[file];
    Line { file: file.number.clone(), ..Line::merit(file.category, part, row) }
}

fn martyrs_spouses(office: &mut Office, rng: &mut Rng, single: &mut Vec<usize>) {
    for n in 0..Counts::WIVES + Counts::REMARRIED {
        // Old enough to have been married, young enough to have a widow alive.
        let file = take(single, |f| {
            let martyr = &office.people.all[office.files[f].person];
            martyr.born.year() >= 1932 && martyr.died.is_some_and(|d| d.year() >= martyr.born.year() + 21)
        });
        let martyr = &office.people.all[office.files[file].person];
        let (female, commune) = (!martyr.female, martyr.commune);
        let year = (martyr.born.year() + i16::try_from(rng.between(-1, 6)).unwrap_or(0)).max(1931);
        let born = office.people.born_between(ymd(year, 1, 1), ymd(year, 12, 28));
        let person = office.people.add(Wanted { female, born, commune, papers: Papers::Usual });
        let remarried = n >= Counts::WIVES;
        let relation = match (remarried, female) {
            (false, true) => "Vợ",
            (false, false) => "Chồng",
            (true, true) => "Vợ tái giá",
            (true, false) => "Chồng tái giá",
        };
        relate(office, file, person, relation, false);
        let mut lines = if remarried {
            vec![Line {
                detail: "tái giá", ..survivor_line(office, file, "Tuất", "martyr_spouse_remarried")
            }]
        } else {
            vec![Line { quantity: Some(1), ..survivor_line(office, file, "Tuất", "martyr_relative_1") }]
        };
        if !remarried && n.is_multiple_of(9) {
            mark_alone(office, 1);
            lines.push(survivor_line(office, file, "Tuất nuôi dưỡng", "martyr_relative_care"));
        }
        office.enrol_old(person, lines);
    }
}

/// The first file in the row that fits, taken out; the last one if none does.
fn take(single: &mut Vec<usize>, fits: impl Fn(usize) -> bool) -> usize {
    let position = single.iter().position(|f| fits(*f)).unwrap_or(single.len() - 1);
    single.remove(position)
}

fn parents(office: &mut Office, rng: &mut Rng, single: &mut Vec<usize>) {
    for n in 0..Counts::MOTHERS + Counts::FATHERS {
        let file = take(single, |f| office.people.all[office.files[f].person].born.year() >= 1949);
        let martyr = &office.people.all[office.files[file].person];
        let (commune, family) = (martyr.commune, martyr.family().to_owned());
        let year = martyr.born.year() - i16::try_from(rng.between(17, 23)).unwrap_or(20);
        let born = office.people.born_between(ymd(year.max(1924), 1, 1), ymd(year.max(1924), 12, 28));
        let mother = n < Counts::MOTHERS;
        let wanted = Wanted { female: mother, born, commune, papers: Papers::Usual };
        let person =
            if mother { office.people.add(wanted) } else { office.people.add_to_family(wanted, &family) };
        relate(office, file, person, if mother { "Mẹ đẻ" } else { "Cha đẻ" }, false);
        let mut lines =
            vec![Line { quantity: Some(1), ..survivor_line(office, file, "Tuất", "martyr_relative_1") }];
        if n.is_multiple_of(11) {
            mark_alone(office, 1);
            lines.push(survivor_line(office, file, "Tuất nuôi dưỡng", "martyr_relative_care"));
        }
        office.enrol_old(person, lines);
    }
}

fn worshippers(office: &mut Office, rng: &mut Rng, single: &mut Vec<usize>) {
    for _ in 0..Counts::WORSHIPPERS {
        let file = take(single, |f| {
            let martyr = &office.people.all[office.files[f].person];
            martyr.died.is_some_and(|d| d.year() >= martyr.born.year() + 22)
        });
        let martyr = &office.people.all[office.files[file].person];
        let (commune, family) = (martyr.commune, martyr.family().to_owned());
        let year = martyr.died.map_or(1965, |d| d.year()) - 1;
        let born = office.people.day_in(year);
        let wanted = Wanted { female: rng.chance(350), born, commune, papers: Papers::Complete };
        let person = office.people.add_to_family(wanted, &family);
        relate(office, file, person, "Con", true);
    }
}

/// Those who worship the other martyrs, of whom no relative draws anything: mostly somebody of the same family and
/// commune who is on the register already, else somebody new, a few of them decided in the year. They come last, so that
/// nobody else's dice fall otherwise.
pub fn more_worshippers(office: &mut Office) {
    let mut rng = office.rng("worship");
    let known: std::collections::HashSet<String> = office.relatives.iter().map(|r| r.file.clone()).collect();
    let home = |office: &Office, person: PersonId| {
        let who = &office.people.all[person];
        (who.commune, who.family().to_owned())
    };
    let mut families: std::collections::HashMap<(usize, String), Vec<PersonId>> = Default::default();
    for relative in &office.relatives {
        if office.people.all[relative.person].died.is_none() {
            families.entry(home(office, relative.person)).or_default().push(relative.person);
        }
    }
    let free = (0..targets::MARTYRS).filter(|f| !known.contains(&office.files[*f].number));
    let mut new = 0;
    for file in free.collect::<Vec<usize>>() {
        let (commune, name) = home(office, office.files[file].person);
        if let Some(kin) = families.get(&(commune, name.clone())) {
            let person = kin[file % kin.len()];
            relate(office, file, person, "Cháu", true);
        } else if new < Counts::NEW_WORSHIPPERS {
            let born = office.people.born_between(ymd(1950, 1, 1), ymd(1988, 12, 31));
            let wanted = Wanted { female: rng.chance(350), born, commune, papers: Papers::Complete };
            let person = office.people.add_to_family(wanted, &name);
            let relation = if rng.chance(600) { "Cháu" } else { "Em" };
            relate(office, file, person, relation, true);
            let month = Month::new(2023, 3 + new % 6);
            new += 1;
            if let Some(relative) = office.relatives.last_mut() {
                (relative.decided, relative.added) = (month.day(10), Some(month));
            }
        }
    }
}

/// The file of somebody of 61 per cent or more who has died in the last years.
fn dead_file(office: &mut Office, rng: &mut Rng, category: &'static str, letters: &str) -> usize {
    let old = category == UPRISING;
    let (first, last) = if old { (1920, 1927) } else { (1936, 1958) };
    let person = veteran(office, rng, ymd(first, 1, 1), ymd(last, 12, 31), 0);
    office.people.all[person].died = Some(office.people.born_between(ymd(2012, 1, 1), ymd(2022, 9, 30)));
    let examined = office.people.day_in(i16::try_from(rng.between(1990, 2011)).unwrap_or(2000));
    let file = MeritFile {
        number: number(office, letters),
        person,
        category,
        rate: if old { None } else { Some(rng.between(61, 80)) },
        examined: if old { None } else { Some(examined) },
        recognised: Some(Month::of(examined).plus(2).day(15)),
        certificate: format!("{letters}-{:05}", rng.below(100_000)),
        injured: if category == WAR_INVALID { Some(ymd(1978, 2, 3)) } else { None },
        ..MeritFile::default()
    };
    office.files.push(file);
    office.files.len() - 1
}

fn survivors(office: &mut Office, rng: &mut Rng, file: usize, row: &str, n: usize) {
    let dead = &office.people.all[office.files[file].person];
    let (commune, family) = (dead.commune, dead.family().to_owned());
    let (died, year) = (dead.died.unwrap_or(ymd(2020, 1, 1)), dead.born.year());
    let row_id = format!("{row}_survivor");
    let widow = office.people.day_in((year + 3).min(1956));
    let person = office.people.add(Wanted { female: true, born: widow, commune, papers: Papers::Usual });
    relate(office, file, person, "Vợ", false);
    if let Some(relative) = office.relatives.last_mut() {
        relative.decided = Month::of(died).plus(1).day(25);
        relative.alone = n.is_multiple_of(16);
    }
    let mut lines = vec![survivor_line(office, file, "Tuất", &row_id)];
    if n.is_multiple_of(16) {
        lines.push(survivor_line(office, file, "Tuất nuôi dưỡng", &format!("{row}_survivor_care")));
    }
    office.enrol_old(person, lines);
    // A few late children are still studying.
    if year >= 1955 && rng.chance(150) {
        let born = office.people.born_between(ymd(2001, 9, 1), ymd(2004, 12, 31));
        let wanted = Wanted { female: rng.chance(500), born, commune, papers: Papers::Complete };
        let child = office.people.add_to_family(wanted, &family);
        relate(office, file, child, "Con", false);
        if let Some(relative) = office.relatives.last_mut() {
            relative.decided = Month::of(died).plus(1).day(25);
            relative.studying = true;
        }
        office.people.all[child].reserved = true;
        office.enrol_old(child, vec![survivor_line(office, file, "Tuất", &row_id)]);
    }
}
