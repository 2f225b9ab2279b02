//! Work with deadlines: year plans, instructions from above, labour disputes, checks at enterprises, applications.

use crate::books::{Book, Naming, PERSON, person};
use crate::names;
use crate::office::Office;
use crate::places::COMMUNES;
use crate::rng::Rng;
use crate::sheet::{Table, Value};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

pub fn all(office: &Office) -> Vec<Book> {
    vec![plans(), tasks(office), disputes(office), inspections(office), applications(office)]
}

fn plans() -> Book {
    let row = |field: &str, title: &str, paper: &str, day: Date| {
        vec![
            Value::Number(2023),
            Value::text(field),
            Value::text(title),
            Value::text(paper),
            Value::text("UBND thị xã"),
            Value::Day(day),
        ]
    };
    let table = Table {
        title: "KẾ HOẠCH NĂM 2023".to_owned(),
        headings: vec!["Năm", "Lĩnh vực", "Tên kế hoạch", "Số kế hoạch", "Cơ quan ban hành", "Ngày ban hành"],
        rows: vec![
            row("Lao động", "Giải quyết việc làm năm 2023", "12/KH-UBND", date(2023, 1, 16)),
            row("Đào tạo nghề", "Đào tạo nghề lao động nông thôn năm 2023", "15/KH-UBND", date(2023, 1, 18)),
            row("Giảm nghèo", "Giảm nghèo bền vững năm 2023", "21/KH-UBND", date(2023, 2, 3)),
            row("Trẻ em", "Bảo vệ, chăm sóc trẻ em năm 2023", "26/KH-UBND", date(2023, 2, 14)),
            row("Người có công", "Đền ơn đáp nghĩa năm 2023", "30/KH-UBND", date(2023, 2, 22)),
        ],
        ..Table::new("plans", "Kế hoạch")
    };
    Book::new("ke-hoach-2023.xlsx", vec![table])
}

const ISSUERS: [(&str, &str); 5] = [
    ("UBND thị xã", "UBND"),
    ("Thị ủy", "CV/TU"),
    ("Sở Lao động - Thương binh và Xã hội", "SLĐTBXH"),
    ("HĐND thị xã", "HĐND"),
    ("Văn phòng UBND thị xã", "VP"),
];

const MATTERS: [&str; 12] = [
    "Báo cáo kết quả chi trả trợ cấp xã hội",
    "Rà soát hồ sơ người có công còn tồn đọng",
    "Góp ý dự thảo kế hoạch giảm nghèo",
    "Báo cáo tình hình tiền lương, thưởng Tết của doanh nghiệp",
    "Chuẩn bị lễ viếng nghĩa trang liệt sĩ",
    "Kiểm tra việc cấp thẻ bảo hiểm y tế cho người nghèo",
    "Trả lời kiến nghị cử tri",
    "Báo cáo công tác bảo vệ trẻ em",
    "Tham mưu kế hoạch tuyên truyền bình đẳng giới",
    "Tổng hợp nhu cầu học nghề của lao động nông thôn",
    "Báo cáo tiến độ nhập dữ liệu cung - cầu lao động",
    "Đề xuất xét tặng nhà tình nghĩa",
];

const OWNERS: [&str; 4] = [
    "Tổ Người có công",
    "Tổ Bảo trợ xã hội - Giảm nghèo",
    "Tổ Lao động - Việc làm",
    "Tổ Trẻ em - Bình đẳng giới",
];

/// Instructions of the year; of these so many were done late, so many were still open at its end.
const TASKS: usize = 126;

fn tasks(office: &Office) -> Book {
    let mut rng = office.rng("tasks");
    let rows = (0..TASKS).map(|n| {
        let (issuer, sign) = ISSUERS[rng.index(ISSUERS.len())];
        let received = date(2023, 1, 5).saturating_add(((n * 334 / TASKS) as i64).days());
        let received = weekday(received);
        let due = weekday(received.saturating_add(rng.between(7, 21).days()));
        let done = match n % 21 {
            // Two of three of these wait since spring, the third is not yet due.
            20 if n < 80 => None,
            13 => Some(weekday(due.saturating_add(rng.between(2, 6).days()))),
            _ => Some(weekday_before(due.saturating_add((-rng.between(0, 4)).days())).max(received)),
        };
        let done = done.filter(|done| *done <= date(2023, 12, 12));
        vec![
            Value::owned(format!("NV-2023-{:03}", n + 1)),
            Value::owned(format!("{}/{sign}", 40 + n * 3)),
            Value::Day(weekday_before(received.saturating_add((-1).days()))),
            Value::text(issuer),
            Value::text(MATTERS[rng.index(MATTERS.len())]),
            Value::text(OWNERS[rng.index(OWNERS.len())]),
            Value::Day(received),
            Value::Day(due),
            Value::day(done),
            Value::text(if done.is_some() { "Hoàn thành" } else { "" }),
            Value::owned(done.map_or_else(String::new, |_| format!("{}/BC-LĐTBXH", 12 + n))),
        ]
    });
    let table = Table {
        title: "SỔ THEO DÕI NHIỆM VỤ ĐƯỢC GIAO NĂM 2023".to_owned(),
        headings: vec![
            "Mã nhiệm vụ",
            "Số văn bản",
            "Ngày văn bản",
            "Cơ quan giao",
            "Nội dung giao",
            "Người thực hiện",
            "Ngày nhận",
            "Hạn hoàn thành",
            "Ngày hoàn thành",
            "Kết quả",
            "Văn bản trả lời",
        ],
        rows: rows.collect(),
        ..Table::new("tasks", "Nhiệm vụ")
    };
    Book::new("nhiem-vu-2023.xlsx", vec![table])
}

const ENTERPRISES: [&str; 12] = [
    "Công ty TNHH May Đôn Thuận",
    "Công ty TNHH Giày Phước Đông",
    "Công ty CP Cao su Lộc Hưng",
    "Công ty TNHH Dệt Thành Công Mới",
    "Công ty TNHH Bao bì An Tịnh",
    "Công ty TNHH Gỗ Gia Huỳnh",
    "Công ty CP Thực phẩm Vàm Cỏ",
    "Công ty TNHH Cơ khí Linh Trung Ba",
    "Công ty TNHH Nhựa Hưng Thuận",
    "Công ty TNHH Điện tử Suối Sâu",
    "Công ty CP Vật liệu Trảng Bàng",
    "Công ty TNHH Bánh tráng Gia Lộc",
];

fn enterprise(index: usize) -> (&'static str, String, &'static str) {
    let at = index % ENTERPRISES.len();
    (ENTERPRISES[at], format!("39009{:05}", 10_431 + at * 977), COMMUNES[(at * 7 + 2) % COMMUNES.len()].name)
}

const SUBJECTS: [&str; 5] =
    ["Tiền lương", "Chấm dứt hợp đồng", "Bảo hiểm", "Nghỉ phép, giờ làm", "Kỷ luật, sa thải"];

/// Disputes of the year, all settled in time: the source knows no other.
const DISPUTES: usize = 17;

fn disputes(office: &Office) -> Book {
    let mut rng = office.rng("disputes");
    let rows = (0..DISPUTES).map(|n| dispute(&mut rng, n));
    let table = Table {
        title: "SỔ THEO DÕI TRANH CHẤP LAO ĐỘNG NĂM 2023".to_owned(),
        headings: vec![
            "Số vụ",
            "Loại tranh chấp",
            "Ngày nhận đơn",
            "Người sử dụng lao động",
            "Mã số thuế",
            "Bên yêu cầu",
            "Nội dung tranh chấp",
            "Số lao động",
            "Trong đó nữ",
            "Số tiền yêu cầu",
            "Hòa giải viên",
            "Ngày cử hòa giải viên",
            "Ngày hòa giải",
            "Ngày gửi biên bản",
            "Số biên bản",
            "Kết quả",
            "Ngày kết thúc",
            "Số tiền thỏa thuận",
            "Đã thực hiện",
            "Xã, phường",
        ],
        rows: rows.collect(),
        ..Table::new("disputes", "Tranh chấp")
    };
    Book::new("tranh-chap-2023.xlsx", vec![table])
}

fn dispute(rng: &mut Rng, n: usize) -> Vec<Value> {
    let (employer, tax, commune) = enterprise(n * 5 + 1);
    let (kind, workers) = match n {
        5 | 12 => ("Tập thể về quyền", rng.between(28, 140)),
        9 => ("Tập thể về lợi ích", rng.between(120, 260)),
        _ => ("Cá nhân", 1),
    };
    let woman = rng.chance(500);
    let applicant = match workers {
        1 => {
            let family = names::family(rng);
            names::full(rng, family, woman, 1988)
        }
        _ => "Tập thể người lao động".to_owned(),
    };
    let women = if workers == 1 { i64::from(woman) } else { workers * rng.between(40, 75) / 100 };
    // Three days each leave room for a weekend within five working days.
    let received = weekday(date(2023, 1, 9).saturating_add(((n * 19) as i64).days()));
    let named = weekday(received.saturating_add(rng.between(1, 2).days()));
    let met = weekday(named.saturating_add(rng.between(2, 3).days()));
    let sent = weekday(met.saturating_add(1.days()));
    let withdrawn = n == 7;
    let claimed = workers * rng.between(4, 30) * 500_000;
    let agreed = claimed / 10 * rng.between(6, 10);
    vec![
        Value::owned(format!("TC-2023-{:02}", n + 1)),
        Value::text(kind),
        Value::Day(received),
        Value::text(employer),
        Value::owned(tax),
        Value::owned(applicant),
        Value::text(if n == 9 { "Thương lượng tập thể" } else { SUBJECTS[n % SUBJECTS.len()] }),
        Value::Number(workers),
        Value::Number(women),
        Value::Money(claimed),
        Value::text("Phan Văn Hòa"),
        Value::Day(named),
        Value::day((!withdrawn).then_some(met)),
        Value::day((!withdrawn).then_some(sent)),
        Value::owned(if withdrawn { String::new() } else { format!("{:02}/BB-HGV", n + 1) }),
        Value::text(if withdrawn { "Rút đơn" } else { "Hòa giải thành" }),
        Value::Day(if withdrawn { met } else { sent }),
        Value::money((!withdrawn).then_some(agreed)),
        Value::mark(!withdrawn && n % 4 != 3),
        Value::text(commune),
    ]
}

const FINDINGS: [(&str, &str, &str); 6] = [
    ("Hợp đồng lao động", "Chưa ký hợp đồng với lao động thử việc quá hạn", "Ký hợp đồng theo quy định"),
    ("Huấn luyện an toàn, vệ sinh lao động", "Chưa huấn luyện định kỳ", "Tổ chức huấn luyện"),
    ("Bảo hiểm xã hội", "Chậm đóng bảo hiểm xã hội", "Đóng đủ số còn nợ"),
    ("Nội quy lao động", "Nội quy chưa đăng ký", "Đăng ký nội quy"),
    ("Thời giờ làm việc, nghỉ ngơi", "Làm thêm giờ quá mức", "Bố trí lại ca làm việc"),
    ("Báo cáo sử dụng lao động", "Chưa báo cáo sử dụng lao động 6 tháng", "Nộp báo cáo"),
];

/// Enterprises of the plan; one visit more followed a complaint.
const PLANNED: usize = 12;

#[expect(clippy::too_many_lines, reason = "a table: its rows and headings as the office writes them")]
fn inspections(office: &Office) -> Book {
    let mut rng = office.rng("inspections");
    let (mut visits, mut findings) = (Vec::new(), Vec::new());
    for n in 0..=PLANNED {
        let is_planned = n < PLANNED;
        let (employer, tax, commune) = enterprise(n);
        let from = weekday(date(2023, 3, 6).saturating_add(((n * 18) as i64).days()));
        let until = weekday(from.saturating_add(12.days()));
        let visited = weekday(from.saturating_add(rng.between(0, 9).days()));
        let code = format!("KT-2023-{:02}", n + 1);
        visits.push(vec![
            Value::text(&code),
            Value::Number(2023),
            Value::text(if is_planned { "35/KH-UBND" } else { "" }),
            Value::text(employer),
            Value::owned(tax),
            Value::text(commune),
            Value::text(if is_planned { "Lâu chưa kiểm tra" } else { "Có khiếu nại, phản ánh" }),
            Value::day(is_planned.then_some(from)),
            Value::day(is_planned.then_some(until)),
            Value::Day(visited),
            Value::owned(format!("{:02}/BB-KT", n + 1)),
            Value::text("Phòng LĐTBXH, BHXH, LĐLĐ thị xã"),
            Value::Number(rng.between(40, 900)),
        ]);
        for number in 1..=rng.between(0, 3) {
            let (topic, finding, demand) = FINDINGS[rng.index(FINDINGS.len())];
            let due = weekday(visited.saturating_add(30.days()));
            let done = weekday(visited.saturating_add(rng.between(10, 34).days()));
            let done = rng.chance(850).then_some(done).filter(|done| *done <= date(2023, 12, 12));
            findings.push(vec![
                Value::text(&code),
                Value::Number(number),
                Value::text(topic),
                Value::text(finding),
                Value::text(demand),
                Value::Day(due),
                Value::day(done),
                Value::text(if done.is_some() { "Báo cáo khắc phục của doanh nghiệp" } else { "" }),
            ]);
        }
    }
    let visits = Table {
        title: "KẾ HOẠCH KIỂM TRA VIỆC THỰC HIỆN PHÁP LUẬT LAO ĐỘNG NĂM 2023".to_owned(),
        headings: vec![
            "Mã cuộc kiểm tra",
            "Năm",
            "Kế hoạch",
            "Doanh nghiệp",
            "Mã số thuế",
            "Xã, phường",
            "Lý do kiểm tra",
            "Dự kiến từ ngày",
            "Dự kiến đến ngày",
            "Ngày kiểm tra",
            "Số biên bản",
            "Đoàn kiểm tra",
            "Số lao động",
        ],
        rows: visits,
        ..Table::new("inspections", "Kế hoạch")
    };
    let findings = Table {
        title: "KẾT QUẢ KIỂM TRA NĂM 2023".to_owned(),
        headings: vec![
            "Mã cuộc kiểm tra",
            "Số thứ tự vi phạm",
            "Mảng vi phạm",
            "Vi phạm, thiếu sót",
            "Kiến nghị",
            "Hạn khắc phục",
            "Ngày khắc phục",
            "Minh chứng",
        ],
        rows: findings,
        ..Table::new("inspection_findings", "Kết quả")
    };
    Book::new("kiem-tra-2023.xlsx", vec![visits, findings])
}

/// Kind of application, days from one step to the next; the last one ends the case.
const APPLICATIONS: [(&str, &[i64]); 5] = [
    ("Hưởng trợ cấp xã hội hằng tháng", &[6, 2, 6, 2]),
    ("Điều chỉnh trợ cấp xã hội hằng tháng", &[5, 3, 5, 3]),
    ("Xác định mức độ khuyết tật", &[20, 5]),
    ("Mai táng người có công", &[5, 7, 10]),
    ("Ưu đãi trong giáo dục đào tạo", &[3, 5, 7]),
];

const APPLIED: usize = 90;

fn applications(office: &Office) -> Book {
    let mut rng = office.rng("applications");
    let (mut rows, mut course) = (Vec::new(), Vec::new());
    let known = office.enrolments.iter().map(|enrolment| enrolment.person);
    let known: Vec<_> = known.filter(|id| !office.people.all[*id].citizen.is_empty()).collect();
    for n in 0..APPLIED {
        let id = *rng.pick(&known);
        let (kind, waits) = APPLICATIONS[n % APPLICATIONS.len()];
        let received = weekday(date(2023, 1, 5).saturating_add(((n * 330 / APPLIED) as i64).days()));
        let code = format!("HS-2023-{:04}", n + 1);
        let mut cells =
            vec![Value::text(&code), Value::text(kind), Value::owned(format!("{kind}, hồ sơ {}", n + 1))];
        cells.extend(person(office, id, Naming::Short));
        cells.push(Value::Day(received));
        cells.push(Value::text(OWNERS[rng.index(2)]));
        rows.push(cells);
        course.extend(steps(&mut rng, n, &code, received, waits));
    }
    let mut headings = vec!["Số hồ sơ", "Loại việc", "Nội dung"];
    headings.extend(PERSON);
    headings.extend(["Ngày tiếp nhận", "Người thụ lý"]);
    let rows = Table {
        title: "SỔ THEO DÕI HỒ SƠ NĂM 2023".to_owned(),
        headings,
        rows,
        ..Table::new("cases", "Hồ sơ")
    };
    let course = Table {
        title: "DIỄN BIẾN HỒ SƠ NĂM 2023".to_owned(),
        headings: vec!["Số hồ sơ", "Ngày diễn biến", "Diễn biến", "Nơi nhận", "Kết quả", "Ghi chú"],
        rows: course,
        ..Table::new("case_events", "Diễn biến")
    };
    Book::new("ho-so-2023.xlsx", vec![rows, course])
}

/// What happened to one application up to the day of the lists.
fn steps(rng: &mut Rng, n: usize, code: &str, received: Date, waits: &[i64]) -> Vec<Vec<Value>> {
    let last_day = date(2023, 12, 15);
    let mut rows = Vec::new();
    let mut tell = |day: Date, what: &str, to: &str, result: &str, note: &str| {
        let is_past = day <= last_day;
        if is_past {
            rows.push(vec![
                Value::text(code),
                Value::Day(day),
                Value::text(what),
                Value::text(to),
                Value::text(result),
                Value::text(note),
            ]);
        }
        is_past
    };
    let mut day = received;
    // Every ninth file lacks a paper for a while.
    if n % 9 == 4 {
        day = weekday(day.saturating_add(1.days()));
        let back = weekday(day.saturating_add(rng.between(4, 12).days()));
        if !tell(day, "Tạm dừng", "", "", "Thiếu giấy tờ") || !tell(back, "Tiếp tục", "", "", "")
        {
            return rows;
        }
        day = back;
    }
    for (at, wait) in waits.iter().enumerate() {
        let slow = if n % 15 == 7 && at == 0 { 6 } else { 0 };
        // So many calendar days hold no more working days.
        day = weekday(day.saturating_add((wait + slow).days()));
        let is_last = at + 1 == waits.len();
        let refused = n % 17 == 16;
        let went_on = match (is_last, at == 0) {
            (true, _) if refused => tell(day, "Kết thúc", "", "Không đủ điều kiện", "Trả lời bằng văn bản"),
            (true, _) => tell(day, "Kết thúc", "", "Giải quyết xong", ""),
            (false, true) => tell(day, "Chuyển cấp", "Cấp trên", "", ""),
            (false, false) => tell(day, "Xong bước", "", "", ""),
        };
        if !went_on {
            break;
        }
    }
    rows
}

fn weekday(mut day: Date) -> Date {
    while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        day = day.saturating_add(1.days());
    }
    day
}

fn weekday_before(mut day: Date) -> Date {
    while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        day = day.saturating_add((-1).days());
    }
    day
}
