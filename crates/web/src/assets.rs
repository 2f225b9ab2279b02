//! Files of the program: style, script, icon. Their addresses carry a hash of their content.

use crate::reply::{Answer, Reply};
use crate::route::{Method, Route, open};
use crate::serve::Knock;

pub const ROUTES: &[Route] = &[
    open(Method::Get, "/tep/an-sinh.css", css),
    open(Method::Get, "/tep/htmx.js", htmx),
    open(Method::Get, "/tep/bieu-tuong.svg", icon),
    open(Method::Get, "/favicon.ico", icon),
];

const CSS: &str = concat!(include_str!("../assets/an-sinh.css"), include_str!("../assets/giay.css"));
/// htmx 2.0.11, see `assets/htmx.LICENSE` and `assets/htmx.sha256`.
const HTMX: &str = include_str!("../assets/htmx-2.0.11.min.js");
const ICON: &str = include_str!("../assets/icon.svg");

pub const CSS_MARK: u64 = mark(CSS);
pub const HTMX_MARK: u64 = mark(HTMX);

fn css(_: &Knock) -> Answer {
    Ok(Reply::asset("text/css; charset=utf-8", CSS.as_bytes()))
}

fn htmx(_: &Knock) -> Answer {
    Ok(Reply::asset("text/javascript; charset=utf-8", HTMX.as_bytes()))
}

fn icon(_: &Knock) -> Answer {
    Ok(Reply::asset("image/svg+xml", ICON.as_bytes()))
}

/// FNV-1a: a name for a content, not a protection.
const fn mark(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}
