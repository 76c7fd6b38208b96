//! The main job on one machine: tables → release → site; of a fictional province, or of the Netherlands.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::ValueEnum;

use crate::setup;
use crate::shell::{call, cargo};

/// The cache manifest that points at the sample tables kept beside the checkout.
const SAMPLE_CACHE: &str = "tests/data/shared-cache";

/// Which monitor to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shown {
    /// The KIS monitor of a fictional province, counted from invented registers. Needs no network.
    Zomerland,
    /// The open-data monitor of the Netherlands.
    Nederland,
}

/// Shows the fictional monitor until it is stopped.
pub(crate) fn zomerland(root: &Path, listen: &str, optimised: bool) -> Result<()> {
    setup::compilers(root)?;
    setup::web(root)?;
    let program = program(root, optimised)?;
    call(root, &program.to_string_lossy(), ["demo", "--listen", listen]).run()
}

/// Builds the open-data monitor and serves it until it is stopped.
pub(crate) fn nederland(root: &Path, cache: Option<&Path>, listen: &str, optimised: bool) -> Result<()> {
    setup::compilers(root)?;
    setup::web(root)?;
    let program = program(root, optimised)?;
    let program = program.to_string_lossy().into_owned();
    let work = root.join("target/demo");
    let cache = if let Some(cache) = cache {
        cache.to_path_buf()
    } else {
        let cache = work.join("cache");
        let text = cache.to_string_lossy().into_owned();
        call(root, &program, ["fetch", "monitors/nederland", "--cache", &text]).run()?;
        cache
    };
    let release = release(root, &program, &cache, &work)?;
    call(root, &program, ["serve", &release.to_string_lossy(), "--listen", listen]).run()
}

/// Builds the release of the fictional province, the same every time; an earlier one is replaced.
pub(crate) fn built_zomerland(root: &Path, program: &str, work: &Path) -> Result<PathBuf> {
    let (registers, release) = (work.join("zomerland-registers"), work.join("zomerland"));
    for folder in [&registers, &release] {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
    }
    std::fs::create_dir_all(work)?;
    let (input, out) = (registers.to_string_lossy().into_owned(), release.to_string_lossy().into_owned());
    call(root, program, ["synth", &input, "--persons", "600000", "--years", "2021..2023"]).run()?;
    call(root, program, ["build", "monitors/zomerland", "--input", &input, "--out", &out]).run()?;
    std::fs::remove_dir_all(&registers)?;
    Ok(release)
}

/// Builds the release of the Netherlands from a cache; an earlier one is replaced.
pub(crate) fn release(root: &Path, program: &str, cache: &Path, work: &Path) -> Result<PathBuf> {
    let release = work.join("nederland");
    if release.exists() {
        std::fs::remove_dir_all(&release)?;
    }
    std::fs::create_dir_all(work)?;
    let (cache, out) = (cache.to_string_lossy().into_owned(), release.to_string_lossy().into_owned());
    call(root, program, ["build", "monitors/nederland", "--cache", &cache, "--out", &out]).run()?;
    Ok(release)
}

/// The sample cache, when its tables are beside the checkout.
pub(crate) fn sample_cache(root: &Path) -> Option<PathBuf> {
    root.join("../shared/data/kwb").is_dir().then(|| root.join(SAMPLE_CACHE))
}

/// Compiles the program and says where it is. The quick one is made of the same compiled dependencies as the tests: only within
/// the whole workspace cargo gives these the same features.
pub(crate) fn program(root: &Path, optimised: bool) -> Result<PathBuf> {
    let which = if optimised {
        ["--package", "wijkmonitor", "--release"].as_slice()
    } else {
        ["--workspace", "--bin", "wijkmonitor"].as_slice()
    };
    cargo(root, ["build"].iter().chain(which)).run()?;
    Ok(compiled(root, if optimised { "release" } else { "debug" }))
}

/// Compiles the program together with all tests, so that what both are made of is compiled once, and says where it is.
pub(crate) fn program_and_tests(root: &Path) -> Result<PathBuf> {
    cargo(root, ["build", "--workspace", "--bins", "--tests"]).run()?;
    Ok(compiled(root, "debug"))
}

fn compiled(root: &Path, profile: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let target = if target.is_absolute() { target } else { root.join(target) };
    target.join(profile).join("wijkmonitor")
}
