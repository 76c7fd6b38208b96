//! The measurements of `benches/`: what they need, then one run.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::shell::{call, cargo, has};
use crate::{demo, setup};

/// What to measure.
#[derive(clap::Args)]
pub(crate) struct Wanted {
    /// Folder with the tables of `monitors/nederland` (with a `manifest.toml`); without it the sample tables.
    #[arg(long)]
    cache: Option<PathBuf>,
    /// Only these parts (build, opening, pages, profile_query, kis_size, lighthouse, painted); the others keep their figures.
    #[arg(long)]
    only: Option<String>,
    /// Few requests, and the README is left as it is: to see that everything works.
    #[arg(long)]
    quick: bool,
}

/// Compiles the optimised program, installs the peer in `target/bench/` and measures.
pub(crate) fn run(root: &Path, wanted: &Wanted) -> Result<()> {
    let Some(cache) = wanted.cache.clone().or_else(|| demo::sample_cache(root)) else {
        bail!(
            "no tables to build from: fetch them (`wijkmonitor fetch monitors/nederland --cache DIR`) and give --cache"
        );
    };
    if !has("python3") {
        bail!("python3 is not on this machine. Install it (on Debian: apt-get install python3-venv wrk) and try again");
    }
    setup::compilers(root)?;
    setup::web(root)?;
    let program = demo::program(root, true)?;
    cargo(root, ["build", "--release", "--package", "release", "--examples"]).run()?;
    let work = root.join("target/bench");
    let python = work.join("venv/bin/python");
    if !python.exists() {
        call(root, "python3", ["-m", "venv", "target/bench/venv"]).run()?;
    }
    let python = python.to_string_lossy().into_owned();
    call(root, &python, ["-m", "pip", "install", "--quiet", "--requirement", "benches/requirements.txt"]).run()?;
    let folder = program.parent().unwrap_or(root).join("examples");
    let mut arguments = vec!["-m".to_owned(), "measure".to_owned()];
    let places =
        [("--root", root), ("--program", &program), ("--examples", &folder), ("--cache", &cache), ("--work", &work)];
    for (name, path) in places {
        arguments.extend([name.to_owned(), std::path::absolute(path)?.to_string_lossy().into_owned()]);
    }
    if let Some(only) = &wanted.only {
        arguments.extend(["--only".to_owned(), only.clone()]);
    }
    if wanted.quick {
        arguments.push("--quick".to_owned());
    }
    call(&root.join("benches"), &python, arguments).env("PYTHONDONTWRITEBYTECODE", "1").run()
}
