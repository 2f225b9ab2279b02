//! Lists of money through the importer: last month's list, decisions, what the payer brings back.

use domain::payroll::RunKind;
use domain::{Month, Vnd};
use jiff::civil::{Date, date};
use office::import::kinds::KINDS;
use office::import::{Mode, import};
use office::offices::{OPENING_MONTH, Setting};
use office::payroll::{self, Order};
use office::permission::Role;
use office::{offices, takeover};
use std::collections::BTreeMap;
use testkit::{Folder, TestOffice, databases};

const LIST: &str = "\
DANH SÁCH CHI TRẢ TRỢ CẤP THÁNG 01/2023
Mã đối tượng,Họ và tên,Nam,Nữ,\"Xã, phường\",Chế độ,Diện,Khoản,Chi tiết,Hệ số,Tỷ lệ,Số lượng,Số tiền,Hình thức,Điểm chi trả,Số tài khoản
BT-1,Nguyễn Thị Mẫu,,01/01/1990,Lộc Hưng,Bảo trợ xã hội,Người khuyết tật nặng,Trợ cấp,,\"1,5\",,,540.000,Bưu điện,Bưu cục 1,
BT-2,Trần Bé Mẫu,05/05/2020,,An Tịnh,Bảo trợ xã hội,Người khuyết tật nặng,Trợ cấp,,2,,,720.000,Ngân hàng,,570001
CC-1,Lê Văn Mẫu,05/05/1948,,Lộc Hưng,Người có công,Thương binh,Trợ cấp,,,81,,4.216.000,Bưu điện,Bưu cục 1,
CC-1,Lê Văn Mẫu,05/05/1948,,Lộc Hưng,Người có công,Thương binh,Phụ cấp,đặc biệt nặng,,81,,1.670.000,Bưu điện,Bưu cục 1,
CC-2,Phạm Văn Mẫu,05/05/1950,,Lộc Hưng,Người có công,Bệnh binh,Trợ cấp,,,65,,2.692.000,Bưu điện,Bưu cục 1,
CC-3,Hồ Thị Mẫu,,05/05/1940,Lộc Hưng,Người có công,Liệt sĩ,Tuất,tái giá,,,,1.624.000,Bưu điện,Bưu cục 1,
BT-3,Võ Thị Mẫu,,02/02/1985,Lộc Hưng,Bảo trợ xã hội,Người đơn thân nghèo nuôi con,Theo số con,,1,,2,720.000,Bưu điện,Bưu cục 1,
BT-4,Sai Diện Mẫu,,02/02/1985,Lộc Hưng,Bảo trợ xã hội,Không có diện này,Trợ cấp,,1,,,360.000,Bưu điện,Bưu cục 1,
BT-1,Nguyễn Thị Mẫu,,01/01/1990,Lộc Hưng,Bảo trợ xã hội,Người khuyết tật nặng,Trợ cấp,,\"1,5\",,,550.000,Bưu điện,Bưu cục 1,
Cộng,,,,,,,,,,,,12.182.000,,,
";

const DECISIONS: &str = "\
Số quyết định,Ngày ký,Cơ quan ban hành,Loại quyết định,Họ và tên,Nam,Nữ,\"Xã, phường\",Chế độ,Diện,Khoản,Hệ số,Tỷ lệ,Từ tháng,Mức hưởng,Ngày nhận,Hình thức,Điểm chi trả
7/QĐ,10/01/2023,UBND thị xã,Hưởng,Đinh Thị Mới,,03/03/1942,Lộc Hưng,Bảo trợ xã hội,Người từ đủ 80 tuổi không có lương hưu,Trợ cấp,1,,02/2023,360.000,12/01/2023,Bưu điện,Bưu cục 1
8/QĐ,11/01/2023,Sở LĐTBXH,Điều chỉnh,Phạm Văn Mẫu,05/05/1950,,Lộc Hưng,Người có công,Bệnh binh,Trợ cấp,,75,02/2023,,12/01/2023,,
9/QĐ,11/01/2023,UBND thị xã,Thôi hưởng,Võ Thị Mẫu,,02/02/1985,Lộc Hưng,Bảo trợ xã hội,Người đơn thân nghèo nuôi con,Theo số con,,,02/2023,,12/01/2023,,
10/QĐ,11/01/2023,UBND thị xã,Thôi hưởng,Người Lạ Mẫu,,02/02/1985,Lộc Hưng,Bảo trợ xã hội,Người đơn thân nghèo nuôi con,Theo số con,,,02/2023,,12/01/2023,,
";

/// Imports a text as a CSV file and tells `kind new/changed/same/parked/refused`.
fn read(office: &TestOffice, role: Role, on: Date, name: &str, text: &str) -> Vec<String> {
    let folder = Folder::new("lists");
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    let reports = import(&office.ctx(role, on), &[path], KINDS, None, Mode::Import, &mut |_| {}).unwrap();
    let told = reports.iter().map(|r| {
        let kind = r.kind.unwrap_or("?");
        let problems: Vec<String> = r
            .problems
            .iter()
            .map(|(row, p)| format!("{row} {}", p.column.clone().unwrap_or_default()))
            .collect();
        format!(
            "{kind} {}/{}/{}/{}/{} {}",
            r.new,
            r.changed,
            r.same,
            r.parked,
            r.refused,
            problems.join(", ")
        )
    });
    told.collect()
}

/// The sums of the newest monthly list by name.
fn list(office: &TestOffice, on: Date, month: &str) -> BTreeMap<String, i64> {
    let ctx = office.ctx(Role::Accountant, on);
    let run = payroll::find(&ctx, RunKind::Monthly, Month::parse(month).unwrap()).unwrap();
    let view = payroll::view(&ctx, run.id).unwrap();
    let mut sums = BTreeMap::new();
    for payment in &view.payments {
        *sums.entry(view.names[&payment.person].clone()).or_insert(0) += payment.amount().0;
    }
    sums
}

fn sums(expected: &[(&str, i64)]) -> BTreeMap<String, i64> {
    expected.iter().map(|(name, sum)| ((*name).to_owned(), *sum)).collect()
}

#[test]
fn a_month_goes_through_workbooks() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let on = date(2023, 1, 15);
        let opening = Setting { item: OPENING_MONTH, value: "2023-02", from: None, until: None };
        offices::set(&office.ctx(Role::Administrator, on), opening).unwrap();

        let told = read(&office, Role::Head, on, "chi-tra.csv", LIST);
        assert_eq!(told, ["paid_list 7/0/0/1/1 10 Diện, 11 Số tiền"], "{engine}");
        let told = read(&office, Role::Head, on, "lai.csv", &LIST.replace("12.182.000", "12.182.001"));
        assert_eq!(told, ["paid_list 0/0/7/1/1 10 Diện, 11 Số tiền"], "{engine}");
        let table = takeover::table(&office.ctx(Role::Accountant, on)).unwrap();
        let listed: Vnd = table.iter().map(|view| view.row.listed).sum();
        assert_eq!((table.len(), listed), (7, Vnd(12_182_000)), "{engine}");

        let order = Order::one_month(RunKind::Monthly, Month::parse("2023-02").unwrap());
        payroll::prepare(&office.ctx(Role::Specialist, on), order).unwrap();
        let before = [
            ("Nguyễn Thị Mẫu", 540_000),
            ("Trần Bé Mẫu", 720_000),
            ("Lê Văn Mẫu", 5_886_000),
            ("Phạm Văn Mẫu", 2_692_000),
            ("Hồ Thị Mẫu", 1_624_000),
        ];
        assert_eq!(
            list(&office, on, "2023-02"),
            sums(&[&before[..], &[("Võ Thị Mẫu", 720_000)]].concat()),
            "{engine}"
        );

        let told = read(&office, Role::Head, on, "qd.csv", DECISIONS);
        assert_eq!(told, ["decisions 3/0/0/1/0 5 Loại quyết định"], "{engine}");
        let again = DECISIONS.replace("Số quyết định,", "SỐ QUYẾT ĐỊNH,");
        let told = read(&office, Role::Head, on, "qd-lai.csv", &again);
        assert_eq!(told, ["decisions 0/0/3/1/0 5 Loại quyết định"], "{engine}");
        let prepared = payroll::prepare(&office.ctx(Role::Specialist, on), order).unwrap();
        let after = [&before[..3], &before[4..], &[("Phạm Văn Mẫu", 3_103_000), ("Đinh Thị Mới", 360_000)]];
        assert_eq!(list(&office, on, "2023-02"), sums(&after.concat()), "{engine}");

        payroll::check(&office.ctx(Role::Accountant, on), prepared.run).unwrap();
        payroll::approve(&office.ctx(Role::Head, on), prepared.run, None).unwrap();
        payroll::send(&office.ctx(Role::Accountant, on), prepared.run).unwrap();
        results(&office, engine);
    }
}

/// The payer's file: exceptions first, then totals that agree; twice.
fn results(office: &TestOffice, engine: &str) {
    let on = date(2023, 2, 15);
    let ctx = office.ctx(Role::Accountant, on);
    let run = payroll::find(&ctx, RunKind::Monthly, Month::parse("2023-02").unwrap()).unwrap().id;
    let view = payroll::view(&ctx, run).unwrap();
    let away = view.payments.iter().find(|p| view.names[&p.person] == "Nguyễn Thị Mẫu").unwrap();
    let unpaid = format!(
        "Kỳ chi trả,Họ và tên,Mã chi trả,Số tiền,Lý do\n02/2023,Nguyễn Thị Mẫu,{},540.000,đi vắng\n\
         02/2023,Nguyễn Thị Mẫu,{},540.001,đi vắng\n02/2023,Nguyễn Thị Mẫu,999,540.000,đi vắng\n",
        away.number, away.number
    );
    let told = read(office, Role::Accountant, on, "chua-chi.csv", &unpaid);
    assert_eq!(told, ["payment_results 1/0/0/2/0 3 Số tiền, 4 Mã chi trả"], "{engine}");

    let heads =
        "Kỳ chi trả,Nguồn,\"Xã, phường\",Số người nhận,Số tiền đã chi,Số người chưa nhận,Số tiền chưa chi";
    let rows = |central: &str| {
        format!(
            "{heads}\n02/2023,Ngân sách trung ương,Lộc Hưng,3,{central},0,0\n\
             02/2023,Ngân sách địa phương,Lộc Hưng,1,360.000,1,540.000\n\
             02/2023,Ngân sách địa phương,An Tịnh,1,720.000,0,0\n"
        )
    };
    let told = read(office, Role::Accountant, on, "tong.csv", &rows("10.613.001"));
    assert_eq!(told.len(), 1, "{engine}");
    assert!(told[0].starts_with("payment_totals 0/0/0/3/0"), "{engine} {told:?}");
    let told = read(office, Role::Accountant, on, "tong-2.csv", &rows("10.613.000"));
    assert_eq!(told, ["payment_totals 3/0/0/0/0 "], "{engine}");
    payroll::reconcile(&ctx, run).unwrap();
    payroll::close(&ctx, run).unwrap();
    let faults = office::doctor::run(&office.ctx(Role::Auditor, on)).unwrap();
    let faults: Vec<_> = faults.into_iter().flat_map(|outcome| outcome.problems).collect();
    assert_eq!(faults, [], "{engine}");
}

const HEADS: &str = "\
Mã đối tượng,Họ và tên,Nam,Nữ,\"Xã, phường\",Chế độ,Diện,Khoản,Hệ số,Tỷ lệ,Hồ sơ liệt sĩ,Số tiền,Hình thức,Điểm chi trả";

const ASSISTED: &str = "\
Mã đối tượng,Họ và tên,Nam,Nữ,\"Xã, phường\",Diện,Mức độ khuyết tật,Ngày cấp giấy XNKT,Hộ,Ngày nộp tờ khai
BT-1,Nguyễn Thị Mẫu,,01/01/1968,Lộc Hưng,Người khuyết tật nặng,Nặng,05/01/2015,Khác,05/01/2015
BT-2,Trần Văn Mẫu,02/02/1988,,Lộc Hưng,Người khuyết tật nặng,Nặng,05/01/2015,Khác,05/01/2015
";

const FILES: &str = "\
Số hồ sơ,Họ và tên,Nam,Nữ,\"Xã, phường\",Diện,Tỷ lệ,Ngày kết luận giám định,Ngày công nhận,Ngày bị thương,Ngày mất,Có người phục vụ
TB/1,Lê Văn Mẫu,05/05/1948,,Lộc Hưng,Thương binh,85,01/02/1990,01/05/1990,01/01/1972,,x
LS/1,Phạm Văn Mẫu,05/05/1950,,Lộc Hưng,Liệt sĩ,,,27/07/1980,,02/02/1972,
";

const RELATIVES: &str = "\
Số hồ sơ,Họ và tên,Nam,Nữ,\"Xã, phường\",Quan hệ,Ngày quyết định,Cô đơn
LS/1,Hồ Thị Mẫu,,05/05/1930,Lộc Hưng,Mẹ đẻ,01/06/1995,x
";

/// An office of February 2023 with its registers and January's list: one coefficient is not that of the age.
fn taken_over(office: &TestOffice, on: Date) -> Vec<String> {
    let opening = Setting { item: OPENING_MONTH, value: "2023-02", from: None, until: None };
    offices::set(&office.ctx(Role::Administrator, on), opening).unwrap();
    for (name, text) in [("bt.csv", ASSISTED), ("ncc.csv", FILES), ("tn.csv", RELATIVES)] {
        let told = read(office, Role::Head, on, name, text);
        assert!(told[0].ends_with("/0/0/0/0 "), "{told:?}");
    }
    let list = format!(
        "DANH SÁCH CHI TRẢ TRỢ CẤP THÁNG 01/2023\n{HEADS}
BT-1,Nguyễn Thị Mẫu,,01/01/1968,Lộc Hưng,Bảo trợ xã hội,Người khuyết tật nặng,Trợ cấp,2,,,720.000,Bưu điện,Bưu cục 1
BT-2,Trần Văn Mẫu,02/02/1988,,Lộc Hưng,Bảo trợ xã hội,Người khuyết tật nặng,Trợ cấp,\"1,5\",,,540.000,Bưu điện,Bưu cục 1
TB/1,Lê Văn Mẫu,05/05/1948,,Lộc Hưng,Người có công,Thương binh,Người phục vụ,,85,,1.624.000,Bưu điện,Bưu cục 1
TN-1,Hồ Thị Mẫu,,05/05/1930,Lộc Hưng,Người có công,Liệt sĩ,Tuất nuôi dưỡng,,,LS/1,1.299.000,Bưu điện,Bưu cục 1
BT-9,Sai Diện Mẫu,,02/02/1985,Lộc Hưng,Bảo trợ xã hội,Không có diện này,Trợ cấp,1,,,360.000,Bưu điện,Bưu cục 1
"
    );
    read(office, Role::Head, on, "chi-tra.csv", &list)
}

#[test]
fn a_wrong_coefficient_is_taken_over_as_listed_and_undated_statements_hold_then() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let on = date(2023, 1, 15);
        assert_eq!(taken_over(&office, on), ["paid_list 4/0/0/0/1 7 Diện"], "{engine}");
        let table = takeover::table(&office.ctx(Role::Accountant, on)).unwrap();
        let mut told: Vec<_> = table
            .iter()
            .map(|view| (view.row.listed.0, view.row.engine.map(|sum| sum.0), view.row.finding.as_str()))
            .collect();
        told.sort_unstable();
        assert_eq!(
            told,
            [
                (540_000, Some(540_000), "same"),
                (720_000, Some(540_000), "differs"),
                (1_299_000, Some(1_299_000), "same"),
                (1_624_000, Some(1_624_000), "same"),
            ],
            "{engine}"
        );
        let differs = table.iter().find(|view| view.row.finding == "differs").unwrap();
        assert!(differs.row.reason.as_deref().is_some_and(|reason| reason.contains("Khuyết tật nặng")));
        let order = Order::one_month(RunKind::Monthly, Month::parse("2023-02").unwrap());
        payroll::prepare(&office.ctx(Role::Specialist, on), order).unwrap();
        let paid = [
            ("Nguyễn Thị Mẫu", 720_000),
            ("Trần Văn Mẫu", 540_000),
            ("Lê Văn Mẫu", 1_624_000),
            ("Hồ Thị Mẫu", 1_299_000),
        ];
        assert_eq!(list(&office, on, "2023-02"), sums(&paid), "{engine}");
    }
}

#[test]
fn a_change_grants_what_it_adds_in_another_scheme() {
    const RAISED: &str = "\
Số quyết định,Ngày ký,Cơ quan ban hành,Loại quyết định,Họ và tên,Nam,Nữ,\"Xã, phường\",Chế độ,Diện,Khoản,Hệ số,Từ tháng
7/QĐ,10/01/2023,UBND thị xã,Điều chỉnh,Trần Văn Mẫu,02/02/1988,,Lộc Hưng,Hỗ trợ chăm sóc,Hộ chăm sóc người khuyết tật đặc biệt nặng,Chăm sóc,1,02/2023
7/QĐ,10/01/2023,UBND thị xã,Điều chỉnh,Trần Văn Mẫu,02/02/1988,,Lộc Hưng,Bảo trợ xã hội,Người khuyết tật đặc biệt nặng,Trợ cấp,2,02/2023
8/QĐ,10/01/2023,UBND thị xã,Điều chỉnh,Nguyễn Thị Mẫu,,01/01/1968,Lộc Hưng,Hỗ trợ chăm sóc,Hộ chăm sóc người khuyết tật đặc biệt nặng,Chăm sóc,1,02/2023
";
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let on = date(2023, 1, 15);
        taken_over(&office, on);
        let told = read(&office, Role::Head, on, "qd.csv", RAISED);
        assert_eq!(told, ["decisions 2/0/0/1/0 4 Loại quyết định"], "{engine}");
        let again = RAISED.replace("Số quyết định,", "SỐ QUYẾT ĐỊNH,");
        let told = read(&office, Role::Head, on, "qd-lai.csv", &again);
        assert_eq!(told, ["decisions 0/0/2/1/0 4 Loại quyết định"], "{engine}");
        let order = Order::one_month(RunKind::Monthly, Month::parse("2023-02").unwrap());
        payroll::prepare(&office.ctx(Role::Specialist, on), order).unwrap();
        let paid = list(&office, on, "2023-02");
        assert_eq!((paid["Trần Văn Mẫu"], paid["Nguyễn Thị Mẫu"]), (1_080_000, 720_000), "{engine}");
    }
}

/// A rate that no row of the table has: an old list may pay it all the same.
const NO_ROW: &str = "\
Mã đối tượng,Họ và tên,Nam,Nữ,\"Xã, phường\",Chế độ,Diện,Khoản,Tỷ lệ,Hệ số,Số tiền,Hình thức,Điểm chi trả
CC-9,Phạm Văn Lẻ,05/05/1950,,Lộc Hưng,Người có công,Bệnh binh,Trợ cấp,35,,1.234.000,Bưu điện,Bưu cục 1
BT-9,Lê Thị Chẵn,,05/05/1990,Lộc Hưng,Bảo trợ xã hội,Người khuyết tật nặng,Trợ cấp,,\"1,5\",540.000,Bưu điện,Bưu cục 1
";

#[test]
fn a_line_of_no_row_is_taken_over_as_listed_and_told() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let on = date(2023, 1, 15);
        let opening = Setting { item: OPENING_MONTH, value: "2023-02", from: None, until: None };
        offices::set(&office.ctx(Role::Administrator, on), opening).unwrap();
        let told = read(&office, Role::Head, on, "chi-tra.csv", NO_ROW);
        assert_eq!(told, ["paid_list 2/0/0/0/0 "], "{engine}");
        let table = takeover::table(&office.ctx(Role::Accountant, on)).unwrap();
        let odd = table.iter().find(|view| view.row.listed == Vnd(1_234_000)).unwrap();
        assert_eq!((odd.row.finding.as_str(), odd.row.engine), ("differs", None), "{engine}");
        assert!(
            odd.row.reason.as_deref().unwrap().contains("danh sách cũ"),
            "{engine}: {:?}",
            odd.row.reason
        );
        let order = Order::one_month(RunKind::Monthly, Month::parse("2023-02").unwrap());
        payroll::prepare(&office.ctx(Role::Specialist, on), order).unwrap();
        let expected = sums(&[("Phạm Văn Lẻ", 1_234_000), ("Lê Thị Chẵn", 540_000)]);
        assert_eq!(list(&office, on, "2023-02"), expected, "{engine}");

        // The register goes out with the category in which each person draws, and comes back unchanged.
        let head = office.ctx(Role::Head, on);
        let register = office::export::list(&head, "assistance").unwrap();
        let names: Vec<&str> = register.rows.iter().map(|row| row[1].as_str()).collect();
        assert_eq!(names, ["Lê Thị Chẵn"], "{engine}");
        let folder = Folder::new("lists");
        let path = folder.path().join("so.csv");
        office::export::write(&register, &path).unwrap();
        let again = import(&head, &[path], KINDS, None, Mode::Rehearse, &mut |_| {}).unwrap();
        assert_eq!((again[0].kind, again[0].same, again[0].read()), (Some("assistance"), 1, 1), "{engine}");
    }
}
