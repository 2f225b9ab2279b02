//! What was done for the poor in 2023: helpers, support, the national target programme.

use crate::books::Book;
use crate::household::Household;
use crate::month::ymd;
use crate::office::Office;
use crate::places::COMMUNES;
use crate::sheet::{Table, Value};

/// Who is assigned to households: name, kind.
const HELPERS: [(&str, &str); 14] = [
    ("Hội Liên hiệp Phụ nữ", "Đoàn thể"),
    ("Hội Nông dân", "Đoàn thể"),
    ("Đoàn Thanh niên", "Đoàn thể"),
    ("Hội Cựu chiến binh", "Đoàn thể"),
    ("Ủy ban Mặt trận Tổ quốc", "Đoàn thể"),
    ("Liên đoàn Lao động", "Đoàn thể"),
    ("Phòng Kinh tế", "Ban, ngành"),
    ("Phòng Tài chính - Kế hoạch", "Ban, ngành"),
    ("Trung tâm Y tế", "Ban, ngành"),
    ("Ngân hàng Chính sách xã hội", "Ban, ngành"),
    ("Ban Chỉ huy quân sự", "Lực lượng vũ trang"),
    ("Công an thị xã", "Lực lượng vũ trang"),
    ("Công ty Dệt may Suối Sâu", "Doanh nghiệp"),
    ("Công ty Cao su Bến Kinh", "Doanh nghiệp"),
];

/// Kind, source, measure, least and most of it, đồng each, giver.
type Gift = (&'static str, &'static str, &'static str, i64, i64, i64, &'static str);

const GIFTS: [Gift; 8] = [
    ("Vốn", "Ngân hàng Chính sách xã hội", "khoản vay", 1, 1, 40_000_000, "Ngân hàng Chính sách xã hội"),
    ("Cây, con giống", "Chương trình mục tiêu quốc gia", "con bò", 1, 2, 15_000_000, "Phòng Kinh tế"),
    ("Cây, con giống", "Quỹ Vì người nghèo", "con dê", 2, 5, 2_500_000, "Ủy ban Mặt trận Tổ quốc"),
    ("Công cụ, phương tiện", "Doanh nghiệp", "bộ", 1, 1, 4_500_000, "Công ty Dệt may Suối Sâu"),
    ("Sửa nhà", "Quỹ Vì người nghèo", "căn", 1, 1, 25_000_000, "Ủy ban Mặt trận Tổ quốc"),
    ("Xây nhà", "Quỹ Vì người nghèo", "căn", 1, 1, 60_000_000, "Ủy ban Mặt trận Tổ quốc"),
    ("Đào tạo nghề", "Chương trình mục tiêu quốc gia", "người", 1, 1, 3_000_000, "Trung tâm dạy nghề"),
    ("Học tập", "Cộng đồng", "suất", 1, 2, 1_000_000, "Hội Khuyến học"),
];

pub fn work(office: &Office) -> Book {
    let tables = vec![helpers(office), supports(office), totals(office)];
    Book::new("ho-tro-ho-ngheo-2023.xlsx", tables)
}

/// On the lists of the review of 2022, in the order of their codes.
fn listed<'o>(office: &'o Office, class: &str) -> Vec<&'o Household> {
    let mut found: Vec<&Household> = office.households.iter().filter(|h| h.class(1) == Some(class)).collect();
    found.sort_by(|a, b| a.code.cmp(&b.code));
    found
}

fn helpers(office: &Office) -> Table {
    let mut rng = office.rng("poverty helpers");
    let mut rows = Vec::new();
    for household in listed(office, "Nghèo") {
        // A few had nobody by the end of the year: what a head wants to see.
        if rng.chance(90) {
            continue;
        }
        let (name, kind) = *rng.pick(&HELPERS);
        let task = *rng.pick(&["Vốn, con giống", "Ngày công lao động", "Việc làm", "Hướng dẫn cách làm ăn"]);
        rows.push(vec![
            Value::text(&household.code),
            Value::text(COMMUNES[household.commune].name),
            Value::text(name),
            Value::text(kind),
            Value::text(task),
            Value::Day(ymd(2023, 2, 20)),
            Value::text("Quyết định 512/QĐ-UBND ngày 20/02/2023"),
        ]);
    }
    Table {
        title: "PHÂN CÔNG GIÚP ĐỠ HỘ NGHÈO NĂM 2023".to_owned(),
        headings: vec![
            "Mã hộ",
            "Xã, phường",
            "Đơn vị giúp đỡ",
            "Loại đơn vị",
            "Nội dung giúp đỡ",
            "Từ ngày",
            "Văn bản",
        ],
        rows,
        ..Table::new("poverty_helpers", "Phân công")
    }
}

fn supports(office: &Office) -> Table {
    let mut rng = office.rng("poverty supports");
    let mut rows = Vec::new();
    let poor = listed(office, "Nghèo").into_iter().map(|household| (household, 620));
    let near = listed(office, "Cận nghèo").into_iter().map(|household| (household, 110));
    for (household, chance) in poor.chain(near) {
        if !rng.chance(chance) {
            continue;
        }
        let (kind, source, measure, least, most, each, giver) = *rng.pick(&GIFTS);
        let quantity = rng.between(least, most);
        let month = i8::try_from(rng.between(2, 11)).unwrap_or(6);
        let day = i8::try_from(rng.between(3, 27)).unwrap_or(15);
        let (outcome, note) = match household.class(2) {
            Some("Thoát nghèo") | None => ("Thoát nghèo", "Thu nhập vượt chuẩn"),
            Some("Cận nghèo") => ("Có hiệu quả", ""),
            _ if rng.chance(60) => ("Không hiệu quả", "Vật nuôi chết do bệnh"),
            _ if rng.chance(500) => ("Có hiệu quả", ""),
            _ => ("Chưa rõ", ""),
        };
        let project = match (kind, source) {
            ("Cây, con giống", "Chương trình mục tiêu quốc gia") => "2023-DA2",
            ("Đào tạo nghề", "Chương trình mục tiêu quốc gia") => "2023-TDA4.3",
            _ => "",
        };
        rows.push(vec![
            Value::text(&household.code),
            Value::text(COMMUNES[household.commune].name),
            Value::text(kind),
            Value::text(source),
            Value::Day(ymd(2023, month, day)),
            Value::Number(quantity),
            Value::text(measure),
            Value::Money(quantity * each),
            Value::text(giver),
            Value::text(project),
            Value::text(outcome),
            Value::text(note),
        ]);
    }
    Table {
        title: "HỖ TRỢ HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2023".to_owned(),
        headings: vec![
            "Mã hộ",
            "Xã, phường",
            "Loại hỗ trợ",
            "Nguồn hỗ trợ",
            "Ngày hỗ trợ",
            "Số lượng",
            "Đơn vị tính",
            "Giá trị",
            "Đơn vị hỗ trợ",
            "Mã dự án",
            "Kết quả",
            "Diễn giải kết quả",
        ],
        rows,
        ..Table::new("poverty_supports", "Hỗ trợ")
    }
}

/// Labour days and health cards are reported by the communes without names.
fn totals(office: &Office) -> Table {
    let mut rng = office.rng("poverty totals");
    let mut rows = Vec::new();
    for (index, commune) in COMMUNES.iter().enumerate() {
        for (group, source, low, high, each) in
            [("Ngày công", "Hội, đoàn thể", 6, 18, 0), ("Bảo hiểm y tế", "Ngân sách địa phương", 60, 140, 0)]
        {
            let quantity = rng.between(low, high);
            rows.push(vec![
                Value::text("Hỗ trợ hộ nghèo"),
                Value::text("2023"),
                Value::text(commune.name),
                Value::text(group),
                Value::text(source),
                Value::Number(quantity),
                Value::money(Some(quantity * each).filter(|sum| *sum > 0)),
                Value::Day(ymd(2023, 11, 30)),
                Value::owned(format!("Báo cáo {}/BC-UBND của {}", 151 + index, commune.name)),
            ]);
        }
    }
    Table {
        title: "HỖ TRỢ HỘ NGHÈO THEO BÁO CÁO CỦA XÃ, PHƯỜNG".to_owned(),
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
        ..Table::new("paper_totals", "Số tổng hợp")
    }
}

/// Code, number, owner, given, carried over, spent per mille, households, models, state.
type Project = (&'static str, &'static str, &'static str, i64, i64, i64, i64, i64, &'static str);

const PROJECTS: [Project; 8] = [
    ("2023-DA2", "2", "Phòng Lao động - TB&XH", 1_420_000_000, 310_000_000, 520, 62, 3, "Đang thực hiện"),
    ("2023-TDA3.1", "3.1", "Phòng Kinh tế", 860_000_000, 145_000_000, 610, 41, 2, "Đang thực hiện"),
    ("2023-TDA3.2", "3.2", "Trung tâm Y tế", 212_000_000, 0, 880, 0, 0, "Đang thực hiện"),
    ("2023-TDA4.3", "4.3", "Phòng Lao động - TB&XH", 395_000_000, 60_000_000, 430, 0, 0, "Đang thực hiện"),
    ("2023-TDA6.1", "6.1", "Phòng Văn hóa và Thông tin", 168_000_000, 0, 0, 0, 0, "Chưa thực hiện"),
    ("2023-TDA6.2", "6.2", "Phòng Lao động - TB&XH", 96_000_000, 0, 1000, 0, 0, "Hoàn thành"),
    ("2023-TDA7.1", "7.1", "Phòng Lao động - TB&XH", 154_000_000, 22_000_000, 940, 0, 0, "Hoàn thành"),
    ("2023-TDA7.2", "7.2", "Phòng Lao động - TB&XH", 61_000_000, 0, 900, 0, 0, "Hoàn thành"),
];

/// Project, raised, what, who is asked, solved, how. The programme was new, and the office said so.
type Trouble = (&'static str, (i8, i8), &'static str, &'static str, Option<(i8, i8)>, &'static str);

const OBSTACLES: [Trouble; 7] = [
    (
        "2023-DA2",
        (3, 14),
        "Chưa có định mức hỗ trợ của Hội đồng nhân dân tỉnh cho mô hình nuôi bò",
        "Sở Lao động - TB&XH",
        Some((7, 20)),
        "Áp dụng nghị quyết của Hội đồng nhân dân tỉnh ban hành tháng 7",
    ),
    ("2023-DA2", (8, 22), "Hộ tham gia không có đủ vốn đối ứng", "Ủy ban nhân dân thị xã", None, ""),
    (
        "2023-TDA3.1",
        (4, 5),
        "Lúng túng khi lập dự án liên kết, chưa có đơn vị chủ trì liên kết",
        "Phòng Kinh tế",
        Some((9, 12)),
        "Chuyển sang dự án cộng đồng do xã đề xuất",
    ),
    (
        "2023-TDA4.3",
        (5, 18),
        "Chưa có hướng dẫn chi thu thập thông tin người lao động",
        "Sở Lao động - TB&XH",
        None,
        "",
    ),
    (
        "2023-TDA6.1",
        (6, 9),
        "Không còn xã thuộc đối tượng thụ hưởng thiết bị thông tin",
        "Sở Thông tin và Truyền thông",
        None,
        "",
    ),
    (
        "2023-TDA3.2",
        (4, 27),
        "Vướng đấu thầu vi chất dinh dưỡng",
        "Sở Y tế",
        Some((8, 30)),
        "Mua sắm tập trung theo gói của tỉnh",
    ),
    (
        "2023-TDA7.1",
        (3, 30),
        "Văn bản hướng dẫn quyết toán tập huấn ban hành chậm",
        "Phòng Tài chính - Kế hoạch",
        Some((6, 15)),
        "Tạm ứng theo dự toán được duyệt",
    ),
];

pub fn programme() -> Book {
    let projects = PROJECTS.iter().map(|project| {
        let (code, number, owner, given, carried, _, households, models, state) = *project;
        vec![
            Value::text(code),
            Value::Number(2023),
            Value::text(number),
            Value::text(owner),
            Value::text("0474"),
            Value::text("Vốn sự nghiệp"),
            Value::Money(given),
            Value::money(Some(carried).filter(|carried| *carried > 0)),
            Value::number(Some(households).filter(|count| *count > 0)),
            Value::number(Some(models).filter(|count| *count > 0)),
            Value::text(state),
        ]
    });
    let projects = Table {
        title: "DỰ ÁN CHƯƠNG TRÌNH MTQG GIẢM NGHÈO BỀN VỮNG NĂM 2023".to_owned(),
        headings: vec![
            "Mã dự án",
            "Năm",
            "Dự án thành phần",
            "Cơ quan chủ trì",
            "Mã ngân sách",
            "Loại vốn",
            "Vốn giao",
            "Vốn chuyển nguồn",
            "Số hộ tham gia",
            "Số mô hình",
            "Tình trạng",
        ],
        rows: projects.collect(),
        ..Table::new("programme_projects", "Dự án")
    };
    Book::new("chuong-trinh-giam-ngheo-2023.xlsx", vec![projects, spendings(), obstacles()])
}

/// Each project in two or three payments, whole thousands.
fn spendings() -> Table {
    let mut rows = Vec::new();
    for (code, _, _, given, carried, share, ..) in PROJECTS {
        let spent = ((given + carried) * share).div_euclid(1_000_000) * 1_000;
        let first = (spent * 4).div_euclid(10_000) * 1_000;
        for (part, month, number) in [(first, 7, 1), (spent - first, 11, 2)] {
            if part > 0 {
                rows.push(vec![
                    Value::text(code),
                    Value::Day(ymd(2023, month, 15)),
                    Value::Money(part),
                    Value::text("0474"),
                    Value::owned(format!("Giải ngân đợt {number}")),
                    Value::owned(format!("UNC {code}/{number:02}")),
                ]);
            }
        }
    }
    Table {
        title: "GIẢI NGÂN CHƯƠNG TRÌNH GIẢM NGHÈO NĂM 2023".to_owned(),
        headings: vec!["Mã dự án", "Ngày giải ngân", "Số tiền", "Mã ngân sách", "Nội dung chi", "Chứng từ"],
        rows,
        ..Table::new("programme_spendings", "Giải ngân")
    }
}

fn obstacles() -> Table {
    let rows = OBSTACLES.iter().map(|(code, raised, what, asked, solved, how)| {
        vec![
            Value::text(code),
            Value::Day(ymd(2023, raised.0, raised.1)),
            Value::text(what),
            Value::text(asked),
            Value::day(solved.map(|(month, day)| ymd(2023, month, day))),
            Value::text(how),
        ]
    });
    Table {
        title: "KHÓ KHĂN, VƯỚNG MẮC KHI THỰC HIỆN DỰ ÁN NĂM 2023".to_owned(),
        headings: vec![
            "Mã dự án",
            "Ngày nêu",
            "Vướng mắc",
            "Nơi giải quyết",
            "Ngày giải quyết",
            "Cách giải quyết",
        ],
        rows: rows.collect(),
        ..Table::new("programme_obstacles", "Vướng mắc")
    }
}
