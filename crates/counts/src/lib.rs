//! Raw counts: how many units of each background live in each neighbourhood, before anything is protected.
//!
//! Flows in: what tabulation counted. Flows out: [`RawCounts`] of one period, in memory or in a confidential folder.
//! Nothing here may be published. Only the rooms that count, protect and audit may use this one; a test of the whole
//! house (`tests/end-to-end/tests/walls.rs`) keeps it from everything that serves.
//!
//! Must not know: how rows were read or joined, how counts are protected, what a page shows.
//!
//! # The folder
//!
//! | file | holds |
//! |---|---|
//! | `CONFIDENTIAL.txt` | what this is and what may not be done with it |
//! | `log.jsonl` | who wrote or opened what, and when; only ever added to |
//! | `2023/manifest.json` | [`Manifest`]: definition, division, quantities, leaves, inputs, problems, hashes |
//! | `2023/areas.parquet` | `neighbourhood`, `district`, `municipality`: codes |
//! | `2023/witnesses/*.parquet` | what protection left behind for the auditor: [`WitnessTable`]s |
//! | `2023/counts.parquet` | `quantity`, `area`, `leaf` (positions), `value`; what is absent is zero |
//!
//! Folder and files belong to their owner alone (0700 and 0600). A year is written whole or not at all: [`Draft`].
//!
//! # Modules
//!
//! - `areas`: neighbourhoods and what they lie in.
//! - `leaves`: the backgrounds, and which of them a category covers.
//! - `quantity`: what is counted.
//! - `raw`: the counts, and sums of them.
//! - `witnesses`: the evidence that protection leaves beside them.
//! - `secret`: what decides between equal choices in protection.
//! - `folder`: writing and opening; `manifest`: what a year says of itself; `log`: who and when.
//! - `error`: what can be wrong.
//!
//! # Public
//!
//! [`RawCounts`], [`AreaTable`], [`Leaves`], [`LeafSet`], [`Quantity`], [`QuantityKind`]; [`Draft`], [`open`], [`years`];
//! [`WitnessTable`], [`write_witnesses`], [`read_witnesses`]; [`secret()`];
//! [`Manifest`] and the records in it; [`CountsError`].

#![forbid(unsafe_code)]

mod areas;
mod error;
mod folder;
mod leaves;
mod log;
mod manifest;
mod quantity;
mod raw;
mod secret;
mod witnesses;

pub use areas::{AreaConflict, AreaTable};
pub use error::CountsError;
pub use folder::{Draft, open, years};
pub use leaves::{LeafSet, Leaves};
pub use log::LogEntry;
pub use manifest::{DefinitionStamp, InputRecord, Manifest, ProblemCount, Provenance, UnitRecord};
pub use quantity::{Quantity, QuantityKind, quantities};
pub use raw::RawCounts;
pub use secret::secret;
pub use witnesses::{WitnessChange, WitnessClaim, WitnessTable, read_witnesses, write_witnesses};
