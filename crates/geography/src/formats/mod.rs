//! Files with areas, read to features: GeoJSON and TopoJSON from text, a GeoPackage from its tables.
//! Whatever coordinates a file declares, shapes come out in degrees.

mod geojson;
mod geopackage;
mod topojson;

use geo::MultiPolygon;
use serde_json::{Map, Value};

use crate::projection::UnknownCrs;
pub use geopackage::{GeoPackageError, read_geopackage, read_geopackage_bytes, shape_of_blob};

/// One feature of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Its attributes.
    pub properties: Map<String, Value>,
    /// Its shape in degrees; or why there is none that can be drawn.
    pub shape: Result<MultiPolygon<f64>, ShapeProblem>,
}

/// Why a feature has no shape.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShapeProblem {
    /// The feature has no geometry, or an empty one.
    #[error("no geometry; expected a Polygon or MultiPolygon")]
    None,
    /// The geometry is a point, a line or a collection.
    #[error("a {0}; expected a Polygon or MultiPolygon")]
    NotAnArea(String),
    /// Coordinates that are not of the system that the file declares.
    #[error(
        "a coordinate that is no longitude and latitude in degrees; expected WGS 84, or a file that declares EPSG:28992 for RD metres"
    )]
    NotDegrees,
    /// A ring with fewer than three corners.
    #[error("a ring of fewer than three corners")]
    Ring,
    /// The geometry is not as the format writes it.
    #[error("coordinates that are not written as the format asks")]
    Malformed,
}

/// A file that is no collection of features.
#[derive(Debug, thiserror::Error)]
pub enum FeaturesError {
    /// The text is not JSON.
    #[error("not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// JSON, but something else.
    #[error(
        "not a GeoJSON FeatureCollection with a list `features`, nor a TopoJSON Topology with `arcs` and `objects`"
    )]
    NotACollection,
    /// Coordinates that are not read.
    #[error(transparent)]
    Crs(#[from] UnknownCrs),
    /// A topology of several objects, of which none was named.
    #[error("a TopoJSON with the objects {0}; expected one of the collections to be the only one")]
    SeveralObjects(String),
}

/// Reads a GeoJSON feature collection or a TopoJSON topology with one collection of geometries. A feature without a usable
/// shape is kept, with the reason.
pub fn read_features(bytes: &[u8]) -> Result<Vec<Feature>, FeaturesError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let document: Value = serde_json::from_slice(bytes)?;
    match document.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => geojson::read(document),
        Some("Topology") => topojson::read(&document),
        _ => Err(FeaturesError::NotACollection),
    }
}
