//! GeoPackage: a SQLite database with tables of features (OGC 12-128). A geometry is a small header (2.1.3) before well-known
//! binary; what its coordinates mean stands in a table of its own.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

use geo::{Geometry, MultiPolygon};
use geo_traits::to_geo::ToGeoGeometry;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use serde_json::{Map, Value};

use super::{Feature, ShapeProblem};
use crate::projection::{Crs, UnknownCrs};

/// A file that cannot be read as a GeoPackage.
#[derive(Debug, thiserror::Error)]
pub enum GeoPackageError {
    /// It is no SQLite database, or a damaged one.
    #[error(
        "not a GeoPackage: {0}; expected a SQLite database with the tables gpkg_contents and gpkg_geometry_columns"
    )]
    NotAPackage(String),
    /// It has no table with geometry.
    #[error("a GeoPackage without layers of features; is it one with pictures or attributes only?")]
    NoLayers,
    /// There is no such layer.
    #[error("no layer `{asked}`; the file has {}", listed(.there))]
    UnknownLayer {
        /// The name that was given.
        asked: String,
        /// The layers there are.
        there: Vec<String>,
    },
    /// There are several, and none was named.
    #[error("several layers, {}; name the one to read", listed(.0))]
    SeveralLayers(Vec<String>),
    /// Coordinates that are not read.
    #[error("layer `{layer}` has {problem}")]
    Crs {
        /// The layer.
        layer: String,
        /// What is not read.
        problem: UnknownCrs,
    },
}

/// Names between backticks.
fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

impl From<rusqlite::Error> for GeoPackageError {
    fn from(error: rusqlite::Error) -> Self {
        Self::NotAPackage(error.to_string())
    }
}

/// Reads a layer of a GeoPackage; the only one where none is named. Attributes come under the names of their columns, in the
/// order of the rows. A feature without a usable shape is kept, with the reason.
pub fn read_geopackage(path: &Path, layer: Option<&str>) -> Result<Vec<Feature>, GeoPackageError> {
    let start = std::fs::File::open(path).and_then(|file| {
        let mut start = Vec::new();
        file.take(16).read_to_end(&mut start).map(|_| start)
    });
    looks_right(&start.map_err(|error| GeoPackageError::NotAPackage(error.to_string()))?)?;
    // The file is only looked at: nothing is written beside it, whatever mode it was left in.
    let mut address = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'?' | b'#' | b'%' | 0x80.. => {
                let _ = write!(address, "%{byte:02X}");
            }
            byte => address.push(char::from(*byte)),
        }
    }
    address.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    read(&Connection::open_with_flags(address, flags)?, layer)
}

/// The same from the bytes of a file.
pub fn read_geopackage_bytes(bytes: &[u8], layer: Option<&str>) -> Result<Vec<Feature>, GeoPackageError> {
    looks_right(bytes)?;
    let mut file = Connection::open_in_memory()?;
    file.deserialize_read_exact("main", bytes, bytes.len(), true)?;
    read(&file, layer)
}

/// Whether the file begins as a SQLite database does.
fn looks_right(start: &[u8]) -> Result<(), GeoPackageError> {
    if start.starts_with(b"SQLite format 3\0") {
        return Ok(());
    }
    Err(GeoPackageError::NotAPackage("its first bytes are those of another kind of file".to_owned()))
}

fn read(file: &Connection, layer: Option<&str>) -> Result<Vec<Feature>, GeoPackageError> {
    file.pragma_update(None, "trusted_schema", false)?;
    file.pragma_update(None, "cell_size_check", true)?;
    let (layer, geometry, srs) = chosen(file, layer)?;
    let crs = crs(file, srs)?.map_err(|problem| GeoPackageError::Crs { layer: layer.clone(), problem })?;
    let mut rows = file.prepare(&format!("SELECT * FROM {}", quoted(&layer)))?;
    let names: Vec<String> = rows.column_names().map(str::to_owned).collect();
    let Some(at) = names.iter().position(|name| name.eq_ignore_ascii_case(&geometry)) else {
        return Err(GeoPackageError::NotAPackage(format!(
            "layer `{layer}` lacks its column with shapes, `{geometry}`"
        )));
    };
    let mut features = Vec::new();
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let mut properties = Map::new();
        for (column, name) in names.iter().enumerate().filter(|(column, _)| *column != at) {
            properties.insert(name.clone(), value(row.get_ref(column)?));
        }
        let shape = match row.get_ref(at)? {
            ValueRef::Blob(blob) => shape_of_blob(blob, crs),
            ValueRef::Null => Err(ShapeProblem::None),
            _ => Err(ShapeProblem::Malformed),
        };
        features.push(Feature { properties, shape });
    }
    Ok(features)
}

/// The layer to read, its column with geometry, and the number of its coordinate system.
fn chosen(file: &Connection, asked: Option<&str>) -> Result<(String, String, i64), GeoPackageError> {
    let mut query = file.prepare(
        "SELECT c.table_name, g.column_name, g.srs_id FROM gpkg_contents c \
         JOIN gpkg_geometry_columns g ON lower(g.table_name) = lower(c.table_name) \
         WHERE c.data_type = 'features' ORDER BY c.table_name",
    )?;
    let layers = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let mut layers: Vec<(String, String, i64)> = layers.collect::<Result<_, _>>()?;
    let names = |layers: &[(String, String, i64)]| layers.iter().map(|(name, ..)| name.clone()).collect();
    match asked {
        _ if layers.is_empty() => Err(GeoPackageError::NoLayers),
        Some(asked) => match layers.iter().position(|(name, ..)| name == asked) {
            Some(at) => Ok(layers.swap_remove(at)),
            None => Err(GeoPackageError::UnknownLayer { asked: asked.to_owned(), there: names(&layers) }),
        },
        None if layers.len() > 1 => Err(GeoPackageError::SeveralLayers(names(&layers))),
        None => Ok(layers.swap_remove(0)),
    }
}

/// What the number of a coordinate system stands for in this file.
fn crs(file: &Connection, srs: i64) -> Result<Result<Crs, UnknownCrs>, GeoPackageError> {
    let of_file = file
        .query_row(
            "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = ?1",
            [srs],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)),
        )
        .optional()?;
    let (organization, number) = of_file.unwrap_or_else(|| ("srs_id".to_owned(), srs));
    let name = format!("{organization}:{number}");
    // Of other organizations a number means something else.
    let known = ["epsg", "ogc", "srs_id"].iter().any(|known| organization.eq_ignore_ascii_case(known));
    Ok(if known { Crs::from_name(&name) } else { Err(UnknownCrs(name)) })
}

/// A name as it stands in a query.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A value of a column; other blobs than the shape say nothing here.
fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
    }
}

/// The shape in a geometry column of a GeoPackage, put in degrees; `crs` is what the table's `srs_id` stands for.
pub fn shape_of_blob(blob: &[u8], crs: Crs) -> Result<MultiPolygon<f64>, ShapeProblem> {
    let [b'G', b'P', _version, flags, ..] = blob else { return Err(ShapeProblem::Malformed) };
    if flags & 0b0001_0000 != 0 {
        return Err(ShapeProblem::None);
    }
    // The box around the shape: none, x and y, with z, with m, or with both.
    let envelope = match (flags >> 1) & 0b111 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return Err(ShapeProblem::Malformed),
    };
    let geometry = blob.get(8 + envelope..).ok_or(ShapeProblem::Malformed)?;
    let geometry = wkb::reader::read_wkb(geometry).map_err(|_| ShapeProblem::Malformed)?;
    let mut shape = match geometry.try_to_geometry() {
        Some(Geometry::MultiPolygon(shape)) => shape,
        Some(Geometry::Polygon(polygon)) => MultiPolygon(vec![polygon]),
        Some(Geometry::Point(_) | Geometry::MultiPoint(_)) => return Err(ShapeProblem::NotAnArea("Point".to_owned())),
        Some(Geometry::LineString(_) | Geometry::MultiLineString(_)) => {
            return Err(ShapeProblem::NotAnArea("LineString".to_owned()));
        }
        Some(_) => return Err(ShapeProblem::NotAnArea("GeometryCollection".to_owned())),
        None => return Err(ShapeProblem::None),
    };
    if shape.0.is_empty() {
        return Err(ShapeProblem::None);
    }
    if shape.0.iter().any(|polygon| polygon.exterior().0.len() < 4) {
        return Err(ShapeProblem::Ring);
    }
    if crs.shape_to_degrees(&mut shape) { Ok(shape) } else { Err(ShapeProblem::NotDegrees) }
}

#[cfg(test)]
mod tests {
    use geo::polygon;

    use super::*;

    fn blob(flags: u8, envelope: usize) -> Vec<u8> {
        let shape = polygon![(x: 155_000., y: 463_000.), (x: 156_000., y: 463_000.), (x: 156_000., y: 464_000.)];
        let mut bytes = vec![b'G', b'P', 0, flags, 0x40, 0x71, 0, 0];
        bytes.resize(8 + envelope, 0);
        wkb::writer::write_polygon(&mut bytes, &shape, &wkb::writer::WriteOptions::default()).unwrap();
        bytes
    }

    #[test]
    fn a_shape_is_read_behind_every_kind_of_envelope() {
        for (kind, envelope) in [(0, 0), (1, 32), (2, 48), (3, 48), (4, 64)] {
            let shape = shape_of_blob(&blob(kind << 1 | 1, envelope), Crs::RdNew).unwrap();
            let corner = shape.0[0].exterior().0[0];
            assert!((corner.x - 5.387_206).abs() < 1e-5, "{corner:?}");
        }
    }

    #[test]
    fn what_is_no_shape_says_why() {
        assert_eq!(shape_of_blob(&blob(0b10001, 0), Crs::RdNew), Err(ShapeProblem::None));
        assert_eq!(shape_of_blob(&blob(0b1011, 0), Crs::RdNew), Err(ShapeProblem::Malformed));
        assert_eq!(shape_of_blob(b"GP", Crs::RdNew), Err(ShapeProblem::Malformed));
        assert_eq!(shape_of_blob(&blob(1, 0)[..40], Crs::RdNew), Err(ShapeProblem::Malformed));
        assert_eq!(shape_of_blob(&blob(1, 0), Crs::Degrees), Err(ShapeProblem::NotDegrees));
    }
}
