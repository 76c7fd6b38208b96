//! Places: areas by vintage with their parents, and their boundaries.
//!
//! Flows in: lists of areas as published ([`Division`]), and geometry ([`read_features`]). Flows out: a register of
//! [`Places`] in which the same code in two years is one place only when it is the same place ([`join`],
//! [`difference`]), and [`Boundaries`] to draw them. Knows nothing of statistics.
//!
//! - `places`: a place, and all places of a release;
//! - `register`: from the lists of several years to places;
//! - `features`: GeoJSON features with their shapes;
//! - `boundary`: shapes by place.

mod boundary;
mod features;
mod places;
mod register;

pub use boundary::{Boundaries, Boundary};
pub use features::{Feature, FeaturesError, ShapeProblem, read_features};
pub use places::{Place, Places};
pub use register::{
    Continuity, Difference, Division, ListedArea, POPULATION_SLACK, POPULATION_TOLERANCE, Register, difference, join,
};
