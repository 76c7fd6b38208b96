//! Names of the files of a release.

use cells::Level;

use crate::draft::level_name;

pub(crate) const MANIFEST: &str = "manifest.json";
pub(crate) const DEFINITION: &str = "definition.json";
pub(crate) const REPORT: &str = "report.json";
pub(crate) const PLACES: &str = "places.parquet";
pub(crate) const TILES: &str = "tiles.pmtiles";
pub(crate) const INDEX: &str = "cube/index.json";
pub(crate) const COLUMNS: &str = "cube/columns.bin";
pub(crate) const READINGS: &str = "cube/readings.bin";

/// The boundaries of a level.
pub(crate) fn boundaries(level: Level) -> String {
    format!("boundaries/{}.parquet", level_name(level))
}

/// The cells of an indicator.
pub(crate) fn cells(indicator: &str) -> String {
    format!("cells/{indicator}.parquet")
}
