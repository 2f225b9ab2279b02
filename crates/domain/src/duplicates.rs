//! How alike two people of the register are: points, and the reasons in words.

use crate::ids::UnitId;
use crate::names::{compare_key, search_key};
use law::{Born, Sex};

/// What is compared of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trait {
    pub full_name: String,
    /// `search_key` of the name.
    pub key: String,
    pub born: Born,
    pub sex: Sex,
    pub unit: Option<UnitId>,
    pub hamlet: Option<String>,
    /// The citizen number, if it has one.
    pub citizen: Option<String>,
}

impl Trait {
    pub fn new(full_name: &str, born: Born, sex: Sex) -> Trait {
        Trait {
            full_name: full_name.to_owned(),
            key: search_key(full_name),
            born,
            sex,
            unit: None,
            hamlet: None,
            citizen: None,
        }
    }
}

/// The answer: from `PROPOSED` points on two people are shown side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    pub points: i32,
    pub reasons: Vec<&'static str>,
}

/// Fewer points are chance: half a commune is called Nguyễn Văn and was born in the fifties.
pub const PROPOSED: i32 = 65;

/// A birth that tells people apart: the whole day, or its day and month the wrong way round.
const SURE_BIRTH: i32 = 30;
/// The same words, whatever the marks or the order.
const SAME_NAME: i32 = 28;

impl Likeness {
    pub fn is_proposed(&self) -> bool {
        self.points >= PROPOSED
    }
}

/// Symmetric. Points were weighed so that name and whole birth date suffice in two communes, name and birth year
/// only in one, and a name that differs by a letter only with the whole birth date or the place.
pub fn likeness(a: &Trait, b: &Trait) -> Likeness {
    let mut found = Likeness { points: 0, reasons: Vec::new() };
    let mut add = |(points, reason): (i32, &'static str)| {
        found.points += points;
        if !reason.is_empty() {
            found.reasons.push(reason);
        }
    };
    add(by_number(a, b));
    let birth = by_birth(a.born, b.born);
    let same_day = birth.0 >= SURE_BIRTH;
    let (points, reason) = by_name(a, b);
    // Tâm and Tài of one year are two people; of one day they are one who was written down twice.
    let is_slip = (1..SAME_NAME).contains(&points);
    add((if is_slip && !same_day { points / 2 } else { points }, reason));
    add(birth);
    add(by_place(a, b));
    if a.sex != b.sex {
        add((-15, "khác giới tính"));
    }
    found
}

fn by_number(a: &Trait, b: &Trait) -> (i32, &'static str) {
    match (&a.citizen, &b.citizen) {
        (Some(one), Some(other)) if one == other => (60, "cùng số CCCD"),
        (Some(one), Some(other)) if edits(one, other, 2) <= 2 => (0, "số CCCD gần giống"),
        (Some(_), Some(_)) => (-40, "khác số CCCD"),
        (_, _) => (0, ""),
    }
}

fn by_name(a: &Trait, b: &Trait) -> (i32, &'static str) {
    if a.key == b.key {
        let marked = |name: &str| !name.is_ascii();
        let both_marked = marked(&a.full_name) && marked(&b.full_name);
        if both_marked && compare_key(&a.full_name) != compare_key(&b.full_name) {
            return (28, "cùng tên, khác dấu");
        }
        return (40, "cùng tên");
    }
    let mut words = [&a.key, &b.key].map(|key| key.split(' ').collect::<Vec<_>>());
    words.iter_mut().for_each(|words| words.sort_unstable());
    if words[0] == words[1] {
        return (32, "cùng tên, khác thứ tự");
    }
    match edits(&a.key, &b.key, 2) {
        1 => (30, "tên khác một chữ cái"),
        2 if a.key.len() >= 10 => (20, "tên khác hai chữ cái"),
        _ if is_contained(&words[0], &words[1]) => (22, "tên thiếu một chữ"),
        _ => (-20, "khác tên"),
    }
}

/// All words of the shorter name stand in the longer one: `Lê Hoa` and `Lê Thị Hoa`.
fn is_contained(one: &[&str], other: &[&str]) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.len() >= 2 && long.len() == short.len() + 1 && short.iter().all(|word| long.contains(word))
}

fn by_birth(a: Born, b: Born) -> (i32, &'static str) {
    if let (Born::Day(one), Born::Day(other)) = (a, b) {
        let swapped = one.year() == other.year() && one.day() == other.month() && one.month() == other.day();
        let same_day = one.month() == other.month() && one.day() == other.day();
        return match () {
            () if one == other => (40, "cùng ngày sinh"),
            () if swapped => (30, "đảo ngày và tháng sinh"),
            () if same_day && (one.year() - other.year()).abs() <= 10 => {
                (22, "cùng ngày tháng, khác năm sinh")
            }
            () if one.year() == other.year() => (8, "cùng năm sinh"),
            () => (-30, "khác ngày sinh"),
        };
    }
    if a.earliest() <= b.latest() && b.earliest() <= a.latest() {
        return (25, "ngày sinh phù hợp");
    }
    if (a.earliest().year() - b.earliest().year()).abs() <= 1 {
        return (5, "năm sinh lệch một năm");
    }
    (-30, "khác năm sinh")
}

fn by_place(a: &Trait, b: &Trait) -> (i32, &'static str) {
    match (a.unit, b.unit) {
        (Some(one), Some(other)) if one == other => {
            if a.hamlet.is_some() && a.hamlet == b.hamlet {
                (15, "cùng ấp, khu phố")
            } else {
                (12, "cùng xã")
            }
        }
        (Some(_), Some(_)) => (0, ""),
        (_, _) => (4, ""),
    }
}

/// Letters to insert, remove, replace or swap with their neighbour; more than `limit` is told as `limit + 1`.
pub fn edits(one: &str, other: &str, limit: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let differs = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j - 1] + differs).min(last[j] + 1).min(row[j - 1] + 1);
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if swapped {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        if row.iter().min().is_some_and(|least| *least > limit) {
            return limit + 1;
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()].min(limit + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_born_iso;

    /// `Lê Thị Én 1950-01-02 F 1 072150000001`: name, birth, commune and citizen number, `-` where unknown.
    fn person(text: &str) -> Trait {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (name, rest) = words.split_at(words.len() - 4);
        let born = parse_born_iso(rest[0]).unwrap();
        let sex = if rest[1] == "F" { Sex::Female } else { Sex::Male };
        Trait {
            unit: rest[2].parse().ok(),
            citizen: Some(rest[3].to_owned()).filter(|number| number != "-"),
            ..Trait::new(&name.join(" "), born, sex)
        }
    }

    #[test]
    fn who_is_proposed() {
        for line in "
            Lê Thị Én 1950-01-02 F 1 -        | Lê Thị Én 1950-01-02 F 2 -        | 80 yes
            Lê Thị Én 1950-01-02 F 1 -        | LÊ THỊ ÉN 1950 F 1 -              | 77 yes
            Lê Thị Én 1950 F 1 -              | Lê Thị Én 1950 F 2 -              | 65 yes
            Nguyễn Văn Hải 1950 M 1 -         | Nguyễn Văn Hai 1950 M 1 -         | 65 yes
            Nguyễn Văn Hải 1950 M 1 -         | Nguyễn Văn Hài 1950 M 2 -         | 53 no
            Nguyễn Văn Hải 1950-03-04 M 1 -   | Nguyễn Văn Hả 1950-03-04 M 1 -    | 82 yes
            Nguyễn Văn Hải 1950-03-04 M 1 -   | Nguyễn Văn Hải 1950-04-03 M 1 -   | 82 yes
            Nguyễn Văn Hải 1950-03-04 M 1 -   | Nguyễn Văn Hải 1953-03-05 M 1 -   | 22 no
            Lê Hoa 1950-03-04 F 1 -           | Lê Thị Hoa 1950-03-04 F 1 -       | 74 yes
            Lê Thị Én 1950-01-02 F 1 072150000001 | Lê Thị Yến 1950-01-02 F 1 072150000001 | 142 yes
            Lê Thị Én 1950-01-02 F 1 072150000001 | Lê Thị Én 1950-01-02 F 1 079150777777 | 52 no
            Lê Thị Én 1950-01-02 F 1 -        | Trần Văn Tư 1950-01-02 M 1 -      | 17 no"
            .lines()
            .filter(|line| line.contains('|'))
        {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let (a, b) = (person(cells[0]), person(cells[1]));
            let found = likeness(&a, &b);
            let shown = format!("{} {}", found.points, if found.is_proposed() { "yes" } else { "no" });
            assert_eq!(shown, cells[2], "{line} {:?}", found.reasons);
            assert_eq!(likeness(&b, &a), found, "symmetric: {line}");
        }
    }

    #[test]
    fn letters_are_counted() {
        for (a, b, expected) in [
            ("hoa", "hoa", 0),
            ("hoa", "hao", 1),
            ("hoa", "ho", 1),
            ("hoa", "thoa", 1),
            ("an", "binh", 3),
            ("", "ab", 2),
        ] {
            assert_eq!(edits(a, b, 2), expected, "{a} {b}");
        }
    }
}
