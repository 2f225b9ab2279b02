//! The administrator's day, and what each role finds on a young office's pages.

use crate::site::{ON, Site};
use axum::http::StatusCode;
use domain::payroll::{RunKind, RunState};
use office::offices::{self, Setting};
use office::payroll;
use office::permission::Role;

const ADMINISTRATOR: &str = "quantri";

#[test]
fn an_officer_is_added_with_a_password_that_is_told_once() {
    let site = Site::new();
    let fields = [("account", "ketoan2"), ("full_name", "Lý Thị Kế"), ("vai-tro", "accountant")];
    let page = site.post(ADMINISTRATOR, "/can-bo", &fields);
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("Mật khẩu dùng một lần của <strong>ketoan2</strong>"));
    let list = site.get(ADMINISTRATOR, "/can-bo").body;
    assert!(list.contains("Lý Thị Kế") && !list.contains("dùng một lần của"), "not told again");
    let page = site.post(ADMINISTRATOR, "/can-bo", &fields);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("Tài khoản ketoan2 đã có."));
    let page = site.post(ADMINISTRATOR, "/can-bo", &[("account", "Ké Toán"), ("vai-tro", "head")]);
    assert!(page.body.contains("Chưa có họ tên.") && page.body.contains("chữ thường không dấu"));
}

#[test]
fn roles_are_given_and_taken_but_the_last_administrator_stays() {
    let site = Site::new();
    site.post(ADMINISTRATOR, "/can-bo/ketoan/vai-tro", &[("vai-tro", "head"), ("linh-vuc", "merit")]);
    assert!(site.get(ADMINISTRATOR, "/can-bo").body.contains("Trưởng phòng, Người có công"));
    site.post(ADMINISTRATOR, "/can-bo/ketoan/bo-vai-tro", &[("vai-tro", "head")]);
    assert!(!site.get(ADMINISTRATOR, "/can-bo").body.contains("Trưởng phòng, Người có công"));
    let page = site.post(ADMINISTRATOR, "/can-bo/quantri/bo-vai-tro", &[("vai-tro", "administrator")]);
    let told = web::address::decode(&page.cookies[0]);
    assert!(told.contains("!Cơ quan phải còn ít nhất một người quản trị."), "{told}");
    site.post(ADMINISTRATOR, "/can-bo/kiemtra/nghi", &[]);
    assert!(!site.get(ADMINISTRATOR, "/can-bo").body.contains("kiemtra"));
}

#[test]
fn the_office_says_its_name_from_a_day_on() {
    let site = Site::new();
    let fields = [("muc", "name"), ("gia-tri", "Phòng Nội vụ"), ("tu", "01/01/2023"), ("den", "")];
    assert_eq!(site.post(ADMINISTRATOR, "/co-quan", &fields).location, "/co-quan");
    assert!(site.as_role(Role::Head, "/").body.contains("Phòng Nội vụ"));
    let page = site.post(ADMINISTRATOR, "/co-quan", &[("muc", "name"), ("gia-tri", ""), ("tu", "hôm qua")]);
    assert!(web::address::decode(&page.cookies[0]).contains("!Ngày phải viết như 05/01/2024."));
    assert!(site.get(ADMINISTRATOR, "/nhat-ky").body.contains("ghi thông tin cơ quan"));
}

#[test]
fn a_young_office_has_pages_for_everybody() {
    let site = Site::new();
    for (role, addresses) in [
        (Role::Head, ["/", "/chi-tra", "/so-lieu", "/bao-cao/2023", "/quyet-dinh", "/thu-hoi", "/tiep-nhan"]),
        (
            Role::Auditor,
            ["/", "/chi-tra", "/so-lieu?nam=2022", "/bao-cao", "/quyet-dinh?cho=1", "/thu-hoi", "/nhat-ky"],
        ),
    ] {
        for address in addresses {
            let page = site.as_role(role, address);
            assert_eq!(page.status, StatusCode::OK, "{role:?} {address}\n{}", page.body);
        }
    }
    let home = site.as_role(Role::CommuneOfficer, "/").body;
    assert!(
        home.contains("href=\"/so\"") && !home.contains("href=\"/chi-tra\""),
        "the menu is of their permissions"
    );
}

#[test]
fn what_cannot_be_prepared_is_said_beside_the_form() {
    let site = Site::new();
    let page = site.post("ketoan", "/chi-tra/lap", &[("loai", "monthly"), ("thang", "tháng mười")]);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("Tháng phải viết như 01/2024"));
    let page = site.post("ketoan", "/chi-tra/lap", &[("loai", "monthly"), ("thang", "01/2024")]);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("role=\"alert\""), "{}", page.body);
}

/// The page offers no step to those who may not take it; a form sent all the same is refused.
#[test]
fn nobody_checks_or_approves_their_own_list_by_a_form_of_their_own() {
    let site = Site::new();
    let opening = Setting { item: offices::OPENING_MONTH, value: "2023-01", from: None, until: None };
    offices::set(&site.ctx(Role::Administrator), opening).unwrap();
    let order = payroll::Order::one_month(RunKind::Monthly, law::Month::of(ON).next());
    let run = payroll::prepare(&site.ctx_of_account("ketoan"), order).unwrap().run;
    let state =
        || payroll::runs(&site.ctx(Role::Head)).unwrap().into_iter().find(|row| row.id == run).unwrap().state;
    site.post("ketoan", &format!("/chi-tra/{run}/kiem-tra"), &[]);
    assert_eq!(state(), RunState::Draft, "the preparer");
    site.post("truongphong", &format!("/chi-tra/{run}/kiem-tra"), &[]);
    assert_eq!(state(), RunState::Checked);
    site.post("truongphong", &format!("/chi-tra/{run}/duyet"), &[]);
    assert_eq!(state(), RunState::Checked, "the checker");
    site.post("lanhdao", &format!("/chi-tra/{run}/duyet"), &[]);
    assert_eq!(state(), RunState::Approved);
}
