//! The ledger: which releases have been out, withdrawn ones too, and which exact tables of the same people others publish.
//!
//! What is out stays out. Protection reads it before it protects, the auditor before it attacks; so both use this room.
//!
//! Flows in: entries, one after another. Flows out: [`Ledger`], and the tables it names as [`ExternalRow`]s.
//! Must not know: what is in a release, how counts are protected or attacked.
//!
//! # The folder
//!
//! | file | holds |
//! |---|---|
//! | `ledger.jsonl` | a line for each [`Entry`]; only ever added to |
//! | `external/*.csv` | tables that others publish, as [`Ledger::add_external`] copied them |
//!
//! Every line that this room writes has in `after` the SHA-256 of all lines before it, so that a line that was changed or
//! taken out is noticed. A line written by hand may leave it out.
//!
//! A table has the columns `area`, `quantity`, `category`, `period` and `value`: a code, `universe:ID`, `count:ID` (the
//! numerator of an indicator) or `age:ATOM`, a category or `total`, a year, and the exact number.
//!
//! # Modules
//!
//! - `entry`: what a line says; `folder`: reading and adding lines; `external`: the tables; `error`: what can be wrong.
//!
//! # Public
//!
//! [`Ledger`], [`Entry`], [`ReleaseEntry`], [`ExternalEntry`], [`ExternalRow`], [`LedgerError`].

#![forbid(unsafe_code)]

mod entry;
mod error;
mod external;
mod folder;

pub use entry::{Entry, ExternalEntry, ReleaseEntry};
pub use error::LedgerError;
pub use external::ExternalRow;
pub use folder::Ledger;
