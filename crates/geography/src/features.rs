//! Features of a GeoJSON file: their attributes, and their shapes in degrees.

use geo::{Coord, LineString, MultiPolygon, Polygon};
use serde_json::{Map, Value};

/// One feature of a GeoJSON file.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Its attributes.
    pub properties: Map<String, Value>,
    /// Its shape; or why there is none that can be drawn.
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
    /// Coordinates that are no degrees.
    #[error("a coordinate that is no longitude and latitude in degrees; expected WGS 84, not RD metres")]
    NotDegrees,
    /// A ring with fewer than three corners.
    #[error("a ring of fewer than three corners")]
    Ring,
    /// The geometry is not as GeoJSON writes it.
    #[error("coordinates that are not written as GeoJSON asks")]
    Malformed,
}

/// A file that is no GeoJSON feature collection.
#[derive(Debug, thiserror::Error)]
pub enum FeaturesError {
    /// The text is not JSON.
    #[error("not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// JSON, but something else.
    #[error("not a GeoJSON FeatureCollection with a list `features`")]
    NotACollection,
}

/// Reads a GeoJSON feature collection. A feature without a usable shape is kept, with the reason.
pub fn read_features(bytes: &[u8]) -> Result<Vec<Feature>, FeaturesError> {
    let mut collection: Value = serde_json::from_slice(bytes)?;
    if collection.get("type").and_then(Value::as_str) != Some("FeatureCollection") {
        return Err(FeaturesError::NotACollection);
    }
    let Some(Value::Array(features)) = collection.get_mut("features").map(Value::take) else {
        return Err(FeaturesError::NotACollection);
    };
    Ok(features
        .into_iter()
        .map(|mut feature| {
            let properties = match feature.get_mut("properties").map(Value::take) {
                Some(Value::Object(properties)) => properties,
                _ => Map::new(),
            };
            Feature { properties, shape: feature.get("geometry").map_or(Err(ShapeProblem::None), shape) }
        })
        .collect())
}

fn shape(geometry: &Value) -> Result<MultiPolygon<f64>, ShapeProblem> {
    let kind = match geometry.get("type").and_then(Value::as_str) {
        None if geometry.is_null() => return Err(ShapeProblem::None),
        None => return Err(ShapeProblem::Malformed),
        Some(kind) => kind,
    };
    let coordinates = geometry.get("coordinates");
    let polygons = match kind {
        "Polygon" => vec![polygon(coordinates.ok_or(ShapeProblem::Malformed)?)?],
        "MultiPolygon" => {
            let parts = coordinates.and_then(Value::as_array).ok_or(ShapeProblem::Malformed)?;
            parts.iter().map(polygon).collect::<Result<_, _>>()?
        }
        other => return Err(ShapeProblem::NotAnArea(other.to_owned())),
    };
    if polygons.is_empty() { Err(ShapeProblem::None) } else { Ok(MultiPolygon(polygons)) }
}

fn polygon(rings: &Value) -> Result<Polygon<f64>, ShapeProblem> {
    let mut rings = rings.as_array().ok_or(ShapeProblem::Malformed)?.iter().map(ring);
    let outer = rings.next().ok_or(ShapeProblem::None)??;
    Ok(Polygon::new(outer, rings.collect::<Result<_, _>>()?))
}

fn ring(positions: &Value) -> Result<LineString<f64>, ShapeProblem> {
    let positions = positions.as_array().ok_or(ShapeProblem::Malformed)?;
    let mut corners = positions.iter().map(position).collect::<Result<Vec<_>, _>>()?;
    if corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    if corners.len() < 3 {
        return Err(ShapeProblem::Ring);
    }
    corners.push(corners[0]);
    Ok(LineString(corners))
}

fn position(position: &Value) -> Result<Coord<f64>, ShapeProblem> {
    let number = |at: usize| position.get(at).and_then(Value::as_f64).ok_or(ShapeProblem::Malformed);
    let (x, y) = (number(0)?, number(1)?);
    if x.abs() <= 180.0 && y.abs() <= 90.0 { Ok(Coord { x, y }) } else { Err(ShapeProblem::NotDegrees) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(geometry: &str) -> Result<MultiPolygon<f64>, ShapeProblem> {
        let text = format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"code":"GM0001"}},"geometry":{geometry}}}]}}"#
        );
        let mut features = read_features(text.as_bytes()).unwrap();
        assert_eq!(features[0].properties["code"], "GM0001");
        features.remove(0).shape
    }

    #[test]
    fn an_area_with_a_hole_keeps_it() {
        let found = only(
            r#"{"type":"Polygon","coordinates":[[[5,52],[6,52],[6,53],[5,53],[5,52]],[[5.2,52.2],[5.4,52.2],[5.4,52.4],[5.2,52.2]]]}"#,
        )
        .unwrap();
        assert_eq!((found.0.len(), found.0[0].interiors().len()), (1, 1));
    }

    #[test]
    fn what_cannot_be_drawn_says_why() {
        assert_eq!(only("null"), Err(ShapeProblem::None));
        assert_eq!(only(r#"{"type":"Polygon","coordinates":[]}"#), Err(ShapeProblem::None));
        assert_eq!(only(r#"{"type":"Point","coordinates":[5,52]}"#), Err(ShapeProblem::NotAnArea("Point".to_owned())));
        assert_eq!(
            only(
                r#"{"type":"Polygon","coordinates":[[[136000,455000],[136100,455000],[136100,455100],[136000,455000]]]}"#
            ),
            Err(ShapeProblem::NotDegrees)
        );
        assert_eq!(only(r#"{"type":"Polygon","coordinates":[[[5,52],[6,52],[5,52]]]}"#), Err(ShapeProblem::Ring));
        assert_eq!(
            only(r#"{"type":"Polygon","coordinates":[[["a",52],[6,52],[5,52]]]}"#),
            Err(ShapeProblem::Malformed)
        );
    }

    #[test]
    fn another_file_is_refused() {
        assert!(matches!(read_features(b"<html>"), Err(FeaturesError::Json(_))));
        assert!(matches!(read_features(br#"{"value":[]}"#), Err(FeaturesError::NotACollection)));
        assert!(matches!(read_features(br#"{"type":"FeatureCollection"}"#), Err(FeaturesError::NotACollection)));
    }
}
