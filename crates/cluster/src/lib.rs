//! Tabulation on several machines: scheduler, executors, and the client that sends them the same plan.
//!
//! Flows in: a definition and the place of its register tables, on a disk that every machine sees at the same path or in
//! S3-compatible storage. Flows out: the same [`tabulate::Tabulated`] as in one process, equal to the bit, or a
//! [`ClusterError`]; never half of either.
//!
//! Must not know: what the counts are for, and how they are protected.
//!
//! # How a year is counted on a cluster
//!
//! The engine is Ballista: DataFusion in several processes. A *scheduler* plans queries and gives out tasks; *executors*
//! read the tables and do the work; the *client* is the program that counts. The client makes the session of
//! [`tabulate::Plan`] with tables of Parquet files, and puts its queries by [`tabulate::Asking`]. Only sums by
//! neighbourhood and background, and keys that stand in several rows, come back to it; they are sums of whole numbers,
//! so that it does not matter which executor counted what, or in which order.
//!
//! What the reader of registers does with every value as it streams by, the cluster does with SQL: texts lose their
//! padding in the view that stands for the table (`columns`), and what the reader refuses or reports is asked for before
//! anything is counted (`values`). What that cannot do is in `tests/what_the_cluster_cannot_do.rs`.
//!
//! # Who may be on it
//!
//! The processes trust each other and everybody who reaches their ports, and do not encrypt what they send. They belong in
//! a closed network; they listen on this machine alone unless told otherwise. Executors keep what they pass on to each
//! other (rows of persons) in a folder that only their owner can open, and remove it when they end.
//!
//! # Modules
//!
//! - `run`: a period on a cluster; `session`: its tables; `lists`: code lists as part of a query; `sent`:
//!   which queries are running.
//! - `inputs`: which files a register is in; `columns`: from their types to the declared ones; `values`: whether their
//!   values can be read and are what was declared.
//! - `storage`: local disk and S3 by address; `address`: where things listen.
//! - `scheduler`, `executor`: the other processes; `stack`: threads with room for what they plan.
//! - `error`: what can go wrong.
//!
//! # Public
//!
//! [`tabulate()`], [`Options`], [`Input`]; [`Address`]; [`run_scheduler`], [`SchedulerOptions`], [`run_executor`],
//! [`ExecutorOptions`], [`LOG`]; [`ClusterError`].

#![forbid(unsafe_code)]

mod address;
mod columns;
mod error;
mod executor;
mod inputs;
mod lists;
mod run;
mod scheduler;
mod sent;
mod session;
mod stack;
mod storage;
mod values;

pub use address::Address;
pub use error::ClusterError;
pub use executor::{ExecutorOptions, LOG, run_executor};
pub use inputs::Input;
pub use run::{Options, tabulate};
pub use scheduler::{SchedulerOptions, run_scheduler};
