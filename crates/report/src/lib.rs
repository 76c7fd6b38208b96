//! Paper that people want to read: factsheets per area and background, reports of a municipality and of the country.
//!
//! Flows in: a release, and what of it is asked for. Flows out: PDF that keeps to PDF/UA-1 (tagged, with titles,
//! alternative texts, reading order and bookmarks), the same content as plain values for a page, and slides. Must not know
//! HTTP, or how a figure was made. Nothing of the machine is used: fonts are inside the program, the date is that
//! of the release, so that the same release gives the same bytes.
//!
//! | module | what it is |
//! |---|---|
//! | `address` | the page of the site that says the same |
//! | `edition` | a release with what documents need beside it; who publishes |
//! | `subject` | what a factsheet is asked for |
//! | `row` | figures as rows: value, n of N, reference, reading, trend |
//! | `sheet` | the factsheet as plain values: ring, story, residents, groups, map, figures |
//! | `document` | the reports as plain values: chapters of blocks |
//! | `slides` | the charts of a report, each as large as a slide |
//! | `markdown` | an editor's own words |
//! | `names`, `texts` | what places and groups are called; the words of documents, `locales/` |
//! | `press` | plain values and a template of `templates/` → PDF; the fonts |
//!
//! Public: [`Edition`], [`Maps`]; [`Subject`], [`Beside`], [`find_area`]; [`factsheet`], [`sheet()`], [`Sheet`];
//! [`Asked`], [`printed`], [`document()`], [`Document`]; [`slides()`]; [`STACK`]; [`ReportError`].
#![forbid(unsafe_code)]

/// Bytes of stack that a thread must have on which a document is set: blocks stand within blocks, and each takes some.
pub const STACK: usize = 32 << 20;

mod address;
mod document;
mod edition;
mod error;
mod markdown;
mod names;
mod press;
mod row;
mod sheet;
mod slides;
mod subject;
mod texts;

pub use document::{Asked, Block, Cell, Chapter, Document, Figure, Head, Medium, Table, document, printed};
pub use edition::{Edition, House, Maps};
pub use error::ReportError;
pub use markdown::{Node, Span};
pub use row::{Chip, Spark};
pub use sheet::{
    FigureRow, Figures, GroupRow, Groups, Legend, LegendGroup, Picture, Piece, Residents, ResidentsRow, Sheet, Sign,
    SourceLine, ThemeRows, Told, factsheet, sheet,
};
pub use slides::slides;
pub use subject::{Beside, Subject, find_area};
