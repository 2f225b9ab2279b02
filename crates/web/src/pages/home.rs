//! The first page: what an office looks at every week.

use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, page};
use crate::route::{Route, get};
use crate::visit::Visit;
use askama::Template;

pub const ROUTES: &[Route] = &[get("/", Guard::SignedIn, show)];

#[derive(Template)]
#[template(path = "home/home.html")]
struct Home {
    frame: Frame,
}

fn show(visit: &Visit) -> Answer {
    page(&Home { frame: visit.frame("Trang chủ") })
}

fn sample() -> Home {
    Home { frame: Frame::sample() }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
