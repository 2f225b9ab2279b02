//! What nobody should learn by chance: groups of children, infections, protection cases. Every way of reading is walked
//! as somebody without the right, and with it.

use crate::site::{AT, ON, PASSWORD, Site};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::protection::{ProtectionReport, ReportChannel};
use office::accounts::{self, Credentials, Door};
use office::clients::{self, NewClient};
use office::offices::{self, Setting};
use office::payroll;
use office::permission::{Assignment, Grant, Role};
use office::protection::{NewReport, receive};
use office::{Field, Permission};

const CHILD: &str = "Trần Thị Kín";
const ADULT: &str = "Hồ Văn Lặng";

fn enter(site: &Site, kind: &str, cells: &[(&str, &str)]) {
    let cells: Vec<_> = cells.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let entered = office::import::entry::enter(&site.ctx(Role::Head), kind, &cells).unwrap();
    assert!(matches!(entered, office::import::entry::Entered::Done(..)), "{kind}: {entered:?}");
}

fn office() -> Site {
    let site = Site::new();
    let opening = Setting { item: offices::OPENING_MONTH, value: "2023-01", from: None, until: None };
    offices::set(&site.ctx(Role::Administrator), opening).unwrap();
    enter(
        &site,
        "child_groups",
        &[
            ("Họ và tên", CHILD),
            ("Nữ", "05/06/2014"),
            ("Xã, phường", "25708"),
            ("Nhóm hoàn cảnh", "TE05"),
            ("Từ ngày", "01/03/2022"),
        ],
    );
    enter(
        &site,
        "assistance",
        &[
            ("Mã đối tượng", "BT9"),
            ("Họ và tên", ADULT),
            ("Nam", "05/06/1984"),
            ("Xã, phường", "25708"),
            ("Diện", "Người nhiễm HIV thuộc hộ nghèo"),
            ("HIV", "x"),
        ],
    );
    site
}

/// The adult is paid: the enrolment with its first approved line.
fn paid(site: &Site) -> i64 {
    let cells = [
        ("Số quyết định", "214/QĐ-UBND"),
        ("Ngày ký", "20/12/2022"),
        ("Cơ quan ban hành", "Ủy ban nhân dân thị xã"),
        ("Loại quyết định", "Hưởng"),
        ("Mã đối tượng", "BT9"),
        ("Họ và tên", ADULT),
        ("Nam", "05/06/1984"),
        ("Xã, phường", "25708"),
        ("Chế độ", "Bảo trợ xã hội"),
        ("Diện", "Người nhiễm HIV thuộc hộ nghèo"),
        ("Khoản", "Trợ cấp"),
        ("Từ tháng", "01/2023"),
    ];
    enter(site, "decisions", &cells);
    let head = site.ctx(Role::Head);
    let found = office::people::search(&head, &office::people::Query::text("ho van lang")).unwrap();
    let person = found.people[0].found.person;
    let month = law::Month::of(ON).next();
    let order = payroll::Order::one_month(domain::payroll::RunKind::Monthly, month);
    let run = payroll::prepare(&site.ctx(Role::Specialist), order).unwrap().run;
    payroll::check(&site.ctx(Role::Accountant), run).unwrap();
    payroll::approve(&head, run, None).unwrap();
    payroll::enrolments_of(&head, person).unwrap()[0].0.0
}

#[test]
fn neither_what_if_nor_the_history_of_a_line_tells_it() {
    let site = office();
    let enrolment = paid(&site);
    for address in [
        format!("/chi-tra/dien/{enrolment}"),
        "/luat/tac-dong?tu=2024-06&den=2024-07".to_owned(),
        "/luat/tac-dong?tu=2024-06&den=2024-07&dang=csv".to_owned(),
    ] {
        for role in [Role::Auditor, Role::Head] {
            let page = site.as_role(role, &address);
            assert_eq!(page.status, StatusCode::OK, "{address}\n{}", page.body);
            assert!(page.body.contains(ADULT), "{address}\n{}", page.body);
            assert!(!page.body.to_lowercase().contains("hiv"), "{address}\n{}", page.body);
        }
    }
}

fn entries(site: &Site, command: &str) -> usize {
    let page = site.as_role(Role::Auditor, "/nhat-ky").body;
    page.matches(command).count()
}

/// Every list, search, export and figure.
fn addresses() -> Vec<String> {
    let mut all: Vec<String> =
        ["/", "/nguoi?tim=kin", "/nguoi?tim=lang", "/tin-hieu", "/quyet-dinh", "/trung-ho-so"]
            .iter()
            .map(|address| (*address).to_owned())
            .collect();
    for kind in office::export::kinds() {
        all.push(format!("/so/{kind}"));
        all.push(format!("/so/{kind}/xuat?dang=csv"));
    }
    for figure in ["children.special_circumstances", "children.supported", "children.at_risk"] {
        all.push(format!("/so-lieu/{figure}?nam=2023"));
    }
    all
}

#[test]
fn no_list_search_export_or_figure_tells_it() {
    let site = office();
    for address in addresses() {
        let page = site.as_role(Role::Auditor, &address);
        assert_ne!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{address}\n{}", page.body);
        let own = page.body.split("<main").nth(1).unwrap_or(&page.body);
        for row in own.split("<tr").chain(own.split('\n')) {
            let names = row.contains(CHILD) || row.contains(ADULT);
            let tells = row.contains("TE05") || row.contains("HIV");
            assert!(!(names && tells), "{address}: {row}");
        }
    }
    // The whole list of groups has no row of the group, whoever asks.
    assert!(!site.as_role(Role::Head, "/so/child_groups/xuat?dang=csv").body.contains(CHILD));
}

#[test]
fn a_person_is_shown_without_it_and_each_reading_of_it_is_written_down() {
    let site = office();
    let ctx = site.ctx(Role::Head);
    let found = office::people::search(&ctx, &office::people::Query::text("ho van lang")).unwrap();
    let id = found.people[0].found.person;
    for address in [format!("/nguoi/{id}"), format!("/nguoi/{id}/thong-tin")] {
        let page = site.as_role(Role::Auditor, &address);
        assert!(!page.body.contains("HIV"), "{address}: {}", page.body);
    }
    let merit = Assignment { role: Role::Specialist, unit: None, field: Some(Field::Merit) };
    site.officer("nguoicocong", &[merit]);
    assert!(!site.get("nguoicocong", &format!("/nguoi/{id}")).body.contains("HIV"), "of another field");
    assert_eq!(entries(&site, "xem thông tin nhạy cảm"), 0);
    assert!(site.as_role(Role::Head, &format!("/nguoi/{id}")).body.contains("HIV"));
    assert_eq!(entries(&site, "xem thông tin nhạy cảm"), 1);
}

#[test]
fn the_interface_for_programs_tells_no_more() {
    let site = office();
    let scopes = [Permission::ReadRegisters, Permission::ReadFigures, Permission::ReadPayroll];
    let scopes = scopes.map(|permission| Grant { permission, unit: None, field: None });
    // The officer may read it; the program was not given it.
    let new = NewClient { account: "truongphong", name: "Cổng", scopes: &scopes, days: 30 };
    let (_, token) = clients::create(&site.ctx(Role::Administrator), &new).unwrap();
    let id = office::people::search(&site.ctx(Role::Head), &office::people::Query::text("ho van lang"));
    let id = id.unwrap().people[0].found.person;
    for address in [
        format!("/api/v1/people/{id}"),
        format!("/api/v1/people/{id}/facts"),
        "/api/v1/registers/assistance".to_owned(),
        "/api/v1/registers/child_groups".to_owned(),
        "/api/v1/signals".to_owned(),
        "/api/v1/figures/children.special_circumstances/evidence?period=2023".to_owned(),
    ] {
        let request = Request::get(&address).header(header::AUTHORIZATION, format!("Bearer {token}"));
        let page = site.send(request.body(Body::empty()).unwrap());
        assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.body);
        assert!(!page.body.contains("HIV") && !page.body.contains("TE05"), "{address}: {}", page.body);
        assert!(!page.body.contains(CHILD), "{address}: {}", page.body);
    }
}

#[test]
fn rows_that_were_set_aside_keep_nothing_of_it() {
    let site = office();
    let csv = "Họ và tên,Nữ,\"Xã, phường\",Nhóm hoàn cảnh,Từ ngày\n\
               Lê Thị Mật,31/02/2015,25708,TE10,01/03/2022\n\
               Lê Thị Thường,31/02/2015,25708,TE01,01/03/2022\n";
    let scopes = [Grant { permission: Permission::Import, unit: None, field: None }];
    let new = NewClient { account: "truongphong", name: "Cổng", scopes: &scopes, days: 30 };
    let (_, token) = clients::create(&site.ctx(Role::Administrator), &new).unwrap();
    let request = Request::post("/api/v1/imports?file=tre-em.csv&kind=child_groups")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header("idempotency-key", "a");
    let page = site.send(request.body(Body::from(csv)).unwrap());
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let history = office::import::history::history(&site.ctx(Role::Head), 5).unwrap();
    let (_, rows) = office::import::history::one(&site.ctx(Role::Head), history[0].record.id).unwrap();
    let kept: Vec<&str> = rows.iter().map(|row| row.cells.as_str()).collect();
    assert!(kept.iter().any(|cells| cells.contains("Lê Thị Thường")), "{rows:?}");
    assert!(!format!("{rows:?}").contains("Mật"), "{rows:?}");
}

#[test]
fn protection_cases_are_opened_by_their_officers_and_each_opening_is_written_down() {
    let site = Site::new();
    let ctx = site.ctx(Role::Head);
    let communes =
        ctx.read(Permission::ReadOffice, |tx| office::offices::communes(tx, site.app.office, ON)).unwrap();
    let new = NewReport {
        unit: communes[0].id,
        channel: ReportChannel::Phone,
        received_on: ON,
        urgent: true,
        lead: None,
        report: ProtectionReport {
            child_name: CHILD.to_owned(),
            child_state: "Bị đánh, bầm tay".to_owned(),
            informer: "Cô giáo".to_owned(),
            ..ProtectionReport::default()
        },
    };
    let number = receive(&ctx, site.app.vault.as_ref(), &new).unwrap();
    let address = format!("/bao-ve-tre-em/vu/{number}");
    let open_at = format!("{address}/xem");
    assert!(site.as_role(Role::Head, "/bao-ve-tre-em").body.contains(&number));
    let closed = site.as_role(Role::Head, &address).body;
    assert!(!closed.contains(CHILD));
    assert_eq!(entries(&site, "mở nội dung đã mã hóa"), 0);
    let open = site.post("truongphong", &open_at, &[]);
    assert!(open.body.contains(CHILD) && open.body.contains("bầm tay"), "{}", open.body);
    assert_eq!(entries(&site, "mở nội dung đã mã hóa"), 1);
    assert_eq!(site.post("chuyenvien", &open_at, &[]).status, StatusCode::NOT_FOUND, "somebody else's");
    assert_eq!(site.post("ketoan", &open_at, &[]).status, StatusCode::FORBIDDEN);
    assert_eq!(entries(&site, "mở nội dung đã mã hóa"), 1);
}

#[test]
fn all_sessions_end_at_once() {
    let site = Site::new();
    let first = site.session("ketoan");
    let given = Credentials { account: "ketoan", password: PASSWORD, code: "" };
    let Door::Open(second) = accounts::sign_in(&site.app.db, site.app.office, given, AT).unwrap() else {
        panic!("no second session")
    };
    let is_open =
        |token: &str| accounts::session(&site.app.db, site.app.office, token, AT).unwrap().is_some();
    assert!(is_open(&first) && is_open(&second));
    let page = site.post("ketoan", "/dang-xuat/moi-noi", &[]);
    assert_eq!(page.location, "/dang-nhap");
    assert!(!is_open(&first) && !is_open(&second));
}
