//! Borders between sets of points of the mesh, drawn so that neighbours share every corner.
//!
//! A border crosses each edge between two areas once, and three areas meet inside a triangle ("marching triangles"). A
//! corner may move along its edge without ever crossing another border, so borders can follow the shore and the roads
//! and be straightened elsewhere.

use geo::{Area, Contains, Coord, LineString, MultiPolygon, Polygon};

use super::growth::NONE;
use super::mesh::Mesh;
use super::terrain::Xy;

/// The place of the lower left corner of the map: open sea.
const ORIGIN: Coord<f64> = Coord { x: 3.05, y: 53.62 };
/// Kilometres in a degree of longitude, there, and of latitude.
const DEGREE: Xy = [65.76, 111.28];
/// How often corners are moved towards the line between their neighbours.
const ROUNDS: usize = 6;

/// A place in degrees, to the sixth decimal (a tenth of a metre).
pub(super) fn degrees(p: Xy) -> Coord<f64> {
    let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
    Coord { x: round(ORIGIN.x + p[0] / DEGREE[0]), y: round(ORIGIN.y + p[1] / DEGREE[1]) }
}

/// All borders between tracts.
#[derive(Debug)]
pub(super) struct Net {
    corners: Vec<Coord<f64>>,
    /// From corner to corner, with the tract on the left and the one on the right.
    stretches: Vec<Stretch>,
}

#[derive(Debug, Clone, Copy)]
struct Stretch {
    from: u32,
    to: u32,
    left: u32,
    right: u32,
}

impl Net {
    /// Draws the borders between the tracts that points belong to.
    pub(super) fn new(mesh: &Mesh, tract_of: &[u32]) -> Self {
        let differ = |a: u32, b: u32| tract_of[a as usize] != tract_of[b as usize];
        let sides = |t: &[u32; 3]| [(t[0], t[1]), (t[1], t[2]), (t[2], t[0])];
        let mut edges: Vec<(u32, u32)> = mesh
            .triangles
            .iter()
            .flat_map(sides)
            .filter(|&(a, b)| differ(a, b))
            .map(|(a, b)| (a.min(b), a.max(b)))
            .collect();
        edges.sort_unstable();
        edges.dedup();
        let corner_on = |a: u32, b: u32| edges.binary_search(&(a.min(b), a.max(b))).unwrap_or(0) as u32;
        let mut stretches = Vec::with_capacity(edges.len());
        let mut junctions = 0;
        for triangle in &mesh.triangles {
            let crossed: Vec<(u32, u32)> = sides(triangle).into_iter().filter(|&(a, b)| differ(a, b)).collect();
            match crossed.as_slice() {
                [] => {}
                // The corner that both sides have is alone on the left.
                &[(a, b), (c, d)] => {
                    let (alone, first, second) = if b == c { (b, d, a) } else { (a, b, c) };
                    let others = tract_of[first as usize];
                    stretches.push(Stretch {
                        from: corner_on(alone, first),
                        to: corner_on(alone, second),
                        left: tract_of[alone as usize],
                        right: others,
                    });
                }
                three => {
                    let middle = (edges.len() + junctions) as u32;
                    junctions += 1;
                    for &(a, b) in three {
                        stretches.push(Stretch {
                            from: corner_on(a, b),
                            to: middle,
                            left: tract_of[a as usize],
                            right: tract_of[b as usize],
                        });
                    }
                }
            }
        }
        let corners = settle(mesh, &edges, junctions, &stretches);
        Self { corners: corners.into_iter().map(degrees).collect(), stretches }
    }

    /// The shapes of `count` areas, given the area of each tract.
    pub(super) fn shapes(&self, area_of_tract: &[usize], count: usize) -> Vec<MultiPolygon<f64>> {
        let area = |tract: u32| if tract == NONE { usize::MAX } else { area_of_tract[tract as usize] };
        let mut around: Vec<Vec<(u32, u32)>> = vec![Vec::new(); count];
        for stretch in &self.stretches {
            let (left, right) = (area(stretch.left), area(stretch.right));
            if left != right {
                if let Some(ring) = around.get_mut(left) {
                    ring.push((stretch.from, stretch.to));
                }
                if let Some(ring) = around.get_mut(right) {
                    ring.push((stretch.to, stretch.from));
                }
            }
        }
        around.into_iter().map(|stretches| self.shape(stretches)).collect()
    }

    /// Rings of stretches that have the area on their left.
    fn shape(&self, mut stretches: Vec<(u32, u32)>) -> MultiPolygon<f64> {
        stretches.sort_unstable();
        let mut used = vec![false; stretches.len()];
        let (mut outer, mut holes) = (Vec::new(), Vec::new());
        for start in 0..stretches.len() {
            if used[start] {
                continue;
            }
            let mut ring = Vec::new();
            let mut at = start;
            while !used[at] {
                used[at] = true;
                ring.push(self.corners[stretches[at].0 as usize]);
                let to = stretches[at].1;
                at = stretches.partition_point(|&(from, _)| from < to);
            }
            ring.push(ring[0]);
            let polygon = Polygon::new(LineString(ring), Vec::new());
            if polygon.signed_area() > 0.0 { outer.push(polygon) } else { holes.push(polygon.into_inner().0) }
        }
        for hole in holes {
            // Rings touch nowhere, so any corner of a hole lies in exactly one smallest outline.
            let inside = outer.iter_mut().filter(|outline| outline.contains(&geo::Point(hole.0[0])));
            if let Some(outline) = inside.min_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area())) {
                outline.interiors_push(hole);
            }
        }
        MultiPolygon(outer)
    }
}

/// Where corners come to lie: on the shore or the road where there is one, and else straightened.
fn settle(mesh: &Mesh, edges: &[(u32, u32)], junctions: usize, stretches: &[Stretch]) -> Vec<Xy> {
    let point = |p: u32| mesh.points[p as usize];
    let on = |&(a, b): &(u32, u32), share: f64| -> Xy {
        let (a, b) = (point(a), point(b));
        [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
    };
    let fixed: Vec<Option<f64>> = edges.iter().map(|&edge| mesh.fixed(edge)).collect();
    let mut corners: Vec<Xy> = edges.iter().zip(&fixed).map(|(edge, share)| on(edge, share.unwrap_or(0.5))).collect();
    corners.resize(edges.len() + junctions, [0.0; 2]);
    let mut beside: Vec<[u32; 3]> = vec![[NONE; 3]; corners.len()];
    for stretch in stretches {
        for (corner, other) in [(stretch.from, stretch.to), (stretch.to, stretch.from)] {
            if let Some(free) = beside[corner as usize].iter_mut().find(|slot| **slot == NONE) {
                *free = other;
            }
        }
    }
    let mean = |corners: &[Xy], of: &[u32]| -> Xy {
        let n = of.len() as f64;
        [0, 1].map(|axis| of.iter().map(|&i| corners[i as usize][axis]).sum::<f64>() / n)
    };
    for round in 0..=ROUNDS {
        for (at, beside) in beside.iter().enumerate().skip(edges.len()) {
            corners[at] = mean(&corners, beside);
        }
        if round == ROUNDS {
            break;
        }
        for (at, edge) in edges.iter().enumerate() {
            if fixed[at].is_some() || beside[at][1] == NONE {
                continue;
            }
            let middle = mean(&corners, &beside[at][..2]);
            let (a, b) = (point(edge.0), point(edge.1));
            let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
            let share = ((middle[0] - a[0]) * dx + (middle[1] - a[1]) * dy) / (dx * dx + dy * dy);
            corners[at] = on(edge, share.clamp(0.08, 0.92));
        }
    }
    corners
}
