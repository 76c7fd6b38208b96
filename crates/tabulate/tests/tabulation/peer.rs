//! The same SQL in DuckDB on the same files: every quantity, neighbourhood and background must be the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use cells::{Level, Period};
use counts::RawCounts;
use definition::Definition;
use serde_json::json;
use tabulate::{Plan, Sums};

use crate::fixture::{count_year, kis};

/// Invented people in an invented province.
fn province(folder: &Path) {
    let options = synth::Options { persons: Some(20_000), years: 2023..=2023, seed: 7, ..synth::Options::default() };
    synth::write(&options, folder, &synth::Silent).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn rows_and_groups_and_duckdb_count_the_same_to_the_last() {
    let definition = kis();
    let folder = tempfile::tempdir().unwrap();
    let registers = folder.path().join("registers");
    province(&registers);
    let dense = count_year(&definition, &registers, Period(2023), Sums::Dense).unwrap_or_else(|e| panic!("{e}"));
    let grouped = count_year(&definition, &registers, Period(2023), Sums::Grouped).unwrap_or_else(|e| panic!("{e}"));
    assert!(dense.counts == grouped.counts, "row by row and by GROUP BY");
    assert_eq!(dense.report, grouped.report);
    let persons = &dense.report.units[0];
    assert!(persons.counted > 15_000, "an invented province with people in it");
    assert_eq!(persons.rows, persons.counted + persons.not_placed.values().sum::<u64>());
    if let Some(answers) = duckdb(&definition, &registers) {
        compare(&dense.counts, &definition, &answers);
    }
}

/// The Python that `cargo xtask setup` installed, or that of the machine.
fn python() -> PathBuf {
    let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/python/bin/python3");
    if installed.exists() { installed } else { PathBuf::from("python3") }
}

/// What DuckDB answers to the grouped query of each unit, row by row; none where it is not installed.
fn duckdb(definition: &Definition, folder: &Path) -> Option<Vec<Vec<Vec<String>>>> {
    let python = python();
    let there = Command::new(&python).args(["-c", "import duckdb"]).output();
    if !there.is_ok_and(|output| output.status.success()) {
        println!("skipped: DuckDB is not installed (cargo xtask setup installs it)");
        return None;
    }
    let plan = Plan::new(definition, Period(2023)).unwrap();
    let tables: BTreeMap<&str, PathBuf> = plan
        .tables
        .iter()
        .map(|table| (table.register.id.as_str(), folder.join(format!("{}.parquet", table.base))))
        .collect();
    let job = json!({
        "tables": tables,
        "lists": plan.lists.iter().map(|list| json!({ "id": list.id, "columns": list.columns, "rows": list.rows })).collect::<Vec<_>>(),
        "views": plan.views.iter().map(|view| json!({ "id": view.id, "sql": view.sql, "keep": view.keep })).collect::<Vec<_>>(),
        "queries": plan.units.iter().map(|unit| unit.grouped.clone()).collect::<Vec<_>>(),
    });
    let path = folder.with_file_name("job.json");
    std::fs::write(&path, job.to_string()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tabulation/peer.py");
    let output = Command::new(&python).arg(script).arg(&path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// Every value of DuckDB is ours, and every value of ours is DuckDB's.
fn compare(counts: &RawCounts, definition: &Definition, answers: &[Vec<Vec<String>>]) {
    let plan = Plan::new(definition, Period(2023)).unwrap();
    let areas = counts.areas().codes(Level::Neighbourhood);
    for (unit, rows) in plan.units.iter().zip(answers) {
        let attributes = unit.attributes;
        let mut theirs: Vec<BTreeMap<(usize, usize), i64>> = vec![BTreeMap::new(); unit.quantities().count()];
        for row in rows.iter().filter(|row| row[0].is_empty()) {
            let area =
                areas.iter().position(|code| code.to_string() == row[1]).expect("a neighbourhood of the province");
            let is_this = |leaf: &&Vec<Option<String>>| {
                leaf.iter().zip(&row[2..2 + attributes]).all(|(ours, theirs)| ours.as_deref().unwrap_or("") == theirs)
            };
            let leaf = counts.leaves().rows.iter().position(|leaf| is_this(&leaf)).expect("one of the leaves");
            for (n, map) in theirs.iter_mut().enumerate() {
                let value: i64 = row[3 + attributes + n].parse().unwrap();
                if value != 0 {
                    assert_eq!(map.insert((area, leaf), value), None);
                }
            }
        }
        for (quantity, theirs) in unit.quantities().zip(&theirs) {
            let mut ours = BTreeMap::new();
            counts.each(quantity, |area, leaf, value| {
                ours.insert((area, leaf), value);
            });
            let name = counts.quantities()[quantity].name();
            assert!(ours == *theirs, "{name} differs from DuckDB's in {} places", differing(&ours, theirs));
        }
    }
}

fn differing(a: &BTreeMap<(usize, usize), i64>, b: &BTreeMap<(usize, usize), i64>) -> usize {
    let keys: std::collections::BTreeSet<_> = a.keys().chain(b.keys()).collect();
    keys.into_iter().filter(|key| a.get(key) != b.get(key)).count()
}
