//! From shapes to arcs.

use std::collections::HashMap;

use geo::{LineString, MultiPolygon};

use super::{ArcUse, Point, Ring, Topology};

/// A ring as positions of points, before it is cut.
struct Line {
    shape: u32,
    polygon: u32,
    hole: bool,
    points: Vec<u32>,
}

pub(super) fn build<'a>(shapes: impl IntoIterator<Item = &'a MultiPolygon<f64>>) -> Topology {
    let mut known = Known::default();
    let mut lines = Vec::new();
    for (shape, areas) in shapes.into_iter().enumerate() {
        for (polygon, area) in areas.0.iter().enumerate() {
            let mut add = |ring: &LineString<f64>, hole: bool| {
                let points = known.line(ring);
                if points.len() >= 3 {
                    lines.push(Line { shape: shape as u32, polygon: polygon as u32, hole, points });
                    return true;
                }
                false
            };
            if add(area.exterior(), false) {
                area.interiors().iter().for_each(|ring| {
                    add(ring, true);
                });
            }
        }
    }
    let meets = meeting_points(known.points.len(), &lines);
    let mut cutter = Cutter { meets: &meets, arcs: Vec::new(), by_first_step: HashMap::new() };
    let rings = lines
        .into_iter()
        .map(|line| {
            let arcs = cutter.cut(line.points);
            Ring { shape: line.shape, polygon: line.polygon, hole: line.hole, arcs }
        })
        .collect();
    Topology { arcs: cutter.arcs, points: known.points, rings }
}

/// Points that were seen, each once.
#[derive(Default)]
struct Known {
    points: Vec<Point>,
    by_point: HashMap<Point, u32>,
}

impl Known {
    /// A ring without the first point again at its end, and without points that follow themselves.
    fn line(&mut self, ring: &LineString<f64>) -> Vec<u32> {
        let mut line: Vec<u32> = Vec::with_capacity(ring.0.len());
        for corner in &ring.0 {
            let point = Point::from_degrees(corner.x, corner.y);
            let at = *self.by_point.entry(point).or_insert_with(|| {
                self.points.push(point);
                (self.points.len() - 1) as u32
            });
            if line.last() != Some(&at) {
                line.push(at);
            }
        }
        while line.len() > 1 && line.first() == line.last() {
            line.pop();
        }
        line
    }
}

/// Where arcs begin and end: points that have other neighbours in one ring than in another, or that a ring visits twice.
fn meeting_points(count: usize, lines: &[Line]) -> Vec<bool> {
    const NOBODY: (u32, u32) = (u32::MAX, u32::MAX);
    let mut neighbours = vec![NOBODY; count];
    let mut meets = vec![false; count];
    let mut visited = vec![u32::MAX; count];
    for (number, line) in lines.iter().enumerate() {
        let points = &line.points;
        for (at, &point) in points.iter().enumerate() {
            let before = points[(at + points.len() - 1) % points.len()];
            let after = points[(at + 1) % points.len()];
            let pair = (before.min(after), before.max(after));
            let slot = point as usize;
            // A point that turns back upon itself, or that the same ring visits again, would give arcs that cannot be told apart.
            meets[slot] |= before == after || visited[slot] == number as u32;
            visited[slot] = number as u32;
            if neighbours[slot] == NOBODY {
                neighbours[slot] = pair;
            } else {
                meets[slot] |= neighbours[slot] != pair;
            }
        }
    }
    meets
}

struct Cutter<'a> {
    meets: &'a [bool],
    arcs: Vec<Vec<u32>>,
    /// The first step from a meeting point decides the whole arc: between meeting points every point has the same two
    /// neighbours in all rings.
    by_first_step: HashMap<(u32, u32), ArcUse>,
}

impl Cutter<'_> {
    fn cut(&mut self, mut points: Vec<u32>) -> Vec<ArcUse> {
        let starts = |point: &u32| self.meets[*point as usize];
        // A ring that meets nothing starts at its smallest number, whichever ring it is found in.
        let start = points
            .iter()
            .position(starts)
            .unwrap_or_else(|| points.iter().enumerate().min_by_key(|(_, point)| **point).map_or(0, |(at, _)| at));
        points.rotate_left(start);
        points.push(points[0]);
        let mut uses = Vec::new();
        let mut from = 0;
        for to in 1..points.len() {
            if to + 1 == points.len() || self.meets[points[to] as usize] {
                uses.push(self.arc(&points[from..=to]));
                from = to;
            }
        }
        uses
    }

    fn arc(&mut self, points: &[u32]) -> ArcUse {
        if let Some(&used) = self.by_first_step.get(&(points[0], points[1])) {
            return used;
        }
        let arc = self.arcs.len() as u32;
        let last = points.len() - 1;
        let used = ArcUse { arc, reversed: false };
        self.by_first_step.insert((points[0], points[1]), used);
        self.by_first_step.entry((points[last], points[last - 1])).or_insert(ArcUse { arc, reversed: true });
        self.arcs.push(points.to_vec());
        used
    }
}

#[cfg(test)]
mod tests {
    use geo::{MultiPolygon, polygon};

    use super::*;

    fn two_squares_and_an_island() -> Vec<MultiPolygon<f64>> {
        vec![
            polygon![(x: 5., y: 52.), (x: 6., y: 52.), (x: 6., y: 52.5), (x: 6., y: 53.), (x: 5., y: 53.)].into(),
            polygon![(x: 6., y: 53.), (x: 6., y: 52.5), (x: 6., y: 52.), (x: 7., y: 52.), (x: 7., y: 53.)].into(),
            polygon![(x: 4., y: 52.), (x: 4.2, y: 52.), (x: 4.1, y: 52.2)].into(),
        ]
    }

    #[test]
    fn a_border_between_two_areas_is_one_arc_used_in_both_directions() {
        let topology = Topology::new(&two_squares_and_an_island());
        assert_eq!(topology.arcs.len(), 4, "the border, two outsides and the island");
        let shared: Vec<u32> = topology
            .users()
            .iter()
            .enumerate()
            .filter(|(_, users)| users.len() == 2)
            .map(|(arc, _)| arc as u32)
            .collect();
        let [border] = shared[..] else { panic!("one border expected, {shared:?}") };
        assert_eq!(topology.arcs[border as usize].len(), 3, "with the point in the middle");
        let directions: Vec<bool> = topology
            .rings
            .iter()
            .flat_map(|ring| &ring.arcs)
            .filter(|used| used.arc == border)
            .map(|u| u.reversed)
            .collect();
        assert_ne!(directions[0], directions[1]);
    }

    #[test]
    fn rings_come_back_as_they_went_in() {
        let shapes = two_squares_and_an_island();
        let topology = Topology::new(&shapes);
        for (ring, shape) in topology.rings.iter().zip(&shapes) {
            let mut expected: Vec<Point> =
                shape.0[0].exterior().0.iter().map(|c| Point::from_degrees(c.x, c.y)).collect();
            expected.pop();
            let found = topology.ring_points(ring, |_| true);
            let turn = expected.iter().position(|p| *p == found[0]).unwrap();
            expected.rotate_left(turn);
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn an_enclave_and_the_hole_it_lies_in_are_one_arc_wherever_their_rings_start() {
        let hole = polygon![
            exterior: [(x: 5., y: 52.), (x: 6., y: 52.), (x: 6., y: 53.), (x: 5., y: 53.)],
            interiors: [[(x: 5.4, y: 52.4), (x: 5.4, y: 52.6), (x: 5.6, y: 52.6), (x: 5.6, y: 52.4)]],
        ];
        let enclave = polygon![(x: 5.6, y: 52.6), (x: 5.4, y: 52.6), (x: 5.4, y: 52.4), (x: 5.6, y: 52.4)];
        let topology = Topology::new(&[hole.into(), enclave.into()]);
        assert_eq!(topology.arcs.len(), 2);
        assert_eq!(topology.users()[1], [1, 2]);
    }

    #[test]
    fn a_place_and_its_point_on_the_lattice_are_less_than_a_centimetre_apart() {
        for (longitude, latitude) in [(5.387_206_21, 52.155_174_40), (3.36, 50.75), (7.22, 53.55), (-68.27, 12.15)] {
            let (x, y) = Point::from_degrees(longitude, latitude).degrees();
            assert!((x - longitude).abs() < 1e-7 && (y - latitude).abs() < 1e-7, "{x} {y}");
        }
    }
}
