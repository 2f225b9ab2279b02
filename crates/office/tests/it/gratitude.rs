//! Graves, remains, houses, care and the gratitude fund: lists in, figures and findings out, on both engines.

use crate::labour::check;
use crate::lists::{book, run, shown};
use domain::movements::HouseState;
use jiff::civil::date;
use law::Vnd;
use office::import::Mode;
use office::movements::{self, HouseStep};
use office::permission::Role;
use office::{doctor, export, figures};
use testkit::{Folder, TestOffice, databases};

const FILES: &str = "
    Số hồ sơ | Họ và tên | Nam | Nữ | Xã, phường | Diện | Ngày công nhận | Ngày mất | Danh hiệu | Tỷ lệ
    LS/1 | Lê Văn Bảy | 1945 || An Hòa | Liệt sĩ | 27/7/1980 | 2/2/1968
    BM/1 | Trần Thị Tám || 1930 | An Hòa | Bà mẹ Việt Nam anh hùng | 1/1/2015 || Phong tặng
    BM/2 | Võ Thị Chín || 1928 | Lộc Hưng | Bà mẹ Việt Nam anh hùng | 1/1/2015 | 3/3/2023 | Phong tặng
    TB/1 | Phan Văn Tám | 1948 || An Hòa | Thương binh | 1/5/1985 ||| 41";

#[test]
fn graves_and_remains() {
    check(
        &[
            FILES,
            "
            Mã nghĩa trang | Tên nghĩa trang | Xã, phường | Số mộ theo thiết kế
            NT01 | Nghĩa trang liệt sĩ thị xã | An Hòa | 2",
            "
            Mã nghĩa trang | Khu | Hàng | Số mộ | Hồ sơ liệt sĩ | Họ và tên | Tình trạng thông tin
            NT01 | A | 1 | 01 | LS/1 | Lê Văn Bảy | Đủ thông tin
            NT01 | A | 1 | 02 ||| Chưa xác định được thông tin
            NT01 | A | 1 | 03 | LS/1 | Lê Văn Bảy | Vô danh
            NT01 | A | 1 | 04 | LS/1 | Nguyễn Văn Lạ | Thiếu
            NT09 | A | 1 | 01 ||| Thiếu thông tin",
            "
            Số sổ quy tập | Công việc | Hồ sơ liệt sĩ | Nơi tìm thấy | Tọa độ | Đơn vị thực hiện | Ngày tìm thấy | Số bộ | Nghĩa trang | Ngày an táng
            QT-1 | Quy tập | LS/1 | Bờ sông Vàm Cỏ | 11,0345; 106,3567 | BCHQS | 1/3/2023 | 2 | NT01 | 26/7/2023
            QT-2 | Quy tập || Rừng tràm || BCHQS | 1/12/2022 || NT01 | 20/12/2022
            QT-3 | Quy tập || Rừng tràm || BCHQS | 1/11/2022 | 5 | NT01 | 10/12/2022
            DC-1 | Di chuyển || Nghĩa trang Tân Biên || BCHQS | 9/9/2023 | 1 | NT01 | 10/9/2023
            TK-1 | Tìm kiếm || Bời Lời || BCHQS
            QT-4 | Quy tập || Bời Lời || BCHQS || 1
            QT-5 | Quy tập || Bời Lời | ven rừng | BCHQS | 1/3/2023",
        ],
        "parked: G5 (Tình trạng thông tin): mộ đã gắn với hồ sơ liệt sĩ thì không phải chưa có thông tin
         parked: E6 (Hồ sơ liệt sĩ): số hồ sơ này trong sổ là của người tên khác
         parked: A7 (Mã nghĩa trang): chưa có nghĩa trang này trong sổ
         refused: G8 (Ngày tìm thấy): phải có ngày tìm thấy hoặc ngày an táng
         refused: E9 (Tọa độ): “ven rừng” không phải tọa độ như 11.0345; 106.3567",
        &[
            ("merit.remains", "3 2 0"),
            ("merit.graves", "2 2 0"),
            ("merit.graves.unidentified", "1 1 0"),
            ("movements.houses.built", "null 0 0"),
        ],
        &[],
    );
}

/// What the doctor finds after lists went in; ids, which a test does not choose, are `#`.
pub fn findings(lists: &[&str], expected: &[&str]) {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let folder = Folder::new("findings");
        let day = date(2023, 12, 20);
        let path = book(folder.path(), "all.xlsx", lists);
        let reports = run(&office.ctx(Role::Head, day), &[path], Mode::Import).unwrap();
        assert!(reports.iter().all(|r| r.parked + r.refused == 0), "{engine} {}", shown(&reports));
        let outcomes = doctor::run(&office.ctx(Role::Auditor, day)).unwrap();
        let told = outcomes.iter().flat_map(|outcome| &outcome.problems).map(|problem| {
            let id =
                |word: &str| word.len() >= 4 && word.bytes().all(|b| b.is_ascii_digit()) && word != "2023";
            let line = format!("{}: {}", problem.place.replace(':', ""), problem.text);
            let words = line.split(' ').map(|word| {
                let bare = word.trim_end_matches(':');
                if id(bare) { word.replace(bare, "#") } else { word.to_owned() }
            });
            words.collect::<Vec<_>>().join(" ")
        });
        assert_eq!(told.collect::<Vec<_>>(), expected, "{engine}");
    }
}

#[test]
fn graves_that_do_not_fit_are_told() {
    findings(
        &[
            FILES,
            "
            Mã nghĩa trang | Tên nghĩa trang | Xã, phường | Số mộ theo thiết kế
            NT01 | Nghĩa trang liệt sĩ thị xã | An Hòa | 2",
            "
            Mã nghĩa trang | Số mộ | Hồ sơ liệt sĩ | Nguồn gốc | Tình trạng thông tin
            NT01 | 01 | LS/1 || Đủ thông tin
            NT01 | 02 | LS/1 | Mộ vọng | Đủ thông tin
            NT01 | 03 | LS/1 | Quy tập | Đủ thông tin",
            "
            Số sổ quy tập | Công việc | Nơi tìm thấy | Đơn vị thực hiện | Ngày tìm thấy | Số bộ | Nghĩa trang
            QT-1 | Quy tập | Bờ sông | BCHQS | 1/3/2023 | 1 | NT-XA",
        ],
        &[
            "graves, người số #: liệt sĩ có 2 phần mộ, không kể mộ vọng",
            "cemeteries NT-XA: có mộ hoặc hài cốt ở nghĩa trang chưa có trong sổ",
            "cemeteries NT01: có 3 phần mộ, thiết kế chỉ 2",
        ],
    );
}

#[test]
fn houses_mothers_and_funds_that_do_not_fit_are_told() {
    findings(
        &[
            FILES,
            "
            Mã nhà | Họ và tên | Nam | Xã, phường | Loại nhà | Hình thức | Số quyết định | Quyết toán | Trạng thái
            N1 | Phan Văn Tám | 1948 | An Hòa | Nhà tình nghĩa | Xây mới | QĐ 1 | 70.000.000 | Đã quyết toán",
            "
            Mã nhà | Nguồn tiền | Số tiền
            N1 | NSTW | 40.000.000",
            "
            Số hồ sơ | Đơn vị phụng dưỡng | Phụng dưỡng từ ngày | Đến ngày
            BM/1 | Công an thị xã | 27/7/2015 | 1/1/2023",
            "
            Cấp quỹ | Thu, chi | Số chứng từ | Ngày | Người nộp, người nhận | Mục thu, chi | Số tiền
            Tỉnh | Chi | 1 | 1/3/2023 | Hộ N1 | Khác | 30.000",
        ],
        &[
            "houses N1: quyết toán 70.000.000 đồng, các nguồn và gia đình cộng lại 40.000.000 đồng",
            "mother_cares, người số #: Bà mẹ Việt Nam anh hùng còn sống chưa có đơn vị phụng dưỡng",
            "fund_entries, cấp province: quỹ chi quá số có 30.000 đồng",
        ],
    );
}

const HOUSES: &str = "
    Mã nhà | Họ và tên | Nam | Xã, phường | Loại nhà | Hình thức | Số quyết định | Mức hỗ trợ | Quyết toán | Gia đình đóng góp | Trạng thái | Ngày duyệt | Ngày bàn giao | Ngày quyết toán
    N1 | Phan Văn Tám | 1948 | An Hòa | Nhà tình nghĩa | Xây mới | QĐ 1 | 40.000.000 | 70.000.000 | 10.000.000 | Đã quyết toán | 1/3/2023 | 20/7/2023 | 1/9/2023
    N2 | Phan Văn Tám | 1948 | An Hòa | Nhà tình nghĩa | Sửa chữa | QĐ 2 | 25.000.000 ||| Đã bàn giao | 1/3/2023 | 14/12/2023
    N3 | Ngô Văn Nghèo | 1970 | An Hòa | Nhà đại đoàn kết | Xây mới | QĐ 3 | 90.000.000 ||| Đã bàn giao | 1/3/2023 | 1/8/2023
    N4 | Phan Văn Tám | 1948 | An Hòa | Nhà tình nghĩa | Xây mới | QĐ 4 | 40.000.000 ||| Đã bàn giao | 1/3/2023 | 15/12/2023
    N5 | Phan Văn Tám | 1948 | An Hòa | Nhà tình nghĩa | Xây mới ||||| Đã duyệt
    N6 | Phan Văn Tám | 1948 | An Hòa | Nhà tình nghĩa | Xây mới | QĐ 6 |||| Đã duyệt || 1/8/2023";

#[test]
fn houses_care_and_fund() {
    check(
        &[
            FILES,
            HOUSES,
            "
            Mã nhà | Nguồn tiền | Đơn vị đóng góp | Số tiền
            N1 | NSTW || 40.000.000
            N1 | Quỹ Đền ơn đáp nghĩa | Quỹ thị xã | 20.000.000
            N2 | Ngân sách trung ương || 20.000.000
            N2 | Vận động | Công ty A | 5.000.000
            N9 | Vận động | Công ty A | 5.000.000",
            "
            Số hồ sơ | Họ và tên | Đơn vị phụng dưỡng | Phụng dưỡng từ ngày | Mức hằng tháng
            BM/1 | Trần Thị Tám | Công an thị xã | 27/7/2015 | 1.000.000
            BM/2 | Võ Thị Chín | Bưu điện | 27/7/2015 | 1.000.000
            BM/2 | Võ Thị Chín | Điện lực | 1/4/2023 | 1.000.000",
            "
            Đối tượng chăm sóc | Mã đối tượng chăm sóc | Ngày | Việc làm | Đơn vị thực hiện | Số lượng
            Bà mẹ VNAH | BM/1 | 24/7/2023 | Thăm hỏi | UBND thị xã
            Nghĩa trang | NT01 | 26/7/2023 | Thăm viếng | UBND thị xã | 300
            Bà mẹ VNAH | BM/7 | 24/7/2023 | Thăm hỏi | UBND thị xã",
            "
            Cấp quỹ | Xã, phường | Thu, chi | Số chứng từ | Ngày | Người nộp, người nhận | Mục thu, chi | Số tiền
            Thị xã || Số dư đầu kỳ | SD | 14/12/2022 | Năm trước | Khác | 100.000.000
            Thị xã || Thu | 1 | 1/2/2023 | Công ty A | Tổ chức đóng góp | 50.000.000
            Thị xã || Chi | 1 | 1/3/2023 | Hộ N1 | Xây nhà tình nghĩa | 30.000.000
            Xã, phường | An Hòa | Thu | 1 | 1/2/2023 | Nhân dân | Cá nhân đóng góp | 5.000.000
            Xã, phường || Thu | 2 | 1/2/2023 | Nhân dân | Cá nhân đóng góp | 5.000.000
            Thị xã || Chi | 2 | 1/3/2023 | Kho bạc | Lãi tiền gửi | 1.000",
        ],
        "refused: G7 (Số quyết định): nhà đã duyệt phải có số quyết định
         refused: K8 (Trạng thái): đã có ngày của bước “Đã bàn giao”, trạng thái phải từ bước đó trở đi
         ngờ: H4 (Mức hỗ trợ): mức theo Mức hỗ trợ sửa chữa, Quyết định 22/2013/QĐ-TTg là 20.000.000 đồng
         parked: A7 (Mã nhà): chưa có nhà này trong sổ
         refused: D5 (Phụng dưỡng từ ngày): Mẹ đã mất trước ngày này
         parked: B5 (Mã đối tượng chăm sóc): không có hồ sơ Bà mẹ Việt Nam anh hùng số này
         refused: B7 (Xã, phường): quỹ cấp xã phải ghi xã, phường
         refused: G8 (Mục thu, chi): không phải mục của chứng từ “Chi”",
        &[
            ("movements.houses.built", "1 1 0"),
            ("movements.houses.repaired", "1 1 0"),
            ("movements.houses.poor", "1 1 0"),
            ("movements.houses.amount", "95000000 5 0"),
            ("movements.mothers_cared", "1 1 0"),
            ("movements.families_visited", "1 1 0"),
            ("movements.graves_cared", "300 1 0"),
            ("movements.fund.received", "55000000 2 0"),
            ("movements.fund.spent", "30000000 1 0"),
            ("movements.fund.balance", "125000000 4 0"),
            ("movements", "6 6 0"),
        ],
        &[],
    );
}

/// Every paper is a transaction of its day; a corrected or withdrawn paper is reversed, and the doctor agrees.
#[test]
fn the_fund_is_booked_paper_by_paper() {
    const HEADINGS: &str = "Cấp quỹ | Thu, chi | Số chứng từ | Ngày | Người nộp, người nhận | Mục thu, chi | Cho hồ sơ, nhà, mộ | Số tiền";
    const FIRST: &str = "
        Thị xã | Số dư đầu kỳ | SD | 14/12/2022 | Năm trước | Khác || 100.000.000
        Thị xã | Thu | PT-1 | 1/2/2023 | Công ty A | Tổ chức đóng góp || 50.000.000
        Thị xã | Chi | PC-1 | 1/3/2023 | Hộ N1 | Xây nhà tình nghĩa | N1 | 30.000.000
        Thị xã | Chi | PC-2 | 1/7/2023 | Người có công | Thăm hỏi, tặng quà | TBLS-2023 | 8.000.000";
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let folder = Folder::new("fund");
        let bring = |name: &str, rows: &str, day: i8| {
            let ctx = office.ctx(Role::Specialist, date(2023, 7, day));
            let path = book(folder.path(), name, &[&format!("{HEADINGS}\n{rows}")]);
            run(&ctx, &[path], Mode::Import).unwrap().remove(0).import.unwrap()
        };
        let books = || {
            let balances =
                office::ledger::balances(&office.ctx(Role::Accountant, date(2023, 7, 30))).unwrap();
            let standing = balances.iter().filter(|balance| !balance.amount.is_zero());
            standing.map(|one| format!("{} {}", one.account, one.amount.0)).collect::<Vec<_>>().join("; ")
        };
        let days = || {
            let all = office::ledger::transactions(&office.ctx(Role::Accountant, date(2023, 7, 30))).unwrap();
            all.iter().map(|one| format!("{} {}", one.kind, one.on)).collect::<Vec<_>>().join("; ")
        };
        let campaign = "
            Mã đợt | Dịp | Năm | Tên đợt | Bắt đầu
            TBLS-2023 | 27/7 | 2023 | Ngày 27/7 | 1/7/2023";
        let ctx = office.ctx(Role::Head, date(2023, 7, 1));
        run(&ctx, &[book(folder.path(), "dot.xlsx", &[campaign])], Mode::Import).unwrap();
        bring("quy.xlsx", FIRST, 2);
        let before = books();
        assert_eq!(
            before,
            "donor/gratitude_fund_district -150000000; expense/house_build 30000000; \
             source/gratitude_fund 8000000; source/gratitude_fund_district 112000000",
            "{engine}"
        );
        let corrected = "Thị xã | Chi | PC-1 | 1/3/2023 | Hộ N1 | Xây nhà tình nghĩa | N1 | 40.000.000";
        let correction = bring("sua.xlsx", corrected, 5);
        assert_eq!(
            books(),
            "donor/gratitude_fund_district -150000000; expense/house_build 40000000; \
             source/gratitude_fund 8000000; source/gratitude_fund_district 102000000",
            "{engine}"
        );
        assert_eq!(
            days(),
            "gratitude_open 2022-12-14; gratitude_receive 2023-02-01; gratitude_pay 2023-03-01; \
             gratitude_pay 2023-03-01; gratitude_pay 2023-07-01; gratitude_reverse 2023-07-05",
            "{engine}"
        );
        office::import::undo(&office.ctx(Role::Specialist, date(2023, 7, 6)), correction).unwrap();
        assert_eq!(books(), before, "{engine}");
        let auditor = office.ctx(Role::Auditor, date(2023, 7, 30));
        let outcomes = doctor::run(&auditor).unwrap();
        let told: Vec<_> = outcomes.iter().flat_map(|outcome| &outcome.problems).collect();
        assert!(told.is_empty(), "{engine} {told:?}");
    }
}

#[test]
fn a_house_goes_on_by_hand() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let folder = Folder::new("house");
        let ctx = office.ctx(Role::Specialist, date(2023, 3, 20));
        let list = "
            Mã nhà | Họ và tên | Nam | Xã, phường | Loại nhà | Hình thức | Trạng thái | Ngày đề nghị
            N1 | Phan Văn Tám | 1948 | An Hòa | Nhà tình nghĩa | Xây mới | Đề nghị | 1/3/2023";
        run(&ctx, &[book(folder.path(), "nha.xlsx", &[list])], Mode::Import).unwrap();
        let step = |to: HouseState, day: i8, decision: Option<&str>| {
            let decision = decision.map(str::to_owned);
            let step = HouseStep { to, on: date(2023, 3, day), decision, final_cost: None };
            movements::advance(&ctx, "N1", &step).map_err(|error| error.code())
        };
        for (to, day, decision, expected) in [
            (HouseState::Approved, 5, Some("QĐ 1"), Err("house_not_next")),
            (HouseState::Surveyed, 5, None, Ok(())),
            (HouseState::Approved, 6, None, Err("house_no_decision")),
            (HouseState::Approved, 4, Some("QĐ 1"), Err("house_before_step")),
            (HouseState::Approved, 6, Some("QĐ 1"), Ok(())),
            (HouseState::Building, 7, None, Ok(())),
            (HouseState::Accepted, 20, None, Ok(())),
            (HouseState::HandedOver, 21, None, Ok(())),
        ] {
            assert_eq!(step(to, day, decision), expected, "{engine} {to:?}");
        }
        let list = export::list(&ctx, "houses").unwrap();
        assert_eq!(list.rows.len(), 1, "{engine}");
        assert_eq!(list.rows[0][19], "Đã bàn giao", "{engine}");
        let head = office.ctx(Role::Head, date(2023, 12, 20));
        let all = figures::figures(&head, 2023).unwrap();
        let built = all.iter().find(|figure| figure.id == "movements.houses.built").unwrap();
        assert_eq!(built.value, serde_json::json!(1), "{engine}");
        let auditor = office.ctx(Role::Auditor, date(2023, 3, 22));
        let settle = HouseStep {
            to: HouseState::Settled,
            on: date(2023, 3, 22),
            decision: None,
            final_cost: Some(Vnd(70_000_000)),
        };
        assert_eq!(movements::advance(&auditor, "N1", &settle).map_err(|e| e.code()), Err("forbidden"));
        assert_eq!(movements::advance(&ctx, "N2", &settle).map_err(|e| e.code()), Err("not_found"));
    }
}

/// Of a list too long to be looked up row by row the files are known all the same.
#[test]
fn a_long_list_of_care_knows_the_files() {
    let row = |day: u8| format!("Bà mẹ VNAH | BM/1 | {day}/7/2023 | Thăm hỏi | UBND thị xã");
    let rows: Vec<String> = (1..=20).map(row).collect();
    let heading = "Đối tượng chăm sóc | Mã đối tượng chăm sóc | Ngày | Việc làm | Đơn vị thực hiện";
    check(&[FILES, &format!("{heading}\n{}", rows.join("\n"))], "", &[], &[]);
}
