//! Remains, cemeteries and graves; gratitude houses.

use jiff::civil::Date;

use crate::books::grounds::{COMMAND, HOUSES, TOWN};
use crate::books::{Book, Naming, PERSON, care, person};
use crate::merit::{MARTYR, MeritFile, WAR_INVALID};
use crate::month::ymd;
use crate::office::Office;
use crate::places::COMMUNES;
use crate::sheet::{Table, Value};
use crate::targets::REMAINS;

pub fn books(office: &Office) -> Vec<Book> {
    vec![
        Book::new("nghia-trang-liet-si.xlsx", vec![cemeteries(), graves(office)]),
        Book::new("quy-tap-hai-cot-2023.xlsx", vec![remains(office)]),
        Book::new("nha-tinh-nghia-2023.xlsx", vec![houses(office), moneys()]),
        Book::new("phung-duong-me.xlsx", vec![care::mothers(office)]),
        Book::new("tham-hoi-cham-soc-2023.xlsx", vec![care::care(office)]),
        Book::new("quy-den-on-dap-nghia-2023.xlsx", vec![care::fund()]),
    ]
}

const FRONTIER: &str = "NT02";

fn cemeteries() -> Table {
    let row = |code: &str, name: &str, commune: usize, capacity: i64, year: i64| {
        vec![
            Value::text(code),
            Value::text(name),
            Value::text(COMMUNES[commune].name),
            Value::Number(capacity),
            Value::Number(year),
            Value::text("Ban quản trang"),
        ]
    };
    Table {
        title: "SỔ NGHĨA TRANG LIỆT SĨ".to_owned(),
        headings: vec![
            "Mã nghĩa trang",
            "Tên nghĩa trang",
            "Xã, phường",
            "Số mộ theo thiết kế",
            "Năm xây dựng",
            "Đơn vị quản lý",
        ],
        rows: vec![
            row(TOWN, "Nghĩa trang liệt sĩ thị xã", 0, 2_400, 1976),
            row(FRONTIER, "Nghĩa trang liệt sĩ Phước Chỉ", 9, 600, 1980),
        ],
        ..Table::new("cemeteries", "Nghĩa trang")
    }
}

/// Graves by row: of known martyrs, of some only partly known, of many nothing is known.
fn graves(office: &Office) -> Table {
    let mut rng = office.rng("graves");
    let martyrs: Vec<&MeritFile> = office.files.iter().filter(|file| file.category == MARTYR).collect();
    let mut rows = Vec::new();
    for n in 0..1_400usize {
        let cemetery = if n < 1_100 { TOWN } else { FRONTIER };
        // Every second martyr of the register, so that the others lie elsewhere or nobody knows where.
        let known = (n % 5 < 3).then(|| martyrs[n * 2]);
        let identity = match n % 5 {
            0..=2 => "Đủ thông tin",
            3 => "Thiếu thông tin",
            _ => "Chưa xác định được thông tin",
        };
        rows.push(vec![
            Value::text(cemetery),
            Value::owned(["A", "B", "C", "D"][n / 40 % 4].to_owned()),
            Value::owned((n / 20 % 20 + 1).to_string()),
            Value::owned(format!("{:04}", n + 1)),
            known.map_or(Value::None, |file| Value::text(&file.number)),
            match known {
                Some(file) => Value::text(&office.people.all[file.person].name),
                None if n % 5 == 3 => Value::text("Liệt sĩ Năm (Đ. 14)"),
                None => Value::None,
            },
            Value::text(if n % 3 == 0 { "Quy tập" } else { "An táng ban đầu" }),
            Value::text(identity),
            Value::text(rng.weighted::<&'static str>(&[("Tốt", 88), ("Xuống cấp", 10), ("Hư hỏng", 2)])),
            Value::text(["Đoàn thanh niên", "Trường THCS An Tịnh", "Hội Cựu chiến binh", ""][n % 4]),
        ]);
    }
    Table {
        title: "SỔ PHẦN MỘ LIỆT SĨ".to_owned(),
        headings: vec![
            "Mã nghĩa trang",
            "Khu",
            "Hàng",
            "Số mộ",
            "Hồ sơ liệt sĩ",
            "Họ và tên",
            "Nguồn gốc",
            "Tình trạng thông tin",
            "Tình trạng mộ",
            "Đơn vị chăm sóc",
        ],
        rows,
        ..Table::new("graves", "Phần mộ")
    }
}

#[expect(clippy::too_many_lines, reason = "a table: its rows and headings as the office writes them")]
fn remains(office: &Office) -> Table {
    let martyrs: Vec<&MeritFile> = office.files.iter().filter(|file| file.category == MARTYR).collect();
    let search = |number: &str,
                  work: &str,
                  place: &str,
                  commune: Option<usize>,
                  point: &str,
                  found: Option<Date>,
                  buried: Option<Date>| {
        let known = (number == "QT-2023-02").then(|| martyrs[1_501]);
        let name = known.map_or(Value::None, |file| Value::text(&office.people.all[file.person].name));
        vec![
            Value::text(number),
            Value::text(work),
            known.map_or(Value::None, |file| Value::text(&file.number)),
            name,
            Value::text(place),
            Value::text(commune.map_or("", |commune| COMMUNES[commune].name)),
            Value::text(point),
            Value::text("Cựu chiến binh và người dân cung cấp"),
            Value::text(COMMAND),
            Value::day(found),
            Value::Number(i64::from(found.is_some())),
            Value::text(if known.is_some() { "Đã xác định" } else { "Chờ kết quả" }),
            Value::text(if buried.is_some() { TOWN } else { "" }),
            Value::day(buried),
            Value::text(if buried.is_some() { "Lễ truy điệu, an táng dịp 27/7" } else { "" }),
            Value::text(if found.is_some() { "Biên bản cất bốc" } else { "" }),
        ]
    };
    let july = Some(ymd(2023, 7, 25));
    let rows = vec![
        search(
            "QT-2023-01",
            "Quy tập",
            "Rừng tràm gần rạch Trảng Bàng",
            Some(8),
            "11.0123; 106.3021",
            Some(ymd(2023, 3, 14)),
            july,
        ),
        search(
            "QT-2023-02",
            "Quy tập",
            "Vườn cao su ấp Bùng Binh",
            Some(2),
            "11.1634; 106.4120",
            Some(ymd(2023, 4, 6)),
            july,
        ),
        search(
            "QT-2023-03",
            "Quy tập",
            "Bờ sông Vàm Cỏ Đông",
            Some(9),
            "11.0710; 106.2215",
            Some(ymd(2023, 5, 19)),
            july,
        ),
        search(
            "QT-2023-04",
            "Quy tập",
            "Nền đồn cũ ấp Sóc Lào",
            Some(1),
            "11.1922; 106.3854",
            Some(ymd(2023, 6, 8)),
            july,
        ),
        search("TK-2023-01", "Tìm kiếm", "Khu vực Bời Lời", Some(1), "", None, None),
        search(
            "DC-2023-01",
            "Di chuyển",
            "Nghĩa trang liệt sĩ Tân Biên",
            None,
            "",
            Some(ymd(2023, 9, 12)),
            Some(ymd(2023, 9, 14)),
        ),
    ];
    let repatriated = rows.iter().filter(|row| row[1] == Value::text("Quy tập")).count();
    debug_assert_eq!(repatriated, REMAINS);
    Table {
        title: "SỔ TÌM KIẾM, QUY TẬP HÀI CỐT LIỆT SĨ NĂM 2023".to_owned(),
        headings: vec![
            "Số sổ quy tập",
            "Công việc",
            "Hồ sơ liệt sĩ",
            "Họ và tên",
            "Nơi tìm thấy",
            "Xã, phường",
            "Tọa độ",
            "Nguồn tin",
            "Đơn vị thực hiện",
            "Ngày tìm thấy",
            "Số bộ",
            "Giám định",
            "Nghĩa trang",
            "Ngày an táng",
            "Lễ an táng",
            "Biên bản",
        ],
        rows,
        ..Table::new("remains", "Quy tập hài cốt")
    }
}

const STATES: [&str; 7] =
    ["Đề nghị", "Đã khảo sát", "Đã duyệt", "Đang thi công", "Đã nghiệm thu", "Đã bàn giao", "Đã quyết toán"];

#[expect(clippy::too_many_lines, reason = "a table: its rows and headings as the office writes them")]
fn houses(office: &Office) -> Table {
    let mut headings = vec!["Mã nhà"];
    headings.extend(PERSON);
    headings.extend([
        "Loại nhà",
        "Hình thức",
        "Hiện trạng",
        "Diện tích",
        "Số quyết định",
        "Mức hỗ trợ",
        "Dự toán",
        "Quyết toán",
        "Gia đình đóng góp",
        "Đơn vị thi công",
        "Trạng thái",
        "Ngày đề nghị",
        "Ngày khảo sát",
        "Ngày duyệt",
        "Ngày khởi công",
        "Ngày nghiệm thu",
        "Ngày bàn giao",
        "Ngày quyết toán",
    ]);
    let alive = |file: &&MeritFile| office.people.all[file.person].died.is_none();
    let mut merits = office.files.iter().filter(|file| file.category == WAR_INVALID).filter(alive).skip(40);
    let mut poor = office.households.iter().filter(|house| house.path == "PPP").skip(10).step_by(7);
    let mut rows = Vec::new();
    for house in &HOUSES {
        let who = if house.poor {
            poor.next().and_then(|household| household.members.first()).map(|(head, _)| *head)
        } else {
            merits.next().map(|file| file.person)
        };
        let Some(who) = who else { continue };
        let days: [Date; 7] = [
            ymd(2023, 1, 10),
            ymd(2023, 2, 8),
            ymd(2023, 3, 15),
            ymd(2023, 4, 3),
            ymd(2023, 7, 10),
            ymd(2023, 7, 24),
            ymd(2023, 9, 28),
        ];
        let decided = house.step >= 2;
        let mut cells = vec![Value::text(house.code)];
        cells.extend(person(office, who, Naming::Full));
        cells.extend([
            Value::text(if house.poor { "Nhà đại đoàn kết" } else { "Nhà tình nghĩa" }),
            Value::text(if house.build { "Xây mới" } else { "Sửa chữa" }),
            Value::text(if house.build {
                "Nhà tạm, vách ván, mái tôn cũ"
            } else {
                "Mái dột, tường nứt"
            }),
            Value::Number(if house.build { 45 } else { 60 }),
            if decided { Value::text("318/QĐ-UBND") } else { Value::None },
            Value::money(decided.then(|| if house.poor { 0 } else { house.money()[0].2 })),
            Value::money(decided.then(|| house.cost())),
            Value::money((house.step == 6).then(|| house.cost())),
            Value::money((house.step >= 4).then(|| house.family())),
            Value::text(if decided { "Đội xây dựng địa phương" } else { "" }),
            Value::text(STATES[house.step]),
        ]);
        cells.extend(days.iter().enumerate().map(|(n, day)| Value::day((n <= house.step).then_some(*day))));
        rows.push(cells);
    }
    Table {
        title: "SỔ NHÀ TÌNH NGHĨA, NHÀ ĐẠI ĐOÀN KẾT NĂM 2023".to_owned(),
        headings,
        rows,
        ..Table::new("houses", "Nhà")
    }
}

fn moneys() -> Table {
    let mut rows = Vec::new();
    for house in HOUSES.iter().filter(|house| house.step >= 3) {
        for (source, giver, amount) in house.money() {
            rows.push(vec![
                Value::text(house.code),
                Value::text(source),
                Value::text(giver),
                Value::Money(amount),
                Value::text("318/QĐ-UBND ngày 15/3/2023"),
            ]);
        }
    }
    Table {
        title: "NGUỒN TIỀN CỦA NHÀ".to_owned(),
        headings: vec!["Mã nhà", "Nguồn tiền", "Đơn vị đóng góp", "Số tiền", "Văn bản"],
        rows,
        ..Table::new("house_moneys", "Nguồn tiền")
    }
}
