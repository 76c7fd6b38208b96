//! What a figure means: references, readings, rankings, gaps, sentences.
//!
//! Flows in: published cells. Flows out: one [`Reading`] per cell and reference, which legend, table, map, PDF and
//! sentence all show, and text. Does not know how a cell was made.
//!
//! - [`statistics`]: the tests, intervals, q-values and spreads under a reading;
//! - `reading`: the verdict in one byte; `compare`: one figure against one reference, and the verdicts of a family;
//! - `few`: where there are too few people for a verdict;
//! - `standing`: the readings stored with every cell; [`comparison`]: those a visitor chooses;
//!   [`columns`]: areas and groups side by side; [`together`]: areas taken as one;
//! - [`numbers`], [`words`]: figures and verdicts as text; [`texts`]: words from Fluent files, for every room that has any;
//! - [`ranking`], [`trend`], [`summary`]: an area among others, over the years, per theme;
//! - [`similar`]: which areas are most like an area;
//! - [`story`]: an area in at most eight sentences;
//! - [`missing`]: why a figure is not shown, and the nearest one that is.

pub mod columns;
mod compare;
pub mod comparison;
mod few;
#[cfg(test)]
mod fiction;
mod figures;
pub mod missing;
pub mod numbers;
pub mod ranking;
mod reading;
pub mod similar;
mod standing;
pub mod statistics;
pub mod story;
pub mod summary;
pub mod texts;
pub mod together;
pub mod trend;
pub mod words;

pub use compare::{Against, Difference, Judged, chance_of, compare, judge};
pub use few::{FEW, hardly_anybody};
pub use figures::{Address, Figures, Spreads, residents_of};
pub use reading::{Certainty, Direction, NoReading, Reading, Size, Verdict};
pub use standing::{Standing, standing, stored};
