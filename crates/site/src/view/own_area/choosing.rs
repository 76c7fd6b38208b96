//! What a visitor chooses from: more areas, the group, the year and what to compare with.

use cells::{Level, PlaceIx};
use insight::together::Together;

use super::{address, comparison};
use crate::choices::{Comparison, Year};
use crate::own_area::OwnArea;
use crate::view::bar::{Bar, Choice, comparison_name, groups_with};
use crate::view::place;
use crate::view::shell::{Link, known_place};
use crate::visit::Visit;

/// Most areas that can be added with one click.
const MOST_NEAR: usize = 40;

/// The bar of the page: a field to add an area, and what can be chosen of all of them together.
pub(crate) fn bar(visit: &Visit, own: &OwnArea) -> Bar {
    let together = Together::new(visit.site().figures(), own.list()).ok();
    let together = together.as_ref();
    let (t, site, choices) = (visit.texts(), visit.site(), visit.choices());
    let met = own.write(site);
    let comparisons = together.map_or_else(Vec::new, |together| {
        let used = comparison(visit, together);
        let possible: Vec<Comparison> = together.possible(choices.category).into_iter().map(Comparison::of).collect();
        if possible.len() < 2 {
            return Vec::new();
        }
        possible
            .into_iter()
            .map(|c| Choice {
                value: c.word().to_owned(),
                label: comparison_name(visit, own.list()[0], c),
                chosen: used == Some(c),
            })
            .collect()
    });
    let mut years = vec![Choice {
        value: "nieuwste".to_owned(),
        label: t.get("year-newest"),
        chosen: choices.year == Year::Newest,
    }];
    years.extend(site.years.iter().rev().map(|&year| Choice {
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

/// The areas beside the last that was chosen, of its level; without any chosen, those of a place that many know.
pub(super) fn near(visit: &Visit, own: &OwnArea) -> Vec<Link> {
    let site = visit.site();
    let places = &site.release.places;
    if !own.has_room() {
        return Vec::new();
    }
    let mut beside: Vec<PlaceIx> = match own.list().last() {
        Some(&last) if places.get(last).level() > Level::Municipality => {
            let parent = places.parent(last, places.get(last).newest());
            parent.map(|parent| places.children(parent, places.get(last).newest()).to_vec()).unwrap_or_default()
        }
        Some(&last) => site.neighbours().of(last).map(|(other, _)| other).collect(),
        None => {
            let known = known_place(visit);
            known.map(|ix| places.children(ix, places.get(ix).newest()).to_vec()).unwrap_or_default()
        }
    };
    beside.retain(|ix| !own.list().contains(ix));
    beside.sort_by_cached_key(|&ix| crate::address::slug(place::spoken(site, ix, visit.language())));
    beside
        .into_iter()
        .take(MOST_NEAR)
        // The page goes on where these links are.
        .map(|ix| {
            Link::new(format!("{}#waar", address(visit, &own.with(ix))), place::spoken(site, ix, visit.language()))
        })
        .collect()
}

/// What stands above those.
pub(super) fn near_title(visit: &Visit, own: &OwnArea) -> String {
    let t = visit.texts();
    match known_place(visit).filter(|_| own.list().is_empty()) {
        Some(ix) => {
            let name = place::spoken(visit.site(), ix, visit.language()).to_owned();
            t.with("own-near-known", &[("name", name.into())])
        }
        None => t.get("own-near"),
    }
}

/// The page with an area added, for the field in which one types.
pub(crate) fn suggestion(visit: &Visit, own: &OwnArea, ix: PlaceIx) -> String {
    address(visit, &own.with(ix))
}
