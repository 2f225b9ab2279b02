//! Who is affected by a change of the law: two months, and a page that the program does not hold.

use crate::site::Site;
use axum::http::StatusCode;
use office::Permission;
use office::import::entry::{self, Entered};
use office::offices;
use office::permission::{Assignment, Role};

const ELDERLY: &str = "Người từ đủ 80 tuổi không có lương hưu";

fn enter(site: &Site, kind: &str, cells: &[(&str, &str)]) {
    let cells: Vec<_> = cells.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let entered = entry::enter(&site.ctx(Role::Head), kind, &cells).unwrap();
    assert!(matches!(entered, Entered::Done(..)), "{kind}: {entered:?}");
}

fn communes(site: &Site) -> Vec<(domain::ids::UnitId, String)> {
    let ctx = site.ctx(Role::Head);
    let found = ctx.read(Permission::ReadOffice, |tx| offices::communes(tx, ctx.office, ctx.on)).unwrap();
    found.into_iter().map(|unit| (unit.id, unit.code)).collect()
}

/// One who is paid, and one who has the age and no decision.
fn office_of_two(site: &Site) {
    let commune = &communes(site)[0].1;
    for (code, name, born) in [("BT1", "Nguyễn Thị Hoa", "05/05/1940"), ("BT2", "Lê Thị Én", "06/06/1939")]
    {
        let own =
            [("Mã đối tượng", code), ("Họ và tên", name), ("Nữ", born), ("Xã, phường", commune.as_str())];
        enter(site, "assistance", &[&own[..], &[("Diện", ELDERLY)]].concat());
    }
    let granted = [
        ("Số quyết định", "214/QĐ-UBND"),
        ("Ngày ký", "20/12/2023"),
        ("Cơ quan ban hành", "Ủy ban nhân dân thị xã"),
        ("Loại quyết định", "Hưởng"),
        ("Mã đối tượng", "BT1"),
        ("Họ và tên", "Nguyễn Thị Hoa"),
        ("Nữ", "05/05/1940"),
        ("Xã, phường", commune.as_str()),
        ("Chế độ", "Bảo trợ xã hội"),
        ("Diện", ELDERLY),
        ("Khoản", "Trợ cấp"),
        ("Từ tháng", "12/2023"),
    ];
    enter(site, "decisions", &granted);
}

#[test]
fn whoever_is_paid_is_valued_on_both_sides() {
    let site = Site::new();
    office_of_two(&site);
    let page = site.as_role(Role::Auditor, "/luat/tac-dong?tu=2024-06&den=2024-07");
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    for said in ["Nguyễn Thị Hoa", "360.000", "500.000", "+140.000", "đổi mức, tự áp dụng"] {
        assert!(page.body.contains(said), "{said}\n{}", page.body);
    }
    assert!(!page.body.contains("Lê Thị Én"), "entitled before and after, and not paid: no change");
    let same = site.as_role(Role::Auditor, "/luat/tac-dong?tu=2024-05&den=2024-06");
    assert!(same.body.contains("Không ai có số tiền thay đổi"));
    let csv = site.as_role(Role::Auditor, "/luat/tac-dong?tu=2024-06&den=2024-07&dang=csv");
    assert!(csv.body.contains("Nguyễn Thị Hoa") && csv.body.contains("140000"), "{}", csv.body);
    let wrong = site.as_role(Role::Auditor, "/luat/tac-dong?tu=thang+sau");
    assert!(wrong.body.contains("Tháng viết như 07/2024"));
}

#[test]
fn another_commune_counts_its_own_people_alone() {
    let site = Site::new();
    office_of_two(&site);
    let elsewhere = communes(&site)[1].0;
    site.officer("khac", &[Assignment { role: Role::Specialist, unit: Some(elsewhere), field: None }]);
    let page = site.get("khac", "/luat/tac-dong?tu=2024-06&den=2024-07");
    assert!(page.body.contains("Không ai có số tiền thay đổi"), "{}", page.body);
}

const DRAFT: &str = "# Dự thảo\n\n```toml\n[instrument]\nid = \"du-thao-2024\"\nnumber = \"Dự thảo 1/2024\"\n\
     title = \"Nâng mức chuẩn\"\nin_force_on = \"2024-01-01\"\n```\n\n## Điều 1\n\nMức chuẩn mới.\n\n```toml\n\
     [[base_level]]\namount = 400_000\nowed_from = \"2024-02\"\n```\n";

#[test]
fn a_page_that_is_no_law_yet_is_tried_and_forgotten() {
    let site = Site::new();
    office_of_two(&site);
    let months = [("tu", "2024-01"), ("den", "2024-02")];
    let send =
        |name: &str, text: &str| site.upload("ketoan", "/luat/tac-dong", &months, (name, text.as_bytes()));
    let broken = send("du-thao-2024.md", "# Không có khối nào");
    assert!(!broken.location.contains("van-ban="), "{}", broken.location);
    let sent = send("du-thao-2024.md", DRAFT);
    assert!(sent.location.contains("van-ban="), "{} {:?}", sent.location, sent.cookies);
    let page = site.get("ketoan", &sent.location);
    for said in ["Dự thảo 1/2024: Nâng mức chuẩn", "+40.000", "Nguyễn Thị Hoa"] {
        assert!(page.body.contains(said), "{said}\n{}", page.body);
    }
    assert_eq!(
        site.get("truongphong", &sent.location).status,
        StatusCode::NOT_FOUND,
        "another officer's page"
    );
    let without = site.get("ketoan", "/luat/tac-dong?tu=2024-01&den=2024-02");
    assert!(without.body.contains("Không ai có số tiền thay đổi"), "the office's own law is as it was");
}
