//! Care of mothers, families and graves; the gratitude fund.

use jiff::civil::Date;

use crate::books::grounds::{COMMAND, HOUSES, TOWN};
use crate::merit::{MOTHER, MeritFile};
use crate::month::ymd;
use crate::office::Office;
use crate::places::COMMUNES;
use crate::sheet::{Table, Value};

/// Mothers who lived when the books were opened.
fn living(office: &Office) -> impl Iterator<Item = &MeritFile> {
    let lived = |file: &&MeritFile| {
        let who = &office.people.all[file.person];
        who.died.is_none_or(|died| died >= ymd(2023, 1, 1))
    };
    office.files.iter().filter(|file| file.category == MOTHER).filter(lived)
}

pub fn mothers(office: &Office) -> Table {
    let carers = [
        "Công an thị xã",
        COMMAND,
        "Ngân hàng Nông nghiệp chi nhánh Trảng Bàng",
        "Liên đoàn Lao động thị xã",
        "Công ty Phát triển hạ tầng khu công nghiệp",
        "Hội Liên hiệp Phụ nữ thị xã",
        "Điện lực Trảng Bàng",
        "Bưu điện thị xã",
    ];
    let rows = living(office).zip(carers.iter().cycle()).map(|(file, carer)| {
        let who = &office.people.all[file.person];
        vec![
            Value::text(&file.number),
            Value::text(&who.name),
            Value::text(carer),
            Value::Day(ymd(2015, 7, 27)),
            Value::Money(1_000_000),
            Value::text("Bản cam kết phụng dưỡng suốt đời"),
        ]
    });
    Table {
        title: "SỔ PHỤNG DƯỠNG BÀ MẸ VIỆT NAM ANH HÙNG".to_owned(),
        headings: vec![
            "Số hồ sơ",
            "Họ và tên",
            "Đơn vị phụng dưỡng",
            "Phụng dưỡng từ ngày",
            "Mức hằng tháng",
            "Văn bản",
        ],
        rows: rows.collect(),
        ..Table::new("mother_cares", "Phụng dưỡng Mẹ")
    }
}

pub fn care(office: &Office) -> Table {
    let mut rows = Vec::new();
    for file in living(office) {
        let who = &office.people.all[file.person];
        for (day, act) in [
            (ymd(2023, 1, 16), "Tặng quà"),
            (ymd(2023, 7, 24), "Thăm hỏi"),
            (ymd(2023, 10, 20), "Khám, chữa bệnh"),
        ] {
            if who.died.is_none_or(|died| died > day) {
                rows.push(act_of(
                    "Bà mẹ Việt Nam anh hùng",
                    &file.number,
                    who.commune,
                    day,
                    act,
                    "UBND thị xã",
                    1,
                    Some(2_000_000),
                ));
            }
        }
    }
    for (n, commune) in COMMUNES.iter().enumerate() {
        let families = 20 + commune.weight * 4;
        rows.push(act_of(
            "Thương binh, gia đình liệt sĩ",
            commune.code,
            n,
            ymd(2023, 7, 22),
            "Thăm hỏi",
            "UBND xã, phường",
            families,
            None,
        ));
    }
    for (day, act, doer, graves, cost) in [
        (ymd(2023, 1, 18), "Chăm sóc", "Đoàn thanh niên thị xã", 1_100, None),
        (ymd(2023, 4, 28), "Thăm viếng", "Trường THCS An Tịnh", 240, None),
        (ymd(2023, 7, 26), "Thăm viếng", "Thị ủy, UBND thị xã", 1_100, Some(18_000_000)),
        (ymd(2023, 8, 15), "Sửa chữa", "Ban quản trang", 62, Some(93_000_000)),
        (ymd(2023, 12, 10), "Chăm sóc", "Hội Cựu chiến binh thị xã", 300, None),
    ] {
        rows.push(act_of("Nghĩa trang", TOWN, 0, day, act, doer, graves, cost));
    }
    Table {
        title: "SỔ THĂM HỎI, CHĂM SÓC NĂM 2023".to_owned(),
        headings: vec![
            "Đối tượng chăm sóc",
            "Mã đối tượng chăm sóc",
            "Xã, phường",
            "Ngày",
            "Việc làm",
            "Đơn vị thực hiện",
            "Số lượng",
            "Kinh phí",
        ],
        rows,
        ..Table::new("care_entries", "Thăm hỏi, chăm sóc")
    }
}

#[expect(clippy::too_many_arguments, reason = "the cells of a row, in their order")]
fn act_of(
    subject: &str,
    code: &str,
    commune: usize,
    day: Date,
    act: &str,
    doer: &str,
    quantity: i64,
    cost: Option<i64>,
) -> Vec<Value> {
    vec![
        Value::text(subject),
        Value::text(code),
        Value::text(COMMUNES[commune].name),
        Value::Day(day),
        Value::text(act),
        Value::text(doer),
        Value::Number(quantity),
        Value::money(cost),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table: its rows and headings as the office writes them")]
pub fn fund() -> Table {
    let mut rows = vec![entry(
        "Thị xã",
        "",
        "Số dư đầu kỳ",
        "SD-2023",
        ymd(2022, 12, 15),
        "Chuyển số dư năm 2022",
        "Khác",
        "",
        412_600_000,
    )];
    let donors = [
        ("Cán bộ, công chức thị xã", "Tổ chức đóng góp", 186_450_000),
        ("Công ty TNHH Dệt may Thành Công", "Tổ chức đóng góp", 120_000_000),
        ("Khu công nghiệp Trảng Bàng", "Tổ chức đóng góp", 235_000_000),
        ("Ông Trịnh Văn Phát", "Cá nhân đóng góp", 15_000_000),
        ("Kho bạc Nhà nước", "Lãi tiền gửi", 1_284_000),
    ];
    for (n, (party, purpose, amount)) in donors.into_iter().enumerate() {
        let month = i8::try_from(n * 2 + 2).unwrap_or(2);
        rows.push(entry(
            "Thị xã",
            "",
            "Thu",
            &format!("PT-{:03}", n + 1),
            ymd(2023, month, 12),
            party,
            purpose,
            "",
            amount,
        ));
    }
    let built = HOUSES.iter().filter(|house| !house.poor && house.build && house.step >= 3);
    for (n, house) in built.enumerate() {
        rows.push(entry(
            "Thị xã",
            "",
            "Chi",
            &format!("PC-{:03}", n + 1),
            ymd(2023, 5, 10),
            "Hộ được hỗ trợ xây nhà",
            "Xây nhà tình nghĩa",
            house.code,
            40_000_000,
        ));
    }
    rows.push(entry(
        "Thị xã",
        "",
        "Chi",
        "PC-050",
        ymd(2023, 8, 20),
        "Ban quản trang",
        "Tu bổ mộ, công trình ghi công",
        TOWN,
        93_000_000,
    ));
    rows.push(entry(
        "Thị xã",
        "",
        "Chi",
        "PC-051",
        ymd(2023, 7, 20),
        "Gia đình chính sách",
        "Thăm hỏi, tặng quà",
        "",
        86_500_000,
    ));
    for (n, commune) in COMMUNES.iter().enumerate() {
        let received = 18_000_000 + commune.weight * 1_350_000;
        rows.push(entry(
            "Xã, phường",
            commune.name,
            "Thu",
            &format!("PT-X{:02}", n + 1),
            ymd(2023, 6, 15),
            "Nhân dân và doanh nghiệp",
            "Tổ chức đóng góp",
            "",
            received,
        ));
        rows.push(entry(
            "Xã, phường",
            commune.name,
            "Chi",
            &format!("PC-X{:02}", n + 1),
            ymd(2023, 7, 25),
            "Gia đình chính sách khó khăn",
            "Hỗ trợ ốm đau, khó khăn, qua đời",
            "",
            received * 3 / 5,
        ));
    }
    Table {
        title: "SỔ QUỸ ĐỀN ƠN ĐÁP NGHĨA NĂM 2023".to_owned(),
        headings: vec![
            "Cấp quỹ",
            "Xã, phường",
            "Thu, chi",
            "Số chứng từ",
            "Ngày",
            "Người nộp, người nhận",
            "Mục thu, chi",
            "Cho hồ sơ, nhà, mộ",
            "Số tiền",
        ],
        rows,
        ..Table::new("fund_entries", "Quỹ ĐOĐN")
    }
}

#[expect(clippy::too_many_arguments, reason = "the cells of a row, in their order")]
fn entry(
    level: &str,
    commune: &str,
    direction: &str,
    number: &str,
    day: Date,
    party: &str,
    purpose: &str,
    subject: &str,
    amount: i64,
) -> Vec<Value> {
    vec![
        Value::text(level),
        Value::text(commune),
        Value::text(direction),
        Value::text(number),
        Value::Day(day),
        Value::text(party),
        Value::text(purpose),
        Value::text(subject),
        Value::Money(amount),
    ]
}
