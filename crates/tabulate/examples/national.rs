//! The national job: one year of everybody, all indicators, all backgrounds, to the neighbourhood, with the time of every
//! step. `benches/tabulation` runs it beside its peers.
//!
//! ```text
//! national make KWB.csv.gz REGISTERS [PERSONS]   invented people in real neighbourhoods, for load tests only
//! national count REGISTERS [dense|grouped] [THREADS]
//! national job REGISTERS JOB.json                the same SQL for DuckDB and Polars
//! ```

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use cells::Period;
use serde_json::json;
use tabulate::{Options, Plan, Progress, Sums};

const YEAR: u16 = 2023;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["make", figures, out, rest @ ..] => make(figures, out, rest.first().and_then(|n| n.parse().ok())),
        ["count", registers, rest @ ..] => count(Path::new(registers), rest),
        ["job", registers, out] => job(Path::new(registers), out),
        _ => {
            eprintln!(
                "give: make KWB.csv.gz REGISTERS [PERSONS] | count REGISTERS [dense|grouped] [THREADS] | job REGISTERS JOB.json"
            );
            std::process::exit(2);
        }
    }
}

fn kis() -> definition::Definition {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../monitors/kis");
    definition::load(&folder).unwrap_or_else(|problems| panic!("{problems}"))
}

fn make(figures: &str, out: &str, persons: Option<u64>) {
    let options = synth::Options {
        country: synth::Country::Like(PathBuf::from(figures)),
        persons,
        years: YEAR..=YEAR,
        ..synth::Options::default()
    };
    let begun = Instant::now();
    let made = synth::write(&options, Path::new(out), &synth::Silent).unwrap_or_else(|error| panic!("{error}"));
    println!("{} persons in {:.0} s, {} bytes", made.persons, begun.elapsed().as_secs_f64(), made.bytes);
}

/// The time of every step.
#[derive(Default)]
struct Steps(Mutex<Vec<(String, Instant, f64)>>);

impl Progress for Steps {
    fn begin(&self, step: &str, _: Option<u64>) {
        self.0.lock().unwrap().push((step.to_owned(), Instant::now(), 0.0));
    }

    fn advance(&self, _: u64) {}

    fn end(&self) {
        if let Some(step) = self.0.lock().unwrap().last_mut() {
            step.2 = step.1.elapsed().as_secs_f64();
        }
    }
}

fn count(registers: &Path, words: &[&str]) {
    let sums = if words.contains(&"grouped") { Sums::Grouped } else { Sums::Dense };
    let mut options = Options { sums, hash_inputs: false, ..Options::default() };
    if let Some(threads) = words.iter().find_map(|word| word.parse().ok()) {
        options.threads = threads;
    }
    let steps = Arc::new(Steps::default());
    let progress: Arc<dyn Progress> = Arc::clone(&steps) as Arc<dyn Progress>;
    let begun = Instant::now();
    let counted = tabulate::tabulate(&kis(), registers, Period(YEAR), &options, &progress);
    let seconds = begun.elapsed().as_secs_f64();
    let counted = counted.unwrap_or_else(|error| panic!("{error}"));
    let steps: Vec<_> =
        steps.0.lock().unwrap().iter().map(|(step, _, seconds)| json!({ "step": step, "seconds": seconds })).collect();
    let units: Vec<_> =
        counted.report.units.iter().map(|unit| json!({ "unit": unit.unit, "rows": unit.rows })).collect();
    let digests: Vec<u64> =
        (0..counted.counts.quantities().len()).map(|quantity| digest(&counted.counts, quantity)).collect();
    println!("{}", json!({ "seconds": seconds, "steps": steps, "units": units, "digests": digests }));
}

/// The sum of value × hash of the place over all cells: equal for equal tables, whatever the order.
fn digest(counts: &counts::RawCounts, quantity: usize) -> u64 {
    let codes = counts.areas().codes(cells::Level::Neighbourhood);
    let mut sum = 0_u64;
    counts.each(quantity, |area, leaf, value| {
        let values = counts.leaves().rows[leaf].iter().map(|value| value.as_deref().unwrap_or("-"));
        let code = codes[area].to_string();
        let place = std::iter::once(code.as_str()).chain(values).collect::<Vec<_>>().join("|");
        // FNV-1a.
        let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        let hash = place.bytes().fold(0xCBF2_9CE4_8422_2325, hash);
        sum = sum.wrapping_add(hash.wrapping_mul(value.cast_unsigned()));
    });
    sum
}

fn job(registers: &Path, out: &str) {
    let plan = Plan::new(&kis(), Period(YEAR)).unwrap_or_else(|error| panic!("{error}"));
    let file = |base: &str| registers.join(format!("{base}.parquet"));
    let tables: std::collections::BTreeMap<_, _> =
        plan.tables.iter().map(|table| (table.register.id.clone(), file(&table.base))).collect();
    let lists: Vec<_> =
        plan.lists.iter().map(|list| json!({ "id": list.id, "columns": list.columns, "rows": list.rows })).collect();
    let views: Vec<_> =
        plan.views.iter().map(|view| json!({ "id": view.id, "sql": view.sql, "keep": view.keep })).collect();
    let queries: Vec<_> = plan
        .units
        .iter()
        .map(|unit| json!({ "view": unit.view, "sql": unit.grouped, "rows": unit.rows, "attributes": unit.attributes }))
        .collect();
    let quantities: Vec<Vec<usize>> = plan.units.iter().map(|unit| unit.quantities().collect()).collect();
    let rules: Vec<_> = plan.rules.iter().map(|rule| &rule.sql).collect();
    let job = json!({ "tables": tables, "lists": lists, "views": views, "queries": queries, "quantities": quantities, "rules": rules });
    std::fs::write(out, job.to_string()).unwrap_or_else(|error| panic!("{out}: {error}"));
}
