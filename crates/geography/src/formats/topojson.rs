//! TopoJSON: features as rings of shared arcs, often on a coarse grid.

use geo::{Coord, LineString, MultiPolygon, Polygon};
use serde_json::{Map, Value};

use super::{Feature, FeaturesError, ShapeProblem};
use crate::projection::Crs;

pub(super) fn read(topology: &Value) -> Result<Vec<Feature>, FeaturesError> {
    let objects = topology.get("objects").and_then(Value::as_object).ok_or(FeaturesError::NotACollection)?;
    let mut collections = objects.iter().filter(|(_, object)| object.get("geometries").is_some_and(Value::is_array));
    let (Some((_, object)), None) = (collections.next(), collections.next()) else {
        return Err(FeaturesError::SeveralObjects(
            objects.keys().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", "),
        ));
    };
    let crs = match topology.get("crs").map(|crs| &crs["properties"]["name"]) {
        Some(Value::String(name)) => Crs::from_name(name)?,
        _ => Crs::Degrees,
    };
    let arcs = topology.get("arcs").and_then(Value::as_array).ok_or(FeaturesError::NotACollection)?;
    let grid = Grid::of(topology.get("transform"));
    let arcs: Vec<Option<Vec<Coord<f64>>>> = arcs.iter().map(|arc| grid.arc(arc)).collect();
    let geometries = object.get("geometries").and_then(Value::as_array).ok_or(FeaturesError::NotACollection)?;
    Ok(geometries.iter().map(|geometry| feature(geometry, &arcs, crs)).collect())
}

/// How numbers become coordinates.
struct Grid {
    /// Scale and shift; where present, an arc's points are differences.
    quantised: Option<([f64; 2], [f64; 2])>,
}

impl Grid {
    fn of(transform: Option<&Value>) -> Self {
        let pair = |key: &str| {
            let values = transform?.get(key)?;
            Some([values.get(0)?.as_f64()?, values.get(1)?.as_f64()?])
        };
        Self { quantised: pair("scale").zip(pair("translate")) }
    }

    fn arc(&self, positions: &Value) -> Option<Vec<Coord<f64>>> {
        let (mut x, mut y) = (0.0, 0.0);
        positions
            .as_array()?
            .iter()
            .map(|position| {
                let (px, py) = (position.get(0)?.as_f64()?, position.get(1)?.as_f64()?);
                Some(match self.quantised {
                    None => Coord { x: px, y: py },
                    Some((scale, shift)) => {
                        (x, y) = (x + px, y + py);
                        Coord { x: x * scale[0] + shift[0], y: y * scale[1] + shift[1] }
                    }
                })
            })
            .collect()
    }
}

fn feature(geometry: &Value, arcs: &[Option<Vec<Coord<f64>>>], crs: Crs) -> Feature {
    let mut properties = match geometry.get("properties") {
        Some(Value::Object(properties)) => properties.clone(),
        _ => Map::new(),
    };
    // Some files have the code as the id only.
    if let Some(id) = geometry.get("id") {
        properties.entry("id").or_insert_with(|| id.clone());
    }
    Feature { properties, shape: shape(geometry, arcs, crs) }
}

fn shape(geometry: &Value, arcs: &[Option<Vec<Coord<f64>>>], crs: Crs) -> Result<MultiPolygon<f64>, ShapeProblem> {
    let list = || geometry.get("arcs").and_then(Value::as_array).ok_or(ShapeProblem::Malformed);
    let polygons = match geometry.get("type").and_then(Value::as_str) {
        None => return Err(ShapeProblem::None),
        Some("Polygon") => polygon(list()?, arcs)?.into_iter().collect::<Vec<_>>(),
        Some("MultiPolygon") => {
            let parts = list()?.iter().map(|part| polygon(part.as_array().ok_or(ShapeProblem::Malformed)?, arcs));
            parts.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect()
        }
        Some(other) => return Err(ShapeProblem::NotAnArea(other.to_owned())),
    };
    if polygons.is_empty() {
        return Err(if list()?.is_empty() { ShapeProblem::None } else { ShapeProblem::Ring });
    }
    let mut shape = MultiPolygon(polygons);
    if crs.shape_to_degrees(&mut shape) { Ok(shape) } else { Err(ShapeProblem::NotDegrees) }
}

/// A polygon; none where its outer ring fell together on the file's grid. A hole that did is left out.
fn polygon(rings: &[Value], arcs: &[Option<Vec<Coord<f64>>>]) -> Result<Option<Polygon<f64>>, ShapeProblem> {
    let mut rings = rings.iter().map(|ring| line(ring, arcs));
    let Some(outer) = rings.next().transpose()?.flatten() else { return Ok(None) };
    let holes = rings.filter_map(Result::transpose).collect::<Result<Vec<_>, _>>()?;
    Ok(Some(Polygon::new(outer, holes)))
}

fn line(ring: &Value, arcs: &[Option<Vec<Coord<f64>>>]) -> Result<Option<LineString<f64>>, ShapeProblem> {
    let mut points: Vec<Coord<f64>> = Vec::new();
    for arc in ring.as_array().ok_or(ShapeProblem::Malformed)? {
        let number = arc.as_i64().ok_or(ShapeProblem::Malformed)?;
        // A negative number is an arc from its end to its start: -1 is the first.
        let at = usize::try_from(if number < 0 { !number } else { number }).map_err(|_| ShapeProblem::Malformed)?;
        let arc = arcs.get(at).and_then(Option::as_ref).ok_or(ShapeProblem::Malformed)?;
        let turned: Box<dyn Iterator<Item = &Coord<f64>>> =
            if number < 0 { Box::new(arc.iter().rev()) } else { Box::new(arc.iter()) };
        for &point in turned {
            if points.last() != Some(&point) {
                points.push(point);
            }
        }
    }
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    if points.len() < 3 {
        return Ok(None);
    }
    points.push(points[0]);
    Ok(Some(LineString(points)))
}

#[cfg(test)]
mod tests {
    use super::super::{FeaturesError, ShapeProblem, read_features};

    /// Two squares of the specification's kind, on a grid of tenths of a degree, sharing the arc 0.
    const TWO: &str = r#"{"type":"Topology","transform":{"scale":[0.1,0.1],"translate":[5,52]},
        "arcs":[[[1,0],[0,1]],[[1,1],[-1,0],[0,-1],[1,0]],[[1,1],[1,0],[0,-1],[-1,0]],[[7,7],[0,0],[0,0]]],
        "objects":{"layer":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","id":"GM0001","properties":{"statcode":"GM0001"},"arcs":[[0,1]]},
            {"type":"MultiPolygon","id":"GM0002","arcs":[[[2,0]],[[3]]]},
            {"type":"Polygon","id":"GM0003","arcs":[[3]]},
            {"type":"Polygon","id":"GM0004","arcs":[[9]]},
            {"type":null,"id":"GM0005"}]}}}"#;

    #[test]
    fn arcs_become_rings_that_share_their_points() {
        let features = read_features(TWO.as_bytes()).unwrap();
        let first = features[0].shape.as_ref().unwrap();
        let corners: Vec<_> = first.0[0].exterior().0.iter().map(|c| (c.x, c.y)).collect();
        assert_eq!(corners, [(5.1, 52.0), (5.1, 52.1), (5.0, 52.1), (5.0, 52.0), (5.1, 52.0)]);
        assert_eq!(features[0].properties["statcode"], "GM0001");
        let second = features[1].shape.as_ref().unwrap();
        assert_eq!(second.0.len(), 1, "the part that is a single point of the grid is left out");
        assert_eq!(second.0[0].exterior().0.iter().filter(|c| corners.contains(&(c.x, c.y))).count(), 3);
        assert_eq!(features[1].properties["id"], "GM0002");
        assert_eq!(features[2].shape, Err(ShapeProblem::Ring));
        assert_eq!(features[3].shape, Err(ShapeProblem::Malformed));
        assert_eq!(features[4].shape, Err(ShapeProblem::None));
    }

    #[test]
    fn a_file_of_several_maps_is_refused_with_their_names() {
        let text = r#"{"type":"Topology","arcs":[],"objects":{"wijk":{"geometries":[]},"buurt":{"geometries":[]}}}"#;
        let error = read_features(text.as_bytes()).unwrap_err();
        assert!(matches!(&error, FeaturesError::SeveralObjects(names) if names.contains("`wijk`")), "{error}");
    }
}
