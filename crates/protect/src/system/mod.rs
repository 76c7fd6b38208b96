//! What is published, as a system: unknown variables of finest areas and leaves, and rows that add some of them up, each with
//! the smallest and largest it can be as far as its own cell tells.

mod areas;
mod between;
mod bounds;
mod crossing;
mod given;
mod model;

pub use areas::Areas;
pub(crate) use bounds::pick;
pub use bounds::{Bounds, Multiples, NO_LIMIT, Step};
pub(crate) use crossing::{Crossing, MOST_SETS};
pub use given::Given;
pub use model::{CellBound, Class, Model, Role, RowAddress, Thresholds, Variable};
pub(crate) use model::{Publication, Row, Rows, Touch};
