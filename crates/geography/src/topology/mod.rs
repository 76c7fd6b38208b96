//! Borders as areas share them: every stretch between two places where areas meet is one *arc*, used by all rings that
//! run along it, in one direction or the other.
//!
//! Points stand on a lattice over the whole Web Mercator square (2³² steps, less than a centimetre), so that equal
//! means equal. Borders are shared where files write the same points; what two files drew differently stays apart.

mod build;
mod dissolve;
mod simplify;

use geo::MultiPolygon;

pub use dissolve::{dissolve, together};
pub use simplify::Ranks;

/// A point of the lattice: x from west to east, y from north to south.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// Steps from the date line eastward.
    pub x: u32,
    /// Steps from 85.05° north southward.
    pub y: u32,
}

/// Steps of the lattice along a side of the Web Mercator square.
const STEPS: f64 = 4_294_967_296.0;

impl Point {
    /// The nearest point of the lattice to a place in degrees; latitudes beyond the Web Mercator square come out at
    /// its edge.
    pub fn from_degrees(longitude: f64, latitude: f64) -> Self {
        let x = longitude / 360.0 + 0.5;
        let y = 0.5 - latitude.to_radians().tan().asinh() / (2.0 * std::f64::consts::PI);
        // The conversion to an integer stops at its largest and smallest value by itself.
        Self { x: (x * STEPS).round() as u32, y: (y * STEPS).round() as u32 }
    }

    /// Longitude and latitude in degrees.
    pub fn degrees(self) -> (f64, f64) {
        let longitude = (f64::from(self.x) / STEPS - 0.5) * 360.0;
        let latitude = ((0.5 - f64::from(self.y) / STEPS) * 2.0 * std::f64::consts::PI).sinh().atan();
        (longitude, latitude.to_degrees())
    }
}

/// A ring's use of an arc.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArcUse {
    /// Position of the arc in [`Topology::arcs`].
    pub arc: u32,
    /// Whether the ring runs along it from its end to its start.
    pub reversed: bool,
}

/// A ring of a shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ring {
    /// Position of its shape among those the topology was made of.
    pub shape: u32,
    /// Position of its polygon within the shape.
    pub polygon: u32,
    /// Whether it bounds a hole.
    pub hole: bool,
    /// Its arcs, one after the other.
    pub arcs: Vec<ArcUse>,
}

/// Shapes as rings of shared arcs.
#[derive(Debug, Clone, Default)]
pub struct Topology {
    /// All distinct points.
    pub points: Vec<Point>,
    /// Positions in `points`, at least two; the first and last are where arcs meet (or the same, of an arc that is a
    /// ring by itself). Every point between them belongs to this arc only.
    pub arcs: Vec<Vec<u32>>,
    /// All rings, by shape and polygon, the outer ring of a polygon before its holes.
    pub rings: Vec<Ring>,
}

impl Topology {
    /// Makes a topology of shapes in degrees. Rings that have no three different points on the lattice are left out.
    pub fn new<'a>(shapes: impl IntoIterator<Item = &'a MultiPolygon<f64>>) -> Self {
        build::build(shapes)
    }

    /// The points of a ring, without the first again at the end, as far as `keep` wants them; the ends of arcs always.
    pub fn ring_points(&self, ring: &Ring, keep: impl Fn(u32) -> bool) -> Vec<Point> {
        let mut points = Vec::new();
        for used in &ring.arcs {
            let arc = &self.arcs[used.arc as usize];
            let last = arc.len() - 1;
            // The end of an arc is the start of the next one.
            let wanted = |&at: &usize| at == 0 || at == last || keep(arc[at]);
            let point = |at: usize| self.points[arc[at] as usize];
            if used.reversed {
                points.extend((1..=last).rev().filter(wanted).map(point));
            } else {
                points.extend((0..last).filter(wanted).map(point));
            }
        }
        points
    }

    /// Twice the area that a ring encloses, in steps of the lattice squared; negative where it runs the other way round.
    pub fn doubled_area(&self, ring: &Ring) -> i128 {
        doubled_area(&self.ring_points(ring, |_| true))
    }

    /// For each arc, the positions in `rings` of the rings that use it, ascending.
    pub fn users(&self) -> Vec<Vec<u32>> {
        let mut users = vec![Vec::new(); self.arcs.len()];
        for (at, ring) in self.rings.iter().enumerate() {
            for used in &ring.arcs {
                let users: &mut Vec<u32> = &mut users[used.arc as usize];
                if users.last() != Some(&(at as u32)) {
                    users.push(at as u32);
                }
            }
        }
        users
    }
}

/// Twice the area within a closed line of points, counted from its first point so that numbers stay small.
pub(crate) fn doubled_area(points: &[Point]) -> i128 {
    let Some(&first) = points.first() else { return 0 };
    let offset = |p: Point| (i128::from(p.x) - i128::from(first.x), i128::from(p.y) - i128::from(first.y));
    points
        .iter()
        .zip(points.iter().skip(1))
        .map(|(&a, &b)| {
            let ((ax, ay), (bx, by)) = (offset(a), offset(b));
            ax * by - bx * ay
        })
        .sum()
}
