//! The poverty review, support to households, the national target programme (`domain::poverty`).

pub mod review;
pub mod forms;
pub mod support;
pub mod programme;

use domain::poverty::{
    Area, Counted, FormKind, FundKind, HelperKind, Listed, MovementReason, Outcome, PovertyClass,
    ProjectState, Region, ReviewStep, ScoreOrigin, SeasonKind, SupportKind, SupportSource,
};

crate::word_columns!(
    Area,
    PovertyClass,
    SeasonKind,
    ReviewStep,
    FormKind,
    ScoreOrigin,
    Region,
    MovementReason,
    Counted,
    Listed,
    HelperKind,
    SupportKind,
    SupportSource,
    Outcome,
    FundKind,
    ProjectState,
);

/// The live rows of an office as known after an entry, in the order in which they were written.
macro_rules! live {
    ($table:literal, $columns:literal) => {
        concat!(
            "select id, ",
            $columns,
            " from ",
            $table,
            " where office_id = $1 and recorded_entry <= $2 and (voided_entry is null or voided_entry > $2)",
            " order by id"
        )
    };
}
use live;

macro_rules! void {
    ($table:literal) => {
        concat!("update ", $table, " set voided_entry = $2 where id = $1 and voided_entry is null")
    };
}
use void;
