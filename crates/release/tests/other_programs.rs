//! The tables of a release are read by other programs: here by pyarrow, without any of our code.

mod fictional;

use std::fs;
use std::process::Command;

use cells::Status;
use fictional::{ByAddress, full_draft};
use release::{Cube, StandingReference};

const READ: &str = r#"
import json, sys
import pyarrow.dataset as ds, pyarrow.parquet as pq
root = sys.argv[1]
out = {}
cells = ds.dataset(root + "/cells", format="parquet").to_table()
out["cells"] = cells.to_pylist()
out["columns"] = cells.column_names
out["places"] = pq.read_table(root + "/places.parquet").to_pylist()
file = pq.ParquetFile(root + "/boundaries/neighbourhood.parquet")
out["geo"] = json.loads(file.schema_arrow.metadata[b"geo"])
out["boundaries"] = [{**row, "geometry": row["geometry"].hex()} for row in file.read().to_pylist()]
json.dump(out, sys.stdout)
"#;

/// What pyarrow reads; none when it is not installed.
fn read_with_pyarrow(folder: &std::path::Path) -> Option<serde_json::Value> {
    let there = Command::new("python3").args(["-c", "import pyarrow.dataset"]).output();
    if !there.is_ok_and(|output| output.status.success()) {
        println!("skipped: python3 with pyarrow is not installed");
        return None;
    }
    let output = Command::new("python3").args(["-c", READ]).arg(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// The rows that the cube must give, written out by hand from its cells.
fn expected_rows(draft: &release::Draft, cube: &Cube) -> Vec<serde_json::Value> {
    let mut rows = Vec::new();
    let mut slices: Vec<_> = cube.slices().collect();
    // A dataset lists the files by name, which here is also the order of the indicators.
    slices.sort_by_key(|slice| draft.definition.indicator(slice.indicator()).id.clone());
    for slice in slices {
        for (position, (place, category, cell)) in slice.dense().enumerate() {
            if cell.status == Status::NotAvailable {
                continue;
            }
            let readings: Vec<_> = StandingReference::ALL
                .map(|reference| match ByAddress::expected(&slice, position, reference).0 {
                    0 => None,
                    byte => Some(format!("reading-{byte}")),
                })
                .to_vec();
            rows.push(serde_json::json!({
                "indicator": draft.definition.indicator(slice.indicator()).id,
                "period": slice.period(),
                "level": word(&slice.level()),
                "area": draft.places.get(place).code.to_string(),
                "vintage": slice.vintage(),
                "category": draft.definition.category(category).map_or("total", |category| category.id.as_str()),
                "status": word(&cell.status),
                "kind": word(&cell.kind),
                "numerator": cell.numerator.map(|count| count.value),
                "numerator_within": cell.numerator.map(|count| count.within),
                "denominator": cell.denominator.map(|count| count.value),
                "denominator_within": cell.denominator.map(|count| count.within),
                "value": cell.value,
                "source": draft.definition.sources[slice.source()].id,
                "reading_country": readings[0],
                "reading_municipality": readings[1],
                "reading_everybody_here": readings[2],
            }));
        }
    }
    rows
}

/// The name that serde gives a plain enum, which the tables use too.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn pyarrow_reads_every_cell_place_and_boundary() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("release");
    let draft = full_draft();
    draft.clone().write(&ByAddress, &path, "2026-11-23").unwrap();
    let Some(read) = read_with_pyarrow(&path) else { return };

    let expected = expected_rows(&draft, &draft.cube().unwrap());
    let found = read["cells"].as_array().unwrap();
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(read["columns"].as_array().unwrap().len(), 17);

    let place = &read["places"][8];
    assert_eq!(place["area"], "BU99010102");
    assert_eq!(place["vintages"], serde_json::json!([2024]));
    assert_eq!(place["parent_areas"], serde_json::json!(["WK990101"]));

    assert_eq!(read["geo"]["version"], "1.1.0");
    assert_eq!(read["geo"]["columns"]["geometry"]["encoding"], "WKB");
    assert_eq!(read["boundaries"].as_array().unwrap().len(), 5, "the last neighbourhood has none");
    // Well-known binary: little-endian, type 6 (multipolygon), one polygon, little-endian, type 3, two rings of five
    // and four points; the first point is (4 + 7/7, 52).
    let geometry = read["boundaries"][0]["geometry"].as_str().unwrap();
    assert!(geometry.starts_with("010600000001000000010300000002000000"), "{geometry}");
    let west = format!("{:016x}", (4.0_f64 + 7.0 / 7.0).to_bits().swap_bytes());
    assert!(geometry.contains(&west), "{geometry}");
    assert!(!fs::read(path.join("places.parquet")).unwrap().is_empty());
}
