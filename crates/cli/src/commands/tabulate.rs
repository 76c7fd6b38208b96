//! `wijkmonitor tabulate`: register tables → raw counts in a confidential folder.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};

use super::check::load;
use crate::engine::Engine;
use crate::progress::{CountingBar, Steps};
use crate::stop::Stop;

/// Counts years and writes them; either all of them, or none.
pub(crate) fn tabulate(
    folder: &Path,
    input: &Path,
    out: &Path,
    years: Option<&str>,
    purpose: &str,
    engine: &Engine,
) -> Result<()> {
    let definition = load(folder)?;
    let Some(microdata) = &definition.microdata else {
        bail!(
            "`{}` is not counted from registers: {} has no folder microdata/",
            definition.monitor.id,
            folder.display()
        );
    };
    let years = engine.years_in(microdata, input, years)?;
    let stop = Stop::listen()?;
    let steps = Steps::told("opening the registers");
    let progress: Arc<dyn tabulate::Progress> = Arc::new(CountingBar::new(&steps));
    let mut draft = counts::Draft::begin(out)?;
    let mut reports = Vec::new();
    for (n, &year) in years.iter().enumerate() {
        steps.next(format!("counting {year} ({} of {} years)", n + 1, years.len()));
        let tabulated = engine.tabulate(&definition, input, year, &stop, &progress)?;
        draft.add(&tabulated.counts, &tabulated.provenance)?;
        reports.push((year, tabulated.report));
    }
    stop.check()?;
    draft.commit(purpose)?;
    steps.end();
    for (year, report) in reports {
        for found in &report.problems {
            eprintln!("{year}: {found}");
        }
    }
    println!("{}: raw counts of {} years. CONFIDENTIAL: nothing of it may be published", out.display(), years.len());
    Ok(())
}
