//! The shapes of a GeoPackage: a small header (OGC 12-128, 2.1.3) before well-known binary.

use geo::{Geometry, MultiPolygon};
use geo_traits::to_geo::ToGeoGeometry;

use super::ShapeProblem;
use crate::projection::Crs;

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
