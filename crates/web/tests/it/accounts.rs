//! The way in and out.

use crate::site::{AT, PASSWORD, Site, encoded};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use office::accounts::{self, MustChange};
use office::permission::Role;

fn knock(site: &Site, fields: &[(&str, &str)]) -> crate::site::Page {
    let request = Request::post("/dang-nhap")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(encoded(fields)));
    site.send(request.unwrap())
}

fn right<'a>(account: &'a str, password: &'a str) -> [(&'a str, &'a str); 3] {
    [("account", account), ("password", password), ("tiep", "/mat-khau")]
}

#[test]
fn signing_in_opens_a_session_and_signing_out_ends_it() {
    let site = Site::new();
    let administrator = site.ctx(Role::Administrator);
    accounts::set_password(&administrator, "ketoan", PASSWORD, MustChange::No).unwrap();
    let page = knock(&site, &right("ketoan", "sai sai sai sai"));
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("không đúng") && page.body.contains("value=\"ketoan\""));
    let page = knock(&site, &right(" KeToan ", PASSWORD));
    assert_eq!((page.status, page.location.as_str()), (StatusCode::SEE_OTHER, "/mat-khau"));
    let cookie = &page.cookies[0];
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
    let token = cookie.strip_prefix("ansinh=").unwrap().split(';').next().unwrap();
    let session = || accounts::session(&site.app.db, site.app.office, token, AT).unwrap();
    assert_eq!(session().unwrap().officer.account, "ketoan");
    let request = Request::post("/dang-xuat")
        .header(header::COOKIE, format!("ansinh={token}"))
        .body(Body::from(encoded(&[("_token", &accounts::form_token(token))])));
    assert_eq!(site.send(request.unwrap()).location, "/dang-nhap");
    assert_eq!(session(), None);
}

#[test]
fn the_way_onward_stays_in_the_house() {
    let site = Site::new();
    site.session("ketoan");
    for (onward, expected) in [
        ("/so/targets?tim=a", "/so/targets?tim=a"),
        ("//elsewhere.example/", "/"),
        ("https://elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("", "/"),
    ] {
        let page = knock(&site, &[("account", "ketoan"), ("password", PASSWORD), ("tiep", onward)]);
        assert_eq!(page.location, expected, "{onward}");
    }
}

#[test]
fn strangers_are_sent_to_the_door_and_come_back() {
    let site = Site::new();
    let page = site.stranger("/mat-khau");
    assert_eq!((page.status, page.location.as_str()), (StatusCode::SEE_OTHER, "/dang-nhap?tiep=%2Fmat-khau"));
    let page = site.stranger("/khong-co");
    assert_eq!(page.location, "/dang-nhap?tiep=%2Fkhong-co", "what exists is not told to strangers");
    assert_eq!(site.as_role(Role::Head, "/khong-co").status, StatusCode::NOT_FOUND);
}

#[test]
fn a_form_needs_the_token_of_its_session_and_its_own_house() {
    let site = Site::new();
    for fields in [vec![], vec![("_token", "0123")]] {
        assert_eq!(site.post_raw("ketoan", "/mat-khau", &fields).status, StatusCode::FORBIDDEN);
    }
    let token = accounts::form_token(&site.session("truongphong"));
    let page = site.post_raw("ketoan", "/mat-khau", &[("_token", &token)]);
    assert_eq!(page.status, StatusCode::FORBIDDEN, "the token of another session");
    let from = |origin: &str| {
        let token = accounts::form_token(&site.session("ketoan"));
        let request = Request::post("/mat-khau")
            .header(header::COOKIE, format!("ansinh={}", site.session("ketoan")))
            .header(header::HOST, "ansinh.local:8080")
            .header(header::ORIGIN, origin)
            .body(Body::from(encoded(&[("_token", &token)])));
        site.send(request.unwrap()).status
    };
    assert_eq!(from("http://elsewhere.example"), StatusCode::FORBIDDEN);
    assert_eq!(from("null"), StatusCode::FORBIDDEN);
    assert_eq!(from("http://ansinh.local:8080"), StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn a_password_handed_out_serves_once() {
    let site = Site::new();
    let administrator = site.ctx(Role::Administrator);
    let handed = accounts::hand_out_password(&administrator, "ketoan").unwrap();
    let page = knock(&site, &right("ketoan", &handed));
    let token = page.cookies[0].strip_prefix("ansinh=").unwrap().split(';').next().unwrap().to_owned();
    let cookie = format!("ansinh={token}");
    let get = |address: &str| {
        site.send(Request::get(address).header(header::COOKIE, &cookie).body(Body::empty()).unwrap())
    };
    assert_eq!(get("/").location, "/mat-khau");
    assert!(get("/mat-khau").body.contains("chỉ dùng một lần"));
    let change = |old: &str, new: &str, again: &str| {
        let token = accounts::form_token(&token);
        let fields = [("_token", token.as_str()), ("old", old), ("new", new), ("again", again)];
        let request = Request::post("/mat-khau").header(header::COOKIE, &cookie);
        site.send(request.body(Body::from(encoded(&fields))).unwrap())
    };
    for (old, new, again, told) in [
        (handed.as_str(), "ngắn", "ngắn", "ít nhất 10 ký tự"),
        (handed.as_str(), "mật khẩu của ketoan", "mật khẩu của ketoan", "tên tài khoản"),
        (handed.as_str(), "aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "quá đơn giản"),
        (handed.as_str(), "một câu khá dài", "một câu khác", "không giống nhau"),
        ("sai", "một câu khá dài", "một câu khá dài", "hiện nay không đúng"),
    ] {
        let page = change(old, new, again);
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains(told), "{told}");
    }
    assert_eq!(change(&handed, "một câu khá dài", "một câu khá dài").location, "/");
    assert_eq!(get("/").status, StatusCode::OK);
    assert_eq!(knock(&site, &right("ketoan", &handed)).status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn sessions_end_by_themselves() {
    let site = Site::new();
    let token = site.session("ketoan");
    let is_open = |at: &str| accounts::session(&site.app.db, site.app.office, &token, at).unwrap().is_some();
    assert!(is_open("2023-12-28T02:59:00Z"));
    assert!(!is_open("2023-12-28T04:00:00Z"), "an hour without a page");
    for hour in 3..14 {
        assert!(is_open(&format!("2023-12-28T{hour:02}:30:00Z")), "{hour}");
    }
    assert!(!is_open("2023-12-28T14:30:00Z"), "the end of the day");
}

#[test]
fn too_many_attempts_of_a_place_wait_a_minute() {
    let site = Site::new();
    let tries: Vec<_> = (0..14).map(|_| knock(&site, &right("khong-co", "gi cung duoc")).status).collect();
    assert_eq!(tries[11], StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(tries[12], StatusCode::TOO_MANY_REQUESTS);
    *site.at.lock().unwrap() = "2023-12-28T02:01:00Z".to_owned();
    assert_eq!(knock(&site, &right("khong-co", "gi cung duoc")).status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn every_answer_carries_the_headers_of_protection() {
    let site = Site::new();
    for page in
        [site.stranger("/dang-nhap"), site.as_role(Role::Head, "/"), site.stranger("/tep/an-sinh.css")]
    {
        let header = |name: &str| page.headers.get(name).unwrap().to_str().unwrap().to_owned();
        let policy = header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("x-frame-options"), "DENY");
    }
    assert_eq!(site.as_role(Role::Head, "/").headers.get("cache-control").unwrap(), "no-store");
}
