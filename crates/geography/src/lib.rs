//! Places: areas by vintage with their parents, and their boundaries.
//!
//! Flows in: lists of areas as published ([`Division`]), and geometry ([`read_features`]). Flows out: a register of
//! [`Places`] in which the same code in two years is one place only when it is the same place ([`join`],
//! [`difference`]), and [`Boundaries`] to draw them. Knows nothing of statistics.
//!
//! - `places`: a place, and all places of a release;
//! - `register`: from the lists of several years to places;
//! - `collections`: regions, which are groups of other areas, added to the places;
//! - `crosswalk`: from one division to a later one;
//! - `formats`: GeoJSON, TopoJSON and GeoPackage to features with their shapes; `projection`: metres of RD to degrees;
//! - `repair`: shapes with faults made right;
//! - `boundary`: shapes by place; `neighbours`: which lie side by side; `locate`: which lie around a point;
//! - [`topology`]: borders as areas share them, simplified together;
//! - [`tiles`]: all boundaries as one archive of vector tiles.

mod boundary;
mod collections;
mod crosswalk;
mod formats;
mod locate;
mod neighbours;
mod places;
mod projection;
mod register;
mod repair;
pub mod tiles;
pub mod topology;

pub use boundary::{Boundaries, Boundary};
pub use collections::{Grouping, RegionProblem, with_regions};
pub use crosswalk::{
    AreaLink, Change, Crosswalk, Evidence, Fate, Found, NEGLIGIBLE, SAME_PLACE, Shapes, Weight, WeightedBy,
};
pub use formats::{
    Feature, FeaturesError, GeoPackageError, ShapeProblem, read_features, read_geopackage, read_geopackage_bytes,
    shape_of_blob,
};
pub use locate::{Located, Locator};
pub use neighbours::{Contact, Link, LinkProblem, Neighbours};
pub use places::{Place, Places};
pub use projection::{Crs, UnknownCrs};
pub use register::{
    Continuity, Difference, Division, ListedArea, POPULATION_SLACK, POPULATION_TOLERANCE, Register, difference, join,
};
pub use repair::{Fault, Repaired, repair};
