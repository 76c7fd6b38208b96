//! Areas taken together: the borders between them fall away, the points of the others stay where they are.

use std::collections::HashMap;

use geo::coordinate_position::{CoordPos, CoordinatePosition};

use geo::orient::{Direction, Orient};
use geo::{Area, Coord, Euclidean, Length, LineString, MultiPolygon, Polygon, unary_union};

use super::{Point, Topology, doubled_area};

/// A ring narrower than this, in degrees (about 200 metres), lies between two drawings of one border.
const SLIVER: f64 = 0.002;

/// The area that shapes cover together, as one drawing: by their shared borders where these are shared ([`dissolve`]).
/// Where a file drew a border twice, with other points on either side, narrow gaps and overlaps are left; then what the
/// shapes cover is worked out instead, and the gaps are closed.
pub fn together<'a>(shapes: impl IntoIterator<Item = &'a MultiPolygon<f64>> + Clone) -> MultiPolygon<f64> {
    let narrow = |ring: &LineString<f64>| {
        let area = Polygon::new(ring.clone(), Vec::new()).unsigned_area();
        2.0 * area / Euclidean.length(ring) < SLIVER
    };
    let narrow_in = |polygon: &Polygon<f64>| {
        std::iter::once(polygon.exterior()).chain(polygon.interiors()).filter(|ring| narrow(ring)).count()
    };
    // Of islets and ditches that the shapes have themselves there are no more afterwards.
    let own: usize = shapes.clone().into_iter().flatten().map(narrow_in).sum();
    if let Some(exact) = dissolve(shapes.clone()).filter(|exact| exact.iter().map(narrow_in).sum::<usize>() <= own) {
        return exact;
    }
    // A union takes what runs the other way round for a hole.
    let oriented: Vec<MultiPolygon<f64>> = shapes.into_iter().map(|shape| shape.orient(Direction::Default)).collect();
    let mut union = unary_union(&oriented);
    for polygon in &mut union.0 {
        let (outer, holes) = std::mem::replace(polygon, Polygon::empty()).into_inner();
        *polygon = Polygon::new(outer, holes.into_iter().filter(|hole| !narrow(hole)).collect());
    }
    union
}

/// The area that shapes cover together. Where two of them share a border (the same points), it is gone; what is left
/// runs along the very points of the shapes, so that the whole and its parts still agree wherever they meet.
///
/// None where the shapes overlap in such a way that their borders give no closed lines.
pub fn dissolve<'a>(shapes: impl IntoIterator<Item = &'a MultiPolygon<f64>>) -> Option<MultiPolygon<f64>> {
    let topology = Topology::new(shapes);
    let lines = joined(&topology, &outline(&topology))?;
    let (mut outer, mut holes) = (Vec::new(), Vec::new());
    for line in lines {
        match doubled_area(&line) {
            0 => {}
            area if area > 0 => outer.push((area, line)),
            area => holes.push((-area, line)),
        }
    }
    // The smallest first, so that a hole goes to the innermost area around it.
    outer.sort_by_key(|(area, _)| *area);
    let mut polygons: Vec<Polygon<f64>> = outer.iter().map(|(_, line)| Polygon::new(ring(line), Vec::new())).collect();
    for (_, hole) in holes {
        let hole = ring(&hole);
        let inside = |polygon: &&mut Polygon<f64>| {
            let around = Polygon::new(polygon.exterior().clone(), Vec::new());
            let at = |corner: &Coord<f64>| around.coordinate_position(corner);
            hole.0.iter().map(at).find(|at| *at != CoordPos::OnBoundary) == Some(CoordPos::Inside)
        };
        polygons.iter_mut().find(inside)?.interiors_push(hole);
    }
    polygons.reverse();
    (!polygons.is_empty()).then_some(MultiPolygon(polygons))
}

/// A closed line in degrees, the other way round: the lattice counts from north to south.
fn ring(points: &[Point]) -> LineString<f64> {
    let mut corners: Vec<Coord<f64>> = points
        .iter()
        .rev()
        .map(|point| {
            let (x, y) = point.degrees();
            Coord { x, y }
        })
        .collect();
    corners.extend(corners.first().copied());
    LineString(corners)
}

/// The arcs on the outside, in the direction in which the area lies to one and the same side of them.
fn outline(topology: &Topology) -> Vec<Vec<u32>> {
    let mut net = vec![0_i32; topology.arcs.len()];
    for ring in &topology.rings {
        let right = (topology.doubled_area(ring) > 0) != ring.hole;
        for used in &ring.arcs {
            net[used.arc as usize] += if used.reversed == right { -1 } else { 1 };
        }
    }
    let mut arcs = Vec::new();
    for (arc, net) in topology.arcs.iter().zip(net) {
        let mut points = arc.clone();
        if net < 0 {
            points.reverse();
        }
        for _ in 0..net.abs() {
            arcs.push(points.clone());
        }
    }
    arcs
}

/// Arcs joined to closed lines. Where several go on from a point, the one that keeps the area on the same side.
fn joined(topology: &Topology, arcs: &[Vec<u32>]) -> Option<Vec<Vec<Point>>> {
    let mut from: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, arc) in arcs.iter().enumerate() {
        from.entry(arc[0]).or_default().push(at);
    }
    let point = |at: u32| topology.points[at as usize];
    let mut used = vec![false; arcs.len()];
    let mut lines = Vec::new();
    for start in 0..arcs.len() {
        if used[start] {
            continue;
        }
        let (mut line, mut at) = (Vec::new(), start);
        loop {
            used[at] = true;
            let arc = &arcs[at];
            line.extend(arc[..arc.len() - 1].iter().map(|&p| point(p)));
            let end = arc[arc.len() - 1];
            if end == arcs[start][0] {
                break;
            }
            let back = direction(point(end), point(arc[arc.len() - 2]));
            let going_on = from.get(&end)?.iter().copied().filter(|&next| !used[next]);
            at = going_on.min_by(|&a, &b| {
                let turn = |next: usize| {
                    let angle = back - direction(point(end), point(arcs[next][1]));
                    if angle > 0.0 { angle } else { angle + 2.0 * std::f64::consts::PI }
                };
                turn(a).total_cmp(&turn(b))
            })?;
        }
        lines.push(line);
    }
    Some(lines)
}

/// The direction from one point to another, in radians.
fn direction(from: Point, to: Point) -> f64 {
    (f64::from(to.y) - f64::from(from.y)).atan2(f64::from(to.x) - f64::from(from.x))
}

#[cfg(test)]
mod tests {
    use geo::{BooleanOps, polygon};

    use super::*;

    /// A country of `n` × `n` squares, of which the shapes given are taken together.
    fn square(x: i32, y: i32) -> MultiPolygon<f64> {
        let at = |dx: i32, dy: i32| Coord { x: 5.0 + 0.1 * f64::from(x + dx), y: 52.0 + 0.1 * f64::from(y + dy) };
        MultiPolygon(vec![Polygon::new(LineString(vec![at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(0, 0)]), Vec::new())])
    }

    #[test]
    fn neighbours_become_one_area_without_the_border_between_them() {
        let found = dissolve(&[square(0, 0), square(1, 0)]).unwrap();
        assert_eq!(found.0.len(), 1);
        assert_eq!(found.0[0].exterior().0.len(), 7, "six corners, and the first again");
        assert!((found.unsigned_area() - 0.02).abs() < 1e-6);
    }

    #[test]
    fn what_nobody_has_stays_a_hole_and_an_island_stays_apart() {
        let around = (0..3).flat_map(|x| (0..3).map(move |y| (x, y))).filter(|at| *at != (1, 1));
        let shapes: Vec<_> = around.chain([(7, 7)]).map(|(x, y)| square(x, y)).collect();
        let found = dissolve(&shapes).unwrap();
        assert_eq!(found.0.len(), 2);
        assert_eq!(found.0.iter().map(|polygon| polygon.interiors().len()).sum::<usize>(), 1);
        assert!((found.unsigned_area() - 0.09).abs() < 1e-6);
        assert!((dissolve(&[found, square(1, 1)]).unwrap().unsigned_area() - 0.10).abs() < 1e-6, "filled again");
    }

    #[test]
    fn a_border_that_was_drawn_twice_leaves_no_crack() {
        // The eastern square reaches 20 metres over the border that the western one draws straight.
        let bent = polygon![
            (x: 5.1, y: 52.0), (x: 5.2, y: 52.0), (x: 5.2, y: 52.1), (x: 5.1, y: 52.1), (x: 5.0997, y: 52.05)
        ];
        let shapes = [square(0, 0), MultiPolygon(vec![bent])];
        assert!(dissolve(&shapes).unwrap().0.iter().map(|polygon| 1 + polygon.interiors().len()).sum::<usize>() > 1);
        let found = together(&shapes);
        assert_eq!((found.0.len(), found.0[0].interiors().len()), (1, 0));
        assert!((found.unsigned_area() - 0.02).abs() < 1e-4);
        // An island whose ring runs the other way round is an island all the same.
        let island = polygon![(x: 6.0, y: 52.0), (x: 6.0, y: 52.1), (x: 6.1, y: 52.1), (x: 6.1, y: 52.0)];
        let with_island = together(&[shapes[0].clone(), shapes[1].clone(), island.into()]);
        assert_eq!((with_island.0.len(), (with_island.unsigned_area() - 0.03).abs() < 1e-4), (2, true));
        assert_eq!(together(&[square(0, 0), square(1, 0)]), dissolve(&[square(0, 0), square(1, 0)]).unwrap());
    }

    #[test]
    fn areas_that_touch_in_a_point_are_two_rings() {
        let found = dissolve(&[square(0, 0), square(1, 1)]).unwrap();
        assert_eq!(found.0.len(), 2);
    }

    #[test]
    fn rings_may_run_either_way_round() {
        let turned = polygon![(x: 5.1, y: 52.0), (x: 5.1, y: 52.1), (x: 5.2, y: 52.1), (x: 5.2, y: 52.0)];
        let found = dissolve(&[square(0, 0), turned.into()]).unwrap();
        assert_eq!((found.0.len(), found.0[0].exterior().0.len()), (1, 7));
    }

    proptest::proptest! {
        #[test]
        fn squares_taken_together_cover_what_a_union_by_another_library_covers(
            taken in proptest::collection::btree_set((0..5_i32, 0..5_i32), 1..25)
        ) {
            let shapes: Vec<_> = taken.iter().map(|&(x, y)| square(x, y)).collect();
            let found = dissolve(&shapes).unwrap();
            let expected = unary_union(&shapes);
            proptest::prop_assert!(found.xor(&expected).unsigned_area() < 1e-6);
        }
    }
}
