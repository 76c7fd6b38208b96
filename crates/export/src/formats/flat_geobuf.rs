//! FlatGeobuf: the features of the GeoJSON, with an index in space.

use std::io::Write;

use definition::Language;
use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use geography::Boundary;
use geozero::error::GeozeroError;
use geozero::{ColumnValue, FeatureProcessor, GeomProcessor, PropertyProcessor};

use super::WriteError;
use super::places::{Property, columns, properties};
use crate::Table;

fn shape(to: &mut FgbWriter<'_>, boundary: &Boundary) -> Result<(), GeozeroError> {
    to.multipolygon_begin(boundary.shape.0.len(), 0)?;
    for (n, polygon) in boundary.shape.iter().enumerate() {
        to.polygon_begin(false, 1 + polygon.interiors().len(), n)?;
        for (n, ring) in std::iter::once(polygon.exterior()).chain(polygon.interiors()).enumerate() {
            to.linestring_begin(false, ring.0.len(), n)?;
            for (n, point) in ring.0.iter().enumerate() {
                to.xy(point.x, point.y, n)?;
            }
            to.linestring_end(false, n)?;
        }
        to.polygon_end(false, n)?;
    }
    to.multipolygon_end(0)
}

/// Writes the areas of a table that have a boundary.
pub(super) fn write<W: Write>(table: &Table<'_>, language: Language, to: W) -> Result<(), WriteError> {
    let failed = |error: &dyn std::fmt::Display| WriteError::Failed(error.to_string());
    let (title, about) = (table.title(language), table.about(language).to_string());
    let options = FgbWriterOptions {
        crs: FgbCrs { org: Some("EPSG"), code: 4326, name: Some("WGS 84"), ..FgbCrs::default() },
        title: Some(&title),
        metadata: Some(&about),
        detect_type: false,
        ..FgbWriterOptions::default()
    };
    let mut fgb = FgbWriter::create_with_options("databank", GeometryType::MultiPolygon, options)
        .map_err(|error| failed(&error))?;
    let columns = columns(table);
    for (name, property) in properties(table, 0, &columns, language) {
        let kind = match property {
            Property::Text(_) => ColumnType::String,
            Property::Number(_) => ColumnType::Double,
        };
        fgb.add_column(&name, kind, |_, column| column.nullable = true);
    }
    let mut features = 0;
    for area in 0..table.areas.len() {
        let Some(boundary) = table.release.boundaries.get(table.areas[area]) else { continue };
        let mut one = || -> Result<(), GeozeroError> {
            fgb.feature_begin(features)?;
            fgb.properties_begin()?;
            for (n, (name, property)) in properties(table, area, &columns, language).iter().enumerate() {
                match property {
                    Property::Text(text) => {
                        fgb.property(n, name, &ColumnValue::String(text))?;
                    }
                    Property::Number(Some(number)) => {
                        fgb.property(n, name, &ColumnValue::Double(*number))?;
                    }
                    Property::Number(None) => {}
                }
            }
            fgb.properties_end()?;
            fgb.geometry_begin()?;
            shape(&mut fgb, boundary)?;
            fgb.geometry_end()?;
            fgb.feature_end(features)
        };
        one().map_err(|error| failed(&error))?;
        features += 1;
    }
    let mut to = std::io::BufWriter::with_capacity(32 * 1024, to);
    fgb.write(&mut to).map_err(|error| failed(&error))?;
    to.flush()?;
    Ok(())
}
