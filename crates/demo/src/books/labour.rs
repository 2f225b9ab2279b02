//! Jobs found, employers, the supply survey, events.

use crate::books::{Book, Naming, PERSON, person};
use crate::labour::{ABROAD, AFTER_TRAINING, Activity, LOAN, split};
use crate::month::{Month, ymd};
use crate::office::Office;
use crate::person::PersonId;
use crate::places::COMMUNES;
use crate::rng::{hash, mix};
use crate::sheet::{Table, Value};
use crate::targets::{CHANNELS, FORMS_COLLECTED, OSH_GUESTS};

const FOLDER: &str = "lao-dong-2023";

pub fn all(office: &Office) -> Vec<Book> {
    let book = |name: &str, tables: Vec<Table>| Book::new(&format!("{FOLDER}/{name}"), tables);
    vec![
        book("don-vi-su-dung-lao-dong.xlsx", vec![employers(), reports(), vacancies()]),
        book("viec-lam.xlsx", vec![placements(office), job_totals()]),
        book("cung-lao-dong.xlsx", vec![forms(office), form_totals(), market_totals()]),
        book("su-kien.xlsx", vec![events(), attendees(office), event_totals()]),
    ]
}

fn dice(text: &str, person: PersonId) -> u64 {
    mix(hash(text) ^ (person as u64).wrapping_mul(0x9E37_79B9))
}

fn from<'a>(items: &[&'a str], dice: u64) -> &'a str {
    items[usize::try_from(dice % items.len() as u64).unwrap_or(0)]
}

const TRADES: [&str; 8] =
    ["May Mặc", "Dệt Sợi", "Giày Da", "Cao Su", "Nhựa", "Cơ Khí", "Chế Biến Gỗ", "Thực Phẩm"];
const NAMES: [&str; 6] = ["Thuận Phát", "Hòa Lợi", "Minh Tân", "An Khang", "Đại Thành", "Phước Hưng"];

fn tax_code(n: usize) -> String {
    format!("3900{:06}", 100_000 + n * 137)
}

fn employer_name(n: usize) -> String {
    let kind = if n.is_multiple_of(5) { "Công ty cổ phần" } else { "Công ty TNHH" };
    format!("{kind} {} {}", TRADES[n % TRADES.len()], NAMES[(n / TRADES.len()) % NAMES.len()])
}

const EMPLOYERS: usize = 48;

fn employers() -> Table {
    let row = |n: usize| {
        let commune = &COMMUNES[(n * 7) % COMMUNES.len()];
        let kind = match n % 10 {
            0..=2 => "Doanh nghiệp FDI",
            9 => "Hợp tác xã",
            _ => "Doanh nghiệp ngoài Nhà nước",
        };
        vec![
            Value::owned(tax_code(n)),
            Value::owned(employer_name(n)),
            Value::text(kind),
            Value::text(TRADES[n % TRADES.len()]),
            Value::text(commune.name),
            Value::text(if n.is_multiple_of(3) { "Khu công nghiệp Trảng Bàng" } else { "" }),
            Value::owned(format!("0276{:07}", 3_800_000 + n * 911)),
            Value::Day(ymd(2008 + i16::try_from(n % 13).unwrap_or(0), 4, 12)),
        ]
    };
    Table {
        title: "DANH SÁCH ĐƠN VỊ SỬ DỤNG LAO ĐỘNG".to_owned(),
        headings: vec![
            "Mã số thuế",
            "Tên đơn vị",
            "Loại hình",
            "Ngành nghề",
            "Xã, phường",
            "Khu công nghiệp",
            "Điện thoại",
            "Ngày hoạt động",
        ],
        rows: (0..EMPLOYERS).map(row).collect(),
        ..Table::new("employers", "Đơn vị sử dụng lao động")
    }
}

fn reports() -> Table {
    let mut rows = Vec::new();
    for half in 1..=2_i8 {
        for n in (0..EMPLOYERS).filter(|n| (n + usize::from(half.unsigned_abs())) % 6 != 0) {
            let workers = 24 + i64::try_from(n * 53 % 640).unwrap_or(0) + i64::from(half) * 3;
            let women = workers * 62 / 100;
            let (managers, high, mid) = (workers / 25 + 1, workers / 30, workers / 12);
            let open = workers * 45 / 100;
            rows.push(vec![
                Value::owned(tax_code(n)),
                Value::owned(format!("2023-{half}")),
                Value::Day(ymd(2023, if half == 1 { 6 } else { 12 }, 2)),
                Value::Number(workers),
                Value::Number(women),
                Value::Number(workers * 28 / 100),
                Value::Number(workers * 94 / 100),
                Value::Number(managers),
                Value::Number(high),
                Value::Number(mid),
                Value::Number(workers - managers - high - mid),
                Value::Number(open),
                Value::Number(workers * 50 / 100),
                Value::Number(workers / 40),
            ]);
        }
    }
    Table {
        title: "BÁO CÁO TÌNH HÌNH SỬ DỤNG LAO ĐỘNG NĂM 2023".to_owned(),
        headings: vec![
            "Mã số thuế",
            "Kỳ báo cáo",
            "Ngày báo cáo",
            "Tổng số lao động",
            "Lao động nữ",
            "Lao động trên 35 tuổi",
            "Tham gia BHXH bắt buộc",
            "Nhà quản lý",
            "Chuyên môn kỹ thuật bậc cao",
            "Chuyên môn kỹ thuật bậc trung",
            "Vị trí khác",
            "HĐLĐ không xác định thời hạn",
            "HĐLĐ xác định thời hạn",
            "HĐLĐ khác",
        ],
        rows,
        ..Table::new("labour_use", "Sử dụng lao động")
    }
}

const WANTED: [&str; 6] = [
    "Thợ vận hành máy",
    "Thợ lắp ráp",
    "Thợ chế biến thực phẩm - gỗ - may mặc - thủ công",
    "Lao động giản đơn khai khoáng - xây dựng - chế biến - vận tải",
    "Nhân viên tổng hợp - bàn giấy",
    "Thợ điện - điện tử",
];

fn vacancies() -> Table {
    let row = |n: usize| {
        let number = 5 + i64::try_from(n * 31 % 120).unwrap_or(0);
        let month = i8::try_from(n % 10 + 1).unwrap_or(1);
        vec![
            Value::owned(tax_code(n % EMPLOYERS)),
            Value::text(WANTED[n % WANTED.len()]),
            Value::Day(ymd(2023, month, 10)),
            Value::Number(number),
            Value::Number(number / 2),
            Value::text(if n.is_multiple_of(4) { "Sơ cấp" } else { "Chưa qua đào tạo" }),
            Value::Number(5_500_000 + i64::try_from(n % 5).unwrap_or(0) * 250_000),
            Value::Number(9_000_000 + i64::try_from(n % 7).unwrap_or(0) * 500_000),
            Value::Day(ymd(2023, month + 1, 28)),
            Value::Number(number * i64::try_from(n % 4).unwrap_or(0) / 4),
        ]
    };
    Table {
        title: "NHU CẦU TUYỂN DỤNG LAO ĐỘNG NĂM 2023".to_owned(),
        headings: vec![
            "Mã số thuế",
            "Nghề cần tuyển",
            "Ngày đăng",
            "Số lượng tuyển",
            "Trong đó nữ",
            "Trình độ",
            "Lương từ",
            "Lương đến",
            "Hạn tuyển",
            "Đã tuyển",
        ],
        rows: (0..90).map(row).collect(),
        ..Table::new("vacancies", "Nhu cầu tuyển dụng")
    }
}

fn placements(office: &Office) -> Table {
    let row = |job: &crate::labour::Job| {
        let dice = dice("job", job.person);
        let employer = usize::try_from(dice % EMPLOYERS as u64).unwrap_or(0);
        let abroad = job.channel == ABROAD;
        let loan = job.channel == LOAN;
        let mut cells = person(office, job.person, Naming::Full);
        cells.extend([
            Value::text(CHANNELS[job.channel].0),
            Value::mark(true),
            Value::Day(job.started),
            Value::owned(if abroad || loan { String::new() } else { employer_name(employer) }),
            Value::owned(if abroad || loan { String::new() } else { tax_code(employer) }),
            Value::text(from(
                &["Công nhân may", "Công nhân lắp ráp", "Chăn nuôi", "Buôn bán", "Thợ máy"],
                dice >> 8,
            )),
            Value::money(loan.then_some(50_000_000)),
            Value::text(if abroad {
                from(&["Nhật Bản", "Đài Loan", "Hàn Quốc"], dice >> 16)
            } else {
                ""
            }),
            Value::text(if abroad { "Công ty cung ứng lao động Miền Đông" } else { "" }),
            Value::text(if abroad || job.channel == AFTER_TRAINING {
                "Phòng LĐ-TB&XH"
            } else {
                "UBND xã, phường"
            }),
        ]);
        cells
    };
    let mut headings = PERSON.to_vec();
    headings.extend([
        "Kênh việc làm",
        "Việc làm mới",
        "Ngày bắt đầu làm việc",
        "Đơn vị sử dụng lao động",
        "Mã số thuế",
        "Nghề, công việc",
        "Số tiền vay",
        "Nước đến",
        "Doanh nghiệp phái cử",
        "Người báo cáo",
    ]);
    Table {
        title: "DANH SÁCH LAO ĐỘNG ĐƯỢC TẠO VIỆC LÀM NĂM 2023".to_owned(),
        headings,
        rows: office.labour.jobs.iter().map(row).collect(),
        ..Table::new("placements", "Việc làm")
    }
}

const TOTALS: [&str; 7] = ["Sổ", "Mã đợt", "Xã, phường", "Nhóm", "Số lượng", "Ngày", "Văn bản"];

fn total(book: &str, subject: &str, commune: Option<usize>, group: &str, quantity: i64) -> Vec<Value> {
    vec![
        Value::text(book),
        Value::text(subject),
        commune.map_or(Value::None, |commune| Value::text(COMMUNES[commune].name)),
        Value::text(group),
        Value::Number(quantity),
        Value::Day(ymd(2023, 12, 8)),
        Value::owned(commune.map_or("Báo cáo số 412/BC-LĐTBXH".to_owned(), |n| {
            format!("Báo cáo số {}/BC-UBND", 210 + n * 3)
        })),
    ]
}

fn totals(title: &str, sheet: &str, rows: Vec<Vec<Value>>) -> Table {
    let title = title.to_owned();
    Table { title, headings: TOTALS.to_vec(), rows, ..Table::new("paper_totals", sheet) }
}

/// The communes' totals of the channels of which the office has no whole list.
fn job_totals() -> Table {
    let mut rows = Vec::new();
    let listed = [LOAN, ABROAD, AFTER_TRAINING];
    for (_, (label, number)) in CHANNELS.iter().enumerate().filter(|(n, _)| !listed.contains(n)) {
        for (commune, share) in split(*number).into_iter().enumerate() {
            rows.push(total("Lao động được tạo việc làm tăng thêm", "", Some(commune), label, share));
        }
    }
    for (commune, share) in split(1_284).into_iter().enumerate() {
        rows.push(total(
            "Lao động được giải quyết việc làm khác",
            "",
            Some(commune),
            "Tự tạo việc làm",
            share,
        ));
    }
    totals("SỐ LAO ĐỘNG ĐƯỢC TẠO VIỆC LÀM NĂM 2023", "Số tổng hợp việc làm", rows)
}

const LEVELS: [&str; 8] = [
    "Chưa qua đào tạo",
    "CNKT không có bằng",
    "Chứng chỉ nghề dưới 3 tháng",
    "Sơ cấp",
    "Trung cấp",
    "Cao đẳng",
    "Đại học",
    "Trên đại học",
];

#[expect(clippy::too_many_lines, reason = "a table: its rows and headings as the office writes them")]
fn forms(office: &Office) -> Table {
    let row = |worker: &crate::labour::Worker| {
        let dice = dice("form", worker.person);
        let who = &office.people.all[worker.person];
        let employer = usize::try_from(dice % EMPLOYERS as u64).unwrap_or(0);
        let wage = worker.activity == Activity::Wage;
        let (activity, status, reason) = match worker.activity {
            Activity::Wage => ("Người có việc làm", "Làm công ăn lương", ""),
            Activity::Own => ("Người có việc làm", "Tự làm", ""),
            Activity::Family => ("Người có việc làm", "Lao động gia đình", ""),
            Activity::Unemployed => ("Người thất nghiệp", "", ""),
            Activity::Studying => ("Không tham gia hoạt động kinh tế", "", "Đi học"),
            Activity::Housework => ("Không tham gia hoạt động kinh tế", "", "Nội trợ"),
            Activity::Retired => ("Không tham gia hoạt động kinh tế", "", "Hưu trí"),
        };
        let works = !status.is_empty();
        let out = worker.activity == Activity::Unemployed;
        let when = |yes: bool, text: &str| Value::text(if yes { text } else { "" });
        let mut cells =
            vec![Value::Number(2023), Value::Day(ymd(2023, 7, 1 + i8::try_from(dice % 28).unwrap_or(0)))];
        cells.extend(person(office, worker.person, Naming::Full));
        cells.extend([
            Value::text(if who.listed { "Thuộc hộ nghèo" } else { "" }),
            Value::text(from(&["Tốt nghiệp tiểu học", "Tốt nghiệp THCS", "Tốt nghiệp THPT"], dice >> 4)),
            Value::text(LEVELS[worker.qualification]),
            Value::text(activity),
            Value::text(reason),
            Value::text(status),
            when(
                works,
                from(&["Công nhân", "Trồng cao su", "Buôn bán", "Chăn nuôi", "Xây dựng"], dice >> 12),
            ),
            when(works, if wage { "Có" } else { "Không" }),
            when(wage, "Bắt buộc"),
            when(works, if wage { "Có" } else { "Không" }),
            when(wage, from(&["Không xác định thời hạn", "Xác định thời hạn"], dice >> 20)),
            if wage { Value::owned(employer_name(employer)) } else { Value::None },
            when(works, if wage { "Doanh nghiệp" } else { "Cá nhân làm tự do" }),
            when(wage, "DN ngoài Nhà nước"),
            when(out, from(&["Chưa bao giờ làm việc", "Đã từng làm việc"], dice >> 6)),
            when(out, from(&["Dưới 3 tháng", "Từ 3 tháng đến 1 năm", "Trên 1 năm"], dice >> 9)),
            when(out, "Tìm việc gần nhà"),
        ]);
        cells
    };
    let mut headings = vec!["Năm điều tra", "Ngày điều tra"];
    headings.extend(PERSON);
    headings.extend([
        "Đối tượng ưu tiên",
        "Trình độ giáo dục phổ thông",
        "Trình độ chuyên môn kỹ thuật",
        "Tình trạng hoạt động kinh tế",
        "Lý do không tham gia hoạt động kinh tế",
        "Vị thế việc làm",
        "Công việc cụ thể",
        "Tham gia BHXH",
        "Loại BHXH",
        "Hợp đồng lao động",
        "Loại hợp đồng",
        "Nơi làm việc",
        "Loại hình nơi làm việc",
        "Loại doanh nghiệp",
        "Tình trạng thất nghiệp",
        "Thời gian thất nghiệp",
        "Nhu cầu việc làm, đào tạo",
    ]);
    Table {
        title: "DANH SÁCH CUNG LAO ĐỘNG NĂM 2023".to_owned(),
        headings,
        rows: office.labour.workers.iter().map(row).collect(),
        ..Table::new("supply_forms", "Cung lao động")
    }
}

/// Forms collected and entered by commune: two communes are behind.
fn form_totals() -> Table {
    let mut rows = Vec::new();
    for (commune, collected) in split(FORMS_COLLECTED).into_iter().enumerate() {
        let behind = if commune % 4 == 2 { collected * 6 / 100 } else { 0 };
        rows.push(total("Phiếu cung lao động đã thu", "2023", Some(commune), "", collected));
        rows.push(total("Phiếu cung lao động đã nhập", "2023", Some(commune), "", collected - behind));
    }
    totals("PHIẾU CUNG LAO ĐỘNG ĐÃ THU, ĐÃ NHẬP", "Phiếu đã thu, đã nhập", rows)
}

/// Lines of the market report with their share of the people aged 15 and over, per mille.
const LINES: [(&str, i64); 14] = [
    ("I.2. Số người có việc làm", 770),
    ("I.2. Có việc làm: Chưa qua đào tạo", 480),
    ("I.2. Có việc làm: Sơ cấp", 60),
    ("I.2. Có việc làm: Trung cấp", 45),
    ("I.2. Có việc làm: Cao đẳng", 40),
    ("I.2. Có việc làm: Đại học", 50),
    ("I.2. Vị thế: tự làm", 190),
    ("I.2. Vị thế: lao động gia đình", 85),
    ("I.2. Vị thế: làm công ăn lương", 485),
    ("I.3. Số người thất nghiệp", 24),
    ("I.4. Số người không tham gia hoạt động kinh tế", 206),
    ("I.4. Lý do: đi học", 84),
    ("I.4. Lý do: hưu trí", 31),
    ("I.4. Lý do: nội trợ", 70),
];

fn market_totals() -> Table {
    const BOOK: &str = "Thông tin thị trường lao động";
    let mut rows = Vec::new();
    for (commune, people) in split(FORMS_COLLECTED).into_iter().enumerate() {
        let place = if COMMUNES[commune].ward {
            "I.1. Từ 15 tuổi: thành thị"
        } else {
            "I.1. Từ 15 tuổi: nông thôn"
        };
        let men = people * 49 / 100;
        for (line, number) in [
            ("I.1. Số người từ 15 tuổi trở lên", people),
            (place, people),
            ("I.1. Từ 15 tuổi: nam", men),
            ("I.1. Từ 15 tuổi: nữ", people - men),
        ] {
            rows.push(total(BOOK, "2023", Some(commune), line, number));
        }
        for (line, share) in LINES {
            rows.push(total(BOOK, "2023", Some(commune), line, people * share / 1000));
        }
    }
    let before = FORMS_COLLECTED - 1_240;
    rows.push(total(BOOK, "2022", None, "I.1. Số người từ 15 tuổi trở lên", before));
    rows.extend(LINES.map(|(line, share)| total(BOOK, "2022", None, line, before * (share - 1) / 1000)));
    totals("THÔNG TIN THỊ TRƯỜNG LAO ĐỘNG", "Thị trường lao động", rows)
}

const OSH: &str = "ATVSLĐ-2023";

#[expect(clippy::too_many_lines, reason = "a table: its rows and headings as the office writes them")]
fn events() -> Table {
    let row =
        |code: &str, kind: &str, title: &str, day: jiff::civil::Date, place: &str, bodies: i64, cost: i64| {
            vec![
                Value::text(code),
                Value::text(kind),
                Value::text(title),
                Value::text("Kế hoạch số 18/KH-UBND"),
                Value::Day(day),
                Value::text(place),
                Value::text("Phòng LĐ-TB&XH"),
                Value::Number(bodies),
                Value::Money(cost),
            ]
        };
    let mut rows = vec![
        row(
            OSH,
            "Tháng hành động về an toàn, vệ sinh lao động",
            "Lễ phát động Tháng hành động về an toàn, vệ sinh lao động và Tháng công nhân",
            ymd(2023, 4, 27),
            "Trung tâm văn hóa thị xã",
            46,
            48_500_000,
        ),
        row(
            "NHVL-01",
            "Ngày hội việc làm",
            "Ngày hội việc làm đầu năm",
            ymd(2023, 2, 11),
            "Phường An Tịnh",
            22,
            31_000_000,
        ),
        row(
            "NHVL-02",
            "Ngày hội việc làm",
            "Phiên giao dịch việc làm lưu động",
            ymd(2023, 9, 16),
            "Phường Gia Lộc",
            15,
            18_000_000,
        ),
        row(
            "HN-LĐ",
            "Hội nghị",
            "Triển khai kế hoạch lao động, việc làm",
            ymd(2023, 3, 3),
            "Hội trường UBND",
            30,
            6_000_000,
        ),
    ];
    for (n, commune) in COMMUNES.iter().enumerate() {
        let day = Month::new(2023, 5).day(3 + i64::try_from(n * 2).unwrap_or(0));
        let code = format!("TT-{}", commune.code);
        rows.push(row(
            &code,
            "Tuyên truyền pháp luật lao động",
            "Tuyên truyền pháp luật lao động, học nghề",
            day,
            commune.name,
            0,
            1_500_000,
        ));
    }
    Table {
        title: "SỔ SỰ KIỆN LAO ĐỘNG NĂM 2023".to_owned(),
        headings: vec![
            "Mã sự kiện",
            "Loại sự kiện",
            "Tên sự kiện",
            "Kế hoạch",
            "Ngày tổ chức",
            "Địa điểm",
            "Đơn vị tổ chức",
            "Số đơn vị tham gia",
            "Kinh phí",
        ],
        rows,
        ..Table::new("events", "Sự kiện lao động")
    }
}

fn attendees(office: &Office) -> Table {
    let row = |guest: &PersonId| {
        let mut cells = vec![Value::text(OSH)];
        cells.extend(person(office, *guest, Naming::Full));
        cells.push(Value::text("Người tham dự"));
        cells
    };
    let mut headings = vec!["Mã sự kiện"];
    headings.extend(PERSON);
    headings.push("Dự với tư cách");
    Table {
        title: "ĐẠI DIỆN ĐƠN VỊ DỰ LỄ PHÁT ĐỘNG".to_owned(),
        headings,
        rows: office.labour.guests.iter().map(row).collect(),
        ..Table::new("event_attendees", "Đại biểu")
    }
}

fn event_totals() -> Table {
    const BOOK: &str = "Người tham dự sự kiện";
    let mut rows = vec![
        total(BOOK, OSH, None, "", OSH_GUESTS),
        total(BOOK, "NHVL-01", None, "", 640),
        total(BOOK, "NHVL-02", None, "", 385),
        total(BOOK, "HN-LĐ", None, "", 62),
    ];
    for (n, commune) in COMMUNES.iter().enumerate() {
        let people = 55 + i64::try_from(n * 4).unwrap_or(0);
        rows.push(total(BOOK, &format!("TT-{}", commune.code), Some(n), "", people));
    }
    totals("SỐ NGƯỜI DỰ SỰ KIỆN LAO ĐỘNG", "Số người dự", rows)
}
