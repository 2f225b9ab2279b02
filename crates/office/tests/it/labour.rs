//! Registers of labour: lists in, figures out, on both engines.

use crate::lists::{book, run, shown};
use jiff::civil::{Date, date};
use office::import::Mode;
use office::permission::Role;
use office::{doctor, export, figures};
use testkit::{Folder, TestOffice, databases};

const DAY: Date = date(2023, 12, 20);

/// What the lists lead to: the report of the import where something was set aside, figures of 2023 as
/// `value rows from_totals`, findings of the doctor. Lists that went in whole go out and in again unchanged.
pub fn check(lists: &[&str], set_aside: &str, expect: &[(&str, &str)], findings: &[&str]) {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let folder = Folder::new("labour");
        let head = office.ctx(Role::Head, DAY);
        let path = book(folder.path(), "all.xlsx", lists);
        let reports = run(&head, &[path], Mode::Import).unwrap();
        let told = shown(&reports);
        let aside: Vec<&str> = told
            .lines()
            .map(str::trim)
            .filter(|line| ["parked", "refused", "ngờ"].iter().any(|word| line.starts_with(word)))
            .collect();
        let wanted: Vec<&str> = set_aside.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(aside, wanted, "{engine}\n{told}");
        let all = figures::figures(&head, 2023).unwrap();
        for (id, line) in expect {
            let found = all.iter().find(|figure| figure.id == *id).unwrap();
            let value = found.value.as_str().map_or_else(|| found.value.to_string(), str::to_owned);
            assert_eq!(
                format!("{value} {} {}", found.evidence, found.from_totals),
                *line,
                "{engine} {id} {:#?}",
                figures::evidence(&head, id, 2023).unwrap()
            );
        }
        let outcomes = doctor::run(&office.ctx(Role::Auditor, DAY)).unwrap();
        let problems: Vec<String> = outcomes
            .iter()
            .flat_map(|outcome| &outcome.problems)
            .map(|problem| format!("{}: {}", problem.place, problem.text))
            .collect();
        assert_eq!(problems, findings, "{engine}");
        // Exported targets are the very list that came in.
        for report in reports.iter().filter(|report| report.read() > 0 && report.kind != Some("targets")) {
            let kind = report.kind.unwrap();
            let list = export::list(&head, kind).unwrap();
            let path = folder.path().join(format!("{kind}.csv"));
            export::write(&list, &path).unwrap();
            let again = run(&head, &[path], Mode::Rehearse).unwrap();
            let unchanged = (again[0].kind, again[0].same, again[0].read());
            let rows = list.rows.len() as u64;
            assert_eq!(unchanged, (Some(kind), rows, rows), "{engine} {kind} {}", shown(&again));
        }
    }
}

#[test]
fn attendance_counts_names_and_what_no_name_covers() {
    check(
        &[
            "
            Mã sự kiện | Loại sự kiện | Tên sự kiện | Ngày tổ chức | Kinh phí | Số tờ rơi
            ATVSLĐ-2023 | Tháng hành động về an toàn, vệ sinh lao động | Lễ phát động | 28/4/2023 | 45.000.000 | 1.200
            HN-1 | Hội nghị | Hội nghị người lao động | 2/5/2023",
            "
            Mã sự kiện | Họ và tên | Nam | Nữ | Xã, phường | Dự với tư cách
            ATVSLĐ-2023 | Lê Văn An | 1980 || An Hòa | Người tham dự
            ATVSLĐ-2023 | Trần Thị Bình || 1990 | An Hòa | Người tham dự
            ATVSLĐ-2023 | Võ Văn Châu | 1991 || Lộc Hưng | Người tham dự
            ATVSLĐ-2023 | Võ Văn Út | 2015 || Lộc Hưng | Trẻ em
            HN-1 | Lê Văn An | 1980 || An Hòa | Người tham dự
            KHÔNG-CÓ | Lê Văn An | 1980 || An Hòa | Người tham dự",
            "
            Sổ | Mã đợt | Xã, phường | Số lượng | Ngày | Văn bản
            Người tham dự sự kiện | ATVSLĐ-2023 | An Hòa | 40 | 28/4/2023 | BC 12
            Người tham dự sự kiện | ATVSLĐ-2023 || 270 | 28/4/2023 | BC 12
            Người tham dự sự kiện | HN-1 || 50 | 2/5/2023 | BC 13",
        ],
        "parked: A8 (Mã sự kiện): chưa có sự kiện này trong sổ sự kiện",
        // 3 names, 40 - 2 of An Hòa, 270 - 1 of elsewhere.
        &[("labour.osh_month", "310 5 307")],
        &[],
    );
}

#[test]
fn attendance_that_does_not_fit_is_told() {
    check(
        &[
            "
            Mã sự kiện | Loại sự kiện | Tên sự kiện | Ngày tổ chức
            CN-1 | Tháng công nhân | Lễ phát động | 28/4/2023",
            "
            Mã sự kiện | Họ và tên | Nam | Xã, phường | Dự với tư cách
            CN-1 | Lê Văn An | 1980 | An Hòa | Người tham dự
            CN-1 | Lê Văn Ba | 1981 | An Hòa | Người tham dự",
            "
            Sổ | Mã đợt | Số lượng | Ngày | Văn bản
            Người tham dự sự kiện | CN-1 | 1 | 28/4/2023 | BC 12
            Trẻ em tham dự sự kiện | LẠ | 9 | 28/4/2023 | BC 12",
        ],
        "",
        &[("labour.osh_month", "2 2 0")],
        &[
            "events LẠ: có người hoặc số tổng dự sự kiện chưa có trong sổ",
            "events CN-1: danh sách có 2 người, văn bản chỉ ghi 1",
        ],
    );
}

const PLACEMENTS: &str = "
    Họ và tên | Nam | Nữ | Xã, phường | Kênh việc làm | Việc làm mới | Ngày bắt đầu làm việc | Ngày nghỉ việc | Nước đến
    Lê Văn An | 1990 || An Hòa | Doanh nghiệp trong tỉnh | x | 1/3/2023
    Lê Văn An | 1990 || An Hòa | Đi làm việc ở nước ngoài theo hợp đồng | x | 1/9/2023 || Nhật Bản
    Trần Thị Bình || 1995 | An Hòa | Doanh nghiệp trong tỉnh | x | 5/4/2023 | 6/6/2023
    Võ Văn Châu | 1991 || Lộc Hưng | Doanh nghiệp trong tỉnh | x | 5/4/2023
    Hồ Văn Danh | 1992 || Lộc Hưng | Tự tạo việc làm || 5/4/2023
    Đỗ Văn Cũ | 1993 || Lộc Hưng | Doanh nghiệp trong tỉnh | x | 5/4/2022
    Bùi Văn Lạ | 1994 || Lộc Hưng | Doanh nghiệp trong tỉnh | x | 5/4/2023 || Nhật Bản";

const PLACEMENT_TOTALS: &str = "
    Sổ | Xã, phường | Nhóm | Số lượng | Ngày | Văn bản
    Lao động được tạo việc làm tăng thêm | An Hòa | Doanh nghiệp trong tỉnh | 10 | 14/12/2023 | BC 1
    Lao động được tạo việc làm tăng thêm || Doanh nghiệp trong tỉnh | 20 | 14/12/2023 | BC 2
    Lao động được tạo việc làm tăng thêm || Vay vốn giải quyết việc làm | 5 | 14/12/2023 | BC 2
    Lao động được giải quyết việc làm khác | Lộc Hưng | Tự tạo việc làm | 4 | 14/12/2023 | BC 3
    Lao động được tạo việc làm tăng thêm | An Hòa | Lên cung trăng | 4 | 14/12/2023 | BC 3";

const TARGET: &str = "
    Năm | Chỉ tiêu | Giá trị | So sánh | Văn bản
    2023 | labour.jobs_created | 32 | Không dưới | NQ 1";

const PLACEMENTS_ASIDE: &str = "
    refused: I9 (Nước đến): chỉ ghi khi đi làm việc ở nước ngoài theo hợp đồng
    refused: C7 (Nhóm): “Lên cung trăng” không phải nhóm của sổ này";

#[test]
fn jobs_count_people_once_and_what_no_name_covers() {
    check(
        &[PLACEMENTS, PLACEMENT_TOTALS, TARGET],
        PLACEMENTS_ASIDE,
        &[
            // 3 people; of 10 in An Hòa 2 are named, of 20 elsewhere 1, of 5 loans none.
            ("labour.jobs_created", "35 6 32"),
            ("labour.jobs_created.ratio", "109.38 6 0"),
            ("labour.jobs_created.enterprise", "30 5 27"),
            ("labour.jobs_created.abroad", "0 0 0"),
            ("labour.jobs_created.loan", "5 1 5"),
            ("labour.jobs_created.cooperative", "0 0 0"),
            ("labour.jobs_created.employment_service", "0 0 0"),
            ("labour.jobs_created.after_training", "0 0 0"),
            ("labour.jobs_created.self_employed", "0 0 0"),
            ("labour.jobs_created.out_of_province", "0 0 0"),
            ("labour.jobs_other", "4 2 3"),
            ("labour.jobs_lost", "1 1 0"),
            ("labour.jobs_net", "34 7 0"),
        ],
        &[],
    );
}

#[test]
fn an_office_may_count_every_job() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let folder = Folder::new("jobs");
        let setting = "
            Mục | Giá trị
            Cách đếm việc làm | Mỗi lượt một lần";
        let admin = office.ctx(Role::Administrator, DAY);
        run(&admin, &[book(folder.path(), "office.xlsx", &[setting])], Mode::Import).unwrap();
        let head = office.ctx(Role::Head, DAY);
        let path = book(folder.path(), "all.xlsx", &[PLACEMENTS, PLACEMENT_TOTALS]);
        run(&head, &[path], Mode::Import).unwrap();
        let all = figures::figures(&head, 2023).unwrap();
        let of = |id: &str| all.iter().find(|figure| figure.id == id).unwrap().value.clone();
        assert_eq!(of("labour.jobs_created"), 36, "{engine}");
        assert_eq!(of("labour.jobs_created.abroad"), 1, "{engine}");
        assert_eq!(of("labour.jobs_created.ratio"), serde_json::Value::Null, "{engine}: no target");
    }
}

#[test]
fn employers_report_and_look_for_workers() {
    check(
        &[
            "
            Mã số thuế | Tên đơn vị | Loại hình | Xã, phường | Ngày ngừng hoạt động
            3900000001 | Công ty TNHH May Mặc Thử | Doanh nghiệp ngoài Nhà nước | An Hòa
            3900000002 | Công ty Dệt Thử | Doanh nghiệp FDI | An Tịnh
            3900000003 | Hộ kinh doanh Cũ | Hộ kinh doanh | An Tịnh | 1/2/2022",
            "
            Mã số thuế | Kỳ báo cáo | Ngày báo cáo | Tổng số lao động | Lao động nữ | Nhà quản lý | Vị trí khác
            3900000001 | 2023-1 | 2/6/2023 | 100 | 80 | 5 | 95
            3900000001 | 2023-2 | 2/12/2023 | 110 | 85 | 5 | 105
            3900000002 | 2023-1 | 2/6/2023 | 100 | 180 | 5 | 90
            3900000009 | 2023-2 | 2/6/2023 | 10 | 1 | 5 | 5
            3900000002 | 2023-3 | 2/6/2023 | 10 | 1 | 5 | 5",
            "
            Mã số thuế | Nghề cần tuyển | Ngày đăng | Số lượng tuyển | Lương từ | Lương đến | Hạn tuyển | Đã tuyển
            3900000001 | Thợ vận hành máy | 1/2/2023 | 200 | 6.000.000 | 9.000.000 | 1/4/2023 | 150
            3900000002 | Thợ lắp ráp | 1/2/2023 | 50 ||||
            3900000002 | Thợ lắp ráp | 1/3/2023 | 50 ||| 1/2/2023 | 51",
        ],
        "refused: D5 (Tổng số lao động): số nữ, số trên 35 tuổi hoặc số tham gia BHXH lớn hơn tổng số lao động
         refused: D5 (Tổng số lao động): bốn vị trí việc làm cộng lại khác tổng số lao động
         refused: B7 (Kỳ báo cáo): ghi năm và kỳ 6 tháng, ví dụ 2023-1, 2023-2
         refused: D5 (Số lượng tuyển): số nữ hoặc số đã tuyển lớn hơn số cần tuyển
         refused: D5 (Số lượng tuyển): hạn tuyển trước ngày đăng",
        &[
            ("labour.employers", "2 2 0"),
            ("labour.employers.reporting", "2 2 0"),
            ("labour.vacancies", "250 2 0"),
            ("labour.vacancies.filled", "150 2 0"),
        ],
        &["employers 3900000009: có báo cáo hoặc nhu cầu tuyển dụng của đơn vị chưa có trong sổ"],
    );
}

#[test]
fn the_supply_form_keeps_to_its_branches() {
    check(
        &[
            "
            Năm điều tra | Ngày điều tra | Họ và tên | Nam | Nữ | Xã, phường | Trình độ chuyên môn kỹ thuật | Tình trạng hoạt động kinh tế | Vị thế việc làm | Lý do không tham gia hoạt động kinh tế | Tình trạng thất nghiệp | Thời gian thất nghiệp | Tham gia BHXH | Loại BHXH | Loại hình nơi làm việc | Loại doanh nghiệp | Đối tượng ưu tiên
            2023 | 1/7/2023 | Lê Văn An | 1990 || An Hòa | Sơ cấp | Có việc làm | Làm công ăn lương |||| Có | Bắt buộc | Doanh nghiệp | DN FDI | Người khuyết tật; Dân tộc thiểu số
            2023 | 1/7/2023 | Trần Thị Bình || 1995 | An Hòa | Chưa qua đào tạo | Thất nghiệp ||| Đã từng làm việc | Dưới 3 tháng
            2023 | 1/7/2023 | Võ Thị Châu || 1960 | Lộc Hưng | Đại học | Không tham gia hoạt động kinh tế || Hưu trí
            2023 | 1/7/2023 | Phan Văn Nhỏ | 2/7/2008 || Lộc Hưng | Đại học | Không tham gia hoạt động kinh tế || Đi học
            2023 | 1/7/2023 | Phan Văn Sai | 1980 || Lộc Hưng | Đại học | Thất nghiệp | Tự làm || Đã từng làm việc
            2023 | 1/7/2023 | Phan Văn Quên | 1980 || Lộc Hưng | Đại học | Có việc làm ||||| Không | Tự nguyện | Hợp tác xã | DN FDI
            2023 | 1/7/2023 | Phan Văn Lẫn | 1980 || Lộc Hưng | Đại học | Có việc làm | Tự làm |||||||| Người giàu",
            "
            Sổ | Mã đợt | Xã, phường | Nhóm | Số lượng | Ngày | Văn bản
            Phiếu cung lao động đã thu | 2023 | An Hòa || 50 | 1/8/2023 | BC 1
            Phiếu cung lao động đã thu | 2023 | Lộc Hưng || 30 | 1/8/2023 | BC 1
            Phiếu cung lao động đã nhập | 2023 | An Hòa || 45 | 1/8/2023 | BC 1
            Thông tin thị trường lao động | 2023 | An Hòa | I.2. Số người có việc làm | 40 | 1/8/2023 | BC 1",
        ],
        "refused: dòng 6 (Ngày sinh): chưa đủ 15 tuổi vào ngày điều tra
         refused: I7 (Vị thế việc làm): chỉ ghi cho người có việc làm
         refused: L7 (Thời gian thất nghiệp): người thất nghiệp phải ghi thời gian thất nghiệp
         refused: N8 (Loại BHXH): chỉ ghi khi tham gia BHXH
         refused: P8 (Loại doanh nghiệp): chỉ ghi khi nơi làm việc là doanh nghiệp
         refused: I8 (Vị thế việc làm): người có việc làm phải ghi vị thế việc làm
         refused: Q9 (Đối tượng ưu tiên): “Người giàu” không phải nhóm ưu tiên",
        &[
            ("labour.supply.collected", "80 2 80"),
            ("labour.supply.entered", "46 4 43"),
            ("labour.supply_demand", "57.50 6 0"),
            ("labour.supply.employed", "40 2 39"),
            ("labour.supply.unemployed", "1 1 0"),
            ("labour.supply.inactive", "1 1 0"),
        ],
        &[],
    );
}

#[test]
fn learners_are_supported_once_and_by_their_highest_group() {
    check(
        &[
            "
            Mã chương trình | Tên chương trình
            NS | Ngân sách địa phương",
            "
            Mã lớp | Mã chương trình | Nghề đào tạo | Nhóm nghề | Trình độ đào tạo | Cơ sở đào tạo | Ngày khai giảng
            L1 | NS | May công nghiệp | Phi nông nghiệp | Dưới 3 tháng | Trung tâm GDNN | 1/4/2023
            L2 | NS | Trồng rau | Nông nghiệp | Dưới 3 tháng | Trung tâm GDNN | 1/8/2023",
            "
            Mã lớp | Họ và tên | Nam | Nữ | Xã, phường | Nhóm hỗ trợ | Số ngày học thực tế | Khoảng cách (km) | Tiền ăn | Tiền đi lại | Kết quả học tập | Việc làm sau đào tạo | Văn bản cho học lại
            L1 | Lê Thị An || 1990 | An Hòa | Hộ cận nghèo; Người khuyết tật | 20 | 6 | 600.000 | 300.000 | Đạt | Doanh nghiệp tuyển dụng
            L1 | Trần Thị Bình || 1995 | An Hòa | Lao động nông thôn khác | 20 | 2 ||| Đạt | Chưa có việc làm
            L1 | Võ Thị Châu || 1996 | An Hòa | Hộ nghèo | 20 | 2 | 600.000 | 200.000 | Đạt
            L2 | Lê Thị An || 1990 | An Hòa | Người khuyết tật | 20
            L2 | Trần Thị Bình || 1995 | An Hòa | Lao động nông thôn khác | 20 ||||| Tự tạo việc làm | CV 5/UBND
            L3 | Võ Thị Châu || 1996 | An Hòa | Hộ nghèo | 20",
            "
            Sổ | Mã đợt | Số lượng | Ngày | Văn bản
            Học viên đào tạo nghề | L2 | 25 | 1/8/2023 | QĐ 9",
            "
            Mã lớp | Ngày phát sinh | Loại vướng mắc | Nội dung vướng mắc | Ngày giải quyết | Cách giải quyết
            L1 | 5/4/2023 | Tuyển sinh | Thiếu học viên | 10/4/2023 | Tuyển bổ sung
            L2 | 5/8/2023 | Kinh phí, chi trả hỗ trợ | Chậm cấp kinh phí",
        ],
        "parked: J5 (Tiền đi lại): 200.000 đồng, cao hơn mức tối đa 0 đồng
         parked: A6 (Mã lớp): đã được hỗ trợ học nghề ở lớp L1: mỗi người một lần
         parked: A8 (Mã lớp): chưa có lớp này trong danh sách lớp",
        &[
            ("training.classes", "2 2 0"),
            ("training.learners", "27 4 24"),
            ("training.passed", "2 2 0"),
            ("training.followed", "3 3 0"),
            ("training.employed_after", "2 2 0"),
            ("training.employed_after.rate", "66.67 5 0"),
            ("training.support", "900000 1 0"),
            ("training.problems", "2 2 0"),
            ("training.problems.solved", "1 1 0"),
        ],
        &[],
    );
}

/// Who lost a job may learn again with the commune's paper, as often as the law page says.
#[test]
fn nobody_is_supported_more_often_than_the_page_says() {
    check(
        &[
            "
            Mã chương trình | Tên chương trình
            NS | Ngân sách địa phương",
            "
            Mã lớp | Mã chương trình | Nghề đào tạo | Nhóm nghề | Trình độ đào tạo | Cơ sở đào tạo | Ngày khai giảng
            L1 | NS | May | Phi nông nghiệp | Dưới 3 tháng | Trung tâm | 1/4/2020
            L2 | NS | Hàn | Phi nông nghiệp | Dưới 3 tháng | Trung tâm | 1/4/2021
            L3 | NS | Nấu ăn | Phi nông nghiệp | Dưới 3 tháng | Trung tâm | 1/4/2022
            L4 | NS | Trồng rau | Nông nghiệp | Dưới 3 tháng | Trung tâm | 1/4/2023",
            "
            Mã lớp | Họ và tên | Nam | Xã, phường | Nhóm hỗ trợ | Số ngày học thực tế | Tiền ăn | Văn bản cho học lại
            L1 | Lê Văn An | 1990 | An Hòa | Hộ nghèo | 20 | 600.000
            L2 | Lê Văn An | 1990 | An Hòa | Hộ nghèo | 20 | 600.000 | CV 1
            L3 | Lê Văn An | 1990 | An Hòa | Hộ nghèo | 20 | 600.000 | CV 2
            L4 | Lê Văn An | 1990 | An Hòa | Hộ nghèo | 20 | 600.000 | CV 3",
        ],
        "parked: A6 (Mã lớp): đã được hỗ trợ học nghề 3 lần, nhiều nhất 3 lần (Điều 5 khoản 1, Quyết định 46/2015/QĐ-TTg)",
        &[],
        &[],
    );
}

/// A survey, totals of it, employers with their reports, vacancies.
const MARKET: &[&str] = &[
    "
    Năm điều tra | Ngày điều tra | Họ và tên | Nam | Nữ | Xã, phường | Trình độ chuyên môn kỹ thuật | Tình trạng hoạt động kinh tế | Vị thế việc làm | Tình trạng thất nghiệp | Thời gian thất nghiệp
    2023 | 1/7/2023 | Lê Văn An | 1990 || An Hòa | Sơ cấp | Người có việc làm | Tự làm
    2023 | 1/7/2023 | Lê Thị Ba || 1991 | An Hòa | Đại học | Người thất nghiệp || Đã từng làm việc | Dưới 3 tháng
    2023 | 1/7/2023 | Trần Văn Tư | 1980 || Phước Chỉ | Sơ cấp | Người có việc làm | Tự làm",
    "
    Sổ | Mã đợt | Xã, phường | Nhóm | Số lượng | Ngày | Văn bản
    Thông tin thị trường lao động | 2022 | An Hòa | I.1. Số người từ 15 tuổi trở lên | 8 | 1/7/2022 | BC 1
    Thông tin thị trường lao động | 2023 | Phước Chỉ | I.1. Số người từ 15 tuổi trở lên | 5 | 1/7/2023 | BC 2",
    "
    Mã số thuế | Tên đơn vị | Loại hình | Xã, phường
    3900000001 | Công ty May Thử | Doanh nghiệp ngoài Nhà nước | An Hòa
    3900000002 | Công ty Dệt Thử | Doanh nghiệp FDI | An Tịnh",
    "
    Mã số thuế | Kỳ báo cáo | Ngày báo cáo | Tổng số lao động | Lao động nữ | Nhà quản lý | Vị trí khác
    3900000001 | 2023-1 | 2/6/2023 | 100 | 80 | 5 | 95
    3900000001 | 2023-2 | 2/12/2023 | 110 | 85 | 5 | 105
    3900000002 | 2023-1 | 2/6/2023 | 200 | 90 | 10 | 190",
    "
    Mã số thuế | Nghề cần tuyển | Ngày đăng | Số lượng tuyển
    3900000002 | Thợ điện - điện tử | 1/10/2023 | 7",
];

/// Last year beside this one; of a list and its total the larger; parts of which a short list knows nothing are left
/// out. The employers' reports of a half-year add up by kind of employer.
#[test]
fn the_market_report_and_form_02_are_worked_out() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let folder = Folder::new("market");
        let head = office.ctx(Role::Head, DAY);
        let reports = run(&head, &[book(folder.path(), "all.xlsx", MARKET)], Mode::Import).unwrap();
        assert!(reports.iter().all(|one| one.parked + one.refused == 0), "{engine} {}", shown(&reports));
        assert_eq!(office::labour_market::years(&head).unwrap(), [2023, 2022], "{engine}");
        let told = |count: Option<i64>| count.map_or("-".to_owned(), |count| count.to_string());
        let rows = office::labour_market::table(&head, 2023).unwrap();
        let known = rows.iter().filter(|row| row.before.is_some() || row.now.is_some());
        let lines = known.map(|row| format!("{} {} {}", row.line.label(), told(row.before), told(row.now)));
        assert_eq!(
            lines.collect::<Vec<_>>(),
            [
                "I.1. Số người từ 15 tuổi trở lên 8 7",
                "I.1. Từ 15 tuổi: thành thị - 2",
                "I.1. Từ 15 tuổi: nam - 1",
                "I.1. Từ 15 tuổi: nữ - 1",
                "I.2. Số người có việc làm - 2",
                "I.2. Có việc làm: thành thị - 1",
                "I.2. Có việc làm: nông thôn - 1",
                "I.2. Có việc làm: Sơ cấp - 2",
                "I.2. Vị thế: tự làm - 2",
                "I.3. Số người thất nghiệp - 1",
                "I.3. Thất nghiệp: thành thị - 1",
                "I.3. Thất nghiệp: Đại học - 1",
                "I.3. Thời gian thất nghiệp: dưới 3 tháng - 1",
                "II.1. Số doanh nghiệp, đơn vị sử dụng lao động - 2",
                "II.2. Số lao động đang sử dụng - 310",
                "II.2. Trong đó: nữ - 175",
                "II.2. Vị trí: nhà quản lý - 15",
                "II.2. Vị trí: khác - 295",
                "III. Số lao động cần tuyển - 7",
                "III. Cần tuyển theo loại hình: Doanh nghiệp FDI - 7",
                "III. Cần tuyển theo nghề: Thợ điện - điện tử - 7",
            ],
            "{engine}"
        );
        let form = export::list(&head, "labour_use_totals").unwrap();
        let form: Vec<String> = form.rows.iter().map(|row| row[..5].join(" ")).collect();
        assert_eq!(
            form,
            [
                "2023-1 Doanh nghiệp ngoài Nhà nước 1 100 80",
                "2023-1 Doanh nghiệp FDI 1 200 90",
                "2023-1 Tổng cộng 2 300 170",
                "2023-2 Doanh nghiệp ngoài Nhà nước 1 110 85",
                "2023-2 Tổng cộng 1 110 85",
            ],
            "{engine}"
        );
    }
}
