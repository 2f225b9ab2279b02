//! The season of 2023: steps, forms with their totals as the paper has them, movement.

use crate::books::Book;
use crate::household::Household;
use crate::month::ymd;
use crate::office::Office;
use crate::places::COMMUNES;
use crate::rng::Rng;
use crate::sheet::{Table, Value};

const SEASON: &str = "2023";
/// Points of B1 up to which a household is poor or near poor.
const URBAN: i64 = 175;
const RURAL: i64 = 140;
const CAUSES: [(&str, u64); 8] = [
    ("Thiếu đất sản xuất", 14),
    ("Thiếu vốn sản xuất, kinh doanh", 17),
    ("Thiếu lao động", 22),
    ("Thiếu công cụ, phương tiện sản xuất", 6),
    ("Thiếu kiến thức về sản xuất", 7),
    ("Thiếu kỹ năng lao động, sản xuất", 10),
    ("Có người ốm đau, bệnh nặng, tai nạn", 20),
    ("Nguyên nhân khác", 4),
];
/// Deprivations by number, as often as poor households of the town lack them.
const LACKING: [(i64, u64); 12] =
    [(1, 16), (2, 15), (3, 4), (4, 17), (5, 12), (6, 5), (7, 8), (8, 5), (9, 2), (10, 6), (11, 14), (12, 6)];

pub fn season(office: &Office) -> Book {
    let tables = vec![seasons(), steps(office), forms(office), reasons(office), closings(office)];
    Book::new("ra-soat-ho-ngheo-2023.xlsx", tables)
}

fn seasons() -> Table {
    Table {
        title: "KỲ RÀ SOÁT HỘ NGHÈO NĂM 2023".to_owned(),
        headings: vec!["Kỳ rà soát", "Loại kỳ", "Năm", "Kế hoạch"],
        rows: vec![vec![
            Value::text(SEASON),
            Value::text("Định kỳ"),
            Value::Number(2023),
            Value::text("Kế hoạch 98/KH-UBND ngày 22/8/2023"),
        ]],
        ..Table::new("poverty_seasons", "Kỳ rà soát")
    }
}

/// List, survey, a meeting in each hamlet that has households, posting, opinion. One hamlet had to meet twice.
fn steps(office: &Office) -> Table {
    let mut rng = office.rng("poverty steps");
    let mut rows = Vec::new();
    for (index, commune) in COMMUNES.iter().enumerate() {
        let mut step =
            |hamlet: &str, step: &str, day: (i8, i8), people: Option<(i64, i64)>, paper: String| {
                rows.push(vec![
                    Value::text(SEASON),
                    Value::text(commune.name),
                    Value::text(hamlet),
                    Value::text(step),
                    Value::Day(ymd(2023, day.0, day.1)),
                    Value::number(people.map(|(present, _)| present)),
                    Value::number(people.map(|(_, agreed)| agreed)),
                    Value::owned(paper),
                ]);
            };
        step("", "Lập danh sách", (9, 8), None, "Danh sách kèm Kế hoạch".to_owned());
        step("", "Khảo sát", (10, 20), None, String::new());
        for hamlet in 0..commune.hamlets.len() {
            let name = commune.hamlet(hamlet);
            let present = rng.between(28, 64);
            let paper = format!("Biên bản họp {:02}/BB", hamlet + 1);
            if index == 5 && hamlet == 2 {
                step(&name, "Họp thôn", (11, 2), Some((present, present / 3)), paper.clone());
            }
            let agreed = present - rng.between(0, 6);
            step(&name, "Họp thôn", (11, 9), Some((present, agreed)), paper);
        }
        step("", "Niêm yết", (11, 14), None, "Thông báo kết quả rà soát".to_owned());
        step("", "Xin ý kiến", (11, 22), None, format!("Báo cáo {}/BC-UBND", 140 + index));
    }
    Table {
        title: "TIẾN ĐỘ RÀ SOÁT HỘ NGHÈO NĂM 2023".to_owned(),
        headings: vec![
            "Kỳ rà soát",
            "Xã, phường",
            "Ấp, khu phố",
            "Bước rà soát",
            "Ngày thực hiện",
            "Số người dự",
            "Số người nhất trí",
            "Văn bản",
        ],
        rows,
        ..Table::new("poverty_steps", "Tiến độ")
    }
}

/// Households of the lists before and after, in the order of their codes.
fn households(office: &Office) -> Vec<&Household> {
    let mut found: Vec<&Household> =
        office.households.iter().filter(|h| listed(h.class(1)) || h.class(2).is_some()).collect();
    found.sort_by(|a, b| a.code.cmp(&b.code));
    found
}

fn listed(class: Option<&str>) -> bool {
    matches!(class, Some("Nghèo" | "Cận nghèo"))
}

/// Poor and in no list afterwards: moved or gone.
fn gone(household: &Household) -> bool {
    household.class(1) == Some("Nghèo") && household.class(2).is_none()
}

fn forms(office: &Office) -> Table {
    let mut rng = office.rng("poverty forms");
    let mut rows = Vec::new();
    for household in households(office).into_iter().filter(|h| !gone(h)) {
        let form = Form { code: &household.code, commune: household.commune, hamlet: &household.hamlet };
        if !listed(household.class(1)) {
            rows.push(form.a(&mut rng, "Chuyển Phiếu B", None));
        }
        rows.push(form.b(&mut rng, household.class(2), None));
    }
    for asked in &office.screened {
        let person = &office.people.all[asked.person];
        let form = Form { code: &asked.code, commune: person.commune, hamlet: &person.hamlet };
        let head = Some(person);
        if asked.goes_on {
            rows.push(form.a(&mut rng, "Chuyển Phiếu B", head));
            rows.push(form.b(&mut rng, None, head));
        } else {
            rows.push(form.a(&mut rng, "Dừng ở Phiếu A", head));
        }
    }
    Table {
        title: "PHIẾU RÀ SOÁT HỘ NĂM 2023".to_owned(),
        headings: vec![
            "Kỳ rà soát",
            "Mã hộ",
            "Phiếu",
            "Xã, phường",
            "Ấp, khu phố",
            "Họ và tên",
            "Nam",
            "Nữ",
            "Số CCCD",
            "Ngày khảo sát",
            "Rà soát viên",
            "Kết quả Phiếu A",
            "Điểm B1",
            "Điểm B2",
            "Chỉ số thiếu hụt",
            "Phân loại hộ",
            "Nguyên nhân nghèo",
            "Không có khả năng lao động",
            "Nguyện vọng hỗ trợ",
        ],
        rows,
        ..Table::new("poverty_forms", "Phiếu rà soát")
    }
}

struct Form<'a> {
    code: &'a str,
    commune: usize,
    hamlet: &'a str,
}

impl Form<'_> {
    fn start(&self, rng: &mut Rng, form: &str, head: Option<&crate::person::Person>) -> Vec<Value> {
        let mut cells = vec![
            Value::text(SEASON),
            Value::text(self.code),
            Value::text(form),
            Value::text(COMMUNES[self.commune].name),
            Value::text(self.hamlet),
        ];
        match head {
            Some(head) => {
                let born = Value::Born(head.born, head.precision);
                let (man, woman) = if head.female { (Value::None, born) } else { (born, Value::None) };
                cells.extend([Value::text(&head.name), man, woman, Value::Citizen(head.citizen.clone())]);
            }
            None => cells.extend(vec![Value::None; 4]),
        }
        let day = i8::try_from(rng.between(2, 20)).unwrap_or(2);
        let reviewer = format!("Tổ rà soát {}", COMMUNES[self.commune].short);
        cells.extend([Value::Day(ymd(2023, 10, day)), Value::owned(reviewer)]);
        cells
    }

    fn a(&self, rng: &mut Rng, result: &str, head: Option<&crate::person::Person>) -> Vec<Value> {
        let mut cells = self.start(rng, "A", head);
        cells.push(Value::text(result));
        cells.extend(vec![Value::None; 7]);
        cells
    }

    /// Totals as typed from the paper form: points below the line for those listed, above it for the others.
    fn b(&self, rng: &mut Rng, class: Option<&str>, head: Option<&crate::person::Person>) -> Vec<Value> {
        let limit = if COMMUNES[self.commune].ward { URBAN } else { RURAL };
        let (b1, lacking) = match class {
            Some("Nghèo") => (limit - 5 * rng.between(0, 9), rng.between(3, 5)),
            Some("Cận nghèo") => (limit - 5 * rng.between(0, 6), rng.between(0, 2)),
            _ => (limit + 5 * rng.between(1, 12), rng.between(0, 3)),
        };
        let mut numbers: Vec<i64> = Vec::new();
        while i64::try_from(numbers.len()).unwrap_or(0) < lacking {
            let number = *rng.weighted(&LACKING);
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers.sort_unstable();
        let shown: Vec<String> = numbers.iter().map(i64::to_string).collect();
        let is_listed = listed(class);
        let mut causes = vec![*rng.weighted(&CAUSES)];
        let second = *rng.weighted(&CAUSES);
        if second != causes[0] && rng.chance(400) {
            causes.push(second);
        }
        let no_labour = class == Some("Nghèo") && rng.chance(280);
        let wish = *rng.pick(&["Vay vốn", "Hỗ trợ sản xuất", "Sửa nhà", "Học nghề", "Bảo hiểm y tế", ""]);
        let mut cells = self.start(rng, "B", head);
        cells.extend([
            Value::None,
            Value::Number(b1),
            Value::Number(10 * lacking),
            Value::owned(shown.join(", ")),
            Value::text(if is_listed { class.unwrap_or_default() } else { "Không nghèo" }),
            if is_listed { Value::owned(causes.join("; ")) } else { Value::None },
            Value::mark(no_labour),
            Value::text(if is_listed { wish } else { "" }),
        ]);
        cells
    }
}

/// What the classes alone do not tell: who left for other reasons, who fell back, who split off.
fn reasons(office: &Office) -> Table {
    let mut rows = Vec::new();
    let (mut left, mut come) = (0, 0);
    for household in households(office) {
        let reason = if gone(household) {
            left += 1;
            ["Chuyển đi", "Hộ không còn", "Nhập hộ"][left % 3]
        } else if household.class(1).is_none() && household.class(2) == Some("Nghèo") {
            come += 1;
            match come % 5 {
                1 => "Tái nghèo",
                2 => "Tách hộ",
                _ => "Phát sinh mới",
            }
        } else {
            continue;
        };
        rows.push(vec![
            Value::Number(2023),
            Value::text(&household.code),
            Value::text(COMMUNES[household.commune].name),
            Value::text(reason),
        ]);
    }
    Table {
        title: "LÝ DO BIẾN ĐỘNG HỘ NGHÈO NĂM 2023".to_owned(),
        headings: vec!["Năm rà soát", "Mã hộ", "Xã, phường", "Lý do biến động"],
        rows,
        ..Table::new("poverty_reasons", "Lý do biến động")
    }
}

/// The communes' own reckoning of households.
fn closings(office: &Office) -> Table {
    let mut come = 0;
    let mut lines = vec![[[0i64; 9]; 2]; COMMUNES.len()];
    for household in households(office) {
        let side = |class: Option<&str>| match class {
            Some("Nghèo") => Some(0),
            Some("Cận nghèo") => Some(1),
            _ => None,
        };
        let line = &mut lines[household.commune];
        let (before, after) = (side(household.class(1)), side(household.class(2)));
        if let Some(list) = before {
            line[list][0] += 1;
        }
        if let Some(list) = after {
            line[list][8] += 1;
        }
        match (before, after) {
            (Some(one), Some(other)) if one != other => {
                line[one][1] += 1;
                line[other][4] += 1;
            }
            (Some(list), None) => line[list][if gone(household) { 3 } else { 2 }] += 1,
            (None, Some(list)) => {
                let is_named = household.class(1).is_none() && list == 0;
                come += usize::from(is_named);
                let column = match (is_named, come % 5) {
                    (true, 1) => 5,
                    (true, 2) => 7,
                    _ => 6,
                };
                line[list][column] += 1;
            }
            _ => {}
        }
    }
    let mut rows = Vec::new();
    for (commune, lists) in COMMUNES.iter().zip(lines) {
        for (list, columns) in ["Hộ nghèo", "Hộ cận nghèo"].iter().zip(lists) {
            let mut cells =
                vec![Value::Number(2023), Value::text(commune.name), Value::text(list), Value::text("Hộ")];
            cells.extend(columns.map(Value::Number));
            cells.push(Value::text("Báo cáo kết quả rà soát năm 2023"));
            rows.push(cells);
        }
    }
    Table {
        title: "DIỄN BIẾN HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2023".to_owned(),
        headings: vec![
            "Năm rà soát",
            "Xã, phường",
            "Danh sách",
            "Tính theo",
            "Đầu kỳ",
            "Chuyển sang danh sách kia",
            "Vượt cả hai chuẩn",
            "Khác giảm",
            "Từ danh sách kia sang",
            "Tái nghèo",
            "Phát sinh mới",
            "Khác tăng",
            "Cuối kỳ",
            "Văn bản",
        ],
        rows,
        ..Table::new("poverty_closings", "Diễn biến")
    }
}
