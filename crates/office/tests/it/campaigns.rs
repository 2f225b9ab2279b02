//! Campaigns: lists in, figures and books out, lists out again.

use crate::lists::{book, run, shown};
use jiff::civil::{Date, date};
use office::campaigns;
use office::import::Mode;
use office::permission::Role;
use office::{export, figures};
use serde_json::json;
use testkit::{Folder, TestOffice, databases};

const DAY: Date = date(2023, 12, 20);

const LISTS: [&str; 9] = [
    "
    Năm rà soát | Mã hộ | Họ và tên | Quan hệ với chủ hộ | Phân loại hộ | Nam | Nữ | Số CCCD | Xã, phường
    2022 | H1 | Lê Văn Cha | Chủ hộ | Nghèo | 1950 || 072050000001 | Phước Chỉ",
    "
    Số hồ sơ | Họ và tên | Nam | Xã, phường | Diện | Ngày công nhận | Ngày mất
    LS/1 | Lê Văn Bảy | 1945 | An Hòa | Liệt sĩ | 27/7/1980 | 2/2/1968",
    "
    Số hồ sơ | Họ và tên | Nam | Nữ | Xã, phường | Quan hệ | Ngày quyết định
    LS/1 | Trần Thị Sáu || 1948 | An Hòa | Vợ | 1/6/1995",
    "
    Mã đợt | Dịp | Năm | Tên đợt | Kế hoạch, quyết định | Bắt đầu | Kết thúc
    TET-2023 | TET | 2023 | Tết Quý Mão | KH 1 | 03/01/2023 | 20/01/2023
    TT-2023 | TRUNG-THU | 2023 | Trung thu || 15/09/2023 |
    T6-2023 | 1-6 | 2023 | Tháng hành động || 01/06/2023 |
    LS-2023 | TB-LS-27-7 | 2023 | 27/7 || 20/07/2023 |",
    "
    Mã đợt | Nguồn | Diện nhận quà | Số suất | Mức tiền mặt | Căn cứ mức quà
    TET-2023 | NSTW | Q14 | 2 | 300.000 | QĐ mẫu",
    "
    Hồ sơ liệt sĩ | Năm tặng quà | Vai trò | Họ và tên | Nữ | Xã, phường | Biên bản
    LS/1 | 2023 | Đại diện thân nhân | Trần Thị Sáu | 1948 | An Hòa | BB 1",
    "
    Mã đợt | Ngày họp mặt | Nơi họp mặt | Xã, phường | Nhóm | Nguồn | Số người dự | Kinh phí
    TET-2023 | 10/01/2023 | Hội trường | An Hòa | Người có công | NSX | 40 | 6.000.000",
    "
    Mã đợt | Nguồn | Diện nhận quà | Họ và tên | Nam | Nữ | Số CCCD | Xã, phường | Mã hộ | Tập thể | Hồ sơ liệt sĩ | Số tiền | Hiện vật | Trị giá hiện vật | Tình trạng | Ngày nhận | Lý do
    TET-2023 | NSTW | Q14 | Trần Thị Sáu || 1948 || An Hòa ||||||| Đã nhận | 12/01/2023 |
    TET-2023 | NSTW | Q15 | Trần Thị Sáu || 1948 || An Hòa ||| LS/1 | 300.000 ||| Đã nhận | 12/01/2023 |
    TET-2023 | NSTX | Hộ nghèo | Lê Văn Cha | 1950 || 072050000001 | Phước Chỉ | H1 ||| 200.000 | gạo | 100.000 | Đã nhận | 12/01/2023 |
    TET-2023 | VD-TX | Lực lượng vũ trang | Đồn Mẫu |||| Phước Chỉ || Đồn Mẫu || 1.000.000 ||| Hoàn trả | 15/01/2023 | đã chuyển quân
    TET-2023 | VD-X | Trẻ em | Trần Thị Sáu || 1948 || An Hòa |||| 50.000 ||| Hoàn trả | |
    XXX | VD-X | Trẻ em | Trần Thị Sáu || 1948 || An Hòa |||| 50.000 ||| Đã nhận | 12/01/2023 |",
    "
    Sổ | Mã đợt | Xã, phường | Nhóm | Nguồn | Số lượng | Số tiền | Ngày | Văn bản
    Quà tặng của đợt | TET-2023 | An Hòa | Người có công | NSTW | 10 | 3.000.000 | 12/01/2023 | BC 1
    Quà tặng của đợt | TET-2023 || Công nhân | VD-TX | 5 | 2.500.000 | 12/01/2023 | BC 1
    Họp mặt của đợt | TET-2023 | An Hòa | Người có công | NSX | 100 | 15.000.000 | 12/01/2023 | BC 1
    Tổng kinh phí của đợt | TET-2023 |||| 16 | 25.000.000 | 20/01/2023 | BC 2
    Quà tặng của đợt | TT-2023 | An Hòa | Trẻ em | NSTX | 7 | 490.000 | 27/09/2023 | BC 3
    Quà tặng của đợt | TT-2023 | An Hòa | Trẻ em | NSX | 1 | 800 | 27/09/2023 | BC 3
    Quà tặng của đợt | TT-2023 | An Hòa | Trẻ em | VD-X | 12 | 960.000 | 27/09/2023 | BC 3
    Quà tặng của đợt | T6-2023 | An Hòa | Trẻ em | VD-X | 3 | 600.000 | 01/06/2023 | BC 4
    Quà tặng của đợt | LS-2023 | An Hòa | Người có công | NSTW | 4 | 1.200.000 | 20/07/2023 | BC 5
    Quà tặng của đợt | LS-2023 | An Hòa | Xe ôm | NSTW | 4 | 1.200.000 | 20/07/2023 | BC 5",
];

/// Figure, value, rows of evidence.
const FIGURES: [(&str, i64, usize); 29] = [
    // 2 by name and 8 of the total of 10; 1 household; 5 workers.
    ("tet.gifts", 16, 5),
    ("tet.gifts.merit", 10, 2),
    ("tet.gifts.poor", 1, 1),
    ("tet.gifts.assistance", 0, 0),
    ("tet.gifts.elderly", 0, 0),
    ("tet.gifts.children", 0, 0),
    ("tet.gifts.workers", 5, 1),
    ("tet.gifts.others", 0, 0),
    ("tet.meetings.people", 100, 2),
    ("tet.meetings.amount", 15_000_000, 2),
    // 3.000.000 + 300.000 + 2.500.000 + 15.000.000, and what the sum on paper leaves.
    ("tet.itemised", 20_800_000, 6),
    ("tet.amount", 25_000_000, 7),
    ("tet.unitemised", 4_200_000, 13),
    ("tet.amount.central", 3_000_000, 2),
    ("tet.amount.province", 0, 0),
    ("tet.amount.town", 300_000, 1),
    ("tet.amount.communes", 15_000_000, 2),
    ("tet.amount.mobilised", 2_500_000, 1),
    ("tet.amount.funds", 0, 0),
    ("children.mid_autumn.children", 20, 3),
    ("children.mid_autumn.amount", 1_450_800, 3),
    ("children.mid_autumn.town", 490_000, 1),
    ("children.mid_autumn.communes", 800, 1),
    ("children.mid_autumn.mobilised", 960_000, 1),
    ("children.action_month.gifts", 3, 1),
    ("children.action_month.amount", 600_000, 1),
    ("campaigns.july.gifts", 4, 1),
    ("campaigns.july.amount", 1_200_000, 1),
    ("campaigns.gifts", 43, 6),
];

#[test]
fn names_fill_totals_and_money_reaches_the_books() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let folder = Folder::new("campaigns");
        let ctx = office.ctx(Role::Head, DAY);
        let path = book(folder.path(), "all.xlsx", &LISTS);
        let told = shown(&run(&ctx, &[path], Mode::Import).unwrap());
        assert!(
            told.contains("campaign_gifts: 4 mới, 0 đổi, 0 như cũ, 1 treo, 1 từ chối"),
            "{engine}\n{told}"
        );
        assert!(told.contains("paper_totals: 9 mới, 0 đổi, 0 như cũ, 0 treo, 1 từ chối"), "{engine}\n{told}");
        let all = figures::figures(&ctx, 2023).unwrap();
        for (id, value, rows) in FIGURES {
            let found = all.iter().find(|figure| figure.id == id).unwrap();
            assert_eq!(found.value, json!(value), "{engine} {id}");
            assert_eq!(figures::evidence(&ctx, id, 2023).unwrap().len(), rows, "{engine} {id}");
        }
        let warned: Vec<String> =
            figures::warnings(&ctx, 2023).unwrap().into_iter().map(|(warning, _)| warning.key()).collect();
        let asked = |part: &str| warned.iter().any(|text| text.contains(part));
        assert!(asked("xã, phường chỉ 800 trong khi"), "{engine} {warned:?}");
        assert!(asked("còn 4.200.000 đồng chưa phân rõ"), "{engine} {warned:?}");
        for code in ["TET-2023", "TT-2023"] {
            campaigns::settle(&ctx, code, Some("BC quyết toán")).unwrap();
        }
        let ledger = office::ledger::balances(&office.ctx(Role::Accountant, DAY)).unwrap();
        let of = |account: &str, source: &str| {
            let found = ledger.iter().find(|b| b.account == account && b.source == source);
            found.map_or(0, |balance| balance.amount.0)
        };
        assert_eq!(of("expense/gifts", "central_budget"), 3_000_000, "{engine}");
        assert_eq!(of("expense/meetings", "commune_budget"), 15_000_000, "{engine}");
        assert_eq!(of("expense/unitemised", "unspecified"), 4_200_000, "{engine}");
        assert_eq!(of("expense/gifts", "commune_budget"), 800, "{engine}");
        assert_eq!(of("source/mobilised_office", "mobilised_office"), -2_500_000, "{engine}");
        let problems = office::doctor::run(&office.ctx(Role::Auditor, DAY)).unwrap();
        let problems: Vec<String> =
            problems.into_iter().flat_map(|one| one.problems).map(|one| one.text).collect();
        assert!(problems.is_empty(), "{engine} {problems:?}");
        for kind in [
            "campaigns",
            "campaign_lines",
            "campaign_meetings",
            "campaign_gifts",
            "martyr_representatives",
            "paper_totals",
        ] {
            let list = export::list(&ctx, kind).unwrap();
            let path = folder.path().join(format!("{kind}.xlsx"));
            export::write(&list, &path).unwrap();
            let again = run(&ctx, &[path], Mode::Rehearse).unwrap();
            let unchanged = (again[0].kind, again[0].same, again[0].read());
            let rows = list.rows.len() as u64;
            assert_eq!(unchanged, (Some(kind), rows, rows), "{engine} {}", shown(&again));
        }
    }
}

/// What people enter by hand may break the rules; the doctor says so.
#[test]
fn lists_against_the_rules_are_found() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let folder = Folder::new("campaigns");
        let ctx = office.ctx(Role::Head, DAY);
        let gifts = "
    Mã đợt | Nguồn | Diện nhận quà | Họ và tên | Nữ | Xã, phường | Số tiền | Tình trạng | Ngày nhận
    TET-2023 | NSTW | Q14 | Trần Thị Sáu | 1948 | An Hòa | 300.000 | Đã nhận | 12/01/2023
    TET-2023 | NSTW | Q12 | Trần Thị Sáu | 1948 | An Hòa | 300.000 | Đã nhận | 12/01/2023";
        let totals = "
    Sổ | Mã đợt | Xã, phường | Nhóm | Nguồn | Số lượng | Số tiền | Ngày | Văn bản
    Quà tặng của đợt | TET-2023 | An Hòa | Người có công | NSTW | 1 | 300.000 | 12/01/2023 | BC 1
    Quà tặng của đợt | TET-2024 | An Hòa | Người có công | NSTW | 1 | 300.000 | 12/01/2023 | BC 1";
        let path = book(folder.path(), "all.xlsx", &[LISTS[1], LISTS[2], LISTS[3], gifts, totals]);
        run(&ctx, &[path], Mode::Import).unwrap();
        let problems = office::doctor::run(&office.ctx(Role::Auditor, DAY)).unwrap();
        let problems: Vec<String> =
            problems.into_iter().flat_map(|one| one.problems).map(|one| one.text).collect();
        for part in [
            "một người có hơn một suất",
            "danh sách tên vượt số tổng hợp của đợt TET-2023",
            "1 dòng của đợt “TET-2024” chưa được ghi",
        ] {
            assert!(problems.iter().any(|text| text.contains(part)), "{engine} {part}: {problems:?}");
        }
    }
}
