//! Measures a release of the size of a full KIS monitor: 18,343 areas × 58 categories × 30 indicators × 10 years, of a
//! fictional country with fictional figures, the same in every run.
//!
//! ```text
//! cargo run --release -p release --example kis_size -- FOLDER [YEARS]
//! ```
//!
//! Writes the release into FOLDER (about 10 GB for ten years), opens it in a new process, asks profiles of it, verifies
//! it, prints a table, and removes it again.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use cells::{AreaCode, Block, CategoryIx, Cell, Count, IndicatorIx, Kind, Level, Period, PlaceIx, Status, Vintage};
use definition::{Definition, Indicator};
use geography::{Boundaries, Place, Places};
use release::{Cube, Draft, PackedReading, Release, ReleaseWriter, Slice, StandingReadings, StandingReference};
use serde_json::{Value, json};

const INDICATORS: u16 = 30;
const CATEGORIES: u16 = 58;
const VINTAGE: Vintage = Vintage(2024);
const MUNICIPALITIES: u32 = 342;
const DISTRICTS: u32 = 3_400;
const NEIGHBOURHOODS: u32 = 14_600;
const LAST_YEAR: u16 = 2024;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let usage = "usage: kis_size FOLDER [YEARS]";
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--read", folder] => read(Path::new(folder)),
        ["--verify", folder] => verify(Path::new(folder)),
        [folder] => measure(Path::new(folder), 10),
        [folder, years] => measure(Path::new(folder), years.parse().map_err(|_| usage)?),
        _ => Err(usage.into()),
    }
}

fn measure(folder: &Path, years: u16) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join("kis-size");
    println!("| what | figure |\n|---|---|");
    write(&path, years)?;
    let report = sizes(&path)?;
    print!("{report}");
    for mode in ["--read", "--verify"] {
        let status = Command::new(std::env::current_exe()?).arg(mode).arg(&path).status()?;
        if !status.success() {
            return Err(format!("{mode} failed").into());
        }
    }
    std::fs::remove_dir_all(&path)?;
    Ok(())
}

fn write(path: &Path, years: u16) -> Result<(), Box<dyn Error>> {
    let places = places();
    let outline = Draft {
        definition: definition()?,
        boundaries: Boundaries::default(),
        blocks: Vec::new(),
        sources: Vec::new(),
        left_out: Vec::new(),
        places: places.clone(),
    };
    println!("| areas × categories × indicators × years | {} × {CATEGORIES} × {INDICATORS} × {years} |", places.len());
    let start = Instant::now();
    let mut making = Duration::ZERO;
    let mut writer = ReleaseWriter::begin(outline, path)?;
    for indicator in (0..INDICATORS).map(IndicatorIx) {
        for period in (LAST_YEAR + 1 - years..=LAST_YEAR).map(Period) {
            for level in Level::ALL {
                let made = Instant::now();
                let block = block(&places, indicator, period, level);
                making += made.elapsed();
                writer.add(&block)?;
            }
        }
    }
    let staged = writer.stage()?;
    row("writing the columns of the cube", &seconds(start.elapsed().saturating_sub(making)));
    let rest = Instant::now();
    let manifest = staged.finish(&Invented, "2026-11-23")?;
    row("writing readings and Parquet", &seconds(rest.elapsed()));
    let cells: u64 = manifest.counts.iter().filter(|(name, _)| name.starts_with("cells-")).map(|(_, n)| n).sum();
    row("cells", &format!("{:.1} million", cells as f64 / 1e6));
    row("largest memory while writing, mapped pages included", &memory("VmHWM"));
    Ok(())
}

fn sizes(path: &Path) -> Result<String, Box<dyn Error>> {
    let manifest: Value = serde_json::from_slice(&std::fs::read(path.join("manifest.json"))?)?;
    let files = manifest["files"].as_object().ok_or("no files")?;
    let of = |start: &str| -> f64 {
        let bytes: u64 =
            files.iter().filter(|(n, _)| n.starts_with(start)).filter_map(|(_, r)| r["bytes"].as_u64()).sum();
        bytes as f64 / 1e9
    };
    Ok(format!(
        "| on disk: cube, readings, Parquet | {:.2} GB, {:.2} GB, {:.2} GB |\n",
        of("cube/columns"),
        of("cube/readings"),
        of("cells/")
    ))
}

fn read(path: &Path) -> Result<(), Box<dyn Error>> {
    let before = memory("RssAnon");
    let start = Instant::now();
    let release = Release::open(path)?;
    row("opening", &format!("{:.0} ms", start.elapsed().as_secs_f64() * 1e3));
    row("memory of its own before and after opening", &format!("{before}, {}", memory("RssAnon")));
    let newest = [Period(LAST_YEAR)];
    let periods = release.cube.periods(IndicatorIx(0)).to_vec();
    profiles(
        "profile, one year: 30 indicators × 58 categories with readings, p50 and p99",
        &release.cube,
        &newest,
        20_000,
    );
    profiles("the same, all years", &release.cube, &periods, 5_000);
    row("memory after the profiles: own, mapped pages", &format!("{}, {}", memory("RssAnon"), memory("RssFile")));
    Ok(())
}

fn verify(path: &Path) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let report = Release::verify(path).map_err(|problems| format!("{problems:?}"))?;
    row(
        "verifying every byte and cell",
        &format!("{} ({:.1} million cells)", seconds(start.elapsed()), report.cells as f64 / 1e6),
    );
    row("largest memory while verifying, mapped pages included", &memory("VmHWM"));
    Ok(())
}

/// Asks profiles of areas all over the country and says how long the middle one and the slowest of a hundred took.
fn profiles(what: &str, cube: &Cube, periods: &[Period], times: u64) {
    let places = cube.place_count() as u64;
    let mut sum = 0.0;
    let mut taken: Vec<Duration> = (0..times)
        .map(|number| {
            let place = PlaceIx((mixed(number) % places) as u32);
            let start = Instant::now();
            for indicator in (0..INDICATORS).map(IndicatorIx) {
                for &period in periods {
                    for category in (0..CATEGORIES).map(CategoryIx) {
                        sum += cube.cell(indicator, period, place, category).value.unwrap_or(0.0);
                        for reference in StandingReference::ALL {
                            sum += f64::from(cube.reading(indicator, period, place, category, reference).0);
                        }
                    }
                }
            }
            start.elapsed()
        })
        .collect();
    assert!(sum > 0.0, "there are figures");
    taken.sort_unstable();
    let at = |share: f64| taken[(taken.len() as f64 * share) as usize].as_secs_f64() * 1e6;
    row(what, &format!("{:.0} µs, {:.0} µs", at(0.5), at(0.99)));
}

fn block(places: &Places, indicator: IndicatorIx, period: Period, level: Level) -> Block {
    let categories: Vec<CategoryIx> = (0..CATEGORIES).map(CategoryIx).collect();
    let cells = places
        .level(level)
        .flat_map(|place| (0..CATEGORIES).map(move |category| (place, category)))
        .filter_map(|(place, category)| {
            let cell = cell(indicator, period, level, place, category)?;
            Some((PlaceIx(place), CategoryIx(category), cell))
        })
        .collect();
    Block { indicator, period, level, vintage: VINTAGE, source: 0, categories, cells }
}

/// An invented figure: groups are small in small areas, and about one in twenty cells is not there.
fn cell(indicator: IndicatorIx, period: Period, level: Level, place: u32, category: u16) -> Option<Cell> {
    let size = match level {
        Level::Country | Level::Region => 18_000_000,
        Level::Municipality => 20_000 + mixed(u64::from(place)) % 80_000,
        Level::District => 2_000 + mixed(u64::from(place)) % 8_000,
        Level::Neighbourhood => 100 + mixed(u64::from(place)) % 3_000,
    };
    // Indicators about the same universe (five of them here) have the same denominators.
    let universe = u64::from(indicator.0 % 5);
    let group = mixed(u64::from(place) << 20 | u64::from(category) << 8 | universe);
    let denominator = size / (u64::from(category) + 1) * (80 + (group + u64::from(period.0)) % 40) / 100;
    let chance = mixed(group ^ (u64::from(indicator.0) << 48) ^ (u64::from(period.0) << 32));
    match (denominator, chance % 20) {
        (_, 0) => None,
        (0..10, _) => Some(Cell::missing(Status::Small)),
        _ => {
            let numerator = denominator * (chance >> 8 & 0xff) / 0xff;
            let count = |value: u64| Count::exact(u32::try_from(value).unwrap_or(u32::MAX));
            Some(Cell::rate(count(numerator), count(denominator), 100.0, Kind::Counted))
        }
    }
}

/// Invented readings in twelve kinds.
struct Invented;

impl StandingReadings for Invented {
    fn of(&self, slice: &Slice<'_>, reference: StandingReference) -> Option<Vec<PackedReading>> {
        let seed = (slice.indicator().0 as usize) << 8 | (reference as usize) << 4;
        let reading = |(position, cell): (usize, Cell)| match cell.value {
            Some(value) => PackedReading((value as usize % 4 * 3 + (position + seed) % 3 + 1) as u8),
            None => PackedReading(0),
        };
        Some(slice.dense().map(|(.., cell)| cell).enumerate().map(reading).collect())
    }
}

fn places() -> Places {
    let mut places = Vec::with_capacity(1 + (MUNICIPALITIES + DISTRICTS + NEIGHBOURHOODS) as usize);
    let mut add = |code: String, parent: Option<u32>| {
        let code: AreaCode = code.parse().expect("a code made by rule");
        let parents = parent.map(PlaceIx).into_iter().collect();
        places.push(Place {
            code,
            name: format!("Verzonnen {code}"),
            vintages: vec![VINTAGE],
            parents,
            members: Vec::new(),
        });
    };
    add("NL00".to_owned(), None);
    // The places of a level are shared out evenly over those above.
    let above = |number: u32, of: u32, over: u32| number * over / of;
    let within = |number: u32, of: u32, over: u32| {
        (0..number).rev().take_while(|&other| above(other, of, over) == above(number, of, over)).count()
    };
    for number in 0..MUNICIPALITIES {
        add(format!("GM{number:04}"), Some(0));
    }
    let district = |number: u32| {
        format!("{:04}{:02}", above(number, DISTRICTS, MUNICIPALITIES), within(number, DISTRICTS, MUNICIPALITIES))
    };
    for number in 0..DISTRICTS {
        add(format!("WK{}", district(number)), Some(1 + above(number, DISTRICTS, MUNICIPALITIES)));
    }
    for number in 0..NEIGHBOURHOODS {
        let parent = above(number, NEIGHBOURHOODS, DISTRICTS);
        let code = format!("BU{}{:02}", district(parent), within(number, NEIGHBOURHOODS, DISTRICTS));
        add(code, Some(1 + MUNICIPALITIES + parent));
    }
    Places::new(places)
}

fn definition() -> Result<Definition, serde_json::Error> {
    let text = |t: &str| json!({ "nl": t, "en": t });
    let indicators = (0..INDICATORS)
        .map(|number| {
            let id = format!("indicator-{number:02}");
            serde_json::from_value(json!({
                "id": id, "theme": "thema", "label": text(&id), "short": text(&id), "universe": "inwoners",
                "measure": "percent", "polarity": "neutral", "what": text(&id), "why": text(&id), "breakdowns": ["groep"],
            }))
        })
        .collect::<Result<Vec<Indicator>, _>>()?;
    let categories: Vec<Value> = (1..CATEGORIES)
        .map(|number| json!({ "id": format!("groep-{number:02}"), "label": text(&format!("Groep {number}")) }))
        .collect();
    serde_json::from_value(json!({
        "monitor": {
            "id": "kis-maat", "name": text("Maat"), "tagline": text("Verzonnen"), "publisher": text("Niemand"),
            "version": "1", "levels": ["country", "municipality", "district", "neighbourhood"], "default-area": "NL00", "fictional": true,
        },
        "themes": [{ "id": "thema", "label": text("Thema"), "about": text("Thema") }],
        "breakdowns": [{ "id": "groep", "label": text("Groep"), "about": text("Groep"), "category": categories }],
        "universes": [{ "id": "inwoners", "label": text("inwoners"), "unit": "persons" }],
        "indicators": indicators,
        "sources": [{
            "id": "verzonnen", "title": text("Verzonnen"), "publisher": text("Niemand"), "licence": "CC0",
            "format": "csv", "address": "cijfers.csv", "vintage": 2024, "area": "code",
        }],
        "pages": [],
    }))
}

/// A number that looks random (the finaliser of SplitMix64).
fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn row(what: &str, figure: &str) {
    println!("| {what} | {figure} |");
}

fn seconds(duration: Duration) -> String {
    format!("{:.0} s", duration.as_secs_f64())
}

/// A line of what Linux says of this process, in MB; elsewhere it is not known.
fn memory(name: &str) -> String {
    let status = std::fs::read_to_string(PathBuf::from("/proc/self/status")).unwrap_or_default();
    let kilobytes = status
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':')?.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kilobytes.map_or_else(|| "not known".to_owned(), |kilobytes| format!("{:.0} MB", kilobytes * 1024.0 / 1e6))
}
