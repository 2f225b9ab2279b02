//! A commune's month over HTTP: handed in, checked, sent back.

use crate::site::{Page, Site};
use axum::http::StatusCode;
use domain::ids::UnitId;
use office::permission::{Assignment, Role};

const SENDER: &str = "canbo.xa";
const CHECKER: &str = "chuyenvien";

fn told(page: &Page) -> String {
    let cookie = page.cookies.iter().find(|cookie| cookie.starts_with("ansinh_tin="));
    let cookie = cookie.unwrap_or_else(|| panic!("{} {}", page.status, page.body));
    web::address::decode(cookie.split(['=', ';']).nth(1).unwrap())
}

fn communes(site: &Site) -> Vec<(UnitId, String)> {
    let ctx = site.ctx(Role::Head);
    let found =
        ctx.read(office::Permission::ReadOffice, |tx| office::offices::communes(tx, ctx.office, ctx.on));
    found.unwrap().into_iter().map(|unit| (unit.id, unit.code)).collect()
}

#[test]
fn a_report_is_handed_in_returned_and_seen_by_its_commune_only() {
    let site = Site::new();
    let all = communes(&site);
    let (unit, code) = &all[0];
    for (account, unit) in [(SENDER, unit), ("xa.khac", &all[1].0)] {
        site.officer(account, &[Assignment { role: Role::CommuneOfficer, unit: Some(*unit), field: None }]);
    }
    let id = unit.to_string();
    let report = [("thang", "2023-12"), ("xa", id.as_str()), ("linh-vuc", "assistance")];
    let csv = format!(
        "Ngày báo cáo,Loại biến động,Họ và tên,\"Xã, phường\",Ngày xảy ra\n19/12/2023,Chết,Lê Thị Én,{code},12/12/2023\n"
    );
    let sent = site.upload(SENDER, "/bien-dong/nop", &report, ("thang-12.csv", csv.as_bytes()));
    assert_eq!(told(&sent), ".Đã nộp: 1 dòng chờ duyệt, 1 dòng có điều cần xem.");
    let again = site.upload(SENDER, "/bien-dong/nop", &report, ("thang-12.csv", csv.as_bytes()));
    assert_eq!(told(&again), ".Không có gì mới: 1 dòng đã nộp trước đó.");
    let elsewhere = site.upload("xa.khac", "/bien-dong/nop", &report, ("thang-12.csv", csv.as_bytes()));
    assert_eq!(elsewhere.status, StatusCode::FORBIDDEN);
    let nothing = site.upload(SENDER, "/bien-dong/nop", &report, ("", b""));
    assert!(told(&nothing).contains("Hãy chọn tệp báo cáo"), "{}", told(&nothing));

    let board = site.get(CHECKER, "/bien-dong?thang=2023-12").body;
    assert!(board.contains("chờ duyệt 1") && board.contains("Chưa nộp"), "{board}");
    let page = site.get(CHECKER, &sent.location).body;
    assert!(page.contains("Lê Thị Én") && page.contains("không tìm thấy người này trong sổ"), "{page}");
    assert!(!site.get("xa.khac", &sent.location).body.contains("Lê Thị Én"), "another commune's report");
    let row = page.split("name=\"dong\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mut fields = report.to_vec();
    fields.push(("dong", &row));
    assert_eq!(site.post(SENDER, "/bien-dong/nhan", &fields).status, StatusCode::FORBIDDEN);
    let left = told(&site.post(CHECKER, "/bien-dong/nhan", &fields));
    assert!(left.contains("chưa nhận được: Họ và tên: không tìm thấy người này trong sổ"), "{left}");
    let back = told(&site.post(CHECKER, "/bien-dong/tra-lai", &fields));
    assert!(back.contains("Hãy ghi lý do trả lại"), "{back}");
    fields.push(("ly-do", "Không có trong sổ"));
    assert_eq!(
        told(&site.post(CHECKER, "/bien-dong/tra-lai", &fields)),
        ".Đã trả lại 1 dòng cho xã, phường."
    );
    let own = site.get(SENDER, "/bien-dong?thang=2023-12").body;
    assert!(own.contains("Dòng bị trả lại") && own.contains("Không có trong sổ"), "{own}");
    assert!(site.get(SENDER, "/").body.contains("Báo cáo biến động"), "the first page tells it");
}

/// The columns of a change by their place in the form.
fn change(cells: &[(&str, &str)]) -> Vec<(String, String)> {
    let columns = office::communes::columns();
    let place = |name: &str| columns.iter().position(|column| column.name == name).unwrap();
    cells.iter().map(|(name, value)| (format!("c{}", place(name)), (*value).to_owned())).collect()
}

#[test]
fn one_change_is_typed_without_a_workbook() {
    let site = Site::new();
    let (unit, code) = &communes(&site)[0];
    site.officer(SENDER, &[Assignment { role: Role::CommuneOfficer, unit: Some(*unit), field: None }]);
    let cells = [
        ("Mã đối tượng", "BT1"),
        ("Họ và tên", "Lê Thị Én"),
        ("Nữ", "1950"),
        ("Xã, phường", code.as_str()),
        ("Diện", "Người khuyết tật nặng"),
    ];
    let cells: Vec<_> = cells.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    office::import::entry::enter(&site.ctx(Role::Head), "assistance", &cells).unwrap();
    let found =
        office::people::search(&site.ctx(Role::Head), &office::people::Query::text("le thi en")).unwrap();
    let page = site.get(SENDER, &format!("/nguoi/{}", found.people[0].found.person)).body;
    let form = page.split("href=\"/bien-dong/dong").nth(1).unwrap().split('"').next().unwrap();
    let blank = site.get(SENDER, &format!("/bien-dong/dong{}", form.replace("&#38;", "&"))).body;
    assert!(blank.contains("value=\"Lê Thị Én\"") && blank.contains("value=\"BT1\""), "{blank}");
    assert!(!blank.contains(">Xã, phường</label><select id=\"c"), "the report says whose it is");

    let id = unit.to_string();
    let send = |cells: &[(&str, &str)], more: &[(&str, &str)]| {
        let mut fields = vec![
            ("thang".to_owned(), "2023-12".to_owned()),
            ("xa".to_owned(), id.clone()),
            ("linh-vuc".to_owned(), "assistance".to_owned()),
        ];
        fields.extend(change(cells));
        fields.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        site.post(SENDER, "/bien-dong/dong", &fields)
    };
    let reported = ("Ngày báo cáo", "19/12/2023");
    let empty = send(&[("Họ và tên", "Lê Thị Én")], &[]);
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(empty.body.matches("class=\"sai\"").count(), 2, "day and kind: {}", empty.body);
    let stranger =
        [reported, ("Loại biến động", "Chết"), ("Họ và tên", "Lê Thị Vắng"), ("Ngày xảy ra", "12/12/2023")];
    let doubtful = send(&stranger, &[]);
    assert_eq!(doubtful.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(doubtful.body.contains("không tìm thấy người này trong sổ"), "{}", doubtful.body);
    assert!(doubtful.body.contains("name=\"van-nop\""), "{}", doubtful.body);
    assert_eq!(
        told(&send(&stranger, &[("van-nop", "x")])),
        ".Đã nộp: 1 dòng chờ duyệt, 1 dòng có điều cần xem."
    );
    let died = [
        reported,
        ("Loại biến động", "Chết"),
        ("Họ và tên", "Lê Thị Én"),
        ("Mã đối tượng", "BT1"),
        ("Ngày xảy ra", "12/12/2023"),
    ];
    let sent = send(&died, &[]);
    assert_eq!(told(&sent), ".Đã nộp: 1 dòng chờ duyệt.");
    assert_eq!(told(&send(&died, &[])), ".Không có gì mới: 1 dòng đã nộp trước đó.");
    let report = site.get(CHECKER, &sent.location).body;
    assert!(report.contains("Nhập tay") && report.contains("Lê Thị Én"), "{report}");
}
