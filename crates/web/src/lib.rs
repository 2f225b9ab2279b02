//! The only HTML and HTTP of the program: pages for officers over the commands of `office`.
//!
//! # How a request goes
//!
//! Every page is a synchronous function of a [`Visit`] (who asks, for what, with which fields) that answers with a
//! [`Reply`] or a [`PageError`]. `serve` does the rest once for all of them, on a blocking thread: session, guard,
//! form token, layout of errors. Pages decide nothing: they call one command and show what it says.
//!
//! # How to add a page
//!
//! 1. `src/pages/<feature>.rs` (or a folder of small files): a view struct with `#[derive(Template)]`, whose first
//!    field is `frame: Frame` where the page stands in the layout, and a function
//!    `fn show(visit: &Visit) -> Answer { … page(&View { frame: visit.frame("Tên trang"), … }) }`.
//!    Call `office` with `&visit.ctx`; `visit.param("id")`, `visit.query.get("tim")` and `visit.form.get("so")` read
//!    what was asked; `?` turns an `OfficeError` into its page.
//! 2. `templates/<feature>/<view>.html` extends `layout.html`; numbers stand in `<td class="so">`, dates in
//!    `<td class="ngay">`. No `style=` and no inline script: the content policy forbids both. A form posts to its
//!    own address with `<input type="hidden" name="_token" value="{{ frame.token }}">`, and a handler that has
//!    written answers with `Reply::see("/…").telling("Đã …")`. It must work without script.
//! 3. A line in the feature's `ROUTES` with its guard: the permission and field that the command asks for. A menu
//!    entry is one line in `frame::MENU`. New features are listed in `route::all`.
//! 4. `fn sample() -> View` beside the view, and a line in `pages::SAMPLES`: tests render it, and look at the page
//!    with a browser and axe. A path parameter with a new name gets a value in `tests/it/matrix.rs`; the matrix
//!    of route × role × area then covers the page by itself.
//! 5. Behaviour over HTTP: `tests/it/`, with `Site` (an office with an officer of each role, signed in).
//!
//! Lists sort with `domain::names::sort_key`; a page that shows sensitive facts asks `office` for them, which checks
//! the field right and logs the reading.

pub mod app;
pub mod address;
pub mod visit;
pub mod reply;
pub mod error;
pub mod route;
pub mod guard;
pub mod serve;
pub mod frame;
pub mod paging;
pub mod form;
pub mod find;
pub mod chart;
pub mod jobs;
pub mod assets;
pub mod pages;
pub mod api;
pub mod report;
pub mod explained;

pub use app::{App, Now};
pub use error::PageError;
pub use reply::{Answer, Reply, page};
pub use serve::{router, serve};
pub use visit::Visit;

pub(crate) const PAPER_CSS: &str = include_str!("../assets/paper.css");
