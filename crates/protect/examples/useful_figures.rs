//! For how many residents a figure is of use, and what the incumbent would give them: `useful_figures DEFINITION COUNTS YEAR
//! BREAKDOWN LEVELS BASE...`, as for `measure_year`; every level of LEVELS is told apart.
//!
//! Of use is a rate of which the interval (from the fewest of the most to the most of the fewest) is at most ten points wide.
//! Every resident counts once for each indicator, in the group of the breakdown that they belong to, in the area where they
//! live. The incumbent publishes exact rates at district level and above where the group, those it holds for and those it
//! does not hold for are as many as the thresholds ask, and looks no further.

use std::collections::BTreeMap;
use std::path::Path;

use cells::{CategoryIx, Count, Level, Period};
use counts::{QuantityKind, RawCounts};
use definition::{Category, Definition, Indicator};
use protect::{Protected, Seed, Shown, protect};

/// The widest interval of a figure that is of use, in points of a percentage.
const WIDEST: f64 = 10.0;

/// Of how many people, and for how many of them there is a figure of use; of the others, for how many it is said that it
/// holds for few of a known number, which is as narrow.
#[derive(Debug, Clone, Copy, Default)]
struct Share {
    of: i64,
    useful: i64,
    few: i64,
}

/// The shares of every indicator and level.
type Shares = BTreeMap<(String, Level), Share>;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what: &str| arguments.next().unwrap_or_else(|| panic!("expected {what}"));
    let (folder, counts, year) = (next("a definition"), next("a folder of counts"), next("a year"));
    let (breakdown, levels) = (next("the id of a breakdown"), next("levels"));
    let mut definition = definition::load(Path::new(&folder)).unwrap_or_else(|problems| panic!("{problems:?}"));
    definition.monitor.levels = levels.split(',').map(level).collect();
    let period = Period(year.parse().expect("a year"));
    let (raw, _) =
        counts::open(Path::new(&counts), period, "measure useful figures").unwrap_or_else(|error| panic!("{error}"));
    let mut columns: Vec<(String, Shares)> = Vec::new();
    for base in arguments {
        definition.monitor.protection.base = base.parse().expect("a base");
        let began = std::time::Instant::now();
        let outcome =
            protect(&definition, &raw, Seed([7; 32]), None, &[]).unwrap_or_else(|refusal| panic!("{refusal}"));
        eprintln!("base {base}: {:?}, {:.0} s", outcome.progress, began.elapsed().as_secs_f64());
        let of = |indicator: &Indicator, level, area, category, _: &Category| {
            shown(&outcome.protected, indicator, level, area, category)
        };
        columns.push((format!("base {base}"), shares(&definition, &raw, &breakdown, of)));
    }
    let threshold = definition.monitor.protection.threshold;
    let least = [threshold.denominators, threshold.numerators, threshold.complements].map(i64::from);
    let incumbent = |indicator: &Indicator, level, area, _, category: &Category| {
        let (size, part) = truth(&raw, indicator, level, area, category)?;
        let enough = level <= Level::District && size >= least[0] && part >= least[1] && size - part >= least[2];
        enough.then_some(Said::Rate(0.0))
    };
    columns.push(("incumbent".to_owned(), shares(&definition, &raw, &breakdown, incumbent)));
    print(&definition, &columns);
}

/// What is said of a rate.
enum Said {
    /// It, with an interval this wide, in points.
    Rate(f64),
    /// That it is between nought and this.
    Few(f64),
}

/// What is said of a rate that is protected.
fn shown(counts: &Protected, indicator: &Indicator, level: Level, area: usize, category: CategoryIx) -> Option<Said> {
    let Shown::Is(size) = counts.universe(&indicator.universe, level, area, category)? else { return None };
    let percent = |part: u32, size: u32| f64::from(part) / f64::from(size.max(1)) * 100.0;
    match counts.part(&indicator.id, level, area, category)? {
        Shown::Is(part) => Some(Said::Rate(
            percent(part.highest(), size.lowest()).min(100.0) - percent(Count::lowest(part), size.highest()),
        )),
        Shown::Small | Shown::NearlyAll => Some(Said::Few(percent(9, size.lowest()))),
        Shown::Withheld | Shown::Nobody => None,
    }
}

/// The size of a group and how many of it an indicator holds for.
fn truth(raw: &RawCounts, indicator: &Indicator, level: Level, area: usize, category: &Category) -> Option<(i64, i64)> {
    let leaves = raw.leaves().of_category(category);
    let sum = |quantity: usize| raw.sum(quantity, raw.areas().inside(level, area), &leaves);
    Some((sum(raw.universe(&indicator.universe)?), sum(raw.numerator(&indicator.id)?)))
}

/// For every indicator with a rate and every level: how many have a figure of use.
fn shares(
    definition: &Definition,
    raw: &RawCounts,
    breakdown: &str,
    said: impl Fn(&Indicator, Level, usize, CategoryIx, &Category) -> Option<Said>,
) -> Shares {
    let mut shares = Shares::new();
    let own = |indicator: &&Indicator| {
        let is_rate = raw.find(&QuantityKind::Count(indicator.id.clone())).is_some();
        is_rate && indicator.breakdowns.iter().any(|id| id == breakdown)
    };
    for indicator in definition.indicators.iter().filter(own) {
        for &level in &definition.monitor.levels {
            for (at, _, category) in definition.categories().filter(|(_, own, _)| own.id == breakdown) {
                for area in 0..raw.areas().len(level) {
                    let Some((size, _)) = truth(raw, indicator, level, area, category) else { continue };
                    let share = shares.entry((indicator.id.clone(), level)).or_default();
                    share.of += size;
                    match said(indicator, level, area, at, category) {
                        Some(Said::Rate(wide)) if wide <= WIDEST => share.useful += size,
                        Some(Said::Few(wide)) if wide <= WIDEST => share.few += size,
                        _ => {}
                    }
                }
            }
        }
    }
    shares
}

fn print(definition: &Definition, columns: &[(String, Shares)]) {
    let percent = |of: i64, all: i64| of as f64 / all.max(1) as f64 * 100.0;
    for level in definition.monitor.levels.iter().filter(|level| **level != Level::Country) {
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        println!("\n| {level:?} | {} |\n|---|{}", names.join(" | "), "--:|".repeat(columns.len()));
        let mut sums = vec![(0.0, 0.0, 0); columns.len()];
        for indicator in &definition.indicators {
            let key = (indicator.id.clone(), *level);
            if columns.iter().all(|(_, shares)| !shares.contains_key(&key)) {
                continue;
            }
            let cells = columns.iter().zip(&mut sums).map(|((_, shares), sum)| {
                let share = shares.get(&key).copied().unwrap_or_default();
                let (useful, few) = (percent(share.useful, share.of), percent(share.few, share.of));
                *sum = (sum.0 + useful, sum.1 + few, sum.2 + 1);
                format!("{useful:.0} + {few:.0}")
            });
            println!("| {} | {} |", indicator.id, cells.collect::<Vec<_>>().join(" | "));
        }
        let means = sums.iter().map(|(useful, few, n)| {
            let n = f64::from(*n);
            format!("{:.0} + {:.0}", useful / n, few / n)
        });
        println!("| mean | {} |", means.collect::<Vec<_>>().join(" | "));
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
