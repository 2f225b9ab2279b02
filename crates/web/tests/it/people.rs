//! The pages of people: found, told, corrected, merged; nobody outside the officer's area.

use crate::site::Site;
use axum::http::StatusCode;
use domain::facts::{FactKind, FactRow};
use domain::ids::{PersonId, UnitId};
use domain::people::{NumberKind, PersonNumber, PersonRecord};
use jiff::civil::date;
use law::Sex;
use office::people::{self, NewPerson};
use office::permission::{Assignment, Role};
use office::{Ctx, Permission, offices};

fn unit(ctx: &Ctx, code: &str) -> UnitId {
    let communes = ctx.read(Permission::ReadOffice, |tx| offices::communes(tx, ctx.office, ctx.on)).unwrap();
    communes.iter().find(|unit| unit.code == code).unwrap().id
}

pub fn add(site: &Site, name: &str, code: &str, number: &str) -> PersonId {
    let ctx = site.ctx(Role::Specialist);
    let unit = unit(&ctx, code);
    let mut home = FactRow::empty(FactKind::Residence, date(2020, 1, 1), None);
    (home.unit, home.ref_text) = (Some(unit), Some(code.to_owned()));
    home.flags = [Some(true), Some(false), None, None];
    let record = PersonRecord {
        full_name: name.to_owned(),
        sex: Sex::Female,
        born: domain::Born::Year(1950),
        ethnicity: None,
        phone: None,
    };
    let number = PersonNumber { kind: NumberKind::Citizen, number: number.to_owned() };
    people::add(&ctx, NewPerson { record, numbers: vec![number], facts: vec![home] }).unwrap()
}

#[test]
fn a_person_is_found_told_corrected_and_merged() {
    let site = Site::new();
    let kept = add(&site, "Lê Thị Én", "25735", "072150000001");
    let merged = add(&site, "Lê Thị Yến", "25735", "072150000002");

    let found = site.as_role(Role::Specialist, "/nguoi?tim=le%20thi");
    assert!(found.body.contains("Lê Thị Én") && found.body.contains("Lê Thị Yến"));
    assert!(site.as_role(Role::Specialist, "/nguoi?tim=khong%20co").body.contains("Không tìm thấy ai"));

    let address = format!("/nguoi/{kept}");
    let form = format!("{address}/thong-tin");
    let bad = site.post("chuyenvien", &form, &[("noi-dung", ""), ("tu", "31/02/2023")]);
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.body.contains("chưa chọn") && bad.body.contains("không phải ngày"), "all at once");
    let done = site.post("chuyenvien", &form, &[("noi-dung", "0"), ("tu", "01/03/2023")]);
    assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, address.as_str()));
    let page = site.as_role(Role::Specialist, &address);
    assert!(page.body.contains("01/03/2023") && page.body.contains("072150000001"), "{}", page.body);
    let fact = people::story(&site.ctx(Role::Specialist), kept).unwrap();
    let fact = fact.events.iter().find(|event| event.on == date(2023, 3, 1)).unwrap().fact.unwrap();
    let end = format!("{address}/thong-tin/{fact}");
    assert!(site.as_role(Role::Specialist, &end).body.contains("Ghi nhầm"));
    site.post("chuyenvien", &end, &[("viec", "bo")]);
    assert!(!site.as_role(Role::Specialist, &address).body.contains("01/03/2023"));

    let compare = format!("/gop-ho-so?giu={kept}&gop={merged}");
    assert!(site.as_role(Role::Specialist, &compare).body.contains("Giữ lại"));
    let pair =
        [("giu", kept.to_string()), ("gop", merged.to_string()), ("can-cu", "Giấy xác nhận".to_owned())];
    let fields: Vec<(&str, &str)> = pair.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let bare = site.post("chuyenvien", "/gop-ho-so", &fields[..2]);
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "a merge has its grounds");
    assert_eq!(site.post("chuyenvien", "/gop-ho-so", &fields).location, address);
    let gone = site.as_role(Role::Specialist, &format!("/nguoi/{merged}"));
    assert_eq!((gone.status, gone.location.as_str()), (StatusCode::SEE_OTHER, address.as_str()));
    let merge = people::merges_into(&site.ctx(Role::Specialist), kept).unwrap()[0].id;
    site.post("chuyenvien", &format!("/tach-ho-so/{merge}"), &[("nguoi", &kept.to_string())]);
    assert_eq!(site.as_role(Role::Specialist, &format!("/nguoi/{merged}")).status, StatusCode::OK);
}

#[test]
fn another_commune_sees_nobody() {
    let site = Site::new();
    let person = add(&site, "Lê Thị Én", "25735", "072150000001");
    let ctx = site.ctx(Role::Specialist);
    let elsewhere = unit(&ctx, "25717");
    site.officer("xakhac", &[Assignment { role: Role::CommuneOfficer, unit: Some(elsewhere), field: None }]);
    assert!(!site.get("xakhac", "/nguoi?tim=le").body.contains("Lê Thị Én"));
    assert_eq!(site.get("xakhac", &format!("/nguoi/{person}")).status, StatusCode::NOT_FOUND);
    let form = format!("/nguoi/{person}/thong-tin");
    let refused = site.post("xakhac", &form, &[("noi-dung", "0"), ("tu", "01/03/2023")]);
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[test]
fn the_law_is_read_searched_and_compared() {
    let site = Site::new();
    let get = |address: &str| site.as_role(Role::Auditor, address);
    assert!(get("/luat").body.contains("Nghị định 20/2021/NĐ-CP"));
    let cited = get(
        "/luat?tim=Ngh%E1%BB%8B%20%C4%91%E1%BB%8Bnh%2020%2F2021%2FN%C4%90-CP%2C%20%C4%90i%E1%BB%81u%204%20kho%E1%BA%A3n%202",
    );
    assert_eq!(cited.location, "/luat/van-ban/nd-20-2021#dieu-4-khoan-2");
    assert!(get("/luat/van-ban/nd-20-2021").body.contains("id=\"dieu-4-khoan-2\""));
    assert_eq!(get("/luat/van-ban/khong-co").status, StatusCode::NOT_FOUND);
    let two = get("/luat/muc-huong?dien=disabled_severe&thang=2024-06&so-voi=2024-07").body;
    assert!(two.contains("540.000 đồng") && two.contains("750.000 đồng") && two.contains("<mark>"), "{two}");
    assert!(get("/luat/con-thieu").body.contains("Chưa chi được"));
}
