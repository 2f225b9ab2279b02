//! Year plans, see `domain::plans`.

use crate::record_table::record_table;
use domain::plans::Plan;

record_table!(Plan, PlanId, "plans", "kế hoạch năm", order by "year, issued_on" {
    year "year",
    field "field",
    title "title",
    paper "paper",
    issuer "issuer",
    issued_on "issued_on",
    file "file",
});
