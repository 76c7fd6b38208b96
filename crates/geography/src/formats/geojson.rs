//! GeoJSON feature collections.

use geo::{Coord, LineString, MultiPolygon, Polygon};
use serde_json::{Map, Value};

use super::{Feature, FeaturesError, ShapeProblem};
use crate::projection::Crs;

pub(super) fn read(mut collection: Value) -> Result<Vec<Feature>, FeaturesError> {
    // `crs` is of an older version of the format; files of today are in degrees.
    let crs = match collection.get("crs").map(|crs| &crs["properties"]["name"]) {
        Some(Value::String(name)) => Crs::from_name(name)?,
        _ => Crs::Degrees,
    };
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
            let shape = feature.get("geometry").map_or(Err(ShapeProblem::None), shape).and_then(|mut shape| {
                if crs.shape_to_degrees(&mut shape) { Ok(shape) } else { Err(ShapeProblem::NotDegrees) }
            });
            Feature { properties, shape }
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
    Ok(Coord { x: number(0)?, y: number(1)? })
}

#[cfg(test)]
mod tests {
    use super::super::read_features;
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
    fn metres_of_the_national_grid_become_degrees_where_the_file_declares_them() {
        let text = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},
            "features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":
            [[[155000,463000],[156000,463000],[156000,464000],[155000,463000]]]}}]}"#;
        let corner = read_features(text.as_bytes()).unwrap()[0].shape.as_ref().unwrap().0[0].exterior().0[0];
        assert!((corner.x - 5.387_206).abs() < 1e-5 && (corner.y - 52.155_174).abs() < 1e-5, "{corner:?}");
        let other = text.replace("28992", "31370");
        assert!(matches!(read_features(other.as_bytes()), Err(FeaturesError::Crs(_))));
    }

    #[test]
    fn another_file_is_refused() {
        assert!(matches!(read_features(b"<html>"), Err(FeaturesError::Json(_))));
        assert!(matches!(read_features(br#"{"value":[]}"#), Err(FeaturesError::NotACollection)));
        assert!(matches!(read_features(br#"{"type":"FeatureCollection"}"#), Err(FeaturesError::NotACollection)));
    }
}
