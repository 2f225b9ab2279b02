//! The campaigns of 2023: Tết Quý Mão, the action month for children, 27 July, Mid-Autumn. A good part of the gifts
//! stands on lists of names; the communes' totals say how many there were in all.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::assistance::Assisted;
use crate::books::Book;
use crate::merit::{EXPOSURE, HELPER, HERO, IMPRISONED, MARTYR, MOTHER, SICK_SOLDIER, UPRISING, WAR_INVALID};
use crate::month::ymd;
use crate::office::{Line, Office, Regime};
use crate::person::PersonId;
use crate::places::COMMUNES;
use crate::targets::{ACTION_MONTH, MID_AUTUMN, TET};

mod sheets;

const TET_CODE: &str = "TET-2023";
const JUNE_CODE: &str = "THTE-2023";
const JULY_CODE: &str = "TBLS-2023";
const AUTUMN_CODE: &str = "TRUNGTHU-2023";

const CENTRAL: &str = "NSTW";
const PROVINCE: &str = "NST";
const TOWN: &str = "NSTX";
const COMMUNE: &str = "NSX";
const RAISED_TOWN: &str = "VD-TX";
const RAISED_COMMUNE: &str = "VD-X";

const MERIT: &str = "Người có công";
const POOR: &str = "Hộ nghèo";
const NEAR_POOR: &str = "Hộ cận nghèo";
const ASSISTED: &str = "Bảo trợ xã hội";
const CHILDREN: &str = "Trẻ em";

/// Levels of the State President's gifts in the decisions of the year, đồng.
const HIGHER: i64 = 600_000;
const LOWER: i64 = 300_000;

const TET_DAY: Date = Date::constant(2023, 1, 12);
const JUNE_DAY: Date = Date::constant(2023, 6, 1);
const JULY_DAY: Date = Date::constant(2023, 7, 20);
const AUTUMN_DAY: Date = Date::constant(2023, 9, 27);

/// A named gift.
struct Gift {
    campaign: &'static str,
    source: &'static str,
    recipient: String,
    person: PersonId,
    household: String,
    martyr: String,
    amount: i64,
    on: Date,
}

/// A total of a commune.
struct Total {
    book: &'static str,
    campaign: &'static str,
    commune: usize,
    group: &'static str,
    source: &'static str,
    quantity: i64,
    amount: i64,
    on: Date,
}

/// The plan of the year, each occasion's list of names before the gifts are handed out, what was counted after.
pub fn books(office: &Office) -> Vec<Book> {
    let (mut gifts, mut totals) = (Vec::new(), Vec::new());
    let codes = codes(office);
    tet(office, &codes, &mut gifts, &mut totals);
    june(office, &mut gifts, &mut totals);
    july(office, &codes, &mut gifts, &mut totals);
    autumn(&mut totals);
    let plan =
        vec![sheets::campaigns(), sheets::lines(&gifts, &totals), sheets::representatives(office, &gifts)];
    let counted = vec![sheets::meetings(), sheets::receipts(&totals), sheets::aggregate(&totals)];
    let mut books = vec![Book::new("tang-qua-2023/ke-hoach.xlsx", plan)];
    for code in [TET_CODE, JUNE_CODE, JULY_CODE] {
        let own = gifts.iter().filter(|gift| gift.campaign == code);
        let table = sheets::named(office, own);
        books.push(Book::new(&format!("tang-qua-2023/danh-sach-{code}.xlsx"), vec![table]));
    }
    books.push(Book::new("tang-qua-2023/tong-hop.xlsx", counted));
    books
}

/// The code of the State President's gifts that each person draws under, best first; people who lived at Tết.
fn codes(office: &Office) -> BTreeMap<PersonId, &'static str> {
    let mut found: BTreeMap<PersonId, &'static str> = BTreeMap::new();
    for enrolment in &office.enrolments {
        let lines = enrolment.old_list.iter().filter(|line| line.regime == Regime::Merit);
        for code in lines.filter_map(code) {
            // Codes are in the order of their levels.
            let best = found.entry(enrolment.person).or_insert(code);
            *best = code.min(best);
        }
    }
    found
}

fn code(line: &Line) -> Option<&'static str> {
    let severe = line.rate.unwrap_or(61) >= 81;
    let by_rate = |higher, lower| Some(if severe { higher } else { lower });
    match (line.part, line.category) {
        ("Tuất nuôi dưỡng", MARTYR) => Some("Q08"),
        ("Tuất", MARTYR) if line.quantity.unwrap_or(1) > 1 => Some("Q09"),
        ("Tuất", MARTYR) => Some("Q14"),
        ("Trợ cấp", UPRISING) => Some("Q02"),
        ("Trợ cấp", MOTHER) => Some("Q03"),
        ("Trợ cấp", HERO) => Some("Q04"),
        ("Trợ cấp", WAR_INVALID | SICK_SOLDIER) => by_rate("Q05", "Q10"),
        ("Trợ cấp", EXPOSURE) => by_rate("Q06", "Q11"),
        ("Trợ cấp", IMPRISONED) => Some("Q12"),
        ("Trợ cấp", HELPER) => Some("Q13"),
        _ => None,
    }
}

fn level(code: &str) -> i64 {
    if code <= "Q09" { HIGHER } else { LOWER }
}

/// Alive on the day, and told apart by a number: lists of names carry only such people.
fn listable(office: &Office, id: PersonId, day: Date) -> bool {
    let who = &office.people.all[id];
    !who.citizen.is_empty() && who.died.is_none_or(|died| died > day)
}

/// `count` spread over the communes as people live there; the last takes the rest.
fn spread(count: i64) -> Vec<i64> {
    let mut left = count;
    let last = COMMUNES.len() - 1;
    let mut shares: Vec<i64> = COMMUNES[..last]
        .iter()
        .map(|commune| {
            let share = (count * commune.weight).div_euclid(100);
            left -= share;
            share
        })
        .collect();
    shares.push(left);
    shares
}

/// Adds `count` gifts of one group and source beyond the named ones, at one amount each.
fn add(
    totals: &mut Vec<Total>,
    like: (&'static str, &'static str, &'static str, Date),
    count: i64,
    each: i64,
) {
    let (campaign, group, source, on) = like;
    for (commune, quantity) in spread(count).into_iter().enumerate() {
        let amount = quantity * each;
        totals.push(Total { book: GIFTS, campaign, commune, group, source, quantity, amount, on });
    }
}

const GIFTS: &str = "Quà tặng của đợt";
const MEETINGS: &str = "Họp mặt của đợt";
const FUNDS: &str = "Tổng kinh phí của đợt";

/// A total that covers the named gifts of a campaign, group and source.
fn cover(office: &Office, gifts: &[Gift], group: &'static str, totals: &mut Vec<Total>) {
    for gift in gifts {
        let commune = office.people.all[gift.person].commune;
        totals.push(Total {
            book: GIFTS,
            campaign: gift.campaign,
            commune,
            group,
            source: gift.source,
            quantity: 1,
            amount: gift.amount,
            on: gift.on,
        });
    }
}

fn tet(
    office: &Office,
    codes: &BTreeMap<PersonId, &'static str>,
    gifts: &mut Vec<Gift>,
    totals: &mut Vec<Total>,
) {
    let mut own = Vec::new();
    let presidents = codes.iter().filter(|(person, _)| listable(office, **person, TET_DAY));
    own.extend(presidents.map(|(person, code)| presidents_gift(TET_CODE, *person, code, "", TET_DAY)));
    own.extend(for_martyrs(office));
    cover(office, &own, MERIT, totals);
    gifts.append(&mut own);
    for (class, group, source, each) in
        [("Nghèo", POOR, TOWN, 500_000), ("Cận nghèo", NEAR_POOR, TOWN, 400_000)]
    {
        let mut own = poor(office, class, group, source, each);
        cover(office, &own, group, totals);
        gifts.append(&mut own);
    }
    let mut own = assisted(office);
    cover(office, &own, ASSISTED, totals);
    gifts.append(&mut own);
    // What no list of names holds: martyrs' families and whom the communes and unions looked after.
    let unnamed: [(&str, &str, i64, i64); 11] = [
        (MERIT, CENTRAL, 2_450, LOWER),
        (MERIT, PROVINCE, 4_300, 500_000),
        (MERIT, TOWN, 3_900, 300_000),
        (ASSISTED, PROVINCE, 180, 400_000),
        (POOR, PROVINCE, 265, 600_000),
        ("Người cao tuổi", COMMUNE, 900, 300_000),
        ("Người cao tuổi", RAISED_COMMUNE, 1_500, 350_000),
        ("Công nhân", RAISED_TOWN, 3_000, 500_000),
        (CHILDREN, RAISED_COMMUNE, 2_400, 200_000),
        ("Lực lượng vũ trang", RAISED_TOWN, 400, 1_000_000),
        ("Hội viên", RAISED_COMMUNE, 3_400, 300_000),
    ];
    for (group, source, count, each) in unnamed {
        add(totals, (TET_CODE, group, source, TET_DAY), count, each);
    }
    let so_far: i64 = totals.iter().map(|total| total.quantity).sum();
    add(totals, (TET_CODE, "Đối tượng khác", RAISED_COMMUNE, TET_DAY), TET.gifts - so_far, 350_000);
    // Three communes gave the number of people at their meetings, the others list the meetings.
    for (commune, people) in spread(TET.met).into_iter().enumerate().skip(COMMUNES.len() - 3) {
        totals.push(Total {
            book: MEETINGS,
            campaign: TET_CODE,
            commune,
            group: MERIT,
            source: COMMUNE,
            quantity: people,
            amount: people * AT_MEETINGS,
            on: TET_DAY,
        });
    }
}

/// Tea, cakes and an envelope for everybody who came, đồng.
const AT_MEETINGS: i64 = 150_000;

fn presidents_gift(campaign: &'static str, person: PersonId, code: &str, martyr: &str, on: Date) -> Gift {
    Gift {
        campaign,
        source: CENTRAL,
        recipient: code.to_owned(),
        person,
        household: String::new(),
        martyr: martyr.to_owned(),
        amount: level(code),
        on,
    }
}

/// One gift for each martyr whose only relative, or whose worshipper, the register knows.
fn for_martyrs(office: &Office) -> Vec<Gift> {
    let martyrs: BTreeSet<&str> =
        office.files.iter().filter(|file| file.category == MARTYR).map(|file| file.number.as_str()).collect();
    let mut of_file: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut of_person: BTreeMap<PersonId, usize> = BTreeMap::new();
    for (at, relative) in office.relatives.iter().enumerate().filter(|(_, r)| r.added.is_none()) {
        if martyrs.contains(relative.file.as_str()) {
            of_file.entry(&relative.file).or_default().push(at);
            *of_person.entry(relative.person).or_default() += 1;
        }
    }
    let mut gifts = Vec::new();
    for (file, relatives) in of_file {
        let [only] = relatives[..] else { continue };
        let relative = &office.relatives[only];
        let alone = of_person.get(&relative.person) == Some(&1);
        if alone && listable(office, relative.person, TET_DAY) {
            let code = if relative.worship { "Q16" } else { "Q15" };
            gifts.push(presidents_gift(TET_CODE, relative.person, code, file, TET_DAY));
        }
    }
    gifts
}

/// One gift for each household of a class of the review of 2022, to its head.
fn poor(office: &Office, class: &str, group: &str, source: &'static str, each: i64) -> Vec<Gift> {
    let households = office.households.iter().filter(|household| household.class(1) == Some(class));
    let heads = households.filter_map(|household| {
        let (head, _) = household.members.first()?;
        listable(office, *head, TET_DAY).then(|| Gift {
            campaign: TET_CODE,
            source,
            recipient: group.to_owned(),
            person: *head,
            household: household.code.clone(),
            martyr: String::new(),
            amount: each,
            on: TET_DAY,
        })
    });
    heads.collect()
}

/// Everybody on the register of social assistance at Tết, once.
fn assisted(office: &Office) -> Vec<Gift> {
    let there = |row: &&Assisted| row.added.is_none() && listable(office, row.person, TET_DAY);
    let people: BTreeSet<PersonId> = office.assisted.iter().filter(there).map(|row| row.person).collect();
    let gift = |person: PersonId| Gift {
        campaign: TET_CODE,
        source: PROVINCE,
        recipient: ASSISTED.to_owned(),
        person,
        household: String::new(),
        martyr: String::new(),
        amount: 400_000,
        on: TET_DAY,
    };
    people.into_iter().map(gift).collect()
}

/// Gifts for children of poor households by name, for others by total.
fn june(office: &Office, gifts: &mut Vec<Gift>, totals: &mut Vec<Total>) {
    let mut own = Vec::new();
    for household in office.households.iter().filter(|household| household.class(1) == Some("Nghèo")) {
        let children = household.members.iter().filter(|(person, _)| {
            let who = &office.people.all[*person];
            who.age_on(JUNE_DAY) < 16 && who.born < ymd(2022, 11, 30) && listable(office, *person, JUNE_DAY)
        });
        own.extend(children.map(|(person, _)| Gift {
            campaign: JUNE_CODE,
            source: RAISED_TOWN,
            recipient: CHILDREN.to_owned(),
            person: *person,
            household: String::new(),
            martyr: String::new(),
            amount: ACTION_MONTH.each,
            on: JUNE_DAY,
        }));
    }
    own.truncate(150);
    cover(office, &own, CHILDREN, totals);
    let rest = ACTION_MONTH.gifts - i64::try_from(own.len()).unwrap_or(0);
    gifts.append(&mut own);
    add(totals, (JUNE_CODE, CHILDREN, RAISED_TOWN, JUNE_DAY), rest, ACTION_MONTH.each);
}

/// The higher level by name, the lower one by total.
fn july(
    office: &Office,
    codes: &BTreeMap<PersonId, &'static str>,
    gifts: &mut Vec<Gift>,
    totals: &mut Vec<Total>,
) {
    let higher =
        codes.iter().filter(|(person, code)| **code <= "Q09" && listable(office, **person, JULY_DAY));
    let mut own: Vec<Gift> =
        higher.map(|(person, code)| presidents_gift(JULY_CODE, *person, code, "", JULY_DAY)).collect();
    cover(office, &own, MERIT, totals);
    gifts.append(&mut own);
    add(totals, (JULY_CODE, MERIT, CENTRAL, JULY_DAY), 4_200, LOWER);
    add(totals, (JULY_CODE, MERIT, PROVINCE, JULY_DAY), 2_600, 500_000);
}

/// Only totals: the communes gave out lanterns and cakes. The communes' own budgets gave what the source prints.
fn autumn(totals: &mut Vec<Total>) {
    let like = |source, commune, quantity, amount| Total {
        book: GIFTS,
        campaign: AUTUMN_CODE,
        commune,
        group: CHILDREN,
        source,
        quantity,
        amount,
        on: AUTUMN_DAY,
    };
    let (from_town, from_communes) = (1_100, 16);
    let raised = MID_AUTUMN.children - from_town - from_communes;
    let quantities = spread(from_town).into_iter().zip(spread(MID_AUTUMN.town));
    totals.extend(quantities.enumerate().map(|(at, (quantity, amount))| like(TOWN, at, quantity, amount)));
    totals.push(like(COMMUNE, 8, from_communes, MID_AUTUMN.communes));
    let quantities = spread(raised).into_iter().zip(spread(MID_AUTUMN.raised));
    totals.extend(
        quantities.enumerate().map(|(at, (quantity, amount))| like(RAISED_COMMUNE, at, quantity, amount)),
    );
}
