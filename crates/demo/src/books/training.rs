//! Programmes, classes, learners, problems.

use crate::books::{Book, Naming, PERSON, person};
use crate::labour::Learner;
use crate::month::{Month, ymd};
use crate::office::Office;
use crate::sheet::{Table, Value};
use crate::targets::CLASS_SIZES;

/// Trade, kind, level, days, first month, cost of one learner.
const CLASSES: [(&str, &str, &str, i64, i32, i64); 8] = [
    ("May công nghiệp", "Phi nông nghiệp", "Dưới 3 tháng", 40, 3, 2_000_000),
    ("Trồng rau an toàn", "Nông nghiệp", "Dưới 3 tháng", 30, 3, 1_500_000),
    ("Kỹ thuật pha chế đồ uống", "Phi nông nghiệp", "Dưới 3 tháng", 32, 4, 1_900_000),
    ("Chăn nuôi thú y", "Nông nghiệp", "Dưới 3 tháng", 35, 5, 1_600_000),
    ("Nấu ăn", "Phi nông nghiệp", "Dưới 3 tháng", 35, 6, 1_900_000),
    ("Trồng và khai thác mủ cao su", "Nông nghiệp", "Dưới 3 tháng", 40, 7, 1_700_000),
    ("Điện dân dụng", "Phi nông nghiệp", "Sơ cấp", 60, 7, 2_000_000),
    ("May công nghiệp", "Phi nông nghiệp", "Dưới 3 tháng", 40, 8, 2_000_000),
];

const GROUPS: [&str; 5] = [
    "Người khuyết tật",
    "Hộ nghèo ở xã, thôn đặc biệt khó khăn",
    "Hộ nghèo",
    "Hộ cận nghèo",
    "Lao động nông thôn khác",
];

fn code(class: usize) -> String {
    format!("ĐTN-{:02}/2023", class + 1)
}

pub fn all(office: &Office) -> Vec<Book> {
    vec![Book::new("dao-tao-nghe-2023.xlsx", vec![programmes(), classes(), learners(office), problems()])]
}

fn programmes() -> Table {
    let row = |code: &str, title: &str, paper: &str| {
        vec![Value::text(code), Value::text(title), Value::text(paper)]
    };
    Table {
        title: "CHƯƠNG TRÌNH ĐÀO TẠO NGHỀ".to_owned(),
        headings: vec!["Mã chương trình", "Tên chương trình", "Văn bản"],
        rows: vec![
            row("GNBV-4.1", "Chương trình MTQG giảm nghèo bền vững, dự án 4, tiểu dự án 1", "QĐ 90/QĐ-TTg"),
            row("NS", "Ngân sách địa phương theo QĐ 46/2015/QĐ-TTg", "QĐ 46/2015/QĐ-TTg"),
        ],
        ..Table::new("training_programmes", "Chương trình")
    }
}

fn classes() -> Table {
    let row = |(n, (trade, kind, level, days, month, cost)): (usize, &(&str, &str, &str, i64, i32, i64))| {
        let size = i64::try_from(CLASS_SIZES[n]).unwrap_or(0);
        let starts = Month::new(2023, *month).day(6);
        vec![
            Value::owned(code(n)),
            Value::text(if n % 3 == 1 { "GNBV-4.1" } else { "NS" }),
            Value::text(trade),
            Value::text(kind),
            Value::text(level),
            Value::text("Trung tâm GDNN - GDTX thị xã Trảng Bàng"),
            Value::owned(format!("QĐ {}/QĐ-UBND", 310 + n * 17)),
            Value::text(crate::places::COMMUNES[n].name),
            Value::Day(starts),
            Value::Day(Month::new(2023, month + 2).day(20)),
            Value::Number(*days),
            Value::Number(days * 7),
            Value::Number(30),
            Value::Money(cost * size),
        ]
    };
    Table {
        title: "DANH SÁCH LỚP ĐÀO TẠO NGHỀ CHO LAO ĐỘNG NÔNG THÔN NĂM 2023".to_owned(),
        headings: vec![
            "Mã lớp",
            "Mã chương trình",
            "Nghề đào tạo",
            "Nhóm nghề",
            "Trình độ đào tạo",
            "Cơ sở đào tạo",
            "Quyết định mở lớp",
            "Xã, phường",
            "Ngày khai giảng",
            "Ngày bế giảng",
            "Số ngày học",
            "Số giờ học",
            "Chỉ tiêu học viên",
            "Kinh phí",
        ],
        rows: CLASSES.iter().enumerate().map(row).collect(),
        ..Table::new("training_classes", "Lớp")
    }
}

fn learners(office: &Office) -> Table {
    let row = |(n, learner): (usize, &Learner)| {
        let (_, _, _, days, month, cost) = CLASSES[learner.class];
        let attended = days - learner.absent;
        let disabled = learner.group == 0;
        let meals = (learner.group <= 2).then_some(attended * 30_000);
        let travel = match learner.distance {
            15.. if !disabled => Some(200_000),
            5.. if disabled => Some(300_000),
            _ => None,
        };
        let outcome = match (learner.has_job, n % 3) {
            (true, 0) => "Tự tạo việc làm",
            (true, _) => "Doanh nghiệp tuyển dụng",
            (false, 0) => "Tiếp tục việc cũ, năng suất, thu nhập cao hơn",
            (false, 1) => "Chưa có việc làm",
            (false, _) => "Mất liên lạc",
        };
        let mut cells = vec![Value::owned(code(learner.class))];
        cells.extend(person(office, learner.person, Naming::Full));
        cells.extend([
            Value::text(GROUPS[learner.group]),
            Value::Number(learner.distance),
            Value::Number(attended),
            Value::Money(cost),
            Value::money(meals),
            Value::money(travel),
            Value::Day(Month::new(2023, month + 2).day(25)),
            Value::text(if n % 41 == 7 { "Không đạt" } else { "Đạt" }),
            Value::owned(format!("CC-2023-{:04}", n + 1)),
            Value::text(outcome),
            Value::Day(ymd(2023, 12, 5)),
        ]);
        cells
    };
    let mut headings = vec!["Mã lớp"];
    headings.extend(PERSON);
    headings.extend([
        "Nhóm hỗ trợ",
        "Khoảng cách (km)",
        "Số ngày học thực tế",
        "Chi phí đào tạo",
        "Tiền ăn",
        "Tiền đi lại",
        "Ngày chi",
        "Kết quả học tập",
        "Số chứng chỉ",
        "Việc làm sau đào tạo",
        "Ngày theo dõi",
    ]);
    Table {
        title: "DANH SÁCH HỌC VIÊN ĐÀO TẠO NGHỀ NĂM 2023".to_owned(),
        headings,
        rows: office.labour.learners.iter().enumerate().map(row).collect(),
        ..Table::new("training_learners", "Học viên")
    }
}

fn problems() -> Table {
    let rows = [
        (
            0,
            3,
            "Tuyển sinh",
            "Thiếu 5 học viên so với chỉ tiêu mở lớp",
            Some((3, "Phối hợp Hội Phụ nữ vận động thêm")),
        ),
        (3, 5, "Duy trì sĩ số", "Học viên nghỉ vào mùa thu hoạch", Some((6, "Chuyển giờ học sang buổi tối"))),
        (4, 6, "Thiết bị, địa điểm", "Bếp thực hành thiếu dụng cụ", Some((6, "Mượn của trung tâm thị xã"))),
        (
            6,
            8,
            "Kinh phí, chi trả hỗ trợ",
            "Chậm thanh toán tiền ăn cho học viên",
            Some((10, "Kho bạc đã chuyển tiền")),
        ),
        (7, 9, "Việc làm sau đào tạo", "Doanh nghiệp cam kết tuyển giảm đơn hàng", None),
    ];
    let row = |(class, month, kind, content, solved): (usize, i8, &str, &str, Option<(i8, &str)>)| {
        vec![
            Value::owned(code(class)),
            Value::Day(ymd(2023, month, 12)),
            Value::text(kind),
            Value::text(content),
            Value::text("Đặng Quốc Khánh"),
            Value::Day(ymd(2023, month + 1, 12)),
            Value::day(solved.map(|(month, _)| ymd(2023, month, 27))),
            Value::text(solved.map_or("", |(_, how)| how)),
        ]
    };
    Table {
        title: "VƯỚNG MẮC TRONG ĐÀO TẠO NGHỀ NĂM 2023".to_owned(),
        headings: vec![
            "Mã lớp",
            "Ngày phát sinh",
            "Loại vướng mắc",
            "Nội dung vướng mắc",
            "Người xử lý",
            "Hạn xử lý",
            "Ngày giải quyết",
            "Cách giải quyết",
        ],
        rows: rows.into_iter().map(row).collect(),
        ..Table::new("training_problems", "Vướng mắc")
    }
}
