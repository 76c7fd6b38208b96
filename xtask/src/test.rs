//! Every test, in the order in which a mistake is found soonest.

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use clap::ValueEnum;

use crate::shell::{call, cargo};
use crate::sites::Sites;
use crate::{browser, clients, demo, setup};

/// One step of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// `cargo fmt --check`.
    Format,
    /// Types and build of the style sheets and scripts.
    Web,
    /// Clippy without warnings.
    Lints,
    /// Unit, property, snapshot and end-to-end tests.
    Units,
    /// Documentation without warnings.
    Docs,
    /// Other people's clients on the running server: OData, PxWeb, JSON-stat, Excel, Parquet, and the API's description.
    Clients,
    /// The real browser.
    Browser,
}

/// Runs the steps, all of them when none is named.
pub(crate) fn run(root: &Path, only: &[Step]) -> Result<()> {
    setup::everything(root)?;
    let sites = Sites::of(root);
    for &step in Step::value_variants() {
        if !only.is_empty() && !only.contains(&step) {
            continue;
        }
        let began = Instant::now();
        match step {
            Step::Format => cargo(root, ["fmt", "--all", "--check"]).run()?,
            Step::Web => call(&root.join("web"), "npm", ["run", "--silent", "check"]).run()?,
            Step::Lints => {
                cargo(root, ["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]).run()?;
            }
            Step::Units => {
                let program = demo::program_and_tests(root)?;
                cargo(root, ["test", "--workspace", "--no-fail-fast"]).env("WIJKMONITOR", program).run()?;
            }
            Step::Docs => {
                cargo(root, ["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "--deny warnings").run()?;
            }
            Step::Clients => clients::read(root, &sites)?,
            Step::Browser => browser::look(root, &sites)?,
        }
        eprintln!("\u{2713} {step:?} in {:.0} s", began.elapsed().as_secs_f64());
    }
    Ok(())
}
