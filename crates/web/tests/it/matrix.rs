//! Route × role × area: who gets in, told by the tables of permissions and not by the guards themselves.

use crate::site::Site;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::ids::UnitId;
use office::permission::{Assignment, Role};
use office::{Field, Permission};
use std::collections::BTreeSet;
use web::guard::{Ask, Extent, Guard, PAYING};
use web::route::{self, Method, Route};
use web::visit::Params;

/// Values for the parameters of paths. A number that nothing has: a guard answers before anything is looked up.
fn values(name: &str) -> Vec<String> {
    match name {
        "id" | "year" | "number" | "person" | "run" | "unit" | "fact" | "merge" | "job" | "line"
        | "enrolment" => {
            vec!["2023".to_owned()]
        }
        "page" => vec!["nd-20-2021".to_owned()],
        "kind" => office::import::kinds::KINDS.iter().map(|kind| kind.id.to_owned()).collect(),
        // Nothing waits under this name.
        "figure" => vec!["poverty.2023.households".to_owned()],
        "account" => vec!["khong-co".to_owned()],
        "file" => vec!["khong-co".to_owned()],
        "upload" => vec!["0".repeat(64)],
        "code" | "season" => vec!["khong-co".to_owned()],
        "month" => vec!["2023-12".to_owned()],
        _ => panic!("give the parameter {{{name}}} a value here, so that its routes are covered"),
    }
}

/// One list with communes, one without, one of another field.
const OVER_HTTP: &[&str] = &["household_totals", "office", "merit_files"];

/// The addresses of a route with their parameters.
fn addresses(route: &Route) -> Vec<(String, Params)> {
    let mut found = vec![(String::new(), Params::default())];
    for part in route.path.split('/').skip(1) {
        let name = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
        found = found
            .into_iter()
            .flat_map(|(address, params)| match name {
                None => vec![(format!("{address}/{part}"), params)],
                Some(name) => values(name)
                    .into_iter()
                    .map(|value| {
                        let mut params = params.clone();
                        params.0.push((name.to_owned(), value.clone()));
                        (format!("{address}/{value}"), params)
                    })
                    .collect(),
            })
            .collect();
    }
    found
}

/// What a route asks for; one of these is enough. `None`: nothing in particular.
fn asked(route: &Route, params: &Params) -> Option<Vec<Ask>> {
    let somewhere = |permission, field| Ask { permission, field, extent: Extent::Somewhere };
    match route.guard {
        Guard::Open | Guard::SignedIn => None,
        Guard::Needs(permission, field) => Some(vec![somewhere(permission, field)]),
        Guard::Whole(permission) => Some(vec![Ask { permission, field: None, extent: Extent::Everywhere }]),
        Guard::Pays(permission) => {
            Some(PAYING.iter().map(|field| somewhere(permission, Some(*field))).collect())
        }
        Guard::Any(permissions) => {
            Some(permissions.iter().map(|permission| somewhere(*permission, None)).collect())
        }
        Guard::By(ask) => Some(vec![ask(params).unwrap()]),
    }
}

pub fn holds(assignment: &Assignment, ask: &Ask) -> bool {
    let fits = assignment.field.is_none_or(|own| ask.field.is_none_or(|field| own == field));
    let reaches = assignment.unit.is_none() || ask.extent == Extent::Somewhere;
    ask.permission.roles().contains(&assignment.role) && fits && reaches
}

/// Each role for the whole office, for one commune, and for one field.
pub fn assignments(commune: UnitId) -> Vec<(String, Assignment)> {
    let mut all = Vec::new();
    for role in Role::ALL {
        let word = role.word().replace('_', "-");
        let whole = Assignment { role: *role, unit: None, field: None };
        all.push((format!("{word}.whole"), whole));
        all.push((format!("{word}.commune"), Assignment { unit: Some(commune), ..whole }));
        all.push((format!("{word}.merit"), Assignment { field: Some(Field::Merit), ..whole }));
    }
    all
}

#[test]
fn every_route_admits_whom_the_tables_admit() {
    let site = Site::new();
    let commune = site
        .ctx(Role::Head)
        .read(Permission::ReadOffice, |tx| office::offices::communes(tx, site.app.office, crate::site::ON));
    let all = assignments(commune.unwrap()[0].id);
    for (account, assignment) in &all {
        site.officer(account, &[*assignment]);
    }
    let mut covered = BTreeSet::new();
    for route in route::all() {
        for (address, params) in addresses(route) {
            let Some(asked) = asked(route, &params) else {
                check_open(&site, route, &address);
                covered.insert((route.path, route.method as u8));
                continue;
            };
            // Lists are many and alike: every kind is asked of its guard, some of them over HTTP too.
            let over_http = !route.path.contains("{kind}") || OVER_HTTP.contains(&params.get("kind"));
            for (account, assignment) in &all {
                let expected = asked.iter().any(|ask| holds(assignment, ask));
                let officer = site.ctx_of_account(account).officer;
                assert_eq!(route.guard.check(&officer, &params).is_ok(), expected, "{address} as {account}");
                if !over_http {
                    continue;
                }
                let page = match route.method {
                    Method::Get => site.get(account, &address),
                    Method::Post => site.post(account, &address, &[]),
                    Method::Upload => site.upload(account, &address, &[], ("a.xlsx", b"")),
                };
                let is_admitted = page.status != StatusCode::FORBIDDEN;
                assert_eq!(
                    is_admitted, expected,
                    "{:?} {address} as {account}: {}",
                    route.method, page.status
                );
                assert_ne!(
                    page.status,
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "{address} as {account}\n{}",
                    page.body
                );
            }
            covered.insert((route.path, route.method as u8));
            check_stranger(&site, route, &address);
        }
    }
    let uncovered: Vec<_> = route::all()
        .filter(|route| !covered.contains(&(route.path, route.method as u8)))
        .map(|r| r.path)
        .collect();
    assert_eq!(uncovered.join("\n"), include_str!("golden/uncovered_routes.txt").trim());
}

fn check_open(site: &Site, route: &Route, address: &str) {
    if matches!(route.guard, Guard::Open) {
        if route.method == Method::Get {
            assert_eq!(site.stranger(address).status, StatusCode::OK, "{address}");
        }
        return;
    }
    check_stranger(site, route, address);
    if route.method == Method::Get {
        for role in Role::ALL {
            assert_eq!(site.as_role(*role, address).status, StatusCode::OK, "{address} as {role:?}");
        }
    }
}

fn check_stranger(site: &Site, route: &Route, address: &str) {
    let request = match route.method {
        Method::Get => Request::get(address),
        Method::Post | Method::Upload => Request::post(address),
    };
    let page = site.send(request.body(Body::empty()).unwrap());
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{address}");
    assert!(page.location.starts_with("/dang-nhap"), "{address}");
}
