//! A release: an immutable, dated, self-describing set of published cells with its definition, places, boundaries and
//! readings. This room writes, verifies and opens one, and answers from it.
//!
//! Flows in: a [`Draft`] of cells that may be published. Flows out: a folder, and the [`Release`] opened from it.
//! Does not know where the counts came from.

mod cube;
mod draft;
mod manifest;
mod opened;

pub use cube::{Cube, PackedReading, Slice, StandingReference};
pub use draft::Draft;
pub use manifest::{FileRecord, Manifest};
pub use opened::Release;
