//! What a monitor is: its names, themes, breakdowns, universes, indicators, sources and texts, as plain data.
//!
//! Flows in: a folder of TOML, CSV, SQL and Markdown (`monitors/…`). Flows out: one validated [`Definition`], or every
//! problem found, each with file, line, key, what was expected and a hint. Knows nothing of the rooms that use it.

mod model;

pub use model::*;
