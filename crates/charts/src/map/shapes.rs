//! From boundaries in degrees to paths in a box.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{PoisonError, RwLock};

use super::simplify::{Grid, simplify};

/// The boundary of one area: polygons, each with its outer ring and holes, in degrees (longitude, latitude).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AreaOutline {
    /// Empty when the area has no boundary.
    pub polygons: Vec<Vec<Vec<(f64, f64)>>>,
}

/// Outlines fitted in a box, small enough to send.
#[derive(Debug, Clone, PartialEq)]
pub struct MapShapes {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) areas: Vec<Shape>,
}

/// One area in px.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Shape {
    pub(crate) path: String,
    pub(crate) rings: Vec<Vec<(f64, f64)>>,
    /// The middle of its box, also of an area that is too small to be drawn.
    pub(crate) middle: Option<(f64, f64)>,
    rooms: Rooms,
}

/// The middle of a box in an area; none where there is no room for it.
type Place = Option<(f64, f64)>;

/// The places found for boxes of a size, by the bits of their width and height. Names are asked for on every drawing of a map that is kept, and finding their
/// place takes longer than the rest of the drawing.
#[derive(Debug, Default)]
struct Rooms(RwLock<HashMap<(u64, u64), Place>>);

impl Rooms {
    /// Boxes remembered per area: names differ per area only, figures per indicator and year.
    const MOST: usize = 32;

    fn of(&self, width: f64, height: f64, find: impl FnOnce() -> Place) -> Place {
        let size = (width.to_bits(), height.to_bits());
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&size) {
            return *known;
        }
        let found = find();
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() < Self::MOST {
            all.insert(size, found);
        }
        found
    }
}

/// What is remembered follows from the rings, so a copy may begin without.
impl Clone for Rooms {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// What is remembered is no part of what an area is.
impl PartialEq for Rooms {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

const PAD: f64 = 12.0;

impl MapShapes {
    /// Fits outlines in a box `width` px wide and at most `most_high` px high: equirectangular with the middle latitude
    /// true to scale, which is right to within a pixel for a municipality or province. Simplified until all paths together
    /// take at most `budget` bytes; borders that areas share stay shared, for they are simplified once.
    pub fn fit(outlines: &[AreaOutline], width: u16, most_high: u16, budget: usize) -> Self {
        let full = f64::from(width.max(120));
        let points = || {
            outlines
                .iter()
                .flat_map(|outline| outline.polygons.iter().flatten().flatten().copied())
                .filter(|(x, y)| x.is_finite() && y.is_finite() && y.abs() < 89.0)
        };
        let (mut west, mut south, mut east, mut north) =
            (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
        for (x, y) in points() {
            west = west.min(x);
            east = east.max(x);
            south = south.min(y);
            north = north.max(y);
        }
        if west > east {
            let areas = vec![Shape::default(); outlines.len()];
            return Self { width: full, height: f64::from(most_high.min(120)), areas };
        }
        let squeeze = f64::midpoint(south, north).to_radians().cos();
        let (wide, tall) = (((east - west) * squeeze).max(1e-9), (north - south).max(1e-9));
        let most = f64::from(most_high.max(120));
        let scale = ((full - 2.0 * PAD) / wide).min((most - 2.0 * PAD) / tall);
        let height = (tall * scale + 2.0 * PAD).ceil();
        let left = (full - wide * scale) / 2.0;
        let place = |(x, y): (f64, f64)| Grid::snap(left + (x - west) * squeeze * scale, PAD + (north - y) * scale);
        let rings: Vec<Vec<Vec<Grid>>> = outlines
            .iter()
            .map(|outline| {
                outline
                    .polygons
                    .iter()
                    .flatten()
                    .map(|ring| {
                        ring.iter()
                            .filter(|(x, y)| x.is_finite() && y.is_finite() && y.abs() < 89.0)
                            .map(|point| place(*point))
                            .collect()
                    })
                    .collect()
            })
            .collect();
        let mut tolerance = 0.35;
        let mut areas = loop {
            let simple = simplify(&rings, tolerance);
            let areas: Vec<Shape> = simple.iter().map(|rings| Shape::of(rings)).collect();
            let bytes: usize = areas.iter().map(|area| area.path.len()).sum();
            if bytes <= budget || tolerance > 24.0 {
                break areas;
            }
            tolerance *= 1.5;
        };
        for (area, rings) in areas.iter_mut().zip(&rings) {
            area.middle = middle(rings);
        }
        Self { width: full, height, areas }
    }

    /// How many bytes the paths take together.
    pub fn bytes(&self) -> usize {
        self.areas.iter().map(|area| area.path.len()).sum()
    }
}

/// The middle of the box around rings.
fn middle(rings: &[Vec<Grid>]) -> Option<(f64, f64)> {
    let points = || rings.iter().flatten().map(|point| point.px());
    let first = points().next()?;
    let (low, high) = points()
        .fold((first, first), |(low, high), p| ((low.0.min(p.0), low.1.min(p.1)), (high.0.max(p.0), high.1.max(p.1))));
    Some((f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1)))
}

impl Shape {
    fn of(rings: &[Vec<Grid>]) -> Self {
        let mut path = String::new();
        for ring in rings {
            let Some(&start) = ring.first() else { continue };
            let _ = write!(path, "M{} {}l", start.text_x(), start.text_y());
            let mut at = start;
            let mut first = true;
            for &point in &ring[1..] {
                let step = Grid { x: point.x - at.x, y: point.y - at.y };
                let (x, y) = (step.text_x(), step.text_y());
                if !first && !x.starts_with('-') {
                    path.push(' ');
                }
                first = false;
                path.push_str(&x);
                if !y.starts_with('-') {
                    path.push(' ');
                }
                path.push_str(&y);
                at = point;
            }
            path.push('z');
        }
        let rings = rings.iter().map(|ring| ring.iter().map(|point| point.px()).collect()).collect();
        Self { path, rings, middle: None, rooms: Rooms::default() }
    }

    /// The middle of a place for a box of this size that lies wholly inside, as central as can be: the box is swept down
    /// the area, and on each height the spans that are inside at its top, middle and bottom are intersected.
    pub(crate) fn room(&self, width: f64, height: f64) -> Place {
        self.rooms.of(width, height, || self.find_room(width, height))
    }

    fn find_room(&self, width: f64, height: f64) -> Place {
        let all = || self.rings.iter().flatten();
        let top = all().map(|point| point.1).fold(f64::INFINITY, f64::min);
        let bottom = all().map(|point| point.1).fold(f64::NEG_INFINITY, f64::max);
        let left = all().map(|point| point.0).fold(f64::INFINITY, f64::min);
        let right = all().map(|point| point.0).fold(f64::NEG_INFINITY, f64::max);
        if bottom - top < height || right - left < width {
            return None;
        }
        let middle = f64::midpoint(top, bottom);
        let mut best: Option<(f64, (f64, f64))> = None;
        for step in 0..=16 {
            let y = top + height / 2.0 + (bottom - top - height) * f64::from(step) / 16.0;
            let mut free = self.inside(y);
            for part in [-0.5, -0.25, 0.25, 0.5] {
                free.retain(|(from, to)| to - from >= width);
                if free.is_empty() {
                    break;
                }
                free = intersect(&free, &self.inside(y + part * height));
            }
            for (from, to) in free {
                if to - from >= width {
                    let score = (to - from).min(2.5 * width) - (y - middle).abs() * 0.6;
                    if best.is_none_or(|(most, _)| score > most) {
                        best = Some((score, (f64::midpoint(from, to), y)));
                    }
                }
            }
        }
        best.map(|(_, place)| place)
    }

    /// The spans of a horizontal line that are inside (even-odd, so holes are outside).
    fn inside(&self, y: f64) -> Vec<(f64, f64)> {
        let mut cuts = Vec::new();
        for ring in &self.rings {
            for (i, &a) in ring.iter().enumerate() {
                let b = ring[(i + 1) % ring.len()];
                if (a.1 > y) != (b.1 > y) {
                    cuts.push(a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0));
                }
            }
        }
        cuts.sort_by(f64::total_cmp);
        cuts.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    }
}

fn intersect(a: &[(f64, f64)], b: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut out = Vec::new();
    for &(from, to) in a {
        for &(start, end) in b {
            let (left, right) = (from.max(start), to.min(end));
            if left < right {
                out.push((left, right));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_place_when_a_map_is_drawn_again() {
        let square = vec![vec![(5.0, 52.0), (5.1, 52.0), (5.1, 52.1), (5.0, 52.1), (5.0, 52.0)]];
        let shapes = MapShapes::fit(&[AreaOutline { polygons: vec![square] }], 400, 400, 10_000);
        let area = &shapes.areas[0];
        for (width, height) in [(60.0, 18.0), (390.0, 18.0), (60.0, 18.0), (390.0, 18.0), (60.0, 36.0)] {
            assert_eq!(area.room(width, height), area.find_room(width, height), "{width} x {height}");
        }
        assert!(area.room(60.0, 18.0).is_some());
        assert_eq!(area.room(390.0, 18.0), None);
    }
}
