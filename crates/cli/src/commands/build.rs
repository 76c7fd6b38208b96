//! `wijkmonitor build`: definition and tables → release.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use cells::LeftOut;
use opendata::Cache;
use release::Draft;

use super::check::load;
use crate::progress::Steps;

/// Builds a release. Nothing is left in `out` when it fails.
pub(crate) fn build(folder: &Path, cache: Option<&Path>, out: &Path, date: Option<&str>) -> Result<()> {
    if out.exists() {
        bail!(
            "{} exists already. A release is never overwritten: give another --out, or remove it first",
            out.display()
        );
    }
    let definition = load(folder)?;
    let created = created(date)?;
    let own = tempfile::tempdir().context("cannot make a temporary folder")?;
    let cache = Cache::open(cache.unwrap_or(own.path()))?;

    let steps = Steps::begin("reading tables");
    let imported = opendata::import(&definition, folder, &cache, &mut |step| {
        steps.next(if step.done == step.total {
            "putting the sources together".to_owned()
        } else {
            format!("reading {} ({} of {} sources)", step.source, step.done, step.total)
        });
    })?;
    steps.next("putting cells in a cube");
    let draft = Draft {
        definition,
        places: imported.places,
        boundaries: imported.boundaries,
        blocks: imported.blocks,
        sources: imported.sources,
        left_out: imported.left_out,
    };
    let cube = draft.cube()?;
    let (definition, places) = (draft.definition.clone(), draft.places.clone());
    let left_out = draft.left_out.clone();
    steps.next("comparing every cell with its references, and writing");
    let standing = insight::standing(&cube, &definition, &places);
    let manifest = draft.write(&standing, out, &created)?;
    steps.end();

    println!("{} {}: {}", manifest.monitor, manifest.id, out.display());
    for (what, count) in &manifest.counts {
        println!("  {what}: {count}");
    }
    tell_left_out(&left_out, out);
    Ok(())
}

/// The date a release bears: the one given, or today.
fn created(date: Option<&str>) -> Result<String> {
    let Some(date) = date else { return Ok(jiff::ZonedDateTime::now().date().to_string()) };
    let parsed: jiff::civil::Date =
        date.parse().with_context(|| format!("`{date}` is no date: expected year-month-day, such as 2026-11-23"))?;
    Ok(parsed.to_string())
}

/// A line per kind of problem, with where the whole list is.
fn tell_left_out(left_out: &[LeftOut], out: &Path) {
    let mut counts: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for entry in left_out {
        *counts.entry((&entry.source, &entry.problem)).or_default() += entry.count;
    }
    if counts.is_empty() {
        return;
    }
    eprintln!("left out, or to know about (the whole list is in {}):", out.join("report.json").display());
    for ((source, problem), count) in counts {
        eprintln!("  {count:>7} × {source}: {problem}");
    }
}
