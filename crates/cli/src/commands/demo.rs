//! `wijkmonitor demo`: from nothing to the site of a province that does not exist.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use synth::{Country, Format};

use super::build::release_of;
use super::check::load;
use super::serve;
use super::synth::Invent;
use crate::counted::Counting;
use crate::progress::{PeopleBar, Steps};
use crate::shipped;
use crate::stop::Stop;

/// How many people live in the province when nobody says.
const PERSONS: u64 = 600_000;
/// The years when nobody says: enough to see a trend, and soon counted.
const YEARS: &str = "2021..2023";

/// Where the demo does its work.
struct Workshop {
    folder: PathBuf,
    /// Removed when the demo ends, unless it is kept.
    _temporary: Option<tempfile::TempDir>,
}

/// Invents a province, counts its people, protects, publishes and serves; `keep` keeps every step in a folder.
pub(crate) fn demo(listen: &str, invent: &Invent, keep: Option<&Path>, date: Option<&str>) -> Result<()> {
    let address = serve::address(listen)?;
    let stop = Stop::listen()?;
    let workshop = workshop(keep, &stop)?;
    let years = invent.years.clone().unwrap_or_else(|| YEARS.to_owned());
    let invent = Invent { persons: invent.persons.or(Some(PERSONS)), years: Some(years), ..*invent };
    let release = make(&workshop.folder, &invent, keep.is_some(), date, &stop)?;
    stop.check()?;
    eprintln!("Invented figures about invented places. Ctrl-C stops and removes them.");
    if let Some(folder) = keep {
        stop.keeps(folder);
        eprintln!("Every step is kept in {}.", folder.display());
    }
    serve::serve_at(&[release], address)
}

/// A new folder: a temporary one, or the one to keep.
fn workshop(keep: Option<&Path>, stop: &Stop) -> Result<Workshop> {
    let workshop = if let Some(folder) = keep {
        if folder.exists() {
            bail!("{} is there already: give --keep a folder that is not", folder.display());
        }
        std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        Workshop { folder: folder.to_owned(), _temporary: None }
    } else {
        let temporary = tempfile::Builder::new().prefix("wijkmonitor-demo-").tempdir();
        let temporary = temporary.context("cannot make a temporary folder")?;
        Workshop { folder: temporary.path().to_owned(), _temporary: Some(temporary) }
    };
    stop.removes(&workshop.folder);
    Ok(workshop)
}

fn make(work: &Path, invent: &Invent, keep: bool, date: Option<&str>, stop: &Stop) -> Result<PathBuf> {
    let folder = shipped::zomerland(&work.join("monitors"))?;
    let definition = load(&folder)?;
    let registers = work.join("registers");
    let steps = Steps::told("inventing a province and its people");
    let options = invent.options(Country::Fictional, Format::Parquet)?;
    let known = |year: u16| definition.sources.iter().any(|source| source.register && source.vintage.0 == year);
    if let Some(year) = options.years.clone().find(|&year| !known(year)) {
        bail!("the demo has no division into areas of {year}: give --years from 2014 to 2023");
    }
    let bar = PeopleBar::within(&steps, stop);
    synth::write(&options, &registers, &bar)?;
    let release = work.join("release");
    let counting = Counting { input: &registers, years: invent.years.as_deref(), counts: None, ledger: None };
    let made = release_of(definition, &folder, None, Some(&counting), &release, date, &steps, stop)?;
    if !keep {
        steps.next("removing the register tables");
        std::fs::remove_dir_all(&registers).with_context(|| format!("{} cannot be removed", registers.display()))?;
    }
    steps.end();
    tracing::debug!(release = made.manifest.id, "made");
    Ok(release)
}
