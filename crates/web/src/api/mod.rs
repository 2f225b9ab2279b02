//! The interface for programs: `/api/v1` over the same commands as the pages.
//!
//! A client brings the token of an officer's account in `Authorization: Bearer`; cookies are not looked at. What it may
//! do is what its officer may do, narrowed to its scopes (`office::clients`). Errors are problems of RFC 9457 with the
//! program's codes, lists come in parts with a `next` address, and a request that writes carries an `Idempotency-Key`.
//!
//! To add a route: a function with `#[utoipa::path]` that takes a [`Call`], a line in the feature's `ENDPOINTS` by
//! `get!` or `post!`, and `Sample` for new bodies. The router, the document, the matrix of authorizations and the test
//! of examples are made from these lines.

pub mod endpoint;
pub mod problem;
pub mod call;
mod serve;
mod document;
pub mod office;
pub mod people;
pub mod registers;
pub mod imports;
pub mod payroll;
pub mod decisions;
pub mod signals;
pub mod figures;
pub mod reports;
pub mod law;
pub mod assess;

pub use call::Call;
pub use document::{DOCUMENT_PATH, document};
pub use endpoint::Endpoint;
pub use problem::{ApiError, Problem};
pub use serve::{nothing_here, router};

/// What every address of the interface begins with.
pub const ROOT: &str = "/api/";

/// Every route of the interface, one line per feature.
pub fn all() -> impl Iterator<Item = &'static Endpoint> {
    FEATURES.iter().copied().flatten()
}

const FEATURES: &[&[Endpoint]] = &[
    office::ENDPOINTS,
    people::ENDPOINTS,
    registers::ENDPOINTS,
    imports::ENDPOINTS,
    payroll::ENDPOINTS,
    decisions::ENDPOINTS,
    signals::ENDPOINTS,
    figures::ENDPOINTS,
    reports::ENDPOINTS,
    law::ENDPOINTS,
    assess::ENDPOINTS,
];
