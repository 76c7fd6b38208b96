//! Protects one year of raw counts and says what that cost: `measure_year DEFINITION COUNTS YEAR [LEVELS [BASE]]`, a folder with
//! a definition of a fictional monitor, a folder that `wijkmonitor tabulate` wrote, levels such as
//! `country,municipality,district` when others than those of the definition are published, and another base to round to.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use cells::{Level, Period};
use protect::{Cost, Seed, protect};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what: &str| arguments.next().unwrap_or_else(|| panic!("expected {what}"));
    let (folder, counts, year) = (next("a definition"), next("a folder of counts"), next("a year"));
    let mut definition = definition::load(Path::new(&folder)).unwrap_or_else(|problems| panic!("{problems:?}"));
    if let Some(levels) = arguments.next() {
        definition.monitor.levels = levels.split(',').map(level).collect();
    }
    if let Some(base) = arguments.next() {
        definition.monitor.protection.base = base.parse().expect("a base");
    }
    let period = Period(year.parse().expect("a year"));
    let (raw, _) =
        counts::open(Path::new(&counts), period, "measure protection").unwrap_or_else(|error| panic!("{error}"));
    let (began, before) = (Instant::now(), processor_seconds());
    let outcome = protect(&definition, &raw, Seed([7; 32]), None, &[]).unwrap_or_else(|refusal| panic!("{refusal}"));
    let (wall, processor) = (began.elapsed().as_secs_f64(), processor_seconds() - before);
    println!("{year}: {:?}, {} tables", outcome.progress, outcome.witnesses.len());
    println!("  {wall:.1} s on the clock, {processor:.1} s of processors, at most {} MB", peak_megabytes());
    println!("  of the counts not said to be small: within 2, 7, 22, all but a few, nothing said (%); and small");
    let mut together: BTreeMap<(String, &str), Cost> = BTreeMap::new();
    for (published, cost) in outcome.protected.cost(&definition) {
        let kind = if published.parts { "parts" } else { "sizes" };
        *together.entry((format!("{:?}", published.level), kind)).or_default() += &cost;
    }
    for ((level, kind), cost) in together {
        let percent = |count: usize| count as f64 / cost.enough().max(1) as f64 * 100.0;
        let within: Vec<String> = [2, 7, 22].map(|w| format!("{:5.1}", cost.share_within(w) * 100.0)).to_vec();
        let (all, nothing, small) = (percent(cost.nearly_all), percent(cost.withheld), cost.small);
        println!(
            "  {level:14} {kind}  {} {all:5.1} {nothing:5.1} of {}; {small} small",
            within.join(" "),
            cost.enough()
        );
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
