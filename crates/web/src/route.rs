//! The table of routes: the router, the menu and the authorization matrix are made from it.

use crate::guard::Guard;
use crate::pages;
use crate::reply::Answer;
use crate::serve::Knock;
use crate::visit::Visit;
use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    /// A form: never without its token.
    Post,
    /// A form with files.
    Upload,
}

#[derive(Clone, Copy)]
pub enum To {
    Page(fn(&Visit) -> Answer),
    /// Before anybody has signed in.
    Door(fn(&Knock) -> Answer),
}

#[derive(Clone, Copy)]
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub guard: Guard,
    pub to: To,
}

pub const fn get(path: &'static str, guard: Guard, page: fn(&Visit) -> Answer) -> Route {
    Route { method: Method::Get, path, guard, to: To::Page(page) }
}

pub const fn post(path: &'static str, guard: Guard, page: fn(&Visit) -> Answer) -> Route {
    Route { method: Method::Post, path, guard, to: To::Page(page) }
}

pub const fn upload(path: &'static str, guard: Guard, page: fn(&Visit) -> Answer) -> Route {
    Route { method: Method::Upload, path, guard, to: To::Page(page) }
}

pub const fn open(method: Method, path: &'static str, page: fn(&Knock) -> Answer) -> Route {
    Route { method, path, guard: Guard::Open, to: To::Door(page) }
}

/// Every route of the application.
pub fn all() -> impl Iterator<Item = &'static Route> {
    FEATURES.iter().copied().flatten()
}

/// The page at an address without parameters.
pub fn page(address: &str) -> Option<&'static Route> {
    static PAGES: LazyLock<HashMap<&str, &Route>> = LazyLock::new(|| {
        let pages = all().filter(|route| route.method == Method::Get);
        pages.map(|route| (route.path, route)).collect()
    });
    PAGES.get(address).copied()
}

/// Whether an officer can come back to the address: a page, not the answer to a form or the way in.
pub fn is_page(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let fits = |route: &&Route| {
        let mut given = path.split('/');
        let fits = route
            .path
            .split('/')
            .all(|own| given.next().is_some_and(|one| own == one || own.starts_with('{')));
        fits && given.next().is_none()
    };
    all()
        .filter(|route| route.method == Method::Get && matches!(route.to, To::Page(_)))
        .any(|route| fits(&route))
}

/// One line per feature.
#[rustfmt::skip] // one line each: features are added side by side
const FEATURES: &[&[Route]] = &[
    crate::assets::ROUTES,
    pages::account::ROUTES,
    pages::home::ROUTES,
    pages::registers::ROUTES,
    pages::imports::ROUTES,
    pages::figures::ROUTES,
    pages::reports::ROUTES,
    pages::payroll::ROUTES,
    pages::signals::ROUTES,
    pages::decisions::ROUTES,
    pages::recoveries::ROUTES,
    pages::takeover::ROUTES,
    pages::officers::ROUTES,
    pages::clients::ROUTES,
    pages::office_data::ROUTES,
    pages::journal::ROUTES,
    pages::protection::ROUTES,
    pages::people::ROUTES,
    pages::communes::ROUTES,
    pages::outside::ROUTES,
    pages::law::ROUTES,
    pages::cases::ROUTES,
    pages::targets::ROUTES,
    pages::gratitude::ROUTES,
    pages::poverty::ROUTES,
    pages::campaigns::ROUTES,
    pages::periodic::ROUTES,
    pages::budget::ROUTES,
    pages::doctor::ROUTES,
    pages::law::what_if::ROUTES,
    pages::charts::ROUTES,
    pages::job::ROUTES,
];
