//! `wijkmonitor verify`: whether a release is whole and agrees with itself.

use std::path::Path;

use anyhow::{Result, bail};
use release::Release;

/// Checks hashes, schema, counts and references; every problem is shown.
pub(crate) fn verify(folder: &Path) -> Result<()> {
    match Release::verify(folder) {
        Ok(report) => {
            println!(
                "release {} is whole: {} files ({:.1} MB), {} slices, {} cells that agree",
                report.id,
                report.files,
                report.bytes as f64 / 1e6,
                report.slices,
                report.cells
            );
            Ok(())
        }
        Err(problems) => {
            for problem in &problems {
                eprintln!("{problem}");
            }
            bail!("{} is damaged or inconsistent: {} problems", folder.display(), problems.len())
        }
    }
}
