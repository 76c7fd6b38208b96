//! Paper that people want to read: factsheets per area and background, reports of a municipality and of the country.
//!
//! Flows in: a release, and what of it is asked for. Flows out: PDF that keeps to PDF/UA-1 (tagged, with titles,
//! alternative texts, reading order and bookmarks), the same content as plain values for a page, and slides. Must not know
//! HTTP, or how a figure was made. Nothing of the machine is used: fonts are inside the program, the date is that
//! of the release, so that the same release gives the same bytes.
//!
//! | module | what it is |
//! |---|---|
//! | `edition` | a release with what documents need beside it; who publishes |
//! | `subject` | what a factsheet is asked for |
//! | `row` | figures as rows: value, n of N, reference, reading, trend |
//! | `sheet` | the factsheet as plain values: ring, story, residents, groups, map, figures |
//! | `names`, `texts` | what places and groups are called; the words of documents, `locales/` |
//! | `press` | plain values and a template of `templates/` → PDF; the fonts |
//!
//! Public: [`Edition`], [`Maps`]; [`Subject`], [`Beside`], [`find_area`]; [`factsheet`], [`sheet`], [`Sheet`];
//! [`ReportError`].
#![forbid(unsafe_code)]

mod edition;
mod error;
mod names;
mod press;
mod row;
mod sheet;
mod subject;
mod texts;

pub use edition::{Edition, House, Maps};
pub use error::ReportError;
pub use row::{Chip, Spark};
pub use sheet::*;
pub use subject::{Beside, Subject, find_area};
