//! What a visitor chooses from: more areas, the group, the year and what to compare with.

use std::collections::HashSet;

use cells::{IndicatorIx, Level, Period, PlaceIx};
use insight::together::{NotTogether, Together, apart};

use super::{address, comparison};
use crate::choices::{Comparison, Year};
use crate::own_area::OwnArea;
use crate::view::bar::{Bar, Choice, comparison_choices, groups_with};
use crate::view::place;
use crate::view::shell::{Link, known_place};
use crate::visit::Visit;

/// Most areas that can be added with one click.
const MOST_NEAR: usize = 40;
/// A year with fewer figures than this is not offered.
const FEWEST_FIGURES: usize = 4;
/// In so many larger areas at most are areas offered.
const MOST_GROUPS: usize = 3;

/// The bar of the page: a field to add an area, and what can be chosen of all of them together.
pub(crate) fn bar(visit: &Visit, own: &OwnArea) -> Bar {
    let together = Together::new(visit.site().figures(), own.list()).ok();
    let together = together.as_ref();
    let (t, site, choices) = (visit.texts(), visit.site(), visit.choices());
    let met = own.write(site);
    let comparisons = together.map_or_else(Vec::new, |together| {
        let possible: Vec<Comparison> = together.possible(choices.category).into_iter().map(Comparison::of).collect();
        comparison_choices(visit, own.list()[0], &possible, comparison(visit, together))
    });
    let mut years = vec![Choice {
        value: "nieuwste".to_owned(),
        label: t.get("year-newest"),
        chosen: choices.year == Year::Newest,
    }];
    let has_figures = |year: Period| {
        let all = (0..visit.definition().indicators.len()).map(|n| IndicatorIx(n as u16));
        let is_there = |ix: IndicatorIx, area: &PlaceIx| site.slice_with(ix, year, *area).is_some();
        all.filter(|ix| own.list().iter().all(|area| is_there(*ix, area))).count() >= FEWEST_FIGURES
    };
    let chosen = choices.year.fixed();
    let offered = site.years.iter().rev().filter(|year| has_figures(**year) || chosen == Some(**year));
    years.extend(offered.map(|&year| Choice {
        value: year.to_string(),
        label: year.to_string(),
        chosen: choices.year == Year::Fixed(year),
    }));
    let period = together.and_then(|together| super::rows::residents(visit, together)).map(|(_, period)| period);
    let size = |category| Some(together?.sum(site.residents?, period?, category).cell);
    let (background, more) = groups_with(visit, size);
    let pairs = [("gebieden", met.as_str())];
    let query = choices.query(visit.definition(), if met.is_empty() { &[] } else { &pairs });
    Bar {
        action: visit.links().bare("/eigen-gebied"),
        area_label: t.get("own-add"),
        suggest: format!("{}{query}", visit.links().bare("/eigen-gebied.json")),
        page: String::new(),
        area: String::new(),
        area_piece: String::new(),
        own: Vec::new(),
        hidden: if met.is_empty() { Vec::new() } else { vec![("gebieden", met)] },
        comparisons,
        years: if together.is_some() && site.years.len() > 1 { years } else { Vec::new() },
        background: background.filter(|_| together.is_some()),
        more: if together.is_some() { more } else { Vec::new() },
        judged: choices.judge,
        has_judgement: together.is_some()
            && visit.definition().indicators.iter().any(|i| i.polarity != definition::Polarity::Neutral),
        tour: None,
    }
}

/// Areas that can be added with one click.
#[derive(Debug)]
pub(crate) struct Near {
    pub(crate) title: String,
    pub(crate) links: Vec<Link>,
}

/// What lies around the chosen areas: the municipalities that border on chosen ones, and the areas that lie in one larger area with a
/// chosen one; without any chosen, those in a place that many know. None of them holds a chosen area or lies in one.
pub(super) fn near(visit: &Visit, own: &OwnArea) -> Vec<Near> {
    let (t, site) = (visit.texts(), visit.site());
    let places = &site.release.places;
    if !own.has_room() {
        return Vec::new();
    }
    let inside = |whole: PlaceIx| places.children(whole, places.get(whole).newest()).to_vec();
    let spoken = |ix: PlaceIx| place::spoken(site, ix, visit.language()).to_owned();
    let mut groups: Vec<(String, Vec<PlaceIx>)> = Vec::new();
    let (large, small): (Vec<PlaceIx>, Vec<PlaceIx>) =
        own.list().iter().partition(|ix| places.get(**ix).level() <= Level::Municipality);
    if let Some(known) = known_place(visit).filter(|_| own.list().is_empty()) {
        groups.push((t.with("own-near-known", &[("name", spoken(known).into())]), inside(known)));
    }
    if !large.is_empty() {
        let beside = large.iter().flat_map(|ix| site.neighbours().of(*ix).map(|(other, _)| other));
        groups.push((t.get("own-near"), beside.collect()));
    }
    let mut parents: Vec<PlaceIx> =
        small.iter().filter_map(|ix| places.parent(*ix, places.get(*ix).newest())).collect();
    let mut seen = HashSet::new();
    parents.retain(|parent| seen.insert(*parent));
    groups.extend(parents.into_iter().take(MOST_GROUPS).map(|parent| {
        let inside = inside(parent);
        let levels = inside.first().map(|ix| place::level_words(site, places.get(*ix).level(), t)).unwrap_or_default();
        let values = [("levels", place::capitalised(&levels).into()), ("name", spoken(parent).into())];
        (t.with("own-near-in", &values), inside)
    }));
    let can_be_added = |ix: &PlaceIx| {
        let all: Vec<PlaceIx> = own.list().iter().copied().chain([*ix]).collect();
        !own.list().contains(ix) && apart(places, &all) != Err(NotTogether::Nested)
    };
    let near = groups.into_iter().map(|(title, mut areas)| {
        areas.sort_by_cached_key(|&ix| crate::address::slug(&spoken(ix)));
        areas.dedup();
        areas.retain(can_be_added);
        // The page goes on where these links are.
        let link = |ix| Link::new(format!("{}#waar", address(visit, &own.with(ix))), spoken(ix));
        Near { title, links: areas.into_iter().take(MOST_NEAR).map(link).collect() }
    });
    near.filter(|near| !near.links.is_empty()).collect()
}

/// The page with an area added, for the field in which one types.
pub(crate) fn suggestion(visit: &Visit, own: &OwnArea, ix: PlaceIx) -> String {
    address(visit, &own.with(ix))
}
