//! A release: an immutable, dated, self-describing set of published cells with its definition, places, boundaries and
//! readings. This room writes, verifies and opens one, and answers from it; and keeps the installation that says which
//! release of a monitor is live.
//!
//! Flows in: a [`Draft`] of cells that may be published, and the readings of them. Flows out: a folder, the [`Release`]
//! opened from it, and its [`Cube`]. Does not know where the counts came from, what a reading means (a byte and a word
//! to it), or who asks.
//!
//! # From draft to release
//!
//! [`Draft::cube`] gives the cells in memory, so that the room that computes readings can compute them;
//! [`Draft::write`] writes all of it. A build too large for one draft adds its blocks one by one to a [`ReleaseWriter`],
//! computes readings on the [`StagedRelease`] and finishes that: memory stays at one block. Everything is written under a
//! hidden name next to the folder, synced, and renamed: there is never half a release. The same input gives the same
//! bytes; only `created` dates it.
//!
//! # The folder
//!
//! | file | what |
//! |---|---|
//! | `manifest.json` | [`Manifest`]: id, monitor, versions, sources, counts, and SHA-256 and length of every other file |
//! | `definition.json` | the definition the cells were made with |
//! | `report.json` | what the build left out: a list of `LeftOut` |
//! | `places.parquet` | a row for each place, by level, code and newest vintage |
//! | `boundaries/<level>.parquet` | GeoParquet 1.1: `place`, `area`, `name`, `geometry` (WKB multipolygon, degrees, longitude first); only where a level has any |
//! | `tiles.pmtiles` | the boundaries of all levels below the country as vector tiles ([`geography::tiles`]); only where there are any |
//! | `cells/<indicator>.parquet` | a row for each cell that is not "not available", by period, level, place and category |
//! | `cube/index.json` | where each column of each slice stands in the two files below |
//! | `cube/columns.bin` | the cells once more, for lookup in constant time; memory-mapped |
//! | `cube/readings.bin` | the standing readings, one byte each; memory-mapped |
//!
//! `<level>` is `country`, `region`, `municipality`, `district` or `neighbourhood`. JSON is indented by two and ends with a line feed.
//!
//! ## `cells/*.parquet`
//!
//! | column | type | what |
//! |---|---|---|
//! | `indicator` | word | id |
//! | `period` | u16 | year |
//! | `level`, `area` | word | level and code (`BU03440101`) |
//! | `vintage` | u16 | the year whose division `area` belongs to; with it the code is one place |
//! | `category` | word | id, or `total` for everybody |
//! | `status` | word | `published`, `small`, `nearly-all` (all but a small number), `withheld`, `not-applicable` |
//! | `kind` | word | `counted`, `rounded`, `modelled`, `derived`, `surveyed` |
//! | `numerator`, `denominator` | u32, null | counts as published, in units of the universe |
//! | `numerator_within`, `denominator_within` | u16, null | the true count is at most this far from the published one; 0 is exact |
//! | `value` | f64, null | the figure in the unit of the indicator (percent 0–100, per 1,000, a mean, a count); there when published |
//! | `source` | word | id |
//! | `reading_country`, `reading_municipality`, `reading_everybody_here` | word, null | the standing readings, in the words of [`StandingReadings::word`] |
//!
//! Words are strings, dictionary-encoded. Row groups hold at most 1,048,576 rows.
//!
//! ## `places.parquet`
//!
//! `place` (u32, the number of the row from 0, which is the place's index everywhere in the release), `area`, `level`,
//! `name`, `vintages` (list of u16, ascending), `parents` (list of u32: the place one level up in each vintage; empty for the
//! country), `parent_areas` (the same as codes), and `members` (list of lists of u32: of a region, the places it consists of in
//! each vintage; empty for all others).
//!
//! ## The cube
//!
//! A *slice* is an indicator in a period at a level. It is dense: it has a position for every place of the level (over
//! all vintages) and every category that its block lists, place by place, and within a place category by category. Each of its
//! columns has a number for every position; numbers are unsigned, little-endian and 1, 2, 4 or 8 bytes wide, as the largest
//! of the column needs. A column in which all numbers are the same is one number in the index (`{"same": 0}`) and takes no
//! bytes; two columns that are the same stand in the file once. A column starts at a multiple of eight bytes
//! (`{"at": 8, "width": 2}`).
//!
//! | column | what |
//! |---|---|
//! | `flags` | bits 0–2 status (0 not available, 1 published, 2 small, 3 withheld, 4 not applicable, 5 nearly all), bits 3–5 kind (0 counted, 1 rounded, 2 modelled, 3 derived, 4 surveyed), bit 6 has a numerator, bit 7 has a denominator |
//! | `numerator`, `numerator-within`, `denominator`, `denominator-within` | as above; 0 where there is none |
//! | `value` | bits of the f64; only when some figure of the slice is not, to the last bit, numerator ÷ denominator × `per`, or the numerator where there is no denominator |
//! | `readings` | for each [`StandingReference`], in `readings.bin`; null when no cell has one |
//!
//! `columns.bin` starts with `WMCOLS1` and a line feed, `readings.bin` with `WMREAD1` and a line feed.
//!
//! # Trust
//!
//! [`Release::open`] checks the manifest against itself, the length of every file, the hash of every file it reads in full, and
//! that no lookup can leave the mapped files. [`Release::verify`] reads every byte, compares the cube with the Parquet files
//! cell for cell, and looks for cells that contradict themselves. Both name the file. No checksum protects against someone
//! who rewrites the manifest too: compare the id with the one that was announced.
//!
//! # Modules
//!
//! - `draft`: what goes in, and what is refused; `error`: every way to fail, with what to try.
//! - `cube`: lookup; `cube::encode`, `cube::column` and `cube::index` its columns; `cube::bytes` the one place that maps memory.
//! - `write`: the writer; `parquet_files`: the tables; `file`: a file that knows its hash; `paths`: names.
//! - `opened`, `verify`, `manifest`: reading it back.
//! - `installation`: monitors, their releases, the live one.

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
