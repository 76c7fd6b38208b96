//! GeoJSON (RFC 7946): a feature for each area, degrees, longitude first.

use std::io::Write;

use definition::Language;
use geography::Boundary;
use serde_json::{Map, Value};

use super::WriteError;
use super::places::{Property, columns, properties};
use crate::Table;

/// The lines of a shape, six decimals: about a decimetre.
fn coordinates<W: Write>(to: &mut W, boundary: &Boundary) -> std::io::Result<()> {
    let short = |value: f64| (value * 1e6).round() / 1e6;
    to.write_all(b"[")?;
    for (n, polygon) in boundary.shape.iter().enumerate() {
        to.write_all(if n > 0 { b",[" } else { b"[" })?;
        for (n, ring) in std::iter::once(polygon.exterior()).chain(polygon.interiors()).enumerate() {
            to.write_all(if n > 0 { b",[" } else { b"[" })?;
            for (n, point) in ring.0.iter().enumerate() {
                write!(to, "{}[{},{}]", if n > 0 { "," } else { "" }, short(point.x), short(point.y))?;
            }
            to.write_all(b"]")?;
        }
        to.write_all(b"]")?;
    }
    to.write_all(b"]")
}

/// Writes the areas of a table that have a boundary, and those that have none with `null` in its place.
pub(super) fn write<W: Write>(table: &Table<'_>, language: Language, to: W) -> Result<(), WriteError> {
    let mut to = std::io::BufWriter::with_capacity(32 * 1024, to);
    let columns = columns(table);
    to.write_all(b"{\"type\":\"FeatureCollection\",\"about\":")?;
    serde_json::to_writer(&mut to, &table.about(language)).map_err(std::io::Error::from)?;
    to.write_all(b",\"features\":[")?;
    for area in 0..table.areas.len() {
        let own: Map<String, Value> = properties(table, area, &columns, language)
            .into_iter()
            .map(|(name, property)| {
                let value = match property {
                    Property::Text(text) => Value::String(text),
                    Property::Number(number) => number.map_or(Value::Null, Value::from),
                };
                (name, value)
            })
            .collect();
        to.write_all(if area > 0 { b",\n{\"type\":\"Feature\",\"id\":" } else { b"{\"type\":\"Feature\",\"id\":" })?;
        serde_json::to_writer(&mut to, &own["code"]).map_err(std::io::Error::from)?;
        to.write_all(b",\"properties\":")?;
        serde_json::to_writer(&mut to, &own).map_err(std::io::Error::from)?;
        to.write_all(b",\"geometry\":")?;
        match table.release.boundaries.get(table.areas[area]) {
            Some(boundary) => {
                to.write_all(b"{\"type\":\"MultiPolygon\",\"coordinates\":")?;
                coordinates(&mut to, boundary)?;
                to.write_all(b"}}")?;
            }
            None => to.write_all(b"null}")?,
        }
    }
    to.write_all(b"]}\n")?;
    to.flush()?;
    Ok(())
}
