//! One file per command.

mod audit;
mod build;
mod check;
#[cfg(feature = "distributed")]
mod cluster;
mod demo;
mod fetch;
mod installation;
mod ledger;
mod protect;
mod report;
mod serve;
mod synth;
mod tabulate;
mod verify;

pub(crate) use self::audit::{Auditing, audit};
#[cfg(feature = "distributed")]
pub(crate) use self::cluster::{Member, cluster};
pub(crate) use self::ledger::{Noting, ledger};
pub(crate) use self::protect::{Protecting, protect};
pub(crate) use self::report::{Reporting, report};
pub(crate) use self::synth::{Invent, country, format, synth};
pub(crate) use self::tabulate::tabulate;
pub(crate) use build::{Attacked, build};
pub(crate) use check::check;
pub(crate) use demo::demo;
pub(crate) use fetch::fetch;
pub(crate) use installation::{publish, rollback};
pub(crate) use serve::serve;
pub(crate) use verify::verify;

/// What counts are rounded to: 1, 5 or 10.
pub(crate) fn base(text: &str) -> Result<u16, String> {
    match text {
        "1" => Ok(1),
        "5" => Ok(5),
        "10" => Ok(10),
        other => {
            Err(format!("counts cannot be rounded to a multiple of `{other}`: expected 5 or 10, or 1 for exact counts"))
        }
    }
}
