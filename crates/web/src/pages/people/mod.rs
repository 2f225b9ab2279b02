//! People: found, told, corrected, merged.

mod search;
mod person;
mod why;
mod facts;
mod duplicates;
mod merging;

use crate::guard::Guard;
use crate::route::{Route, get, post};
use office::Permission;

const READ: Guard = Guard::Needs(Permission::ReadRegisters, None);
const RECORD: Guard = Guard::Needs(Permission::RecordRegisters, None);
const MERGE: Guard = Guard::Needs(Permission::MergePeople, None);

pub const ROUTES: &[Route] = &[
    get("/nguoi", READ, search::show),
    get("/nguoi/{id}", READ, person::show),
    get("/nguoi/{id}/vi-sao/{run}", Guard::Pays(Permission::ReadPayroll), why::show),
    get("/nguoi/{id}/thong-tin", RECORD, facts::blank),
    post("/nguoi/{id}/thong-tin", RECORD, facts::record),
    get("/nguoi/{id}/thong-tin/{fact}", RECORD, facts::ask),
    post("/nguoi/{id}/thong-tin/{fact}", RECORD, facts::change),
    get("/trung-ho-so", MERGE, duplicates::show),
    post("/trung-ho-so", MERGE, duplicates::distinct),
    get("/gop-ho-so", MERGE, merging::show),
    post("/gop-ho-so", MERGE, merging::merge),
    post("/tach-ho-so/{merge}", MERGE, merging::unmerge),
];

pub use duplicates::sample_page as sample_duplicates;
pub use facts::{sample_ask, sample_form};
pub use merging::sample_page as sample_merging;
pub use person::sample_page as sample_person;
pub use search::sample_page as sample_search;
pub use why::sample_page as sample_why;
