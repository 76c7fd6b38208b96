use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use arrow::array::{ArrayRef, BinaryArray, BinaryBuilder, RecordBatch, StringArray, UInt32Array};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use cells::{Level, PlaceIx};
use geo::{BoundingRect, MultiPolygon};
use geo_traits::to_geo::ToGeoGeometry;
use geography::{Boundaries, Boundary, Places};
use parquet::file::metadata::KeyValue;
use wkb::writer::{WriteOptions, write_multi_polygon};

use super::{column, read_batches, write_batches};
use crate::FileRecord;
use crate::error::{OpenError, WriteError};

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    Arc::new(Schema::new(vec![
        Field::new("place", DataType::UInt32, false),
        Field::new("area", DataType::Utf8, false),
        Field::new("name", DataType::Utf8, false),
        Field::new("geometry", DataType::Binary, false),
    ]))
});

/// Boundaries in one batch of rows; a boundary can be large.
const BATCH: usize = 1024;

/// Writes the boundaries of a level as GeoParquet 1.1; nothing when the level has none.
pub(crate) fn write(
    path: &Path,
    level: Level,
    places: &Places,
    boundaries: &Boundaries,
) -> Result<Option<FileRecord>, WriteError> {
    let all: Vec<(PlaceIx, &Boundary)> = places
        .level(level)
        .map(PlaceIx)
        .filter_map(|place| boundaries.get(place).map(|boundary| (place, boundary)))
        .collect();
    if all.is_empty() {
        return Ok(None);
    }
    let metadata = KeyValue::new("geo".to_owned(), geo_metadata(&all));
    let batches = all.chunks(BATCH).map(|rows| {
        let mut shapes = BinaryBuilder::new();
        let mut buffer = Vec::new();
        for (_, boundary) in rows {
            buffer.clear();
            write_multi_polygon(&mut buffer, &boundary.shape, &WriteOptions::default())
                .map_err(|error| arrow::error::ArrowError::ExternalError(Box::new(error)))?;
            shapes.append_value(&buffer);
        }
        let place = |ix: PlaceIx| places.get(ix);
        let columns: Vec<ArrayRef> = vec![
            Arc::new(UInt32Array::from_iter_values(rows.iter().map(|(ix, _)| ix.0))),
            Arc::new(StringArray::from_iter_values(rows.iter().map(|(ix, _)| place(*ix).code.to_string()))),
            Arc::new(StringArray::from_iter_values(rows.iter().map(|(ix, _)| place(*ix).name.as_str()))),
            Arc::new(shapes.finish()),
        ];
        RecordBatch::try_new(SCHEMA.clone(), columns)
    });
    write_batches(path, &SCHEMA, vec![metadata], batches).map(Some)
}

/// The `geo` entry of GeoParquet: degrees, longitude first (OGC:CRS84 is what the format takes when no CRS is named).
fn geo_metadata(all: &[(PlaceIx, &Boundary)]) -> String {
    let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    for rectangle in all.iter().filter_map(|(_, boundary)| boundary.shape.bounding_rect()) {
        bounds[0] = bounds[0].min(rectangle.min().x);
        bounds[1] = bounds[1].min(rectangle.min().y);
        bounds[2] = bounds[2].max(rectangle.max().x);
        bounds[3] = bounds[3].max(rectangle.max().y);
    }
    serde_json::json!({
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": { "geometry": { "encoding": "WKB", "geometry_types": ["MultiPolygon"], "bbox": bounds } },
    })
    .to_string()
}

/// Reads the boundaries of a level into `into`.
pub(crate) fn read(
    path: &Path,
    level: Level,
    places: &Places,
    into: &mut HashMap<PlaceIx, Boundary>,
) -> Result<(), OpenError> {
    let damaged = |problem: String| OpenError::damaged(path, problem);
    for batch in read_batches(path, &SCHEMA)? {
        let batch = batch.map_err(|error| OpenError::damaged(path, error))?;
        let indices: &UInt32Array = column(&batch, "place").map_err(damaged)?;
        let areas: &StringArray = column(&batch, "area").map_err(damaged)?;
        let shapes: &BinaryArray = column(&batch, "geometry").map_err(damaged)?;
        for row in 0..batch.num_rows() {
            let place = PlaceIx(indices.value(row));
            let area = areas.value(row);
            if !places.level(level).contains(&place.0) || places.get(place).code.to_string() != area {
                return Err(damaged(format!("{area} is not place {} of this level", place.0)));
            }
            let shape = shape(shapes.value(row)).map_err(|problem| damaged(format!("{area}: {problem}")))?;
            if into.insert(place, Boundary { shape }).is_some() {
                return Err(damaged(format!("{area} is there twice")));
            }
        }
    }
    Ok(())
}

fn shape(bytes: &[u8]) -> Result<MultiPolygon<f64>, String> {
    let geometry = wkb::reader::read_wkb(bytes).map_err(|error| error.to_string())?;
    match geometry.try_to_geometry() {
        Some(geo::Geometry::MultiPolygon(shape)) if !shape.0.is_empty() => Ok(shape),
        _ => Err("its geometry is no multipolygon".to_owned()),
    }
}
