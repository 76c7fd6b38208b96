//! Names of places and of the levels they are on.

use cells::{Level, PlaceIx};

use crate::opened::Opened;
use crate::texts::Texts;

/// "gemeente", "wijk".
pub(crate) fn level_word(level: Level, t: &Texts) -> String {
    match level {
        Level::Country => t.get("level-country"),
        Level::Municipality => t.get("level-municipality"),
        Level::District => t.get("level-district"),
        Level::Neighbourhood => t.get("level-neighbourhood"),
    }
}

/// "gemeenten", "wijken".
pub(crate) fn level_words(level: Level, t: &Texts) -> String {
    match level {
        Level::Country => t.get("levels-country"),
        Level::Municipality => t.get("levels-municipality"),
        Level::District => t.get("levels-district"),
        Level::Neighbourhood => t.get("levels-neighbourhood"),
    }
}

/// The municipality a district or neighbourhood is in.
pub(crate) fn municipality(site: &Opened, ix: PlaceIx) -> Option<PlaceIx> {
    let place = site.release.places.get(ix);
    if place.level() <= Level::Municipality {
        return None;
    }
    site.release.places.ancestor(ix, Level::Municipality, place.newest())
}

/// Whether the code now belongs to another place, or to none.
pub(crate) fn gone_since(site: &Opened, ix: PlaceIx) -> Option<u16> {
    let newest = site.release.places.newest_vintage()?;
    let own = site.release.places.get(ix).newest();
    (own < newest).then_some(own.0)
}

/// What kind of place it is, as a line under its name: "Wijk in de gemeente Zomerdam".
pub(crate) fn kind(site: &Opened, ix: PlaceIx, t: &Texts) -> String {
    let place = site.release.places.get(ix);
    let within = municipality(site, ix).map(|m| site.release.places.get(m).name.clone());
    match (place.level(), within) {
        (Level::Country, _) => t.get("kind-country"),
        (Level::Municipality, _) => t.get("kind-municipality"),
        (Level::District, Some(name)) => t.with("kind-district", &[("municipality", name.into())]),
        (Level::Neighbourhood, Some(name)) => t.with("kind-neighbourhood", &[("municipality", name.into())]),
        (level, None) => level_word(level, t),
    }
}

/// A name that says which one is meant: "Veerkwartier (wijk in Zomerdam)".
pub(crate) fn label(site: &Opened, ix: PlaceIx, t: &Texts) -> String {
    let place = site.release.places.get(ix);
    let name = place.name.clone();
    if place.level() == Level::Country {
        return name;
    }
    let level = level_word(place.level(), t);
    let within = municipality(site, ix).map(|m| site.release.places.get(m).name.clone());
    let label = match within {
        Some(within) => {
            t.with("place-label-in", &[("name", name.into()), ("level", level.into()), ("municipality", within.into())])
        }
        None => t.with("place-label", &[("name", name.into()), ("level", level.into())]),
    };
    match gone_since(site, ix) {
        Some(year) => t.with("place-label-until", &[("label", label.into()), ("year", year.to_string().into())]),
        None => label,
    }
}
