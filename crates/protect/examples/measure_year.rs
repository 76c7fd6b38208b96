//! Protects one year of raw counts and says what that cost: `measure_year DEFINITION COUNTS YEAR [LEVELS]`, a folder with a
//! definition of a fictional monitor, a folder that `wijkmonitor tabulate` wrote, and levels such as
//! `country,municipality,district` when others than those of the definition are published.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use cells::{CategoryIx, Count, Level, Period};
use protect::{Seed, Shown, protect};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what: &str| arguments.next().unwrap_or_else(|| panic!("expected {what}"));
    let (folder, counts, year) = (next("a definition"), next("a folder of counts"), next("a year"));
    let mut definition = definition::load(Path::new(&folder)).unwrap_or_else(|problems| panic!("{problems:?}"));
    if let Some(levels) = arguments.next() {
        definition.monitor.levels = levels.split(',').map(level).collect();
    }
    let period = Period(year.parse().expect("a year"));
    let (raw, _) =
        counts::open(Path::new(&counts), period, "measure protection").unwrap_or_else(|error| panic!("{error}"));
    let (began, before) = (Instant::now(), processor_seconds());
    let outcome = protect(&definition, &raw, Seed([7; 32])).unwrap_or_else(|refusal| panic!("{refusal}"));
    let (wall, processor) = (began.elapsed().as_secs_f64(), processor_seconds() - before);
    println!("{year}: {:?}, {} tables", outcome.progress, outcome.witnesses.len());
    println!("  {wall:.1} s on the clock, {processor:.1} s of processors, at most {} MB", peak_megabytes());
    println!("  of the counts of enough: within 2, 7, 22, more, all but a few, nothing said; and small");
    let mut tally: BTreeMap<(String, &str), [usize; 7]> = BTreeMap::new();
    let categories = 1 + definition.categories().count();
    for level in outcome.protected.levels().collect::<Vec<_>>() {
        for area in 0..outcome.protected.areas(level).len() {
            for category in (0..categories).map(|at| CategoryIx(at as u16)) {
                for universe in &definition.universes {
                    let shown = outcome.protected.universe(&universe.id, level, area, category);
                    add(tally.entry((format!("{level:?}"), "sizes")).or_default(), shown);
                }
                for indicator in &definition.indicators {
                    let shown = outcome.protected.part(&indicator.id, level, area, category);
                    add(tally.entry((format!("{level:?}"), "parts")).or_default(), shown);
                }
            }
        }
    }
    for ((level, kind), tally) in tally {
        let enough = tally[..6].iter().sum::<usize>().max(1) as f64;
        let shares: Vec<String> =
            tally[..6].iter().map(|count| format!("{:5.1}", *count as f64 / enough * 100.0)).collect();
        println!("  {level:14} {kind}  {} of {enough}; {} small", shares.join(" "), tally[6]);
    }
}

fn level(name: &str) -> Level {
    match name {
        "country" => Level::Country,
        "municipality" => Level::Municipality,
        "district" => Level::District,
        "neighbourhood" => Level::Neighbourhood,
        other => panic!("{other} is no level"),
    }
}

fn add(tally: &mut [usize; 7], shown: Option<Shown<Count>>) {
    let at = match shown {
        None | Some(Shown::Nobody) => return,
        Some(Shown::Is(Count { within: 0..=2, .. })) => 0,
        Some(Shown::Is(Count { within: 3..=7, .. })) => 1,
        Some(Shown::Is(Count { within: 8..=22, .. })) => 2,
        Some(Shown::Is(_)) => 3,
        Some(Shown::NearlyAll) => 4,
        Some(Shown::Withheld) => 5,
        Some(Shown::Small) => 6,
    };
    tally[at] += 1;
}

fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> =
        stat.rsplit(')').next().unwrap_or("").split_whitespace().filter_map(|field| field.parse().ok()).collect();
    // utime and stime, the first field after the name being a letter that was left out.
    fields.get(10..12).map_or(0.0, |times| times.iter().sum::<f64>() / 100.0)
}

fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    line.split_whitespace().next().and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1024
}
