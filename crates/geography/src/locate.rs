//! From a point to the areas it lies in.

use cells::{Level, PlaceIx, Vintage};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::topology::Point;
use crate::{Boundaries, Places};

/// Finds the areas of one division that a point lies in.
#[derive(Debug)]
pub struct Locator {
    tree: RTree<GeomWithData<Rectangle<[i64; 2]>, u32>>,
    parts: Vec<Part>,
    /// Per place of the division that has shapes: the places above it.
    above: std::collections::HashMap<PlaceIx, Located>,
}

/// A polygon of a place.
#[derive(Debug)]
struct Part {
    place: PlaceIx,
    level: Level,
    /// Its rings one after the other, each with its first point again at the end.
    rings: Vec<Vec<Point>>,
}

/// The areas at a point; none where no boundary of that level holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Located {
    /// The municipality.
    pub municipality: Option<PlaceIx>,
    /// The district.
    pub district: Option<PlaceIx>,
    /// The neighbourhood.
    pub neighbourhood: Option<PlaceIx>,
}

impl Located {
    fn at(&mut self, level: Level) -> Option<&mut Option<PlaceIx>> {
        match level {
            Level::Country | Level::Region => None,
            Level::Municipality => Some(&mut self.municipality),
            Level::District => Some(&mut self.district),
            Level::Neighbourhood => Some(&mut self.neighbourhood),
        }
    }
}

impl Locator {
    /// Takes the boundaries of a division.
    pub fn new(places: &Places, boundaries: &Boundaries, vintage: Vintage) -> Self {
        let (mut parts, mut boxes, mut above) = (Vec::new(), Vec::new(), std::collections::HashMap::new());
        // What regions a point lies in follows from the areas it lies in.
        let drawn =
            |ix: cells::PlaceIx| places.get(ix).level() != Level::Region && places.get(ix).vintages.contains(&vintage);
        for (place, boundary) in boundaries.iter().filter(|(ix, _)| drawn(*ix)) {
            let mut located = Located::default();
            for level in [Level::Municipality, Level::District, Level::Neighbourhood] {
                if let Some(slot) = located.at(level) {
                    *slot = places.ancestor(place, level, vintage);
                }
            }
            above.insert(place, located);
            for polygon in &boundary.shape {
                let rings: Vec<Vec<Point>> = std::iter::once(polygon.exterior())
                    .chain(polygon.interiors())
                    .map(|ring| ring.0.iter().map(|c| Point::from_degrees(c.x, c.y)).collect())
                    .collect();
                let corner = |of: fn(u32, u32) -> u32, start: u32| {
                    rings[0].iter().fold([start; 2], |a, p| [of(a[0], p.x), of(a[1], p.y)]).map(i64::from)
                };
                let around = Rectangle::from_corners(corner(u32::min, u32::MAX), corner(u32::max, 0));
                boxes.push(GeomWithData::new(around, parts.len() as u32));
                parts.push(Part { place, level: places.get(place).level(), rings });
            }
        }
        Self { tree: RTree::bulk_load(boxes), parts, above }
    }

    /// The areas at a point in degrees. The larger areas are those that the smallest one belongs to, so that they go
    /// together also where levels were drawn with different precision.
    pub fn locate(&self, longitude: f64, latitude: f64) -> Located {
        let mut found = Located::default();
        if !(longitude.abs() <= 180.0 && latitude.abs() <= 85.0) {
            return found;
        }
        let point = Point::from_degrees(longitude, latitude);
        let here = AABB::from_point([i64::from(point.x), i64::from(point.y)]);
        for hit in self.tree.locate_in_envelope_intersecting(&here) {
            let part = &self.parts[hit.data as usize];
            if let Some(slot) = found.at(part.level)
                && slot.is_none_or(|there| part.place < there)
                && part.holds(point)
            {
                *slot = Some(part.place);
            }
        }
        let smallest = found.neighbourhood.or(found.district).or(found.municipality);
        smallest.and_then(|ix| self.above.get(&ix)).copied().unwrap_or(found)
    }
}

impl Part {
    /// Whether the number of borders east of the point is odd. A point on a border between two areas is in one of them.
    fn holds(&self, point: Point) -> bool {
        let mut inside = false;
        for ring in &self.rings {
            for pair in ring.windows(2) {
                let (a, b) = if pair[0].y <= pair[1].y { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
                if a.y <= point.y && point.y < b.y {
                    let wide = |n: u32| i128::from(n);
                    // Compared without dividing: where the border is at the height of the point.
                    let border = (wide(b.x) - wide(a.x)) * (wide(point.y) - wide(a.y));
                    inside ^= (wide(point.x) - wide(a.x)) * (wide(b.y) - wide(a.y)) < border;
                }
            }
        }
        inside
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use geo::{MultiPolygon, polygon};

    use super::*;
    use crate::{Boundary, Division, ListedArea, join};

    fn country() -> (Places, Boundaries) {
        let area = |code: &str| ListedArea { code: code.parse().unwrap(), name: code.to_owned(), population: None };
        let codes = ["GM0001", "GM0002", "WK000101", "BU00010100"];
        let places = join(vec![Division { vintage: Vintage(2024), areas: codes.map(area).into() }]).places;
        let a: MultiPolygon<f64> = polygon![
            exterior: [(x: 5., y: 52.), (x: 6., y: 52.), (x: 6., y: 53.), (x: 5., y: 53.)],
            interiors: [[(x: 5.4, y: 52.4), (x: 5.6, y: 52.4), (x: 5.6, y: 52.6), (x: 5.4, y: 52.6)]],
        ]
        .into();
        let b: MultiPolygon<f64> = MultiPolygon(vec![
            polygon![(x: 6., y: 52.), (x: 7., y: 52.), (x: 7., y: 53.), (x: 6., y: 53.)],
            polygon![(x: 5.4, y: 52.4), (x: 5.6, y: 52.4), (x: 5.6, y: 52.6), (x: 5.4, y: 52.6)],
        ]);
        let buurt: MultiPolygon<f64> = polygon![(x: 5., y: 52.), (x: 5.2, y: 52.), (x: 5.2, y: 52.2)].into();
        let shapes = [("GM0001", a), ("GM0002", b), ("BU00010100", buurt)];
        let by_place: HashMap<_, _> = shapes
            .into_iter()
            .map(|(code, shape)| (places.find(code.parse().unwrap()).unwrap(), Boundary { shape }))
            .collect();
        (places, Boundaries::new(by_place))
    }

    #[test]
    fn a_point_is_in_the_area_around_it_with_holes_and_enclaves() {
        let (places, boundaries) = country();
        let locator = Locator::new(&places, &boundaries, Vintage(2024));
        let municipality = |x, y| locator.locate(x, y).municipality.map(|ix| places.get(ix).code.to_string());
        assert_eq!(municipality(5.3, 52.3).as_deref(), Some("GM0001"));
        assert_eq!(municipality(5.5, 52.5).as_deref(), Some("GM0002"), "the enclave");
        assert_eq!(municipality(6.5, 52.5).as_deref(), Some("GM0002"));
        assert_eq!(municipality(4.0, 52.5), None);
        assert_eq!(municipality(f64::NAN, 99.0), None);
    }

    #[test]
    fn a_neighbourhood_brings_its_district_and_municipality_along() {
        let (places, boundaries) = country();
        let found = Locator::new(&places, &boundaries, Vintage(2024)).locate(5.15, 52.05);
        let codes = [found.municipality, found.district, found.neighbourhood]
            .map(|ix| places.get(ix.unwrap()).code.to_string());
        assert_eq!(codes, ["GM0001", "WK000101", "BU00010100"]);
        assert_eq!(Locator::new(&places, &boundaries, Vintage(2020)).locate(5.15, 52.05), Located::default());
    }

    #[test]
    fn a_point_on_a_border_is_in_exactly_one_of_the_two() {
        let (places, boundaries) = country();
        let locator = Locator::new(&places, &boundaries, Vintage(2024));
        for step in 1..100 {
            assert!(locator.locate(6.0, 52.0 + f64::from(step) / 100.0).municipality.is_some());
        }
    }
}
