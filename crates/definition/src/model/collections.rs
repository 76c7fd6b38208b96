use cells::Vintage;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Text;

/// Areas that are groups of others (`[[collection]]`): provinces, focus areas, the regions of a corporation.
///
/// Which areas there are, and what is in them, stands in a CSV file beside this one, with commas and a row for each
/// member: `area` (the code of the area: two capitals, the same for the whole collection, and 1 to 8 digits; `PV26` for a
/// province, as CBS does), `nl` and `en` (its name, in its first row at least), `code` (a member), and `vintage` (the year
/// whose division that code belongs to) where that differs from the collection's. Where divisions change, give the
/// members of several years.
///
/// Such areas are areas like any other: with figures (added up from those of their members, where all of these are
/// published), a page, and a place on the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Collection {
    /// Stable id; what the map calls them in its address.
    #[schemars(regex(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))]
    pub id: String,
    /// What its areas are called together ("Provincies").
    pub label: Text,
    /// What one of them is called ("Provincie").
    pub kind: Text,
    /// The division its codes belong to.
    pub vintage: Vintage,
    /// CSV file beside this one.
    #[schemars(length(min = 1))]
    pub file: String,
    /// The areas, as they were read from the file, in its order.
    #[serde(default)]
    #[schemars(skip)]
    pub areas: Vec<CollectionArea>,
}

/// An area of a collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CollectionArea {
    /// Its code, once within the collection.
    pub code: cells::AreaCode,
    /// Its name.
    pub label: Text,
    /// Its members, all of one level: code and division.
    pub members: Vec<(cells::AreaCode, Vintage)>,
}

impl Collection {
    /// The two capitals that the codes of all its areas begin with; none without areas.
    pub fn letters(&self) -> Option<[u8; 2]> {
        self.areas.first().and_then(|area| area.code.collection())
    }
}
