//! Invented persons, households and addresses, year after year, as the register tables of the KIS contract.
//!
//! Flows in: a fictional province ([`crate::land`]) or the sizes of real neighbourhoods, and a seed. Flows out: a folder of
//! tables, as their owners would deliver them. It must not know: indicators, breakdowns, how anything is counted.
//!
//! People live in *blocks* of some thousands. A block is made by one thread from its own stream of chance, year by year,
//! while the others are made; a wave of blocks is written before the next begins. So the same seed gives the same bytes
//! on any number of threads, and memory does not grow with the country.
//!
//! - `places`: land with a character; `kwb`: the same from real key figures
//! - `block`: persons, households, addresses, and how they begin; `life`: a year; `facts`: what holds on 1 January
//! - `registers`, `emit`, `files`: tables, rows, formats
//! - `origin`, `schooling`, `chance`, `calendar`: what these stand on
//!
//! Flaws, as real registers have: with [`Options::flaws`] 8 in 10,000 persons have no address on 1 January, and 6 in
//! 10,000 addresses belong to no neighbourhood. Nothing else is ever wrong on purpose.

mod block;
mod calendar;
mod chance;
mod emit;
mod facts;
mod files;
mod kwb;
mod life;
mod origin;
mod places;
mod registers;
mod schooling;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;

use self::block::{Block, Keys, Part};
use self::files::{CodeLists, Output};
use self::origin::Countries;
use self::places::{Territory, scaled};
use self::registers::{Rows, Table};
use crate::land::Land;

/// Residents of a block, about.
const BLOCK: u32 = 3_000;
/// Numbers of persons, addresses and households have nine digits and begin here.
const FIRST_KEYS: [i64; 3] = [100_000_000, 300_000_000, 600_000_000];
/// How many numbers there are of each.
const MOST_KEYS: i64 = 200_000_000;

/// Where the people live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Country {
    /// An invented province.
    Fictional,
    /// Real neighbourhoods with their numbers of residents, children, elderly and households, from a CSV file of the
    /// key figures of CBS (plain or gzipped): for load tests, never to publish.
    Like(PathBuf),
}

/// File format of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Parquet.
    Parquet,
    /// CSV with semicolons.
    Csv,
    /// SPSS.
    Sav,
}

impl Format {
    /// Extension of the files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Csv => "csv",
            Self::Sav => "sav",
        }
    }
}

/// What to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Where the people live.
    pub country: Country,
    /// Residents on 1 January of the first year; otherwise as many as the country has.
    pub persons: Option<u64>,
    /// The years to write.
    pub years: RangeInclusive<u16>,
    /// The same seed gives the same bytes.
    pub seed: u64,
    /// File format.
    pub format: Format,
    /// Whether a few persons and addresses are flawed, as in real registers.
    pub flaws: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            country: Country::Fictional,
            persons: None,
            years: 2014..=2023,
            seed: 1,
            format: Format::Parquet,
            flaws: true,
        }
    }
}

/// Hears how far it is, and may stop it.
pub trait Progress: Sync {
    /// So many persons are to be made.
    fn begin(&self, persons: u64);
    /// So many more are ready and written.
    fn advance(&self, persons: u64);
    /// Whether to stop; asked now and then.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: u64) {}
    fn advance(&self, _: u64) {}
}

/// What was made; also written beside the tables as `synth.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// What this folder is, in a sentence.
    pub what: String,
    /// `fictional`, or `like` for real neighbourhoods with invented people: such figures may not be published.
    pub country: &'static str,
    /// The file of key figures that was imitated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub like: Option<String>,
    /// Version of the program.
    pub version: &'static str,
    /// The seed.
    pub seed: u64,
    /// First and last year.
    pub years: [u16; 2],
    /// Residents on 1 January of the first year.
    pub persons: u64,
    /// File format.
    pub format: Format,
    /// Whether a few persons and addresses are flawed.
    pub flaws: bool,
    /// Rows of each file.
    pub rows: BTreeMap<String, u64>,
    /// Bytes of all files.
    #[serde(skip)]
    pub bytes: u64,
}

/// Why no population was made. Nothing is left behind.
#[derive(Debug, thiserror::Error)]
pub enum SynthError {
    /// The folder is there already.
    #[error("{0} is there already and not empty: choose another folder, or remove it first")]
    Exists(PathBuf),
    /// The years cannot be made.
    #[error("the years {0} to {1} cannot be made: expected a range from early to late, between 1996 and 2060")]
    Years(u16, u16),
    /// Too many people for numbers of nine digits, or none.
    #[error("{0} persons in {1} years cannot be numbered: expected at least 1, and fewer than about {2}")]
    Persons(u64, usize, u64),
    /// The key figures cannot be read.
    #[error(
        "{path}: {reason}. Expected the key figures of districts and neighbourhoods of CBS as CSV, with a row per buurt"
    )]
    KeyFigures {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A file cannot be written.
    #[error("{path} cannot be written: {source}. Is there space left on the disk, and may this folder be written?")]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Someone stopped it.
    #[error("stopped before it was finished; nothing was left behind")]
    Stopped,
}

/// A folder that disappears again unless everything succeeds.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Makes a population and writes its register tables to a folder: everything, or nothing.
pub fn write(options: &Options, out: &Path, progress: &dyn Progress) -> Result<Summary, SynthError> {
    let (first, last) = (*options.years.start(), *options.years.end());
    if first > last || first < 1996 || last > 2060 {
        return Err(SynthError::Years(first, last));
    }
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| SynthError::Write { path, source }
    };
    if out.exists() && out.read_dir().map_err(failed(out))?.next().is_some() {
        return Err(SynthError::Exists(out.to_owned()));
    }
    let years: Vec<u16> = options.years.clone().collect();
    let land = (options.country == Country::Fictional).then(|| Land::fictional(options.seed, first..=last));
    let territory = match (&options.country, &land) {
        (Country::Like(path), _) => kwb::read(path, options.persons, &years, options.seed)?,
        (Country::Fictional, Some(land)) => Territory::of_land(land, options.persons, options.seed),
        (Country::Fictional, None) => unreachable!("a fictional country has its land"),
    };
    let name = out.file_name().map_or_else(|| "synth".into(), |name| name.to_string_lossy());
    let partial = out.with_file_name(format!(".{name}.unfinished-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&partial);
    std::fs::create_dir_all(&partial).map_err(failed(&partial))?;
    let unfinished = Unfinished(partial);
    let summary = make(options, &territory, &years, &unfinished.0, progress)?;
    for division in land.iter().flat_map(|land| &land.divisions) {
        division
            .write(&unfinished.0)
            .map_err(|error| SynthError::Write { path: error.file.into(), source: error.cause })?;
    }
    if out.exists() {
        std::fs::remove_dir(out).map_err(failed(out))?;
    }
    std::fs::rename(&unfinished.0, out).map_err(failed(out))?;
    Ok(summary)
}

fn make(
    options: &Options,
    territory: &Territory,
    years: &[u16],
    folder: &Path,
    progress: &dyn Progress,
) -> Result<Summary, SynthError> {
    let persons: u64 = territory.places.iter().map(|place| u64::from(place.residents)).sum();
    let blocks = blocks(territory, years.len());
    let most = MOST_KEYS as u64 / (2 + years.len().div_ceil(5) as u64);
    if persons == 0
        || blocks.last().is_some_and(|(keys, _)| keys.persons + i64::from(keys.room) > FIRST_KEYS[0] + MOST_KEYS)
    {
        return Err(SynthError::Persons(persons, years.len(), most));
    }
    let countries = Countries::new();
    let codes_of_countries = countries.codes();
    let lists: Vec<CodeLists<'_>> = territory
        .vintages
        .iter()
        .map(|vintage| CodeLists { countries: &codes_of_countries, areas: &vintage.codes })
        .collect();
    let mut outputs = Vec::new();
    for (index, &year) in years.iter().enumerate() {
        for &table in Table::ALL {
            if table.exists_in(year) {
                outputs.push(Output::begin(folder, (table, year, index), options.format, &lists[index])?);
            }
        }
    }
    progress.begin(persons);
    // Rows of a wave are in memory at once.
    let wave = (64 / years.len()).clamp(4, 32);
    let numbered: Vec<(u64, &(Keys, Vec<Part>))> =
        blocks.iter().enumerate().map(|(index, block)| (index as u64, block)).collect();
    for wave in numbered.chunks(wave) {
        if progress.is_stopped() {
            return Err(SynthError::Stopped);
        }
        let made: Vec<Vec<Rows>> = wave
            .par_iter()
            .map(|(number, (keys, parts))| {
                let mut block =
                    Block::begin((territory, &countries), (options.seed, *number), *keys, parts.clone(), years[0]);
                let rows = years.iter().map(|_| {
                    let rows = block.year(options.flaws);
                    block.next_year();
                    rows
                });
                rows.collect()
            })
            .collect();
        outputs.par_iter_mut().try_for_each(|output| {
            made.iter().try_for_each(|block| output.add(block[output.year].of(output.table), &lists[output.year]))
        })?;
        progress.advance(wave.iter().flat_map(|(_, (_, parts))| parts).map(|part| u64::from(part.residents)).sum());
    }
    let mut rows = BTreeMap::new();
    for output in &outputs {
        rows.insert(format!("{}_{}", output.table.name(), years[output.year]), output.rows);
    }
    let bytes = outputs.into_par_iter().map(Output::finish).try_reduce(|| 0, |one, other| Ok(one + other))?;
    let summary = describe(options, years, persons, rows, bytes);
    let path = folder.join("synth.json");
    let text = serde_json::to_string_pretty(&summary).unwrap_or_default() + "\n";
    std::fs::write(&path, text).map_err(|source| SynthError::Write { path, source })?;
    if summary.country == "like" {
        let path = folder.join("LOAD-TEST.md");
        std::fs::write(&path, LOAD_TEST).map_err(|source| SynthError::Write { path, source })?;
    }
    Ok(summary)
}

const LOAD_TEST: &str = "# For load tests only\n\nThe persons in these tables do not exist, but the codes of the neighbourhoods are real. Figures \
counted from them say nothing\nabout these places. Never publish them.\n";

fn describe(options: &Options, years: &[u16], persons: u64, rows: BTreeMap<String, u64>, bytes: u64) -> Summary {
    let (country, like, what) = match &options.country {
        Country::Fictional => {
            ("fictional", None, "Register tables of invented persons in a province that does not exist.")
        }
        Country::Like(path) => (
            "like",
            path.file_name().map(|name| name.to_string_lossy().into_owned()),
            "Register tables of invented persons in real neighbourhoods: for load tests only, never to publish.",
        ),
    };
    Summary {
        what: what.to_owned(),
        country,
        like,
        version: env!("CARGO_PKG_VERSION"),
        seed: options.seed,
        years: [years[0], years[years.len() - 1]],
        persons,
        format: options.format,
        flaws: options.flaws,
        rows,
        bytes,
    }
}

/// Deals the places into blocks of about the same size: small places together, large ones in parts.
fn blocks(territory: &Territory, years: usize) -> Vec<(Keys, Vec<Part>)> {
    let mut blocks: Vec<Vec<Part>> = Vec::new();
    let (mut open, mut size): (Vec<Part>, u32) = (Vec::new(), 0);
    for (index, place) in territory.places.iter().enumerate().filter(|(_, place)| place.residents > 0) {
        let pieces = place.residents.div_ceil(BLOCK);
        let share = |count: u32| scaled((0..pieces).map(|_| 1), u64::from(pieces), u64::from(count));
        let households = place.households.map(share);
        let (residents, children, elderly) = (share(place.residents), share(place.children), share(place.elderly));
        for piece in 0..pieces as usize {
            let part = Part {
                place: index as u32,
                residents: residents[piece],
                children: children[piece],
                elderly: elderly[piece],
                households: households.as_ref().map(|households| households[piece]),
            };
            if size > 0 && size + part.residents > BLOCK {
                blocks.push(std::mem::take(&mut open));
                size = 0;
            }
            size += part.residents;
            open.push(part);
        }
    }
    if !open.is_empty() {
        blocks.push(open);
    }
    let mut given = 0;
    blocks
        .into_iter()
        .map(|parts| {
            let residents: u32 = parts.iter().map(|part| part.residents).sum();
            let room = residents * (2 + years.div_ceil(5) as u32) + 256;
            let [persons, objects, households] = FIRST_KEYS.map(|first| first + given);
            given += i64::from(room);
            (Keys { persons, households, objects, room }, parts)
        })
        .collect()
}
