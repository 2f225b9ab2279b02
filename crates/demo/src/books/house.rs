//! The office itself, its people, and the year's targets.

use crate::books::Book;
use crate::month::ymd;
use crate::names;
use crate::places::COMMUNES;
use crate::sheet::{Table, Value};

pub fn office() -> Book {
    let facts = [
        ("Tên cơ quan", "Phòng Lao động - Thương binh và Xã hội thị xã Trảng Bàng"),
        ("Cơ quan cấp trên", "Ủy ban nhân dân thị xã Trảng Bàng"),
        ("Địa bàn", "712"),
        ("Ký hiệu", "LĐTBXH"),
        ("Địa danh", "Trảng Bàng"),
        ("Tháng mở sổ", "01/2023"),
        ("Ngày nộp báo cáo biến động", "20"),
        ("Lĩnh vực báo cáo biến động", "Người có công; Bảo trợ xã hội"),
    ];
    let mut rows: Vec<Vec<Value>> = facts
        .iter()
        .map(|(item, value)| vec![Value::text(item), Value::text(value), Value::None, Value::None])
        .collect();
    let changed = ymd(2021, 6, 30);
    for (item, before, now) in [
        ("Người ký", "Huỳnh Văn Thới", "Lê Thị Ngọc Ánh"),
        ("Chức vụ người ký", "Trưởng phòng", "Trưởng phòng"),
    ] {
        rows.push(vec![Value::text(item), Value::text(before), Value::None, Value::Day(changed)]);
        rows.push(vec![Value::text(item), Value::text(now), Value::Day(ymd(2021, 7, 1)), Value::None]);
    }
    let facts = Table {
        title: "THÔNG TIN CƠ QUAN".to_owned(),
        headings: vec!["Mục", "Giá trị", "Từ ngày", "Đến ngày"],
        rows,
        ..Table::new("office", "Thông tin cơ quan")
    };
    Book::new("thong-tin-co-quan.xlsx", vec![facts, officers()])
}

fn officers() -> Table {
    let people = [
        ("chuyenvien.btxh", "Nguyễn Thị Kim Thoa", "Chuyên viên", "Bảo trợ xã hội"),
        ("chuyenvien.ncc", "Trần Minh Nhật", "Chuyên viên", "Người có công"),
        ("chuyenvien.giamngheo", "Phan Thị Mỹ Duyên", "Chuyên viên", "Giảm nghèo"),
        ("chuyenvien.laodong", "Đặng Quốc Khánh", "Chuyên viên", "Lao động - việc làm"),
        ("chuyenvien.treem", "Võ Ngọc Trâm", "Chuyên viên", "Trẻ em"),
        ("ketoan", "Huỳnh Thị Thanh Thúy", "Kế toán", ""),
        ("truongphong", "Lê Thị Ngọc Ánh", "Trưởng phòng", ""),
        ("lanhdao", "Cao Hữu Phước", "Lãnh đạo", ""),
        ("quantri", "Lâm Hoàng Vũ", "Quản trị", ""),
        ("kiemtra", "Bùi Thị Thanh Hà", "Kiểm tra", ""),
    ];
    let commune_officers = [
        "Nguyễn Văn Lực",
        "Trương Thị Hạnh",
        "Lê Hoàng Sơn",
        "Phạm Thị Thu Vân",
        "Huỳnh Tấn Lộc",
        "Đỗ Thị Kim Liên",
        "Võ Minh Tâm",
        "Trần Thị Ngọc Bích",
        "Hồ Văn Thiện",
        "Dương Thị Mỹ Lệ",
    ];
    let mut rows: Vec<Vec<Value>> = people
        .iter()
        .map(|(account, name, role, field)| {
            vec![Value::text(account), Value::text(name), Value::text(role), Value::None, Value::text(field)]
        })
        .collect();
    for (commune, name) in COMMUNES.iter().zip(commune_officers) {
        let account = format!("canbo.{}", names::plain(commune.short).replace(' ', ""));
        rows.push(vec![
            Value::owned(account),
            Value::text(name),
            Value::text("Cán bộ xã"),
            Value::text(commune.name),
            Value::None,
        ]);
    }
    Table {
        title: "DANH SÁCH CÁN BỘ".to_owned(),
        headings: vec!["Tài khoản", "Họ và tên", "Vai trò", "Xã, phường", "Lĩnh vực"],
        rows,
        ..Table::new("officers", "Danh sách cán bộ")
    }
}

/// A hundredth of the town's target of jobs.
const JOBS_PER_CENT: i64 = 32;

pub fn targets() -> Book {
    let resolution = "Nghị quyết HĐND thị xã về nhiệm vụ kinh tế - xã hội năm 2023";
    let row = |id: &str, value: &str, compare: &str, commune: &str| {
        vec![
            Value::Number(2023),
            Value::text(id),
            Value::text(value),
            Value::text(compare),
            Value::text(resolution),
            Value::text(commune),
        ]
    };
    // The town's target is split to its communes.
    let jobs = "labour.jobs_created";
    let parts = COMMUNES
        .iter()
        .map(|commune| row(jobs, &(commune.weight * JOBS_PER_CENT).to_string(), "Không dưới", commune.name));
    let town = [row("poverty.target", "1", "Dưới", ""), row(jobs, "3.200", "Không dưới", "")];
    let table = Table {
        title: "CHỈ TIÊU NGHỊ QUYẾT NĂM 2023".to_owned(),
        headings: vec!["Năm", "Chỉ tiêu", "Giá trị", "So sánh", "Văn bản", "Xã, phường"],
        rows: town.into_iter().chain(parts).collect(),
        ..Table::new("targets", "Chỉ tiêu")
    };
    Book::new("chi-tieu-2023.xlsx", vec![table])
}
