//! The figures of areas added up, as rows.

use cells::{CategoryIx, Cell, IndicatorIx, Period, PlaceIx, Status};
use insight::together::{Found, Together};
use insight::{Address, numbers};

use crate::choices::{Comparison, Year};
use crate::databank::{Charted, of_areas_together};
use crate::own_area::OwnArea;
use crate::view::figure::{Change, Missing, Row, Told, change, source_of};
use crate::view::place;
use crate::view::shell::Link;
use crate::view::similar::listed;
use crate::visit::Visit;

/// Up to so many areas that stand in the way of a figure are named.
const MOST_NAMED: usize = 3;

/// How many people of a group live in all areas together, with the year; none where that is not known of each.
pub(super) fn people(visit: &Visit, together: &Together<'_>, category: CategoryIx) -> Option<(f64, Period)> {
    let residents = visit.site().residents?;
    let period = match visit.choices().year {
        Year::Fixed(period) => period,
        Year::Newest => together.newest(residents, CategoryIx::TOTAL)?,
    };
    let cell = together.sum(residents, period, category).cell;
    cell.value.filter(|_| cell.is_published()).map(|n| (n, period))
}

/// How many people live in all areas together.
pub(super) fn residents(visit: &Visit, together: &Together<'_>) -> Option<(f64, Period)> {
    people(visit, together, CategoryIx::TOTAL)
}

/// All indicators that exist of any of the areas, in the order of the definition.
pub(super) fn rows(visit: &Visit, own: &OwnArea, together: &Together<'_>, beside: Option<Comparison>) -> Vec<Row> {
    let definition = visit.definition();
    let choices = visit.choices();
    let all = (0..definition.indicators.len()).map(|n| IndicatorIx(n as u16));
    let asked: Vec<(IndicatorIx, Period)> = all
        .filter_map(|indicator| {
            let period = match choices.year {
                Year::Fixed(period) => Some(period),
                Year::Newest => together.newest(indicator, choices.category),
            };
            Some((indicator, period?))
        })
        .collect();
    let changes = if choices.year == Year::Newest {
        together.changes(asked.iter().map(|(indicator, _)| *indicator), choices.category)
    } else {
        Vec::new()
    };
    let found = together.compare(&asked, choices.category, beside.map(Comparison::standing));
    found
        .into_iter()
        .filter(|found| found.sum.of > 0)
        .map(|found| {
            let indicator = definition.indicator(found.indicator);
            let changed = changes.iter().find(|change| change.series.indicator == found.indicator);
            let change = changed.map(|changed| {
                let spread = together.spread(found.indicator, changed.series.last().0, choices.category);
                change(changed, indicator, spread, visit.language())
            });
            row(visit, own, together, &found, change.unwrap_or_default())
        })
        .collect()
}

fn row(visit: &Visit, own: &OwnArea, together: &Together<'_>, found: &Found, change: Change) -> Row {
    let choices = visit.choices();
    let &Found { indicator, period, .. } = found;
    let chart = Charted {
        indicators: vec![indicator],
        areas: own.list().to_vec(),
        categories: vec![choices.category],
        periods: vec![export::PeriodChoice::One(period)],
        rows: export::Axis::Area,
    };
    let slice = own.list().iter().find_map(|&area| visit.site().slice_with(indicator, period, area));
    // Where an area stands in the way the figure is not shown; where it cannot be added up there is none.
    let cell = match found.sum.cell.status {
        Status::NotAvailable if !found.sum.lacking.is_empty() => Cell::missing(Status::Withheld),
        _ => found.sum.cell,
    };
    let told = Told {
        indicator,
        href: of_areas_together(visit, &chart),
        period: Some(period),
        cell,
        reading: found.judged.reading,
        reference: found.reference,
        change,
        source: slice.and_then(|slice| source_of(visit, &slice)),
        missing: (!cell.is_published()).then(|| missing(visit, own, together, found)),
    };
    Row::new(visit, told)
}

/// Why there is no figure of all areas together, and that of what they lie in.
fn missing(visit: &Visit, own: &OwnArea, together: &Together<'_>, found: &Found) -> Missing {
    let t = visit.texts();
    let site = visit.site();
    let lacking = &found.sum.lacking;
    let category = visit.choices().category;
    let at = |place| Address { indicator: found.indicator, period: found.period, place, category };
    // Areas of whose level there is no such figure in that year, whether or not they were there.
    let without: Vec<PlaceIx> =
        own.list().iter().copied().filter(|&area| site.figures().slice_of(at(area)).is_none()).collect();
    let sentence = if found.sum.cell.status == Status::NotApplicable {
        // It is why each of the areas has none.
        let of_one = insight::missing::missing(&site.figures(), at(own.list()[0]), visit.language());
        of_one.map_or_else(String::new, |why| why.sentence.to_owned())
    } else if let Some(&first) = without.first() {
        let levels = place::level_words(site, site.release.places.get(first).level(), t);
        t.with("own-not-of-level", &[("levels", levels.into())])
    } else if found.sum.of < own.list().len() {
        t.with("own-not-yet", &[("year", found.period.to_string().into())])
    } else if lacking.is_empty() {
        t.get("own-not-added")
    } else if lacking.len() <= MOST_NAMED {
        let names: Vec<String> =
            lacking.iter().map(|&ix| place::spoken(site, ix, visit.language()).to_owned()).collect();
        t.with("own-lacking", &[("count", lacking.len().into()), ("areas", listed(&names, &t.get("and")).into())])
    } else {
        t.with(
            "own-lacking-many",
            &[("count", lacking.len().to_string().into()), ("all", own.list().len().to_string().into())],
        )
    };
    let home = together.municipality().filter(|home| !own.list().contains(home));
    let near = home.or_else(|| site.figures().country()).and_then(|place| {
        let cell = site.figures().cell(at(place));
        let indicator = visit.definition().indicator(found.indicator);
        let label = format!("{}, {}", place::label(site, place, t), found.period);
        cell.is_published().then(|| {
            let figure = numbers::full(&cell, indicator, visit.definition(), visit.language());
            (Link::new(visit.links().indicator(found.indicator, Some(place)), label), figure)
        })
    });
    Missing { sentence, nearest: near.into_iter().collect() }
}
