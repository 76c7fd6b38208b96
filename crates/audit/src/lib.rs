//! The auditor: attacks a release as somebody would who combines everything that was published.
//!
//! It was written from the description of protection and from the format of a release, and shares no code with the room
//! that protects. A finding fails the audit and names the cell.
//!
//! Flows in: a release; the ledger of earlier releases and of tables that others publish; inside the closed environment also
//! the raw counts, as the answer key, and the witnesses that protection left behind. Flows out: an [`Audit`], and a report of
//! it that an output checker can read. No report, error or log has a raw count in it.
//!
//! Must not know: how counts were protected, pages of the site, registers.
//!
//! # How
//!
//! 1. [`Statements`]: every cell as a statement, *this count lies between these numbers*.
//! 2. [`Unknowns`] and [`relations::Relations`] make a [`System`] of them: unknown whole numbers and sums of them. Attacks on
//!    a system know nothing of areas or indicators, so that any table can be attacked.
//! 3. [`attacks`], one file each. 4. [`Audit`]: what each tried, how long it took, and what it found. 5. [`report`].
//!
//! # Modules
//!
//! - `statements`: a release, read; `truth`: the answer key; `unknowns`, `relations`: statements as systems; `system`.
//! - `attacks`: the attacks; `elimination`, `prime`, `rational`, `propagation`: what they calculate with.
//! - `mutation`: leaks on purpose, for tests; `audit`, `finding`: all attacks on a release; `report`: HTML and xlsx.
//!
//! # Public
//!
//! [`Audit`], [`Options`], [`Sources`], [`Finding`], [`report::write`]; [`System`] and [`attacks`] for other tables.

#![forbid(unsafe_code)]

pub mod attacks;
mod audit;
mod elimination;
mod error;
mod finding;
pub mod mutation;
mod prime;
mod propagation;
mod rational;
pub mod relations;
pub mod report;
pub mod statements;
mod system;
mod truth;
mod unknowns;

pub use audit::{Audit, Options, PeriodAudit, Record, Sources};
pub use error::AuditError;
pub use finding::{Attack, Finding, Named, Of, What};
pub use statements::Statements;
pub use system::{Learned, Protected, Row, System, UNBOUNDED};
pub use truth::Truth;
pub use unknowns::{RowName, Unknowns};
