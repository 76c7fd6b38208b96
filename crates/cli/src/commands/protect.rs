//! `wijkmonitor protect`: raw counts that were kept → a release, without attacking it.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::build::release_of;
use super::check::load;
use crate::counted::Counting;
use crate::progress::Steps;
use crate::stop::Stop;

/// What is protected, given what, and where it goes.
#[derive(Debug, clap::Args)]
pub(crate) struct Protecting {
    /// Confidential folder with raw counts, as `tabulate` left it; what protection leaves behind for the auditor comes beside them.
    counts: PathBuf,
    /// Folder with the definition.
    #[arg(long)]
    definition: PathBuf,
    /// Folder of the ledger: what is out already is reckoned with, and published again as it was. Needed for people who exist.
    #[arg(long)]
    ledger: Option<PathBuf>,
    /// Years; all that there are counts of when absent.
    #[arg(long)]
    years: Option<String>,
    /// Round to multiples of this instead of what the definition says; 1 publishes exact counts, and masks more.
    #[arg(long, value_parser = super::base)]
    base: Option<u16>,
    /// Folder with the divisions into areas, where the definition brings none itself: that of the register tables.
    #[arg(long)]
    input: Option<PathBuf>,
    /// Folder with published tables that the definition names.
    #[arg(long)]
    cache: Option<PathBuf>,
    /// Folder to write the release to; must not exist.
    #[arg(long)]
    out: PathBuf,
    /// Date of the release, `2026-11-23`; today when absent.
    #[arg(long)]
    date: Option<String>,
}

/// Protects, works out the figures and writes them; says what it cost.
pub(crate) fn protect(asked: &Protecting) -> Result<()> {
    if asked.out.exists() {
        bail!("{} exists already: give another --out, or remove it first", asked.out.display());
    }
    let mut definition = load(&asked.definition)?;
    if let Some(base) = asked.base {
        definition.monitor.protection.base = base;
    }
    let years = match &asked.years {
        Some(years) => years.clone(),
        None => counts::years(&asked.counts)?.iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
    };
    if years.is_empty() {
        bail!("there are no counts in {}; wijkmonitor tabulate makes them", asked.counts.display());
    }
    let input: &Path = asked.input.as_deref().unwrap_or(&asked.counts);
    let counting =
        Counting { input, years: Some(&years), counts: Some(&asked.counts), ledger: asked.ledger.as_deref() };
    let (steps, stop) = (Steps::told("reading tables"), Stop::listen()?);
    let made = release_of(
        definition,
        &asked.definition,
        asked.cache.as_deref(),
        Some(&counting),
        &asked.out,
        asked.date.as_deref(),
        &steps,
        &stop,
    )?;
    steps.end();
    made.tell(&asked.out);
    println!("not attacked yet: wijkmonitor audit {} --ledger LEDGER --truth COUNTS --report DIR", asked.out.display());
    Ok(())
}
