//! Shapes that files give with faults, made right: the area they mean, as polygons that do not cross themselves.

use std::collections::BTreeSet;
use std::fmt;

use geo::bool_ops::FillRule;
use geo::orient::Direction;
use geo::{Area, BooleanOps, Coord, LineString, MultiPolygon, Orient, Polygon, Validation};

/// What was wrong with a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// A corner that follows itself.
    DoublePoint,
    /// A line there and back.
    Spike,
    /// A ring without an area.
    Sliver,
    /// An outer ring that runs clockwise, or a hole that does not.
    Direction,
    /// A ring that crosses or touches itself.
    Crossing,
    /// A hole that is not, or not wholly, within its outer ring; or that crosses another hole.
    Hole,
    /// Parts that lie over each other or share a stretch of border.
    Overlap,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DoublePoint => "a corner twice",
            Self::Spike => "a line there and back",
            Self::Sliver => "a ring without an area",
            Self::Direction => "a ring that runs the other way round",
            Self::Crossing => "a ring that crosses itself",
            Self::Hole => "a hole outside its area",
            Self::Overlap => "parts that lie over each other",
        })
    }
}

/// A shape made right.
#[derive(Debug, Clone, PartialEq)]
pub struct Repaired {
    /// The shape; corners that were right stay what they were.
    pub shape: MultiPolygon<f64>,
    /// What was wrong, each once.
    pub faults: BTreeSet<Fault>,
    /// Area before, in the square of the coordinates' unit: that of the outer rings less that of the holes, whatever their
    /// faults.
    pub area_before: f64,
    /// Area after.
    pub area_after: f64,
}

/// Makes a shape right; none where nothing with an area is left. A shape without faults comes out as it went in.
pub fn repair(shape: &MultiPolygon<f64>) -> Option<Repaired> {
    let mut faults = BTreeSet::new();
    let area_before = shape.0.iter().map(Area::unsigned_area).sum();
    let mut polygons: Vec<Polygon<f64>> = Vec::with_capacity(shape.0.len());
    for polygon in &shape.0 {
        let Some(outer) = ring(polygon.exterior(), &mut faults) else { continue };
        let holes: Vec<LineString<f64>> =
            polygon.interiors().iter().filter_map(|hole| ring(hole, &mut faults)).collect();
        let cleaned = Polygon::new(outer, holes);
        let oriented = cleaned.orient(Direction::Default);
        if oriented != cleaned {
            faults.insert(Fault::Direction);
        }
        if oriented.is_valid() {
            polygons.push(oriented);
        } else {
            polygons.extend(untangled(&oriented, &mut faults));
        }
    }
    let mut shape = MultiPolygon(polygons);
    // Parts that only touch at corners are right; whatever else goes wrong between them is one area.
    if shape.0.len() > 1 && !shape.is_valid() {
        faults.insert(Fault::Overlap);
        let (first, rest) = shape.0.split_at(1);
        let union = rest.iter().fold(MultiPolygon(first.to_vec()), |sum, part| sum.union(part));
        shape = union.orient(Direction::Default);
    }
    let area_after = shape.unsigned_area();
    (area_after > 0.0).then_some(Repaired { shape, faults, area_before, area_after })
}

/// A closed ring without corners that follow themselves and without spikes; none where no area is left.
fn ring(ring: &LineString<f64>, faults: &mut BTreeSet<Fault>) -> Option<LineString<f64>> {
    let mut corners: Vec<Coord<f64>> = ring.0.clone();
    if corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    let mut kept: Vec<Coord<f64>> = Vec::with_capacity(corners.len());
    for corner in corners {
        if kept.last() == Some(&corner) {
            faults.insert(Fault::DoublePoint);
        } else if kept.len() > 1 && kept[kept.len() - 2] == corner {
            // There and straight back: the corner between goes, and the next is the one before again.
            faults.insert(Fault::Spike);
            kept.pop();
        } else {
            kept.push(corner);
        }
    }
    while kept.len() > 1 && kept.first() == kept.last() {
        faults.insert(Fault::DoublePoint);
        kept.pop();
    }
    // The same over the seam of the ring.
    while kept.len() > 3 && (kept[kept.len() - 2] == kept[0] || kept[kept.len() - 1] == kept[1]) {
        faults.insert(Fault::Spike);
        if kept[kept.len() - 2] == kept[0] {
            kept.truncate(kept.len() - 2);
        } else {
            kept.remove(0);
            kept.pop();
        }
    }
    let closed = LineString(kept.iter().copied().chain(kept.first().copied()).collect());
    // A ring that crosses itself may add up to nothing and still enclose something.
    let flat = kept.len() < 3 || collinear(&kept);
    if flat {
        faults.insert(Fault::Sliver);
        return None;
    }
    Some(closed)
}

fn collinear(corners: &[Coord<f64>]) -> bool {
    let (a, b) = (corners[0], corners[1]);
    corners[2..].iter().all(|c| ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).abs() < f64::MIN_POSITIVE)
}

/// The area within an outer ring, less that within its holes, as polygons that do not cross.
fn untangled(polygon: &Polygon<f64>, faults: &mut BTreeSet<Fault>) -> Vec<Polygon<f64>> {
    let alone = |ring: &LineString<f64>| Polygon::new(ring.clone(), vec![]);
    let within = |ring: &LineString<f64>, faults: &mut BTreeSet<Fault>| {
        let polygon = alone(ring);
        if polygon.is_valid() {
            return MultiPolygon(vec![polygon]);
        }
        faults.insert(Fault::Crossing);
        // All loops count, whichever way they run: a figure of eight is two areas.
        polygon.union_with_fill_rule(&MultiPolygon::<f64>(vec![]), FillRule::NonZero)
    };
    let outer = within(polygon.exterior(), faults);
    let mut area = outer;
    let crossing = faults.contains(&Fault::Crossing);
    if !polygon.interiors().is_empty() {
        for hole in polygon.interiors() {
            area = area.difference(&within(hole, faults));
        }
        if !crossing {
            faults.insert(Fault::Hole);
        }
    }
    area.orient(Direction::Default).0
}

#[cfg(test)]
mod tests {
    use geo::polygon;

    use super::*;

    fn repaired(polygons: Vec<Polygon<f64>>) -> Repaired {
        let found = repair(&MultiPolygon(polygons)).unwrap();
        assert!(found.shape.is_valid());
        found
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    fn ring(points: &[(f64, f64)]) -> LineString<f64> {
        LineString::from(points.to_vec())
    }

    #[test]
    fn a_shape_without_faults_is_left_as_it_is() {
        let shape = MultiPolygon(vec![polygon![
            exterior: [(x: 0., y: 0.), (x: 4., y: 0.), (x: 4., y: 4.), (x: 0., y: 4.)],
            interiors: [[(x: 1., y: 1.), (x: 1., y: 2.), (x: 2., y: 2.), (x: 2., y: 1.)]],
        ]]);
        let found = repair(&shape).unwrap();
        assert_eq!((found.shape, found.faults.len()), (shape, 0));
        assert!(near(found.area_before, 15.0) && near(found.area_after, 15.0));
    }

    #[test]
    fn a_figure_of_eight_is_two_areas_and_neither_is_lost() {
        let eight = Polygon::new(ring(&[(0., 0.), (2., 2.), (2., 0.), (0., 2.), (0., 0.)]), vec![]);
        let found = repaired(vec![eight]);
        assert!(found.faults.contains(&Fault::Crossing));
        assert_eq!(found.shape.0.len(), 2);
        assert!(near(found.area_after, 2.0), "{}", found.area_after);
    }

    #[test]
    fn double_points_spikes_and_slivers_go() {
        let outer = ring(&[(0., 0.), (2., 0.), (2., 0.), (2., 2.), (5., 5.), (2., 2.), (0., 2.), (0., 0.)]);
        let hole = ring(&[(0.5, 0.5), (1., 1.), (1.5, 1.5), (0.5, 0.5)]);
        let found = repaired(vec![Polygon::new(outer, vec![hole])]);
        assert_eq!(found.faults, BTreeSet::from([Fault::DoublePoint, Fault::Spike, Fault::Sliver]));
        assert_eq!(found.shape.0[0].exterior().0.len(), 5);
        assert!(near(found.area_after, 4.0));
    }

    #[test]
    fn rings_that_run_the_wrong_way_are_turned() {
        let outer = ring(&[(0., 0.), (0., 3.), (3., 3.), (3., 0.), (0., 0.)]);
        let hole = ring(&[(1., 1.), (2., 1.), (2., 2.), (1., 2.), (1., 1.)]);
        let found = repaired(vec![Polygon::new(outer, vec![hole])]);
        assert_eq!(found.faults, BTreeSet::from([Fault::Direction]));
        assert!(near(found.area_after, 8.0));
    }

    #[test]
    fn a_hole_outside_takes_nothing_away_and_one_that_sticks_out_only_what_is_inside() {
        let square = || ring(&[(0., 0.), (3., 0.), (3., 3.), (0., 3.), (0., 0.)]);
        let outside = ring(&[(5., 5.), (5., 6.), (6., 6.), (6., 5.), (5., 5.)]);
        let found = repaired(vec![Polygon::new(square(), vec![outside])]);
        assert!(found.faults.contains(&Fault::Hole) && near(found.area_after, 9.0), "{found:?}");
        let half = ring(&[(2., 1.), (2., 2.), (4., 2.), (4., 1.), (2., 1.)]);
        let found = repaired(vec![Polygon::new(square(), vec![half])]);
        assert!(found.faults.contains(&Fault::Hole) && near(found.area_after, 8.0), "{found:?}");
    }

    #[test]
    fn parts_that_lie_over_each_other_are_one_area() {
        let square = |x: f64| polygon![(x: x, y: 0.), (x: x + 2., y: 0.), (x: x + 2., y: 2.), (x: x, y: 2.)];
        let found = repaired(vec![square(0.), square(1.)]);
        assert_eq!(found.faults, BTreeSet::from([Fault::Overlap]));
        assert!(near(found.area_before, 8.0) && near(found.area_after, 6.0));
        let apart = repaired(vec![square(0.), square(9.)]);
        assert!(apart.faults.is_empty());
    }

    #[test]
    fn nothing_is_left_of_a_line() {
        assert_eq!(
            repair(&MultiPolygon(vec![Polygon::new(ring(&[(0., 0.), (1., 1.), (2., 2.), (0., 0.)]), vec![])])),
            None
        );
        assert_eq!(repair(&MultiPolygon(vec![])), None);
    }
}
