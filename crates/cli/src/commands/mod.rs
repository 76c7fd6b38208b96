//! One file per command.

mod build;
mod check;
mod fetch;
mod installation;
mod serve;
mod verify;

pub(crate) use build::build;
pub(crate) use check::check;
pub(crate) use fetch::fetch;
pub(crate) use installation::{publish, rollback};
pub(crate) use serve::serve;
pub(crate) use verify::verify;
