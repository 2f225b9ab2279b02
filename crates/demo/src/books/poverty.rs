//! The lists of the three reviews and the households of every commune.

use crate::books::{Book, Naming, by_commune};
use crate::month::{Month, ymd};
use crate::office::Office;
use crate::places::COMMUNES;
use crate::sheet::{Table, Value};
use crate::targets::POVERTY;

pub fn reviews(office: &Office) -> Vec<Book> {
    POVERTY.iter().enumerate().map(|(review, (year, _, _))| book(office, review, *year)).collect()
}

fn book(office: &Office, review: usize, year: i32) -> Book {
    // The clerk of 2022 wrote codes, that of 2023 put households first.
    let naming = if year == 2022 { Naming::Code } else { Naming::Full };
    let template = Table {
        title: format!("DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM {year}"),
        headings: vec![
            "Năm rà soát",
            "Mã hộ",
            "Họ và tên",
            "Quan hệ với chủ hộ",
            "Nam",
            "Nữ",
            "Số CCCD",
            "Dân tộc",
            "Phân loại hộ",
            "Ấp, khu phố",
            "Xã, phường",
        ],
        front: if year == 2023 { &["Mã hộ", "Phân loại hộ"] } else { &[] },
        ..Table::new("residents", if year == 2021 { "" } else { "Hộ nghèo, cận nghèo" })
    };
    let mut rows = Vec::new();
    let mut households: Vec<_> = office.households.iter().collect();
    households.sort_by(|a, b| a.code.cmp(&b.code));
    for household in households {
        let Some(class) = household.class(review) else { continue };
        for (person, relation) in &household.members {
            let who = &office.people.all[*person];
            let reviewed = ymd(i16::try_from(year).unwrap_or(2023), 11, 30);
            if who.born > reviewed || who.died.is_some_and(|d| d <= reviewed) {
                continue;
            }
            let born = Value::Born(who.born, who.precision);
            let (male, female) = if who.female { (Value::None, born) } else { (born, Value::None) };
            let citizen =
                if who.citizen.is_empty() { Value::None } else { Value::Citizen(who.citizen.clone()) };
            rows.push((
                household.commune,
                vec![
                    Value::Number(i64::from(year)),
                    Value::text(&household.code),
                    Value::text(&who.name),
                    Value::text(relation),
                    male,
                    female,
                    citizen,
                    Value::text(household.ethnicity),
                    Value::text(class),
                    Value::text(&household.hamlet),
                    naming.value(household.commune),
                ],
            ));
        }
    }
    let tables = if year == 2021 {
        by_commune(&template, rows)
    } else {
        vec![Table { rows: rows.into_iter().map(|(_, row)| row).collect(), ..template }]
    };
    Book::new(&format!("ho-ngheo-{year}.xlsx"), tables)
}

/// Households and people by commune: the shares of [`COMMUNES`], the last commune takes the rest.
pub fn totals() -> Book {
    let mut rows = Vec::new();
    for (year, _, total) in POVERTY {
        let mut left = total;
        for (n, commune) in COMMUNES.iter().enumerate() {
            let share = (total * commune.weight).div_euclid(100) + i64::try_from(n * 13 % 7).unwrap_or(0);
            let households = if n + 1 == COMMUNES.len() { left } else { share };
            left -= households;
            rows.push(vec![
                Value::Number(i64::from(year)),
                Value::Day(Month::new(year, 12).day(8)),
                Value::text(commune.name),
                Value::Number(households),
                Value::Number((households * 367).div_euclid(100)),
                Value::text("Công an thị xã cung cấp"),
            ]);
        }
    }
    let table = Table {
        title: "TỔNG SỐ HỘ DÂN CƯ".to_owned(),
        headings: vec![
            "Năm rà soát",
            "Ngày rà soát",
            "Xã, phường",
            "Tổng số hộ",
            "Tổng số nhân khẩu",
            "Nguồn",
        ],
        rows,
        ..Table::new("household_totals", "Tổng số hộ")
    };
    Book::new("tong-so-ho.xlsx", vec![table])
}
