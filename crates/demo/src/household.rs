//! The poor and near-poor households of the reviews of 2021, 2022 and 2023.

use std::collections::HashMap;

use crate::assistance::{EIGHTY, POOR_ELDERLY, SEVERE, SINGLE_PARENT};
use crate::month::ymd;
use crate::names;
use crate::office::{OLD_LIST, Office};
use crate::person::{Papers, PersonId, Wanted};
use crate::rng::Rng;
use crate::targets::POVERTY_PATHS;

/// A household with its way through the three reviews.
pub struct Household {
    pub code: String,
    pub commune: usize,
    pub hamlet: String,
    /// Person and relation to the head; the head comes first.
    pub members: Vec<(PersonId, &'static str)>,
    pub ethnicity: &'static str,
    /// See [`POVERTY_PATHS`].
    pub path: &'static str,
}

impl Household {
    /// The class that the review of that year (2021 is 0) found, or nothing if it is not on the list.
    pub fn class(&self, review: usize) -> Option<&'static str> {
        match self.path.as_bytes().get(review) {
            Some(b'P') => Some("Nghèo"),
            Some(b'N') => Some("Cận nghèo"),
            Some(b'E') => Some("Thoát nghèo"),
            _ => None,
        }
    }
}

/// A household that asked to be reviewed and was not found poor.
pub struct Screened {
    pub code: String,
    pub person: PersonId,
    /// Form A sent it on to form B.
    pub goes_on: bool,
}

/// Those who asked in 2023; made last, so that nobody else depends on them.
pub fn screened(office: &mut Office) {
    for number in 1..=34 {
        let commune = office.people.commune();
        let born = office.people.born_between(ymd(1958, 1, 1), ymd(1995, 12, 31));
        let female = number % 2 == 0;
        let person = office.people.add(Wanted { female, born, commune, papers: Papers::Complete });
        let code = format!("{}-D{number:03}", crate::places::COMMUNES[commune].code);
        office.screened.push(Screened { code, person, goes_on: number % 5 == 0 });
    }
}

/// Makes the households: first those that the register of social assistance needs, then the others.
pub fn generate(office: &mut Office) {
    let mut rng = office.rng("households");
    let mut owners = owners(office);
    let mut others: Vec<usize> = (0..office.assisted.len())
        .filter(|row| {
            let row = &office.assisted[*row];
            let person = &office.people.all[row.person];
            (row.category == SEVERE || row.category == EIGHTY) && !person.reserved && row.children.is_empty()
        })
        .collect();
    rng.shuffle(&mut others);
    for (path, count) in POVERTY_PATHS {
        let mut owners = owners.remove(path).unwrap_or_default();
        for _ in 0..count {
            match owners.pop() {
                Some(row) => owned(office, &mut rng, path, row),
                None => any(office, &mut rng, path, &mut others),
            }
        }
    }
}

/// Rows of the register whose category asks for a poor household, by the way that household goes.
fn owners(office: &mut Office) -> HashMap<&'static str, Vec<usize>> {
    let mut by_path: HashMap<&'static str, Vec<usize>> = HashMap::new();
    let (mut elderly, mut parents) = (0, 0);
    for row in 0..office.assisted.len() {
        let assisted = &office.assisted[row];
        if !assisted.household.is_empty() {
            continue;
        }
        let path = match (assisted.category, assisted.added) {
            (_, Some(_)) => "-PP",
            (POOR_ELDERLY, None) => {
                elderly += 1;
                match elderly {
                    ..=64 => "PPP",
                    65..=67 => "PP-",
                    68..=70 => "PE-",
                    _ => "PN-",
                }
            }
            (SINGLE_PARENT, None) => {
                parents += 1;
                match parents {
                    ..=20 => "PPP",
                    21..=28 => "PPN",
                    29..=38 => "PNN",
                    39..=59 => "NNN",
                    _ => "PE-",
                }
            }
            _ => "PPP",
        };
        by_path.entry(path).or_default().push(row);
    }
    by_path
}

/// The household of somebody on the register.
fn owned(office: &mut Office, rng: &mut Rng, path: &'static str, row: usize) {
    let (person, children) = (office.assisted[row].person, office.assisted[row].children.clone());
    let (commune, born) = (office.people.all[person].commune, office.people.all[person].born);
    let mut members = vec![(person, "Chủ hộ")];
    if born > ymd(2007, 1, 1) {
        let mother_born = office.people.day_in(1983);
        let parent = Wanted { female: true, born: mother_born, commune, papers: Papers::Complete };
        members = vec![(office.people.add(parent), "Chủ hộ"), (person, "Con")];
    }
    for (name, born) in children {
        let female = name.contains(" Thị ") || rng.chance(350);
        let wanted = Wanted { female, born, commune, papers: Papers::Usual };
        members.push((office.people.add_named(wanted, name), "Con"));
    }
    if born.year() > 1969 && born.year() < 1996 && rng.chance(300) {
        let mother_born = office.people.day_in(born.year() - 24);
        let wanted = Wanted { female: true, born: mother_born, commune, papers: Papers::Usual };
        members.push((office.people.add(wanted), "Mẹ"));
    }
    add(office, rng, path, members);
}

/// A household of its own people; in one of nine somebody of the register lives there too.
fn any(office: &mut Office, rng: &mut Rng, path: &'static str, others: &mut Vec<usize>) {
    let assisted = if rng.chance(110) { others.pop() } else { None };
    let commune = match assisted {
        Some(row) => office.people.all[office.assisted[row].person].commune,
        None => office.people.commune(),
    };
    let female = rng.chance(480);
    let born = office.people.born_between(ymd(1952, 1, 1), ymd(1994, 12, 31));
    let head = office.people.add(Wanted { female, born, commune, papers: Papers::Usual });
    let family = office.people.all[head].family().to_owned();
    let mut members = vec![(head, "Chủ hộ")];
    if rng.chance(520) {
        let year = born.year() + if female { -3 } else { 3 };
        let born = office.people.day_in(year);
        let wanted = Wanted { female: !female, born, commune, papers: Papers::Usual };
        members.push((office.people.add(wanted), if female { "Chồng" } else { "Vợ" }));
    }
    for n in 0..rng.below(4) {
        let year = (born.year() + 22 + 3 * i16::try_from(n).unwrap_or(0)).min(2021);
        let wanted = Wanted {
            female: rng.chance(490),
            born: office.people.day_in(year),
            commune,
            papers: Papers::Usual,
        };
        let child = if female {
            let father = names::family(rng);
            office.people.add_to_family(wanted, father)
        } else {
            office.people.add_to_family(wanted, &family)
        };
        members.push((child, "Con"));
    }
    if let Some(row) = assisted {
        let row = &mut office.assisted[row];
        (row.household, row.support) = ("", "Có");
        let parent = if office.people.all[row.person].female { "Mẹ" } else { "Cha" };
        let older = office.people.all[row.person].born.year() + 16 < born.year();
        members.push((row.person, if older { parent } else { "Khác" }));
    }
    add(office, rng, path, members);
}

fn add(office: &mut Office, rng: &mut Rng, path: &'static str, members: Vec<(PersonId, &'static str)>) {
    let head = &office.people.all[members[0].0];
    let (commune, hamlet) = (head.commune, head.hamlet.clone());
    for (person, _) in &members {
        let person = &mut office.people.all[*person];
        person.listed = true;
        person.hamlet.clone_from(&hamlet);
    }
    let running = office.households.iter().filter(|h| h.commune == commune).count() + 1;
    let code = format!("{}-{running:04}", crate::places::COMMUNES[commune].code);
    let ethnicity = *rng.weighted(&[("Kinh", 975), ("Khmer", 15), ("Hoa", 7), ("Chăm", 3)]);
    office.households.push(Household { code, commune, hamlet, members, ethnicity, path });
}

/// People paid for a poor household that the review of 2022 no longer found poor.
pub fn left_poverty(office: &Office) -> Vec<PersonId> {
    let left = office.households.iter().filter(|h| matches!(h.path, "PE-" | "PN-"));
    let heads: Vec<PersonId> = left.map(|h| h.members[0].0).collect();
    office
        .enrolments
        .iter()
        .filter(|e| heads.contains(&e.person) && !e.lines(OLD_LIST, ymd(2022, 12, 31)).is_empty())
        .filter(|e| matches!(e.old_list.first().map(|l| l.category), Some(POOR_ELDERLY | SINGLE_PARENT)))
        .map(|e| e.person)
        .collect()
}
