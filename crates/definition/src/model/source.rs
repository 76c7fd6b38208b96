//! Where figures come from that others publish, and how each is read.

use std::collections::BTreeMap;

use cells::{Kind, Level, Period, Vintage};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Text;

/// How a source is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SourceFormat {
    /// CBS OData version 3 (`opendata.cbs.nl`).
    CbsOdataV3,
    /// CBS OData version 4 (`datasets.cbs.nl/odata/v1`).
    CbsOdataV4,
    /// A CSV file at an address or in the definition's folder.
    Csv,
    /// A JSON object keyed by area code.
    JsonByCode,
    /// GeoJSON features with attributes, geometry or both; also the pages of an OGC API Features service.
    Geojson,
    /// A GeoPackage; where it has several layers, the name of the one to read is in `table`.
    Geopackage,
    /// The register tables under `microdata/`: what is counted from them names this source. Nothing is read from it.
    Microdata,
    /// TopoJSON: one collection of features whose borders are shared arcs.
    Topojson,
    /// A layer of a Web Feature Service (WFS 2.0), whose name is in `table`.
    Wfs,
}

impl SourceFormat {
    /// Whether sources of this format can have geometry.
    pub const fn has_geometry(self) -> bool {
        matches!(self, Self::Geojson | Self::Geopackage | Self::Topojson | Self::Wfs)
    }
}

/// A published table or set of boundaries (`[[source]]`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Source {
    /// Stable id; also the name under which a cache keeps it.
    #[schemars(regex(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))]
    pub id: String,
    /// Title as the publisher gives it, or a clear one.
    pub title: Text,
    /// Who publishes it ("CBS").
    pub publisher: Text,
    /// Licence of the data ("CC BY 4.0").
    #[schemars(length(min = 1))]
    pub licence: String,
    /// Page where a person finds it.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub page: Option<String>,
    /// How it is read.
    pub format: SourceFormat,
    /// Where it is fetched: service root of the table for OData, file address otherwise; a path relative to the
    /// definition's folder for a file shipped with it, or to the folder with the register tables.
    #[schemars(length(min = 1))]
    pub address: String,
    /// Table id ("84799NED") where the format has one; for a WFS or a GeoPackage the name of the layer
    /// ("wijkenbuurten:wijken", "wijken").
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub table: Option<String>,
    /// OData `$filter`, where only part of the table is wanted.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub filter: Option<String>,
    /// The date the figures were published or last changed, `2021-03-26`.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub published: Option<String>,
    /// The division into areas that its codes belong to.
    pub vintage: Vintage,
    /// The division whose areas its codes are taken to mean, where no source lists the areas of its own vintage. It
    /// states that the areas are the same there; codes for which that is not so belong in `drop`.
    #[serde(default)]
    pub same_as: Option<Vintage>,
    /// Column with the area code; for JSON by code the key itself, `@key`.
    #[schemars(length(min = 1))]
    pub area: String,
    /// Column with the area's name; names then come from this source.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub name: Option<String>,
    /// Column with the number of residents of the area, in a source that is a register: it tells whether an area with the
    /// same code in two vintages is still the same place.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub population: Option<String>,
    /// Whether the source lists all areas of its vintage (and so makes the register of that vintage).
    #[serde(default)]
    pub register: bool,
    /// The levels of which its geometry gives the boundaries. Of a place in several vintages the newest counts.
    #[serde(default)]
    pub boundaries: Vec<Level>,
    /// Column with the period, where rows differ in it; values such as `2024`, `2024JJ00`.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub period_column: Option<String>,
    /// Long tables: the column that names the measure and the column that holds the value.
    #[serde(default)]
    pub long: Option<LongShape>,
    /// Rounding by the source, per level ("5" means to the nearest 5); 1 or absent is exact.
    #[serde(default)]
    #[schemars(extend("propertyNames" = { "enum": ["country", "municipality", "district", "neighbourhood"] }))]
    pub rounding: BTreeMap<Level, u16>,
    /// Whether a lot decides if that rounding goes up or down ("aselect" at CBS): the true count is then less than one
    /// whole step away, not half a step.
    #[serde(default)]
    pub random_rounding: bool,
    /// How the figures came to be, per level, where it is not "counted" ("modelled" for RIVM's wijken).
    #[serde(default)]
    #[schemars(extend("propertyNames" = { "enum": ["country", "municipality", "district", "neighbourhood"] }))]
    pub kinds: BTreeMap<Level, Kind>,
    /// Texts the source writes for "no figure" (".", "x").
    #[serde(default)]
    pub missing: Vec<String>,
    /// Rows to keep, `column = [values]`.
    #[serde(default)]
    pub keep: BTreeMap<String, Vec<String>>,
    /// Area codes that are no places ("GM0998" Buitenland), left out.
    #[serde(default)]
    pub drop: Vec<String>,
    /// What columns become.
    #[serde(default, rename = "figure")]
    pub figures: Vec<SourceFigure>,
}

/// Columns of a long table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LongShape {
    /// Column that names the measure.
    #[schemars(length(min = 1))]
    pub measure: String,
    /// Column that holds the value.
    #[schemars(length(min = 1))]
    pub value: String,
}

/// One figure of a source (`[[source.figure]]`): which columns give which indicator.
///
/// Either `value` (published as it is), or `numerator` (a count), or `numerator` and `denominator` (a rate worked out
/// from counts). In a long table these are values of the measure column. A denominator may also be a count of another
/// indicator in the same period (`denominator-indicator`), which may come from another source of the same vintage.
/// A numerator or denominator may be a sum of columns, of which some are taken off: `"A + B - C"`; it is known only
/// where all of them are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SourceFigure {
    /// The indicator.
    pub indicator: String,
    /// The category, where the column is about part of the universe.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub category: Option<String>,
    /// The period; may be absent when the table has a period column.
    #[serde(default)]
    pub period: Option<Period>,
    /// Column with the published figure.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub value: Option<String>,
    /// Column with the count, or a sum of columns (`A + B - C`).
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub numerator: Option<String>,
    /// Column with the count it is out of, or a sum of columns (`A + B - C`).
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub denominator: Option<String>,
    /// Indicator whose count is the denominator.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub denominator_indicator: Option<String>,
    /// Values are multiplied by this on reading (thousands, metres to kilometres).
    #[serde(default)]
    pub scale: Option<f64>,
    /// Levels to take; all where empty.
    #[serde(default)]
    pub levels: Vec<Level>,
    /// Levels of which the source has no rows, and where the numerators of all neighbourhoods inside are added up; nothing is
    /// where one of them has none.
    #[serde(default)]
    #[schemars(extend("items" = { "enum": ["district"] }))]
    pub add_up: Vec<Level>,
    /// Rounding of the numerator per level where it differs from the source's own ("10" for benefits, which CBS rounds to
    /// ten at every level).
    #[serde(default)]
    pub rounding: BTreeMap<Level, u16>,
    /// Whether a lot decides the direction of the rounding of the numerator; as for the source where absent, and not
    /// where only `rounding` is given here.
    #[serde(default)]
    pub random_rounding: Option<bool>,
    /// How these figures came to be, where it differs from the source's own setting.
    #[serde(default)]
    pub kind: Option<Kind>,
}
