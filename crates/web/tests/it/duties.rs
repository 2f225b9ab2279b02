//! A day's work of each field over HTTP: files with deadlines, the poverty season, a campaign, gratitude, protection
//! of children, the periodic report.

use crate::site::{Page, Site};
use axum::http::StatusCode;
use domain::ids::UnitId;
use office::Permission;
use office::import::Mode;
use office::import::kinds::KINDS;
use office::permission::{Assignment, Role};
use testkit::Folder;

const SPECIALIST: &str = "chuyenvien";
const HEAD: &str = "truongphong";

/// Lists as text, cells separated by `|`, taken in by the head.
fn bring(site: &Site, lists: &[&str]) {
    let folder = Folder::new("duties");
    for (number, list) in lists.iter().enumerate() {
        let quoted = |cell: &str| format!("\"{}\"", cell.trim());
        let rows = list.trim().lines().map(|line| line.split('|').map(quoted).collect::<Vec<_>>().join(","));
        let path = folder.path().join(format!("{number}.csv"));
        std::fs::write(&path, rows.collect::<Vec<_>>().join("\n")).unwrap();
        let ctx = site.ctx(Role::Head);
        let reports = office::import::import(&ctx, &[path], KINDS, None, Mode::Import, &mut |_| {}).unwrap();
        for report in reports {
            assert_eq!(report.parked + report.refused, 0, "{list}\n{report:?}");
        }
    }
}

fn unit(site: &Site, name: &str) -> UnitId {
    let ctx = site.ctx(Role::Head);
    let all =
        ctx.read(Permission::ReadOffice, |tx| office::offices::communes(tx, ctx.office, ctx.on)).unwrap();
    all.into_iter().find(|unit| unit.name == name).unwrap().id
}

fn told(page: &Page) -> String {
    let cookie = page.cookies.iter().find(|cookie| cookie.starts_with("ansinh_tin="));
    let cookie = cookie.unwrap_or_else(|| panic!("{} {}", page.status, page.body));
    web::address::decode(cookie.split(['=', ';']).nth(1).unwrap())
}

fn has(page: &Page, texts: &[&str]) {
    for text in texts {
        assert!(page.body.contains(text), "{text}\n{} {}", page.status, page.body);
    }
}

#[test]
fn a_file_is_taken_in_stopped_resumed_and_ended() {
    let site = Site::new();
    let empty = site.post(SPECIALIST, "/ho-so/tiep-nhan", &[("viec", "Xin hưởng"), ("nguoi", "khong-co")]);
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(
        &empty,
        &["id=\"loi-loai\"", "id=\"loi-so\"", "id=\"loi-ngay\"", "id=\"loi-nguoi\"", "value=\"Xin hưởng\""],
    );

    let kind = "assistance.allowance.grant";
    has(&site.get(SPECIALIST, "/ho-so/tiep-nhan"), &[kind, "<optgroup label=\"Bảo trợ xã hội\">"]);
    let fields =
        [("loai", kind), ("so", "HS/1"), ("viec", "Xin hưởng"), ("ngay", "18/12/2023"), ("xa", "25708")];
    let done = site.post(SPECIALIST, "/ho-so/tiep-nhan", &fields);
    assert_eq!(
        (done.status, done.location.as_str()),
        (StatusCode::SEE_OTHER, "/ho-so/so/HS%2F1"),
        "{}",
        done.body
    );
    let again = site.post(SPECIALIST, "/ho-so/tiep-nhan", &fields);
    has(&again, &["Đã có hồ sơ số “HS/1”"]);

    let at = "/ho-so/so/HS%2F1";
    has(&site.get(SPECIALIST, at), &["Đang giải quyết", "đang làm", "ngày làm việc"]);
    has(&site.get(SPECIALIST, "/ho-so"), &["HS/1", "Xin hưởng", "Điều 8"]);
    let bad =
        site.post(SPECIALIST, at, &[("viec", "handed_over"), ("ngay", "31/02/2023"), ("ghi-chu", "gấp")]);
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&bad, &["không phải ngày", "value=\"gấp\""]);
    let refused = site.post(SPECIALIST, at, &[("viec", "handed_over"), ("ngay", "20/12/2023")]);
    has(&refused, &["phải ghi nơi nhận"]);

    let stop = [("viec", "stopped"), ("ngay", "20/12/2023"), ("ghi-chu", "thiếu giấy")];
    assert_eq!(told(&site.post(SPECIALIST, at, &stop)), ".Đã ghi.");
    has(&site.get(SPECIALIST, at), &["Tạm dừng chờ bổ sung", "thiếu giấy", "Đã bổ sung đủ"]);
    has(&site.get(SPECIALIST, "/ho-so?phan=tam-dung"), &["HS/1"]);
    site.post(SPECIALIST, at, &[("viec", "resumed"), ("ngay", "26/12/2023")]);
    site.post(SPECIALIST, at, &[("viec", "step_done"), ("ngay", "27/12/2023"), ("van-ban", "BB 1")]);
    let end = [("viec", "concluded"), ("ngay", "28/12/2023"), ("ket-qua", "Giải quyết xong")];
    site.post(SPECIALIST, at, &end);
    has(&site.get(SPECIALIST, at), &["Đã kết thúc", "BB 1", "Mở lại"]);
    assert!(!site.get(SPECIALIST, "/ho-so").body.contains("HS%2F1"), "what is over leaves the list");
    has(&site.get(SPECIALIST, "/ho-so?phan=ket-thuc"), &["HS%2F1"]);

    let narrow = Assignment { role: Role::CommuneOfficer, unit: Some(unit(&site, "An Hòa")), field: None };
    site.officer("canbo.anhoa", &[narrow]);
    assert_eq!(
        site.get("canbo.anhoa", at).status,
        StatusCode::NOT_FOUND,
        "another commune's file is not there"
    );
}

#[test]
fn an_instruction_has_its_owner_and_deadline() {
    let site = Site::new();
    let bad =
        site.post(HEAD, "/nhiem-vu/giao", &[("so", "12/UBND"), ("han", "1/1/2020"), ("ngay", "20/12/2023")]);
    has(&bad, &["hạn trước ngày nhận", "id=\"loi-noi-giao\"", "id=\"loi-nguoi\"", "id=\"loi-viec\""]);
    let fields = [
        ("so", "12/UBND-VX"),
        ("noi-giao", "UBND thị xã"),
        ("nguoi", "Nguyễn Văn Việc"),
        ("viec", "Báo cáo Tết"),
        ("ngay", "20/12/2023"),
        ("han", "22/12/2023"),
    ];
    let done = site.post(HEAD, "/nhiem-vu/giao", &fields);
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    has(
        &site.get(HEAD, "/nhiem-vu"),
        &["12/UBND-VX", "Nguyễn Văn Việc", "22/12/2023", "quá 4 ngày làm việc"],
    );
    let end = [("viec", "concluded"), ("ngay", "28/12/2023"), ("ket-qua", "Giải quyết xong")];
    site.post(HEAD, &done.location, &end);
    has(&site.get(HEAD, "/nhiem-vu?phan=ket-thuc"), &["quá hạn"]);
}

const HOUSEHOLDS: &str = "
    Năm rà soát | Mã hộ | Họ và tên | Quan hệ với chủ hộ | Phân loại hộ | Nam | Nữ | Số CCCD | Xã, phường
    2022 | H1 | Lê Văn Cha | Chủ hộ | Nghèo | 1950 || 072050000001 | Phước Chỉ
    2022 | H2 | Trần Thị Hai | Chủ hộ | Cận nghèo || 1962 || Phước Chỉ";

#[test]
fn a_season_goes_from_its_plan_to_the_certificates() {
    let site = Site::new();
    bring(&site, &[HOUSEHOLDS]);
    has(&site.post(HEAD, "/ra-soat", &[("ky", "năm nay")]), &["ghi năm (2023)", "value=\"năm nay\""]);
    let opened = site.post(HEAD, "/ra-soat", &[("ky", "2023"), ("ke-hoach", "KH 98")]);
    assert_eq!(opened.location, "/ra-soat/ky/2023", "{}", opened.body);
    bring(
        &site,
        &["
        Kỳ rà soát | Mã hộ | Phiếu | Xã, phường | Điểm B1 | Điểm B2
        2023 | H1 | B | Phước Chỉ | 130 | 30
        2023 | H2 | B | Phước Chỉ | 160 | 0"],
    );
    let at = format!("/ra-soat/ky/2023/{}", unit(&site, "Phước Chỉ"));
    has(&site.get(HEAD, "/ra-soat/ky/2023"), &["Xã Phước Chỉ", &at]);
    let waiting = site.get(HEAD, &at);
    has(
        &waiting,
        &["Còn chờ trước khi quyết định", "Lê Văn Cha", "Nghèo", "điểm B1 130", "Thông tư 07/2021"],
    );

    let step = format!("{at}/buoc");
    let bad = site.post(HEAD, &step, &[("buoc", "Họp thôn"), ("ngay", "9/11/2023"), ("du-hop", "ba mươi")]);
    has(&bad, &["không phải là số", "id=\"buoc-loi-nhat-tri\"", "value=\"ba mươi\""]);
    let meet = |agreed: &str| {
        let fields = [("buoc", "Họp thôn"), ("ngay", "9/11/2023"), ("du-hop", "30"), ("nhat-tri", agreed)];
        told(&site.post(HEAD, &step, &fields))
    };
    assert!(meet("3").contains("họp lại"));
    let again = [("buoc", "Họp thôn"), ("ngay", "12/11/2023"), ("du-hop", "30"), ("nhat-tri", "29")];
    assert!(told(&site.post(HEAD, &step, &again)).starts_with(".Đã ghi"));
    site.post(HEAD, &step, &[("buoc", "Niêm yết"), ("ngay", "14/11/2023")]);

    let sign = format!("{at}/quyet-dinh");
    has(&site.post(HEAD, &sign, &[("ngay", "8/12/2023")]), &["id=\"qd-loi-so\""]);
    let early = site.post(HEAD, &sign, &[("so", "201/QĐ-UBND"), ("ngay", "15/11/2023")]);
    has(&early, &["Chưa niêm yết hoặc niêm yết chưa đủ", "value=\"201/QĐ-UBND\""]);
    let done = site.post(HEAD, &sign, &[("so", "201/QĐ-UBND"), ("ngay", "8/12/2023")]);
    assert!(told(&done).contains("1 hộ nghèo"), "{}", told(&done));
    let page = site.get(HEAD, &at);
    has(&page, &["201/QĐ-UBND", "Quyết định công nhận", "Giấy chứng nhận"]);
    let paper = site.get(HEAD, &format!("{at}/giay-to/0/van-ban.docx"));
    assert!(paper.body.starts_with("PK"));
    has(&site.get(HEAD, "/ra-soat/dien-bien/2023"), &["khớp", "Xã Phước Chỉ"]);
    has(&site.get(HEAD, "/ra-soat/bieu/2023?bieu=1"), &["Diễn biến", "Tải mọi biểu"]);
    assert!(site.get(HEAD, "/ra-soat/bieu/2023/tep").body.starts_with("PK"));

    let narrow = Assignment { role: Role::CommuneOfficer, unit: Some(unit(&site, "An Hòa")), field: None };
    site.officer("canbo.anhoa", &[narrow]);
    assert_eq!(site.get("canbo.anhoa", &at).status, StatusCode::NOT_FOUND);
    assert!(!site.get("canbo.anhoa", "/ra-soat/ky/2023").body.contains("Phước Chỉ"));
    assert_eq!(site.get("canbo.anhoa", "/ra-soat/dien-bien/2023").status, StatusCode::FORBIDDEN);
}

#[test]
fn a_campaign_is_listed_handed_over_and_settled() {
    let site = Site::new();
    bring(
        &site,
        &[
            HOUSEHOLDS,
            "
            Mã đợt | Dịp | Năm | Tên đợt | Kế hoạch, quyết định | Bắt đầu | Kết thúc
            TET-2023 | TET | 2023 | Tết Quý Mão | KH 1 | 03/01/2023 | 20/01/2023",
            "
            Mã đợt | Nguồn | Diện nhận quà | Số suất | Mức tiền mặt
            TET-2023 | NSTX | Hộ nghèo | 1 | 500.000
            TET-2023 | NST | Hộ cận nghèo | 1 | 400.000",
        ],
    );
    has(&site.get(HEAD, "/cham-lo"), &["Tết Quý Mão", "chưa quyết toán"]);
    assert!(told(&site.post(HEAD, "/cham-lo/TET-2023/lap", &[])).contains("Đã lập danh sách: 2 suất"));
    let own = site.post(HEAD, "/cham-lo/TET-2023/duyet", &[]);
    assert!(told(&own).contains("Người lập danh sách không tự duyệt"), "{}", told(&own));
    let approved = site.post("lanhdao", "/cham-lo/TET-2023/duyet", &[("van-ban", "DS 1")]);
    assert!(told(&approved).contains("Đã duyệt 2 suất"), "{}", told(&approved));
    let commune = unit(&site, "Phước Chỉ");
    has(&site.get(HEAD, "/cham-lo/TET-2023"), &["Xã Phước Chỉ", "900.000", "ky-nhan"]);
    let list = format!("/cham-lo/TET-2023/danh-sach?xa={commune}");
    let page = site.get(HEAD, &list);
    has(&page, &["Lê Văn Cha", "Trần Thị Hai", "Ghi 2 suất là đã trao"]);
    let body = page.body.replace("&#38;", "&");
    let query = body.split("danh-sach?xa=").find(|part| part.contains("suat=poor#")).unwrap();
    let query = query.split('#').next().unwrap();
    has(&site.get(HEAD, &format!("/cham-lo/TET-2023/danh-sach?xa={query}")), &["Kết quả của Lê Văn Cha"]);
    let record = format!("/cham-lo/TET-2023/ghi?xa={query}");
    let bad = site.post(HEAD, &record, &[("ket-qua", "returned"), ("ngay", "12/01/2023")]);
    has(&bad, &["id=\"mot-loi-ly-do\""]);
    let fields = [("ket-qua", "returned"), ("ngay", "12/01/2023"), ("ly-do", "đi vắng lâu ngày")];
    assert_eq!(told(&site.post(HEAD, &record, &fields)), ".Đã ghi: Hoàn trả.");
    let early = site.post(HEAD, "/cham-lo/TET-2023/quyet-toan", &[("van-ban", "BC 5")]);
    has(&early, &["Còn 1 suất quà chưa ghi kết quả"]);
    let hand = format!("/cham-lo/TET-2023/trao?xa={commune}");
    assert_eq!(told(&site.post(HEAD, &hand, &[("ngay", "12/01/2023")])), ".Đã ghi 1 suất là đã trao.");
    let settled = site.post(HEAD, "/cham-lo/TET-2023/quyet-toan", &[("van-ban", "BC 5")]);
    assert!(told(&settled).contains("quyết toán 2 nguồn"), "{}", told(&settled));
    has(&site.get(HEAD, "/cham-lo/TET-2023"), &["BC 5", "Sổ kế toán của đợt", "500.000"]);
    has(&site.get(HEAD, "/cham-lo?nam=2023"), &["đã quyết toán"]);
    let sign = |file: &str| site.get(HEAD, &format!("/cham-lo/TET-2023/ky-nhan/{commune}/{file}")).body;
    assert!(sign("danh-sach.pdf").starts_with("%PDF") && sign("danh-sach.xlsx").starts_with("PK"));

    let narrow = Assignment { role: Role::CommuneOfficer, unit: Some(unit(&site, "An Hòa")), field: None };
    site.officer("canbo.anhoa", &[narrow]);
    assert!(!site.get("canbo.anhoa", &list).body.contains("Lê Văn Cha"));
    assert_eq!(site.post("canbo.anhoa", "/cham-lo/TET-2023/lap", &[]).status, StatusCode::FORBIDDEN);
}

#[test]
fn a_house_goes_step_by_step_and_the_fund_is_told() {
    let site = Site::new();
    bring(
        &site,
        &[
            "
            Mã nhà | Họ và tên | Nam | Xã, phường | Loại nhà | Hình thức | Trạng thái | Ngày đề nghị | Ngày khảo sát
            TN-1 | Phan Văn Tám | 1948 | An Hòa | Nhà tình nghĩa | Xây mới | Đã khảo sát | 10/01/2023 | 08/02/2023",
            "
            Cấp quỹ | Thu, chi | Số chứng từ | Ngày | Người nộp, người nhận | Mục thu, chi | Số tiền
            Thị xã | Thu | PT-1 | 01/03/2023 | Công ty Mẫu | Tổ chức đóng góp | 90.000.000
            Thị xã | Chi | PC-1 | 01/04/2023 | Phan Văn Tám | Xây nhà tình nghĩa | 40.000.000",
        ],
    );
    has(&site.get(HEAD, "/den-on"), &["TN-1", "Phan Văn Tám", "Đã khảo sát"]);
    let at = "/den-on/nha/TN-1";
    let bad = site.post(HEAD, at, &[("buoc", "approved"), ("ngay", "")]);
    has(&bad, &["id=\"approved-loi-ngay\"", "id=\"approved-loi-quyet-dinh\""]);
    let early = [("buoc", "approved"), ("ngay", "01/01/2023"), ("quyet-dinh", "318/QĐ")];
    has(&site.post(HEAD, at, &early), &["Không ghi được", "value=\"318/QĐ\""]);
    let done = site.post(HEAD, at, &[("buoc", "approved"), ("ngay", "15/03/2023"), ("quyet-dinh", "318/QĐ")]);
    assert_eq!(told(&done), ".Đã ghi: Đã duyệt.");
    has(&site.get(HEAD, at), &["15/03/2023", "318/QĐ", "Đang thi công"]);
    has(&site.get(HEAD, "/den-on/quy"), &["50.000.000", "PT-1", "−40.000.000"]);
    assert_eq!(site.get(HEAD, "/den-on/tho-cung").status, StatusCode::OK);
}

#[test]
fn what_was_told_of_a_child_is_sealed_and_each_reading_is_in_the_journal() {
    let site = Site::new();
    let bad = site.post(SPECIALIST, "/bao-ve-tre-em/tiep-nhan", &[("ngay", "20/12/2023"), ("ten", "Bé Na")]);
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&bad, &["id=\"loi-kenh\"", "id=\"loi-xa\"", "id=\"loi-tinh-trang\"", "value=\"Bé Na\""]);
    let fields = [
        ("ngay", "20/12/2023"),
        ("kenh", "Tổng đài 111"),
        ("xa", "25708"),
        ("khan", "x"),
        ("ten", "Bé Na"),
        ("tinh-trang", "vết bầm ở tay"),
    ];
    let done = site.post(SPECIALIST, "/bao-ve-tre-em/tiep-nhan", &fields);
    let at = "/bao-ve-tre-em/vu/BVTE-2023-001";
    assert_eq!(done.location, at, "{}", done.body);
    let page = site.get(SPECIALIST, at);
    has(&page, &["khẩn cấp", "Mở nội dung", "Tiếp nhận thông tin"]);
    assert!(!page.body.contains("vết bầm") && !page.body.contains("Bé Na"), "closed until it is opened");
    let note = format!("{at}/ghi");
    has(&site.post(SPECIALIST, &note, &[("noi-dung", "")]), &["id=\"ghi-loi-noi-dung\""]);
    assert_eq!(told(&site.post(SPECIALIST, &note, &[("noi-dung", "đã đến nhà")])), ".Đã ghi và mã hóa.");
    let open = site.post(SPECIALIST, &format!("{at}/xem"), &[]);
    has(&open, &["vết bầm ở tay", "Bé Na", "đã đến nhà"]);
    assert_eq!(open.headers.get("cache-control").unwrap(), "no-store");
    let step = format!("{at}/buoc");
    let bad = site.post(SPECIALIST, &step, &[("buoc", "verified"), ("ngay", "1/1/2020")]);
    has(&bad, &["Không ghi được"]);
    let done = site.post(SPECIALIST, &step, &[("buoc", "verified"), ("ngay", "21/12/2023")]);
    assert!(told(&done).starts_with(".Đã ghi bước"));

    // Nowhere else, for nobody else.
    for address in ["/ho-so", "/ho-so?phan=qua-han", "/nguoi?tim=be%20na", "/", "/bao-ve-tre-em"] {
        let page = site.get(HEAD, address);
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert!(!page.body.contains("Bé Na") && !page.body.contains("BVTE"), "{address}");
    }
    assert_eq!(site.get(HEAD, at).status, StatusCode::NOT_FOUND);
    assert_eq!(site.post(HEAD, &format!("{at}/xem"), &[]).status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("ketoan", "/bao-ve-tre-em").status, StatusCode::FORBIDDEN);
    assert_eq!(site.get(SPECIALIST, "/ho-so/so/BVTE-2023-001").status, StatusCode::NOT_FOUND);
    let journal = site.get(HEAD, "/nhat-ky").body;
    assert!(journal.contains("mở nội dung đã mã hóa") && !journal.contains("Bé Na"), "{journal}");
}

#[test]
fn the_periodic_report_is_read_and_its_estimates_are_typed() {
    let site = Site::new();
    has(
        &site.get(HEAD, "/dinh-ky?nam=2023&ky=q2"),
        &["quý II năm 2023", "DOCX", "<option value=\"q2\" selected>"],
    );
    let bad = site.post(HEAD, "/dinh-ky/so-lieu?nam=2023&ky=q2", &[("loai", "uoc"), ("gia-tri", "nhiều")]);
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&bad, &["id=\"uoc-loi-chi-tieu\"", "id=\"uoc-loi-can-cu\"", "value=\"nhiều\""]);
    let fields = [
        ("chi-tieu", "labour.jobs_created"),
        ("loai", "uoc"),
        ("nam-so", "2023"),
        ("gia-tri", "3.300"),
        ("can-cu", "BC nhanh của các xã"),
    ];
    let done = site.post(HEAD, "/dinh-ky/so-lieu?nam=2023&ky=q2", &fields);
    assert_eq!(told(&done), ".Đã ghi ước thực hiện.", "{}", done.body);
    assert_eq!(done.location, "/dinh-ky?nam=2023&ky=q2");
    let file = site.get(HEAD, "/dinh-ky/tep/bao-cao.docx?nam=2023&ky=q2");
    assert!(file.body.starts_with("PK"));
    has(&site.get(HEAD, "/dinh-ky/thi-truong-lao-dong"), &["thị trường lao động", "Chưa có số"]);
    has(&site.get(HEAD, "/chi-tieu?ngay=31/02/2023"), &["không phải một ngày đã qua"]);
}

#[test]
fn the_budget_is_opened_and_the_books_are_examined() {
    let site = Site::new();
    has(
        &site.post("ketoan", "/du-toan/dong?nam=2023", &[("ma", "370-398")]),
        &["id=\"dong-loi-nguon\"", "370-398"],
    );
    let line = [("nguon", "local"), ("ma", "370-398"), ("noi-dung", "Trợ giúp xã hội")];
    assert_eq!(told(&site.post("ketoan", "/du-toan/dong?nam=2023", &line)), ".Đã mở dòng dự toán.");
    let page = site.get("ketoan", "/du-toan?nam=2023");
    let id = page.body.split("id=\"ghi-dong\"").nth(1).unwrap().split("value=\"").nth(2).unwrap();
    let id = id.split('"').next().unwrap();
    let bad =
        site.post("ketoan", "/du-toan/ghi?nam=2023", &[("dong", id), ("loai", "given"), ("tien", "nhiều")]);
    has(&bad, &["không phải là số", "id=\"ghi-loi-ngay\""]);
    let fields = [("dong", id), ("loai", "given"), ("tien", "42.000.000"), ("ngay", "05/01/2023")];
    assert_eq!(site.post("ketoan", "/du-toan/ghi?nam=2023", &fields).status, StatusCode::SEE_OTHER);
    has(&site.get(HEAD, "/du-toan?nam=2023"), &["Trợ giúp xã hội", "42.000.000"]);
    assert_eq!(site.post(HEAD, "/du-toan/ghi?nam=2023", &fields).status, StatusCode::FORBIDDEN);
    let checked = site.post(HEAD, "/kiem-tra", &[]);
    assert_eq!(checked.status, StatusCode::SEE_OTHER);
    has(&site.get(HEAD, "/kiem-tra"), &["lỗi phần mềm", "đúng", "của lần kiểm tra lúc"]);
}
