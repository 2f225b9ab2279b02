//! What officers do in a real browser: from the intake to the first payment, a month closed by several people, the
//! poverty season, the Tết campaign, the year's report; once by keyboard alone and without script.

use crate::browser::Browser;
use crate::site::{PASSWORD, Site};
use office::import::entry::{self, Entered};
use office::import::headings::Input;
use office::import::kinds::KINDS;
use office::offices::{self, Setting};
use office::permission::Role;
use std::time::Duration;

const TAB: char = '\u{E004}';
const ENTER: char = '\u{E007}';

/// An office, a browser in front of it, and an officer who has signed in.
struct Desk {
    site: Site,
    browser: Browser,
    address: String,
}

impl Desk {
    fn open() -> Option<Desk> {
        let browser = Browser::start(1280, 900)?;
        let site = Site::new();
        let address = site.listen();
        Some(Desk { site, browser, address })
    }

    /// The next officer sits down: the one before has left.
    fn sits(&self, account: &str) {
        self.site.session(account);
        self.go("/dang-nhap");
        self.browser.forget();
        self.go("/dang-nhap");
        self.browser.fill("#account", account);
        self.browser.fill("#password", PASSWORD);
        self.browser.click("main form button");
        self.arrive("/");
    }

    fn go(&self, path: &str) {
        self.browser.open(&format!("{}{path}", self.address));
    }

    fn until(&self, what: &str, is_so: impl Fn() -> bool) {
        for _ in 0..400 {
            if is_so() {
                return;
            }
            std::thread::park_timeout(Duration::from_millis(25));
        }
        let told = self.browser.run("return (document.querySelector('main') || document.body).innerText;");
        panic!("{what}: at {}\n{}", self.browser.url(), told.as_str().unwrap_or_default());
    }

    /// Waits until the browser is at an address that ends so.
    fn arrive(&self, ending: &str) {
        self.until(&format!("arriving at {ending}"), || {
            self.browser.url().ends_with(ending)
                && self.browser.run("return document.readyState;") == "complete"
        });
    }

    /// Waits until the page says so.
    fn reads(&self, text: &str) {
        let script = format!(
            "return document.readyState === 'complete' && document.body.innerText.includes({});",
            serde_json::Value::from(text)
        );
        self.until(&format!("reading “{text}”"), || self.browser.run(&script) == true);
    }

    fn click(&self, selector: &str) {
        self.browser.click(selector);
    }

    /// The button that says so.
    fn press(&self, label: &str) {
        let script = format!(
            "const found = [...document.querySelectorAll('main button')].find(b => b.textContent.trim() === {}); \
             if (found) found.setAttribute('data-chon', '1'); return Boolean(found);",
            serde_json::Value::from(label)
        );
        self.until(&format!("the button {label}"), || self.browser.run(&script) == true);
        self.click("[data-chon]");
    }

    /// One line of a register through its form.
    fn record(&self, kind: &str, cells: &[(&str, &str)]) {
        self.go(&format!("/so/{kind}/moi"));
        self.reads("Thêm một dòng");
        let columns = KINDS.iter().find(|known| known.id == kind).unwrap().columns;
        let is_asked = |title: &str| columns.iter().any(|column| column.name == title);
        let cells = cells.iter().flat_map(|(title, value)| match *title {
            // A form asks for the day and for the sex.
            "Nam" | "Nữ" if is_asked("Giới tính") => vec![("Ngày sinh", *value), ("Giới tính", *title)],
            _ => vec![(*title, *value)],
        });
        for (title, value) in cells {
            let at = columns.iter().position(|column| column.name == title);
            let at = at.unwrap_or_else(|| panic!("{kind} has no {title}"));
            match columns[at].input {
                Input::Choice(_) | Input::Commune => {
                    self.click(&format!("#c{at} option[value='{value}']"));
                }
                _ => self.browser.type_in(&format!("#c{at}"), value),
            }
        }
        self.press("Ghi");
        self.reads("Đã ghi một dòng mới.");
    }

    fn commune(&self) -> String {
        self.first_commune().1
    }

    /// Its number and its code.
    fn first_commune(&self) -> (domain::ids::UnitId, String) {
        let ctx = self.site.ctx(Role::Head);
        let found = ctx.read(office::Permission::ReadOffice, |tx| offices::communes(tx, ctx.office, ctx.on));
        let found = found.unwrap();
        (found[0].id, found[0].code.clone())
    }

    /// Opens every part of the page that is folded, with a click on its line.
    fn unfold(&self) {
        const FOLDED: &str = "main details:not([open]) > summary";
        self.reads("");
        for _ in 0..self.browser.count(FOLDED) {
            self.click(FOLDED);
        }
    }

    /// The books begin in that month.
    fn opening(&self, month: &str) {
        let setting = Setting { item: offices::OPENING_MONTH, value: month, from: None, until: None };
        offices::set(&self.site.ctx(Role::Administrator), setting).unwrap();
    }

    /// What another officer has recorded before.
    fn known(&self, kind: &str, cells: &[(&str, &str)]) {
        let cells: Vec<_> =
            cells.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let entered = entry::enter(&self.site.ctx(Role::Head), kind, &cells).unwrap();
        assert!(matches!(entered, Entered::Done(..)), "{kind} {cells:?}: {entered:?}");
    }

    fn sound(&self) {
        let wrong = self.browser.axe();
        assert!(wrong.is_empty(), "{}: {wrong:?}", self.browser.url());
    }
}

const HOA: &[(&str, &str)] = &[("Họ và tên", "Nguyễn Thị Hoa"), ("Nữ", "05/05/1940")];

/// A person on the register, and the decision that grants the allowance of the elderly.
fn hoa(desk: &Desk, put: impl Fn(&str, &[(&str, &str)])) {
    let commune = desk.commune();
    let class = "Người từ đủ 80 tuổi không có lương hưu";
    let own = [("Mã đối tượng", "BT1"), ("Xã, phường", commune.as_str()), ("Diện", class)];
    put("assistance", &[HOA, &own].concat());
    let granted = [
        ("Số quyết định", "214/QĐ-UBND"),
        ("Ngày ký", "20/12/2023"),
        ("Cơ quan ban hành", "Ủy ban nhân dân thị xã"),
        ("Loại quyết định", "Hưởng"),
        ("Mã đối tượng", "BT1"),
        ("Xã, phường", commune.as_str()),
        ("Chế độ", "Bảo trợ xã hội"),
        ("Diện", class),
        ("Khoản", "Trợ cấp"),
        ("Từ tháng", "01/2024"),
        ("Hình thức", "Tiền mặt"),
    ];
    put("decisions", &[HOA, &granted].concat());
}

/// From the month's form to its last step, each by somebody else; the run's address.
fn prepare(desk: &Desk) -> String {
    desk.go("/chi-tra");
    desk.browser.fill("#thang", "01/2024");
    desk.press("Lập danh sách");
    desk.reads("Đã lập 1 khoản chi");
    desk.browser.url().trim_start_matches(&desk.address).to_owned()
}

fn totals(desk: &Desk, paid: (&str, &str), unpaid: (&str, &str)) {
    for (field, value) in [("chi", paid.0), ("tien-chi", paid.1), ("tra", unpaid.0), ("tien-tra", unpaid.1)] {
        desk.browser.fill(&format!("#local-{field}"), value);
    }
    desk.press("Ghi số tổng");
}

#[test]
fn from_the_intake_to_the_first_payment() {
    let Some(desk) = Desk::open() else { return };
    desk.opening("2024-01");
    desk.sits("chuyenvien");
    hoa(&desk, |kind, cells| desk.record(kind, cells));
    let run = prepare(&desk);
    desk.reads("360.000");
    desk.sits("ketoan");
    desk.go(&format!("{run}/so-sanh"));
    desk.reads("Đây là kỳ đầu tiên");
    desk.go(&run);
    desk.press("Đã kiểm tra");
    desk.reads("Đã ghi nhận kiểm tra");
    desk.sits("truongphong");
    desk.go(&run);
    desk.browser.fill("#so", "12/DS-LĐTBXH");
    desk.press("Duyệt danh sách");
    desk.reads("Chưa ghi được: có 2 chỗ cần sửa");
    for (field, value) in [("#ngay", "22/12/2023"), ("#nguoi-ky", "Hồ Văn Ký")] {
        desk.browser.fill(field, value);
    }
    desk.press("Duyệt danh sách");
    desk.reads("số 12/DS-LĐTBXH, ngày 22/12/2023, Hồ Văn Ký ký");
    desk.sits("ketoan");
    desk.go(&run);
    desk.press("Đã chuyển chi trả");
    desk.reads("Đã ghi nhận chuyển danh sách");
    totals(&desk, ("1", "300000"), ("0", "0"));
    desk.reads("Hãy đối chiếu lại");
    let kept = "return document.querySelector('#local-tien-chi').value;";
    assert_eq!(desk.browser.run(kept), "300000", "what was typed stays");
    totals(&desk, ("1", "360000"), ("0", "0"));
    desk.reads("Số khớp: 1 khoản đã nhận.");
    desk.go(&format!("{run}/danh-sach?tim=hoa"));
    desk.click("tbody a");
    desk.reads("360.000 đồng");
    desk.reads("Nghị định 20/2021/NĐ-CP");
    desk.click(".nut-nhom a[href^='/chi-tra/dien/']");
    desk.reads("Lịch sử chi trả");
    desk.reads("đã nhận");
    desk.sound();
}

#[test]
fn a_month_is_closed_by_people_who_watch_each_other() {
    let Some(desk) = Desk::open() else { return };
    desk.opening("2024-01");
    hoa(&desk, |kind, cells| desk.known(kind, cells));
    desk.sits("ketoan");
    let run = prepare(&desk);
    desk.reads("Người lập danh sách không được tự kiểm tra.");
    desk.sits("truongphong");
    desk.go(&run);
    desk.press("Đã kiểm tra");
    desk.reads("Đã ghi nhận kiểm tra");
    desk.reads("Người kiểm tra không được duyệt cùng kỳ chi trả.");
    desk.sits("lanhdao");
    desk.go(&run);
    desk.press("Duyệt danh sách");
    desk.reads("Đã duyệt");
    desk.sits("ketoan");
    desk.go(&run);
    desk.press("Đã chuyển chi trả");
    desk.reads("Đã ghi nhận chuyển danh sách");
    desk.go(&format!("{run}/danh-sach"));
    desk.press("Chưa nhận");
    desk.reads("Hãy đánh dấu ít nhất một khoản.");
    desk.click("input[name=khoan]");
    desk.press("Chưa nhận");
    desk.reads("Hãy ghi lý do");
    assert_eq!(desk.browser.count("input[name=khoan]:checked"), 1, "what was ticked stays");
    desk.browser.fill("#ly-do", "đi vắng");
    desk.press("Chưa nhận");
    desk.reads("Đã ghi kết quả của 1 khoản.");
    desk.sound();
    desk.go(&run);
    desk.press("Đã đối chiếu");
    desk.reads("Đã đối chiếu.");
    desk.press("Khóa kỳ chi trả");
    desk.reads("Đã khóa kỳ chi trả.");
    assert_eq!(desk.browser.count("ol.buoc li.xong"), 6);
    desk.sound();
}

/// A poor household of last year's review.
fn poor_household(desk: &Desk) {
    let household = [
        ("Năm rà soát", "2022"),
        ("Mã hộ", "H1"),
        ("Họ và tên", "Lê Văn Một"),
        ("Quan hệ với chủ hộ", "Chủ hộ"),
        ("Phân loại hộ", "Nghèo"),
        ("Nam", "1950"),
    ];
    desk.known("residents", &[&household[..], &[("Xã, phường", desk.commune().as_str())]].concat());
}

#[test]
fn a_household_goes_through_the_poverty_season() {
    let Some(desk) = Desk::open() else { return };
    poor_household(&desk);
    let (unit, commune) = desk.first_commune();
    desk.sits("chuyenvien");
    desk.go("/ra-soat");
    desk.unfold();
    desk.browser.fill("#ky", "2023");
    desk.press("Mở kỳ rà soát");
    desk.arrive("/ra-soat/ky/2023");
    let form =
        [("Kỳ rà soát", "2023"), ("Mã hộ", "H1"), ("Phiếu", "B"), ("Điểm B1", "130"), ("Điểm B2", "30")];
    desk.record("poverty_forms", &[&form[..], &[("Xã, phường", commune.as_str())]].concat());
    let at = format!("/ra-soat/ky/2023/{unit}");
    desk.go(&at);
    desk.reads("Còn chờ trước khi quyết định");
    let step = |name: &str, fields: &[(&str, &str)]| {
        desk.unfold();
        desk.click(&format!("#buoc-buoc option[value='{name}']"));
        for (field, value) in fields {
            desk.browser.fill(&format!("#buoc-{field}"), value);
        }
        desk.press("Ghi bước");
        desk.reads("Đã ghi");
    };
    step("Họp thôn", &[("ngay", "12/11/2023"), ("du-hop", "30"), ("nhat-tri", "29")]);
    step("Niêm yết", &[("ngay", "14/11/2023")]);
    desk.sits("truongphong");
    desk.go(&at);
    desk.unfold();
    desk.browser.fill("#qd-so", "201/QĐ-UBND");
    desk.browser.fill("#qd-ngay", "08/12/2023");
    desk.press("Ghi nhận quyết định");
    desk.reads("1 hộ nghèo");
    desk.sound();
    desk.go("/ra-soat/dien-bien/2023");
    desk.reads("khớp");
    desk.go("/so-lieu/poverty.2023.households");
    desk.reads("Lê Văn Một");
    desk.sound();
}

#[test]
fn the_gifts_of_a_tet_campaign_are_planned_given_and_counted() {
    let Some(desk) = Desk::open() else { return };
    poor_household(&desk);
    let (unit, _) = desk.first_commune();
    desk.sits("truongphong");
    let code = ("Mã đợt", "TET-2023");
    desk.record(
        "campaigns",
        &[code, ("Dịp", "Tết"), ("Năm", "2023"), ("Tên đợt", "Tết Quý Mão"), ("Bắt đầu", "03/01/2023")],
    );
    let budget = [
        code,
        ("Nguồn", "Ngân sách thị xã"),
        ("Diện nhận quà", "Hộ nghèo"),
        ("Số suất", "1"),
        ("Mức tiền mặt", "500000"),
    ];
    desk.record("campaign_lines", &budget);
    desk.go("/cham-lo/TET-2023");
    desk.unfold();
    desk.press("Lập danh sách theo dự toán");
    desk.reads("Đã lập danh sách: 1 suất");
    desk.reads("Người lập danh sách không tự duyệt");
    desk.go(&format!("/cham-lo/TET-2023/danh-sach?xa={unit}"));
    desk.reads("1 suất chờ duyệt");
    desk.sits("lanhdao");
    desk.go("/cham-lo/TET-2023");
    desk.unfold();
    desk.browser.fill("#duyet-van-ban", "DS 12");
    desk.press("Duyệt 1 suất");
    desk.reads("Đã duyệt 1 suất");
    desk.sound();
    desk.sits("truongphong");
    desk.go(&format!("/cham-lo/TET-2023/danh-sach?xa={unit}"));
    desk.reads("Lê Văn Một");
    desk.unfold();
    desk.browser.fill("#trao-ngay", "12/01/2023");
    desk.press("Ghi 1 suất là đã trao");
    desk.reads("Đã ghi 1 suất là đã trao.");
    desk.sits("ketoan");
    desk.go("/cham-lo/TET-2023");
    desk.unfold();
    desk.browser.fill("#qt-van-ban", "BC 5");
    desk.press("Quyết toán");
    desk.reads("quyết toán 1 nguồn");
    desk.sound();
    desk.go("/so-lieu/tet.gifts?nam=2023");
    desk.reads("Lê Văn Một");
    desk.go("/so-lieu/bieu-do?nam=2023");
    desk.reads("Kinh phí chăm lo Tết theo nguồn");
    desk.sound();
}

#[test]
fn the_report_of_the_year_is_answered_and_frozen() {
    let Some(desk) = Desk::open() else { return };
    let commune = desk.commune();
    for (year, day, households) in [("2022", "15/11/2022", "300"), ("2023", "15/11/2023", "310")] {
        let total = [("Năm rà soát", year), ("Ngày rà soát", day), ("Tổng số hộ", households)];
        desk.known("household_totals", &[&total[..], &[("Xã, phường", commune.as_str())]].concat());
        let household = [
            ("Năm rà soát", year),
            ("Mã hộ", "H1"),
            ("Họ và tên", "Lê Văn Một"),
            ("Quan hệ với chủ hộ", "Chủ hộ"),
            ("Phân loại hộ", "Nghèo"),
            ("Nam", "1950"),
        ];
        desk.known("residents", &[&household[..], &[("Xã, phường", commune.as_str())]].concat());
    }
    desk.sits("truongphong");
    desk.go("/bao-cao/2023/loi-van");
    desk.reads("Lời văn của báo cáo");
    desk.click("form.cau:first-of-type summary");
    desk.browser.fill("#cau-1", "Thay mặt {office}, tôi xin báo cáo kết quả năm {year}.");
    desk.press("Ghi câu này");
    desk.reads("Đã ghi lời văn");
    desk.go("/bao-cao/2023");
    desk.reads("tôi xin báo cáo kết quả năm 2023.");
    for number in 1..=desk.browser.count("input[name=tra-loi]") {
        desk.browser.type_in(&format!("#tl-{number}"), "Đã đối chiếu với sổ.");
    }
    if desk.browser.count("input[name=tra-loi]") > 0 {
        desk.press("Ghi các lời giải trình");
        desk.reads("lời giải trình.");
    }
    desk.press("Chốt báo cáo năm 2023");
    desk.reads("Đã chốt báo cáo");
    desk.reads("tôi xin báo cáo kết quả năm 2023.");
    desk.sound();
    desk.click("a.figure");
    desk.reads("Các dòng làm căn cứ");
    desk.go("/bao-cao");
    desk.click("td a[href$='/so-sanh']");
    desk.reads("Không có gì thay đổi từ khi chốt.");
}

#[test]
fn signing_in_by_keyboard_and_a_form_with_its_errors() {
    let Some(browser) = Browser::start(1280, 900) else { return };
    let site = Site::new();
    site.session("truongphong");
    let address = site.listen();
    let desk = Desk { site, browser, address };
    desk.go("/so");
    desk.arrive("/dang-nhap?tiep=%2Fso");
    desk.browser.press(&format!("truongphong{TAB}{PASSWORD}{ENTER}"));
    desk.arrive("/so");
    desk.browser.press(&TAB.to_string());
    let focused = || desk.browser.run("return document.activeElement.textContent;");
    assert_eq!(focused(), "Đến nội dung", "the first stop skips the menu");
    desk.browser.press(&ENTER.to_string());
    assert_eq!(desk.browser.run("return document.activeElement.id;"), "noi-dung");
    desk.click("a[href='/so/household_totals/moi']");
    desk.arrive("/so/household_totals/moi");
    desk.browser.fill("#c0", "hai nghìn");
    desk.click("main form button");
    desk.reads("Chưa ghi được");
    assert_eq!(desk.browser.run("return document.querySelector('#c0').value;"), "hai nghìn");
    desk.sound();
}

/// Nothing but keys, and no script on any page: from the door to a line in the register, and its correction refused.
#[test]
fn a_line_is_recorded_by_keyboard_without_script() {
    let Some(browser) = Browser::start_without_script() else { return };
    let site = Site::new();
    site.session("truongphong");
    let address = site.listen();
    let desk = Desk { site, browser, address };
    desk.go("/so/household_totals/moi");
    desk.arrive("/dang-nhap?tiep=%2Fso%2Fhousehold_totals%2Fmoi");
    desk.browser.press(&format!("truongphong{TAB}{PASSWORD}{ENTER}"));
    desk.arrive("/so/household_totals/moi");
    // Walks to the first field as a keyboard does, past the skip link's target.
    desk.browser.press(&format!("{TAB}{ENTER}"));
    let here =
        || desk.browser.run("return document.activeElement.id;").as_str().unwrap_or_default().to_owned();
    for _ in 0..6 {
        if here() == "c0" {
            break;
        }
        desk.browser.press(&TAB.to_string());
    }
    assert_eq!(here(), "c0", "the first field is a few stops behind the skip link");
    let down = '\u{E015}';
    // Year, day, commune by the arrow, no hamlet, households.
    desk.browser.press(&format!("2023{TAB}15/11/2023{TAB}{down}{TAB}{TAB}1204{ENTER}"));
    desk.reads("Đã ghi một dòng mới.");
    desk.reads("1.204");
}
