//! Synthetic populations: a fictional province with its map, and register tables of any size.

pub mod land;
pub mod people;

pub use people::{Country, Format, Options, Progress, Silent, Summary, SynthError, write};
