use cells::LeftOut;
use definition::Definition;
use geography::{Boundaries, Places};

use crate::{Cube, Manifest};

/// An opened release. Cheap to share behind an `Arc`.
#[derive(Debug)]
pub struct Release {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The definition its cells were made with.
    pub definition: Definition,
    /// All places.
    pub places: Places,
    /// Their boundaries.
    pub boundaries: Boundaries,
    /// All cells.
    pub cube: Cube,
    /// What the build left out.
    pub left_out: Vec<LeftOut>,
}
