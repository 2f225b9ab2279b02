//! Registers of children and of equality, and the events held for them.

use crate::books::{Book, Naming, PERSON, person};
use crate::month::ymd;
use crate::office::Office;
use crate::places::COMMUNES;
use crate::sheet::{Table, Value};
use crate::targets::ACTION_MONTH_CHILDREN;

pub fn books(office: &Office) -> Vec<Book> {
    vec![
        Book::new("tre-em-hoan-canh-dac-biet-2023.xlsx", vec![groups(office), foster(office)]),
        Book::new("chi-tieu-tre-em-binh-dang-gioi-2023.xlsx", vec![counts(), violence()]),
        Book::new("su-kien-tre-em-2023.xlsx", vec![events(), launch()]),
    ]
}

fn groups(office: &Office) -> Table {
    let mut headings = PERSON.to_vec();
    headings.extend(["Nhóm hoàn cảnh", "Chi tiết", "Từ ngày", "Ngày được hỗ trợ", "Hình thức hỗ trợ"]);
    let row = |row: &crate::children::ChildRow| {
        let mut cells = person(office, row.child, Naming::Full);
        cells.extend([
            Value::text(row.group),
            Value::text(row.detail),
            Value::Day(row.from),
            Value::day(row.helped),
            Value::text(row.help),
        ]);
        cells
    };
    Table {
        title: "SỔ TRẺ EM CÓ HOÀN CẢNH ĐẶC BIỆT NĂM 2023".to_owned(),
        headings,
        rows: office.wards.iter().map(row).collect(),
        ..Table::new("child_groups", "Trẻ em HCĐB")
    }
}

/// Orphans and abandoned children with relatives or others, and families that wait for a child.
fn foster(office: &Office) -> Table {
    let mut rng = office.rng("foster");
    let mut headings = vec![
        "Mã hồ sơ chăm sóc",
        "Người nhận chăm sóc",
        "Hình thức chăm sóc",
        "Ngày đăng ký",
        "Số quyết định",
        "Nhận từ ngày",
    ];
    headings.extend(&PERSON[..5]);
    let orphans =
        office.wards.iter().filter(|row| row.group.starts_with("TE01") || row.group.starts_with("TE02"));
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for row in orphans.take(18) {
        let form = *rng.weighted(&[("Người thân thích", 13), ("Cá nhân, gia đình không thân thích", 5)]);
        let carer = format!(
            "{} {}",
            office.people.all[row.child].family(),
            rng.pick(&["Thị Sương", "Văn Tư", "Thị Bảy", "Văn Lành"])
        );
        let mut cells = vec![
            Value::owned(format!("CSTT-{:03}", rows.len() + 1)),
            Value::owned(carer),
            Value::text(form),
            Value::Day(row.from),
            Value::owned(format!("{}/QĐ-UBND", rng.between(20, 900))),
            Value::Day(row.from),
        ];
        cells.extend(person(office, row.child, Naming::Full).into_iter().take(5));
        rows.push(cells);
    }
    for (n, commune) in COMMUNES.iter().enumerate().filter(|(n, _)| n % 3 == 0) {
        rows.push(vec![
            Value::owned(format!("CSTT-{:03}", rows.len() + 1)),
            Value::text(
                [
                    "Gia đình ông Lý Văn Hòa",
                    "Gia đình bà Ngô Thị Lụa",
                    "Gia đình ông Phan Tấn Đức",
                    "Gia đình bà Đoàn Thị Mến",
                ][n / 3],
            ),
            Value::text("Cá nhân, gia đình không thân thích"),
            Value::Day(ymd(2023, 4, 10)),
            Value::None,
            Value::None,
            Value::None,
            Value::None,
            Value::None,
            Value::None,
            Value::text(commune.name),
        ]);
    }
    Table {
        title: "SỔ CHĂM SÓC THAY THẾ".to_owned(),
        headings,
        rows,
        ..Table::new("substitute_cares", "Chăm sóc thay thế")
    }
}

/// Per thousand of the town's children or as counted: indicator, town, whether by share of households.
const YEARLY: [(&str, i64); 16] = [
    ("Trẻ em dưới 16 tuổi", 36_420),
    ("Trẻ em dưới 6 tuổi", 12_870),
    ("Trẻ em dưới 6 tuổi có thẻ BHYT", 12_760),
    ("Trẻ em bị xâm hại", 3),
    ("Trẻ em bị tai nạn, thương tích", 148),
    ("Trẻ em bị đuối nước", 2),
    ("Lao động trẻ em", 0),
    ("Lãnh đạo chủ chốt", 80),
    ("Nữ lãnh đạo chủ chốt", 29),
    ("Đại biểu Hội đồng nhân dân", 270),
    ("Nữ đại biểu Hội đồng nhân dân", 84),
    ("Bé trai sinh trong năm", 1_016),
    ("Bé gái sinh trong năm", 927),
    ("Cán bộ được tập huấn", 60),
    ("Địa chỉ tin cậy", 84),
    ("Câu lạc bộ", 42),
];

fn counts() -> Table {
    let mut rows = Vec::new();
    for (indicator, town) in YEARLY {
        let mut left = town;
        for (n, commune) in COMMUNES.iter().enumerate() {
            let share = (town * commune.weight).div_euclid(100);
            let quantity = if n + 1 == COMMUNES.len() { left } else { share };
            left -= quantity;
            rows.push(vec![
                Value::Number(2023),
                Value::text(commune.name),
                Value::text(indicator),
                Value::Number(quantity),
                Value::text("Báo cáo năm của xã, phường"),
            ]);
        }
    }
    Table {
        title: "CHỈ TIÊU TRẺ EM, BÌNH ĐẲNG GIỚI NĂM 2023".to_owned(),
        headings: vec!["Năm", "Xã, phường", "Chỉ tiêu năm", "Số lượng", "Nguồn số liệu"],
        rows,
        ..Table::new("yearly_counts", "Chỉ tiêu năm")
    }
}

fn violence() -> Table {
    let cases = [
        ("02/2023", 0, "Thân thể", "Nữ 16-59 tuổi", "Góp ý, phê bình", "Tư vấn", 2),
        ("04/2023", 3, "Tinh thần", "Nữ 16-59 tuổi", "Góp ý, phê bình", "Tư vấn", 1),
        ("05/2023", 6, "Thân thể", "Nữ 16-59 tuổi", "Xử phạt hành chính", "Chăm sóc y tế", 1),
        ("07/2023", 1, "Kinh tế", "Người từ 60 tuổi", "Góp ý, phê bình", "Tư vấn", 1),
        ("09/2023", 3, "Thân thể", "Trẻ em dưới 16 tuổi", "Cấm tiếp xúc", "Tạm lánh", 1),
        ("11/2023", 8, "Thân thể", "Nữ 16-59 tuổi", "Góp ý, phê bình", "Tư vấn", 2),
    ];
    let rows = cases.iter().map(|(month, commune, kind, victim, measure, help, count)| {
        vec![
            Value::text(month),
            Value::text(COMMUNES[*commune].name),
            Value::text(kind),
            Value::text(victim),
            Value::text(measure),
            Value::text(help),
            Value::Number(*count),
        ]
    });
    Table {
        title: "SỐ LIỆU BẠO LỰC GIA ĐÌNH DO PHÒNG VĂN HÓA VÀ THÔNG TIN CUNG CẤP".to_owned(),
        headings: vec![
            "Tháng",
            "Xã, phường",
            "Hình thức bạo lực",
            "Nạn nhân",
            "Xử lý",
            "Hỗ trợ nạn nhân",
            "Số vụ",
        ],
        rows: rows.collect(),
        ..Table::new("violence_counts", "Bạo lực gia đình")
    }
}

/// Code of the launch, in both sheets.
const LAUNCH: &str = "TE-THD-2023";

fn events() -> Table {
    let mut rows = vec![row(
        LAUNCH,
        "Tháng hành động vì trẻ em",
        "Trẻ em",
        "Lễ phát động Tháng hành động vì trẻ em năm 2023",
        ymd(2023, 6, 1),
        None,
    )];
    for (n, commune) in COMMUNES.iter().enumerate() {
        let (month, day) = (i8::try_from(3 + n % 8).unwrap_or(3), i8::try_from(4 + n * 2).unwrap_or(4));
        let code = format!("TE-TT-2023-{:02}", n + 1);
        rows.push(row(
            &code,
            "Tuyên truyền bảo vệ, chăm sóc trẻ em",
            "Trẻ em",
            "Phòng, chống xâm hại và đuối nước trẻ em",
            ymd(2023, month, day),
            Some(commune.name),
        ));
    }
    for (n, commune) in COMMUNES.iter().enumerate().filter(|(n, _)| n % 2 == 0) {
        let code = format!("BDG-2023-{:02}", n / 2 + 1);
        let day = i8::try_from(15 + n).unwrap_or(15);
        rows.push(row(
            &code,
            "Tuyên truyền bình đẳng giới",
            "Bình đẳng giới",
            "Bình đẳng giới và vì sự tiến bộ của phụ nữ",
            ymd(2023, 11, day),
            Some(commune.name),
        ));
    }
    Table {
        title: "SỔ SỰ KIỆN VÌ TRẺ EM, BÌNH ĐẲNG GIỚI NĂM 2023".to_owned(),
        headings: vec![
            "Mã sự kiện",
            "Loại sự kiện",
            "Lĩnh vực",
            "Tên sự kiện",
            "Ngày tổ chức",
            "Xã, phường",
            "Đơn vị tổ chức",
        ],
        rows,
        ..Table::new("events", "Sự kiện")
    }
}

fn row(
    code: &str,
    kind: &str,
    field: &str,
    title: &str,
    day: jiff::civil::Date,
    commune: Option<&str>,
) -> Vec<Value> {
    vec![
        Value::text(code),
        Value::text(kind),
        Value::text(field),
        Value::text(title),
        Value::Day(day),
        Value::text(commune.unwrap_or_default()),
        Value::text(commune.map_or("Phòng Lao động - Thương binh và Xã hội", |_| "UBND xã, phường")),
    ]
}

/// Only the communes' numbers of children are on paper.
fn launch() -> Table {
    let mut left = ACTION_MONTH_CHILDREN;
    let mut rows = Vec::new();
    for (n, commune) in COMMUNES.iter().enumerate() {
        let share = (ACTION_MONTH_CHILDREN * commune.weight).div_euclid(100);
        let quantity = if n + 1 == COMMUNES.len() { left } else { share };
        left -= quantity;
        rows.push(vec![
            Value::text("Trẻ em tham dự sự kiện"),
            Value::text(LAUNCH),
            Value::text(commune.name),
            Value::Number(quantity),
            Value::Day(ymd(2023, 6, 1)),
            Value::text("Báo cáo 61/BC-LĐTBXH ngày 05/6/2023"),
        ]);
    }
    Table {
        title: "SỐ TRẺ EM DỰ LỄ PHÁT ĐỘNG".to_owned(),
        headings: vec!["Sổ", "Mã đợt", "Xã, phường", "Số lượng", "Ngày", "Văn bản"],
        rows,
        ..Table::new("paper_totals", "Số tổng hợp")
    }
}
