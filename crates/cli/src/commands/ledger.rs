//! `wijkmonitor ledger`: what has been published, and what others publish of the same people.

use std::path::{Path, PathBuf};

use ::ledger::{Entry, Ledger, ReleaseEntry};
use anyhow::{Context, Result, bail};
use release::Release;

/// What is asked of a ledger.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Noting {
    /// Begin a ledger: nothing was published yet.
    Begin {
        /// New folder for it.
        ledger: PathBuf,
    },
    /// Every entry, in the order in which they were added.
    List {
        /// Folder of the ledger.
        ledger: PathBuf,
    },
    /// One entry in full: a release by its id, a table by its name.
    Show {
        /// Folder of the ledger.
        ledger: PathBuf,
        /// Id of the release, or name of the table.
        what: String,
    },
    /// Note that a release is out. It stays where it is, and must be kept as long as the ledger.
    AddRelease {
        /// Folder of the ledger.
        ledger: PathBuf,
        /// Folder of the release.
        release: PathBuf,
    },
    /// Note that a release was withdrawn. It was out, so it counts all the same.
    Withdraw {
        /// Folder of the ledger.
        ledger: PathBuf,
        /// Id of the release.
        release: String,
    },
    /// Copy a table into the ledger in which somebody else publishes exact counts of the same people: a CSV file with the
    /// columns area, quantity, category, period and value.
    AddExternal {
        /// Folder of the ledger.
        ledger: PathBuf,
        /// The file.
        table: PathBuf,
        /// What it is called, for people ("CBS StatLine 84799NED, 2023").
        #[arg(long)]
        name: String,
    },
}

/// Reads a ledger, or adds to it.
pub(crate) fn ledger(asked: &Noting) -> Result<()> {
    match asked {
        Noting::Begin { ledger } => {
            Ledger::begin(ledger)?;
            println!("{}: a ledger without entries", ledger.display());
            Ok(())
        }
        Noting::List { ledger } => list(&Ledger::open(ledger)?),
        Noting::Show { ledger, what } => show(&Ledger::open(ledger)?, what),
        Noting::AddRelease { ledger, release } => add_release(ledger, release),
        Noting::Withdraw { ledger, release } => withdraw(ledger, release),
        Noting::AddExternal { ledger, table, name } => {
            let mut there = Ledger::open(ledger)?;
            there.add_external(name, table)?;
            println!("{}: `{name}` is in it", ledger.display());
            Ok(())
        }
    }
}

fn list(ledger: &Ledger) -> Result<()> {
    for entry in ledger.entries() {
        match entry {
            Entry::Release(release) if release.withdrawn => println!("{}  withdrawn  {}", release.on, release.id),
            Entry::Release(release) => println!("{}  release    {}", release.on, release.id),
            Entry::External(table) => {
                println!("            table      {} ({} counts)", table.name, ledger.rows(table)?.len());
            }
        }
    }
    println!("{} entries; none of them was changed or taken out", ledger.entries().len());
    Ok(())
}

fn show(ledger: &Ledger, what: &str) -> Result<()> {
    if let Some(entry) = ledger.releases().into_iter().find(|release| release.id == what) {
        let folder = ledger.path_of(&entry.path);
        println!("release {}", entry.id);
        println!("  out since   {}{}", entry.on, if entry.withdrawn { ", withdrawn since" } else { "" });
        println!("  folder      {}", folder.display());
        let release = Release::open(&folder).with_context(|| {
            format!("what is out stays out: put the release back in {}, the auditor needs it", folder.display())
        })?;
        for (counted, count) in &release.manifest.counts {
            println!("  {counted}: {count}");
        }
        return Ok(());
    }
    if let Some(table) = ledger.externals().find(|table| table.name == what) {
        let rows = ledger.rows(table)?;
        println!("table {}", table.name);
        println!("  file        {}", ledger.path_of(&table.file).display());
        println!("  SHA-256     {}", table.sha256);
        let mut kinds: std::collections::BTreeMap<(String, String), usize> = std::collections::BTreeMap::new();
        for row in rows {
            *kinds.entry((row.period.to_string(), row.quantity)).or_default() += 1;
        }
        for ((period, quantity), count) in kinds {
            println!("  {period} {quantity}: {count} exact counts");
        }
        return Ok(());
    }
    let releases = ledger.releases().into_iter().map(|release| release.id.clone());
    let known: Vec<String> = releases.chain(ledger.externals().map(|table| table.name.clone())).collect();
    bail!("`{what}` is not in {}; it has: {}", ledger.folder().display(), known.join(", "))
}

fn add_release(folder: &Path, release: &Path) -> Result<()> {
    let manifest = Release::open(release)?.manifest.clone();
    let mut ledger = Ledger::open(folder)?;
    if ledger.releases().iter().any(|there| there.id == manifest.id && !there.withdrawn) {
        bail!("release {} is in {} already", manifest.id, folder.display());
    }
    // Absolute, so that it is found from wherever the ledger is read.
    let path = release.canonicalize().with_context(|| format!("cannot find {}", release.display()))?;
    ledger.add_release(ReleaseEntry { id: manifest.id.clone(), path, withdrawn: false, on: today() })?;
    println!("{}: release {} is in it", folder.display(), manifest.id);
    Ok(())
}

fn withdraw(folder: &Path, id: &str) -> Result<()> {
    let mut ledger = Ledger::open(folder)?;
    let Some(entry) = ledger.releases().into_iter().find(|there| there.id == id).cloned() else {
        bail!("`{id}` is not in {}", folder.display());
    };
    ledger.add_release(ReleaseEntry { withdrawn: true, on: today(), ..entry })?;
    println!("{}: release {id} was withdrawn; it was out, and counts all the same", folder.display());
    Ok(())
}

fn today() -> String {
    jiff::ZonedDateTime::now().date().to_string()
}
