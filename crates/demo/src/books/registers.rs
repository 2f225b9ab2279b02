//! The registers: social assistance, files of people with merits, their relatives; and what the year adds.

use crate::assistance::Assisted;
use crate::books::{Book, Naming, PERSON, by_commune, person};
use crate::merit::{MARTYR, MOTHER, MeritFile, WAR_INVALID};
use crate::month::{Month, day_text};
use crate::office::{Office, Payee};
use crate::relatives::Relative;
use crate::sheet::{Table, Value};

pub fn assistance(office: &Office) -> Book {
    let rows = office.assisted.iter().filter(|row| row.added.is_none());
    let rows = rows.map(|row| (office.people.all[row.person].commune, assisted(office, row))).collect();
    Book::new("so-bao-tro-xa-hoi.xlsx", by_commune(&assisted_table(""), rows))
}

fn assisted_table(sheet: &str) -> Table {
    let mut headings = vec!["Mã đối tượng"];
    headings.extend(PERSON);
    headings.extend([
        "Diện",
        "Mức độ khuyết tật",
        "Ngày cấp giấy XNKT",
        "Hộ",
        "Người phụng dưỡng",
        "Tình trạng cha",
        "Tình trạng mẹ",
        "Bị bỏ rơi",
        "Hôn nhân",
        "Con đang nuôi",
        "Chăm sóc",
        "HIV",
        "Lương hưu",
        "Trợ cấp BHXH",
        "Ngày nộp tờ khai",
    ]);
    Table {
        title: "SỔ QUẢN LÝ ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI".to_owned(),
        headings,
        ..Table::new("assistance", sheet)
    }
}

fn assisted(office: &Office, row: &Assisted) -> Vec<Value> {
    let children: Vec<String> =
        row.children.iter().map(|(name, born)| format!("{name}: {}", day_text(*born))).collect();
    let mut cells = vec![Value::owned(office.code(row.person))];
    cells.extend(person(office, row.person, Naming::Full));
    cells.extend([
        Value::text(row.category),
        Value::text(row.degree),
        Value::day(row.certificate),
        Value::text(row.household),
        Value::text(row.support),
        Value::text(row.father),
        Value::text(row.mother),
        Value::mark(row.abandoned),
        Value::text(row.marital),
        Value::owned(children.join("; ")),
        Value::text(row.care),
        Value::mark(row.hiv),
        Value::money(row.pension),
        Value::None,
        Value::day(row.applied),
    ]);
    cells
}

pub fn merit(office: &Office) -> Book {
    let sheet = |name: &str, fits: fn(&MeritFile) -> bool| Table {
        rows: office.files.iter().filter(|f| f.added.is_none() && fits(f)).map(|f| file(office, f)).collect(),
        ..files_table(name)
    };
    let tables = vec![
        sheet("Liệt sĩ", |f| f.category == MARTYR),
        sheet("BMVNAH", |f| f.category == MOTHER),
        sheet("Thương binh", |f| f.category == WAR_INVALID),
        Table {
            front: &["Họ và tên", "Số hồ sơ", "Diện"],
            ..sheet("Diện khác", |f| !matches!(f.category, MARTYR | MOTHER | WAR_INVALID))
        },
    ];
    Book::new("so-nguoi-co-cong.xlsx", tables)
}

fn files_table(sheet: &str) -> Table {
    let mut headings = vec!["Số hồ sơ"];
    headings.extend(PERSON);
    headings.extend([
        "Diện",
        "Loại",
        "Tỷ lệ",
        "Ngày kết luận giám định",
        "Ngày công nhận",
        "Số bằng, giấy chứng nhận",
        "Danh hiệu",
        "Ngày mất",
        "Nơi mất",
        "Thâm niên",
        "Đặc biệt nặng",
        "Cô đơn",
        "Có người phục vụ",
        "Ngày bị thương",
        "Dị dạng, dị tật",
    ]);
    Table {
        title: "SỔ QUẢN LÝ HỒ SƠ NGƯỜI CÓ CÔNG".to_owned(), headings, ..Table::new("merit_files", sheet)
    }
}

fn file(office: &Office, file: &MeritFile) -> Vec<Value> {
    let who = &office.people.all[file.person];
    // The register is of December 2022: it does not know who will die.
    let died = who.died.filter(|_| who.death_reported.is_none());
    let mut cells = vec![Value::text(&file.number)];
    cells.extend(person(office, file.person, Naming::Short));
    cells.extend([
        Value::text(file.category),
        Value::text(file.kind),
        Value::number(file.rate),
        Value::day(file.examined),
        Value::day(file.recognised),
        Value::text(&file.certificate),
        Value::text(file.title),
        Value::day(died),
        Value::text(file.place_of_death),
        Value::number(file.seniority),
        Value::mark(file.severe),
        Value::mark(file.alone),
        Value::mark(file.carer),
        Value::day(file.injured),
        Value::mark(file.malformed),
    ]);
    cells
}

pub fn relatives(office: &Office) -> Book {
    let rows = office.relatives.iter().filter(|r| r.added.is_none()).map(|r| relative(office, r)).collect();
    let table = Table { rows, front: &["Họ và tên", "Nam", "Nữ"], ..relatives_table("Thân nhân") };
    Book::new("so-than-nhan.xlsx", vec![table])
}

fn relatives_table(sheet: &str) -> Table {
    let mut headings = vec!["Số hồ sơ"];
    headings.extend(PERSON);
    headings.extend(["Quan hệ", "Ngày quyết định", "Cô đơn", "Thờ cúng", "Đang học"]);
    headings.extend(["Hình thức", "Điểm chi trả", "Số tài khoản", "Ngân hàng", "Chủ tài khoản"]);
    Table {
        title: "SỔ THÂN NHÂN NGƯỜI CÓ CÔNG".to_owned(),
        headings,
        capitals: true,
        ..Table::new("merit_relatives", sheet)
    }
}

fn relative(office: &Office, row: &Relative) -> Vec<Value> {
    let mut cells = vec![Value::text(&row.file)];
    cells.extend(person(office, row.person, Naming::Full));
    cells.extend([
        Value::text(row.relation),
        Value::Day(row.decided),
        Value::mark(row.alone),
        Value::mark(row.worship),
        Value::mark(row.studying),
    ]);
    // Who is paid each month stands on that list; who worships a martyr is paid once a year.
    let payee = if row.worship { office.payee(row.person) } else { Payee::default() };
    cells.extend([
        Value::text(payee.channel),
        Value::owned(payee.point),
        Value::owned(payee.account),
        Value::text(payee.bank),
        Value::owned(payee.holder),
    ]);
    cells
}

/// What came onto the registers in a month of 2023.
pub fn additions(office: &Office, month: Month) -> Option<Book> {
    let tables = [
        Table {
            rows: office
                .assisted
                .iter()
                .filter(|row| row.added == Some(month))
                .map(|row| assisted(office, row))
                .collect(),
            ..assisted_table("Bảo trợ xã hội")
        },
        Table {
            rows: office.files.iter().filter(|f| f.added == Some(month)).map(|f| file(office, f)).collect(),
            ..files_table("Người có công")
        },
        Table {
            rows: office
                .relatives
                .iter()
                .filter(|r| r.added == Some(month))
                .map(|r| relative(office, r))
                .collect(),
            ..relatives_table("Thân nhân")
        },
    ];
    let tables: Vec<Table> = tables
        .into_iter()
        .filter(|t| !t.rows.is_empty())
        .map(|t| Table { title: format!("{} - BỔ SUNG THÁNG {}", t.title, month.text()), ..t })
        .collect();
    let path = format!("so-bo-sung-2023/bo-sung-{:02}.xlsx", month.number());
    (!tables.is_empty()).then(|| Book::new(&path, tables))
}
