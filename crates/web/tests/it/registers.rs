//! Registers over HTTP: a form with all its errors, a correction, a list with its filters, files in and out.

use crate::site::Site;
use axum::http::StatusCode;
use office::permission::{Assignment, Role};

const HEAD: &str = "truongphong";

/// The columns of `household_totals` in their order.
fn form<'a>(year: &'a str, day: &'a str, commune: &'a str, households: &'a str) -> [(&'a str, &'a str); 4] {
    [("c0", year), ("c1", day), ("c2", commune), ("c4", households)]
}

fn enter(site: &Site, fields: &[(&str, &str)]) -> crate::site::Page {
    site.post(HEAD, "/so/household_totals/moi", fields)
}

fn communes(site: &Site) -> Vec<(domain::ids::UnitId, String)> {
    let ctx = site.ctx(Role::Head);
    let found =
        ctx.read(office::Permission::ReadOffice, |tx| office::offices::communes(tx, ctx.office, ctx.on));
    found.unwrap().into_iter().map(|unit| (unit.id, unit.code)).collect()
}

fn told(page: &crate::site::Page) -> String {
    let cookie = page.cookies.iter().find(|cookie| cookie.starts_with("ansinh_tin="));
    let cookie = cookie.unwrap_or_else(|| panic!("{} {}", page.status, page.body));
    web::address::decode(cookie.split(['=', ';']).nth(1).unwrap())
}

#[test]
fn a_form_tells_all_its_errors_beside_their_fields_and_keeps_what_was_typed() {
    let site = Site::new();
    let page = enter(&site, &form("hai nghìn", "31/02/2023", "99999", "nhiều"));
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for at in [0, 1, 4] {
        assert!(page.body.contains(&format!("id=\"loi-c{at}\"")), "c{at}\n{}", page.body);
    }
    assert!(page.body.contains("value=\"31/02/2023\"") && page.body.contains("value=\"nhiều\""));
    assert!(page.body.contains("aria-invalid=\"true\""));
    let empty = enter(&site, &form("", "", "", ""));
    assert!(empty.body.contains("id=\"loi-c0\"") && empty.body.contains("id=\"loi-c2\""), "{}", empty.body);
}

#[test]
fn a_record_is_entered_corrected_and_found_again() {
    let site = Site::new();
    let commune = &communes(&site)[0].1;
    let page = enter(&site, &form("2023", "15/11/2023", commune, "1.204"));
    assert_eq!(page.location, "/so/household_totals");
    assert_eq!(told(&page), ".Đã ghi một dòng mới.");
    let list = site.get(HEAD, "/so/household_totals");
    assert!(list.body.contains("<td class=\"so\">1.204</td>"), "{}", list.body);
    let edit = list.body.split("/so/household_totals/sua?dong=").nth(1).unwrap().split('"').next().unwrap();
    let edit = site.get(HEAD, &format!("/so/household_totals/sua?dong={edit}"));
    assert!(edit.body.contains("value=\"1204\"") && edit.body.contains("name=\"sua\""), "{}", edit.body);
    let page = enter(&site, &form("2023", "15/11/2023", commune, "1300"));
    assert_eq!(told(&page), ".Đã ghi thay đổi; nội dung cũ vẫn xem lại được trong nhật ký.");
    let page = enter(&site, &form("2023", "15/11/2023", commune, "1300"));
    assert_eq!(told(&page), ".Nội dung này đã có, không có gì thay đổi.");
    let none = site.get(HEAD, "/so/household_totals?tim=khong+co+gi");
    assert!(none.body.contains("Không có dòng nào như vậy"));
    assert_eq!(site.get(HEAD, "/so/household_totals/sua?dong=0").status, StatusCode::NOT_FOUND);
}

#[test]
fn a_form_leads_back_to_the_page_that_led_to_it() {
    let site = Site::new();
    let commune = &communes(&site)[0].1;
    let own = form("2023", "15/11/2023", commune, "1204");
    for (from, back) in [
        ("/so/household_totals?tim=an+hoa", "/so/household_totals?tim=an+hoa"),
        ("/ra-soat", "/ra-soat"),
        ("/so", "/so/household_totals"),
        ("/so/household_totals/moi", "/so/household_totals"),
        ("//elsewhere.example", "/so/household_totals"),
        ("/dang-nhap?tiep=%2Fso", "/so/household_totals"),
        ("/bien-dong/nop", "/so/household_totals"),
    ] {
        let blank = site.get_from(HEAD, "/so/household_totals/moi", from);
        let field = format!("name=\"ve\" value=\"{}\"", back.replace('&', "&#38;"));
        assert!(blank.body.contains(&field), "{from}: {}", blank.body);
        let page = enter(&site, &[&own[..], &[("ve", from)]].concat());
        assert_eq!(page.location, back, "{from}");
    }
}

#[test]
fn nobody_sees_or_writes_a_row_outside_their_areas() {
    let site = Site::new();
    let communes = communes(&site);
    for ((_, code), households) in communes.iter().zip(["1717", "2929"]) {
        assert_eq!(enter(&site, &form("2023", "15/11/2023", code, households)).status, StatusCode::SEE_OTHER);
    }
    let narrow = Assignment { role: Role::CommuneOfficer, unit: Some(communes[0].0), field: None };
    site.officer("canbo.xa", &[narrow]);
    let list = site.get("canbo.xa", "/so/household_totals").body;
    assert!(list.contains(">1.717<") && !list.contains(">2.929<"));
    let csv = site.get("canbo.xa", "/so/household_totals/xuat?dang=csv").body;
    assert!(csv.contains("1717") && !csv.contains("2929"));
    let page =
        site.post("canbo.xa", "/so/household_totals/moi", &form("2022", "15/11/2022", &communes[1].1, "303"));
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "another commune's row");
}

#[test]
fn a_file_is_rehearsed_confirmed_and_taken_back() {
    let site = Site::new();
    let commune = &communes(&site)[0].1;
    let csv = format!(
        "Năm rà soát,Ngày rà soát,\"Xã, phường\",Tổng số hộ\n2023,15/11/2023,{commune},1204\n2023,15/11/2023,{commune},x\n"
    );
    let sent = site.upload(HEAD, "/nhap", &[("loai", "")], ("tong-so-ho.csv", csv.as_bytes()));
    assert!(sent.location.starts_with("/nhap/cho/"), "{}", sent.body);
    let preview = site.get(HEAD, &sent.location);
    assert!(preview.body.contains("Ghi 1 dòng") && preview.body.contains("Tổng số hộ"), "{}", preview.body);
    assert!(!site.get(HEAD, "/so/household_totals").body.contains("1.204"), "nothing is written yet");
    assert_eq!(site.get("ketoan", &sent.location).status, StatusCode::NOT_FOUND, "another officer's file");
    let done = site.post(HEAD, &sent.location, &[]);
    assert_eq!(told(&done), ".Đã nhập: 1 dòng mới, 0 dòng thay đổi, 1 dòng để lại chờ xử lý.");
    assert!(site.get(HEAD, "/so/household_totals").body.contains("1.204"));
    assert_eq!(site.get(HEAD, &sent.location).status, StatusCode::NOT_FOUND, "confirmed once");
    let imports = site.get(HEAD, "/nhap").body;
    let one = imports.split("/nhap/lan/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(site.get(HEAD, &format!("/nhap/lan/{one}")).body.contains("không nhận"));
    let undone = site.post(HEAD, &format!("/nhap/lan/{one}/huy"), &[]);
    assert!(told(&undone).starts_with(".Đã hủy lần nhập"), "{}", told(&undone));
    assert!(!site.get(HEAD, "/so/household_totals").body.contains("1.204"));
}

#[test]
fn a_list_goes_out_as_it_comes_in() {
    let site = Site::new();
    let commune = &communes(&site)[0].1;
    enter(&site, &form("2023", "15/11/2023", commune, "1204"));
    let csv = site.get(HEAD, "/so/household_totals/xuat?dang=csv");
    assert!(csv.headers.get("content-disposition").unwrap().to_str().unwrap().contains("household_totals"));
    let sent = site.upload(HEAD, "/nhap", &[], ("lai.csv", csv.body.as_bytes()));
    assert!(site.get(HEAD, &sent.location).body.contains("Ghi nhận lần nhập này"), "nothing new in it");
    let xlsx = site.get(HEAD, "/so/household_totals/xuat");
    assert!(xlsx.body.starts_with("PK"));
}

#[test]
fn files_that_are_none_are_refused_in_words() {
    let site = Site::new();
    let none = site.upload(HEAD, "/nhap", &[], ("", b""));
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.body.contains("Chưa chọn tệp"));
    let sent = site.upload(HEAD, "/nhap", &[], ("../../a.xlsx", b"khong phai bang tinh"));
    let preview = site.get(HEAD, &sent.location);
    assert_eq!(preview.status, StatusCode::OK);
    assert!(preview.body.contains("role=\"alert\""), "{}", preview.body);
    let part = "Năm rà soát,Mã hộ,Họ và tên\n2023,H1,Lê Văn Một\n";
    for (kind, lacking) in [
        ("residents", "Để đọc như “Danh sách hộ nghèo, hộ cận nghèo” còn thiếu cột:"),
        ("", "còn thiếu cột:"),
    ] {
        let sent = site.upload(HEAD, "/nhap", &[("loai", kind)], ("ho.csv", part.as_bytes()));
        let preview = site.get(HEAD, &sent.location).body;
        assert!(preview.contains(lacking), "{kind}: {preview}");
    }
}
