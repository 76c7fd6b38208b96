//! The years that a page offers, and what it says of a year in which there is hardly anything.

use cells::{IndicatorIx, Period, PlaceIx, Status};

use crate::choices::{Choices, Year};
use crate::view::shell::Link;
use crate::visit::Visit;

/// A year is offered where it has at least one in so many of the figures that the fullest year has.
const FAIR: usize = 4;

/// The indicators that a page shows figures of.
fn shown(visit: &Visit, page: &str) -> Vec<IndicatorIx> {
    let definition = visit.definition();
    match page.split_once(':') {
        Some(("indicator", id)) => definition.find_indicator(id).into_iter().collect(),
        Some(("thema", id)) => definition.indicators_of(id).map(|(ix, _)| ix).collect(),
        _ => (0..definition.indicators.len()).map(|n| IndicatorIx(n as u16)).collect(),
    }
}

/// For every year how many figures of the chosen group are known of a place, masked ones too.
fn known(visit: &Visit, ix: PlaceIx, page: &str) -> Vec<(Period, usize)> {
    let site = visit.site();
    let category = visit.choices().category;
    let indicators = shown(visit, page);
    let is_known = |indicator: IndicatorIx, year: Period| {
        site.slice_with(indicator, year, ix)
            .is_some_and(|slice| slice.cell(ix, category).status != Status::NotAvailable)
    };
    let count = |&year: &Period| (year, indicators.iter().filter(|&&indicator| is_known(indicator, year)).count());
    site.years.iter().map(count).collect()
}

/// Whether a year has enough beside the fullest one.
const fn is_fair(count: usize, best: usize) -> bool {
    count > 0 && count * FAIR >= best
}

/// The years to choose from, ascending: those with a fair number of figures, and the chosen one.
pub(crate) fn offered(visit: &Visit, place: Option<PlaceIx>, page: &str) -> Vec<Period> {
    let Some(ix) = place.filter(|_| page != "kaart") else { return visit.site().years.clone() };
    let counts = known(visit, ix, page);
    let best = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let chosen = visit.choices().year.fixed();
    let offered = |(year, count): (Period, usize)| (is_fair(count, best) || chosen == Some(year)).then_some(year);
    counts.into_iter().filter_map(offered).collect()
}

/// What is said where the chosen year has hardly any figure while other years have, with a link to the newest of each.
pub(crate) fn sparse(visit: &Visit, ix: PlaceIx, page: &str) -> Option<(String, Link)> {
    let year = visit.choices().year.fixed()?;
    let links = visit.links().with(Choices { year: Year::Newest, ..visit.choices() });
    let newest = match page.split_once(':') {
        Some(("thema", id)) => links.theme(ix, id),
        None if page == "gebied" => links.place(ix),
        _ => return None,
    };
    let counts = known(visit, ix, page);
    let best = counts.iter().map(|(_, count)| *count).max()?;
    let count = counts.iter().find(|(one, _)| *one == year).map_or(0, |(_, count)| *count);
    if best == 0 || is_fair(count, best) {
        return None;
    }
    let t = visit.texts();
    let said = t.with("few-in-year", &[("count", count.into()), ("year", year.to_string().into())]);
    Some((said, Link::new(newest, t.get("show-newest"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_fair_with_a_quarter_of_the_figures_of_the_fullest() {
        assert!(is_fair(10, 40) && is_fair(1, 1) && is_fair(1, 4));
        assert!(!is_fair(9, 40) && !is_fair(0, 0) && !is_fair(0, 3));
    }
}
