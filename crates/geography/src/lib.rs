//! Places: areas by vintage with their parents, and their boundaries.
//!
//! Flows in: area lists and geometry as published. Flows out: a register of [`Places`] in which the same code in two
//! years is one place only when it is the same place, and [`Boundaries`] to draw them. Knows nothing of statistics.

mod boundary;
mod places;

pub use boundary::{Boundaries, Boundary};
pub use places::{Place, Places};
