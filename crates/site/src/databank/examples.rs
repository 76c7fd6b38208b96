//! Tables that people often make, with what this monitor has.

use cells::{AreaCode, CategoryIx, IndicatorIx, Level, PlaceIx};
use export::{AreaChoice, Axis, CategoryChoice, IndicatorChoice, Layout, PeriodChoice, Query};

use super::ask::{Asked, usual};
use crate::view::place;
use crate::visit::Visit;

/// A table to begin with.
#[derive(Debug)]
pub(super) struct Example {
    pub(super) href: String,
    pub(super) label: String,
    pub(super) about: String,
}

/// The examples of a monitor.
pub(super) fn examples(visit: &Visit, asked: &Asked) -> Vec<Example> {
    let (t, site, definition) = (visit.texts(), visit.site(), visit.definition());
    let places = &visit.release().places;
    let base = usual(site, None);
    let Some(first) = base.indicator_members(definition).first().copied() else { return Vec::new() };
    let name = |ix: IndicatorIx| definition.indicator(ix).short.get(visit.language()).to_owned();
    let one = |ix: IndicatorIx| vec![IndicatorChoice::One(ix)];
    let everybody = vec![CategoryChoice::One(CategoryIx::TOTAL)];
    let example =
        |query: Query, label: String, about: String| Example { href: asked.address(visit, &query), label, about };
    let own = crate::view::shell::default_place(visit)
        .filter(|ix| places.get(*ix).level() == Level::Municipality)
        .or_else(|| places.level(Level::Municipality).next().map(PlaceIx));
    let mut all = Vec::new();

    let municipalities = Query {
        indicators: one(first),
        areas: vec![AreaChoice::Level(Level::Municipality, None)],
        categories: everybody.clone(),
        periods: vec![PeriodChoice::Newest],
        ..Query::default()
    };
    all.push(example(
        municipalities,
        t.with("databank-example-municipalities", &[("indicator", name(first).into())]),
        t.get("databank-example-municipalities-about"),
    ));
    let smallest = [Level::Neighbourhood, Level::District].into_iter().find(|level| !places.level(*level).is_empty());
    if let (Some(own), Some(level)) = (own, smallest) {
        let query = Query {
            indicators: definition
                .themes
                .iter()
                .skip(1)
                .take(1)
                .map(|theme| IndicatorChoice::Theme(theme.id.clone()))
                .collect(),
            areas: vec![AreaChoice::Level(level, Some(own)), AreaChoice::One(own)],
            categories: everybody.clone(),
            periods: vec![PeriodChoice::Newest],
            ..Query::default()
        };
        if !query.indicators.is_empty() {
            let levels = place::level_words(site, level, t);
            let label = t.with(
                "databank-example-inside",
                &[("levels", levels.into()), ("name", place::name(site, own, visit.language()).to_owned().into())],
            );
            all.push(example(query, label, t.get("databank-example-inside-about")));
        }
    }
    if let (Some(breakdown), Some(own)) = (definition.breakdowns.first(), own) {
        let split: Vec<IndicatorChoice> = definition
            .indicators
            .iter()
            .enumerate()
            .filter(|(_, indicator)| indicator.breakdowns.contains(&breakdown.id) && indicator.measure.is_rate())
            .take(8)
            .map(|(n, _)| IndicatorChoice::One(IndicatorIx(n as u16)))
            .collect();
        let query = Query {
            indicators: split,
            areas: vec![AreaChoice::One(own)],
            categories: vec![CategoryChoice::One(CategoryIx::TOTAL), CategoryChoice::Breakdown(breakdown.id.clone())],
            periods: vec![PeriodChoice::Newest],
            layout: Layout {
                rows: vec![Axis::Indicator],
                columns: vec![Axis::Category],
                layers: vec![Axis::Area, Axis::Period],
            },
            ..Query::default()
        };
        let label =
            t.with("databank-example-groups", &[("name", place::name(site, own, visit.language()).to_owned().into())]);
        all.push(example(query, label, t.get("databank-example-groups-about")));
    }
    let years = Query {
        indicators: one(first),
        areas: own.into_iter().chain(places.find(AreaCode::COUNTRY)).map(AreaChoice::One).collect(),
        categories: everybody,
        periods: vec![PeriodChoice::All],
        layout: Layout {
            rows: vec![Axis::Period, Axis::Category],
            columns: vec![Axis::Area, Axis::Indicator],
            layers: Vec::new(),
        },
        ..Query::default()
    };
    all.push(example(
        years,
        t.with("databank-example-years", &[("indicator", name(first).into())]),
        t.get("databank-example-years-about"),
    ));
    if let Some(own) = own {
        let whole = Query {
            indicators: vec![IndicatorChoice::All],
            areas: vec![AreaChoice::One(own)],
            categories: vec![CategoryChoice::One(CategoryIx::TOTAL)],
            periods: vec![PeriodChoice::All],
            layout: Layout {
                rows: vec![Axis::Indicator, Axis::Category],
                columns: vec![Axis::Area, Axis::Period],
                layers: Vec::new(),
            },
            ..Query::default()
        };
        let name = place::name(site, own, visit.language()).to_owned();
        all.push(example(
            whole,
            t.get("databank-example-dashboard"),
            t.with("databank-example-dashboard-about", &[("name", name.into())]),
        ));
    }
    all
}
