//! Other people's clients, unchanged, against a real server.

use std::path::Path;

use anyhow::Result;

use crate::shell::call;
use crate::sites::Sites;

/// Reads every site with every client in `tests/clients`; each figure is compared with the release.
pub(crate) fn read(root: &Path, sites: &Sites<'_>) -> Result<()> {
    let python = root.join("target/python/bin/python3").to_string_lossy().into_owned();
    sites.each(|_, release, address| {
        let release = release.to_string_lossy();
        call(&root.join("tests"), &python, ["-m", "clients", address, &release]).run()
    })
}
