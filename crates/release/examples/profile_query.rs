//! Answers the profile query by itself, without a server: all indicators and years of one area, as JSON.
//!
//! ```text
//! cargo run --release -p release --example profile_query -- RELEASE GM0344 WK034401 …
//! cargo run --release -p release --example profile_query -- RELEASE --print GM0344
//! ```
//!
//! The first form asks for every area in turn, 5,000 times in all, and prints how long the middle answer and the slowest
//! of a hundred took: of the cells alone and with writing JSON. The second prints the answer, to compare it with that of
//! another program.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use cells::{AreaCode, Cell, Count, IndicatorIx, Kind, PlaceIx, Status};
use release::{Release, Slice, StandingReference};
use serde_json::{Value, json};

const TIMES: usize = 5_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let usage = "usage: profile_query RELEASE [--print] AREA...";
    let (folder, rest) = arguments.split_first().ok_or(usage)?;
    let (print, codes) = match rest.split_first() {
        Some((first, codes)) if first == "--print" => (true, codes),
        _ => (false, rest),
    };
    let release = Release::open(Path::new(folder))?;
    let codes = codes.iter().map(|code| code.parse()).collect::<Result<Vec<AreaCode>, _>>()?;
    if codes.is_empty() {
        return Err(usage.into());
    }
    if print {
        for code in codes {
            println!("{}", as_json(&release, code)?);
        }
        return Ok(());
    }
    let cells = timed(&codes, |code| {
        visit(&release, code, |_, _, _, cell, readings| {
            black_box((cell, readings));
        });
    });
    let answers = timed(&codes, |code| {
        black_box(as_json(&release, code).expect("figures are finite"));
    });
    println!("{}", json!({ "cells_us": cells, "json_us": answers, "times": TIMES, "areas": codes.len() }));
    Ok(())
}

/// The middle time and the slowest of a hundred, in microseconds.
fn timed(codes: &[AreaCode], mut ask: impl FnMut(AreaCode)) -> Value {
    let mut taken: Vec<Duration> = (0..TIMES)
        .map(|number| {
            let start = Instant::now();
            ask(codes[number % codes.len()]);
            start.elapsed()
        })
        .collect();
    taken.sort_unstable();
    let at = |percent: usize| taken[taken.len() * percent / 100].as_secs_f64() * 1e6;
    json!({ "p50": at(50), "p99": at(99) })
}

/// Every cell of an area, of all divisions in which its code occurs, with its stored readings.
fn visit(
    release: &Release,
    code: AreaCode,
    mut see: impl FnMut(&Slice<'_>, PlaceIx, cells::CategoryIx, Cell, [Option<&str>; 3]),
) {
    let cube = &release.cube;
    for &place in release.places.all_with_code(code) {
        let level = release.places.get(place).level();
        for indicator in (0..release.definition.indicators.len()).map(|number| IndicatorIx(number as u16)) {
            for &period in cube.periods(indicator) {
                let Some(slice) = cube.slice(indicator, period, level) else { continue };
                for &category in slice.categories() {
                    let cell = slice.cell(place, category);
                    if cell.status != Status::NotAvailable {
                        let readings = StandingReference::ALL
                            .map(|reference| cube.reading_word(slice.reading(place, category, reference)));
                        see(&slice, place, category, cell, readings);
                    }
                }
            }
        }
    }
}

/// The cells with the names that the Parquet files of a release use.
fn as_json(release: &Release, code: AreaCode) -> serde_json::Result<String> {
    let definition = &release.definition;
    let categories: Vec<&str> = definition.categories().map(|(.., category)| category.id.as_str()).collect();
    let mut rows = Vec::new();
    visit(release, code, |slice, place, category, cell, readings| {
        let [country, municipality, everybody_here] = readings;
        let value = |count: Option<Count>| count.map(|count| count.value);
        let within = |count: Option<Count>| count.map(|count| count.within);
        rows.push(json!({
            "indicator": definition.indicator(slice.indicator()).id,
            "period": slice.period().0,
            "level": level(release, place),
            "area": code.to_string(),
            "vintage": slice.vintage().0,
            "category": match category.0 { 0 => "total", number => categories[usize::from(number) - 1] },
            "status": status(cell.status),
            "kind": kind(cell.kind),
            "numerator": value(cell.numerator),
            "numerator_within": within(cell.numerator),
            "denominator": value(cell.denominator),
            "denominator_within": within(cell.denominator),
            "value": cell.value,
            "source": definition.sources[slice.source()].id,
            "reading_country": country,
            "reading_municipality": municipality,
            "reading_everybody_here": everybody_here,
        }));
    });
    serde_json::to_string(&rows)
}

fn level(release: &Release, place: PlaceIx) -> &'static str {
    match release.places.get(place).level() {
        cells::Level::Country => "country",
        cells::Level::Region => "region",
        cells::Level::Municipality => "municipality",
        cells::Level::District => "district",
        cells::Level::Neighbourhood => "neighbourhood",
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::NotAvailable => "not-available",
        Status::Published => "published",
        Status::Small => "small",
        Status::Withheld => "withheld",
        Status::NotApplicable => "not-applicable",
        Status::NearlyAll => "nearly-all",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Counted => "counted",
        Kind::Rounded => "rounded",
        Kind::Modelled => "modelled",
        Kind::Derived => "derived",
        Kind::Surveyed => "surveyed",
    }
}
