//! `wijkmonitor fetch`: brings what a definition names into a cache.

use std::path::Path;

use anyhow::{Result, bail};
use opendata::Cache;
use opendata::fetch::{FetchOptions, fetch as fetch_all};

use super::check::load;
use crate::progress::{FetchBars, told};

/// Fetches every source; what fails is named, what the cache had stays.
pub(crate) fn fetch(folder: &Path, cache: &Path, offline: bool) -> Result<()> {
    let definition = load(folder)?;
    let mut cache = Cache::open(cache)?;
    let options = FetchOptions { offline, definition_folder: Some(folder.to_path_buf()), ..FetchOptions::default() };
    match fetch_all(&definition, &mut cache, &options, &FetchBars::new()) {
        Ok(report) => {
            for (source, outcome) in &report.sources {
                println!("{source}: {}", told(outcome));
            }
            Ok(())
        }
        Err(error) => bail!("{error}"),
    }
}
