//! Targets of a year: what a resolution or plan asks of a figure.

use crate::ids::UnitId;
use crate::labels::labelled;
use crate::worded;

worded!(
    /// How the figure is held against the value.
    Comparison { AtLeast = "at_least", Below = "below" }
);

labelled!(Comparison {
    AtLeast = "Không dưới" | "Ít nhất" | "Từ" | ">=",
    Below = "Dưới" | "Còn dưới" | "<",
});

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub year: i16,
    /// Id of a figure of the catalogue, or its Vietnamese title as written.
    pub figure: String,
    pub comparison: Comparison,
    /// Decimal text with a point: `0.5`, `3200`.
    pub value: String,
    pub paper: Option<String>,
    /// The commune whose part it is; `None`: the whole office.
    pub unit: Option<UnitId>,
}
