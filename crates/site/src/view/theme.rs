//! The indicators of a theme, each with its explanation and two drawings beside each other.

use cells::PlaceIx;
use definition::Language;
use insight::Address;

use crate::view::by_group;
use crate::view::drawing::{self, Drawing, MapFrame, Together};
use crate::view::figure::Row;
use crate::view::indicator::{Around, MOST_IN_FULL, inside};
use crate::view::map::link_to;
use crate::view::shell::Link;
use crate::visit::Visit;

/// One indicator on the page of a theme.
#[derive(Debug)]
pub(crate) struct InTheme {
    pub(crate) row: Row,
    pub(crate) what: String,
    pub(crate) why: String,
    pub(crate) care: Option<String>,
    pub(crate) label: String,
    pub(crate) map_link: Link,
    pub(crate) drawings: Vec<Drawing>,
}

/// The indicators of a theme with their explanation.
pub(crate) fn in_theme(visit: &Visit, ix: PlaceIx, theme: &str, rows: Vec<Row>) -> Vec<InTheme> {
    let language: Language = visit.language();
    rows.into_iter()
        .filter(|row| row.theme == theme)
        .map(|row| {
            let indicator = visit.definition().indicator(row.indicator);
            InTheme {
                what: indicator.what.get(language).to_owned(),
                why: indicator.why.get(language).to_owned(),
                care: indicator.care.as_ref().map(|care| care.get(language).to_owned()),
                label: indicator.label.get(language).to_owned(),
                map_link: link_to(visit, row.indicator, ix),
                drawings: drawings(visit, ix, &row),
                row,
            }
        })
        .collect()
}

/// The figure by group over the whole width, and two drawings that fill a row: its map, its years, or the figure beside that
/// of larger areas, the first two there are. One alone takes the whole width.
fn drawings(visit: &Visit, ix: PlaceIx, row: &Row) -> Vec<Drawing> {
    let Some(period) = row.period.filter(|_| row.is_known()) else { return Vec::new() };
    let category = visit.choices().category;
    let at = Address { indicator: row.indicator, period, place: ix, category };
    let beside = |broad| drawing::beside(visit, at, row, broad);
    let trend = |broad| drawing::trend(visit, row.indicator, ix, category, &row.id, broad);
    let mut shown: Vec<Drawing> = map(visit, at, row).into_iter().chain(trend(false)).collect();
    if shown.len() < 2 {
        shown.extend(beside(false));
    }
    // A map has one drawing for every width.
    if shown.len() == 1 && !shown[0].phone.is_empty() {
        shown = trend(true).or_else(|| beside(true)).into_iter().collect();
    }
    // One alone takes the whole row.
    if let [only] = shown.as_mut_slice() {
        only.broad = true;
    }
    by_group::large(visit, at, &format!("groep-{}", row.id)).into_iter().chain(shown).collect()
}

/// The areas inside a place, for the lowest level those beside it, by the reading of their figures. Where they are many,
/// the map is on the page of the indicator only.
fn map(visit: &Visit, at: Address, row: &Row) -> Option<Drawing> {
    let areas = inside(visit, at, MOST_IN_FULL)?;
    if areas.among.iter().filter(|one| one.cell.is_published()).count() < 2 {
        return None;
    }
    let Around { period, title, among } = &areas;
    drawing::map(
        Together { visit, indicator: at.indicator, period: *period, among, title },
        &MapFrame::of_theme(&row.id),
    )
}
