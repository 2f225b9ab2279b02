use crate::lists::{book, run, shown};
use jiff::civil::date;
use office::export;
use office::import::Mode;
use office::permission::Role;
use testkit::{Folder, TestOffice, databases};

const LISTS: [&str; 5] = [
    "
    Năm rà soát | Mã hộ | Họ và tên | Quan hệ với chủ hộ | Phân loại hộ | Nam | Nữ | Số CCCD | Xã, phường | Ấp, khu phố | Dân tộc
    2021 | H1 | Lê Văn Cha | Chủ hộ | Nghèo | 1950 || 072050000001 | Phước Chỉ | Phước Thuận | Kinh
    2021 | H1 | Trần Thị Mẹ | Vợ | Nghèo || 05/1952 || Phước Chỉ | Phước Thuận | Khmer
    2022 | H1 | Lê Văn Cha | Chủ hộ | Thoát nghèo | 1950 || 072050000001 | Phước Chỉ | Phước Thuận
    2022 | H1 | Trần Thị Mẹ | Vợ | Thoát nghèo || 05/1952 || Phước Chỉ | Phước Thuận",
    "
    Năm rà soát | Ngày rà soát | Xã, phường | Tổng số hộ | Tổng số nhân khẩu | Nguồn
    2021 | 14/12/2021 | An Hòa | 4.120 | 15.300 | Báo cáo xã
    2021 | 14/12/2021 | Lộc Hưng | 5.011",
    "
    Số hồ sơ | Họ và tên | Nam | Xã, phường | Diện | Loại | Tỷ lệ | Ngày công nhận | Ngày mất | Cô đơn | Đặc biệt nặng | Danh hiệu | Thâm niên
    LS/1 | Lê Văn Bảy | 1945 | An Hòa | Liệt sĩ ||| 27/7/1980 | 2/2/1968
    TB/1 | Phan Văn Tám | 1948 | An Hòa | Thương binh | Loại B | 81 | 1/5/1985 || x | x
    BB/1 | Võ Văn Mười | 1948 | An Hòa | Bệnh binh || 41-50 | 1/5/1985
    LT/1 | Ngô Văn Xưa | 1920 | An Hòa | Lão thành cách mạng | Thoát ly || 1/5/1985 ||||| 12",
    "
    Số hồ sơ | Họ và tên | Nam | Nữ | Xã, phường | Quan hệ | Ngày quyết định | Thờ cúng | Đang học
    LS/1 | Trần Thị Sáu || 1948 | An Hòa | Vợ | 1/6/1995
    LS/1 | Lê Văn Cháu | 1975 || An Hòa | Cháu | 1/6/2005 | x
    TB/1 | Phan Văn Út | 2004 || An Hòa | Con |||Đại học",
    "
    Năm | Chỉ tiêu | Giá trị | So sánh | Văn bản
    2023 | poverty.rate | 0,5 | Dưới | NQ 12
    2023 | labour.jobs_created | 3.200 | Không dưới",
];

#[test]
fn what_goes_out_comes_in_unchanged() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let folder = Folder::new("export");
        let ctx = office.ctx(Role::Specialist, date(2023, 1, 10));
        let path = book(folder.path(), "all.xlsx", &LISTS);
        let reports = run(&ctx, &[path], Mode::Import).unwrap();
        assert!(reports.iter().all(|r| r.parked + r.refused == 0), "{engine}: {}", shown(&reports));

        for kind in ["residents", "household_totals", "merit_files", "merit_relatives", "targets"] {
            let list = export::list(&ctx, kind).unwrap();
            assert!(!list.rows.is_empty(), "{engine} {kind}");
            for name in ["out.xlsx", "out.csv"] {
                let path = folder.path().join(format!("{kind}-{name}"));
                export::write(&list, &path).unwrap();
                let again = run(&ctx, &[path], Mode::Rehearse).unwrap();
                let report = &again[0];
                assert_eq!(report.kind, Some(kind), "{engine} {name}");
                let unchanged = (report.same, report.read());
                assert_eq!(
                    unchanged,
                    (list.rows.len() as u64, list.rows.len() as u64),
                    "{engine} {name} {}",
                    shown(&again)
                );
            }
        }
        let admin = office.ctx(Role::Administrator, date(2023, 1, 10));
        for kind in ["office", "officers"] {
            let list = export::list(&admin, kind).unwrap();
            let path = folder.path().join(format!("{kind}.xlsx"));
            export::write(&list, &path).unwrap();
            let again = run(&admin, &[path], Mode::Rehearse).unwrap();
            assert_eq!(again[0].same, list.rows.len() as u64, "{engine} {kind} {}", shown(&again));
        }
        assert_eq!(export::list(&ctx, "khác").unwrap_err().code(), "not_found");
    }
}
