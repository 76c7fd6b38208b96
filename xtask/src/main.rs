//! The project's routines, run as `cargo xtask …`: set up a machine, show the demo, run every test, measure.
//!
//! Flows in: a checkout. Flows out: a machine that has what is needed, a running site, a verdict. Knows how the pieces
//! are run, never how they work.

mod bench;
mod browser;
mod clients;
mod demo;
mod setup;
mod shell;
mod sites;
mod test;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's routines")]
struct Arguments {
    #[command(subcommand)]
    routine: Routine,
}

#[derive(Subcommand)]
enum Routine {
    /// Install what a fresh Debian machine lacks (Chromium, npm packages) and build the style sheets and scripts.
    Setup,
    /// Make the monitor of a fictional province, or of the Netherlands, and serve it.
    Demo {
        /// Which one.
        #[arg(default_value = "zomerland")]
        shown: demo::Shown,
        /// For the Netherlands: folder with tables that were fetched before (with a `manifest.toml`); without it they are
        /// downloaded.
        #[arg(long)]
        cache: Option<PathBuf>,
        /// Address to listen on.
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: String,
        /// Use the optimised build (slower to compile, faster pages).
        #[arg(long)]
        release: bool,
    },
    /// Run every test: format, lints, documentation, unit, property, snapshot, end-to-end, client and browser tests.
    Test {
        /// Only these steps, by name (format, web, lints, units, docs, clients, browser).
        #[arg(long, value_delimiter = ',')]
        only: Vec<test::Step>,
    },
    /// Run the browser tests against a site that is already running.
    Browser {
        /// Its address.
        #[arg(long, default_value = "http://127.0.0.1:8080")]
        address: String,
        /// Keep a picture of every page in this folder.
        #[arg(long)]
        screenshots: Option<PathBuf>,
    },
    /// Measure the program on this machine, with a peer beside it, and write the tables of `benches/README.md`.
    Bench(bench::Wanted),
    /// Write the JSON Schemas of the definition's files to `monitors/schemas/` again.
    Schemas,
}

fn main() -> Result<()> {
    let root = root();
    match Arguments::parse().routine {
        Routine::Setup => setup::everything(root),
        Routine::Demo { shown: demo::Shown::Zomerland, cache: None, listen, release } => {
            demo::zomerland(root, &listen, release)
        }
        Routine::Demo { shown: demo::Shown::Nederland, cache, listen, release } => {
            demo::nederland(root, cache.as_deref(), &listen, release)
        }
        Routine::Demo { cache: Some(_), .. } => {
            anyhow::bail!("--cache is for the Netherlands: cargo xtask demo nederland --cache …")
        }
        Routine::Test { only } => test::run(root, &only),
        Routine::Browser { address, screenshots } => {
            setup::everything(root)?;
            browser::test(root, &address, None, screenshots.as_deref())
        }
        Routine::Bench(wanted) => bench::run(root, &wanted),
        Routine::Schemas => {
            shell::cargo(root, ["test", "--package", "definition", "schema"]).env("UPDATE_SCHEMAS", "1").run()
        }
    }
}

/// The root of the checkout.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the checkout")
}
