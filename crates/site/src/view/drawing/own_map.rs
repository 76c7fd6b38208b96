//! Where an area of the visitor's own lies: the areas that were chosen among those around them.

use std::collections::HashSet;

use cells::{Level, PlaceIx};
use charts::{KeyFill, MapArea, MapFill, MapKey, SmallMap};
use insight::words;

use super::map::{WHOLE_MAP, value_legend};
use super::{Drawing, caption};
use crate::own_area::OwnArea;
use crate::view::own_area::address;
use crate::view::profile::chart_words;
use crate::view::shell::known_place;
use crate::visit::Visit;

/// The classes of chosen areas, and of those around them.
const CHOSEN: u8 = 4;
const AROUND: u8 = 1;

/// The areas of the map: the chosen ones, and what remains around them of the municipalities in which they lie. Of municipalities
/// it is those that border on them; where nothing was chosen yet, those of a place that many know.
fn areas(visit: &Visit, chosen: &HashSet<PlaceIx>) -> Vec<PlaceIx> {
    let site = visit.site();
    let places = &site.release.places;
    let mut whole: Vec<PlaceIx> = Vec::new();
    for &area in chosen {
        let place = places.get(area);
        match places.ancestor(area, Level::Municipality, place.newest()) {
            Some(home) if home != area => whole.push(home),
            _ => {
                whole.push(area);
                whole.extend(site.neighbours().of(area).map(|(other, _)| other));
            }
        }
    }
    if chosen.is_empty() {
        let known = known_place(visit);
        return known.map(|ix| places.children(ix, places.get(ix).newest()).to_vec()).unwrap_or_default();
    }
    whole.sort_unstable();
    whole.dedup();
    let mut shown: Vec<PlaceIx> = whole.into_iter().flat_map(|area| opened(visit, chosen, area)).collect();
    // A municipality beside a chosen one may hold chosen districts itself.
    shown.sort_unstable();
    shown.dedup();
    shown
}

/// A place, or where a chosen area lies in it the parts of it.
fn opened(visit: &Visit, chosen: &HashSet<PlaceIx>, area: PlaceIx) -> Vec<PlaceIx> {
    let places = &visit.release().places;
    let inside = places.children(area, places.get(area).newest());
    let lies_in = |one: &PlaceIx| {
        let own = places.get(*one);
        own.level() > places.get(area).level()
            && places.ancestor(*one, places.get(area).level(), own.newest()) == Some(area)
    };
    if chosen.contains(&area) || inside.is_empty() || !chosen.iter().any(lies_in) {
        return vec![area];
    }
    inside.iter().flat_map(|&one| opened(visit, chosen, one)).collect()
}

/// The map; a click adds an area, or takes it away. None where nobody knows the boundaries.
pub(crate) fn map_of_own(visit: &Visit, own: &OwnArea) -> Option<Drawing> {
    let t = visit.texts();
    let places = &visit.release().places;
    let chosen: HashSet<PlaceIx> = own.list().iter().copied().collect();
    let shown = areas(visit, &chosen);
    let shapes = visit.site().shapes(&shown, WHOLE_MAP);
    if shown.len() < 2 || shapes.bytes() == 0 {
        return None;
    }
    let title = t.get(if chosen.is_empty() { "own-map-title-none" } else { "own-map-title" });
    let mut key = Vec::new();
    if !chosen.is_empty() {
        key.push(MapKey { fill: KeyFill::Value(CHOSEN), words: t.get("own-map-chosen") });
    }
    if shown.len() > chosen.len() {
        key.push(MapKey { fill: KeyFill::Value(AROUND), words: t.get("own-map-around") });
    }
    let legend = if chosen.is_empty() { String::new() } else { value_legend(&key) };
    let drawn = SmallMap {
        key,
        caption: caption(visit, "kaart", &title, &t.get("own-map-description")),
        areas: shown
            .iter()
            .map(|&area| {
                let is_chosen = chosen.contains(&area);
                let next = if is_chosen { own.without(area) } else { own.with(area) };
                MapArea {
                    label: words::spoken_name(&places.get(area).name).to_owned(),
                    // The page goes on where the map is.
                    href: Some(format!("{}#waar", address(visit, &next))),
                    text: t.get(if is_chosen { "own-map-chosen" } else { "own-map-around" }),
                    short: String::new(),
                    words: String::new(),
                    fill: MapFill::Value(if is_chosen { CHOSEN } else { AROUND }),
                    marked: false,
                }
            })
            .collect(),
    };
    Some(Drawing {
        embed: None,
        remarks: String::new(),
        title,
        subtitle: t.get(if chosen.is_empty() { "own-map-subtitle-none" } else { "own-map-subtitle" }),
        wide: drawn.svg(&shapes, visit.style()),
        phone: String::new(),
        broad: false,
        legend,
        table: Some(drawn.table(&chart_words(visit.language()))),
        databank: String::new(),
        file: "kaart-eigen-gebied".to_owned(),
        more: None,
    })
}
