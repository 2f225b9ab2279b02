//! The sheets of the workbook of campaigns.

use std::collections::BTreeMap;

use super::*;
use crate::books::{Naming, PERSON, person};
use crate::month::ymd;
use crate::sheet::{Table, Value};

pub fn campaigns() -> Table {
    let row = |code, occasion, title, plan, from, until| {
        vec![
            Value::text(code),
            Value::text(occasion),
            Value::Number(2023),
            Value::text(title),
            Value::text(plan),
            Value::Day(from),
            Value::Day(until),
        ]
    };
    Table {
        title: "CÁC ĐỢT CHĂM LO, TẶNG QUÀ NĂM 2023".to_owned(),
        headings: vec!["Mã đợt", "Dịp", "Năm", "Tên đợt", "Kế hoạch, quyết định", "Bắt đầu", "Kết thúc"],
        rows: vec![
            row(
                TET_CODE,
                "TET",
                "Chăm lo Tết Quý Mão 2023",
                "Kế hoạch 212/KH-UBND",
                ymd(2023, 1, 3),
                ymd(2023, 1, 20),
            ),
            row(
                JUNE_CODE,
                "1-6",
                "Tháng hành động vì trẻ em 2023",
                "Kế hoạch 84/KH-UBND",
                JUNE_DAY,
                ymd(2023, 6, 30),
            ),
            row(
                JULY_CODE,
                "TB-LS-27-7",
                "Thăm, tặng quà dịp 27/7/2023",
                "Kế hoạch 103/KH-UBND",
                ymd(2023, 7, 10),
                ymd(2023, 7, 27),
            ),
            row(
                AUTUMN_CODE,
                "TRUNG-THU",
                "Vui Tết Trung thu 2023",
                "Kế hoạch 141/KH-UBND",
                ymd(2023, 9, 15),
                ymd(2023, 9, 29),
            ),
        ],
        ..Table::new("campaigns", "Các đợt")
    }
}

/// The plan: what was given is what was planned, at the levels of the decisions of the year.
pub fn lines(gifts: &[Gift], totals: &[Total]) -> Table {
    let mut planned: BTreeMap<(&str, &str, String, i64), i64> = BTreeMap::new();
    for gift in gifts.iter().filter(|gift| gift.recipient.starts_with('Q')) {
        *planned.entry((gift.campaign, gift.source, gift.recipient.clone(), gift.amount)).or_default() += 1;
    }
    let unnamed: [(&str, &str); 2] = [(TET_CODE, "Q15"), (JULY_CODE, "Q15")];
    for (campaign, recipient) in unnamed {
        let of = |total: &&Total| {
            total.book == GIFTS && (total.campaign, total.group, total.source) == (campaign, MERIT, CENTRAL)
        };
        let all: i64 = totals.iter().filter(of).map(|total| total.quantity).sum();
        let named: i64 =
            planned.iter().filter(|((code, ..), _)| *code == campaign).map(|(_, count)| count).sum();
        let key = (campaign, CENTRAL, recipient.to_owned(), LOWER);
        *planned.entry(key).or_default() += all - named;
    }
    let mut rows: Vec<Vec<Value>> = planned
        .into_iter()
        .map(|((campaign, source, recipient, each), count)| {
            let paper = "Quyết định tặng quà của Chủ tịch nước (mẫu)";
            line([campaign, source, &recipient, paper], count, each)
        })
        .collect();
    // Other budgets: one level for each group. The communes of Mid-Autumn spent without a plan by head.
    let mut budgets: BTreeMap<(&str, &str, &str), (i64, i64)> = BTreeMap::new();
    for total in totals.iter().filter(|total| total.book == GIFTS && total.campaign != AUTUMN_CODE) {
        if [PROVINCE, TOWN, COMMUNE].contains(&total.source) {
            let sum = budgets.entry((total.campaign, total.source, total.group)).or_default();
            *sum = (sum.0 + total.quantity, sum.1 + total.amount);
        }
    }
    rows.extend(budgets.into_iter().map(|((campaign, source, group), (count, amount))| {
        let each = amount.checked_div(count).unwrap_or(0);
        line([campaign, source, group, "Kế hoạch của đợt"], count, each)
    }));
    Table {
        title: "DỰ TOÁN CÁC ĐỢT TẶNG QUÀ NĂM 2023".to_owned(),
        headings: vec!["Mã đợt", "Nguồn", "Diện nhận quà", "Số suất", "Mức tiền mặt", "Căn cứ mức quà"],
        rows,
        ..Table::new("campaign_lines", "Dự toán")
    }
}

fn line([campaign, source, recipient, paper]: [&str; 4], count: i64, each: i64) -> Vec<Value> {
    vec![
        Value::text(campaign),
        Value::text(source),
        Value::text(recipient),
        Value::Number(count),
        Value::Money(each),
        Value::text(paper),
    ]
}

/// Who represents whom: those who got a gift for a martyr at Tết.
pub fn representatives(office: &Office, gifts: &[Gift]) -> Table {
    let mut headings = vec!["Hồ sơ liệt sĩ", "Năm tặng quà", "Vai trò"];
    headings.extend(&PERSON[..5]);
    headings.push("Biên bản");
    let rows = gifts.iter().filter(|gift| !gift.martyr.is_empty()).map(|gift| {
        let role = if gift.recipient == "Q16" { "Thờ cúng" } else { "Đại diện thân nhân" };
        let mut cells = vec![Value::text(&gift.martyr), Value::Number(2023), Value::text(role)];
        cells.extend(person(office, gift.person, Naming::Full).into_iter().take(5));
        cells.push(Value::text("Biên bản họp gia đình"));
        cells
    });
    Table {
        title: "SỔ ĐẠI DIỆN THÂN NHÂN LIỆT SĨ NĂM 2023".to_owned(),
        rows: rows.collect(),
        headings,
        ..Table::new("martyr_representatives", "Đại diện thân nhân")
    }
}

pub fn meetings() -> Table {
    let people = spread(TET.met);
    let listed = COMMUNES.len() - 3;
    let rows = COMMUNES.iter().zip(&people).take(listed).enumerate().map(|(at, (commune, people))| {
        vec![
            Value::text(TET_CODE),
            Value::Day(ymd(2023, 1, 9 + i8::try_from(at % 5).unwrap_or(0))),
            Value::owned(format!("Hội trường UBND {}", commune.short)),
            Value::text(commune.name),
            Value::text(MERIT),
            Value::text(COMMUNE),
            Value::Number(people + 20),
            Value::Number(*people),
            Value::Money(people * AT_MEETINGS),
        ]
    });
    Table {
        title: "HỌP MẶT GIA ĐÌNH CHÍNH SÁCH TẾT QUÝ MÃO".to_owned(),
        headings: vec![
            "Mã đợt",
            "Ngày họp mặt",
            "Nơi họp mặt",
            "Xã, phường",
            "Nhóm",
            "Nguồn",
            "Số người mời",
            "Số người dự",
            "Kinh phí",
        ],
        rows: rows.collect(),
        ..Table::new("campaign_meetings", "Họp mặt")
    }
}

/// What companies, temples and people gave: for each raised source and commune what was handed out of it.
pub fn receipts(totals: &[Total]) -> Table {
    let mut sums: BTreeMap<(&str, &str, usize), i64> = BTreeMap::new();
    for total in totals.iter().filter(|total| [RAISED_TOWN, RAISED_COMMUNE].contains(&total.source)) {
        *sums.entry((total.campaign, total.source, total.commune)).or_default() += total.amount;
    }
    let donors =
        ["Công ty TNHH Mẫu Phát", "Chùa Phước Mẫu", "Nhóm thiện nguyện Lá Xanh", "Hợp tác xã Hưng Mẫu"];
    let rows = sums.into_iter().enumerate().map(|(n, ((campaign, source, commune), amount))| {
        let on = match campaign {
            TET_CODE => ymd(2023, 1, 5),
            JUNE_CODE => ymd(2023, 5, 25),
            _ => ymd(2023, 9, 20),
        };
        vec![
            Value::text(campaign),
            Value::owned(format!("TN-{:03}", n + 1)),
            Value::Day(on),
            Value::text(donors[n % donors.len()]),
            Value::text(source),
            Value::text(COMMUNES[commune].name),
            Value::Money(amount),
        ]
    });
    Table {
        title: "SỔ TIẾP NHẬN ỦNG HỘ NĂM 2023".to_owned(),
        headings: vec![
            "Mã đợt",
            "Số phiếu tiếp nhận",
            "Ngày tiếp nhận",
            "Nhà tài trợ",
            "Nguồn",
            "Xã, phường",
            "Tiền mặt",
        ],
        rows: rows.collect(),
        ..Table::new("campaign_receipts", "Tiếp nhận ủng hộ")
    }
}

/// As it is drawn up: who shall have which gift.
pub fn named<'a>(office: &Office, gifts: impl Iterator<Item = &'a Gift>) -> Table {
    let mut headings = vec!["Mã đợt", "Nguồn", "Diện nhận quà"];
    headings.extend(PERSON);
    headings.extend(["Mã hộ", "Hồ sơ liệt sĩ", "Số tiền", "Tình trạng"]);
    let rows = gifts.map(|gift| {
        let mut cells =
            vec![Value::text(gift.campaign), Value::text(gift.source), Value::text(&gift.recipient)];
        cells.extend(person(office, gift.person, Naming::Full));
        cells.extend([
            Value::text(&gift.household),
            Value::text(&gift.martyr),
            Value::Money(gift.amount),
            Value::text("Dự kiến"),
        ]);
        cells
    });
    Table {
        title: "DANH SÁCH TẶNG QUÀ NĂM 2023".to_owned(),
        rows: rows.collect(),
        headings,
        ..Table::new("campaign_gifts", "Danh sách tặng quà")
    }
}

pub fn aggregate(totals: &[Total]) -> Table {
    let copies = totals.iter().map(|total| Total { ..*total });
    let mut rows: Vec<Vec<Value>> = joined(copies.collect())
        .into_iter()
        .filter(|total| total.quantity > 0)
        .map(|total| {
            vec![
                Value::text(total.book),
                Value::text(total.campaign),
                Value::text(COMMUNES[total.commune].name),
                Value::text(total.group),
                Value::text(total.source),
                Value::Number(total.quantity),
                Value::Money(total.amount),
                Value::Day(total.on),
                Value::owned(format!("Báo cáo của {}", COMMUNES[total.commune].name)),
            ]
        })
        .collect();
    rows.push(vec![
        Value::text(FUNDS),
        Value::text(TET_CODE),
        Value::None,
        Value::None,
        Value::None,
        Value::Number(TET.gifts),
        Value::Money(TET.amount),
        Value::Day(TET_DAY),
        Value::text("Báo cáo tổng kết chăm lo Tết Quý Mão"),
    ]);
    Table {
        title: "SỐ TỔNG HỢP CÁC ĐỢT TẶNG QUÀ NĂM 2023".to_owned(),
        headings: vec![
            "Sổ",
            "Mã đợt",
            "Xã, phường",
            "Nhóm",
            "Nguồn",
            "Số lượng",
            "Số tiền",
            "Ngày",
            "Văn bản",
        ],
        rows,
        ..Table::new("paper_totals", "Số tổng hợp quà")
    }
}

/// Totals of one key are one row of the communes' table.
fn joined(totals: Vec<Total>) -> Vec<Total> {
    let mut rows: Vec<Total> = Vec::new();
    for total in totals {
        let same = |row: &&mut Total| {
            (row.book, row.campaign, row.commune, row.group, row.source)
                == (total.book, total.campaign, total.commune, total.group, total.source)
        };
        match rows.iter_mut().find(same) {
            Some(row) => {
                row.quantity += total.quantity;
                row.amount += total.amount;
            }
            None => rows.push(total),
        }
    }
    rows
}
