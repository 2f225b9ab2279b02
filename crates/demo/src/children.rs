//! Children on the office's registers: those in special circumstances, those at risk, and who has taken some in.

use jiff::civil::Date;

use crate::assistance::{ABANDONED, CHILD_HIV, EXCEPTIONAL, ORPHAN, SEVERE};
use crate::month::ymd;
use crate::office::Office;
use crate::person::{Papers, PersonId, Wanted};
use crate::rng::Rng;

/// A row of the register of children.
#[derive(Clone, Debug)]
pub struct ChildRow {
    pub child: PersonId,
    pub group: &'static str,
    pub detail: &'static str,
    pub from: Date,
    pub helped: Option<Date>,
    pub help: &'static str,
}

/// How many children without an allowance are in which group.
const OTHERS: [(&str, &str, usize, u64); 10] = [
    ("TE03 Không nơi nương tựa", "", 9, 900),
    ("TE06 Vi phạm pháp luật", "", 7, 700),
    ("TE08 Bỏ học kiếm sống", "", 14, 600),
    ("TE09 Bị tổn hại nặng do bạo lực", "", 2, 1000),
    ("TE11 Bị xâm hại tình dục", "", 3, 1000),
    ("TE13 Bệnh hiểm nghèo thuộc hộ nghèo, cận nghèo", "Bệnh tim bẩm sinh", 11, 800),
    ("NC02 Cha mẹ ly hôn", "", 46, 150),
    ("NC03 Cha mẹ đi làm ăn xa", "", 62, 120),
    ("NC04 Bỏ học", "", 21, 300),
    ("TE14 Di cư, lánh nạn, chưa rõ cha mẹ", "", 4, 750),
];

/// The day on which the register is looked at.
fn last() -> Date {
    ymd(2023, 12, 14)
}

pub fn generate(office: &mut Office) {
    let mut rng = office.rng("children");
    let paid: Vec<(PersonId, &'static str)> = office
        .assisted
        .iter()
        .filter_map(|row| {
            let group = match row.category {
                ORPHAN => "TE01 Mồ côi cả cha và mẹ",
                ABANDONED => "TE02 Bị bỏ rơi",
                SEVERE | EXCEPTIONAL => "TE04 Khuyết tật",
                CHILD_HIV => "TE05 Nhiễm HIV/AIDS",
                _ => return None,
            };
            let who = &office.people.all[row.person];
            let child = who.age_on(last()) < 16 && who.died.is_none() && who.born < ymd(2022, 6, 1);
            (child && row.added.is_none()).then_some((row.person, group))
        })
        .collect();
    for (child, group) in paid {
        let born = office.people.all[child].born;
        let from = office.people.born_between(born.max(ymd(2015, 1, 1)), ymd(2022, 12, 1));
        let help = if group.starts_with("TE05") { "" } else { "Trợ cấp xã hội hằng tháng" };
        office.wards.push(ChildRow { child, group, detail: "", from, helped: Some(from), help });
    }
    for (group, detail, count, helped) in OTHERS {
        for _ in 0..count {
            let child = new_child(office, &mut rng);
            let from = office.people.born_between(ymd(2022, 3, 1), ymd(2023, 10, 20));
            let is_helped = rng.chance(helped);
            let helped = is_helped.then(|| office.people.born_between(from, ymd(2023, 12, 1)));
            let told = !matches!(&group[..4], "TE09" | "TE11");
            let help = match is_helped && told {
                true => *rng.pick(&[
                    "Học bổng",
                    "Tặng xe đạp",
                    "Hỗ trợ chi phí khám, chữa bệnh",
                    "Vận động trở lại trường",
                ]),
                false => "",
            };
            office.wards.push(ChildRow { child, group, detail, from, helped, help });
        }
    }
    poor(office, &mut rng);
}

/// Children of households that the review of 2022 found poor are at risk; some are in a group besides.
fn poor(office: &mut Office, rng: &mut Rng) {
    let mut children = Vec::new();
    for household in office.households.iter().filter(|household| household.class(1) == Some("Nghèo")) {
        for (person, _) in &household.members {
            let who = &office.people.all[*person];
            if who.age_on(last()) < 16 && who.died.is_none() && who.born < ymd(2022, 1, 1) {
                children.push(*person);
            }
        }
    }
    for child in children {
        let help = if rng.chance(400) { "Tặng quà, dụng cụ học tập" } else { "" };
        let helped = (!help.is_empty()).then_some(ymd(2023, 6, 1));
        let (group, from) = ("NC01 Sống trong hộ nghèo", ymd(2022, 1, 1));
        office.wards.push(ChildRow { child, group, detail: "", from, helped, help });
    }
}

fn new_child(office: &mut Office, rng: &mut Rng) -> PersonId {
    let born = office.people.born_between(ymd(2009, 1, 1), ymd(2019, 12, 31));
    let commune = office.people.commune();
    office.people.add(Wanted { female: rng.chance(480), born, commune, papers: Papers::Complete })
}
