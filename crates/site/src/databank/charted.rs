//! The table with the figures of a chart: the same indicators, areas, groups and years, laid out as the chart is.

use std::collections::HashSet;
use std::hash::Hash;

use cells::{CategoryIx, IndicatorIx, Level, PlaceIx};
use export::{AreaChoice, Axis, CategoryChoice, IndicatorChoice, Layout, PeriodChoice, Query};

use super::ask;
use crate::visit::Visit;

/// From so many areas on, the table names a level instead of each of them.
const MOST_NAMED: usize = 60;

/// More areas than this are a whole level.
const MOST_LOOKED_AT: usize = 2_000;
/// So many neighbourhoods of one municipality are each named.
const FEW: usize = 12;

/// What a chart shows.
#[derive(Debug, Clone)]
pub(crate) struct Charted {
    pub(crate) indicators: Vec<IndicatorIx>,
    pub(crate) areas: Vec<PlaceIx>,
    pub(crate) categories: Vec<CategoryIx>,
    pub(crate) periods: Vec<PeriodChoice>,
    /// What stands under each other in it.
    pub(crate) rows: Axis,
}

/// The address of the table of a chart.
pub(crate) fn of_chart(visit: &Visit, chart: &Charted) -> String {
    address(visit, &chart_query(visit, chart))
}

/// The address of the table of a chart with a row of what its areas are together.
pub(crate) fn of_areas_together(visit: &Visit, chart: &Charted) -> String {
    address(visit, &Query { add_up: true, ..chart_query(visit, chart) })
}

fn address(visit: &Visit, query: &Query) -> String {
    format!("{}{}", visit.links().bare("/databank"), ask::query_string(&query.pairs(visit.release())))
}

fn chart_query(visit: &Visit, chart: &Charted) -> Query {
    let columns = Axis::ALL.into_iter().filter(|axis| *axis != chart.rows).collect();
    Query {
        indicators: chart.indicators.iter().copied().map(IndicatorChoice::One).collect(),
        areas: areas(visit, &chart.areas),
        categories: once(&chart.categories).into_iter().map(CategoryChoice::One).collect(),
        periods: chart.periods.clone(),
        layout: Layout { rows: vec![chart.rows], columns, layers: Vec::new() },
        ..Query::default()
    }
}

/// These areas in as few words as say the same: all areas of a level, in the whole country or in one area, or each by its code.
fn areas(visit: &Visit, asked: &[PlaceIx]) -> Vec<AreaChoice> {
    let places = &visit.release().places;
    if let Some(&first) = asked.first().filter(|_| asked.len() > MOST_LOOKED_AT) {
        return vec![AreaChoice::Level(places.get(first).level(), None)];
    }
    let list = once(asked);
    let named = || list.iter().copied().map(AreaChoice::One).collect();
    let Some(&first) = list.first().filter(|_| list.len() > 2) else { return named() };
    let (level, vintage) = (places.get(first).level(), places.get(first).newest());
    if list.iter().any(|&ix| places.get(ix).level() != level) {
        return named();
    }
    let set: HashSet<PlaceIx> = list.iter().copied().collect();
    let same = |all: &[PlaceIx]| all.len() == list.len() && all.iter().all(|ix| set.contains(ix));
    let parent = places.parent(first, vintage);
    let inside = parent.filter(|&parent| same(places.children(parent, vintage)));
    match inside {
        Some(parent) if places.get(parent).level() > Level::Country => {
            vec![AreaChoice::Level(level, Some(parent))]
        }
        Some(_) => vec![AreaChoice::Level(level, None)],
        None if list.len() > FEW && level > Level::Municipality => {
            let home = |ix| places.ancestor(ix, Level::Municipality, vintage);
            let own = home(first).filter(|_| list.iter().all(|&ix| home(ix) == home(first)));
            vec![AreaChoice::Level(level, own)]
        }
        None if list.len() > MOST_NAMED => vec![AreaChoice::Level(level, None)],
        None => named(),
    }
}

/// Each once, where it came first.
fn once<T: Copy + Eq + Hash>(all: &[T]) -> Vec<T> {
    let mut seen = HashSet::new();
    all.iter().copied().filter(|one| seen.insert(*one)).collect()
}
