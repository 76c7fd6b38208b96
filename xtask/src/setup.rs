//! Puts on the machine what the routines need and it lacks.

use std::path::Path;

use anyhow::{Result, bail};

use crate::shell::{call, has};

/// Compilers, Chromium, readers of documents, npm packages, style sheets and scripts, Python packages.
pub(crate) fn everything(root: &Path) -> Result<()> {
    compilers(root)?;
    web(root)?;
    chromium(root)?;
    readers(root)?;
    python(root)
}

/// Python with the packages that our answers are compared with, in `target/python`; tests find it there.
pub(crate) fn python(root: &Path) -> Result<()> {
    let folder = root.join("target/python");
    let python = folder.join("bin/python3");
    let wanted = root.join("tests/requirements.txt");
    let installed = folder.join("requirements.txt");
    let read = |path: &Path| std::fs::read(path).ok();
    if python.exists() && read(&installed).is_some() && read(&installed) == read(&wanted) {
        return Ok(());
    }
    let makes_environments =
        has("python3") && call(root, "python3", ["-c", "import ensurepip, venv"]).quiet().is_ok_and(|works| works);
    if !makes_environments {
        if !has("apt-get") {
            bail!("python3 with venv is not on this machine. Install it and try again");
        }
        install(root, &["python3", "python3-venv"])?;
    }
    call(root, "python3", ["-m", "venv", "target/python"]).run()?;
    let pip = ["-m", "pip", "install", "--quiet", "--requirement", "tests/requirements.txt"];
    call(root, &python.to_string_lossy(), pip).run()?;
    // Copied last: an installation that was broken off is done again.
    std::fs::copy(&wanted, &installed)?;
    Ok(())
}

/// npm packages, then the style sheets and scripts that the site embeds.
pub(crate) fn web(root: &Path) -> Result<()> {
    if !has("npm") {
        bail!(
            "npm is not on this machine. Install Node.js 20 or newer (on Debian: apt-get install nodejs npm) and try again"
        );
    }
    let web = root.join("web");
    let installed = web.join("node_modules/.package-lock.json");
    let wanted = web.join("package-lock.json");
    let fresh = match (installed.metadata().and_then(|m| m.modified()), wanted.metadata().and_then(|m| m.modified())) {
        (Ok(installed), Ok(wanted)) => installed >= wanted,
        _ => false,
    };
    if !fresh {
        call(&web, "npm", ["ci", "--no-audit", "--no-fund"]).run()?;
    }
    call(&web, "npm", ["run", "--silent", "build"]).run()
}

/// The browser for the browser tests.
pub(crate) fn chromium(root: &Path) -> Result<()> {
    if std::env::var_os("CHROMIUM").is_some() || has("chromium") {
        return Ok(());
    }
    if !has("apt-get") {
        bail!("Chromium is not on this machine. Install it, or set CHROMIUM to where it is, and try again");
    }
    install(root, &["chromium"])
}

/// Poppler, with which tests read documents as others do.
pub(crate) fn readers(root: &Path) -> Result<()> {
    if has("pdftotext") {
        return Ok(());
    }
    if !has("apt-get") {
        bail!("pdftotext is not on this machine. Install Poppler (on Debian: poppler-utils) and try again");
    }
    install(root, &["poppler-utils"])
}

/// What the solver of the auditor is compiled with: a C++ compiler, CMake, and the library of Clang that reads its headers.
pub(crate) fn compilers(root: &Path) -> Result<()> {
    if has("cmake") && has("c++") && has("make") && has_libclang() {
        return Ok(());
    }
    if !has("apt-get") {
        bail!("CMake, a C++ compiler or libclang is not on this machine. Install them and try again");
    }
    install(root, &["cmake", "g++", "make", "libclang-dev"])
}

/// Whether the library of Clang is where compilers look for it.
fn has_libclang() -> bool {
    let is_library = |name: &str| name.starts_with("libclang.so") || name.starts_with("libclang-");
    let has_one = |folder: &Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.file_name().into_string().ok()).any(|name| is_library(&name))
    };
    if let Some(folder) = std::env::var_os("LIBCLANG_PATH") {
        return has_one(Path::new(&folder));
    }
    let versions = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    versions
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("llvm"))
        .any(|entry| has_one(&entry.path().join("lib")))
}

/// Installs Debian packages.
fn install(root: &Path, packages: &[&str]) -> Result<()> {
    call(root, "apt-get", ["update", "--quiet"]).run()?;
    let options = ["install", "--yes", "--quiet", "--no-install-recommends"];
    call(root, "apt-get", options.iter().chain(packages)).env("DEBIAN_FRONTEND", "noninteractive").run()
}
