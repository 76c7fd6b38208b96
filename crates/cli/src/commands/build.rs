//! `wijkmonitor build`: definition, published tables and register tables → release.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use audit::{Options, Sources};
use cells::{LeftOut, Period};
use definition::Definition;
use ledger::Ledger;
use opendata::Cache;
use release::{Draft, Manifest, Release};

use super::audit::{judge, run};
use super::check::load;
use crate::counted::{self, Costs, Counting};
use crate::progress::Steps;
use crate::stop::Stop;

/// What a release is attacked with before it stands.
#[derive(Debug)]
pub(crate) struct Attacked<'a> {
    /// The ledger.
    pub(crate) ledger: &'a Path,
    /// Where the report goes.
    pub(crate) report: &'a Path,
}

/// Builds a release. Nothing is left in `out` when it fails, also not when the auditor finds something.
pub(crate) fn build(
    folder: &Path,
    cache: Option<&Path>,
    counting: Option<&Counting<'_>>,
    attacked: Option<&Attacked<'_>>,
    base: Option<u16>,
    out: &Path,
    date: Option<&str>,
) -> Result<()> {
    if out.exists() {
        bail!(
            "{} exists already. A release is never overwritten: give another --out, or remove it first",
            out.display()
        );
    }
    let mut definition = load(folder)?;
    if let Some(base) = base {
        definition.monitor.protection.base = base;
    }
    // To know before hours of counting.
    if let Some(attacked) = attacked {
        Ledger::open(attacked.ledger)?;
    }
    if let Some(counting) = counting.filter(|_| definition.microdata.is_some()) {
        counting.allows(&definition)?;
    }
    let (steps, stop) = if counting.is_some() {
        (Steps::told("reading tables"), Stop::listen()?)
    } else {
        (Steps::begin("reading tables"), Stop::deaf())
    };
    let made = match (counting, attacked) {
        (Some(counting), Some(attacked)) => {
            let work = Unaudited::new(out, &stop)?;
            // Without raw counts the auditor has no answers to compare with.
            let kept = work.folder.join("counts");
            let counting = Counting { counts: Some(counting.counts.unwrap_or(&kept)), ..*counting };
            let release = work.folder.join("release");
            let made = release_of(definition, folder, cache, Some(&counting), &release, date, &steps, &stop)?;
            attack(attacked, &release, counting.counts, brief(), &steps)?;
            std::fs::rename(&release, out).with_context(|| format!("cannot put {} in place", out.display()))?;
            made
        }
        _ => release_of(definition, folder, cache, counting, out, date, &steps, &stop)?,
    };
    steps.end();
    made.tell(out);
    Ok(())
}

/// A release that was written, and what its protection cost.
pub(crate) struct Made {
    pub(crate) manifest: Manifest,
    definition: Definition,
    costs: Costs,
}

impl Made {
    /// Says what is in it.
    pub(crate) fn tell(&self, out: &Path) {
        println!("{} {}: {}", self.manifest.monitor, self.manifest.id, out.display());
        for (what, count) in &self.manifest.counts {
            println!("  {what}: {count}");
        }
        counted::tell_costs(&self.definition, &self.costs);
    }
}

/// Attacks a release; an error when something was found.
pub(crate) fn attack(
    attacked: &Attacked<'_>,
    release: &Path,
    counts: Option<&Path>,
    options: Options,
    steps: &Steps,
) -> Result<()> {
    let release = Release::open(release)?;
    let ledger = Ledger::open(attacked.ledger)?;
    let sources = Sources { release: &release, ledger: &ledger, truth: counts, witnesses: counts };
    let audit = run(&sources, options, attacked.report, steps)?;
    judge(&audit, &release, attacked.report)
}

/// How hard is tried before a release stands: every sum and every witness, and a little linear programming for each year.
/// `wijkmonitor audit` takes longer and leaves less to chance.
fn brief() -> Options {
    Options { sample: 20, blocks: 0, time: Duration::from_secs(20), ..Options::default() }
}

/// Where a release waits until it was attacked: beside where it is wanted, so that it can be put in place at once.
struct Unaudited {
    folder: PathBuf,
}

impl Unaudited {
    fn new(out: &Path, stop: &Stop) -> Result<Self> {
        let name = out.file_name().map_or_else(|| "release".to_owned(), |name| name.to_string_lossy().into_owned());
        let folder = out.with_file_name(format!(".{name}-unaudited-{}", std::process::id()));
        std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        stop.removes(&folder);
        Ok(Self { folder })
    }
}

impl Drop for Unaudited {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// From a definition, published tables and register tables to a release.
#[expect(clippy::too_many_arguments, reason = "what two commands share, and nobody else calls")]
pub(crate) fn release_of(
    mut definition: Definition,
    folder: &Path,
    cache: Option<&Path>,
    counting: Option<&Counting<'_>>,
    out: &Path,
    date: Option<&str>,
    steps: &Steps,
    stop: &Stop,
) -> Result<Made> {
    let created = created(date)?;
    let own = tempfile::tempdir().context("cannot make a temporary folder")?;
    let cache = Cache::open(cache.unwrap_or(own.path()))?;
    let years = years_to_count(&mut definition, folder, counting)?;
    let mut folders = vec![folder];
    folders.extend(counting.map(|counting| counting.input));

    let mut imported = opendata::import(&definition, &folders, &cache, &mut |step| {
        steps.next(if step.done == step.total {
            "putting the sources together".to_owned()
        } else {
            format!("reading {} ({} of {} sources)", step.source, step.done, step.total)
        });
    })?;
    let mut costs = Costs::new();
    if let Some(counting) = counting {
        let counted = counted::figures(&definition, &imported.places, counting, &years, steps, stop)?;
        imported.blocks.extend(counted.blocks);
        imported.left_out.extend(counted.left_out);
        imported.sources.extend(counted.records);
        costs = counted.costs;
        let order = |id: &str| definition.sources.iter().position(|source| source.id == id);
        imported.sources.sort_by_key(|record| order(&record.id));
    }
    let regions = figures::regions(&definition, &imported.places, &imported.blocks);
    imported.blocks.extend(regions.blocks);
    imported.left_out.extend(regions.left_out);
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
    stop.check()?;
    let manifest = draft.write(&standing, out, &created)?;
    tell_left_out(&left_out, out);
    Ok(Made { manifest, definition, costs })
}

/// Which years are counted; none where nothing is. A definition that is counted needs the tables, and only such a one.
fn years_to_count(definition: &mut Definition, folder: &Path, counting: Option<&Counting<'_>>) -> Result<Vec<Period>> {
    let name = folder.display();
    match (definition.microdata.as_ref(), counting) {
        (Some(_), None) => bail!(
            "`{}` is counted from register tables: give --input the folder they are in. For invented ones: \
             wijkmonitor synth DIR",
            definition.monitor.id
        ),
        (None, Some(_)) => bail!("--input is of no use: {name} has no folder microdata/, so nothing is counted"),
        (None, None) => Ok(Vec::new()),
        (Some(microdata), Some(counting)) => {
            counting.allows(definition)?;
            let years = counted::years_in(microdata, counting.input, counting.years)?;
            counted::only_divisions_of(definition, &years);
            Ok(years)
        }
    }
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
