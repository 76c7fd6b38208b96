//! From register tables to a release: count, protect, work out, write. Raw counts live in here only as long as their year
//! is protected.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use cells::{Block, LeftOut, Level, Period, SourceRecord, Vintage};
use counts::{DefinitionStamp, Provenance, RawCounts};
use definition::{Definition, Microdata, SourceFormat};
use geography::Places;
use sha2::{Digest, Sha256};

use crate::progress::{CountingBar, Steps};
use crate::published::Published;
use crate::stop::Stop;

/// What came of the registers.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    pub(crate) blocks: Vec<Block>,
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) records: Vec<SourceRecord>,
    /// What protection cost, year by year.
    pub(crate) costs: Costs,
}

/// What protection cost, year by year.
pub(crate) type Costs = Vec<(Period, BTreeMap<protect::Published, protect::Cost>)>;

/// Decides between equal choices in the protection of invented people. No secret: the same command then gives the same release
/// everywhere.
const SEED: protect::Seed = protect::Seed([0x5a; 32]);

/// Years in words: `2023`, `2014..2023`, `2014,2020..2023`.
pub(crate) fn years(text: &str) -> Result<Vec<Period>> {
    let wrong = || format!("`{text}` are no years: expected 2023, 2014..2023 or 2014,2020..2023");
    let year = |text: &str| -> Result<u16> {
        let year: u16 = text.trim().parse().with_context(wrong)?;
        if !(1900..=2100).contains(&year) {
            bail!(wrong());
        }
        Ok(year)
    };
    let mut all = Vec::new();
    for part in text.split(',') {
        match part.split_once("..") {
            Some((first, last)) => {
                let (first, last) = (year(first)?, year(last.trim_start_matches('='))?);
                if first > last {
                    bail!("{}; {first} comes after {last}", wrong());
                }
                all.extend((first..=last).map(Period));
            }
            None => all.push(Period(year(part)?)),
        }
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// The years asked for, or every year of which the folder has the first register; none is an error.
pub(crate) fn years_in(microdata: &Microdata, input: &Path, asked: Option<&str>) -> Result<Vec<Period>> {
    if !input.is_dir() {
        bail!("there is no folder {}; give --input the folder with the register tables", input.display());
    }
    if let Some(asked) = asked {
        return years(asked);
    }
    let Some(first) = microdata.registers.first() else { bail!("the definition names no register") };
    let there = |name: String| {
        let path = input.join(&name);
        path.is_dir()
            || ["parquet", "sav", "zsav", "csv"].iter().any(|end| input.join(format!("{name}.{end}")).is_file())
    };
    let years: Vec<Period> =
        (1990..=2100).map(Period).filter(|&year| there(first.file_in(year, microdata.vintage(year)))).collect();
    if years.is_empty() {
        bail!(
            "{} has no table `{}` of any year (as .parquet, .sav, .zsav or .csv); is it the folder with the register tables?",
            input.display(),
            first.file
        );
    }
    Ok(years)
}

/// Leaves out sources that only say how areas lay in years that are not counted.
pub(crate) fn only_divisions_of(definition: &mut Definition, years: &[Period]) {
    let Some(microdata) = &definition.microdata else { return };
    let counted: Vec<Vintage> = years.iter().map(|&year| microdata.vintage(year)).collect();
    definition.sources.retain(|source| {
        let only_areas = source.figures.is_empty() && (source.register || !source.boundaries.is_empty());
        !only_areas || counted.contains(&source.vintage)
    });
}

/// Register tables to count, and raw counts of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counting<'a> {
    /// The folder with the tables, and with the divisions into areas that the definition names.
    pub(crate) input: &'a Path,
    /// The years; all of which there are tables when absent.
    pub(crate) years: Option<&'a str>,
    /// A confidential folder: years that it has are taken from it, others are kept in it; and what protection leaves behind.
    pub(crate) counts: Option<&'a Path>,
    /// The ledger of what is out; needed for people who exist.
    pub(crate) ledger: Option<&'a Path>,
}

impl Counting<'_> {
    /// Whether the people of a monitor can be protected with what is given: to know before hours of counting.
    pub(crate) fn allows(&self, definition: &Definition) -> Result<()> {
        protect::allows(definition, self.ledger.is_some())?;
        if !definition.monitor.fictional && self.counts.is_none() {
            bail!(
                "`{}` is about people who exist: give --counts a folder in the closed environment. It keeps the secret with which \
                 they are protected, and the evidence; without both, no later release of the same years can be made",
                definition.monitor.id
            );
        }
        Ok(())
    }

    /// What decides between equal choices: drawn at random and kept beside the counts of people who exist.
    fn seed(&self, definition: &Definition) -> Result<protect::Seed> {
        match self.counts.filter(|_| !definition.monitor.fictional) {
            Some(folder) => Ok(protect::Seed(counts::secret(folder)?)),
            None => Ok(SEED),
        }
    }
}

/// Counts, protects and works out every year, one after the other.
pub(crate) fn figures(
    definition: &Definition,
    places: &Places,
    counting: &Counting<'_>,
    years: &[Period],
    steps: &Steps,
    stop: &Stop,
) -> Result<Counted> {
    counting.allows(definition)?;
    let Some(source) = definition.sources.iter().position(|source| source.format == SourceFormat::Microdata) else {
        bail!(
            "no source of `{}` stands for the register tables; add one with format = \"microdata\" in sources/, so that \
             every figure names where it comes from",
            definition.monitor.id
        );
    };
    let published = counting.ledger.map(Published::open).transpose()?;
    let mut counted = Counted::default();
    let mut inputs = Inputs::default();
    for (n, &year) in years.iter().enumerate() {
        let of_years = format!("{year} ({} of {} years)", n + 1, years.len());
        stop.check()?;
        steps.next(format!("counting {of_years}"));
        let (raw, provenance) = raw_counts(definition, counting, year, steps, stop)?;
        inputs.add(&provenance);
        stop.check()?;
        steps.next(format!("protecting {of_years}"));
        let known = published.as_ref().map(|published| published.known(year));
        let again = known.as_ref().is_some_and(protect::Known::was_published);
        let kept = match counting.counts.filter(|_| again) {
            Some(folder) => counts::read_witnesses(folder, year, "build")?,
            None => Vec::new(),
        };
        // Kept in the folder of the counts, which there is by now.
        let seed = counting.seed(definition)?;
        let outcome = protect::protect(definition, &raw, seed, known.as_ref(), &kept)?;
        counted.left_out.extend(outcome.left_out.iter().map(|(what, count)| LeftOut {
            source: "ledger".to_owned(),
            place: format!("counts of {year}"),
            problem: "not reckoned with".to_owned(),
            detail: what.clone(),
            count: *count,
        }));
        if let Some(folder) = counting.counts {
            counts::write_witnesses(folder, year, "build", &outcome.witnesses)?;
        }
        drop(raw);
        counted.costs.push((year, outcome.protected.cost(definition)));
        let made = figures::blocks(definition, places, &outcome.protected, source);
        counted.blocks.extend(made.blocks);
        counted.left_out.extend(made.left_out);
    }
    counted.records.push(inputs.record(&definition.sources[source]));
    Ok(counted)
}

/// Says what protection cost: per level, the share of counts that are published as precisely as the base lets them, more coarsely,
/// or not. Counts that are said to be small are not among them.
pub(crate) fn tell_costs(definition: &Definition, costs: &Costs) {
    let base = definition.monitor.protection.base;
    for (year, costs) in costs {
        println!(
            "{year}: counts that are not said to be small, rounded to a multiple of {base}, less precise, or withheld"
        );
        for level in &definition.monitor.levels {
            for (parts, what) in [(false, "how many there are"), (true, "of whom something is said")] {
                let mut sum = protect::Cost::default();
                let own = costs.iter().filter(|(of, _)| of.level == *level && of.parts == parts);
                own.for_each(|(_, cost)| sum += cost);
                let all = sum.enough();
                if all > 0 {
                    let (fine, withheld) = (sum.share_within(base / 2), sum.withheld as f64 / all as f64);
                    let [fine, coarser, withheld] = [fine, 1.0 - fine - withheld, withheld].map(|share| share * 100.0);
                    let level = level_name(*level);
                    println!("  {level:<14} {what:<26} {fine:5.1} % {coarser:5.1} % {withheld:5.1} %  of {all}");
                }
            }
        }
    }
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Country => "country",
        Level::Region => "regions",
        Level::Municipality => "municipalities",
        Level::District => "districts",
        Level::Neighbourhood => "neighbourhoods",
    }
}

/// The raw counts of a year: those that are kept, or counted now and then kept.
fn raw_counts(
    definition: &Definition,
    counting: &Counting<'_>,
    year: Period,
    steps: &Steps,
    stop: &Stop,
) -> Result<(RawCounts, Provenance)> {
    let kept = match counting.counts {
        Some(folder) if folder.is_dir() => counts::years(folder)?.contains(&year),
        _ => false,
    };
    if let Some(folder) = counting.counts.filter(|_| kept) {
        let (raw, manifest) = counts::open(folder, year, "build")?;
        if manifest.provenance.definition.sha256 != DefinitionStamp::of(definition).sha256 {
            bail!(
                "the counts of {year} in {} were made with another definition: registers, SQL, universes or indicators \
                 differ. Give another --counts, or remove {}, and they are counted again",
                folder.display(),
                folder.join(year.to_string()).display()
            );
        }
        return Ok((raw, manifest.provenance));
    }
    let options = tabulate::Options { cancel: stop.flag(), ..tabulate::Options::default() };
    let progress: Arc<dyn tabulate::Progress> = Arc::new(CountingBar::new(steps));
    let tabulated = tabulate::tabulate(definition, counting.input, year, &options, &progress)?;
    if let Some(folder) = counting.counts {
        let mut draft = counts::Draft::begin(folder)?;
        draft.add(&tabulated.counts, &tabulated.provenance)?;
        draft.commit("build")?;
    }
    Ok((tabulated.counts, tabulated.provenance))
}

/// Which files were read, for the record of the source.
#[derive(Debug, Default)]
struct Inputs {
    files: Vec<String>,
    rows: u64,
}

impl Inputs {
    fn add(&mut self, provenance: &Provenance) {
        for input in &provenance.inputs {
            let line = format!("{} {}\n", input.sha256.as_deref().unwrap_or("-"), input.file);
            if !self.files.contains(&line) {
                self.files.push(line);
                self.rows += input.rows.unwrap_or(0);
            }
        }
    }

    /// One hash for all files: that of the list of their hashes and names.
    fn record(mut self, source: &definition::Source) -> SourceRecord {
        self.files.sort_unstable();
        let hash = Sha256::digest(self.files.concat().as_bytes());
        SourceRecord {
            id: source.id.clone(),
            sha256: hash.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat(),
            fetched: None,
            published: source.published.clone(),
            licence: source.licence.clone(),
            rows: self.rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_a_year_a_range_or_a_list() {
        let found = |text: &str| years(text).unwrap().into_iter().map(|year| year.0).collect::<Vec<_>>();
        assert_eq!(found("2023"), [2023]);
        assert_eq!(found("2021..2023"), [2021, 2022, 2023]);
        assert_eq!(found("2023,2014, 2020..2021"), [2014, 2020, 2021, 2023]);
        for text in ["", "twee", "2023..", "2023..2014", "23", "99999", "2014-2023"] {
            assert!(years(text).is_err(), "{text}");
        }
    }
}
