//! Visvalingam and Whyatt's simplification ("Line generalisation by repeated elimination of points", 1993), over all
//! arcs at once: the point that matters least anywhere goes first. A point stays when taking it out would make borders
//! cross (another point lies in the triangle that would be cut off), or leave a ring with fewer than three points.

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashMap};

use super::{Point, Topology};

/// How much each point matters: the area, in steps of the lattice squared, of the triangle that was cut off with it.
#[derive(Debug, Clone)]
pub struct Ranks {
    area: Vec<f64>,
}

impl Ranks {
    /// Ranks all points up to triangles of `largest` (an area in steps squared); points that matter more are kept always.
    ///
    /// Keeping the points above any one threshold gives borders that are shared as before and do not cross where they
    /// did not cross before.
    pub fn new(topology: &Topology, largest: f64) -> Self {
        Eliminator::new(topology, largest).run()
    }

    /// Whether a point is kept at a threshold.
    pub fn keeps(&self, point: u32, threshold: f64) -> bool {
        self.area[point as usize] > threshold
    }
}

/// A point that could go next.
struct Candidate {
    area: f64,
    point: u32,
    /// Counts how often the neighbours of the point changed; an older candidate is void.
    version: u32,
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.area.total_cmp(&other.area).then((self.point, self.version).cmp(&(other.point, other.version)))
    }
}

const NOBODY: u32 = u32::MAX;

struct Eliminator<'a> {
    points: &'a [Point],
    largest: f64,
    /// The point before and after in its arc; nobody for ends of arcs.
    links: Vec<(u32, u32)>,
    arc_of: Vec<u32>,
    users: Vec<Vec<u32>>,
    /// Points that each ring still has.
    left: Vec<u32>,
    versions: Vec<u32>,
    area: Vec<f64>,
    cells: Cells,
    heap: BinaryHeap<Reverse<Candidate>>,
}

impl<'a> Eliminator<'a> {
    fn new(topology: &'a Topology, largest: f64) -> Self {
        let points = &topology.points;
        let mut links = vec![(NOBODY, NOBODY); points.len()];
        let mut arc_of = vec![NOBODY; points.len()];
        for (number, arc) in topology.arcs.iter().enumerate() {
            for at in 1..arc.len() - 1 {
                links[arc[at] as usize] = (arc[at - 1], arc[at + 1]);
                arc_of[arc[at] as usize] = number as u32;
            }
        }
        let left = topology
            .rings
            .iter()
            .map(|ring| ring.arcs.iter().map(|used| topology.arcs[used.arc as usize].len() as u32 - 1).sum())
            .collect();
        Self {
            points,
            largest,
            links,
            arc_of,
            users: topology.users(),
            left,
            versions: vec![0; points.len()],
            area: vec![f64::INFINITY; points.len()],
            cells: Cells::new(points),
            heap: BinaryHeap::new(),
        }
    }

    fn run(mut self) -> Ranks {
        for point in 0..self.points.len() as u32 {
            self.offer(point);
        }
        let mut highest = 0.0_f64;
        while let Some(Reverse(Candidate { area, point, version })) = self.heap.pop() {
            if version != self.versions[point as usize] || !self.may_go(point) {
                continue;
            }
            highest = highest.max(area);
            self.take_out(point, highest);
        }
        Ranks { area: self.area }
    }

    /// Puts a point on the heap with the triangle it makes with its neighbours as they are now.
    fn offer(&mut self, point: u32) {
        let (before, after) = self.links[point as usize];
        if before == NOBODY {
            return;
        }
        let [a, b, c] = [before, point, after].map(|p| self.points[p as usize]);
        let area = cross(a, b, c).unsigned_abs() as f64 / 2.0;
        if area <= self.largest {
            self.heap.push(Reverse(Candidate { area, point, version: self.versions[point as usize] }));
        }
    }

    fn may_go(&self, point: u32) -> bool {
        let rings = &self.users[self.arc_of[point as usize] as usize];
        if rings.iter().any(|&ring| self.left[ring as usize] <= 3) {
            return false;
        }
        let (before, after) = self.links[point as usize];
        // An arc that is a ring by itself would become a line there and back.
        before != after && !self.cells.any_within(self.points, before, point, after)
    }

    fn take_out(&mut self, point: u32, rank: f64) {
        let (before, after) = self.links[point as usize];
        self.area[point as usize] = rank;
        self.cells.remove(self.points[point as usize], point);
        for &ring in &self.users[self.arc_of[point as usize] as usize] {
            self.left[ring as usize] -= 1;
        }
        self.versions[point as usize] += 1;
        // An end of an arc has no links of its own: it never goes.
        if self.links[before as usize].0 != NOBODY {
            self.links[before as usize].1 = after;
            self.versions[before as usize] += 1;
            self.offer(before);
        }
        if self.links[after as usize].0 != NOBODY {
            self.links[after as usize].0 = before;
            self.versions[after as usize] += 1;
            self.offer(after);
        }
    }
}

/// Twice the area of a triangle, with its direction.
fn cross(a: Point, b: Point, c: Point) -> i128 {
    let offset = |p: Point| (i128::from(p.x) - i128::from(a.x), i128::from(p.y) - i128::from(a.y));
    let ((bx, by), (cx, cy)) = (offset(b), offset(c));
    bx * cy - by * cx
}

/// The points that are left, by square of the lattice.
struct Cells {
    cells: HashMap<(u32, u32), Vec<u32>>,
}

/// Squares have sides of two to this power: 600 metres at the equator.
const CELL: u32 = 16;

impl Cells {
    fn new(points: &[Point]) -> Self {
        let mut cells: HashMap<(u32, u32), Vec<u32>> = HashMap::new();
        for (at, point) in points.iter().enumerate() {
            cells.entry((point.x >> CELL, point.y >> CELL)).or_default().push(at as u32);
        }
        Self { cells }
    }

    fn remove(&mut self, point: Point, at: u32) {
        if let Some(cell) = self.cells.get_mut(&(point.x >> CELL, point.y >> CELL))
            && let Some(position) = cell.iter().position(|&p| p == at)
        {
            cell.swap_remove(position);
        }
    }

    /// Whether another point lies in or on a triangle.
    fn any_within(&self, points: &[Point], a: u32, b: u32, c: u32) -> bool {
        let corners = [a, b, c].map(|p| points[p as usize]);
        let low = Point {
            x: corners.map(|p| p.x).into_iter().min().unwrap_or(0),
            y: corners.map(|p| p.y).into_iter().min().unwrap_or(0),
        };
        let high = Point {
            x: corners.map(|p| p.x).into_iter().max().unwrap_or(0),
            y: corners.map(|p| p.y).into_iter().max().unwrap_or(0),
        };
        (low.x >> CELL..=high.x >> CELL).any(|x| {
            (low.y >> CELL..=high.y >> CELL).any(|y| {
                self.cells.get(&(x, y)).is_some_and(|cell| {
                    cell.iter().any(|&p| p != a && p != b && p != c && within(corners, points[p as usize]))
                })
            })
        })
    }
}

/// Whether a point lies in or on a triangle.
fn within([a, b, c]: [Point; 3], p: Point) -> bool {
    let low_x = a.x.min(b.x).min(c.x);
    let low_y = a.y.min(b.y).min(c.y);
    if p.x < low_x || p.y < low_y || p.x > a.x.max(b.x).max(c.x) || p.y > a.y.max(b.y).max(c.y) {
        return false;
    }
    let sides = [cross(a, b, p), cross(b, c, p), cross(c, a, p)];
    sides.iter().all(|&side| side >= 0) || sides.iter().all(|&side| side <= 0)
}

#[cfg(test)]
mod tests {
    use geo::{LineString, MultiPolygon, Polygon, Validation, coord};
    use proptest::prelude::*;

    use super::super::doubled_area;
    use super::*;

    /// A square country of `side` × `side` fields with crooked borders, dealt out to `areas` owners: each owner's
    /// fields are its polygons, so that areas have several parts, holes and enclaves. The crookedness of a border is the same seen
    /// from both sides.
    fn crooked_country(side: usize, bends: usize, noise: &[f64], owners: &[usize]) -> Vec<MultiPolygon<f64>> {
        let jitter = |x: usize, y: usize, salt: usize| noise[(x * 31 + y * 17 + salt * 7) % noise.len()];
        let corner = |x: usize, y: usize| {
            coord! { x: 5.0 + 0.1 * x as f64 + 0.01 * jitter(x, y, 0), y: 52.0 + 0.1 * y as f64 + 0.01 * jitter(x, y, 1) }
        };
        let edge = |from: (usize, usize), to: (usize, usize)| {
            let flip = from > to;
            let (low, high) = if flip { (to, from) } else { (from, to) };
            let (a, b) = (corner(low.0, low.1), corner(high.0, high.1));
            let mut points: Vec<_> = (0..=bends)
                .map(|step| {
                    let t = step as f64 / (bends + 1) as f64;
                    // Bends are flat near corners, so that borders do not cross before they are simplified.
                    let aside = 0.5 * t.min(1.0 - t) * jitter(low.0 + step, low.1 + high.0, 2 + step);
                    coord! { x: a.x + (b.x - a.x) * t - (b.y - a.y) * aside, y: a.y + (b.y - a.y) * t + (b.x - a.x) * aside }
                })
                .collect();
            if flip {
                points.push(b);
                points.remove(0);
                points.reverse();
            }
            points
        };
        (0..side * side)
            .map(|field| {
                let (x, y) = (field % side, field / side);
                let corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)];
                let ring: Vec<_> = corners.windows(2).flat_map(|pair| edge(pair[0], pair[1])).collect();
                (owners[field % owners.len()], Polygon::new(LineString(ring), vec![]))
            })
            .fold(std::collections::BTreeMap::<usize, Vec<Polygon<f64>>>::new(), |mut by_owner, (owner, polygon)| {
                by_owner.entry(owner).or_default().push(polygon);
                by_owner
            })
            .into_values()
            .map(MultiPolygon)
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn neighbours_share_exactly_the_same_points_at_every_threshold_and_no_ring_disappears(
            noise in proptest::collection::vec(-1.0..1.0_f64, 40..80),
            owners in proptest::collection::vec(0..6_usize, 16),
            exponent in 6..16_i32,
        ) {
            let shapes = crooked_country(4, 12, &noise, &owners);
            let topology = Topology::new(&shapes);
            // Ranks themselves are computed with a larger limit than the threshold that is used.
            let threshold = 10_f64.powi(exponent);
            let ranks = Ranks::new(&topology, threshold * 10.0);
            let keep = |point| ranks.keeps(point, threshold);
            let simple: Vec<Vec<Point>> = topology.rings.iter().map(|ring| topology.ring_points(ring, keep)).collect();

            // Every step along a border is made by two fields in opposite directions, or lies on the outside.
            let mut steps = std::collections::HashMap::new();
            for ring in &simple {
                prop_assert!(ring.len() >= 3);
                prop_assert!(doubled_area(ring) != 0);
                for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                    *steps.entry((*a, *b)).or_insert(0) += 1;
                }
            }
            let outside: Vec<Point> = steps.keys().filter(|(a, b)| !steps.contains_key(&(*b, *a))).map(|(a, _)| *a).collect();
            prop_assert!(steps.values().all(|&n| n == 1));
            prop_assert!(outside.len() >= 4 && outside.len() <= 4 * 4 * 13);

            // Nothing lies over its neighbour or leaves a gap: the fields together are the whole.
            let fields: i128 = simple.iter().map(|ring| doubled_area(ring).abs()).sum();
            let mut next: std::collections::HashMap<Point, Point> =
                steps.keys().filter(|(a, b)| !steps.contains_key(&(*b, *a))).map(|(a, b)| (*a, *b)).collect();
            let mut around = vec![outside[0]];
            while let Some(point) = next.remove(&around[around.len() - 1]) {
                around.push(point);
            }
            prop_assert!(next.is_empty(), "the outside is one ring");
            around.pop();
            prop_assert_eq!(doubled_area(&around).abs(), fields);

            // And no border crosses another or itself.
            for ring in &simple {
                let ring = LineString(ring.iter().map(|p| coord! { x: f64::from(p.x), y: f64::from(p.y) }).collect());
                prop_assert!(Polygon::new(ring, vec![]).is_valid());
            }
        }
    }

    #[test]
    fn a_higher_threshold_keeps_fewer_points_and_a_triangle_is_never_touched() {
        let noise: Vec<f64> = (0..50).map(|n| (f64::from(n) * 1.7).sin()).collect();
        let mut shapes = crooked_country(3, 20, &noise, &[0, 1, 2]);
        let triangle = LineString::from(vec![(3.0, 51.0), (3.001, 51.0), (3.0, 51.001)]);
        shapes.push(MultiPolygon(vec![Polygon::new(triangle, vec![])]));
        let topology = Topology::new(&shapes);
        let ranks = Ranks::new(&topology, f64::MAX);
        let kept = |threshold| (0..topology.points.len() as u32).filter(|&p| ranks.keeps(p, threshold)).count();
        assert!(kept(0.0) > kept(1e10) && kept(1e10) > kept(1e14), "{} {} {}", kept(0.0), kept(1e10), kept(1e14));
        let last = topology.rings.last().unwrap();
        assert_eq!(topology.ring_points(last, |p| ranks.keeps(p, f64::MAX)).len(), 3);
    }
}
