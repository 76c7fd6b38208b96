//! What a monitor is: its names, themes, breakdowns, universes, indicators, sources and texts, as plain data.
//!
//! Flows in: a folder of TOML and Markdown (`monitors/…`). Flows out: one validated [`Definition`], or every problem
//! found, each with file, line, key, what was expected and a hint. Knows nothing of the rooms that use it.
//!
//! # The folder
//!
//! | file | holds |
//! |---|---|
//! | `monitor.toml` | the keys of [`Monitor`] |
//! | `themes.toml` | `[[theme]]`: [`Theme`], in the order of the pages |
//! | `universes.toml` | `[[universe]]`: [`Universe`] |
//! | `indicators/*.toml` | `[[indicator]]`: [`Indicator`]; shown theme by theme, then by file name and place in the file |
//! | `breakdowns/*.toml` | `[[breakdown]]` with `[[breakdown.category]]`: [`Breakdown`]; files in order of name; may be absent |
//! | `sources/*.toml` | `[[source]]` with `[[source.figure]]`: [`Source`]; may be absent |
//! | `microdata/*.toml`, with the `.sql` and `.csv` they name | the keys of [`Microdata`]; may be absent |
//! | `collections/*.toml`, with the `.csv` they name | `[[collection]]`: [`Collection`]; may be absent |
//! | `stories/*.toml` | `[[sentence]]`: [`EditorsSentence`]; never taken over from the monitor below; may be absent |
//! | `topics/*.toml` | `[[topic]]`: [`Topic`], what people ask about and no figure tells; may be absent |
//! | `over-water.csv` | areas that lie side by side over water: [`Crossing`]; may be absent |
//! | `texts/nl/*.md`, `texts/en/*.md` | [`Page`]: first line `# Title`, both languages; may be absent |
//! | `words/nl/*.md`, `words/en/*.md` | an editor's own words in printed documents: [`EditorWords`]; may be absent |
//!
//! # Modules
//!
//! - `model`: the types, which are also the file format; `model::microdata` those of the registers.
//! - `contents`: the SQL and code lists that microdata name.
//! - `members`: the areas of collections; `over_water`: links over water; `paper`: logo and words of an editor.
//! - `schema`: a JSON Schema per kind of file, made from the types.
//! - `document`: one TOML file with the place of everything in it.
//! - `shape`: whether a file is what its schema says.
//! - `draft`: parts with their places, ids, references.
//! - `check`: everything that must hold between parts, a file per kind of part.
//! - `load`: the folder.
//! - `problem`, `nearest`: how a problem is told, and what was probably meant.
//!
//! # Public
//!
//! [`load`] and [`examine`]; [`Problems`], [`Problem`], [`Position`], [`Severity`]; [`json_schemas`]; [`Definition`] and
//! the types in it.

mod check;
mod contents;
mod document;
mod draft;
mod load;
mod members;
mod model;
mod nearest;
mod over_water;
mod paper;
mod problem;
mod schema;
mod shape;

pub use load::{Examined, examine, load};
pub use model::*;
pub use problem::{Position, Problem, Problems, Severity};
pub use schema::json_schemas;
