//! The interface for programs: who may call what, its document, keys of requests, parts of lists, problems.

use crate::matrix::{assignments, holds};
use crate::site::{AT, Page, Site};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use office::clients::{self, BY_HAND, NewClient};
use office::permission::{Assignment, Grant, Role};
use office::{Field, Permission};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use testkit::TestOffice;
use web::api::{self, Endpoint};
use web::guard::{Ask, Extent, Guard};
use web::route::Method;
use web::visit::Params;

fn client(site: &Site, account: &str, scopes: &[Grant]) -> String {
    let new = NewClient { account, name: "Chương trình thử", scopes, days: 30 };
    clients::create(&site.ctx(Role::Administrator), &new).unwrap().1
}

fn anywhere(permission: Permission) -> Grant {
    Grant { permission, unit: None, field: None }
}

/// Everything that a program can be given of what the account holds.
fn all_of(site: &Site, account: &str) -> Vec<Grant> {
    let officer = site.ctx_of_account(account).officer;
    let held = Permission::ALL.iter().filter(|one| !BY_HAND.contains(one) && officer.scope(**one).is_some());
    held.map(|permission| anywhere(*permission)).collect()
}

fn get(site: &Site, token: &str, address: &str) -> Page {
    let bearer = format!("Bearer {token}");
    site.send(Request::get(address).header(header::AUTHORIZATION, bearer).body(Body::empty()).unwrap())
}

fn post(site: &Site, token: &str, address: &str, key: &str, body: &str) -> Page {
    let request = Request::post(address).header(header::AUTHORIZATION, format!("Bearer {token}"));
    let request = if key.is_empty() { request } else { request.header("idempotency-key", key) };
    site.send(request.body(Body::from(body.to_owned())).unwrap())
}

fn json(page: &Page) -> Value {
    serde_json::from_str(&page.body).unwrap_or_else(|error| panic!("{error}: {}", page.body))
}

fn code(page: &Page) -> String {
    assert_eq!(page.headers.get(header::CONTENT_TYPE).unwrap(), "application/problem+json", "{}", page.body);
    let problem: api::Problem = serde_json::from_str(&page.body).unwrap();
    assert_eq!(problem.status, page.status.as_u16());
    assert_eq!(problem.kind, format!("urn:ansinh:problem:{}", problem.code));
    assert!(!problem.title.is_empty() && !problem.detail.is_empty(), "{}", page.body);
    problem.code
}

fn address(endpoint: &Endpoint) -> (String, Params) {
    let mut params = Params::default();
    let path = endpoint.path();
    let parts = path.split('/').map(|part| {
        let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) else {
            return part.to_owned();
        };
        let value = match name {
            "kind" => "household_totals",
            "figure" => "poverty.2023.households",
            "category" => "khong-co",
            "code" | "person" | "run" | "number" | "decision" | "report" | "year" => "2023",
            _ => panic!("give the parameter {{{name}}} a value here, so that its routes are covered"),
        };
        params.0.push((name.to_owned(), value.to_owned()));
        value.to_owned()
    });
    (parts.collect::<Vec<_>>().join("/"), params)
}

fn asked(endpoint: &Endpoint, params: &Params) -> Vec<Ask> {
    let somewhere = |permission, field| Ask { permission, field, extent: Extent::Somewhere };
    match endpoint.guard {
        Guard::Open => panic!("{}: nothing of the interface is open", endpoint.path()),
        Guard::SignedIn => Vec::new(),
        Guard::Needs(permission, field) => vec![somewhere(permission, field)],
        Guard::Whole(permission) => vec![Ask { permission, field: None, extent: Extent::Everywhere }],
        Guard::Pays(permission) => {
            web::guard::PAYING.iter().map(|field| somewhere(permission, Some(*field))).collect()
        }
        Guard::Any(permissions) => {
            permissions.iter().map(|permission| somewhere(*permission, None)).collect()
        }
        Guard::By(ask) => vec![ask(params).unwrap()],
    }
}

fn call(site: &Site, endpoint: &Endpoint, token: &str, address: &str) -> Page {
    match endpoint.method {
        Method::Get => get(site, token, address),
        Method::Post | Method::Upload => post(site, token, address, "mot-khoa", "khong phai json"),
    }
}

#[test]
fn every_route_admits_the_programs_of_whom_the_tables_admit() {
    let site = Site::new();
    let ctx = site.ctx(Role::Head);
    let communes = ctx
        .read(Permission::ReadOffice, |tx| office::offices::communes(tx, site.app.office, crate::site::ON));
    let mut programs = Vec::new();
    for (account, assignment) in assignments(communes.unwrap()[0].id) {
        let account = format!("api.{account}");
        site.officer(&account, &[assignment]);
        let token = client(&site, &account, &all_of(&site, &account));
        programs.push((account, assignment, token));
    }
    let head = TestOffice::account(Role::Head);
    let narrow = client(&site, head, &[anywhere(Permission::ReadJournal)]);
    for endpoint in api::all() {
        let (address, params) = address(endpoint);
        let asked = asked(endpoint, &params);
        for (account, assignment, token) in &programs {
            // What a program never does, none of the routes asks for.
            assert!(
                asked.iter().all(|ask| !BY_HAND.contains(&ask.permission) || asked.len() > 1),
                "{address}"
            );
            let own = |ask: &Ask| holds(assignment, ask) && !BY_HAND.contains(&ask.permission);
            let expected = asked.is_empty() || asked.iter().any(own);
            let page = call(&site, endpoint, token, &address);
            let is_admitted = page.status != StatusCode::FORBIDDEN;
            assert_eq!(is_admitted, expected, "{address} as {account}: {} {}", page.status, page.body);
            assert_ne!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{address}\n{}", page.body);
            *site.at.lock().unwrap() = next_minute(&site);
        }
        let is_for_all = asked.is_empty() || asked.iter().any(|ask| ask.permission == Permission::ReadOffice);
        let page = call(&site, endpoint, &narrow, &address);
        assert_eq!(
            page.status != StatusCode::FORBIDDEN,
            is_for_all,
            "{address} with one scope of another kind"
        );
        for token in ["", "ansinh_0000", &site.session(head)] {
            let page = call(&site, endpoint, token, &address);
            assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{address}");
            assert_eq!(code(&page), "unauthenticated");
        }
    }
}

/// So that the limits of a minute do not speak here.
fn next_minute(site: &Site) -> String {
    let at: jiff::Timestamp = site.at.lock().unwrap().parse().unwrap();
    format!("{:.0}", at + jiff::SignedDuration::from_secs(7))
}

#[test]
fn cookies_open_nothing_and_unknown_addresses_tell_strangers_nothing() {
    let site = Site::new();
    let head = TestOffice::account(Role::Head);
    let page = site.get(head, "/api/v1/me");
    assert_eq!(page.status, StatusCode::UNAUTHORIZED, "a session is no token");
    assert_eq!(site.stranger("/api/v1/khong-co").status, StatusCode::UNAUTHORIZED);
    let token = client(&site, head, &[anywhere(Permission::ReadRegisters)]);
    let page = get(&site, &token, "/api/v1/khong-co");
    assert_eq!((page.status, code(&page).as_str()), (StatusCode::NOT_FOUND, "not_found"));
    let page = get(&site, &token, "/api/v1/people?q=an&limit=0");
    assert_eq!((page.status, code(&page).as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "parameter"));
    assert!(page.headers.get("content-security-policy").is_some());
    assert_eq!(site.as_role(Role::Head, "/ma-truy-cap").status, StatusCode::FORBIDDEN);
}

#[test]
fn a_program_is_never_more_than_its_officer_and_its_scopes() {
    let site = Site::new();
    let ctx = site.ctx(Role::Administrator);
    let refused = |account: &str, scopes: &[Grant], days| {
        let new = NewClient { account, name: "Thử", scopes, days };
        clients::create(&ctx, &new).map(drop).unwrap_err().code()
    };
    let read = [anywhere(Permission::ReadRegisters)];
    assert_eq!(refused("ketoan", &[], 30), "invalid");
    assert_eq!(refused("ketoan", &read, 0), "invalid");
    assert_eq!(refused("khong-co", &read, 30), "invalid");
    assert_eq!(
        refused("ketoan", &[anywhere(Permission::MergePeople)], 30),
        "invalid",
        "not the accountant's"
    );
    assert_eq!(refused("truongphong", &[anywhere(Permission::ApprovePayroll)], 30), "invalid", "by hand");
    let specialist = Assignment { role: Role::Specialist, unit: None, field: Some(Field::Merit) };
    site.officer("hep", &[specialist]);
    let scope = |field| Grant { permission: Permission::ReadRegisters, unit: None, field };
    let token = client(&site, "hep", &[scope(None), scope(Some(Field::Poverty))]);
    let me = json(&get(&site, &token, "/api/v1/me"));
    let may = json!([
        { "permission": "read_office" }, { "permission": "read_registers", "field": "merit" },
    ]);
    assert_eq!(me["may"], may);
    assert_eq!(me["officer"], "hep");
    // What the officer loses, the program loses.
    office::officers::take_role(&ctx, "hep", Role::Specialist).unwrap();
    let page = get(&site, &token, "/api/v1/people?q=an");
    assert_eq!((page.status, code(&page).as_str()), (StatusCode::FORBIDDEN, "forbidden"));
    office::officers::end(&ctx, "hep").unwrap();
    assert_eq!(get(&site, &token, "/api/v1/me").status, StatusCode::UNAUTHORIZED);
}

#[test]
fn tokens_end_by_their_day_and_by_the_administrator() {
    let site = Site::new();
    let head = TestOffice::account(Role::Head);
    let token = client(&site, head, &[anywhere(Permission::ReadRegisters)]);
    assert_eq!(get(&site, &token, "/api/v1/me").status, StatusCode::OK);
    let list = site.get("quantri", "/ma-truy-cap").body;
    assert!(list.contains("Chương trình thử") && !list.contains(&token), "only the hash is kept");
    *site.at.lock().unwrap() = "2024-01-27T02:00:00Z".to_owned();
    assert_eq!(get(&site, &token, "/api/v1/me").status, StatusCode::UNAUTHORIZED);
    *site.at.lock().unwrap() = AT.to_owned();
    let all = clients::list(&site.ctx(Role::Administrator)).unwrap();
    assert_eq!(all[0].row.last_used_at.as_deref(), Some(AT));
    let page = site.post("quantri", &format!("/ma-truy-cap/{}/thu-hoi", all[0].row.id), &[]);
    assert_eq!(page.location, "/ma-truy-cap");
    assert_eq!(get(&site, &token, "/api/v1/me").status, StatusCode::UNAUTHORIZED);
    let fields = [("ten", "Cổng"), ("can-bo", head), ("ngay", "30"), ("quyen", "read_registers")];
    let page = site.post("quantri", "/ma-truy-cap", &fields);
    let handed = page.body.split(clients::TOKEN_MARK).nth(1).unwrap();
    let token = format!("{}{}", clients::TOKEN_MARK, &handed[..64]);
    assert_eq!(get(&site, &token, "/api/v1/me").status, StatusCode::OK);
    let page = site.post("quantri", "/ma-truy-cap", &fields[..2]);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("ít nhất một việc"), "{}", page.body);
}

fn totals(households: &str) -> String {
    let cells = json!({
        "Năm rà soát": "2023", "Ngày rà soát": "30/11/2023", "Xã, phường": "25708", "Tổng số hộ": households,
        "Tổng số nhân khẩu": "15230", "Nguồn": "Báo cáo số 1",
    });
    json!({ "cells": cells }).to_string()
}

#[test]
fn a_request_with_a_key_is_done_once() {
    let site = Site::new();
    let head = TestOffice::account(Role::Head);
    let token = client(&site, head, &all_of(&site, head));
    let at = "/api/v1/registers/household_totals";
    let missing = post(&site, &token, at, "", &totals("4120"));
    assert_eq!(
        (missing.status, code(&missing).as_str()),
        (StatusCode::BAD_REQUEST, "idempotency_key_missing")
    );
    let first = post(&site, &token, at, "k1", &totals("4120"));
    assert_eq!(first.status, StatusCode::OK, "{}", first.body);
    assert_eq!(json(&first)["change"], "new");
    let again = post(&site, &token, at, "k1", &totals("4120"));
    assert_eq!(again.body, first.body, "the stored answer, though the row is known now");
    assert_eq!(json(&post(&site, &token, at, "k2", &totals("4120")))["change"], "same");
    let other = post(&site, &token, at, "k1", &totals("4121"));
    let told = (StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused");
    assert_eq!((other.status, code(&other).as_str()), told);
    let second = client(&site, head, &all_of(&site, head));
    assert_eq!(
        json(&post(&site, &second, at, "k1", &totals("4120")))["change"],
        "same",
        "keys are each client's"
    );
    // What was refused left nothing: the key is free.
    let wrong = post(&site, &token, at, "k3", &totals("nhiều"));
    assert_eq!((wrong.status, code(&wrong).as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "entry_refused"));
    let problem: api::Problem = serde_json::from_str(&wrong.body).unwrap();
    assert_eq!(problem.errors[0].field, "Tổng số hộ", "{}", wrong.body);
    assert_eq!(post(&site, &token, at, "k3", &totals("4122")).status, StatusCode::OK);
    *site.at.lock().unwrap() = "2023-12-29T03:00:00Z".to_owned();
    assert_eq!(
        json(&post(&site, &token, at, "k1", &totals("4122")))["change"],
        "same",
        "a day later it is new"
    );
    let entries = site
        .ctx(Role::Head)
        .read(Permission::ReadJournal, |tx| Ok(office::journal::verify(tx, site.app.office)?));
    assert_eq!(entries.unwrap(), []);
}

#[test]
fn lists_come_in_parts_that_lose_and_repeat_nothing() {
    let site = Site::new();
    let head = TestOffice::account(Role::Head);
    let token = client(&site, head, &all_of(&site, head));
    for (number, year) in ["2020", "2021", "2022", "2023"].iter().enumerate() {
        let body = totals("4000").replace("2023", year);
        let page = post(&site, &token, "/api/v1/registers/household_totals", &format!("n{number}"), &body);
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    }
    let mut next = "/api/v1/registers/household_totals?limit=3".to_owned();
    let mut seen = BTreeSet::new();
    let mut parts = 0;
    while !next.is_empty() {
        let page = get(&site, &token, &next);
        let part = json(&page);
        assert_eq!(part["total"], 4);
        for row in part["rows"].as_array().unwrap() {
            assert!(seen.insert(row["mark"].to_string()), "{row} twice");
        }
        next = part["next"].as_str().unwrap_or_default().to_owned();
        let link = page.headers.get(header::LINK).map(|link| link.to_str().unwrap().to_owned());
        assert_eq!(link, (!next.is_empty()).then(|| format!("<{next}>; rel=\"next\"")));
        parts += 1;
    }
    assert_eq!((seen.len(), parts), (4, 2));
    let found =
        get(&site, &token, "/api/v1/registers/household_totals?where=N%C4%83m%20r%C3%A0%20so%C3%A1t:2022");
    assert_eq!(json(&found)["total"], 1, "{}", found.body);
    let evidence = get(&site, &token, "/api/v1/figures/poverty.2023.households/evidence?period=2023&limit=2");
    assert_eq!(evidence.status, StatusCode::OK, "{}", evidence.body);
}

#[test]
fn files_and_facts_are_answered() {
    let site = Site::new();
    let head = TestOffice::account(Role::Head);
    let token = client(&site, head, &all_of(&site, head));
    let csv = "Năm rà soát,Ngày rà soát,\"Xã, phường\",Tổng số hộ,Tổng số nhân khẩu,Nguồn\n2023,30/11/2023,25708,4120,15230,Báo cáo số 1\n";
    for (address, key, rehearsed, new) in [
        ("/api/v1/imports?file=tong-ho.csv&rehearse=true", "f1", true, 1),
        ("/api/v1/imports?file=tong-ho.csv", "f2", false, 1),
        ("/api/v1/imports?file=tong-ho.csv&kind=household_totals", "f3", false, 0),
    ] {
        let page = post(&site, &token, address, key, csv);
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let answer = json(&page);
        assert_eq!(
            (&answer["rehearsed"], &answer["sheets"][0]["new"]),
            (&json!(rehearsed), &json!(new)),
            "{answer}"
        );
    }
    let page = post(&site, &token, "/api/v1/assess?month=2023-08", "", "{\"id\":\"1\"}\n");
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert_eq!(page.body.lines().count(), 1);
    let page = post(&site, &token, "/api/v1/assess?month=th%C3%A1ng", "", "{}\n");
    assert_eq!(code(&page), "parameter");
}

#[test]
fn a_program_that_calls_too_often_waits() {
    let site = Site::new();
    let token = client(&site, TestOffice::account(Role::Head), &[anywhere(Permission::ReadRegisters)]);
    let statuses: Vec<_> = (0..601).map(|_| get(&site, &token, "/api/v1/me").status).collect();
    assert_eq!(statuses[599], StatusCode::OK);
    assert_eq!(statuses[600], StatusCode::TOO_MANY_REQUESTS);
    let page = get(&site, &token, "/api/v1/me");
    assert_eq!(page.headers.get("retry-after").unwrap(), "60");
    assert_eq!(code(&page), "too_many_requests");
}

#[test]
fn the_document_names_every_route_and_its_examples_are_read() {
    let site = Site::new();
    let page = site.stranger("/api/v1/openapi.json");
    assert_eq!(page.status, StatusCode::OK);
    let document = json(&page);
    assert_eq!(document["openapi"], "3.1.0");
    let mut named = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            named.insert(format!("{method} {path}"));
            check_operation(&document, path, operation);
        }
    }
    let word = |endpoint: &Endpoint| if endpoint.method == Method::Get { "get" } else { "post" };
    let served: BTreeSet<_> = api::all().map(|one| format!("{} {}", word(one), one.path())).collect();
    assert_eq!(named, served);
    for endpoint in api::all() {
        let operation = &document["paths"][endpoint.path()][word(endpoint)];
        for (place, example) in [
            ("/responses/200/content/application~1json", &endpoint.answer),
            ("/requestBody/content/application~1json", &endpoint.body),
        ] {
            let Some(example) = example else { continue };
            let content = operation.pointer(place).unwrap_or_else(|| panic!("{} {place}", endpoint.path()));
            (example.reads)(&content["example"]).unwrap_or_else(|e| panic!("{}: {e}", endpoint.path()));
            assert!(content["schema"].is_object(), "{}", endpoint.path());
        }
    }
    check_references(&document, &document);
}

fn check_operation(document: &Value, path: &str, operation: &Value) {
    let id = operation["operationId"].as_str().unwrap();
    assert!(!operation["summary"].as_str().unwrap_or_default().is_empty(), "{path}: {id} has no summary");
    assert!(operation["tags"].as_array().is_some_and(|tags| tags.len() == 1), "{path}");
    assert!(operation["description"].as_str().unwrap().contains("Quyền: "), "{path}");
    let empty = Vec::new();
    let parameters = operation["parameters"].as_array().unwrap_or(&empty);
    let of_path: BTreeSet<_> = parameters
        .iter()
        .filter(|one| one["in"] == "path")
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    let written: BTreeSet<_> =
        path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
    assert_eq!(of_path, written, "{path}");
    assert!(operation["responses"]["default"].is_object(), "{path}");
    assert!(document["components"]["schemas"]["Problem"].is_object());
}

/// Every `$ref` leads to something.
fn check_references(document: &Value, at: &Value) {
    match at {
        Value::Object(fields) => {
            for (name, value) in fields {
                if name == "$ref" {
                    let place = value.as_str().unwrap().strip_prefix('#').unwrap();
                    assert!(document.pointer(place).is_some(), "{place}");
                }
                check_references(document, value);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| check_references(document, value)),
        _ => {}
    }
}
