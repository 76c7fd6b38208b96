//! What GeoJSON and FlatGeobuf share: an area with its properties.

use definition::Language;

use crate::labels::status_code;
use crate::{Axis, Entry, Table};

/// A property of a feature.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Property {
    /// A text.
    Text(String),
    /// A number, where there is one.
    Number(Option<f64>),
}

/// The names of the columns that each figure of an area has, in their order: value, status and, where counts are shown, both
/// counts. Members of an axis with only one are left out of the name.
pub(super) fn columns(table: &Table<'_>) -> Vec<(String, [usize; 3])> {
    let mut all = Vec::new();
    for indicator in 0..table.len(Axis::Indicator) {
        for category in 0..table.len(Axis::Category) {
            for period in 0..table.len(Axis::Period) {
                let mut name = table.code(Axis::Indicator, indicator);
                for (axis, at) in [(Axis::Category, category), (Axis::Period, period)] {
                    if table.len(axis) > 1 {
                        name = format!("{name}_{}", table.code(axis, at));
                    }
                }
                all.push((name, [indicator, category, period]));
            }
        }
    }
    all
}

/// The figure of an area in a column.
pub(super) fn entry<'a>(table: &Table<'a>, area: usize, [indicator, category, period]: [usize; 3]) -> Entry<'a> {
    table.entry([indicator, area, category, period])
}

/// Code, name and level of an area, then its figures.
pub(super) fn properties(
    table: &Table<'_>,
    area: usize,
    columns: &[(String, [usize; 3])],
    language: Language,
) -> Vec<(String, Property)> {
    let place = table.release.places.get(table.areas[area]);
    let mut all = vec![
        ("code".to_owned(), Property::Text(table.code(Axis::Area, area))),
        ("name".to_owned(), Property::Text(crate::describe::plain_area(table, area, language))),
        ("level".to_owned(), Property::Text(insight::words::level_word(place.level(), language).to_owned())),
    ];
    for (name, at) in columns {
        let entry = entry(table, area, *at);
        all.push((name.clone(), Property::Number(entry.value())));
        all.push((format!("{name}_status"), Property::Text(status_code(entry.cell.status).to_owned())));
        if table.query.shown.counts {
            all.push((format!("{name}_n"), Property::Number(entry.numerator().map(|count| f64::from(count.value)))));
            all.push((format!("{name}_of"), Property::Number(entry.denominator().map(|count| f64::from(count.value)))));
        }
    }
    all
}

/// About how many bytes the areas are.
pub(super) fn about_bytes(table: &Table<'_>) -> u64 {
    // A handful of areas say what the others are like.
    let step = (table.areas.len() / 50).max(1);
    let (mut points, mut seen) = (0_u64, 0_u64);
    for ix in table.areas.iter().step_by(step) {
        seen += 1;
        if let Some(boundary) = table.release.boundaries.get(*ix) {
            let rings = boundary.shape.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
            points += rings.map(|ring| ring.0.len() as u64).sum::<u64>();
        }
    }
    2_000 + points * 19 * table.areas.len() as u64 / seen.max(1) + table.size() * 60
}
