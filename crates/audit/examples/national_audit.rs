//! How long the auditor takes for a year of the whole country: the definition of the KIS monitor, 342 municipalities, some
//! 3,400 districts and 14,600 neighbourhoods, invented counts, rounded to 5 and not protected.
//!
//! `cargo run -p audit --example national_audit [MUNICIPALITIES]`

#[path = "../tests/fictional/mod.rs"]
mod fictional;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use audit::{Audit, Options, Sources};
use cells::{AreaCode, Level, Period, Vintage};
use counts::{AreaTable, Draft, Leaves, Provenance, QuantityKind, RawCounts, quantities};
use definition::{AGE_ATOMS, Definition};
use fictional::{How, blocks, places_of, release_of};
use ledger::Ledger;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

const DISTRICTS: u32 = 10;

fn main() {
    let municipalities: u32 = std::env::args().nth(1).map_or(342, |text| text.parse().expect("a number"));
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut definition = definition::load(&root.join("monitors/zomerland")).expect("the definition");
    definition.monitor.levels = vec![Level::Country, Level::Municipality, Level::District, Level::Neighbourhood];
    let work = tempfile::tempdir().expect("a folder");
    let began = Instant::now();
    let areas: Vec<AreaCode> = neighbourhoods(municipalities).collect();
    let raw = invent(&definition, &areas);
    println!("{:7.1} s  {} neighbourhoods invented", began.elapsed().as_secs_f64(), areas.len());
    let truth = keep(&raw, work.path());
    let places = places_of(areas.iter().copied(), Vintage(2023));
    let cells = blocks(&definition, &places, &raw, How { base: 5, true_rates: false });
    let release = release_of(definition, places, cells, &work.path().join("release"));
    println!("{:7.1} s  release written", began.elapsed().as_secs_f64());
    let ledger = Ledger::begin(&work.path().join("ledger")).expect("a ledger");
    let sources = Sources { release: &release, ledger: &ledger, truth: Some(&truth), witnesses: None };
    let mut last = Instant::now();
    let audit = Audit::run(&sources, Options::default(), &mut |step| {
        println!("{:7.1} s  before {step}", last.elapsed().as_secs_f64());
        last = Instant::now();
    });
    let audit = audit.expect("an audit");
    let period = &audit.periods[0];
    println!("{} cells, {:?} unknowns, rows and entries", period.cells, period.system);
    for record in &period.records {
        println!("{:7.1} s  {:?}: {:?}", record.took.as_secs_f64(), record.attack, record.tried);
    }
    println!("{} findings", audit.grave().count());
}

/// Codes of districts with 3 to 6 neighbourhoods each.
fn neighbourhoods(municipalities: u32) -> impl Iterator<Item = AreaCode> {
    (1..=municipalities).flat_map(|municipality| {
        (0..DISTRICTS).flat_map(move |district| {
            let many = 3 + (municipality * 7 + district * 5) % 4;
            (0..many).map(move |n| format!("BU{municipality:04}{district:02}{n:02}").parse().expect("a code"))
        })
    })
}

fn keep(raw: &RawCounts, work: &Path) -> PathBuf {
    let folder = work.join("counts");
    let mut draft = Draft::begin(&folder).expect("a folder for counts");
    draft.add(raw, &Provenance::default()).expect("counts written");
    draft.commit("example").expect("counts in place");
    folder
}

/// Most leaves are small and many are empty, as in the country.
fn invent(definition: &Definition, codes: &[AreaCode]) -> RawCounts {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let leaves = Leaves::of(definition.microdata.as_ref().expect("registers"));
    let rows = codes.iter().map(|code| {
        let district = code.parent().expect("a district");
        (*code, district, district.parent().expect("a municipality"))
    });
    let areas = AreaTable::new(rows).expect("a tree");
    let all = quantities(definition, Period(2023));
    let sets: BTreeMap<&str, counts::LeafSet> = definition
        .indicators
        .iter()
        .map(|indicator| (indicator.id.as_str(), leaves.where_values(&indicator.numerator_leaves)))
        .collect();
    let mut values: Vec<Vec<(u32, i64)>> = vec![Vec::new(); all.len()];
    let shares = [4, 10, 2, 4, 11, 5, 45, 19];
    for at in 0..areas.len(Level::Neighbourhood) * leaves.len() {
        let leaf = at % leaves.len();
        let about = if leaf == 0 { random.random_range(300..1500) } else { 40_i64 / random.random_range(1..200) };
        let ages: Vec<i64> = shares.iter().map(|share| (about * share + random.random_range(0..100)) / 100).collect();
        let sum = |wanted: &[String]| -> i64 {
            let of = |age: &str| wanted.is_empty() || wanted.iter().any(|there| there == age);
            AGE_ATOMS.iter().zip(&ages).filter(|(age, _)| of(age)).map(|(_, people)| people).sum()
        };
        let mut sizes: BTreeMap<String, i64> = BTreeMap::new();
        for universe in &definition.universes {
            let people = sum(&universe.ages);
            let own = universe.ages.is_empty() && universe.condition.is_some();
            let size = if own { random.random_range(0..=people / 3) } else { people };
            sizes.insert(universe.id.clone(), size);
        }
        for (quantity, found) in all.iter().zip(&mut values) {
            let value = match &quantity.kind {
                QuantityKind::Age(age) => ages[AGE_ATOMS.iter().position(|there| there == age).unwrap_or_default()],
                QuantityKind::Universe(id) => sizes[id],
                QuantityKind::Sum(id) | QuantityKind::Count(id) => {
                    let indicator = &definition.indicators[usize::from(definition.find_indicator(id).expect("it").0)];
                    let size = sizes[&indicator.universe];
                    let inside = indicator.numerator_leaves.is_empty() || sets[id.as_str()].contains(leaf);
                    if !indicator.numerator_ages.is_empty() {
                        if inside { sum(&indicator.numerator_ages) } else { 0 }
                    } else if !indicator.numerator_leaves.is_empty() {
                        if inside { size } else { 0 }
                    } else {
                        random.random_range(0..=size / 3)
                    }
                }
            };
            if value != 0 {
                found.push((at as u32, value));
            }
        }
    }
    RawCounts::new(Period(2023), Vintage(2023), areas, leaves, all, values)
}
