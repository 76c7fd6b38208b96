//! What a figure means: references, readings, rankings, gaps, sentences.
//!
//! Flows in: published cells. Flows out: one [`Reading`] per cell and reference, which legend, table, map, PDF and
//! sentence all show, and text. Does not know how a cell was made.

mod reading;
pub mod statistics;

pub use reading::{Certainty, Direction, NoReading, Reading, Size, Verdict};
