//! A release: an immutable, dated, self-describing set of published cells with its definition, places, boundaries and
//! readings. This room writes, verifies and opens one, and answers from it.
//!
//! Flows in: a [`Draft`] of cells that may be published. Flows out: a folder, and the [`Release`] opened from it.
//! Does not know where the counts came from.

mod cube;
mod draft;
mod error;
mod file;
mod installation;
mod manifest;
mod opened;
mod parquet_files;
mod paths;
mod verify;
mod write;

pub use cube::{Cube, PackedReading, Slice, StandingReference};
pub use draft::Draft;
pub use error::{DraftError, DraftProblem, OpenError, WriteError};
pub use installation::{Action, Change, Installation, InstallationError, MonitorAddress};
pub use manifest::{FORMAT, FileRecord, Manifest};
pub use opened::Release;
pub use verify::{VerifyProblem, VerifyReport};
pub use write::{ReleaseWriter, StagedRelease, StandingReadings, WithoutReadings};
