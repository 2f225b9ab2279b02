//! The law pages: read in the browser, amounts by month, two months side by side, what is not payable.

mod amounts;
mod text;
pub mod what_if;

use crate::guard::Guard;
use crate::route::{Route, get};

pub const ROUTES: &[Route] = &[
    get("/luat", Guard::SignedIn, text::index),
    get("/luat/van-ban/{page}", Guard::SignedIn, text::show),
    get("/luat/muc-huong", Guard::SignedIn, amounts::show),
    get("/luat/con-thieu", Guard::SignedIn, amounts::gaps),
];

pub use amounts::{sample_gaps, sample_page as sample_amounts};
pub use text::{sample_index, sample_page as sample_text};
pub use what_if::sample_page as sample_what_if;
