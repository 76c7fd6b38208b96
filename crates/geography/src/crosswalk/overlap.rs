//! Shapes of two years laid over each other.

use std::collections::{BTreeMap, HashMap};

use cells::AreaCode;
use geo::{Area, BooleanOps, BoundingRect, MultiPolygon};
use rayon::prelude::*;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::{NEGLIGIBLE, Shapes, Weight, WeightedBy};
use crate::ListedArea;

/// A piece of the newer division whose residents are taken to live evenly.
struct Unit<'a> {
    newer: AreaCode,
    residents: Option<u32>,
    shape: &'a MultiPolygon<f64>,
}

/// What each pair of areas has in common, where it is not negligible for both.
pub(super) fn measure(
    before: &BTreeMap<AreaCode, ListedArea>,
    after: &BTreeMap<AreaCode, ListedArea>,
    from: &Shapes,
    to: &Shapes,
    finer: &[(AreaCode, u32, &MultiPolygon<f64>)],
) -> BTreeMap<(AreaCode, AreaCode), Weight> {
    let units = units(after, to, finer);
    let boxes = units.iter().enumerate().filter_map(|(at, unit)| {
        let rectangle = unit.shape.bounding_rect()?;
        Some(GeomWithData::new(Rectangle::from_corners(corner(rectangle.min()), corner(rectangle.max())), at))
    });
    let tree = RTree::bulk_load(boxes.collect());
    // Residents are shared out only where all pieces have a number: half a count says nothing.
    let by =
        if units.iter().all(|unit| unit.residents.is_some()) { WeightedBy::Population } else { WeightedBy::Surface };
    let shapes: Vec<(AreaCode, &MultiPolygon<f64>)> =
        before.keys().filter_map(|code| Some((*code, from.get(code)?))).collect();
    let common: Vec<(AreaCode, AreaCode, f64)> = shapes
        .par_iter()
        .flat_map_iter(|(older, shape)| {
            let mut shared: BTreeMap<AreaCode, f64> = BTreeMap::new();
            if let Some(rectangle) = shape.bounding_rect() {
                let around = AABB::from_corners(corner(rectangle.min()), corner(rectangle.max()));
                let mut hits: Vec<usize> = tree.locate_in_envelope_intersecting(&around).map(|hit| hit.data).collect();
                // Sums of fractions are the same each time only in the same order.
                hits.sort_unstable();
                for unit in hits.into_iter().map(|at| &units[at]) {
                    let surface = unit.shape.intersection(*shape).unsigned_area();
                    if surface > 0.0 {
                        *shared.entry(unit.newer).or_default() += match (by, unit.residents) {
                            (WeightedBy::Population, Some(residents)) => {
                                f64::from(residents) * surface / unit.shape.unsigned_area()
                            }
                            _ => surface,
                        };
                    }
                }
            }
            shared.into_iter().map(|(newer, amount)| (*older, newer, amount)).collect::<Vec<_>>()
        })
        .collect();
    let (mut of_older, mut of_newer): (HashMap<AreaCode, f64>, HashMap<AreaCode, f64>) =
        (HashMap::new(), HashMap::new());
    for (older, newer, amount) in &common {
        *of_older.entry(*older).or_default() += amount;
        *of_newer.entry(*newer).or_default() += amount;
    }
    common
        .into_iter()
        .filter(|(.., amount)| *amount > 0.0)
        .map(|(older, newer, amount)| {
            let weight = Weight { of_older: amount / of_older[&older], of_newer: amount / of_newer[&newer], by };
            ((older, newer), weight)
        })
        .filter(|(_, weight)| weight.of_older >= NEGLIGIBLE || weight.of_newer >= NEGLIGIBLE)
        .collect()
}

/// The pieces of the newer division: the finer areas of those that have any, else the areas themselves.
fn units<'a>(
    after: &BTreeMap<AreaCode, ListedArea>,
    to: &'a Shapes,
    finer: &[(AreaCode, u32, &'a MultiPolygon<f64>)],
) -> Vec<Unit<'a>> {
    let mut by_area: HashMap<AreaCode, Vec<Unit<'a>>> = HashMap::new();
    for &(code, residents, shape) in finer {
        if let Some(newer) = after.keys().next().and_then(|any| code.ancestor(any.level())) {
            by_area.entry(newer).or_default().push(Unit { newer, residents: Some(residents), shape });
        }
    }
    after
        .values()
        .flat_map(|area| {
            by_area.remove(&area.code).unwrap_or_else(|| {
                let shape = to.get(&area.code);
                shape.map(|shape| Unit { newer: area.code, residents: area.population, shape }).into_iter().collect()
            })
        })
        .filter(|unit| unit.shape.unsigned_area() > 0.0)
        .collect()
}

fn corner(at: geo::Coord<f64>) -> [f64; 2] {
    [at.x, at.y]
}
