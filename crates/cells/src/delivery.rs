use serde::{Deserialize, Serialize};

use crate::{CategoryIx, Cell, IndicatorIx, Level, Period, PlaceIx, Vintage};

/// The cells of one indicator, period and level.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The indicator.
    pub indicator: IndicatorIx,
    /// The year.
    pub period: Period,
    /// The level.
    pub level: Level,
    /// The division its places belong to.
    pub vintage: Vintage,
    /// Position in `definition.sources`.
    pub source: usize,
    /// Categories present, ascending; `CategoryIx::TOTAL` first where there is a total.
    pub categories: Vec<CategoryIx>,
    /// Cells that are not `NotAvailable`; any order, each address once.
    pub cells: Vec<(PlaceIx, CategoryIx, Cell)>,
}

/// Something a build left out, and went on honestly without; listed in the release's report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct LeftOut {
    /// Source id.
    pub source: String,
    /// File, or table, with row and column where they are known ("kwb.csv.gz, row 17, column Koopwoningen_40").
    pub place: String,
    /// Kind of problem, for counting ("code of no area", "negative count").
    pub problem: String,
    /// What was found, what was expected. Never a value that may not be published.
    pub detail: String,
    /// How many rows or cells this entry stands for.
    pub count: u64,
}

/// A source as it was read for this release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SourceRecord {
    /// Id in the definition.
    pub id: String,
    /// SHA-256 of what was read, hexadecimal.
    pub sha256: String,
    /// Day it was fetched, where known.
    pub fetched: Option<String>,
    /// Day the publisher last changed it, where known.
    pub published: Option<String>,
    /// Licence.
    pub licence: String,
    /// Rows read.
    pub rows: u64,
}
