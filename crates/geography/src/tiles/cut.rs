//! A shape at a zoom, cut into the pieces that tiles show.

use std::collections::{HashMap, HashSet};

use super::clip::{Axis, Grid, between, from_corner};
use super::mvt::{self, Spot};
use super::{BUFFER, EXTENT, SMALLEST_PART, SMALLEST_SIDE};
use crate::topology::{Point, Topology};

/// A ring of a shape, and what decides whether it is drawn at a zoom.
#[derive(Debug, Clone)]
pub(super) struct Outline {
    /// Position in the rings of the topology.
    ring: u32,
    polygon: u32,
    pub(super) hole: bool,
    /// Twice what it encloses, in steps of the lattice squared.
    pub(super) doubled_area: i128,
    /// Drawn however small: the largest part of its shape, or a hole that such a part of another shape lies in.
    always: bool,
}

/// The rings of each shape, with the largest part marked.
pub(super) fn outlines(topology: &Topology) -> HashMap<u32, Vec<Outline>> {
    let mut by_shape: HashMap<u32, Vec<Outline>> = HashMap::new();
    for (at, ring) in topology.rings.iter().enumerate() {
        let doubled_area = topology.doubled_area(ring).abs();
        let outline = Outline { ring: at as u32, polygon: ring.polygon, hole: ring.hole, doubled_area, always: false };
        by_shape.entry(ring.shape).or_default().push(outline);
    }
    let mut arcs_of_largest: HashSet<u32> = HashSet::new();
    for outlines in by_shape.values_mut() {
        let largest =
            outlines.iter_mut().filter(|o| !o.hole).reduce(|a, b| if b.doubled_area > a.doubled_area { b } else { a });
        if let Some(largest) = largest {
            largest.always = true;
            arcs_of_largest.extend(topology.rings[largest.ring as usize].arcs.iter().map(|used| used.arc));
        }
    }
    for hole in by_shape.values_mut().flatten().filter(|outline| outline.hole) {
        hole.always = topology.rings[hole.ring as usize].arcs.iter().any(|used| arcs_of_largest.contains(&used.arc));
    }
    by_shape
}

/// What tiles show of a shape.
#[derive(Debug, Clone, Default)]
pub(super) struct Pieces {
    /// Commands that draw it, per tile (x, y).
    pub(super) by_tile: Vec<((u32, u32), Vec<u32>)>,
    /// Whether it is drawn as the smallest square.
    pub(super) square: bool,
}

/// Cuts a shape.
pub(super) fn pieces(topology: &Topology, outlines: &[Outline], keep: impl Fn(u32) -> bool, zoom: u8) -> Pieces {
    // Steps of the lattice in a unit, as a power of two: 2³² steps are 2^zoom tiles of 2¹² units.
    let shift = 20 - u32::from(zoom);
    let smallest = i128::from(2 * SMALLEST_PART) << (2 * shift);
    let mut pieces = Pieces::default();
    let mut polygons: Vec<(u32, Vec<Vec<Grid>>)> = Vec::new();
    for outline in outlines {
        if !outline.always && outline.doubled_area < smallest {
            continue;
        }
        let points = topology.ring_points(&topology.rings[outline.ring as usize], &keep);
        let mut ring = on_grid(&points, shift);
        if !outline.hole && outline.always && doubled_area(&ring).abs() < i64::from(2 * SMALLEST_SIDE * SMALLEST_SIDE) {
            ring = square(&points, shift);
            pieces.square = true;
        }
        if doubled_area(&ring) == 0 {
            continue;
        }
        match polygons.last_mut() {
            Some((polygon, rings)) if *polygon == outline.polygon && outline.hole => rings.push(ring),
            // The hole of a part that is too small to be drawn.
            _ if outline.hole => {}
            _ => polygons.push((outline.polygon, vec![ring])),
        }
    }
    let mut by_tile: HashMap<(u32, u32), Vec<Vec<Spot>>> = HashMap::new();
    for (_, rings) in &polygons {
        cut(rings, zoom, &mut by_tile);
    }
    pieces.by_tile = by_tile.into_iter().map(|(tile, rings)| (tile, mvt::commands(&rings))).collect();
    pieces.by_tile.sort_unstable_by_key(|(tile, _)| *tile);
    pieces
}

/// Points rounded to units, without those that follow themselves.
fn on_grid(points: &[Point], shift: u32) -> Vec<Grid> {
    let half = (1_i64 << shift) >> 1;
    let mut ring: Vec<Grid> =
        points.iter().map(|p| ((i64::from(p.x) + half) >> shift, (i64::from(p.y) + half) >> shift)).collect();
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    ring
}

/// The smallest square, around the middle of points.
fn square(points: &[Point], shift: u32) -> Vec<Grid> {
    let middle = |of: fn(&Point) -> u32| {
        let (low, high) = (points.iter().map(of).min().unwrap_or(0), points.iter().map(of).max().unwrap_or(0));
        (i64::from(low) + i64::from(high)) >> (shift + 1)
    };
    let (x, y, side) = (middle(|p| p.x), middle(|p| p.y), i64::from(SMALLEST_SIDE));
    let (west, north) = (x - side / 2, y - side / 2);
    vec![(west, north), (west + side, north), (west + side, north + side), (west, north + side)]
}

fn doubled_area(ring: &[Grid]) -> i64 {
    let Some(&(x, y)) = ring.first() else { return 0 };
    ring.iter().zip(ring.iter().skip(1)).map(|(a, b)| (a.0 - x) * (b.1 - y) - (b.0 - x) * (a.1 - y)).sum()
}

/// Adds the pieces of a polygon to the tiles it lies in.
fn cut(rings: &[Vec<Grid>], zoom: u8, by_tile: &mut HashMap<(u32, u32), Vec<Vec<Spot>>>) {
    let (extent, buffer, last) = (i64::from(EXTENT), i64::from(BUFFER), (1_i64 << zoom) - 1);
    let tiles = |ring: &[Grid], of: fn(&Grid) -> i64| {
        let low = ring.iter().map(of).min().unwrap_or(0);
        let high = ring.iter().map(of).max().unwrap_or(-1);
        ((low - buffer).div_euclid(extent)).max(0)..=((high + buffer).div_euclid(extent)).min(last)
    };
    for x in tiles(&rings[0], |p| p.0) {
        let column: Vec<Vec<Grid>> =
            rings.iter().map(|ring| between(ring, Axis::X, x * extent - buffer, (x + 1) * extent + buffer)).collect();
        if column[0].len() < 3 {
            continue;
        }
        for y in tiles(&column[0], |p| p.1) {
            let mut drawn: Vec<Vec<Spot>> = Vec::new();
            for (at, ring) in column.iter().enumerate() {
                let ring = between(ring, Axis::Y, y * extent - buffer, (y + 1) * extent + buffer);
                let mut ring = from_corner(&ring, (x * extent, y * extent));
                let doubled = mvt::doubled_area(&ring);
                if ring.len() < 3 || doubled == 0 {
                    if at == 0 {
                        break;
                    }
                    continue;
                }
                // Outer rings have a positive area, holes a negative one.
                if (doubled > 0) != (at == 0) {
                    ring.reverse();
                }
                drawn.push(ring);
            }
            if !drawn.is_empty() {
                by_tile.entry((x as u32, y as u32)).or_default().extend(drawn);
            }
        }
    }
}
