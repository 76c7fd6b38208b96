//! Rings cut to a rectangle (Sutherland and Hodgman, 1974). A cut ring may run along the edge of the rectangle, which
//! lies outside what a tile shows.

use super::mvt::Spot;

/// A place on the grid of a zoom: tile × extent.
pub(super) type Grid = (i64, i64);

/// Which coordinate is cut.
#[derive(Clone, Copy)]
pub(super) enum Axis {
    X,
    Y,
}

/// The part of a ring with a coordinate between two bounds, bounds included.
pub(super) fn between(ring: &[Grid], axis: Axis, low: i64, high: i64) -> Vec<Grid> {
    let of = |p: Grid| match axis {
        Axis::X => p.0,
        Axis::Y => p.1,
    };
    if ring.iter().all(|&p| (low..=high).contains(&of(p))) {
        return ring.to_vec();
    }
    let above = side(ring, |p| of(p) >= low, |a, b| crossing(a, b, axis, low));
    side(&above, |p| of(p) <= high, |a, b| crossing(a, b, axis, high))
}

fn side(ring: &[Grid], inside: impl Fn(Grid) -> bool, crossing: impl Fn(Grid, Grid) -> Grid) -> Vec<Grid> {
    let mut cut = Vec::with_capacity(ring.len() + 4);
    let mut add = |p: Grid| {
        if cut.last() != Some(&p) {
            cut.push(p);
        }
    };
    for (&a, &b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        match (inside(a), inside(b)) {
            (true, true) => add(b),
            (true, false) => add(crossing(a, b)),
            (false, true) => {
                add(crossing(a, b));
                add(b);
            }
            (false, false) => {}
        }
    }
    while cut.len() > 1 && cut.first() == cut.last() {
        cut.pop();
    }
    cut
}

/// Where a line crosses a bound, rounded to the grid; the same from both sides, so that cut borders are shared too.
fn crossing(a: Grid, b: Grid, axis: Axis, bound: i64) -> Grid {
    let turned = |p: Grid| match axis {
        Axis::X => p,
        Axis::Y => (p.1, p.0),
    };
    let (a, b) = (turned(a), turned(b));
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let whole = b.0 - a.0;
    // To the nearest, halves up, in whole numbers; the line crosses the bound, so that `whole` is not zero.
    turned((bound, a.1 + (2 * (b.1 - a.1) * (bound - a.0) + whole).div_euclid(2 * whole)))
}

/// A ring of the grid as seen from the corner of a tile.
pub(super) fn from_corner(ring: &[Grid], corner: Grid) -> Vec<Spot> {
    ring.iter().map(|p| ((p.0 - corner.0) as i32, (p.1 - corner.1) as i32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_cut_at_a_bound() {
        let ring = [(0, 0), (10, 0), (10, 10), (0, 10)];
        let mut cut = between(&ring, Axis::X, 4, 20);
        cut.sort_unstable();
        assert_eq!(cut, [(4, 0), (4, 10), (10, 0), (10, 10)]);
        assert_eq!(between(&ring, Axis::Y, -5, 20), ring, "nothing to cut");
        assert!(between(&ring, Axis::X, 11, 20).is_empty());
    }

    #[test]
    fn a_line_crosses_a_bound_at_one_place_seen_from_both_sides() {
        for (a, b) in [((0, 0), (7, 3)), ((-5, 9), (13, -4)), ((2, 2), (9, 2)), ((3, -7), (8, 100))] {
            for bound in 4..=6 {
                assert_eq!(crossing(a, b, Axis::X, bound), crossing(b, a, Axis::X, bound));
            }
        }
        assert_eq!(crossing((0, 0), (7, 3), Axis::X, 5), (5, 2));
        assert_eq!(crossing((0, 0), (3, 7), Axis::Y, 5), (2, 5));
        assert_eq!(crossing((7, 0), (0, 3), Axis::Y, 1), (5, 1));
    }
}
