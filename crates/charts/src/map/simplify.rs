//! Fewer points, with borders that neighbours share left the same on both sides.
//!
//! Points are snapped to a grid of half a pixel, so that the corners of neighbours coincide. A point where more or other
//! than two borders meet is a junction and stays. Between junctions each stretch is simplified once, in a direction that
//! does not depend on the ring it is met in (Douglas & Peucker 1973), and both neighbours get the same points.

use std::collections::HashMap;

/// A point on the grid, in half pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Grid {
    pub(crate) x: i32,
    pub(crate) y: i32,
}

impl Grid {
    pub(crate) fn snap(x: f64, y: f64) -> Self {
        Self { x: (x * 2.0).round() as i32, y: (y * 2.0).round() as i32 }
    }

    pub(crate) fn px(self) -> (f64, f64) {
        (f64::from(self.x) / 2.0, f64::from(self.y) / 2.0)
    }

    pub(crate) fn text_x(self) -> String {
        crate::svg::n(f64::from(self.x) / 2.0)
    }

    pub(crate) fn text_y(self) -> String {
        crate::svg::n(f64::from(self.y) / 2.0)
    }
}

/// The two neighbours of a point, as long as it has two.
#[derive(Debug, Clone, Copy)]
enum Beside {
    Two(Grid, Grid),
    Junction,
}

/// Simplifies the rings of all areas together; rings that shrink to nothing are left out.
pub(crate) fn simplify(areas: &[Vec<Vec<Grid>>], tolerance: f64) -> Vec<Vec<Vec<Grid>>> {
    let cleaned: Vec<Vec<Vec<Grid>>> = areas
        .iter()
        .map(|rings| rings.iter().map(|ring| clean(ring)).filter(|ring| ring.len() > 2).collect())
        .collect();
    let mut beside: HashMap<Grid, Beside> = HashMap::new();
    for ring in cleaned.iter().flatten() {
        for (i, &point) in ring.iter().enumerate() {
            let (a, b) = (ring[(i + ring.len() - 1) % ring.len()], ring[(i + 1) % ring.len()]);
            let pair = Beside::Two(a.min(b), a.max(b));
            beside
                .entry(point)
                .and_modify(|known| {
                    if let (Beside::Two(a, b), Beside::Two(c, d)) = (*known, pair)
                        && (a, b) != (c, d)
                    {
                        *known = Beside::Junction;
                    }
                })
                .or_insert(pair);
        }
    }
    let junction = |point: Grid| matches!(beside.get(&point), Some(Beside::Junction));
    cleaned
        .iter()
        .map(|rings| {
            rings
                .iter()
                .map(|ring| ring_with(ring, &junction, tolerance))
                .filter(|ring| ring.len() > 2 && doubled_area(ring) >= 4)
                .collect()
        })
        .collect()
}

/// Without repeated points, without the closing point, without spikes that go out and straight back.
fn clean(ring: &[Grid]) -> Vec<Grid> {
    let mut out: Vec<Grid> = Vec::with_capacity(ring.len());
    for &point in ring {
        if out.last() == Some(&point) {
            continue;
        }
        if out.len() > 1 && out[out.len() - 2] == point {
            out.pop();
            continue;
        }
        out.push(point);
    }
    while out.len() > 1 && out.first() == out.last() {
        out.pop();
    }
    out
}

fn ring_with(ring: &[Grid], junction: &dyn Fn(Grid) -> bool, tolerance: f64) -> Vec<Grid> {
    let mut ends: Vec<usize> = (0..ring.len()).filter(|&i| junction(ring[i])).collect();
    if ends.len() < 2 {
        // A ring of its own, or with one point in common: cut at points that do not depend on where it starts.
        let first = ends.first().copied().or_else(|| (0..ring.len()).min_by_key(|&i| ring[i])).unwrap_or(0);
        let far = (0..ring.len()).max_by_key(|&i| (squared(ring[first], ring[i]), ring[i])).unwrap_or(0);
        ends = vec![first.min(far), first.max(far)];
        ends.dedup();
    }
    let mut out = Vec::new();
    for (k, &from) in ends.iter().enumerate() {
        let to = ends[(k + 1) % ends.len()];
        let length = (to + ring.len() - from - 1) % ring.len() + 1;
        let stretch: Vec<Grid> = (0..=length).map(|i| ring[(from + i) % ring.len()]).collect();
        let mut kept = between(&stretch, tolerance);
        kept.pop();
        out.extend(kept);
    }
    out
}

/// A stretch with both its ends, simplified in the direction that sorts first.
fn between(stretch: &[Grid], tolerance: f64) -> Vec<Grid> {
    let backwards = stretch.iter().rev().lt(stretch.iter());
    let mut points = stretch.to_vec();
    if backwards {
        points.reverse();
    }
    let mut keep = vec![false; points.len()];
    keep[0] = true;
    keep[points.len() - 1] = true;
    let mut todo = vec![(0, points.len() - 1)];
    let limit = (tolerance * 2.0).powi(2);
    while let Some((from, to)) = todo.pop() {
        let mut worst = (limit, None);
        for i in from + 1..to {
            let off = off_line(points[i], points[from], points[to]);
            if off > worst.0 {
                worst = (off, Some(i));
            }
        }
        if let Some(i) = worst.1 {
            keep[i] = true;
            todo.push((from, i));
            todo.push((i, to));
        }
    }
    let mut kept: Vec<Grid> = points.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(point, _)| *point).collect();
    if backwards {
        kept.reverse();
    }
    kept
}

/// The squared distance of a point to a stretch between two others.
fn off_line(point: Grid, from: Grid, to: Grid) -> f64 {
    let (px, py) = (f64::from(point.x - from.x), f64::from(point.y - from.y));
    let (dx, dy) = (f64::from(to.x - from.x), f64::from(to.y - from.y));
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { ((px * dx + py * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (px - along * dx).powi(2) + (py - along * dy).powi(2)
}

fn squared(a: Grid, b: Grid) -> i64 {
    let (x, y) = (i64::from(a.x - b.x), i64::from(a.y - b.y));
    x * x + y * y
}

/// Twice the area, in grid units.
fn doubled_area(ring: &[Grid]) -> i64 {
    let sum: i64 = ring
        .iter()
        .enumerate()
        .map(|(i, a)| {
            let b = ring[(i + 1) % ring.len()];
            i64::from(a.x) * i64::from(b.y) - i64::from(b.x) * i64::from(a.y)
        })
        .sum();
    sum.abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(i32, i32)]) -> Vec<Grid> {
        points.iter().map(|&(x, y)| Grid { x, y }).collect()
    }

    #[test]
    fn neighbours_keep_the_same_border() {
        // Two areas left and right of a winding border, walked in opposite directions.
        let border: Vec<(i32, i32)> =
            (0..=40).map(|y| (100 + [0, 1, 3, 2, -2, -6, 1][y as usize % 7], y * 5)).collect();
        let mut west = vec![(0, 200), (0, 0)];
        west.extend(&border);
        let mut east: Vec<(i32, i32)> = border.iter().rev().copied().collect();
        east.extend([(200, 0), (200, 200)]);
        for tolerance in [0.3, 1.0, 2.0, 5.0] {
            let out = simplify(&[vec![ring(&west)], vec![ring(&east)]], tolerance);
            let on_border = |ring: &[Grid]| {
                let mut points: Vec<Grid> = ring.iter().copied().filter(|p| p.x > 50 && p.x < 150).collect();
                points.sort_unstable();
                points
            };
            assert_eq!(on_border(&out[0][0]), on_border(&out[1][0]));
            assert!(on_border(&out[0][0]).len() >= 2);
        }
        let fine = simplify(&[vec![ring(&west)]], 0.3)[0][0].len();
        let coarse = simplify(&[vec![ring(&west)]], 5.0)[0][0].len();
        assert!(coarse < fine, "{coarse} < {fine}");
    }

    #[test]
    fn an_island_is_simplified_the_same_wherever_its_ring_starts() {
        let round: Vec<Grid> = (0..90)
            .map(|i| {
                let a = f64::from(i) * std::f64::consts::TAU / 90.0;
                Grid::snap(60.0 + 40.0 * a.cos(), 60.0 + 30.0 * a.sin())
            })
            .collect();
        let mut turned = round.clone();
        turned.rotate_left(31);
        let sorted = |ring: &[Grid]| {
            let mut points = ring.to_vec();
            points.sort_unstable();
            points
        };
        let (a, b) = (simplify(&[vec![round]], 1.0), simplify(&[vec![turned]], 1.0));
        assert_eq!(sorted(&a[0][0]), sorted(&b[0][0]));
    }

    #[test]
    fn a_speck_is_left_out() {
        assert_eq!(simplify(&[vec![ring(&[(0, 0), (1, 0), (0, 1)])]], 0.3), vec![Vec::<Vec<Grid>>::new()]);
    }
}
