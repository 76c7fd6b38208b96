//! Who the columns are about, before how they differ: the groups of each area, and the age of each column's residents.

use cells::PlaceIx;
use insight::columns::Column;

use super::short;
use crate::view::drawing::{Drawing, Whole, compositions_beside, group_sizes_beside};
use crate::visit::Visit;

/// A row of two drawings is in sight; what else the residents can be told apart by is behind a click.
pub(super) const IN_SIGHT: usize = 2;

/// Stacked bars: the large groups of each area that is in a column, then each whole of the definition (age, households) with a
/// bar for each column. Empty where nothing of that is known.
pub(super) fn residents(visit: &Visit, columns: &[Column]) -> Vec<Drawing> {
    let mut places: Vec<PlaceIx> = Vec::new();
    for column in columns {
        if !places.contains(&column.place) {
            places.push(column.place);
        }
    }
    let wholes: Vec<Whole> = columns
        .iter()
        .map(|&column| Whole {
            place: column.place,
            category: column.category,
            label: short(visit, column, columns),
            with_size: true,
        })
        .collect();
    group_sizes_beside(visit, &places, "wie").into_iter().chain(compositions_beside(visit, &wholes, "wie")).collect()
}
