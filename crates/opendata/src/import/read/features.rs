//! GeoJSON, TopoJSON and GeoPackage: attributes as columns, and the shape of each feature beside them.

use std::collections::BTreeSet;
use std::path::Path;

use geography::{Boundary, Feature};
use serde_json::Value;

use super::super::table::{Field, Table};
use super::Loaded;

/// Reads the wanted attributes and all shapes.
pub(super) fn read(bytes: &[u8], file: String, wanted: &BTreeSet<String>) -> Result<Loaded, String> {
    Ok(loaded(geography::read_features(bytes).map_err(|error| error.to_string())?, file, wanted))
}

/// The same of a layer of a GeoPackage.
pub(super) fn package(
    path: &Path,
    layer: Option<&str>,
    file: String,
    wanted: &BTreeSet<String>,
) -> Result<Loaded, String> {
    Ok(loaded(geography::read_geopackage(path, layer).map_err(|error| error.to_string())?, file, wanted))
}

fn loaded(features: Vec<Feature>, file: String, wanted: &BTreeSet<String>) -> Loaded {
    let mut table = Table::new(file);
    table.numbers = (1..=features.len() as u32).collect();
    let names: BTreeSet<&String> = features.iter().flat_map(|feature| feature.properties.keys()).collect();
    table.names = names.iter().map(|&name| name.clone()).collect();
    for name in wanted.iter().filter(|name| names.contains(name)) {
        table.put(name.clone(), features.iter().map(|f| field(f.properties.get(name))).collect());
    }
    let shapes = features.into_iter().map(|feature| feature.shape.map(|shape| Boundary { shape })).collect();
    Loaded { table, shapes }
}

fn field(value: Option<&Value>) -> Field {
    match value {
        None | Some(Value::Null) => Field::Missing,
        Some(Value::Number(number)) => number.as_f64().map_or(Field::Missing, Field::Number),
        Some(Value::String(text)) => Field::from_text(text),
        Some(other) => Field::from_text(&other.to_string()),
    }
}
